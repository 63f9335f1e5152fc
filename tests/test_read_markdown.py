"""Markdown: markup never reaches the text, and every character of the text knows its place in the file."""

import html
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Block, BlockKind
from aligner.errors import InputError
from aligner.read import read_text
from aligner.read.inline import WalkError, walk
from aligner.read.markdown import _parser, blocks


def texts(markdown: str) -> list[str]:
    return [block.text for block in blocks(markdown)]


def shape(markdown: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in blocks(markdown)]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("some *emphasis*, **strong**, ***both*** and __more__", "some emphasis, strong, both and more"),
        ("~~struck~~ out", "struck out"),
        ("a [link](http://example.org/x_y 'title') here", "a link here"),
        ("a [link with **bold** and `code`](<x y>) here", "a link with bold and code here"),
        ("[full][ref], [ref][], [ref] end\n\n[ref]: http://example.org", "full, ref, ref end"),
        ("![alt *text*](x.png) and [![badge](b.svg)](http://example.org)", "alt text and badge"),
        ("see <http://example.org/%C3%A9>.", "see http://example.org/%C3%A9."),
        ("`code` and ``a ` tick`` and `` ` ``", "code and a ` tick and `"),
        ("AT&amp;T, 5&nbsp;km, it&#8217;s &#x41;, &unknown;", "AT&T, 5\u00a0km, it’s A, &unknown;"),
        (r"1\. not a list, \*stars\*, C:\dir", r"1. not a list, *stars*, C:\dir"),
        ("one <b>two</b> <!-- three -->four<br>five", "one two four five"),
        ("hard  \nbreak and\\\nanother and\nsoft", "hard break and another and soft"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("[not a link] and ](x) and [a](b", "[not a link] and ](x) and [a](b"),
        ("Vraiment\u202f? «\u00a0*Oui*\u00a0»", "Vraiment\u202f? «\u00a0Oui\u00a0»"),
    ],
)
def test_inline_markup_is_taken_out(markdown: str, text: str) -> None:
    assert texts(markdown) == [text]


def test_headings_of_both_kinds_have_their_level() -> None:
    assert shape("# One #\n\nTwo *x*\n---\n\n### Three # 3 ###\n\nFour\n====\n") == [
        ("heading", 1, "One"),
        ("heading", 2, "Two x"),
        ("heading", 3, "Three # 3"),
        ("heading", 1, "Four"),
    ]


def test_lists_and_quotations_have_their_depth() -> None:
    markdown = "- one\n  wrapped\n  1. two\n     > three\n     four\n\n  > five\n- [x] done\n\n> > six\n> - seven\n"
    assert shape(markdown) == [
        ("list-item", 1, "one wrapped"),
        ("list-item", 2, "two"),
        ("quotation", 1, "three four"),
        ("quotation", 1, "five"),
        ("list-item", 1, "done"),
        ("quotation", 2, "six"),
        ("list-item", 1, "seven"),
    ]


def test_table_cells_are_blocks() -> None:
    markdown = "> | *a* | b\\|c |\n> |---|:-:|\n> | `x\\|y` |\n> | | z | too many |\n"
    assert [(kind, text) for kind, _, text in shape(markdown)] == [
        ("table-cell", "a"),
        ("table-cell", "b|c"),
        ("table-cell", "x|y"),
        ("table-cell", "z"),
    ]


def test_code_is_a_block_of_its_own_kind() -> None:
    assert shape("```py\nx = 1\n\n  y\n```\n\n- a\n\n      b = *2*\n") == [
        ("code", 0, "x = 1    y"),
        ("list-item", 1, "a"),
        ("code", 0, "b = *2*"),
    ]


def test_html_gives_its_text_without_tags() -> None:
    markdown = '<div class="a>b">\nHello <em>you</em>\n<p>Tom &amp; I</p>\n<h2>Head</h2><script>x()</script>\n</div>\n'
    assert shape(markdown) == [("paragraph", 0, "Hello you"), ("paragraph", 0, "Tom & I"), ("heading", 2, "Head")]


def test_lines_inside_html_are_one_line_as_a_browser_shows_them() -> None:
    assert texts("<div>\n<p>One\n      and two,\n\tthree.</p>\n</div>\n") == ["One and two, three."]


