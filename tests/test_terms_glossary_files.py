"""Reading and writing glossaries."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import ConfigError, InputError
from aligner.messages import render
from aligner.terms.glossary import Case, Concept, Glossary, GlossaryTerm, Status, load_glossary
from aligner.terms.glossary.table import table_text
from aligner.terms.glossary.tbx import read_tbx, tbx_text

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
V3 = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="{NAMESPACE}">
  <tbxHeader><fileDesc><sourceDesc><p>Harbour terms</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <descrip type="subjectField">harbours</descrip>
      <descripGrp><descrip type="definition">What ships pay for a berth.</descrip></descripGrp>
      <langSec xml:lang="en"><termSec><term>harbour <hi>dues</hi></term>
        <termNote type="partOfSpeech">noun</termNote></termSec></langSec>
      <langSec xml:lang="fr-CA">
        <termSec><term>droits de port</term><termNoteGrp>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termNoteGrp></termSec>
        <termSec><term>taxes de port</term><note>old  law</note>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
      </langSec>
    </conceptEntry>
  </body></text>
</tbx>"""
DCT = f"""<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="{NAMESPACE}"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>harbours</min:subjectField>
      <langSec xml:lang="en"><termSec><term>pilot boat</term></termSec></langSec>
      <langSec xml:lang="fr"><termSec><term>pilotine</term>
        <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
        <min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
    </conceptEntry>
  </body></text></tbx>"""
MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
  <termEntry id="t7">
    <descripGrp><descrip type="subjectField">tools</descrip></descripGrp>
    <langSet xml:lang="en"><tig><term>spanner</term></tig></langSet>
    <langSet xml:lang="fr">
      <ntig><termGrp><term>clé plate</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      </termGrp></ntig>
      <tig><term>clé anglaise</term><termNote type="normativeAuthorization">deprecatedTerm</termNote></tig>
    </langSet>
  </termEntry>
</body></text></martif>"""


def of_text(tmp_path: Path, name: str, text: str) -> Glossary:
    """The glossary of a file with this text."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_glossary(path)


def renderings(glossary: Glossary) -> list[tuple[str, str, Status]]:
    """Every pair of terms and the French one's status."""
    return [(mine.text, other.text, other.status) for _, mine, other in glossary.pairs("en", "fr")]


def test_tbx_3_with_attributes_is_read(tmp_path: Path) -> None:
    glossary = of_text(tmp_path, "a.tbx", V3)
    (concept,) = glossary.concepts
    assert renderings(glossary) == [
        ("harbour dues", "droits de port", Status.PREFERRED),
        ("harbour dues", "taxes de port", Status.DEPRECATED),
    ]
    assert (concept.subject, concept.definition) == ("harbours", "What ships pay for a berth.")
    assert concept.of("fr")[1].note == "old law"
    assert concept.of("en")[0].part_of_speech == "noun"


def test_tbx_3_with_elements_is_read(tmp_path: Path) -> None:
    (concept,) = of_text(tmp_path, "a.tbx", DCT).concepts
    (term,) = concept.of("fr")
    assert (term.text, term.status, term.part_of_speech) == ("pilotine", Status.DEPRECATED, "noun")
    assert concept.subject == "harbours"


def test_martif_of_version_2_is_read_though_it_names_a_dtd(tmp_path: Path) -> None:
    assert renderings(of_text(tmp_path, "a.xml", MARTIF)) == [
        ("spanner", "clé plate", Status.PREFERRED),
        ("spanner", "clé anglaise", Status.DEPRECATED),
    ]


def test_a_table_is_read_whatever_its_columns_are_called(tmp_path: Path) -> None:
    text = "Kommentar;Français;English (UK);Statut;Remarque\nx;droit de port;harbour due;préféré;voir le tarif\n"
    glossary = of_text(tmp_path, "a.csv", text.replace("English (UK)", "en-GB"))
    assert renderings(glossary) == [("harbour due", "droit de port", Status.PREFERRED)]
    assert glossary.concepts[0].of("fr")[0].note == "voir le tarif"


@pytest.mark.parametrize("text", ["lock\técluse\n", "lock;écluse\n", "lock,écluse\n", "source\ttarget\nlock\técluse"])
def test_a_table_needs_no_heads(tmp_path: Path, text: str) -> None:
    assert renderings(of_text(tmp_path, "a.csv", text)) == [("lock", "écluse", Status.ADMITTED)]


