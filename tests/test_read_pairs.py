"""Files that hold both texts: read as they pair them, reviewed without aligning anything."""

import csv
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner as package
from aligner.core import Message
from aligner.errors import InputError
from aligner.messages import render
from aligner.read.limits import Limits
from aligner.read.pairs import is_paired, read_paired, read_pairs
from aligner.read.units import Unit
from tests.commands import CORPORA, aligner
from tests.literal import place
from tests.made_files import docx, packed, paragraph, xlsx

FOLDER = Path(__file__).parent / "documents"
XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
PAIRS = st.lists(
    st.tuples(XML_TEXT, XML_TEXT).filter(lambda pair: any(text.strip() for text in pair)), min_size=1, max_size=5
)
quickly = settings(deadline=None, max_examples=50)


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


def _in_table(unit: Unit) -> tuple[str, str, str, str]:
    """Both texts, and the cells that they stand in."""
    return unit.original, unit.translation, place(unit.where), place(unit.where_translation)


def pairs(path: Path) -> list[tuple[str, str]]:
    return [(unit.original, unit.translation) for unit in read_pairs(path)]


def tmx(units: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><body>{units}</body></tmx>'


def unit(*variants: tuple[str, str], name: str = "") -> str:
    """A translation unit of TMX; segments are markup."""
    made = "".join(f'<tuv xml:lang="{language}"><seg>{segment}</seg></tuv>' for language, segment in variants)
    return f"<tu{f' tuid={quoteattr(name)}' if name else ''}>{made}</tu>"


def test_a_review_of_one_file_checks_its_units_as_they_stand(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.tmx",
        tmx(
            unit(("en", "It weighs 12 kg."), ("fr", "Elle pèse 21 kg."), name="weight")
            + unit(("en", "Close the inlet valve before you open the cover."), ("fr", ""))
            + unit(("en", "Switch it off. Then wait."), ("fr", "Éteignez-la. Puis attendez."))
        ),
    )
    found = package.review(path)
    assert [bead.type for bead in found.beads] == ["1-1", "1-0", "1-1"]
    assert [sentence.text for sentence in found.original.sentences][2] == "Switch it off. Then wait."
    rules = {finding.rule: finding for finding in found.findings}
    assert {"number", "omission"} <= set(rules)
    assert rules["number"].original is not None
    assert place(found.original.where(rules["number"].original.sentences[0])) == "unit weight"
    assert found.run["splitter"] == "units"
    assert json.loads(aligner("review", path, "--format", "json").out)["beads"][1]["translation"] == []


def test_align_prints_what_a_paired_file_pairs() -> None:
    found = aligner("align", FOLDER / "mill.20.xlf", "--format", "ladder").out.splitlines()
    assert found[:2] == ["[0]:[0]", "[1]:[1]"]


def test_standard_input_may_hold_both_texts() -> None:
    found = aligner("align", "-", "--format", "ladder", stdin=(FOLDER / "mill.tmx").read_bytes())
    assert found.out.count("\n") == 47


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((CORPORA / "clock.en.md",), "is Markdown, one text: a second file is needed"),
        ((FOLDER / "mill.en.docx",), "it cannot be told which of its 3 columns"),
        ((FOLDER / "mill.en.pandoc.docx",), "it cannot be told which of its 3 columns"),
        ((FOLDER / "mill.tmx", CORPORA / "clock.fr.clean.md"), "holds both texts: name it alone"),
        ((FOLDER / "mill.20.xlf", "--from", "fr", "--to", "en"), "goes from en to fr, not from fr to en"),
        ((FOLDER / "mill.po", "--to", "en"), "is translated into fr, not into en"),
    ],
)
def test_one_file_too_few_or_too_many_or_the_wrong_way_round_is_one_sentence(
    arguments: tuple[str | Path, ...], says: str
) -> None:
    found = aligner("review", *arguments)
    assert (found.status, found.out) == (2, "")
    assert says in found.err
    assert found.err.count("\n") == 1


