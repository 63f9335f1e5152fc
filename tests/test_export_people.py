"""Tables for people: what they show, and how a Word file or an XLIFF file that was worked on comes back."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Decision, Review, Severity, State
from aligner.decisions import JsonLines
from aligner.errors import AlignerError, ConfigError, InputError
from aligner.export import Corpus, Nulls, Status, select
from aligner.export.characters import shown
from aligner.export.decisions import Answer, Decisions, gather, read_states
from aligner.export.filter_settings import FilterSettings, filters
from aligner.export.review_table import read_review_table
from tests.commands import aligner
from tests.export_cases import LINES, NASTY, corpus_of, review_of, saved, written
from tests.literal import literal
from tests.report_cases import reviews
from tests.report_samples import ferry

_PAIRS = [("The door is shut.", "La porte est fermée."), ("It is late.", "Il est tard."), ("Nobody came.", None)]


def _document(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def _edited(path: Path, *changes: tuple[str, str]) -> Path:
    """The Word file with its text changed, as a word processor would leave it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    back = path.with_name("back.docx")
    with zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, "word/document.xml": text.encode()}.items():
            archive.writestr(name, content)
    return back


def _table(path: Path, corpus: Corpus) -> Path:
    return saved(path / "table.docx", written(corpus, "docx"))