def test_renderings_of_one_term_are_one_concept(tmp_path: Path) -> None:
    glossary = of_text(tmp_path, "a.csv", "en,fr,status\nlock,écluse,preferred\nquay,quai,\nlock,sas,forbidden\n")
    assert len(glossary.concepts) == 2
    assert [term.text for term in glossary.concepts[0].of("fr")] == ["écluse", "sas"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("en,fr,status\nlock,écluse,maybe\n", "line 2: the status is 'maybe'; expected preferred, admitted"),
        ("en,de\nlock,Schleuse\n", "no column for the translation"),
        ("just words\nin lines\n", "one column only"),
        ("en,fr,status\n", "has no entries"),
        ("\n \n", "has no entries"),
        ("<tbx><text><body></body></text></tbx>", "has no entries"),
        ("<tbx><text>", "is not well-formed XML.*line 1"),
        ("<html></html>", "is no TBX: its outermost element is <html>"),
        (V3.replace('"fr-CA"', '"de"'), "has no terms in 'fr'; its languages are de, en"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises((ConfigError, InputError), match=re.escape(said) if ".*" not in said else said):
        of_text(tmp_path, "bad.csv", text)


def test_an_entity_bomb_is_refused_without_being_lit(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))
    text = f'<!DOCTYPE tbx [<!ENTITY a0 "boom">{bomb}]><tbx><text><conceptEntry>&a12;</conceptEntry></text></tbx>'
    with pytest.raises(InputError, match=r"is refused: .*entit"):
        of_text(tmp_path, "bomb.tbx", text)


def test_a_file_of_the_machine_does_not_get_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE tbx [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>' + DCT.replace("pilotine", "&s;")
    with pytest.raises(InputError, match=r"is refused: .*entit"):
        of_text(tmp_path, "a.tbx", text)


def test_duplicates_and_contradictions_are_said_and_the_stricter_holds(tmp_path: Path) -> None:
    text = "en,fr,status\nlock,écluse,preferred\nlock,écluse,preferred\nlock,sas,admitted\nlock,sas,forbidden\n"
    glossary = of_text(tmp_path, "a.csv", text)
    assert renderings(glossary) == [("lock", "écluse", Status.PREFERRED), ("lock", "sas", Status.FORBIDDEN)]
    twice, against = (render(warning, "en") for warning in glossary.warnings)
    assert "“écluse” for “lock” is listed twice (lines 2 and 3)" in twice
    assert "“sas” for “lock” is admitted in line 4 and forbidden in line 5; it is taken as forbidden" in against


def test_two_preferred_renderings_are_said(tmp_path: Path) -> None:
    glossary = of_text(tmp_path, "a.csv", "en,fr,status\nlock,écluse,preferred\nlock,sas,preferred\n")
    assert "both preferred for “lock” (lines 2 and 3)" in render(glossary.warnings[0], "en")


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "P", "N", "S")), min_size=1, max_size=12)
TERMS = st.builds(
    GlossaryTerm,
    WORDS,
    st.sampled_from(["en", "fr", "fr-CA"]),
    st.sampled_from(list(Status)),
    st.sampled_from(["", "noun", "verb", "properNoun"]),
    st.sampled_from(list(Case)),
    WORDS.filter(lambda text: not text.startswith("aligner:")) | st.just(""),
)
CONCEPTS = st.lists(
    st.builds(Concept, st.just(""), st.lists(TERMS, min_size=1, max_size=4).map(tuple), WORDS, WORDS, WORDS), max_size=3
)


@settings(deadline=None)
@given(CONCEPTS)
def test_tbx_reads_back_equal(concepts: list[Concept]) -> None:
    glossary = Glossary(tuple(concepts))
    assert read_tbx(tbx_text(glossary).encode(), "-") == glossary


def test_a_table_reads_back_equal(tmp_path: Path) -> None:
    glossary = of_text(
        tmp_path, "a.csv", 'en,fr,status,pos,case,note\nlock,écluse,forbidden,noun,exact,"a, b"\nlock,sas,,noun,,\n'
    )
    assert of_text(tmp_path, "b.csv", table_text(glossary)) == glossary
    assert of_text(tmp_path, "b.tsv", table_text(glossary, tabs=True)) == glossary


def test_tbx_keeps_the_rules_of_tbx_basic(tmp_path: Path) -> None:
    """The schema's rules for the data categories that we use: where they stand and what values they take."""
    from lxml import etree

    terms = [GlossaryTerm(f"t{n}", "fr", status, "properNoun", note="n") for n, status in enumerate(Status)]
    concept = Concept("c1", (GlossaryTerm("t", "en"), *terms), "subject", "definition", "note")
    root = etree.fromstring(tbx_text(Glossary((concept, Concept("1 2", (terms[0],))))).encode())
    names = {"t": NAMESPACE}

    def parents(path: str) -> set[str]:
        return {str(node.getparent().tag).rpartition("}")[2] for node in root.xpath(path, namespaces=names)}

    assert (root.tag, root.get("type"), root.get("style")) == (f"{{{NAMESPACE}}}tbx", "TBX-Basic", "dca")
    assert parents("//t:termNote") == {"termSec"}
    assert parents("//t:descrip[@type='subjectField']") == {"conceptEntry"}
    assert {node.text for node in root.xpath("//t:termNote[@type='administrativeStatus']", namespaces=names)} == {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    }
    speech = {node.text for node in root.xpath("//t:termNote[@type='partOfSpeech']", namespaces=names)}
    assert speech <= {"noun", "verb", "adjective", "adverb", "other"}
    assert [section[0].tag for section in root.iter(f"{{{NAMESPACE}}}termSec")] == [f"{{{NAMESPACE}}}term"] * 6
    assert [entry.get("id") for entry in root.iter(f"{{{NAMESPACE}}}conceptEntry")] == ["c1", None]
