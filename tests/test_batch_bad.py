"""One bad pair among good ones, each kind of bad input: all good ones are there, and one error row for each bad one."""

import csv
import os
from pathlib import Path

from tests.batches import errors, made, rows
from tests.commands import aligner
from tests.hostile_files import HOSTILE

_LOCKED = Path(__file__).parent / "documents" / "locked"
_PAIRED = {".tmx", ".xlf", ".xliff", ".po"}


def bad_files(folder: Path) -> list[Path]:
    """Hostile, protected, empty, binary and missing files."""
    folder.mkdir()
    files = [folder / name for name in HOSTILE]
    for path in files:
        HOSTILE[path.name][0](path)
    files += [*(path for path in sorted(_LOCKED.iterdir()) if path.stem == "locked")]
    for name, content in (("empty.md", b""), ("binary.md", b"\x00\x01\x02\x03" * 50), ("cut.docx", b"PK\x03\x04")):
        (folder / name).write_bytes(content)
        files.append(folder / name)
    os.mkfifo(folder / "pipe.md")
    (folder / "endless.md").symlink_to("/dev/zero")
    (folder / "folder.md").mkdir()
    return [*files, *(folder / f"{name}.md" for name in ("pipe", "endless", "folder", "missing"))]


def test_every_kind_of_bad_input_costs_its_own_pair_and_no_other(tmp_path: Path) -> None:
    good = made(tmp_path / "good", 4)
    bad = bad_files(tmp_path / "bad")
    assert len(bad) > len(HOSTILE)
    with (tmp_path / "list.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["original", "translation"])
        for path in sorted(good.glob("*.en.md")):
            table.writerow([path, path.with_name(path.name.replace(".en.", ".fr."))])
        for path in bad:
            table.writerow([path, "" if path.suffix in _PAIRED or path.stem == "wide" else good / "p000.fr.md"])
    out = tmp_path / "out"
    found = aligner("batch", tmp_path / "list.csv", "-o", out, "--processes", "1")
    assert [row["document"] for row in rows(out, "documents") if not row["document"].endswith(".en")] == []
    assert (found.status, f"warning: {len(bad)} of {len(bad) + 4} pairs" in found.err) == (0, True), found.err
    assert [row["document"][-7:] for row in rows(out, "documents")] == [f"p{n:03}.en" for n in range(4)]
    said = errors(out)
    assert [Path(row["original_path"]).name for row in said] == [path.name for path in bad]
    assert {row["stage"] for row in said} == {"read"}
    assert all(row["message"].endswith(".") and "Traceback" not in row["message"] for row in said)
