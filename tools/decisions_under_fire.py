"""Decide through the real command while processes are killed and run side by side; nothing acknowledged may be lost.

python -m tools.decisions_under_fire [FOLDER] [--processes 8] [--decisions 300] [--kills 100]
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aligner.core import Decision, State
from aligner.decisions import JsonLines

__all__ = ["killed", "side_by_side"]

#: Each decision is acknowledged by a line on standard output once it is said to outlive a crash.
_WRITER = """
import sys
from pathlib import Path
from aligner.core import Decision, State
from aligner.decisions import open_store
store = open_store(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{number}"
    store.add([Decision(name, State.ACCEPTED_RISK, note="n" * 500)])
    print(name, flush=True)
"""


def side_by_side(path: Path, processes: int, each: int) -> set[str]:
    """Decide in several processes at once; return what was acknowledged and is not there."""
    running = [_writer(path, f"p{number}", each) for number in range(processes)]
    acknowledged = {name for one in running for name in one.communicate()[0].decode().split()}
    return acknowledged - {one.fingerprint for one in JsonLines(path).read().decisions}


def killed(folder: Path, times: int, each: int) -> tuple[set[str], set[str], int]:
    """Kill writers with signal 9 while they write, two at a time.

    :return: what was acknowledged, what is in the file, and how many lines were set aside
    """
    path = folder / "a.fr.md.decisions.jsonl"
    other = folder / "a.fr.md"
    other.write_text("Le bac part.\n", encoding="utf-8")
    JsonLines(path).add([Decision("first", State.OPEN)])
    acknowledged = set[str]()
    chance = random.Random(1)
    for number in range(0, times, 2):
        pair = [_writer(path, f"k{number + one}", 100_000) for one in range(min(2, times - number))]
        for one in pair:
            assert one.stdout
            first = [one.stdout.readline() for _ in range(each)]
            time.sleep(chance.random() / 50)
            one.kill()
            said = b"".join(first) + one.stdout.read()
            acknowledged |= {line.decode() for line in said.split(b"\n")[:-1]}
            one.wait()
    found, warnings = JsonLines(path).read()
    assert other.read_text(encoding="utf-8") == "Le bac part.\n"
    assert sorted(os.listdir(folder)) == sorted((path.name, other.name))
    return acknowledged, {one.fingerprint for one in found}, len(warnings)


def by_command(original: Path, translation: Path, times: int) -> tuple[int, int]:
    """Accept the first finding of a pair through the command, and kill it at a random moment.

    :return: how many commands said that they had written, and how many decisions are in the file
    """
    arguments = [sys.executable, "-m", "aligner", "gate", str(original), str(translation), "--accept", "1"]
    chance, said = random.Random(2), 0
    began = time.monotonic()
    subprocess.run(arguments, capture_output=True)
    usual = time.monotonic() - began
    for _ in range(times):
        one = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(usual * (0.5 + 0.5 * chance.random()))
        one.kill()
        said += b"Written to" in one.communicate()[1]
    return said + 1, len(JsonLines(Path(f"{translation}.decisions.jsonl")).read().decisions)


def _writer(path: Path, name: str, each: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(path), name, str(each)], stdout=subprocess.PIPE)


def main() -> None:
    """Run everything and say what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pair", nargs="*", type=Path, help="an original and a translation with a finding")
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--kills", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lost = side_by_side(Path(name) / "d.jsonl", asked.processes, asked.decisions)
        print(f"{asked.processes} processes x {asked.decisions} decisions: {len(lost)} lost")
    with tempfile.TemporaryDirectory() as name:
        acknowledged, found, torn = killed(Path(name), asked.kills, 3)
        print(f"{asked.kills} kills: {len(acknowledged)} acknowledged, {len(acknowledged - found)} lost, {torn} torn")
    if len(asked.pair) == 2:
        said, there = by_command(asked.pair[0], asked.pair[1], asked.kills)
        print(f"{asked.kills} kills of the command: {said} acknowledged, {there} in the file")


if __name__ == "__main__":
    main()