def test_inline_codes_are_left_out_and_the_words_they_enclose_kept(tmp_path: Path) -> None:
    english = (
        'A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> <hi type="x">word</hi><ph>{0}</ph>'
        '<it pos="begin">x</it><ut>y</ut>.<ph type="lb"/>End &amp; &lt;.'
    )
    path = written(tmp_path, "a.tmx", tmx(unit(("EN_us", english), ("en-GB", "second"), ("FR", "f"))))
    assert pairs(path) == [("A bold word.\nEnd & <.", "f")]


def test_units_without_one_of_the_languages_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "a.tmx", tmx(unit(("en", "a"), ("fr", "b")) + unit(("en", "a"), ("de", "c"))))
    notes: list[Message] = []
    assert len(list(read_pairs(path, note=notes.append))) == 1
    assert "1 of 2 units lacks one of the two languages" in render(notes[0], "en")
    assert "1 of 2 units" in render(read_paired(path).original.notes[0], "en")
    with pytest.raises(InputError, match="no unit with en and it; its languages are de, en, fr"):
        list(read_pairs(path, "en", "it"))


def test_xliff_1_2_segments_notes_and_what_is_not_to_be_translated(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.xlf",
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="dir/menu.html" '
        'source-language="en-GB" target-language="fr-FR"><body>'
        '<trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.</mrk> '
        '<mrk mtype="seg" mid="1">Two.</mrk></seg-source><target><mrk mtype="seg" mid="1">Deux.</mrk>'
        '<mrk mtype="seg" mid="0">Un.</mrk></target><alt-trans><source>x</source><target>y</target></alt-trans>'
        "<note>no</note></trans-unit>"
        '<group translate="no"><trans-unit id="2"><source>code</source><target>code</target></trans-unit>'
        '<trans-unit id="3" translate="yes"><source>A <g id="1">b</g><x id="2" ctype="lb"/>c</source></trans-unit>'
        "</group></body></file></xliff>",
    )
    assert [(found.original, found.translation, place(found.where)) for found in read_pairs(path)] == [
        ("One.", "Un.", "menu.html, unit 1, segment 0"),
        ("Two.", "Deux.", "menu.html, unit 1, segment 1"),
        ("A b\nc", "", "menu.html, unit 3"),
    ]


def test_xliff_2_segments_codes_and_states(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.xlf",
        '<xliff version="2.1" srcLang="en" trgLang="fr" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        '<unit id="u"><notes><note>no</note></notes><originalData><data id="d">&lt;b&gt;</data></originalData>'
        '<segment id="a" state="reviewed"><source>A <pc id="1">b</pc><ph id="2"/><cp hex="0007"/>'
        '<mrk id="m" type="term">c</mrk></source><target>D</target></segment><ignorable><source> </source></ignorable>'
        "<segment><source>E</source></segment></unit></file></xliff>",
    )
    found = list(read_pairs(path))
    assert [(one.original, one.translation, place(one.where), one.state) for one in found] == [
        ("A b\x07c", "D", "unit u, segment a", "reviewed"),
        ("E", "", "unit u, segment 2", ""),
    ]


def test_po_has_plurals_contexts_escapes_and_obsolete_messages(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.po",
        '# head\nmsgid ""\nmsgstr "Language: fr\\n"\n\n#, fuzzy, c-format\nmsgctxt "menu"\nmsgid "Open \\"%s\\""\n'
        'msgstr "Ouvrir\\t«\u00a0%s\u00a0»"\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "un"\nmsgstr[1] ""\n'
        '"plusieurs"\n\nmsgid "new"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "vieux"\n',
    )
    assert [(found.original, found.translation, place(found.where), found.state) for found in read_pairs(path)] == [
        ('Open "%s"', "Ouvrir\t«\u00a0%s\u00a0»", "line 5", "fuzzy"),
        ("one", "un", "line 9, singular", ""),
        ("many", "plusieurs", "line 9, plural", ""),
        ("new", "", "line 15", ""),
    ]


