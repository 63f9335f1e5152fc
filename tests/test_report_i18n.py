"""The interface speaks English and French: the same things in both, each as it is written there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

import aligner
from aligner.check import load_profile
from aligner.core import Argument, Message, Review, Severity, Skipped
from aligner.errors import ConfigError
from aligner.gate import Verdict, judge
from aligner.messages import LANGUAGES, Text, render, texts
from aligner.report import FORMATS, INTERFACE_LANGUAGES, render_bytes
from aligner.report import render as report
from aligner.report.i18n import localizer
from aligner.report.verdicts import calculation, first_line
from tests.literal import literal
from tests.report_samples import clean, ferry

FRENCH, ENGLISH = localizer("fr"), localizer("en")
TEXTS = [name for name, found in FORMATS.items() if not found.binary]


def argument(spec: str) -> Argument:
    """Something for a slot with this format."""
    if set(spec.split()) & {"or", "and", "quoted"}:
        return ("un", "deux")
    return 3 if spec.endswith("d") else 0.5 if spec.endswith(("f", "%")) else "mot"


def arguments(text: Text, count: int) -> dict[str, Argument]:
    """Something for every slot of a text."""
    parts = [part for _, template in text.templates() for part in Formatter().parse(template)]
    return {name: argument(spec or "") for _, name, spec, _ in parts if name is not None} | {"count": count}


def test_reports_speak_the_languages_that_messages_have() -> None:
    assert INTERFACE_LANGUAGES == LANGUAGES


def rendered(language: str) -> Iterator[tuple[str, str]]:
    """Every text of every catalogue, in every plural form."""
    for text in texts():
        for count in (0, 1, 2, 1000):
            yield text.id, render(Message(text.id, arguments(text, count)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_said_in_both_languages(language: str) -> None:
    for id, said in rendered(language):
        assert said.strip(" ")
        assert not re.search(r"[{}]", said), (id, said)


def test_french_reads_as_french_is_set() -> None:
    """No plain space where a line must not break, no straight apostrophe."""
    for id, said in rendered("fr"):
        assert not re.search(r" [;!?%»:]|« |\w'\w", said), (id, said)


def test_every_text_of_reports_and_exports_is_used() -> None:
    package = Path(aligner.__file__).parent
    files = [
        path for room in ("gate", "report", "export", "batch", "cli") for path in sorted((package / room).rglob("*"))
    ]
    source = "".join(path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".jinja"))
    # The rest of these keys is a value of the program's.
    values = ("limit-name-", "ignored-", "head-", "status-", "finding-", "original-", "translation-")
    outcomes = ("failed", "not-judged")
    for text in texts():
        catalogue, _, key = text.id.partition(".")
        if catalogue in ("report", "gate", "score", "export") and not key.startswith((*values, *outcomes)):
            assert re.search(rf'["\'.]{re.escape(key)}["\']', source), text.id


@pytest.mark.parametrize("profile", ["default", "news", "legal", "strict"])
def test_the_verdict_and_its_calculation_are_said_in_french(profile: str) -> None:
    for review in (ferry(), clean()):
        verdict = judge(review, load_profile(profile))
        said = first_line((review, verdict), FRENCH)
        assert said.startswith("Accepté par" if verdict.passes else "Refusé par")
        assert not re.search(r"\b(?:finding|score|allowed|major|minor)\b", said)
        for line in calculation(verdict, FRENCH):
            assert not re.search(r"\b(?:quality|points per|error|words|weight|major|minor)\b", line), line


def test_figures_are_written_as_each_language_does() -> None:
    assert ENGLISH.number(12345.5) == "12,345.5"
    assert FRENCH.number(12345.5) == "12\u202f345,5"
    assert FRENCH.say("only-sure", share=0.55) == "sûr à 55\u202f% seulement"
    assert (FRENCH.count(0, "word"), ENGLISH.count(0, "word")) == ("0 mot", "0 words")
    assert FRENCH.severities({Severity.CRITICAL: 1, Severity.MAJOR: 2}) == "1 critique, 2 majeurs"


@pytest.mark.parametrize("format", TEXTS)
def test_an_english_reader_gets_no_french_and_a_french_one_french_labels(format: str) -> None:
    verdict = judge(ferry(), load_profile("news"))
    english, french = (report(ferry(), format, verdict, language) for language in ("en", "fr"))
    assert "Refusé" not in english
    assert "Refusé par le profil news" in french


def unfinished() -> tuple[Review, Verdict]:
    """A review without two of its rules, for the same reason."""
    reason = literal("nothing known of ‘xx’")
    review = replace(clean(), skipped=(Skipped("number", reason), Skipped("negation", reason)))
    return review, judge(review, load_profile())


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "commented"])  # which needs a Word file
@pytest.mark.parametrize("gate", [False, True])
def test_every_report_says_what_could_not_run_and_why(format: str, gate: bool) -> None:
    review, verdict = unfinished()
    content = render_bytes(review, format, verdict if gate else None)
    part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}.get(format)
    if part:
        import io
        import zipfile

        content = zipfile.ZipFile(io.BytesIO(content)).read(part)
    said = " ".join(content.decode("utf-8").split())
    assert "nothing known of ‘xx’" in said
    assert "number" in said
    assert "negation" in said
    assert ("Not judged by default: 2 rules could not run" in said) is gate


def test_rules_that_could_not_run_for_one_reason_are_named_together() -> None:
    review, _ = unfinished()
    assert "Not checked: number and negation, because nothing known of ‘xx’." in report(review, "terminal")
    assert "Non vérifiés\u00a0: nombre (number) et négation (negation)" in report(review, "terminal", None, "fr")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"'de'.*en, fr"):
        report(ferry(), "html", None, "de")
