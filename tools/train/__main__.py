"""Train a learned file anew: ``python -m tools.train NAME --data DIR``."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from aligner.errors import AlignerError, InputError
from aligner.files import write_bytes
from aligner.models import resource
from tools.data import data_folder
from tools.manifest import entry
from tools.train.trainer import Trainer, difference, versions

__all__ = ["TRAINERS", "main"]

TRAINERS = ("alignment", "coverage", "lexicon", "split", "terms")


def trainer(name: str) -> Trainer:
    """Return a trainer by its name."""
    found = import_module(f"tools.train.{name}").TRAINER
    assert isinstance(found, Trainer)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    :returns: the exit status: 1 if ``--check`` finds a difference, 2 if it cannot train
    """
    parser = argparse.ArgumentParser(
        prog="python -m tools.train",
        description="Train learned files of aligner/models anew, and print their entries of MANIFEST.toml.",
    )
    parser.add_argument("name", choices=TRAINERS, help="what is trained")
    parser.add_argument(
        "--data", type=Path, help="folder of evaluation data, by default $ALIGNER_DATA; of lexicon: its downloads"
    )
    parser.add_argument("-o", "--output", type=Path, help="folder for the files, by default aligner/models")
    parser.add_argument("--check", action="store_true", help="write nothing, compare with what ships")
    parser.add_argument("--leave-out", action="store_true", help="measure on texts that are left out")
    options = parser.parse_args(arguments)
    try:
        return _run(options.name, options.data, options.output, options.check, options.leave_out)
    except AlignerError as error:
        _say(f"{parser.prog}: {error}")
        return 2


def _run(name: str, data: Path | None, output: Path | None, check: bool, leave_out: bool) -> int:
    chosen = trainer(name)
    folder = data or (_downloads() if name == "lexicon" else data_folder())
    if leave_out:
        if chosen.leave_out is None:
            raise InputError(f"Nothing can be left out of what {name} is trained on.")
        chosen.leave_out(folder, _print, output)
        return 0
    learned = chosen.train(folder, _say)
    if check:
        return _check(learned)
    target = output or Path(str(resource("")))
    inputs = chosen.inputs(folder)
    for file, content in learned.items():
        write_bytes(target / file, content)
        command = f"python -m tools.train {name}" + ("" if name == "lexicon" else " --data ../shared/data")
        _print(entry(target / file, command, inputs[file], versions(chosen.packages)))
    return 0


def _check(learned: Mapping[str, bytes]) -> int:
    status = 0
    for file, content in learned.items():
        found = difference(resource(file).read_bytes(), content, file)
        _print(f"{file}: {found or 'the same as what ships'}")
        status = status or int(bool(found))
    return status


def _downloads() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("aligner") / "lexicon"


def _print(line: str) -> None:
    print(line, flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
