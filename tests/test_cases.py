"""Right and wrong pairs of every kind, in ``tests/cases``: where a rule has to speak, and where it must be silent.

A file is named by its rule. Each ``[[case]]`` has a ``kind``, the sentences ``en`` and ``fr`` (a string, or a list of
them), and ``says``: whether the rule reports something with the default profile. It may also have

- ``beads``: sentence numbers of both sides, ``[[[0], [0]], [[1], [1, 2]]]``; without them n stands for n,
  or all sentences for all where their numbers differ;
- ``block``: the kind of all blocks, ``heading`` for instance;
- ``shows``: text of the translation or of the original that the finding marks;
- ``severity`` and ``suggestion`` of the finding.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aligner.core import BlockKind
from aligner.encode import Encoder, load, remembering
from tests.pairs import pair, reported

FOLDER = Path(__file__).parent / "cases"
KEYS = {"kind", "en", "fr", "says", "beads", "block", "shows", "severity", "suggestion"}


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            name = f"{path.stem}-{number}-{case['kind']}-{'says' if case['says'] else 'silent'}"
            found.append(pytest.param(path.stem, case, id=name.replace(" ", "_")))
    return found


@cache
def _encoder() -> Encoder:
    return remembering(load())


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_a_rule_speaks_where_something_is_wrong_and_only_there(rule: str, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    english, french = ([side] if isinstance(side, str) else side for side in (case["en"], case["fr"]))
    beads = case.get("beads", [])
    if not beads and len(english) != len(french):
        beads = [[range(len(english)), range(len(french))]]
    kinds = [BlockKind(case["block"])] * max(len(english), len(french)) if "block" in case else []
    checked = pair(english, french, beads, kinds)
    checked.encoder = _encoder()
    found = reported(rule, checked)
    assert bool(found) is case["says"], [(one.message, one.original, one.translation) for one in found]
    if "shows" in case:
        shown = [span.text for one in found for span in (one.original, one.translation) if span]
        assert case["shows"] in shown
    if "severity" in case:
        assert case["severity"] in [one.severity.value for one in found]
    if "suggestion" in case:
        assert case["suggestion"] in [one.suggestion for one in found]