@given(pairs=st.lists(st.tuples(LINES, LINES), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_a_table_that_nobody_touched_has_no_edits(
    pairs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus = corpus_of(pairs)
    rows = read_review_table(_table(tmp_path_factory.mktemp("docx"), corpus))
    assert [row.edited for row in rows] == [False] * len(pairs)
    assert [row.id for row in rows] == [unit.id for unit in corpus.units()]
    assert [(row.original, row.translation) for row in rows] == [(shown(a), shown(b)) for a, b in pairs]


@given(review=reviews())
@settings(max_examples=20, deadline=None)
def test_any_review_comes_back_as_a_table(review: Review, tmp_path_factory: pytest.TempPathFactory) -> None:
    corpus = select(review, nulls=Nulls.ALL)
    rows = read_review_table(_table(tmp_path_factory.mktemp("docx"), corpus))
    assert [row.id for row in rows] == [unit.id for unit in corpus.units()]
    assert not any(row.edited or row.status or row.comment for row in rows)


def test_what_a_reviewer_changes_comes_back(tmp_path: Path) -> None:
    back = _edited(
        _table(tmp_path, corpus_of(_PAIRS)),
        ("La porte est fermée.", "La porte est close."),
        ("<w:t>translated</w:t>", "<w:t>approved</w:t>"),
        ("<w:t>translated</w:t>", "<w:t> Rejected </w:t>"),
    )
    first, second, third = read_review_table(back)
    assert (first.translation, first.status, first.edited) == ("La porte est close.", "approved", True)
    assert (second.status, second.edited) == ("rejected", False)
    assert (third.translation, third.status, third.edited) == ("", "", False)


def test_tracked_changes_count_as_accepted_and_pieces_of_runs_are_joined(tmp_path: Path) -> None:
    old = '<w:t xml:space="preserve">La porte est fermée.</w:t></w:r>'
    new = (
        '<w:t xml:space="preserve">La </w:t></w:r><w:r><w:t>porte</w:t><w:tab/><w:t>est</w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText> fermée.</w:delText><w:t> x</w:t></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t xml:space="preserve"> close</w:t></w:r></w:ins>'
        "<w:hyperlink><w:r><w:t>.</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/></w:r>"
    )
    first, *_ = read_review_table(_edited(_table(tmp_path, corpus_of(_PAIRS)), (old, new)))
    assert first.translation == "La porte\test close.\u2011"


def test_rows_without_an_id_and_other_tables_are_left_out(tmp_path: Path) -> None:
    extra = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl>"
    empty = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 6 + "</w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    back = _edited(
        _table(tmp_path, corpus_of(_PAIRS)), ("<w:tbl>", extra), ("</w:tbl><w:p></w:p>", empty + "<w:p></w:p>")
    )
    assert len(read_review_table(back)) == 3


def test_a_copied_row_is_refused(tmp_path: Path) -> None:
    path = _table(tmp_path, corpus_of(_PAIRS))
    row = re.findall(r"<w:tr>.*?</w:tr>", _document(path))[1]
    with pytest.raises(InputError, match="twice"):
        read_review_table(_edited(path, (row, row + row)))


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"plain text", "no Word file"), (b"PK\x03\x04 broken", "damaged")],
)
def test_what_is_no_table_of_ours_is_refused_with_a_sentence(content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(AlignerError, match=why):
        read_review_table(saved(tmp_path / "x.docx", content))


def test_a_word_file_without_the_table_is_refused(tmp_path: Path) -> None:
    path = _table(tmp_path, corpus_of(_PAIRS))
    with pytest.raises(InputError, match="no table with the columns Id, Original"):
        read_review_table(_edited(path, ("Comment</w:t>", "Remark</w:t>")))
    with pytest.raises(InputError, match="not well-formed XML"):
        read_review_table(_edited(path, ("</w:tbl>", "")))


def _answered(review: Review, returned: Path, **settings: bool) -> Corpus:
    return select(review, filters(FilterSettings(**settings)), gather(returned=returned))  # type: ignore[arg-type]


def test_a_returned_table_changes_the_next_export(tmp_path: Path) -> None:
    review = review_of(_PAIRS, [(0, Severity.MAJOR), (1, Severity.MAJOR)])
    path = _table(tmp_path, select(review, nulls=Nulls.ALL))
    empty = re.findall(r"<w:tr>.*?</w:tr>", _document(path))[3]
    filled = empty.replace("<w:p></w:p>", "<w:p><w:r><w:t>Personne n'est venu.</w:t></w:r></w:p>", 1)
    back = _edited(
        path,
        ("La porte est fermée.", "La porte est close."),
        (">translated<", ">approved<"),
        (empty, filled.replace(">initial<", ">approved<")),
    )
    units = {unit.number: unit for unit in _answered(review, back).units()}
    assert units[0].translation == "La porte est close."
    assert units[0].status is Status.FINAL
    assert units[2].translation == "Personne n'est venu."
    assert [unit.number for unit in _answered(review, back, approved=True).units()] == [0, 2]


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_a_returned_xliff_changes_the_next_export(format: str, tmp_path: Path) -> None:
    pairs = [*_PAIRS[:2], ("Bell.", NASTY[3]), _PAIRS[2]]
    review = review_of(pairs, [(0, Severity.MAJOR), (1, Severity.MAJOR)])
    text = written(select(review, nulls=Nulls.ALL), format).decode()
    text = text.replace("La porte est fermée.", "La porte est <g id='1'>close</g>.")
    if format == "xliff":
        text = text.replace('state="translated" subState="aligner:open"', 'state="final"', 1)
        text = text.replace("venu", "").replace(
            "<source>Nobody came.</source>", "<source>Nobody came.</source><target>Nul.</target>"
        )
    else:
        text = text.replace('approved="no"', 'approved="yes"', 1)
        text = text.replace("<source>Nobody came.</source>", "<source>Nobody came.</source><target>Nul.</target>")
    returned = saved(tmp_path / "back.xlf", text.encode())
    units = {unit.number: unit for unit in _answered(review, returned).units()}
    assert [units[n].translation for n in range(4)] == ["La porte est close.", _PAIRS[1][1], NASTY[3], "Nul."]
    assert units[0].status is Status.FINAL
    assert 1 not in [unit.number for unit in _answered(review, returned, approved=True).units()]


@given(pairs=st.lists(st.tuples(LINES, LINES), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_an_xliff_that_nobody_touched_changes_nothing(
    pairs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("xliff")
    for format in ("xliff", "xliff-1.2"):
        found = gather(returned=saved(folder / "x.xlf", written(corpus_of(pairs), format)))
        assert set(found.units.values()) == {Answer()}
        assert len(found.units) == len(pairs)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.xlf", b"<xliff><file><unit id='theirs'/></file></xliff>", "no unit that this program wrote"),
        ("x.xlf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "entities"),
        ("x.txt", b"x", "expected a table or an XLIFF file"),
        ("x.xliff", b"<x>", "not well-formed"),
    ],
)
def test_other_files_are_refused_as_answers(name: str, content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=why):
        gather(returned=saved(tmp_path / name, content))


def test_a_table_in_french_is_written_and_comes_back(tmp_path: Path) -> None:
    review = review_of(_PAIRS, [(0, Severity.MAJOR)])
    decided = Decisions({f"{0:020x}": Decision(f"{0:020x}", State.TO_BE_FIXED, note="voir le plan")})
    path = _table(tmp_path, select(review, (), decided, Nulls.ALL, "fr"))
    text = re.sub(r"<[^>]+>", "|", _document(path))
    for said in ("Original (anglais)", "Traduction (français)", "Constats", "Statut", "Commentaire", "approuvé"):
        assert said in text
    assert "nombre (majeur)\u00a0: Something &amp; &lt;else&gt; in 0. Suggestion\u00a0: 48 &lt;h&gt;" in text
    assert "[à corriger\u00a0: voir le plan]" in text
    assert "traduit" in text
    chosen = ("<w:sdtContent><w:r><w:t>traduit", "<w:sdtContent><w:r><w:t>Approuvé")
    back = read_review_table(_edited(path, chosen, ("Il est tard.", "Il se fait tard.")))
    assert [(row.status, row.edited) for row in back] == [("approved", False), ("", True), ("", False)]


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("tmx", 'adminlang="fr"'),
        ("tmx", "<note>nombre (majeur)\u00a0: Something"),
        ("xliff", ">nombre (majeur)\u00a0: Something"),
        ("xliff-1.2", ">nombre (majeur)\u00a0: Something"),
        ("html", '<html lang="fr">'),
        ("html", "Comment ce tableau a été produit"),
        ("html", "null, traduction sans équivalent\u00a0: 1"),
    ],
)
def test_exports_speak_the_language_that_was_asked_for(format: str, said: str) -> None:
    review = review_of([*_PAIRS, (None, "Seul.")], [(0, Severity.MAJOR)])
    text = written(select(review, language="fr"), format).decode()
    assert said in text
    assert "Suggestion: " not in text


def test_answers_follow_a_unit_that_moved(tmp_path: Path) -> None:
    path = _edited(_table(tmp_path, corpus_of(_PAIRS)), ("Il est tard.", "Il se fait tard."))
    moved = review_of([("A new one.", "Une nouvelle."), *_PAIRS[:2]])
    units = list(_answered(moved, path).units())
    assert [unit.translation for unit in units] == ["Une nouvelle.", _PAIRS[0][1], "Il se fait tard."]


def test_answers_about_texts_that_are_gone_are_counted() -> None:
    corpus = corpus_of(_PAIRS)
    ids = [unit.id for unit in corpus.units()]
    decided = Decisions(units={ids[0]: Answer("approved"), "7-00000000": Answer("approved")})
    assert select(review_of(_PAIRS), decisions=decided, nulls=Nulls.ALL).unmatched == ("7-00000000",)


def test_decisions_about_findings_change_the_state(tmp_path: Path) -> None:
    review = review_of(_PAIRS, [(0, Severity.MAJOR), (1, Severity.MAJOR)])
    record = tmp_path / "text.decisions.jsonl"
    JsonLines(record).add([Decision(f"{0:020x}", State.ACCEPTED_RISK, note="it is a joke", by="Ana")])
    JsonLines(record).add([Decision(f"{1:020x}", State.TO_BE_FIXED)])
    corpus = select(review, decisions=gather(record))
    assert [unit.status for unit in corpus.units()] == [Status.REVIEWED, Status.TRANSLATED]
    text = written(corpus, "xliff").decode()
    assert "[accepted risk, Ana: it is a joke]" in text
    assert text.count('subState="aligner:open"') == 1
    assert corpus.run["decisions"] != select(review, decisions=Decisions()).run.get("decisions")


def test_a_record_that_makes_no_sense_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"is no file of decisions: its first line is \{not json"):
        gather(saved(tmp_path / "d.jsonl", b"{not json"))


