"""What ``aligner explain`` prints, and the docs page of all rules."""

import re
import textwrap
from collections.abc import Iterator
from functools import cache

from aligner.check.base import Rule
from aligner.check.explanations import Example, explanation
from aligner.check.explanations.readings import readings
from aligner.check.registry import load_rules
from aligner.config.layers import BASE
from aligner.config.profile import Profile, load_profile, profile_names
from aligner.errors import ConfigError
from aligner.settings import nearest

__all__ = ["as_markdown", "as_text", "overview", "page", "rule_named"]

_ENOUGH = 10  #: findings of a rule that were read, for a share to mean anything
_FIRST_SENTENCE = re.compile(r"(?<=\w)\. ")
_HEAD = """\
# The rules

<!-- Made by `aligner explain --all --format markdown -o docs/rules.md` from aligner/check/rules. -->

Each finding has a rule, a severity, an MQM category and a confidence. `aligner explain RULE` prints one section of this
page. A profile changes what a rule does, see `configs/default.toml`; the examples are run by the tests.

What is said under "Read" was counted on {pages} published pages of {words:,} words of original that nothing was learned
from and nobody had looked at, with the profile default: [Findings read](experiments/reading.md).
"""


def rule_named(name: str) -> Rule:
    """Return a rule by its id.

    :raises ConfigError: if there is none
    """
    known = load_rules()
    if name not in known:
        raise ConfigError(
            f"There is no rule {name!r}; the nearest is {nearest(name, known)!r}. 'aligner explain' lists all."
        )
    return known[name]


def overview(width: int) -> str:
    """Return one line for each rule."""
    known = load_rules()
    column = max(map(len, known))
    lines = []
    for name, rule in known.items():
        first = _FIRST_SENTENCE.split(explanation(name).looks_for)[0].rstrip(".")
        head = f"{name:{column}}  {rule.severity.value:8}  "
        lines.append(textwrap.fill(head + first, width, subsequent_indent=" " * len(head)))
    return "\n".join(lines) + "\n"


def as_text(rule: Rule, width: int) -> str:
    """Return all about a rule, for a terminal."""
    said = explanation(rule.id)
    parts = [textwrap.fill(f"{rule.id}: {rule.category}, usually {rule.severity.value}", width)]
    for title, text in (("What it looks for", said.looks_for), ("Why", said.why)):
        parts += ["", title, _filled(text, width)]
    parts += ["", "Examples"]
    for example in said.examples:
        parts += [_filled(f"{'Found' if example.finds else 'Not found'}: {example.note}", width)]
        for label, line in _lines(example):
            parts.append(textwrap.fill(f"{label:13}{line}", width, initial_indent="    ", subsequent_indent=" " * 17))
    parts += ["", "Read", _filled(_read(rule.id), width)]
    parts += ["", "Tuning", _filled(said.tune, width), "", *(f"  {line}" for line in _profiles(rule))]
    return "\n".join(parts) + "\n"


def page() -> str:
    """Return all rules as a page of Markdown."""
    found = readings()
    head = _HEAD.format(pages=found.pages, words=found.words)
    return head + "".join(f"\n{_section(rule)}" for rule in load_rules().values())


def as_markdown(rule: Rule) -> str:
    """Return all about a rule as Markdown."""
    return _section(rule)


def _section(rule: Rule) -> str:
    said = explanation(rule.id)
    lines = [f"## {rule.id}", "", f"MQM category `{rule.category}`, usually {rule.severity.value}.", ""]
    lines += [f"**What it looks for.** {said.looks_for}", "", f"**Why.** {said.why}", "", "**Examples.**", ""]
    lines += ["| | Original | Translation |", "|---|---|---|"]
    for example in said.examples:
        verdict = "found" if example.finds else "not found"
        left, right = (_cell(texts) for texts in (_blocks(example.original), _blocks(example.translation)))
        lines.append(f"| {verdict}: {_escaped(example.note)} | {left} | {right} |")
    lines += ["", f"**Read.** {_read(rule.id)}", "", f"**Tuning.** {said.tune}", ""]
    lines += ["```toml", *_profiles(rule), "```"]
    return "\n".join(lines) + "\n"


def _lines(example: Example) -> Iterator[tuple[str, str]]:
    for side, blocks in (("original", example.original), ("translation", example.translation)):
        for number, block in enumerate(_blocks(blocks)):
            yield side if not number else "", block


def _blocks(texts: tuple[str, ...]) -> list[str]:
    return [text or "—" for text in texts]


def _cell(blocks: list[str]) -> str:
    return "<br>".join(_escaped(block) for block in blocks)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("  ", " &nbsp;")


def _read(rule: str) -> str:
    """Return how many of a rule's findings were right."""
    marks = readings().rules.get(rule)
    if marks is None:
        return "It found nothing on the pages that were read."
    few = " That is too few to say more." if sum(marks) < _ENOUGH else ""
    return f"Of {sum(marks)} findings, {marks.true} true, {marks.debatable} debatable, {marks.false} false.{few}"


def _profiles(rule: Rule) -> list[str]:
    """Return what a profile may say of the rule, and what those that ship with the program do."""
    usual = _shipped(BASE).settings(rule.id)
    lines = [
        f"[rules.{rule.id}]",
        f"enabled = {'true' if usual.enabled else 'false'}",
        f'severity = "{rule.severity.value}"',
        f"minimum-confidence = {usual.minimum_confidence}",
        f"minor-below = {usual.minor_below}",
    ]
    for name in profile_names():
        settings = _shipped(name).settings(rule.id)
        says = [] if settings.enabled else ["off"]
        says += [settings.severity.value] if settings.severity else []
        if settings.minimum_confidence != usual.minimum_confidence:
            says.append(f"minimum-confidence {settings.minimum_confidence}")
        says += [f"minor-below {settings.minor_below}"] if settings.minor_below != usual.minor_below else []
        says += [f"{len(settings.exceptions)} exceptions"] if settings.exceptions else []
        lines += [f"# {name}: {', '.join(says)}"] if says and name != BASE else []
    return lines


@cache
def _shipped(name: str) -> Profile:
    return load_profile(name)


def _filled(text: str, width: int) -> str:
    return textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