@pytest.mark.parametrize(("line", "mark"), [("sep=;", ";"), ('"Sep=|"', "|"), ("SEP=\t", "\t")])
def test_a_line_for_excel_is_no_row(line: str, mark: str, tmp_path: Path) -> None:
    rows = "en;fr\r\nThe pier fell, again.;Le quai est tombé.\r\n".replace(";", mark)
    path = written(tmp_path, "a.csv", f"{line}\r\n{rows}")
    found = list(read_pairs(path))
    assert [_in_table(one) for one in found] == [("The pier fell, again.", "Le quai est tombé.", "cell A3", "cell B3")]


def test_po_in_an_old_encoding_and_broken_po(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-15\\n"\n\nmsgid "a"\nmsgstr "œuvre"\n'.encode(
            "iso-8859-15"
        )
    )
    assert pairs(tmp_path / "a.po") == [("a", "œuvre")]
    with pytest.raises(InputError, match="line 2 is 'msgtr"):
        pairs(written(tmp_path, "b.po", 'msgid "a"\nmsgtr "b"\n'))
    with pytest.raises(InputError, match="without messages"):
        pairs(written(tmp_path, "c.po", 'msgid ""\nmsgstr "Language: fr\\n"\n'))


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [
        ("a.csv", "id,English,Français\n7,The pump is new,La pompe est neuve\n", ("cell B2", "cell C2")),
        ("a.csv", "target;source\nLa pompe, vieille;The pump, old\n", ("cell B2", "cell A2")),
        ("a.csv", "La pompe est neuve.,The pump is new.\nElle est rouge.,It is red.\n", ("cell B1", "cell A1")),
        ("a.csv", "\ufeffen,fr\r\nThe pump,La pompe\r\n", ("cell A2", "cell B2")),
        ("a.tsv", "The pump is new.\tLa pompe est neuve.\t0.93\n", ("cell A1", "cell B1")),
        ("a.tsv", "Pump\tPompe\n", ("cell A1", "cell B1")),
        ("a", "The pump is new.\tLa pompe est neuve.\n", ("cell A1", "cell B1")),
    ],
)
def test_the_columns_are_told_by_their_names_or_languages(
    name: str, content: str, places: tuple[str, str], tmp_path: Path
) -> None:
    found = list(read_pairs(written(tmp_path, name, content)))
    assert (place(found[0].where), place(found[0].where_translation)) == places
    assert found[0].original.startswith(("The pump", "Pump"))


def test_columns_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "aaa,bbb,ccc\nddd,eee,fff\n")
    with pytest.raises(InputError, match="name them 'original' and 'translation' in the first row"):
        pairs(path)
    with pytest.raises(InputError, match="no rows of text"):
        pairs(written(tmp_path, "b.csv", "original,translation\n"))


def test_quotation_marks_in_tsv_are_text_unless_a_spreadsheet_put_them_there(tmp_path: Path) -> None:
    path = written(tmp_path, "a.tsv", 'en\tfr\n"Yes," he said.\t"""Oui"", dit-il."\n')
    assert pairs(path) == [('"Yes," he said.', '"Oui", dit-il.')]


def test_a_workbook_has_shared_inline_and_formatted_texts_and_sheets_without_pairs(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>French</t></is></c></row>'
        '<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" t="str"><f>A1</f><v>La pompe</v></c><c r="ZZ4"><v>1</v></c>'
        '</row><row><c t="s"><v>99</v></c><c t="n"><v>5</v></c></row>'
    )
    strings = "<si><t>English</t></si><si><r><t>The </t></r><r><t>pump</t></r><rPh><t>no</t></rPh></si>"
    found = list(read_pairs(xlsx(tmp_path / "a.xlsx", rows, strings)))
    assert [_in_table(one) for one in found] == [
        ("The pump", "La pompe", "cell B4", "cell C4"),
        ("5", "", "cell B5", "cell C5"),
    ]


def test_a_workbook_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows of text"):
        pairs(xlsx(tmp_path / "a.xlsx", ""))
    with pytest.raises(InputError, match="it cannot be told"):
        pairs(xlsx(tmp_path / "b.xlsx", '<row><c t="str"><v>one text</v></c></row>'))
    with pytest.raises(InputError, match=r"no part xl/workbook\.xml"):
        pairs(packed(tmp_path / "c.xlsx", {"xl/none.xml": "<a/>"}))


