"""The rule spacing."""

from dataclasses import replace

from aligner.core import Severity
from aligner.languages import space_usages
from tests.pairs import pair, reported, said, spots

SPACED = ["Où\u202f?", "Ici\u202f!", "Qui\u202f?", "Quoi\u202f?", "Oui\u202f!", "Non\u202f!", "Si\u202f!"]


def test_a_missing_space_is_found_where_the_document_sets_one() -> None:
    french = [*SPACED, "Quand?"]
    (finding,) = reported("spacing", pair(["x"] * len(french), french))
    assert finding.translation is not None
    assert (finding.translation.text, finding.suggestion) == ("d?", "d\u00a0?")


def test_all_places_are_one_finding() -> None:
    french = [*SPACED, *SPACED, "Quand?", "Combien?", "Comment?"]
    (finding,) = reported("spacing", pair(["x"] * len(french), french))
    assert "2 other places" in said(finding)
    assert [place.span.text for place in finding.related] == ["n?", "t?"]


def test_a_document_that_never_sets_the_space_follows_another_usage() -> None:
    french = ["Où?", "Qui?", "Quoi?", "Ici!", "Non!"]
    assert reported("spacing", pair(["x"] * len(french), french)) == []


def test_a_plain_space_is_at_most_a_note() -> None:
    found = reported("spacing", pair(["Where?"], ["Où ?"]), minimum=0.0)
    assert [finding.severity for finding in found] == [Severity.NEUTRAL]
    assert reported("spacing", pair(["Where?"], ["Où ?"])) == []


def test_slips_of_the_keyboard_are_found() -> None:
    french = ["Le bac  part .", "Le pain,le lait et le thé."]
    assert spots(reported("spacing", pair(["The ferry sails.", "Bread, milk and tea."], french))) == ["  ", " .", ","]


def test_times_addresses_fields_and_commands_are_no_text() -> None:
    french = [*SPACED, "Rendez-vous à 10:30.", "Voir https://example.org/a?b.", "Le champ « Name: » et a::b.", "&lt; 4"]
    english = [*["x"] * len(SPACED), "At 10:30.", "See https://example.org/a?b.", "The field “Name:” and a::b.", "< 4"]
    assert reported("spacing", pair(english, french)) == []


def test_a_language_without_such_rules_is_left_alone() -> None:
    checked = pair(["Où\u202f? Ici\u202f! Là."], ["Where? Here! There."])
    turned = type(checked)(checked.translation, checked.original, checked.beads)
    assert reported("spacing", turned) == []


def test_a_profile_may_say_whose_usage_holds() -> None:
    french = ["Où?", "Il dit: «Non!»"]
    found = {
        usage: [
            place.text
            for one in reported("spacing", replace(pair(["x"] * 2, french), spaces=usage))
            for place in (one.translation, *(other.span for other in one.related))
            if place is not None
        ]
        for usage in space_usages()
    }
    assert found["its-own"] == found["switzerland"] == []
    assert sorted(found["canada"]) == ["t:", "«N"]
    assert sorted(found["france"]) == ["n!", "t:", "«N", "ù?"]


def test_thousands_of_four_digits_are_said_to_strict_readers_only() -> None:
    checked = pair(
        ["In 1848 they counted 3953 boats and 1,204 sails."], ["En 1848, ils comptèrent 3953 bateaux et 1 204 voiles."]
    )
    assert reported("spacing", checked) == []
    (finding,) = reported("spacing", checked, minimum=0.35)
    assert finding.translation is not None
    assert finding.translation.text == "3953"
    assert [edit.text for edit in finding.edits] == ["3\u202f953"]
    assert not finding.edits[0].safe
