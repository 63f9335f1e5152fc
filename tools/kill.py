"""Kill the real command at any moment and see what it left: ``python -m tools.kill --times 200 [--signal INT]``.

Each kind of work is killed (SIGKILL) at moments spread over its whole run. What was there before must be whole, or what
is there now must be; the next run works and leaves nothing else behind. SIGINT and SIGTERM have to end it with one
sentence and the shell's status, too.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "main", "trial"]

ROOT = Path(__file__).resolve().parent.parent
_ENGLISH = "The lighthouse keeper counted 12 boats on {0}. Then the lighthouse keeper went home.\n\n"
_FRENCH = "Le gardien de phare a compté 13 bateaux {0}. Puis le gardien de phare est rentré.\n\n"
_SAYS = {signal.SIGINT: "aligner: Interrupted.\n", signal.SIGTERM: "aligner: Terminated.\n"}
_DAYS = {"Monday": "lundi", "Tuesday": "mardi", "Friday": "vendredi"}


class BrokenError(Exception):
    """What a killed run has left is neither the old nor the new."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Work that writes."""

    prepare: Callable[[Path], None]
    command: Callable[[Path], Sequence[str]]
    check: Callable[[Path], None]  #: raises BrokenError


def _run(folder: Path, arguments: Sequence[str], *, heard: bool = False) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "ALIGNER_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "aligner", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if heard else subprocess.DEVNULL,
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "cache" not in path.parts
    }


def _texts(folder: Path) -> None:
    for name, pattern, days in (("a.en.md", _ENGLISH, _DAYS), ("a.fr.md", _FRENCH, _DAYS.values())):
        (folder / name).write_text("".join(map(pattern.format, days)), encoding="utf-8")


def _old_export(folder: Path) -> None:
    _texts(folder)
    for name in ("x.en", "x.fr", "x.run.json"):
        (folder / name).write_text("old\n", encoding="utf-8")


def _export_is_whole(folder: Path) -> None:
    found = [(folder / name).read_text(encoding="utf-8") for name in ("x.en", "x.fr", "x.run.json")]
    if found == ["old\n"] * 3:
        return
    if "old\n" in found or found[0].count("\n") != found[1].count("\n") or not found[0].endswith("\n"):
        raise BrokenError("the three files of an export are not of one run")
    json.loads(found[2])


def _decided(folder: Path) -> None:
    _texts(folder)
    (folder / "a.fr.md.decisions.jsonl").write_text("", encoding="utf-8")


def _decisions_are_whole(folder: Path) -> None:
    from aligner.decisions import open_store

    found = open_store(folder / "a.fr.md.decisions.jsonl").read()
    if len(found.decisions) > 2 or found.warnings:  # the next run decides once more
        raise BrokenError(f"{len(found.decisions)} decisions, {len(found.warnings)} lines that are none")


def _glossary(folder: Path) -> None:
    _texts(folder)
    (folder / "g.csv").write_text("en,fr\nbell,cloche\n", encoding="utf-8")


def _glossary_is_whole(folder: Path) -> None:
    text = (folder / "g.csv").read_text(encoding="utf-8")
    if not text.startswith("en,fr\nbell,cloche\n") or not text.endswith("\n"):
        raise BrokenError("the glossary is cut")


def _cache_is_whole(folder: Path) -> None:
    from aligner.encode import VectorCache

    cache = VectorCache(folder / "cache" / "vectors.sqlite")
    if (folder / "cache" / "vectors.sqlite").exists() and cache.count() is None:
        raise BrokenError("the cache cannot be used")
    cache.close()


#: What is killed, by name.
KINDS = {
    "export": Kind(
        _old_export,
        lambda _: ("export", "a.en.md", "a.fr.md", "--no-check", "--format", "moses", "-o", "x"),
        _export_is_whole,
    ),
    "decisions": Kind(_decided, lambda _: ("gate", "a.en.md", "a.fr.md", "--accept", "1"), _decisions_are_whole),
    "glossary": Kind(_glossary, lambda _: ("terms", "a.en.md", "a.fr.md", "--update", "g.csv"), _glossary_is_whole),
    "cache": Kind(_texts, lambda _: ("align", "a.en.md", "a.fr.md"), _cache_is_whole),
}


def _ended_well(status: int, said: str, number: signal.Signals) -> None:
    # What was done before, and said, stays done.
    if status != 128 + number or not said.endswith(_SAYS[number]) or "Traceback" in said:
        raise BrokenError(f"status {status}, and it said: {said}")


def trial(kind: Kind, share: float, whole: float, number: signal.Signals = signal.SIGKILL) -> str:
    """Run a command, kill it, and look at what it left; then run it to its end.

    :param share: of its time after which it is killed, 0 to 1
    :param whole: seconds that it takes
    :param number: the signal
    :return: ``killed`` or ``done``
    :raises BrokenError: if something is broken or left over, or a signal that it hears ends it in another way
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kind.prepare(folder)
        before = set(_files(folder))
        process = _run(folder, kind.command(folder), heard=number in _SAYS)
        try:
            process.wait(share * whole)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        _, said = process.communicate()
        became = "done" if process.returncode in (0, 1) else "killed"
        # Before the program's first line Python itself is ended by the signal, which nobody can change.
        if became == "killed" and number in _SAYS and (process.returncode != -number or b"aligner" in said):
            _ended_well(process.returncode, said.decode("utf-8", "replace"), number)
        kind.check(folder)
        if became == "killed" and share > 0.9:  # where something may have been left
            again = _run(folder, kind.command(folder)).wait()
            kind.check(folder)
            left = {one for one in set(_files(folder)) - before if ".aligner-" in one}
            if again not in (0, 1) or left:
                raise BrokenError(f"the next run ended with {again} and left {sorted(left)}")
        return became


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill as often as asked for, each kind in turn; say what was broken."""
    parser = argparse.ArgumentParser(prog="python -m tools.kill", description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signal", choices=("KILL", "INT", "TERM"), default="KILL")
    asked = parser.parse_args(arguments)
    chance = random.Random(asked.seed)
    whole: dict[str, float] = {}
    killed = broken = 0
    for number in range(asked.times):
        name = list(KINDS)[number % len(KINDS)]
        kind = KINDS[name]
        if name not in whole:
            with tempfile.TemporaryDirectory() as place:
                kind.prepare(Path(place))
                began = time.monotonic()
                _run(Path(place), kind.command(Path(place))).wait()
                whole[name] = time.monotonic() - began
        # Half of them in the last fifth of the time, where files are written.
        share = chance.uniform(0.8, 1.05) if chance.random() < 0.5 else chance.random()
        try:
            killed += trial(kind, share, whole[name], signal.Signals[f"SIG{asked.signal}"]) == "killed"
        except BrokenError as error:
            broken += 1
            print(f"{name}, killed after {share:.3f} of its time: {error}", flush=True)
    print(f"{asked.times} runs, {killed} killed before their end, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
