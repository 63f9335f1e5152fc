"""Messages become sentences in the reader's language."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aligner.core import Argument, Message
from aligner.messages import LANGUAGES, catalogues, mistakes, render, rule_name, texts
from aligner.messages.catalogues import rule_files

TEXTS: Mapping[str, Mapping[str, Any]] = {
    "plain": {"en": "Page {page:d} of {file}.", "fr": "Page {page:d} de {file}."},
    "figures": {"en": "{a}, {b}, {c:.2f}, {d:.0%}", "fr": "{a}, {b}, {c:.2f}, {d:.0%}"},
    "nested": {"en": "{what}: {why}.", "fr": "{what} : {why}."},
    "listed": {
        "en": "{a}; {a:or}; {a:quoted and}",
        "fr": "{a} ; {a:or} ; {a:quoted and}",
    },
    "plural": {
        "en": {"one": "{count} finding", "other": "{count} findings"},
        "fr": {"one": "{count} constat", "other": "{count} constats"},
    },
    "english": {"en": "Who?"},
    "marks": {"en": "“{a}”?", "fr": "« {a} » ? Oui ! 5 %"},
}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = catalogues._messages

    def messages(name: str) -> Mapping[str, Mapping[str, Any]]:
        return TEXTS if name == "sample" else real(name)

    monkeypatch.setattr(catalogues, "_messages", messages)
    catalogues.forms.cache_clear()
    yield
    catalogues.forms.cache_clear()


def said(key: str, language: str, **arguments: Argument) -> str:
    return render(Message(f"sample.{key}", arguments), language)


def test_texts_stay_as_they_are_and_numbers_with_a_format_too() -> None:
    assert said("plain", "en", page=1200, file="{a}.txt") == "Page 1200 of {a}.txt."


def test_figures_are_written_as_the_language_writes_them() -> None:
    numbers: dict[str, Argument] = {"a": 12345, "b": 1234.5, "c": 99.5, "d": 0.25}
    assert said("figures", "en", **numbers) == "12,345, 1,234.5, 99.50, 25%"
    assert said("figures", "fr", **numbers) == "12\u202f345, 1\u202f234,5, 99,50, 25\u202f%"


def test_a_message_in_a_message_speaks_the_same_language() -> None:
    inner = Message("sample.plural", {"count": 2})
    assert said("nested", "fr", what=inner, why="non") == "2 constats\u00a0: non."


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 findings", "0 constat"),
        (1, "1 finding", "1 constat"),
        (2, "2 findings", "2 constats"),
        (1000, "1,000 findings", "1\u202f000 constats"),
    ],
)
def test_plurals_follow_the_language(count: int, english: str, french: str) -> None:
    assert (said("plural", "en", count=count), said("plural", "fr", count=count)) == (english, french)


def test_lists_have_the_language_s_words_and_quotation_marks() -> None:
    words: tuple[Argument, ...] = ("x", "y", Message("sample.plural", {"count": 1}))
    assert said("listed", "en", a=words) == "x, y, 1 finding; x, y or 1 finding; “x”, “y” and “1 finding”"
    french = said("listed", "fr", a=("x", "y"))
    assert french == "x, y\u202f; x ou y\u202f; «\u00a0x\u00a0» et «\u00a0y\u00a0»"


def test_french_spaces_do_not_break_and_quoted_text_is_left_alone() -> None:
    assert said("marks", "fr", a="a : b") == "«\u00a0a : b\u00a0»\u202f? Oui\u202f! 5\u202f%"


def test_a_text_that_a_catalogue_lacks_in_french_is_said_in_english() -> None:
    assert said("english", "fr") == "Who?"


def test_an_unknown_message_is_a_fault_that_names_it() -> None:
    with pytest.raises(LookupError, match=r"sample\.nothing"):
        said("nothing", "en")
    with pytest.raises(LookupError, match="nowhere"):
        render(Message("nowhere.nothing"), "en")


def test_every_catalogue_has_every_text_in_every_language_with_the_same_slots() -> None:
    assert mistakes() == []
    assert "languages.fr" in {text.id for text in texts()}


def test_a_catalogue_s_mistakes_are_named() -> None:
    wrong = catalogues.Text("a.b", {"en": "{x}", "de": {"one": "{y}"}})
    assert list(catalogues._problems(wrong)) == [
        "has no text in fr.",
        "'de' is no interface language; known are en, fr.",
        "has the plural forms one in de; expected one, other.",
        "has other slots in one language than in another: en x; de y",
    ]


def test_french_texts_have_typographic_apostrophes() -> None:
    assert [text.id for text in texts() for language, one in text.templates() if language == "fr" and "'" in one] == []


def test_rules_are_known_by_their_files() -> None:
    assert "number" in rule_files()
    assert list(rule_files()) == sorted(rule_files())
    assert rule_name("no-such-rule", LANGUAGES[1]) == "no-such-rule"
