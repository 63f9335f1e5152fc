"""The interface speaks English and French: the same things in both, and what the rules say too."""

import re
import tomllib
from importlib import resources

import pytest

from aligner.check import load_profile
from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.gate import judge
from aligner.report import FORMATS, INTERFACE_LANGUAGES, render
from aligner.report.verdicts import calculation, headline
from aligner.report.wording import LANGUAGES, wording
from tests.report_samples import clean, ferry

FRENCH = wording("fr")


def content(language: str) -> dict[str, dict[str, object]]:
    source = resources.files("aligner.report.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def test_both_languages_say_the_same_things_with_the_same_slots() -> None:
    english, french = content("en"), content("fr")
    assert INTERFACE_LANGUAGES == LANGUAGES
    # What English takes from the gate as it is, French makes itself.
    own = {key for key in french["texts"] if key in ("passes", "fails") or key.startswith("reason-")}
    assert set(english["texts"]) == set(french["texts"]) - own
    for key, text in english["texts"].items():
        assert set(re.findall(r"\{\w+\}", str(text))) == set(re.findall(r"\{\w+\}", str(french["texts"][key]))), key
    assert set(english["nouns"]) <= set(french["nouns"])


@pytest.mark.parametrize("profile", ["default", "news", "legal", "strict"])
def test_the_verdict_and_its_calculation_are_said_in_french(profile: str) -> None:
    for review in (ferry(), clean()):
        verdict = judge(review, load_profile(profile))
        said = headline(verdict, FRENCH)
        assert said.startswith("Accepté par" if verdict.passes else "Refusé par")
        assert not re.search(r"\b(?:finding|score|allowed|major|minor)\b", said)
        for line in calculation(verdict, FRENCH):
            assert not re.search(r"\b(?:quality|points per|error|words|weight|major|minor)\b", line), line
        assert headline(verdict, wording("en")) == verdict.headline


def test_figures_are_written_as_each_language_does() -> None:
    assert wording("en").number(12345.5, 1) == "12,345.5"
    assert FRENCH.number(12345.5, 1) == "12\u202f345,5"
    assert FRENCH.percent(0.55) == "55\u202f%"
    assert (FRENCH.count(0, "word"), wording("en").count(0, "word")) == ("0 mot", "0 words")
    assert FRENCH.severities({Severity.CRITICAL: 1, Severity.MAJOR: 2}) == "1 critique, 2 majeurs"


def test_french_reads_as_french_is_set() -> None:
    """No plain space where a line must not break, no straight apostrophe."""
    for text in content("fr")["texts"].values():
        assert not re.search(r" [;!?%»]|« | :(?= )|\w'\w", str(text)), text


@pytest.mark.parametrize("format", [name for name, found in FORMATS.items() if name != "json" and not found.binary])
def test_an_english_reader_gets_no_french_and_a_french_one_french_labels(format: str) -> None:
    verdict = judge(ferry(), load_profile("news"))
    english, french = (render(ferry(), format, verdict, language) for language in ("en", "fr"))
    assert "Refusé" not in english
    assert "Refusé par le profil news" in french


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"'de'.*en, fr"):
        render(ferry(), "html", None, "de")
