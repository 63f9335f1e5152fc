"""Reviews and profiles for the tests of the gate: real objects, made by hand."""

from collections.abc import Iterable
from dataclasses import replace

from aligner.check import load_profile
from aligner.config.profile import Profile
from aligner.core import Bead, Finding, Review, Severity
from tests.literal import literal
from tests.pairs import document

__all__ = ["finding", "profile", "review"]

_ENGLISH = [f"The {word} ferry leaves at nine." for word in ("first", "second", "third", "fourth", "fifth")]
_ORDER = ("premier", "deuxième", "troisième", "quatrième", "cinquième")
_FRENCH = [f"Le {word} bac part à neuf heures." for word in _ORDER]


def finding(severity: Severity = Severity.MAJOR, category: str = "accuracy/omission", name: str = "a") -> Finding:
    """A finding with a fingerprint of its own."""
    return Finding(
        "omission", severity, category, literal("Something is missing."), fingerprint=f"{name}{severity}{category}"
    )


def review(
    findings: Iterable[Finding] = (), english: list[str] | None = None, french: list[str] | None = None
) -> Review:
    """A review of a small pair with these findings."""
    left, right = document("en", english or _ENGLISH), document("fr", french or _FRENCH)
    left, right = replace(left, path="ferry.en.md"), replace(right, path="ferry.fr.md")
    beads = tuple(Bead((n,), (n,), 0.9) for n in range(len(left.sentences)))
    return Review(left, right, beads, tuple(findings))


def profile(*overrides: str) -> Profile:
    """The default profile with settings on top."""
    return load_profile(overrides=overrides)
