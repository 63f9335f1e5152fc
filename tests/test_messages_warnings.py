"""Each warning about a pair or a glossary comes up for real, in both languages."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from aligner.alignment.plausibility import about_beads, about_texts
from aligner.core import Bead, Message
from aligner.messages import LANGUAGES, render, texts
from aligner.terms.glossary import Status, load_glossary
from tests.pairs import document

ENGLISH = "The council met on Monday evening, and the plan was adopted without any changes."
FRENCH = "Le conseil s'est réuni lundi soir, et le projet a été adopté sans aucune modification."

CLASHES = "en,fr,status\nlock,écluse,preferred\nlock,écluse,preferred\nlock,sas,admitted\nlock,sas,deprecated\n"
PREFERRED = "en,fr,status\nlock,écluse,preferred\nlock,sas,preferred\n"
MANY = "en,fr,status\n" + "".join(f"lock {n},écluse,preferred\nlock {n},écluse,preferred\n" for n in range(8))
FORBIDDEN = "en,fr,status\nlock,sas,preferred\nlock,sas,forbidden\n"


def inside(message: Message) -> Iterator[Message]:
    yield message
    for argument in message.arguments.values():
        if isinstance(argument, Message):
            yield from inside(argument)


def of_pairs() -> Iterator[Message]:
    english, french = document("en", [ENGLISH] * 6), document("fr", [FRENCH] * 6)
    for original, translation in (
        (document("en", [FRENCH] * 6), document("fr", [ENGLISH] * 6)),
        (english, document("fr", [ENGLISH] * 6)),
        (english, document("fr", ["Oui."])),
        (document("en", [ENGLISH * 100]), document("fr", [FRENCH * 100])),
    ):
        yield from about_texts(original, translation)
    unpaired = [Bead((n,), ()) for n in range(6)] + [Bead((), (n,)) for n in range(6)]
    yield from about_beads(english, french, tuple(unpaired))
    half = [Bead((n,), (n,)) for n in range(3)] + [Bead((n,), ()) for n in range(3, 6)]
    yield from about_beads(english, french, (*half, *(Bead((), (n,)) for n in range(3, 6))))


def of_glossaries(folder: Path) -> Iterator[Message]:
    for number, content in enumerate((CLASHES, PREFERRED, MANY, FORBIDDEN)):
        path = folder / f"{number}.csv"
        path.write_text(content, encoding="utf-8")
        yield from load_glossary(path).warnings


@pytest.fixture(scope="module")
def warnings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Message, ...]:
    return (*of_pairs(), *of_glossaries(tmp_path_factory.mktemp("glossaries")))


@cache
def keys(catalogue: str) -> frozenset[str]:
    return frozenset(text.id for text in texts() if text.id.startswith(f"{catalogue}."))


@pytest.mark.parametrize("catalogue", ["pair", "glossary"])
def test_each_text_is_said(catalogue: str, warnings: tuple[Message, ...]) -> None:
    said = {found.id for warning in warnings for found in inside(warning)}
    assert keys(catalogue) - said == set()
    assert {f"glossary.{status}" for status in Status} <= keys("glossary")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_warning_is_a_sentence(language: str, warnings: tuple[Message, ...]) -> None:
    for warning in warnings:
        said = render(warning, language)
        assert said[-1] in ".?"
        assert "{" not in said
        assert "  " not in said


def test_a_warning_reads_well_in_french(warnings: tuple[Message, ...]) -> None:
    said = "\n".join(render(warning, "fr").replace("\u00a0", " ").replace("\u202f", " ") for warning in warnings)
    assert "« écluse » pour « lock » figure deux fois (lignes 2 et 3) ; une seule entrée compte." in said
    assert "Les textes semblent sans rapport : 0 % de l’original et 0 % de la traduction ont un équivalent." in said
