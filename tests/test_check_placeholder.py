"""The rule placeholder; right and wrong pairs are in ``tests/cases/placeholder.toml``."""

from pathlib import Path

import pytest

import aligner
from tests.pairs import pair, reported, said

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'


def of_catalogue(folder: Path, entries: str) -> list[str]:
    (folder / "fr.po").write_text(HEAD + entries, encoding="utf-8")
    return [one.message.id for one in aligner.review(folder / "fr.po").findings if one.rule == "placeholder"]


def test_what_changed_is_one_finding_with_the_right_one_as_its_suggestion() -> None:
    (found,) = reported("placeholder", pair(["Hello {name}"], ["Bonjour {nom}"]))
    assert said(found) == "The placeholder “{name}” became “{nom}”."
    assert said(found, "fr") == "L’élément à conserver «\u00a0{name}\u00a0» est devenu «\u00a0{nom}\u00a0»."
    assert found.suggestion == "{name}"


def test_each_lost_placeholder_is_a_finding() -> None:
    found = reported("placeholder", pair(["%s of %s at %(place)s"], ["à %(place)s"]))
    assert [one.original.text for one in found if one.original] == ["%s", "%s"]


def test_a_catalogue_is_checked_message_by_message(tmp_path: Path) -> None:
    entries = 'msgid "Open %s"\nmsgstr "Ouvrir"\n\nmsgid "Close %s"\nmsgstr "Fermer %s"\n'
    assert of_catalogue(tmp_path, entries) == ["placeholder.lost"]


def test_the_singular_of_a_catalogue_may_have_the_number_or_not(tmp_path: Path) -> None:
    entries = 'msgid "One boat"\nmsgid_plural "%d boats"\nmsgstr[0] "%d bateau"\nmsgstr[1] "%d bateaux"\n'
    assert of_catalogue(tmp_path, entries) == []
    entries = 'msgid "One boat"\nmsgid_plural "%d boats"\nmsgstr[0] "Un bateau"\nmsgstr[1] "%s bateaux"\n'
    assert of_catalogue(tmp_path, entries) == ["placeholder.changed"]


XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>
  <trans-unit id="1"><source>Hello <ph id="1">%s</ph>, read <g id="2">this</g>.</source><target>{}</target></trans-unit>
 </body></file>
</xliff>
"""


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ('Bonjour <ph id="1">%s</ph>, lisez <g id="2">ceci</g>.', []),
        ('<g id="2">À lire</g>, <ph id="1">%s</ph>.', []),
        ('Bonjour, lisez <g id="2">ceci</g>.', ["placeholder.lost"]),
        ('Bonjour <ph id="1">%s</ph>, lisez ceci.', ["placeholder.lost"]),
        ('Bonjour <ph id="1">%s</ph><x id="3"/>, lisez <g id="2">ceci</g>.', ["placeholder.added"]),
    ],
)
def test_the_codes_of_xliff_have_to_be_in_the_translation(tmp_path: Path, target: str, lost: list[str]) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF.format(target), encoding="utf-8")
    review = aligner.review(tmp_path / "a.xlf")
    assert [one.message.id for one in review.findings if one.rule == "placeholder"] == lost
