"""What reports say around the texts, in the language of whoever reads them: one TOML file a language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple, TypeAlias

from aligner.core import Finding, Message, Severity
from aligner.errors import ConfigError
from aligner.messages import render, rule_name

__all__ = ["ENGLISH", "LANGUAGES", "Said", "Wording", "wording"]

#: Languages of the interface; messages are made in the first.
ENGLISH, LANGUAGES = "en", ("en", "fr")

_Table: TypeAlias = Mapping[str, str]

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


class Said(NamedTuple):
    """A text and the language that it is in, which is English where nothing else is known."""

    text: str
    language: str


class _Message(NamedTuple):
    """How one of the program's English sentences reads in another language."""

    pattern: re.Pattern[str]
    template: str
    kinds: _Table  #: slot -> table that translates what stands in it


class Wording:
    """Words, plurals, figures and sentences of one interface language."""

    def __init__(self, language: str) -> None:
        source = resources.files("aligner.report.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
        self.language = language
        self._content = tomllib.loads(source)
        figures = self._content["figures"]
        self._figure_marks = {ord(","): figures["thousands"], ord("."): figures["decimal"]}
        self._messages = {group: _compiled(found) for group, found in self._content.get("messages", {}).items()}

    def say(self, key: str, **values: object) -> str:
        """The text under a key, its slots filled."""
        text: str = self._content["texts"][key]
        return text.format(**values) if values else text

    def number(self, value: float, decimals: int = 0) -> str:
        """``1,350`` or ``1 350``; at most so many decimals, none where they are zero."""
        text = f"{value:,.{decimals}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return self.figures(text)

    def figures(self, english: str) -> str:
        """A text with its English figures written this language's way."""
        return _FIGURE.sub(lambda match: match.group().translate(self._figure_marks), english)

    def percent(self, share: float) -> str:
        """``55%`` or ``55 %`` for .55."""
        return self.say("percent", amount=round(100 * share))

    def count(self, amount: int, noun: str) -> str:
        """``1 word``, ``1,350 words``; nouns are the keys under ``[nouns]``."""
        one, more = self._content["nouns"][noun]
        single = amount == 1 or (amount == 0 and self._content["figures"]["zero-is-singular"])
        return f"{self.number(amount)} {one if single else more}"

    def severity(self, severity: Severity, amount: int = 1) -> str:
        """``critical``; adjectives agree with the amount where the language has them agree."""
        one, more = self._content["severities"][severity.value]
        return str(more if amount > 1 else one)

    def severities(self, counts: Mapping[Severity, int]) -> str:
        """``2 critical, 5 major``; empty where there are none."""
        return ", ".join(f"{self.number(n)} {self.severity(level, n)}" for level, n in counts.items() if n)

    def rule(self, rule: str) -> str:
        """Return what a rule is called."""
        return rule_name(rule, self.language)

    def rule_and_id(self, rule: str) -> str:
        """``omission``, ``ajout (addition)``: the name, and the id that profiles want where it differs."""
        name = self.rule(rule)
        return name if name == rule else f"{name} ({rule})"

    def message(self, finding: Finding) -> Said:
        """What a finding says."""
        return Said(render(finding.message, self.language), self.language)

    def warning(self, warning: Message) -> str:
        """Return what is said about the pair as a whole."""
        return render(warning, self.language)

    def note(self, note: Message | None) -> str:
        """Return what a place shows; empty where nothing is said of it."""
        return render(note, self.language) if note else ""

    def sentence(self, english: str, group: str) -> Said:
        """One of the program's own sentences; as it is where no translation fits.

        :param group: ``calculation``, ``reason``, ``place``
        """
        for message in self._messages.get(group, ()):
            if found := message.pattern.fullmatch(english):
                values = {
                    slot: self._slot(value or "", message.kinds.get(slot, ""))
                    for slot, value in found.groupdict().items()
                }
                return Said(message.template.format(**values), self.language)
        return Said(english, ENGLISH)

    def _slot(self, value: str, kind: str) -> str:
        if kind == "figures":
            return self.figures(value)
        return self.replaced(value, kind)

    def replaced(self, value: str, kind: str) -> str:
        """A text with the expressions under ``[substitutions.kind]`` replaced."""
        for english, template in self._content.get("substitutions", {}).get(kind, {}).items():
            value = re.sub(english, template, value)
        return value


@cache
def wording(language: str = ENGLISH) -> Wording:
    """The words of an interface language.

    :raises ConfigError: if there are none
    """
    if language not in LANGUAGES:
        raise ConfigError(f"There is no interface language {language!r}; known are {', '.join(LANGUAGES)}.")
    return Wording(language)


def _compiled(messages: Mapping[str, str]) -> tuple[_Message, ...]:
    return tuple(_message(english, template) for english, template in messages.items())


def _message(english: str, template: str) -> _Message:
    """``{name}`` takes any text, ``{name:kind}`` one of the English texts of ``[slots.kind]`` (or figures)."""
    pattern, kinds, at = "", dict[str, str](), 0
    for slot in _SLOT.finditer(english):
        name, kind = slot.groups()
        pattern += re.escape(english[at : slot.start()]) + f"(?P<{name}>.*?)"
        kinds[name] = kind or ""
        at = slot.end()
    return _Message(re.compile(pattern + re.escape(english[at:]), re.DOTALL), template, kinds)
