"""AsciiDoc: what a page shows is text, what arranges it is none."""

import time

import pytest

from aligner.core import BlockKind
from aligner.read.asciidoc import blocks


def shape(source: str) -> list[tuple[str, str]]:
    found = blocks(source)
    for block in found:
        for char, at in zip(block.text, block.offsets, strict=True):
            assert char in (source[at], " ") or char in "“”‘’›⁰¹²³⁴⁵⁶⁷⁸⁹₂", (char, source[at])
    return [(block.kind.value, block.text) for block in found]


def texts(source: str) -> list[str]:
    return [text for kind, text in shape(source) if kind != "code"]


def test_a_page_with_a_head_lists_and_code() -> None:
    source = """= Locks and Weirs
Ann Baker <ann@example.org>
v1.0, 2020-05-06
:toc: left
:description: How locks work.

// a remark
[[what-a-lock-is]]
== What a Lock Is

A lock is a "`gate`" for
water.

* Fill it.
** Slowly.
+
Then wait.
. Open it

water:: A liquid.

[source,console]
----
$ lock fill
----

////
Nothing here.
////

NOTE: Be careful.

[quote, Ann]
____
Water waits.
____
"""
    assert shape(source) == [
        ("heading", "Locks and Weirs"),
        ("paragraph", "How locks work."),
        ("heading", "What a Lock Is"),
        ("paragraph", "A lock is a “gate” for water."),
        ("list-item", "Fill it."),
        ("list-item", "Slowly."),
        ("paragraph", "Then wait."),
        ("list-item", "Open it"),
        ("list-item", "water"),
        ("list-item", "A liquid."),
        ("code", "$ lock fill"),
        ("paragraph", "Be careful."),
        ("quotation", "Water waits."),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Some *bold*, _slanted_, `code` and #marked# words.", ["Some bold, slanted, code and marked words."]),
        ("In**side** of [.small]#words#.", ["Inside of words."]),
        ("See <<lock,the lock>>, xref:x.adoc[here] and https://x.org[there^].", ["See the lock, here and there."]),
        ("See https://x.org now.", ["See https://x.org now."]),
        ("(((lock, weir)))A ((lock)) [[x]]here.", ["A lock here."]),
        ("Choose menu:File[Save > As PDF], menu:Edit[].", ["Choose File › Save › As PDF, Edit."]),
        ("Press kbd:[Ctrl] or btn:[OK].", ["Press Ctrl or OK."]),
        ("It weighs 5 kgfootnote:[About 11 lb.].", ["It weighs 5 kg.", "About 11 lb."]),
        ("10^6^ fish and CO~2~.", ["10⁶ fish and CO₂."]),
        ("image::a.png[A lock]\n\nimage:b.png[] Text", ["Text"]),
        ("include::x.adoc[]\nifdef::y[]\nText\nendif::[]", ["Text"]),
        ("A line +\nand another.", ["A line and another."]),
        ("2 * 3 * 4 and snake_case_name", ["2 * 3 * 4 and snake_case_name"]),
        ("Title\n-----\n\nText", ["Title", "Text"]),
        ("|===\n|Name |Age\n\n|Ann\n|5\n2+|both\n|===", ["Name", "Age", "Ann", "5", "both"]),
        ("====\nInside.\n====\n\nOutside.", ["Inside.", "Outside."]),
        ("....\nraw\n....\n\n literal\n\nText", ["Text"]),
        ("[NOTE]\n.Mind\n====\nBe careful.\n====", ["Mind", "Be careful."]),
        ("<1> Calls it", ["Calls it"]),
        ("'''\n\nText\n\n<<<", ["Text"]),
        ("{uri-home}/[Locks] opens {docs}guide.adoc[the guide].", ["Locks opens the guide."]),
        ("See image:https://example.org/{version}.svg[Latest, link={uri}] it.", ["See it."]),
        ("Version {version} is out.", ["Version {version} is out."]),
    ],
)
def test_marks_and_macros_are_no_text(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_code_is_a_block_of_its_own_kind() -> None:
    assert [block.kind for block in blocks("[source]\n----\na = 1\n----\n\n[source]\nb = 2\n")] == [BlockKind.CODE] * 2


OPENINGS = """* ,*a,_a ,`a,[[,<<,((,footnote:[,|,a::,==== \n,====\n,"`,http://,^a"""


@pytest.mark.parametrize("unit", OPENINGS.split(","))
def test_marks_that_never_end_take_no_time(unit: str) -> None:
    began = time.process_time()
    blocks(unit * (50_000 // len(unit)))
    assert time.process_time() - began < 5
