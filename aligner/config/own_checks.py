"""Checks of a team's own: what a profile requires or forbids in either text, as regular expressions."""

from dataclasses import dataclass
from enum import StrEnum

from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.patterns import check_pattern, first_match
from aligner.settings import setting

__all__ = ["CheckExample", "CheckScope", "CheckedSide", "OwnCheck", "offence", "try_examples"]


class CheckedSide(StrEnum):
    """Which text a pattern is looked for in."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


class CheckScope(StrEnum):
    """What a check looks at: sentences that translate each other, or the texts as wholes."""

    BEAD = "bead"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class CheckExample:
    """A pair of texts to try a check on."""

    original: str = setting("", "The original.")
    translation: str = setting("", "Its translation.")


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """What must not be said, or must be, where its conditions hold."""

    name: str
    message_en: str
    message_fr: str
    forbidden: str | None = setting(None, "This regular expression must not match.")
    required: str | None = setting(None, "This regular expression must match.")
    side: CheckedSide = setting(CheckedSide.TRANSLATION, "The text that it is looked for in.")
    if_original: str | None = setting(None, "Only where this regular expression matches in the original.")
    if_translation: str | None = setting(None, "Only where this one matches in the translation.")
    ignore_case: bool = setting(False, "Whether capitals count as small letters.")
    scope: CheckScope = setting(CheckScope.BEAD, "bead: sentences that belong together; document: the whole texts.")
    severity: Severity = setting(Severity.MINOR, "Of its findings.")
    right: tuple[CheckExample, ...] = setting((), "Pairs that it must leave alone; 'profile check' tries them.")
    wrong: tuple[CheckExample, ...] = setting((), "Pairs that it must find.")

    def __post_init__(self) -> None:
        if (self.forbidden is None) == (self.required is None):
            raise ValueError("a check needs one of forbidden and required.")
        if not all(text.strip() for text in (self.name, self.message_en, self.message_fr)):
            raise ValueError("a check needs a name and messages that say something.")
        for pattern in (self.forbidden, self.required, self.if_original, self.if_translation):
            if pattern is not None:
                check_pattern(self.flagged(pattern))

    def flagged(self, pattern: str) -> str:
        """Return a pattern of the check with its flags."""
        return f"(?i:{pattern})" if self.ignore_case else pattern


def offence(check: OwnCheck, original: str, translation: str) -> tuple[int, int] | None:
    """Return what is wrong with a pair: the place in the checked text, all of it where something is not there.

    :raises ConfigError: if an expression needs more than a second
    """
    for condition, text in ((check.if_original, original), (check.if_translation, translation)):
        if condition is not None and first_match(check.flagged(condition), text) is None:
            return None
    text = original if check.side is CheckedSide.ORIGINAL else translation
    if check.forbidden is not None:
        return first_match(check.flagged(check.forbidden), text)
    assert check.required is not None
    return None if first_match(check.flagged(check.required), text) else (0, len(text))


def try_examples(profile: str, check: OwnCheck) -> None:
    """Try a check on its examples.

    :raises ConfigError: if one is found that is right, or left alone that is wrong
    """
    for kind, examples, wanted in (("right", check.right, False), ("wrong", check.wrong, True)):
        for number, example in enumerate(examples, 1):
            if (offence(check, example.original, example.translation) is not None) is not wanted:
                said = "leaves alone" if wanted else "finds"
                raise ConfigError(f"{profile}: the check {check.name!r} {said} its example {number} of what is {kind}.")