def test_a_table_in_a_word_file_is_a_bilingual_file(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    body = paragraph("Some words.") + f"<w:tbl>{row('Source', 'Target')}{row('a', 'b')}</w:tbl>"
    # A cell may have several paragraphs, but then its name is no name.
    with pytest.raises(InputError, match="is one text, without a table"):
        pairs(docx(tmp_path / "a.docx", paragraph("Only words.")))
    assert pairs(docx(tmp_path / "b.docx", body)) == [("Source\nSource", "Target\nTarget"), ("a\na", "b\nb")]


def test_which_files_hold_both_texts() -> None:
    assert is_paired(FOLDER / "mill.po")
    assert not is_paired(FOLDER / "mill.en.docx")
    assert not is_paired("-")


def test_more_units_than_may_be_reviewed_are_refused_but_stream(tmp_path: Path) -> None:
    path = written(tmp_path, "a.tmx", tmx(unit(("en", "a"), ("fr", "b")) * 5))
    with pytest.raises(InputError, match="too large to be reviewed at once"):
        read_paired(path, limits=Limits(units=4))
    assert len(list(read_pairs(path, limits=Limits(units=4)))) == 5


def test_a_file_with_one_language_only_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.po", 'msgid "a"\nmsgstr ""\n')
    with pytest.raises(InputError, match="no text in fr"):
        read_paired(path)


@quickly
@given(PAIRS)
def test_any_text_comes_out_of_tmx_and_xliff_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    marked = [(escape(original), escape(translation)) for original, translation in content]
    made = tmx("".join(unit(("en", original), ("fr", translation)) for original, translation in marked))
    assert pairs(written(folder, "any.tmx", made)) == content
    segments = "".join(
        f'<unit id="u"><segment><source>{original}</source><target>{translation}</target></segment></unit>'
        for original, translation in marked
    )
    made = f'<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f">{segments}</file></xliff>'
    assert pairs(written(folder, "any.xlf", made)) == content


@quickly
@given(PAIRS)
def test_any_text_comes_out_of_a_table_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    table = io.StringIO()
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([("en", "fr"), *content])
    assert pairs(written(folder, "any.csv", table.getvalue())) == content
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{escape(original)}</t></is></c><c t="s"><v>{number}</v></c></row>'
        for number, (original, _) in enumerate(content, 1)
    )
    head = '<row><c t="str"><v>en</v></c><c t="s"><v>0</v></c></row>'
    strings = "<si><t>fr</t></si>" + "".join(f"<si><t>{escape(translation)}</t></si>" for _, translation in content)
    assert pairs(xlsx(folder / "any.xlsx", head + rows, strings)) == content


@quickly
@given(PAIRS)
def test_any_text_comes_out_of_po_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[tuple[str, str]]
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    made = "".join(f"msgid {quoted(original)}\nmsgstr {quoted(translation)}\n\n" for original, translation in content)
    expected = [pair for pair in content if pair[0]]
    path = written(tmp_path_factory.getbasetemp(), "any.po", made)
    if expected:
        assert [pair for pair in pairs(path) if any(text.strip() for text in pair)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "its.12.xlf",
            [
                ("The quay is ACME ground.", "Le quaie est un terrain ACME."),
                ("He went to Dublin in 2010.", "Il est allé à Dublin en 2011."),
                ("Say hello now.", "Dites bonjour maintenant."),
            ],
        ),
        (
            "its.21.xlf",
            [
                ("The quay is ACME ground.", "Le quaie est un terrain ACME."),
                ("He went to Dublin in 2010.", "Il est allé à Dublin en 2011."),
            ],
        ),
    ],
)
def test_what_its_says_in_a_file_is_no_text_and_hides_none(name: str, expected: list[tuple[str, str]]) -> None:
    found = read_pairs(Path(__file__).parent / "documents" / name)
    assert [(unit.original.strip(), unit.translation.strip()) for unit in found] == expected
