"""Every message of every rule comes from a finding, and reads well in both languages."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from aligner.check.explanations import example_pair, explanation
from aligner.check.registry import load_rules
from aligner.core import Argument, Finding, Message
from aligner.encode import load
from aligner.messages import LANGUAGES, render, rule_table
from tests.message_examples import more


@cache
def findings(rule: str) -> tuple[Finding, ...]:
    """What a rule says of the examples of its explanation and of those beside this test."""
    encoder = load()
    pairs = [*(example_pair(one, encoder) for one in explanation(rule).examples), *more(rule, encoder)]
    return tuple(finding for pair in pairs for finding in load_rules()[rule].check(pair))


def messages(argument: Argument) -> Iterator[Message]:
    """A message and those inside it."""
    if isinstance(argument, Message):
        yield argument
        for inner in argument.arguments.values():
            yield from messages(inner)
    elif isinstance(argument, tuple):
        for inner in argument:
            yield from messages(inner)


@pytest.mark.parametrize("rule", load_rules())
def test_each_text_of_a_rule_is_said_by_a_finding(rule: str) -> None:
    said = {found.id for finding in findings(rule) for found in messages(finding.message)}
    assert {f"{rule}.{key}" for key in rule_table(rule)["messages"]} - said == set()


@pytest.mark.parametrize("rule", load_rules())
def test_each_finding_reads_well_in_both_languages(rule: str) -> None:
    for finding in findings(rule):
        for message in (finding.message, *(place.note for place in finding.related if place.note)):
            english, french = (render(message, language) for language in LANGUAGES)
            own = without_quotations(french)
            assert not re.search(r"\b(?:or|and|the|of|here|times|once|twice)\b", own), french
            assert not re.search(r" [;:!?%]", own), french
            for said in (english, french):
                assert not re.search(r"[{}]|  |\b1 (?:sentences|times|phrases|endroits)\b", said), said
        assert render(finding.message, "en")[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        assert render(finding.message, "en")[-1] in ".?"


def without_quotations(french: str) -> str:
    """What the program itself says: not the words of the texts and of the glossary that it quotes."""
    return re.sub("«\u00a0.*?\u00a0»", "", french)


def test_amounts_take_their_plural() -> None:
    said = {render(finding.message, language) for finding in findings("addition") for language in LANGUAGES}
    assert "This sentence at the end of the translation has no counterpart in the original." in said
    assert "These 2 sentences at the end of the translation have no counterpart in the original." in said
    assert "Ces 2 phrases n’ont pas d’équivalent dans l’original." in said
