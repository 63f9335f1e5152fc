"""Draw the curves of an evaluation: precision against recall, and recall against false positives.

``python -m tools.curves EVALUATION.json -o curves.svg``, after ``aligner evaluate findings FOLDER... --format json -o
EVALUATION.json``. The picture's format is that of its suffix.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError, InputError, MissingExtraError
from aligner.files import check_writable, read_text

__all__ = ["main"]

_MOST_ALARMS = 5.0  # per 1,000 words; a reader takes no more, and the picture would show nothing else


def draw(curves: Mapping[str, Sequence[Mapping[str, float]]], path: Path) -> None:
    """Draw both panels into a file, a line for each kind of error and a dot for each threshold.

    :raises MissingExtraError: if matplotlib is not installed
    """
    try:
        import matplotlib

        matplotlib.use("agg")
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError("Drawing curves", "train") from error

    matplotlib.rcParams["svg.fonttype"] = "none"
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 5), layout="constrained")
    for kind, points in curves.items():
        left.plot([p["recall"] for p in points], [p["precision"] for p in points], marker=".", label=kind)
        quiet = [p for p in points if p["alarms"] <= _MOST_ALARMS]
        right.plot([p["alarms"] for p in quiet], [p["recall"] for p in quiet], marker=".")
    left.set(xlabel="recall", ylabel="precision", xlim=(0, 1), ylim=(0, 1))
    right.set(xlabel="false positives per 1,000 words", ylabel="recall", ylim=(0, 1))
    figure.legend(loc="outside right upper")
    figure.savefig(path)
    pyplot.close(figure)


def _curves(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(path))["curves"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no evaluation of findings in JSON.") from error
    assert isinstance(found, dict)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.curves", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("evaluation", type=Path, metavar="EVALUATION.json")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.svg")
    options = parser.parse_args(arguments)
    try:
        check_writable(options.output)
        draw(_curves(options.evaluation), options.output)
    except AlignerError as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
