"""Findings for other tools: issues of ITS 2.0 in XLIFF, a workbook with a row a finding, and answers to them."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aligner.core import Decision, State
from aligner.decisions import read_answers
from aligner.errors import InputError
from aligner.export import Nulls, select
from aligner.export.decisions import Decisions
from aligner.export.its import issue_type
from tests.commands import aligner
from tests.export_cases import saved, written
from tests.report_samples import ferry
from tests.xliff21 import faults

ITS = "{http://www.w3.org/2005/11/its}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: ITS 2.0, appendix C: the types that an issue may have.
TYPES = frozenset(
    [
        *("terminology", "mistranslation", "omission", "untranslated", "addition", "duplication", "inconsistency"),
        *("grammar", "legal", "register", "locale-specific-content", "locale-violation", "style", "characters"),
        *("misspelling", "typographical", "formatting", "inconsistent-entities", "numbers", "markup"),
        *("pattern-problem", "whitespace", "internationalization", "length", "non-conformance", "uncategorized"),
        "other",
    ]
)
FORMATS = ("xliff", "xliff-1.2")
ENGLISH = "The night ferry was cancelled for 48 hours.\n\nThe mayor asked for 12 reports.\n"
FRENCH = "Le bac de nuit a été supprimé pendant 24 heures.\n\nLe maire a demandé 15 rapports.\n"


def tree(content: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(content)


@pytest.mark.parametrize("format", FORMATS)
def test_each_finding_is_an_issue_as_its_wants_it_and_each_mark_leads_to_one(format: str) -> None:
    root = tree(written(select(ferry(), nulls=Nulls.ORIGINAL), format))
    assert root.get(f"{ITS}version") == "2.0"
    issues = {one.get(XML_ID): one for one in root.iter(f"{ITS}locQualityIssues")}
    marks = list(root.iter("{*}mrk"))
    assert marks
    for mark in marks:
        reference = mark.get(f"{ITS}locQualityIssuesRef")
        start = "#its=" if format == "xliff" else "#"
        assert reference.startswith(start)
        assert reference.removeprefix(start) in issues
        assert (mark.get("type"), mark.get("mtype")) in (("its:generic", None), (None, "x-its"))
    for one in issues.values():
        (issue,) = one
        assert issue.tag == f"{ITS}locQualityIssue"
        assert issue.get("locQualityIssueType") in TYPES
        assert 0 <= float(issue.get("locQualityIssueSeverity")) <= 100
        assert issue.get("locQualityIssueEnabled") == "yes"
        assert issue.get("locQualityIssueComment")


def test_an_issue_of_xliff_2_keeps_the_rules_of_the_specification() -> None:
    good = written(select(ferry(), nulls=Nulls.ORIGINAL), "xliff").decode()
    assert faults(good.encode()) == []
    for old, new in (
        ('type="its:generic"', 'type="its:other"'),
        ('"#its=lqi-', '"#lqi-'),
        ('Severity="60"', 'Severity="101"'),
        ('Enabled="yes"', 'Enabled="perhaps"'),
        ('xml:id="lqi-', 'xml:id="other-'),
    ):
        assert old in good
        assert faults(good.replace(old, new, 1).encode())


def test_an_issue_of_xliff_1_2_is_where_the_mapping_has_it() -> None:
    root = tree(written(select(ferry(), nulls=Nulls.ORIGINAL), "xliff-1.2"))
    for unit in root.iter("{*}trans-unit"):
        names = [child.tag.rpartition("}")[2] for child in unit]
        rest = names[names.index("locQualityIssues") :] if "locQualityIssues" in names else []
        assert set(rest) <= {"locQualityIssues"}  # elements of other namespaces come last
        assert "prop-group" not in names  # which version 1.2 gave up
        known = {f"#{one.get(XML_ID)}" for one in unit.iter(f"{ITS}locQualityIssues")}
        assert {mark.get(f"{ITS}locQualityIssuesRef") for mark in unit.iter("{*}mrk")} <= known


@pytest.mark.parametrize("format", FORMATS)
def test_a_mark_stands_on_the_words_of_its_finding(format: str) -> None:
    review = ferry()
    root = tree(written(select(review, nulls=Nulls.ORIGINAL), format))
    words = {
        re.sub(r"^#(its=)?lqi-|-\d+$", "", mark.get(f"{ITS}locQualityIssuesRef")): "".join(mark.itertext())
        for mark in root.iter("{*}mrk")
    }
    shown = 0
    for finding in review.findings:
        span = finding.translation or finding.original
        if span and len(span.sentences) == 1 and finding.fingerprint in words:
            assert span.text in words[finding.fingerprint]
            shown += 1
    assert shown >= 4


@pytest.mark.parametrize("format", FORMATS)
def test_another_reader_loses_nothing(format: str) -> None:
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    corpus = select(ferry(), nulls=Nulls.ORIGINAL)
    content = written(corpus, format)
    reader: Any = Xliff2File if format == "xliff" else xlifffile
    store = reader.parsestring(content)
    texts = [(unit.original, unit.translation) for unit in corpus.units()]
    assert [(unit.source, unit.target or "") for unit in store.units if unit.istranslatable() or unit.source] == texts
    again = tree(bytes(store))
    before = tree(content)
    assert [dict(one.attrib) for one in again.iter(f"{ITS}locQualityIssue")] == [
        dict(one.attrib) for one in before.iter(f"{ITS}locQualityIssue")
    ]
    assert len(list(again.iter("{*}mrk"))) == len(list(before.iter("{*}mrk")))


def test_what_is_settled_is_not_enabled_and_answers_come_back(tmp_path: Path) -> None:
    review = ferry()
    settled = review.findings[0].fingerprint
    decided = Decisions({settled: Decision(settled, State.FALSE_ALARM)})
    content = written(select(review, decisions=decided, nulls=Nulls.ORIGINAL), "xliff").decode()
    assert content.count('locQualityIssueEnabled="no"') == 1
    second = review.findings[1].fingerprint
    changed = re.sub(rf'(xml:id="lqi-{second}-.*?Enabled=)"yes"', r'\1"no"', content, count=1)
    answers = {one.fingerprint: one.state for one in read_answers(saved(tmp_path / "back.xlf", changed.encode()))}
    assert answers[settled] is answers[second] is State.ACCEPTED_RISK
    assert list(answers.values()).count(State.OPEN) == len(answers) - 2


def test_categories_have_types() -> None:
    assert issue_type("accuracy/mistranslation/number") == "numbers"
    assert issue_type("style/awkward") == "style"
    assert issue_type("of/another/package") == "other"
    assert {issue_type(finding.category) for finding in ferry().findings} <= TYPES


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "a.en.md", tmp_path / "a.fr.md"
    for path, text in zip(paths, (ENGLISH, FRENCH), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def rewritten(path: Path, old: str, new: str) -> None:
    """Change the text of a workbook as somebody would who types into it."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def test_a_workbook_has_a_row_a_finding_and_its_answers_are_taken_over(pair: tuple[Path, Path]) -> None:
    book = pair[0].with_name("findings.xlsx")
    assert aligner("review", *pair, "--format", "xlsx", "-o", book).status == 0
    assert [one.state for one in read_answers(book)] == [State.OPEN, State.OPEN]
    rewritten(book, ">open<", ">False alarm<")
    rewritten(book, ">open<", ">à corriger<")
    taken = aligner("gate", *pair, "--answers", book, "--by", "Ana")
    assert taken.status == 1
    assert "2 answers of" in taken.err
    assert taken.out.count("false alarm, Ana") == taken.out.count("to be fixed, Ana") == 1
    assert "answers of" not in aligner("gate", *pair, "--answers", book).err  # nothing new
    rewritten(book, ">à corriger<", ">perhaps<")
    unknown = aligner("gate", *pair, "--answers", book)
    assert (unknown.status, "row 3: the state 'perhaps' is unknown" in unknown.err) == (2, True)


