"""HTML and EPUB: the article of a page, the chapters of a book, and what of them is no text."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.installation import install_hint
from aligner.messages import render
from aligner.read import read
from tests.commands import CORPORA, aligner
from tests.literal import place
from tests.made_files import epub, packed

FOLDER = Path(__file__).parent / "documents"
STORY = "".join(
    f"<p>Paragraph {n} of a story about a harbour, long enough for everybody to see that it is running text.</p>"
    for n in range(1, 5)
)


def page(folder: Path, body: str, head: str = "", encoding: str = "utf-8") -> Path:
    path = folder / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding=encoding)
    return path


def shown(path: Path, *, whole: bool = True) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(path, "en", whole_page=whole).blocks]


def test_the_article_comes_without_its_site_unless_all_of_the_page_is_asked_for() -> None:
    path = FOLDER / "mill.en.page.html"
    article, whole = (read(path, "en", whole_page=whole).text for whole in (False, True))
    for beside in ("Weather", "Read next", "number 3", "All rights reserved", "Cookies"):
        assert beside not in article
        assert beside in whole
    assert "Ballast will not." in article
    assert "Photograph: N. Field" in article


def test_the_command_line_has_the_switch() -> None:
    path = FOLDER / "mill.en.page.html"
    assert "Cookies" not in aligner("split", path).out
    assert "Cookies" in aligner("split", path, "--whole-page").out


def test_a_short_paragraph_among_the_article_is_kept_and_a_list_of_links_is_not(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}">Another story, number {n}</a></li>' for n in range(8))
    path = page(tmp_path, f"<article><h1>Harbour</h1>{STORY}<p>No.</p><ul>{links}</ul>{STORY}</article>")
    found = [text for _, text in shown(path, whole=False)]
    assert "No." in found
    assert "Harbour" in found
    assert not any("Another story" in text for text in found)


def test_boxes_and_paragraphs_full_of_links_among_the_article_are_read(tmp_path: Path) -> None:
    box = (
        '<div class="comment-panel"><p><em class="sr-only">Box: </em>Half of the pilots have been at sea, and the '
        "other half have been taught by those who were.</p></div>"
    )
    links = (
        '<p>Though there were early successes, <a href="/r">the report of the auditors on the services of the harbour '
        'in the year of the flood</a> saw a need for more, as had <a href="/s">an older one by the same auditors</a> '
        "before anybody had thought of the new pier.</p>"
    )
    site = (
        '<div class="comment-panel"><a href="/all">All comments of our readers on the harbour and on its pier</a></div>'
    )
    path = page(tmp_path, f"<article><h1>Harbour</h1>{STORY}{box}{STORY}{links}{site}{STORY}</article>")
    found = [text for _, text in shown(path, whole=False)]
    assert any(text.startswith("Box: Half of the pilots") for text in found)
    assert any(text.startswith("Though there were early") for text in found)
    assert not any("All comments" in text for text in found)


def test_front_matter_of_a_page_is_its_title_and_description(tmp_path: Path) -> None:
    path = tmp_path / "harbour.html"
    path.write_text(
        "---\ntitle: 'The harbour’s year'\ndescription: What the pilots saw.\nurl: /year/\n---\n"
        "<div>{% include head.html %}<h1>The&nbsp;year<br/>&nbsp;of the harbour</h1>"
        f"{STORY}{{{{ page.date }}}}</div>",
        "utf-8",
    )
    found = [text for _, text in shown(path, whole=False)]
    assert found[:3] == ["The harbour’s year", "What the pilots saw.", "The\u00a0year of the harbour"]
    assert not any("url" in text or "include" in text or "page.date" in text for text in found)


def test_a_page_without_an_article_is_read_as_a_whole(tmp_path: Path) -> None:
    document = read(page(tmp_path, "<p>Yes.</p>"), "en")
    assert document.text == "Yes."


def test_blocks_are_what_their_elements_say(tmp_path: Path) -> None:
    body = (
        "<h2>Head</h2><p>One <b>bold</b>\n  word<br>and more</p><ul><li>a<ol><li>b</li></ol></li></ul>"
        "<blockquote><p>said</p></blockquote><pre>x  =  1\n</pre><dl><dt>term</dt></dl>loose"
        "<table><caption>Cap</caption><tr><th>A</th><td>B<table><tr><td>in</td></tr></table></td><td>C</td></tr></table>"
    )
    document = read(page(tmp_path, body), "en", whole_page=True)
    assert [(block.kind.value, block.level, block.text) for block in document.blocks] == [
        ("heading", 2, "Head"),
        ("paragraph", 0, "One bold word and more"),
        ("list-item", 1, "a"),
        ("list-item", 2, "b"),
        ("quotation", 1, "said"),
        ("code", 0, "x  =  1"),
        ("list-item", 1, "term"),
        ("paragraph", 0, "loose"),
        ("paragraph", 0, "Cap"),
        ("table-cell", 0, "A"),
        ("table-cell", 0, "B"),
        ("table-cell", 0, "in"),
        ("table-cell", 0, "C"),
    ]
    assert [place(block.where) for block in document.blocks][-4:] == [
        "table 1, cell A1",
        "table 1, cell B1",
        "table 2, cell A1",
        "table 1, cell C1",
    ]


def test_paths_and_links_of_headings_to_themselves_are_no_text(tmp_path: Path) -> None:
    title = '<h1>The lock keeper<a class="headerlink" href="#top" title="Link to this">¶</a></h1>'
    way = '<div role="navigation"><ul><li><a href="i.html">en »</a></li><li>The lock keeper</li></ul></div>'
    text = "".join(
        f"<p>Every morning keeper {n} opens the gates of the upper lock for the first boat.</p>" for n in range(9)
    )
    found = [block.text for block in read(page(tmp_path, f"{way}{title}{text}{way}"), "en").blocks]
    assert found[0] == "The lock keeper"
    assert len(found) == 10


def test_scripts_hidden_text_and_references_to_notes_are_no_text(tmp_path: Path) -> None:
    body = (
        "<script>var x = '<p>no</p>';</script><style>p {}</style><p hidden>no</p><p style='display: none'>no</p>"
        "<p>Text.<sup><a href='#n1'>1</a></sup> More<a href='#n2' class='footnote-ref'>[2]</a>, see "
        "<a href='#top'>section 3</a> and <a href='http://x.example'>4</a>.<!-- no --></p>"
        "<p>The note. <a href='#r1' role='doc-backlink'>↩︎</a></p><svg><text>no</text></svg><textarea>no</textarea>"
    )
    assert shown(page(tmp_path, body)) == [
        ("paragraph", "Text. More, see section 3 and 4."),
        ("paragraph", "The note."),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ("", "utf-16"),
        ("", "utf-8"),
        ("", "cp1252"),
    ],
)
def test_the_encoding_is_the_one_declared_or_the_one_it_looks_like(head: str, encoding: str, tmp_path: Path) -> None:
    path = page(tmp_path, "<p>L’été à Saint-Malo, « déjà » passé…</p>", head, encoding)
    assert shown(path) == [("paragraph", "L’été à Saint-Malo, « déjà » passé…")]


def test_a_page_is_told_by_its_content_where_its_name_does_not_tell(tmp_path: Path) -> None:
    source = page(tmp_path, "<h1>Head</h1>").read_bytes()
    assert aligner("split", "-", "--whole-page", stdin=source).out == "Head\n"
    (tmp_path / "a.txt").write_bytes(source)
    assert shown(tmp_path / "a.txt") == [("heading", "Head")]


@pytest.mark.parametrize("body", ["", "<script>1</script>", "<!-- x -->"])
def test_a_page_without_text_is_refused(body: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no text in it"):
        read(page(tmp_path, body), "en")


def test_without_trafilatura_the_message_says_what_to_install_and_what_to_do_instead() -> None:
    path = FOLDER / "mill.en.page.html"
    code = "import sys; sys.modules['trafilatura'] = None; from aligner.cli import main; main()"

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, "split", str(path), *more]
        return subprocess.run(command, capture_output=True, text=True, cwd=CORPORA.parent)

    assert install_hint("html") in run().stderr
    assert "--whole-page" in run().stderr
    assert "Getting there" in run("--whole-page").stdout


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("<>/pdivtable aé&;=\"'!-\n"), max_size=80))
def test_any_tag_soup_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, soup: str) -> None:
    path = page(tmp_path_factory.getbasetemp(), soup + "<p>end</p>")
    try:
        document = read(path, "en", whole_page=True)
    except InputError:
        return
    for block in document.blocks:
        assert block.text.strip()


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Z", "Cn", "Co")), min_size=1)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(WORDS, min_size=1).map(" ".join), min_size=1, max_size=5))
def test_any_text_comes_out_of_an_epub_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: list[str]
) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    book = epub(
        tmp_path_factory.getbasetemp() / "any.epub",
        {f"{n}.xhtml": f"<p>{escaped(text)}</p>" for n, text in enumerate(content)},
    )
    assert [block.text for block in read(book, "en").blocks] == content


def test_chapters_come_in_reading_order_with_their_names(tmp_path: Path) -> None:
    book = epub(tmp_path / "a.epub", {"two.xhtml": "<h1>First</h1>", "one.xhtml": "<p>Second</p>"})
    assert [(block.text, place(block.where)) for block in read(book, "en").blocks] == [
        ("First", "two.xhtml, paragraph 1"),
        ("Second", "one.xhtml, paragraph 1"),
    ]


def test_html_entities_and_careless_markup_do_no_harm_in_a_book(tmp_path: Path) -> None:
    chapters = {
        "a.xhtml": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        "<html><head><title/></head><body><p>L&rsquo;&eacute;t&eacute;&nbsp;!</p></body></html>",
        "b.xhtml": "<p>not <b>closed</p>",
    }
    found = [block.text for block in read(epub(tmp_path / "a.epub", chapters), "fr").blocks]
    assert found == ["L’été\u00a0!", "not closed"]


def test_a_missing_chapter_is_said_and_the_table_of_contents_left_out(tmp_path: Path) -> None:
    manifest = (
        '<package><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="g" href="gone.xhtml" '
        'media-type="application/xhtml+xml"/><item id="x" href="x.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="n"/>'
        '<itemref idref="a"/><itemref idref="g"/><itemref idref="x" linear="no"/></spine>'
        "</package>"
    )
    extra = {"OPS/book.opf": manifest, "OPS/nav.xhtml": "<p>Contents</p>", "OPS/x.xhtml": "<p>Extra</p>"}
    document = read(epub(tmp_path / "a.epub", {"a.xhtml": "<p>Text</p>"}, extra), "en")
    assert document.text == "Text\n\nExtra"
    assert "gone.xhtml is missing" in render(document.notes[0], "en")


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        ({"META-INF/encryption.xml": '<e><EncryptionMethod Algorithm="aes"/></e>'}, "protected against copying"),
        ({"OPS/book.opf": "<package/>"}, "no list of its chapters"),
        ({"META-INF/container.xml": "<c/>", "OPS/book.opf": "<package/>"}, "no list of its chapters"),
    ],
)
def test_a_protected_or_damaged_book_is_one_sentence(extra: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read(epub(tmp_path / "a.epub", {"a.xhtml": "<p>Text</p>"}, extra), "en")


def test_obfuscated_fonts_are_no_protection(tmp_path: Path) -> None:
    fonts = {"META-INF/encryption.xml": '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'}
    assert read(epub(tmp_path / "a.epub", {"a.xhtml": "<p>Text</p>"}, fonts), "en").text == "Text"


def test_a_book_without_any_list_is_damaged(tmp_path: Path) -> None:
    book = packed(tmp_path / "a.epub", {"mimetype": "application/epub+zip"})
    with pytest.raises(InputError, match=r"no list of its chapters \(\.opf\)"):
        read(book, "en")


def test_text_beside_a_nested_list_is_read(tmp_path: Path) -> None:
    items = "<li>Coal boats</li><li>Tea boats<ul><li>Black tea</li><li>Green tea</li></ul>and more</li>"
    words = "<dl><dt>Pier</dt><dd>A wall in water<ul><li>of stone</li></ul></dd></dl>"
    rows = "<table><tr><td>Two masts<p>or three</p></td><td>Sails</td></tr></table>"
    long = "<p>The harbour is closed in winter, when the ice is thick and the boats are on land.</p>"
    body = f"<article><h1>Boats</h1>{long}<ul>{items}</ul>{words}{rows}{long}</article>"
    texts = [block.text for block in read(page(tmp_path, body), "en").blocks]
    wanted = ["Tea boats", "Black tea", "and more", "A wall in water", "of stone", "Two masts", "or three"]
    assert [text for text in texts if text in wanted] == wanted


def test_deleted_text_of_a_page_is_none(tmp_path: Path) -> None:
    document = read(page(tmp_path, "<p>It left <del>late</del><ins>early</ins>.</p>"), "en", whole_page=True)
    assert document.blocks[0].text == "It left early."


def test_hidden_notes_of_a_book_are_read(tmp_path: Path) -> None:
    chapter = '<p>Text</p><aside epub:type="footnote" hidden="hidden"><p>A note.</p></aside><p hidden="">No.</p>'
    assert [block.text for block in read(epub(tmp_path / "a.epub", {"a.xhtml": chapter}, {}), "en").blocks] == [
        "Text",
        "A note.",
    ]


def test_raised_and_lowered_figures_of_a_page(tmp_path: Path) -> None:
    body = "<p>10<sup>6</sup> m<sup>−2</sup>, CO<sub>2</sub> and the 1<sup>st</sup>.</p>"
    assert read(page(tmp_path, body), "en", whole_page=True).blocks[0].text == "10⁶ m⁻², CO₂ and the 1st."


def manual(language: str, *, cut: bool = False) -> str:
    """A section of a manual as stylesheets of DocBook write it; ``cut`` leaves out a class that tells its parts."""
    before, after, contents, kept, drill, figure = {
        "en": ("Prev", "Next", "Table of Contents", "The rope", "To keep a rope:", "A rope that is kept"),
        "fr": (
            "Précédent",
            "Suivant",
            "Table des matières",
            "Le cordage",
            "Pour garder :",
            "Un cordage que l’on garde",
        ),
    }[language]
    text = {
        "en": "A rope that has been in salt water is rinsed and hung up to dry before it is coiled on deck.",
        "fr": "Un cordage qui a trempé dans l’eau salée est rincé et mis à sécher avant d’être lové sur le pont.",
    }[language]
    steps = "".join(f'<li class="listitem"><p>{step}</p></li>' for step in ("1: –", "2: –", "3: –"))
    titles = "".join(f'<li><a href="#{n}">{n}. {kept} {n}</a></li>' for n in range(1, 6))
    guide = (
        f'<div class="navheader"><table><tr><th colspan="3">{kept}</th></tr><tr><td><a href="a">{before}</a></td>'
        f'<td></td><td><a href="b">{after}</a></td></tr></table></div>'
    )
    section = (
        '<div class="titlepage"><div><div><h3 class="title">2.{0}. {1}</h3></div></div></div>'
        '<p>{2}</p><div class="figure"><p class="title"><b>{3}</b></p><pre>knot(2)</pre></div>'
        '<div class="itemizedlist"><p>{4}</p><ul class="itemizedlist">{5}</ul></div>'
        '<div class="sidebar"><p class="title">{3}</p><p>{2}</p></div>'
    )
    sections = "".join(
        f'<div class="section">{section.format(n, kept, text, figure, drill, steps)}</div>' for n in range(1, 4)
    )
    toc = f'<div class="toc"><p><b>{contents}</b></p><ul class="toc">{titles}</ul></div>'
    return (
        f"<html lang='{language}'><head><title>{kept}</title></head><body>{guide if not cut else ''}"
        f'<div class="chapter"><div class="titlepage"><div><div><h2 class="title">2. {kept}</h2></div></div></div>{toc}'
        f"{sections}</div>{guide.replace('navheader', 'navfooter')}</body></html>"
    )


@pytest.mark.parametrize("cut", [False, True])
def test_a_page_of_a_manual_is_read_alike_in_both_languages_and_whole(cut: bool, tmp_path: Path) -> None:
    read_as = {}
    for language in ("en", "fr"):
        path = tmp_path / f"rope.{language}.html"
        path.write_text(manual(language, cut=cut), "utf-8")
        read_as[language] = shown(path, whole=False)
    kinds, texts = ([[one[at] for one in read_as[language]] for language in read_as] for at in (0, 1))
    assert kinds[0] == kinds[1]
    assert kinds[0] == [
        "heading",
        *(["heading", *["paragraph"] * 2, "code", "paragraph", *["list-item"] * 3] + ["paragraph"] * 2) * 3,
    ]
    assert texts[0][:2] == ["2. The rope", "2.1. The rope"]
    for beside in ("Prev", "Next", "Table of Contents", "Précédent", "Table des matières", "1. The rope 1"):
        assert beside not in (*texts[0], *texts[1])


def test_menus_paths_and_running_feet_are_left_out_by_what_they_are_called(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}">Story {n}</a></li>' for n in range(4))
    guides = [
        f'<ul class="docnav">{links}</ul>',
        f'<div id="toc"><ul>{links}</ul></div>',
        f'<div class="breadcrumbs">{links}</div>',
        f'<div class="wp-block-menu"><ul>{links}</ul></div>',
        '<div id="footer"><p>Made by the harbour office, which answers all letters in working hours.</p></div>',
        '<div class="nav_table"><table><tr><td>[ <a href="x">&lt;&lt; Ropes</a> ]</td></tr></table></div>',
        '<div class="comments"><p>What a fine story about the harbour, I read it to my children twice.</p></div>',
    ]
    for guide in guides:
        path = page(tmp_path, f"<div><h1>Harbour</h1>{STORY}{guide}</div>")
        assert len(shown(path, whole=False)) == 5, guide


def test_a_word_in_a_class_takes_no_text_from_a_page(tmp_path: Path) -> None:
    for name in ("contents", "menu", "navigation", "toc", "page-footer", "share"):
        path = page(tmp_path, f'<div class="{name}"><h1>Harbour</h1>{STORY}</div>')
        assert len(shown(path, whole=False)) == 5, name


def test_how_little_of_a_page_was_read_is_said_in_the_report(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{n}">Another story of ours, number {n}</a></li>' for n in range(60))
    for language in ("en", "fr"):
        path = tmp_path / f"little.{language}.html"
        path.write_text(f"<html><body><nav><ul>{menu}</ul></nav><article><h1>A</h1>{STORY}</article></body></html>")
    document = read(tmp_path / "little.en.html", "en")
    (note,) = document.notes
    assert note.id == "reader.little-of-page"
    assert note.arguments["read"] < note.arguments["whole"] / 2  # type: ignore[operator]
    assert "of the" in aligner("review", tmp_path / "little.en.html", tmp_path / "little.fr.html").out
    assert read(tmp_path / "little.en.html", "en", whole_page=True).notes == ()
