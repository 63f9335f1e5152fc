"""Whether a file begins as a format does. All formats are asked of each file, so this imports none of their readers."""

import re

from aligner.read.beginning import Beginning

__all__ = [
    "OLD_OFFICE",
    "WORD_STREAM",
    "android",
    "asciidoc",
    "docx",
    "epub",
    "html",
    "markdown",
    "odt",
    "old_word",
    "pdf",
    "po",
    "pptx",
    "rst",
    "rtf",
    "subtitles",
    "tmx",
    "xliff",
    "xlsx",
]

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  #: what every old Office file begins with
WORD_STREAM = "WordDocument".encode("utf-16-le")  #: the name of what holds the text of an old Word document
_OPEN_TEXTS = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_SUBTITLES = 4096  # characters that show subtitles
_DIRECTIVES = 200  # lines in which reStructuredText shows itself
_MARKDOWN = (
    r"^ {0,3}#{1,6}[ \t]+\S",
    r"\[[^\]\n]+\]\([^)\s]*\)",
    r"(?<!\w)\*\*\S[^*\n]*\*\*(?!\w)",
    r"^(```|~~~)",
    r"^\|.*\|[ \t]*\n\|[-:| ]+\|",
)
_ASCIIDOC = (
    r"^={1,6} \S",
    r"^\[(?:source|NOTE|TIP|\[)[^\n]*\]$",
    r"^:[\w-]+:(?: |$)",
    r"^(?:image|include)::\S+\[",
)


def docx(beginning: Beginning) -> bool:
    """Return whether an archive has the parts of a Word document."""
    return any(part.startswith("word/") and part.endswith(".xml") for part in beginning.parts)


def odt(beginning: Beginning) -> bool:
    """Return whether an archive says that it is an OpenDocument text."""
    return beginning.kind in _OPEN_TEXTS


def xlsx(beginning: Beginning) -> bool:
    """Return whether an archive has the parts of an Excel workbook."""
    return any(part.startswith("xl/") for part in beginning.parts)


def pptx(beginning: Beginning) -> bool:
    """Return whether an archive has the parts of a presentation."""
    return any(part.startswith("ppt/") and part.endswith(".xml") for part in beginning.parts)


def rtf(beginning: Beginning) -> bool:
    """Return whether a file begins as RTF does."""
    return beginning.head.startswith(b"{\\rtf")


def old_word(beginning: Beginning) -> bool:
    """Return whether a file begins as an old Office file that names the stream of a Word document."""
    return beginning.head.startswith(OLD_OFFICE) and WORD_STREAM in beginning.head


def epub(beginning: Beginning) -> bool:
    """Return whether an archive says that it is an EPUB, or has the part that leads to one."""
    return beginning.kind == "application/epub+zip" or "META-INF/container.xml" in beginning.parts


def pdf(beginning: Beginning) -> bool:
    """Return whether a file begins as a PDF does; a few bytes of something else may come first."""
    return not beginning.parts and b"%PDF-" in beginning.head[:1024].split(b"\n\n")[0]


def tmx(beginning: Beginning) -> bool:
    """Return whether the root element is ``tmx``."""
    return beginning.root == "tmx"


def xliff(beginning: Beginning) -> bool:
    """Return whether the root element is ``xliff``."""
    return beginning.root == "xliff"


def html(beginning: Beginning) -> bool:
    """Return whether the root element or the document type is ``html``."""
    return beginning.root == "html"


def android(beginning: Beginning) -> bool:
    """Return whether the root element is ``resources``."""
    return beginning.root == "resources"


def subtitles(beginning: Beginning) -> bool:
    """Return whether one of the first two lines has the times of a cue, or the first is that of WebVTT."""
    lines = [line for line in beginning.text[:_SUBTITLES].splitlines() if line.strip()][:2]
    if not lines or lines[0].startswith("WEBVTT"):
        return bool(lines)
    return any(line.strip().lstrip("-")[:1].isdigit() and ":" in line and _has_times(line) for line in lines)


def _has_times(line: str) -> bool:
    from aligner.read.subtitles import has_times

    return has_times(line)


def po(beginning: Beginning) -> bool:
    """Return whether the first line that is no comment is a message's."""
    lines = (line.strip() for line in beginning.text.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return re.match(r'msg(?:id|ctxt)[ \t]+"', first) is not None


def markdown(beginning: Beginning) -> bool:
    """Return whether a text whose name has no suffix has at least two kinds of Markdown's marks."""
    return not beginning.suffix and _kinds(_MARKDOWN, beginning.text) >= 2


def asciidoc(beginning: Beginning) -> bool:
    """Return whether a text whose name has no suffix has at least two kinds of AsciiDoc's marks."""
    return not beginning.suffix and _kinds(_ASCIIDOC, beginning.text) >= 2


def _kinds(marks: tuple[str, ...], text: str) -> int:
    return sum(re.search(mark, text, re.MULTILINE) is not None for mark in marks)


def rst(beginning: Beginning) -> bool:
    """Return whether a text whose name has no suffix has directives or roles."""
    if beginning.suffix:
        return False
    from aligner.read.rst import DIRECTIVE

    return any(DIRECTIVE.match(line) for line in beginning.text.splitlines()[:_DIRECTIVES])
