"""An update of a glossary keeps its encoding, its dialect and every byte that is there, or changes nothing."""

import codecs
import threading
from pathlib import Path

import pytest

from aligner.errors import ConfigError
from aligner.terms.glossary import Concept, GlossaryTerm, load_glossary
from aligner.terms.glossary.update import update

TABLE = "en;fr;note\nchurch;église;près d'ici\nbell;cloche;déjà décidé\n"


def _concept(english: str, french: str) -> Concept:
    return Concept("c1", (GlossaryTerm(english, "en"), GlossaryTerm(french, "fr")))


NEW = [_concept("harbour", "port"), _concept("quay", "quai de déchargement")]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("cp1252", b""),
        ("mac_roman", b""),
        ("cp850", b""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_keeps_its_encoding_and_line_ends(encoding: str, mark: bytes, end: str, tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    before = mark + TABLE.replace("\n", end).encode(encoding)
    path.write_bytes(before)
    assert [concept.terms[0].text for concept in update(path, NEW).added] == ["harbour", "quay"]
    after = path.read_bytes()
    assert after.startswith(before)
    added = after[len(before) :].decode(encoding)
    assert added == f"harbour;port;{end}quay;quai de déchargement;{end}"


def test_a_table_in_quotation_marks_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text('"en","fr"\n"bell","cloche"', encoding="utf-8")
    update(path, NEW[:1])
    assert path.read_text(encoding="utf-8") == '"en","fr"\n"bell","cloche"\n"harbour","port"\n'


def test_a_quotation_mark_left_open_would_swallow_what_is_added(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text('en,fr\nbell,cloche\nquote,"guillemet\n', encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ConfigError, match=r"Nothing was added to .*left open"):
        update(path, NEW)
    assert path.read_bytes() == before


def test_a_character_that_the_encoding_lacks_is_said(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(TABLE.encode("mac_roman"))
    with pytest.raises(ConfigError, match="mac_roman, which has no 'ş'"):
        update(path, [_concept("Beşik", "Beşik")])
    assert path.read_bytes() == TABLE.encode("mac_roman")


TBX = (
    '<?xml version="1.0" encoding="{0}"?>\n<martif type="TBX"><text><body>\n<termEntry><langSet xml:lang="en"><tig>'
    '<term>bell</term></tig></langSet><langSet xml:lang="fr"><tig><term>cloche décidée</term></tig></langSet>'
    "</termEntry>\n"
    "</body></text>{1}</martif>\n"
)


@pytest.mark.parametrize(
    ("declared", "encoding", "mark"),
    [
        ("UTF-8", "utf-8", b""),
        ("UTF-8", "utf-8", codecs.BOM_UTF8),
        ("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
        ("UTF-16", "utf-16-be", codecs.BOM_UTF16_BE),
        ("ISO-8859-1", "latin-1", b""),
    ],
)
def test_tbx_keeps_its_encoding_and_what_stands_in_comments(
    declared: str, encoding: str, mark: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "g.tbx"
    text = TBX.format(declared, "<!-- an older </body> stood here -->")
    path.write_bytes(mark + text.encode(encoding))
    update(path, [*NEW, _concept("Beşik", "Beşik")])
    after = path.read_bytes()
    assert after.startswith(mark)
    written = after[len(mark) :].decode(encoding)
    at = text.index("</body></text>")
    assert written.startswith(text[:at])
    assert written.endswith(text[at:])
    terms = [concept.of("en")[0].text for concept in load_glossary(path).concepts]
    assert terms == ["bell", "harbour", "quay", "Beşik"]


def test_tbx_with_a_prefix_gets_entries_with_it(tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(
        '<t:tbx xmlns:t="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><t:text><t:body>'
        '<t:conceptEntry><t:langSec xml:lang="en"><t:termSec><t:term>bell</t:term></t:termSec></t:langSec>'
        '<t:langSec xml:lang="fr"><t:termSec><t:term>cloche</t:term></t:termSec></t:langSec></t:conceptEntry>'
        "</t:body></t:text></t:tbx>",
        encoding="utf-8",
    )
    update(path, NEW)
    assert len(load_glossary(path).concepts) == 3


def test_updates_at_once_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("en,fr\n", encoding="utf-8")
    many = [_concept(f"word{'abcdefghij'[n]}", "mot") for n in range(10)]
    threads = [threading.Thread(target=update, args=(path, [one])) for one in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert {concept.of("en")[0].text for concept in load_glossary(path).concepts} == {c.of("en")[0].text for c in many}
    assert [one.name for one in tmp_path.iterdir()] == ["g.csv"]