def test_front_matter_is_no_text_but_for_what_the_page_shows() -> None:
    assert texts('---\ntitle: "A: b"\ntags: [x]\n---\n\n# Head\n') == ["A: b", "Head"]
    assert texts("+++\ntitle = 'x'\nweight = 3\n+++\nText") == ["x", "Text"]


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert texts("---\n\nText\n\n---\n\nMore") == ["Text", "More"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    markdown = "# Head\n\n> quoted\n> text\n\n\ta = 1\n\n| a | b |\n|---|---|\n| c | d |\n".replace("\n", end)
    assert texts(markdown) == ["Head", "quoted text", "a = 1", "a", "b", "c", "d"]
    check_offsets(markdown, blocks(markdown))


def test_offsets_point_at_the_words_behind_the_markup() -> None:
    markdown = "> - Some **bold *and* [linked](x)** words\n>   `here` &amp; there\n"
    (block,) = blocks(markdown)
    for word in ("Some", "bold", "and", "linked", "words", "here", "there"):
        at = block.text.index(word)
        assert block.offsets[at] == markdown.index(word)
        assert block.offsets[at + len(word) - 1] == markdown.index(word) + len(word) - 1
    assert markdown[block.offsets[block.text.index("&")] :].startswith("&amp;")


def test_a_token_out_of_place_is_noticed_and_the_source_kept() -> None:
    (token,) = (token for token in _parser().parse("some *text*") if token.type == "inline")
    with pytest.raises(WalkError):
        list(walk(token.children or (), "other *text*"))


# What Markdown is made of: pieces that, strung together, meet every rule of the parser.
_MARKS = "* ** _ __ ` `` ``` ~~ ~~~ [ ] ( ) ![ ]( ][ [a]: # ## - -- --- + 1. > >> | |-|-| \\ \\| = ==="
_HTML = "<a> </a> <b <!-- --> <div> <br> <http://a.b> & &amp; &nbsp; &#65; &#10; &NotEqualTilde;"
_PIECES = st.one_of(
    st.sampled_from(_MARKS.split()),
    st.sampled_from(_HTML.split()),
    st.sampled_from([*"abx:'\";é😀\0\v\f\u00a0\u202f\u2028", "été", "http://a.b", "foo:"]),
)
_SPACES = st.sampled_from(
    ["", "", " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "  \n", "\n    ", "\n\t", "\n> ", "\n- "]
)
_MARKDOWN = st.lists(st.tuples(_PIECES, _SPACES), max_size=40).map(lambda pairs: "".join(a + b for a, b in pairs))


def check_offsets(markdown: str, found: tuple[Block, ...]) -> None:
    last = -1
    for block in found:
        assert block.text.strip()
        assert block.offsets[0] > last
        for char, offset, before in zip(block.text, block.offsets, (block.offsets[0], *block.offsets), strict=False):
            assert 0 <= before <= offset < len(markdown)
            source = markdown[offset]
            if source == "&" and char != "&":
                reference = re.match(r"&#?\w+;", markdown[offset:])
                assert reference
                assert char in html.unescape(reference.group()).replace("\n", " ")
            elif char == " ":
                assert source.isspace() or markdown[offset : offset + 3].lower() == "<br"
            else:
                assert char == source.replace("\0", "\ufffd")  # CommonMark, section 2.3
        last = block.offsets[-1]


@settings(max_examples=400)
@given(_MARKDOWN)
def test_every_character_is_where_its_offset_says(markdown: str) -> None:
    check_offsets(markdown, blocks(markdown))


@given(st.text())
def test_any_text_at_all_can_be_read(markdown: str) -> None:
    check_offsets(markdown, blocks(markdown))
    with suppress(InputError):
        read_text(markdown, "en", markdown=True)


@settings(max_examples=400)
@given(_MARKDOWN)
def test_the_text_is_what_the_parser_understood(markdown: str) -> None:
    """The walk along the source must never have to fall back to the source with its markup."""
    for token in _parser().parse(re.sub(r"\r\n?", "\n", markdown)):
        if token.type == "inline":
            list(walk(token.children or (), token.content))


def test_kinds_cover_what_markdown_has() -> None:
    markdown = "# H\n\nP\n\n- L\n\n> Q\n\n    C\n\n|T|\n|-|\n"
    assert {block.kind for block in blocks(markdown)} == set(BlockKind)
