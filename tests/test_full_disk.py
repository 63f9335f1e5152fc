"""A disk that is really full: a file system of 96 kB, which only this test's processes see."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import CORPORA

#: Mounts the file system, fills it after the first decision, and runs commands: each says so and changes nothing.
_SCRIPT = """
import subprocess, sys
from pathlib import Path
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk], check=True)
for name, source in (("a.en.md", sys.argv[2]), ("a.fr.md", sys.argv[3])):
    (disk / name).write_bytes(Path(source).read_bytes())
(disk / "g.csv").write_text("en,fr\\nbell,cloche\\n")
pair = [str(disk / "a.en.md"), str(disk / "a.fr.md")]
def run(*arguments):
    done = subprocess.run([sys.executable, "-m", "aligner", *arguments], capture_output=True, text=True)
    return done.returncode, done.stderr
assert run("gate", *pair, "--accept", "1")[0] == 1
kept = {path.name: path.read_bytes() for path in disk.iterdir()}
with open(disk / "fill", "wb", buffering=0) as fill:
    try:
        while fill.write(bytes(1024)):
            pass
    except OSError:
        pass
long = "n" * 9000
for command in (
    ["gate", *pair, "--accept", "2", "--note", long],
    ["approve", *pair, "--by", "Ana", "--despite", "--note", "x"],
    ["export", *pair, "--no-check", "--format", "moses", "-o", str(disk / "m")],
    ["terms", *pair, "--update", str(disk / "g.csv")],
):
    status, said = run(*command)
    assert status == 2 and "No space left on device" in said and said.count("\\n") == 1, (command[0], status, said)
    now = {path.name: path.read_bytes() for path in disk.iterdir() if path.name != "fill"}
    assert now == kept, (command[0], sorted(now))
(disk / "fill").unlink()
assert run("gate", *pair, "--accept", "2")[0] == 1
assert (disk / "a.fr.md.decisions.jsonl").read_bytes().startswith(kept["a.fr.md.decisions.jsonl"])
"""


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs mounts of its own")
def test_nothing_is_lost_on_a_full_disk(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        pytest.skip("mounts of its own are not allowed here")
    disk = tmp_path / "disk"
    disk.mkdir()
    texts = [str(CORPORA / f"harbour.{name}.md") for name in ("en", "fr.draft")]
    environment = {**os.environ, "PYTHONPATH": str(CORPORA.parent)}
    found = subprocess.run(
        ["unshare", "-m", sys.executable, "-c", _SCRIPT, str(disk), *texts],
        capture_output=True,
        text=True,
        env=environment,
        cwd=CORPORA.parent,
    )
    assert found.returncode == 0, found.stderr
