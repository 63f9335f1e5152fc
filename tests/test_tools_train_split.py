"""Punkt's statistics can be trained anew and hold what they promise."""

import pytest

from aligner.languages import get, known
from aligner.models import resource
from aligner.split.machine import Machine
from aligner.split.statistics import Statistics, statistics
from tools.train.split import as_json, learned

TEXT = [
    "The parcel for Zbr. Miller came at noon, and Zbr. Hale was not at home.",
    "However, the parcel for the zbr. next door was lost. However, nobody asked for it.",
    "Ask Zbr. Stone, not Zbr. Lake. The parcel is heavy, however light it looks.",
] * 20


def test_an_abbreviation_is_learnt_from_text() -> None:
    learnt = learned(TEXT)
    assert "zbr" in learnt.abbreviations
    assert "noon" not in learnt.abbreviations


def test_what_is_learnt_keeps_a_sentence_together() -> None:
    text = "We met Zbr. Miller there. He left."
    assert len(list(Machine(text, get("en"), Statistics()).ends())) == 2
    assert len(list(Machine(text, get("en"), learned(TEXT)).ends())) == 1


@pytest.mark.parametrize("language", known())
def test_shipped_statistics_are_in_the_form_the_training_writes(language: str) -> None:
    assert resource(f"split.{language}.json").read_text(encoding="utf-8") == as_json(statistics(language))


def test_a_language_without_statistics_is_split_by_rule_alone() -> None:
    assert statistics("xx") == Statistics()
