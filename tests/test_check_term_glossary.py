"""The rules term-glossary and term-forbidden."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from aligner.core import Finding
from aligner.encode import Encoder, load
from aligner.terms.glossary import Case, Concept, Glossary, GlossaryTerm, Status
from tests.commands import CORPORA, aligner
from tests.pairs import pair, reported, said, spots


@cache
def _encoder() -> Encoder:
    return load()


def glossary(*rows: str) -> Glossary:
    """One concept a row: ``"lock: écluse, !sas, -pertuis"``; ! is forbidden, - deprecated, * preferred."""
    statuses = {"!": Status.FORBIDDEN, "-": Status.DEPRECATED, "*": Status.PREFERRED}
    concepts: list[Concept] = []
    for row in rows:
        term, _, listed = row.partition(": ")
        terms = [GlossaryTerm(term, "en")] if term else []
        for text in listed.split(", "):
            terms.append(GlossaryTerm(text.lstrip("!-*"), "fr", statuses.get(text[0], Status.ADMITTED)))
        concepts.append(Concept(f"c{len(concepts)}", tuple(terms)))
    return Glossary(tuple(concepts))


def found(rule: str, book: Glossary, english: Sequence[str], french: Sequence[str]) -> list[Finding]:
    """What a rule reports with this glossary."""
    return reported(rule, replace(pair(english, french), glossary=book, encoder=_encoder()))


EN = ("The ferry waited an hour at the lock.", "Two locks were closed on Monday.", "The pilot knows every lock.")
FR = (
    "Le bac a attendu une heure à l'écluse.",
    "Deux écluses étaient fermées lundi.",
    "Le pilote connaît chaque écluse.",
)


def test_without_a_glossary_there_is_nothing_to_find() -> None:
    assert reported("term-glossary", pair(EN, FR)) == []
    assert reported("term-forbidden", pair(EN, FR)) == []


def test_what_follows_the_glossary_is_left_alone_in_any_number_case_and_contraction() -> None:
    assert found("term-glossary", glossary("lock: écluse", "ferry: *bac, ferry"), EN, FR) == []


def test_another_word_is_found_with_what_the_glossary_has() -> None:
    french = (*FR[:2], "Le pilote connaît chaque barrage.")
    (finding,) = found("term-glossary", glossary("lock: écluse"), EN, french)
    assert finding.original is not None
    assert (finding.original.text, spots([finding])) == ("lock", ["barrage"])
    assert said(finding) == "The glossary has “écluse” for “lock”; here it is “barrage”."
    assert finding.suggestion == "écluse"


def test_a_deprecated_rendering_is_found_and_an_admitted_one_is_not() -> None:
    english, french = ["The ferry is late."], ["Le transbordeur est en retard."]
    (finding,) = found("term-glossary", glossary("ferry: *bac, -transbordeur"), english, french)
    assert "“transbordeur” for “ferry” is deprecated in the glossary, which has “bac”" in said(finding)
    assert found("term-glossary", glossary("ferry: *bac, transbordeur"), english, french) == []


def test_the_longest_term_speaks_for_those_inside_it() -> None:
    book = glossary("lock keeper: éclusier", "lock: écluse", "keeper: gardien")
    assert found("term-glossary", book, ["The lock keeper is ill."], ["L'éclusier est malade."]) == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Many people coughed.", "Beaucoup de gens toussaient."),
        ("Do you cough at night?", "Toussez-vous la nuit ?"),
        ("He has a cough and hides it.", "Il a une toux et la cache."),
        ("His cough is back.", "Elle est revenue."),
    ],
)
def test_other_parts_of_speech_and_pronouns_are_no_fault(english: str, french: str) -> None:
    assert found("term-glossary", glossary("cough: toux"), [english], [french]) == []


def test_words_inside_words_and_names_of_files_are_no_terms() -> None:
    book = glossary("lock: écluse")
    assert (
        found("term-glossary", book, ["Read lock-file.txt and unlock it."], ["Lisez lock-file.txt et ouvrez-le."]) == []
    )


def test_an_acronym_is_not_the_word_that_is_spelled_alike() -> None:
    book = glossary("WHO: OMS")
    assert found("term-glossary", book, ["The man who came is here."], ["L'homme qui est venu est là."]) == []


def test_a_forbidden_term_is_found_where_its_counterpart_stands() -> None:
    book = glossary("ferry: bac, !traversier")
    (finding,) = found("term-forbidden", book, ["Both ferries sank."], ["Les deux traversiers ont coulé."])
    assert spots([finding]) == ["traversiers"]
    assert finding.suggestion == "bac"
    assert found("term-forbidden", book, ["A way across."], ["Un chemin traversier."]) == []


def test_a_forbidden_term_without_a_counterpart_is_found_anywhere() -> None:
    assert spots(
        found("term-forbidden", glossary(": !au jour d'aujourd'hui"), ["Today."], ["Au jour d’aujourd’hui."])
    ) == ["Au jour d’aujourd’hui"]


def test_a_forbidden_word_inside_a_longer_accepted_term_is_allowed() -> None:
    book = glossary("mail: !mail", "mail server: serveur de mail")
    assert found("term-forbidden", book, ["The mail server has mail."], ["Le serveur de mail est vide."]) == []


def test_case_rules_hold() -> None:
    exact = Glossary((Concept("c", (GlossaryTerm("web", "fr", Status.FORBIDDEN, case=Case.EXACT),)),))
    french = ["Le web et le Web.", "Le site."]
    assert spots(found("term-forbidden", exact, ["The web and the Web.", "The site."], french)) == ["web"]


def test_a_review_takes_a_glossary_and_says_which(tmp_path: Path) -> None:
    path = tmp_path / "harbour.csv"
    path.write_text("en,fr,status\nport authority,capitainerie,preferred\nquay,quai,\nquay,quai,\n", encoding="utf-8")
    outcome = aligner(
        *("review", CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md"),
        *("--glossary", path, "--format", "json"),
    )
    report = json.loads(outcome.out)
    assert report["run"]["glossary"].startswith("harbour.csv-")
    found = [finding for finding in report["findings"] if finding["rule"] == "term-glossary"]
    assert {finding["translation"]["text"].lower() for finding in found} == {"autorité portuaire"}
    assert "“quai” for “quay” is listed twice (lines 3 and 4)" in outcome.err


def test_an_empty_glossary_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("en,fr\n")
    outcome = aligner(
        *("review", CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md", "--glossary", tmp_path / "empty.csv")
    )
    assert (outcome.status, outcome.err) == (2, f"aligner: The glossary {tmp_path / 'empty.csv'} has no entries.\n")
