"""The reader's language: texts, plurals, figures and names for reports."""

from collections.abc import Mapping
from functools import cache

from aligner.core import Argument, Finding, Message, Severity
from aligner.errors import ConfigError
from aligner.messages import LANGUAGES, render, rule_name

__all__ = ["ENGLISH", "Localizer", "localizer"]

ENGLISH = LANGUAGES[0]


class Localizer:
    """Says what stands in a report in one interface language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._said: dict[tuple[object, ...], str] = {}  # texts that stand in every finding

    def render(self, message: Message) -> str:
        """Return a message as a sentence."""
        return render(message, self.language)

    def say(self, key: str, **arguments: Argument) -> str:
        """Return a text of the catalogue ``report``, its slots filled."""
        if arguments:
            return render(Message(f"report.{key}", arguments), self.language)
        return self._once(f"report.{key}", {})

    def number(self, value: float) -> str:
        """Return ``1,350`` or ``1 350``; at most two decimals, none where they are zero."""
        return self.say("number", value=value)

    def count(self, amount: int, noun: str) -> str:
        """Return ``1 word``, ``1,350 words``; a noun is a text of the catalogue ``report`` with plural forms."""
        return self.say(noun, count=amount)

    def severity(self, severity: Severity, amount: int = 1) -> str:
        """Return ``critical``; the adjective agrees with the amount where the language has it agree."""
        return self._once(f"severity.{severity.value}", {"count": amount})

    def of_severity(self, severity: Severity, amount: int) -> str:
        """Return ``2 critical``."""
        return render(Message(f"severity.{severity.value}-amount", {"count": amount}), self.language)

    def severities(self, counts: Mapping[Severity, int]) -> str:
        """Return ``2 critical, 5 major``; empty where there are none."""
        return ", ".join(self.of_severity(severity, amount) for severity, amount in counts.items() if amount)

    def rule(self, rule: str) -> str:
        """Return what a rule is called; its id where it has no name here."""
        return rule_name(rule, self.language)

    def rule_and_id(self, rule: str) -> str:
        """Return ``omission``, ``ajout (addition)``: the name, and the id that profiles want where it differs."""
        name = self.rule(rule)
        return name if name == rule else f"{name} ({rule})"

    def message(self, finding: Finding) -> str:
        """Return what a finding says."""
        return render(finding.message, self.language)

    def _once(self, id: str, arguments: dict[str, int]) -> str:
        key = (id, *arguments.values())
        if key not in self._said:
            self._said[key] = render(Message(id, arguments), self.language)
        return self._said[key]


@cache
def localizer(language: str = ENGLISH) -> Localizer:
    """Return what speaks an interface language.

    :raises ConfigError: if there are no texts in it
    """
    if language not in LANGUAGES:
        raise ConfigError(f"There is no interface language {language!r}; known are {', '.join(LANGUAGES)}.")
    return Localizer(language)