def test_another_program_reads_the_workbook(pair: tuple[Path, Path], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = tmp_path / "f.xlsx"
    aligner("review", *pair, "--format", "xlsx", "-o", book, "--interface-language", "fr")
    sheet = openpyxl.load_workbook(book).active
    assert [cell.value for cell in sheet[1]][:3] == ["Identifiant", "Gravité", "Règle"]
    sheet.cell(2, 8).value = "fausse alerte"
    openpyxl.load_workbook(book).save(tmp_path / "same.xlsx")
    sheet.parent.save(tmp_path / "back.xlsx")
    assert [one.state for one in read_answers(tmp_path / "back.xlsx")] == [State.FALSE_ALARM, State.OPEN]


def test_an_xliff_that_came_back_is_taken_over(pair: tuple[Path, Path]) -> None:
    file = pair[0].with_name("a.xlf")
    aligner("export", *pair, "-o", file)
    text = file.read_text(encoding="utf-8").replace('Enabled="yes"', 'Enabled="no"', 1)
    file.write_text(text, encoding="utf-8")
    found = aligner("gate", *pair, "--answers", file)
    assert "1 answer of" in found.err
    assert found.out.count("accepted risk, ") == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.txt", b"x", "answers are read from .xlf, .xliff, .xlsx"),
        ("x.xlf", b"<xliff/>", "has no finding that this program wrote"),
        ("x.xlsx", b"x", "is no Excel file"),
    ],
)
def test_what_is_no_answer_is_one_sentence(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape(says)):
        read_answers(saved(tmp_path / name, content))
