"""``aligner terms``: the list of a pair, a glossary that grows, and terms that wander over a job."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from aligner.alignment import align
from aligner.encode import load
from aligner.session import Session
from aligner.terms.bilingual import BilingualTerm, bilingual_terms
from aligner.terms.formats import concepts, terms_table, terms_tbx
from aligner.terms.glossary import Glossary, load_glossary
from aligner.terms.glossary.update import new_terms, updated
from aligner.terms.project import pair_files
from tests.commands import CORPORA, aligner

PAIR = (CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md")


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a table by its heads."""
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))


@pytest.fixture(scope="module")
def terms() -> list[BilingualTerm]:
    """The terms of the pair."""
    original, translation = Session().read(PAIR[0], PAIR[1])[:2]
    encoder = load()
    return bilingual_terms(original, translation, align(original, translation, encoder).beads, encoder)


def test_terms_come_with_renderings_counts_and_reasons() -> None:
    outcome = aligner("terms", *PAIR, "--format", "csv")
    assert outcome.status == 0
    (permit,) = [row for row in rows(outcome.out) if row["en"] == "dredging permit"]
    assert (permit["fr"], permit["count"], permit["rendered"]) == ("permis de dragage", "3", "2")
    assert permit["other-equivalents"] == "autorisation de draguer (1)"
    assert "words belong together" in permit["why"]


def test_a_list_of_terms_is_a_glossary_in_every_format(tmp_path: Path, terms: list[BilingualTerm]) -> None:
    written = {
        "csv": terms_table(terms, "en", "fr", tabs=False),
        "tsv": terms_table(terms, "en", "fr", tabs=True),
        "tbx": terms_tbx(terms, "en", "fr", "list"),
    }
    for suffix, text in written.items():
        path = tmp_path / f"list.{suffix}"
        path.write_text(text, encoding="utf-8")
        pairs = {(mine.text, other.text) for _, mine, other in load_glossary(path).pairs("en", "fr")}
        assert ("port authority", "autorité portuaire") in pairs


def test_every_place_of_a_term_slices_back(terms: list[BilingualTerm]) -> None:
    english, french = Session().read(PAIR[0], PAIR[1])[:2]
    assert terms
    for term in terms:
        for place in term.occurrences:
            assert english.sentences[place.sentence].text[place.start : place.end] == place.text
        for rendering in term.equivalents:
            assert len(rendering.places) == rendering.count
            assert all(french.sentences[n].text[a:b].strip() for n, a, b in rendering.places)
    assert [term.termhood.score for term in terms] == sorted((t.termhood.score for t in terms), reverse=True)


def test_an_update_leaves_every_character_that_a_person_wrote(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    mine = "Note;fr;en\r\nnie ändern;appontement;Quays\r\n;pas ça;dredging permits\r\n"
    path.write_bytes(mine.encode("cp1252"))
    outcome = aligner("terms", *PAIR, "--update", path, "--format", "csv")
    assert outcome.status == 0
    assert path.read_bytes().startswith(mine.encode("cp1252"))
    added = path.read_bytes()[len(mine.encode("cp1252")) :].decode("cp1252")
    assert ";autorité portuaire;port authority\r\n" in added
    assert "quay" not in added
    assert "dredging" not in added
    assert len(rows(outcome.out)) == added.count("\r\n")


def grown(path: Path, terms: Sequence[BilingualTerm]) -> None:
    """Do what ``--update`` does."""
    known = load_glossary(path, empty=True) if path.exists() else Glossary(())
    path.write_bytes(updated(path, new_terms(concepts(terms, "en", "fr"), known, "en")))


def test_a_second_update_changes_nothing(tmp_path: Path, terms: list[BilingualTerm]) -> None:
    path = tmp_path / "glossary.csv"
    path.write_bytes(b"")
    grown(path, terms)
    before = path.read_bytes()
    grown(path, terms)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["new.csv", "new.tsv", "new.tbx"])
def test_an_update_makes_a_glossary_that_is_not_there_yet(
    tmp_path: Path, name: str, terms: list[BilingualTerm]
) -> None:
    grown(tmp_path / name, terms)
    assert len(load_glossary(tmp_path / name).concepts) == len(terms)


@pytest.mark.parametrize(
    "text",
    [
        '<tbx style="dct"><text><body>\n<!-- mine --><conceptEntry id="x"><langSec xml:lang="en"><termSec>'
        '<term>quay</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>ponton</term></termSec></langSec>'
        "</conceptEntry></body></text></tbx>",
        '<martif><text><body><termEntry><langSet xml:lang="en"><tig><term>quay</term></tig></langSet>'
        '<langSet xml:lang="fr"><tig><term>ponton</term></tig></langSet></termEntry></body></text></martif>',
    ],
)
def test_tbx_of_any_version_grows_before_its_end(tmp_path: Path, text: str, terms: list[BilingualTerm]) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(text, encoding="utf-8")
    grown(path, terms)
    pairs = [(mine.text, other.text) for _, mine, other in load_glossary(path).pairs("en", "fr")]
    assert pairs[0] == ("quay", "ponton")
    assert ("port authority", "autorité portuaire") in pairs
    assert path.read_text(encoding="utf-8").startswith(text[: text.index("</body>")])


def test_a_term_that_wanders_from_document_to_document_is_found(tmp_path: Path) -> None:
    parts = [
        ("The lighthouse is old.", "Le phare est vieux."),
        (
            "Nobody lives in the lighthouse. The sea is near the lighthouse.",
            "Nul n'habite le phare. La mer est près du phare.",
        ),
        ("A lighthouse needs light.", "Un phare a besoin de lumière."),
        ("We saw the lighthouse. It rained.", "Nous avons vu la tour. Il pleuvait."),
    ]
    for number, (english, french) in enumerate(parts):
        (tmp_path / f"part{number}.en.txt").write_text(english, encoding="utf-8")
        (tmp_path / f"part{number}.fr.txt").write_text(french, encoding="utf-8")
    outcome = aligner("terms", "--project", tmp_path, "--format", "json")
    (found,) = json.loads(outcome.out)["deviations"]
    assert (found["term"], found["equivalent"], found["likely"]) == ("lighthouse", "tour", "phare")
    assert found["path"] == str(tmp_path / "part3.fr.txt")
    assert [(r["text"], r["count"]) for r in found["equivalents"]] == [("phare", 4), ("tour", 1)]
    assert found["where"].endswith("part3.fr.txt:1")


def test_the_pairs_of_a_job_are_told_by_their_names(tmp_path: Path) -> None:
    for name in ("b.en.md", "b.fr.html", "a.en.txt", "a.fr.txt", "sub/c.en.txt", "sub/c.fr.txt", "alone.en.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [(a.name, b.name) for a, b in pair_files(tmp_path)] == [
        ("a.en.txt", "a.fr.txt"),
        ("b.en.md", "b.fr.html"),
        ("c.en.txt", "c.fr.txt"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PAIR[0],), "Name two files, or a folder with --project."),
        ((*PAIR, "--project", CORPORA), "Name two files, or a folder with --project."),
        (("--project", "nowhere"), "There is no folder nowhere."),
    ],
)
def test_what_is_missing_is_said(arguments: tuple[str, ...], said: str) -> None:
    outcome = aligner("terms", *arguments)
    assert (outcome.status, outcome.err) == (2, f"aligner: {said}\n")