def test_the_word_file_is_the_same_whenever_it_is_written(tmp_path: Path) -> None:
    path = _table(tmp_path, corpus_of(_PAIRS))
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _saved_by_libreoffice(folder: Path, filter: str, *paths: Path) -> Path:
    """A folder with the files as LibreOffice saves them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    saved_there = folder / "saved"
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [office, home, "--headless", "--convert-to", filter, "--outdir", str(saved_there), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return saved_there


def test_libreoffice_reads_every_cell_and_its_copy_comes_back_without_edits(tmp_path: Path) -> None:
    corpora = {
        "ferry.docx": select(ferry(), nulls=Nulls.ALL),
        "nasty.docx": corpus_of([(text, text[::-1]) for text in NASTY]),
    }
    paths = [saved(tmp_path / name, written(corpus, "docx")) for name, corpus in corpora.items()]
    folder = _saved_by_libreoffice(tmp_path, "docx", *paths)
    for name, corpus in corpora.items():
        rows = read_review_table(folder / name)
        assert [row.id for row in rows] == [unit.id for unit in corpus.units()]
        assert [row for row in rows if row.edited or row.status or row.comment] == []
    _saved_by_libreoffice(tmp_path, "txt:Text (encoded):UTF8", paths[0])
    lines = [line.strip() for line in (folder / "ferry.txt").read_text(encoding="utf-8-sig").splitlines()]
    for unit in corpora["ferry.docx"].units():
        for cell in (unit.id, unit.original, unit.translation):
            assert cell == "" or shown(cell) in lines


def test_the_page_shows_everything_and_runs_nothing() -> None:
    corpus = select(ferry(), nulls=Nulls.ALL)
    page = written(corpus, "html").decode()
    assert page.count("<tr") == len(corpus) + 1
    assert "<script" not in page
    assert 'lang="fr"' in page
    assert "number (critical): 48 became 24." in page
    for name, text in (("run", corpus.signature), ("dropped", "")):
        assert name == "dropped" or text.replace("&", "&amp;") in page


@given(review=reviews())
@settings(max_examples=20, deadline=None)
def test_no_text_becomes_markup_of_the_page(review: Review) -> None:
    from lxml import html

    corpus = select(review, nulls=Nulls.ALL)
    page = html.document_fromstring(written(corpus, "html").decode())
    cells = [[cell.text_content() for cell in row.iter("td")] for row in page.iter("tr")][1:]
    assert [row[1:3] for row in cells] == [[shown(u.original), shown(u.translation)] for u in corpus.units()]
    assert not page.xpath("//script|//img|//iframe|//@onclick")


def test_the_card_of_a_dataset_is_read_as_yaml_and_the_data_is_there(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    import pyarrow as pa
    import pyarrow.parquet as pq

    review = review_of([("One.", "Un."), (None, "Seul.")])
    corpus = select(review)
    card = written(corpus, "dataset", "/README.md").decode()
    front = yaml.safe_load(card.split("---\n")[1])
    assert front["language"] == ["en", "fr"]
    assert front["task_categories"] == ["translation"]
    (files,) = front["configs"]
    path = files["data_files"][0]["path"]
    table = pq.read_table(pa.BufferReader(written(corpus, "dataset", f"/{path}")))
    assert table["original_text"].to_pylist() == ["One."]
    assert "| null | translation without counterpart | 1 |" in card
    assert review.run["encoder"] in card


def test_the_output_is_written_bit_by_bit() -> None:
    pairs = [(f"Sentence number {n}.", f"Phrase numéro {n}.") for n in range(5000)]
    corpus = corpus_of(pairs)
    longest = 0

    class Watch(io.BytesIO):
        def write(self, content: object) -> int:
            nonlocal longest
            assert isinstance(content, bytes)
            longest = max(longest, len(content))
            return super().write(content)

    from aligner.export import parts

    for format in ("tmx", "xliff", "tsv", "jsonl", "html", "docx"):
        parts(corpus, format)[""](Watch())
    assert 0 < longest < 200_000


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff-1.2"])
def test_our_own_reader_gets_the_same_pairs(format: str, tmp_path: Path) -> None:
    from aligner.read.pairs import read_pairs

    pairs = [(text, text[::-1]) for text in NASTY if "\ud800" not in text]
    read = read_pairs(saved(tmp_path / ("x.tmx" if format == "tmx" else "x.xlf"), written(corpus_of(pairs), format)))
    assert [(unit.original, unit.translation) for unit in read] == pairs


@pytest.mark.parametrize("format", ["xliff", "xliff-1.2"])
def test_the_states_of_a_translation_tool_approve(format: str, tmp_path: Path) -> None:
    review = review_of([*_PAIRS, ("Go.", "Allez.")], [(0, Severity.MAJOR), (1, Severity.MAJOR), (3, Severity.MAJOR)])
    text = written(select(review, nulls=Nulls.ALL), format).decode()
    if format == "xliff":
        text = text.replace('state="translated"', 'state="final"', 1).replace(
            'state="translated"', 'state="reviewed"', 1
        )
    else:
        text = text.replace('approved="no"', 'approved="yes"', 1)
        text = re.sub(r'(Il est tard.*?state=")needs-review-translation', r"\1x", text)
        text = re.sub(
            r'<target state="needs-review-translation">(<mrk[^>]*>)?Il', '<target state="signed-off">Il', text
        )
        text = re.sub("</?mrk[^>]*>", "", text)
    states = read_states(str(saved(tmp_path / "x.xlf", text.encode())), "en", "fr")
    assert states[0] is Status.FINAL
    corpus = select(review, filters(FilterSettings(approved=True)), Decisions(states=states))
    assert 0 in corpus.numbers
    assert 3 not in corpus.numbers
    assert (1 in corpus.numbers) is (format == "xliff-1.2")
    assert "states" in corpus.run


@pytest.mark.parametrize("format", ["docx", "csv", "tsv"])
def test_our_own_reader_takes_our_tables_for_what_they_are(format: str, tmp_path: Path) -> None:
    from aligner.read.pairs import read_pairs

    read = read_pairs(saved(tmp_path / f"x.{format}", written(corpus_of(_PAIRS), format)))
    assert [(unit.original, unit.translation or None) for unit in read] == _PAIRS


@pytest.mark.parametrize(("format", "state"), [("xliff", "initial"), ("xliff-1.2", "needs-review-translation")])
def test_a_fuzzy_message_is_not_exported_as_confirmed(format: str, state: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "x.po", b'#, fuzzy\nmsgid "It rains."\nmsgstr "Il neige."\n')
    found = aligner("export", path, "--no-check", "--format", format)
    assert "Il neige." in found.out
    assert f'state="{state}"' in found.out
    assert "0 of 1" in aligner("export", path, "--no-check", "--approved").err


def test_other_files_with_both_texts_have_no_states(tmp_path: Path) -> None:
    assert read_states(str(saved(tmp_path / "x.tmx", written(corpus_of(_PAIRS), "tmx"))), "en", "fr") == {}


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff-1.2", "html", "docx", "jsonl"])
def test_every_format_says_where_a_unit_stands(format: str, tmp_path: Path) -> None:
    plain = review_of(_PAIRS)
    first = replace(plain.original.blocks[0], where=literal("page 3 & 4"))
    original = replace(plain.original, blocks=(first, *plain.original.blocks[1:]))
    corpus = select(replace(plain, original=original), nulls=Nulls.ALL)
    content = written(corpus, format)
    if format == "docx":
        path = saved(tmp_path / "x.docx", content)
        assert "page 3 &amp; 4" in _document(path)
        assert [row.id for row in read_review_table(path)] == [unit.id for unit in corpus.units()]
        assert not any(row.edited for row in read_review_table(path))
    else:
        assert ("page 3 & 4" if format == "jsonl" else "page 3 &amp; 4") in content.decode()
