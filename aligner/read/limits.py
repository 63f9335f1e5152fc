"""How much of a file is read before it is refused: what no document needs and every bomb does."""

from dataclasses import dataclass
from typing import Final

from aligner.settings import setting

__all__ = ["DEFAULT", "Limits"]

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take; a file beyond any of these is refused with a sentence. A profile's table ``[limits]``.

    The usual values leave room for the largest real documents (a 5,000-page book, a translation memory of some
    gigabytes) and keep what is refused within 5 seconds and 1 GB of memory.
    """

    file_bytes: int = setting(4_000 * _MB, "Any file, as it lies on the disk.", minimum=1)
    text_bytes: int = setting(
        64 * _MB, "A file that is read as a whole: text, Markdown, a page, subtitles, standard input.", minimum=1
    )
    page_bytes: int = setting(16 * _MB, "A page of HTML.", minimum=1)
    unpacked_bytes: int = setting(1_000 * _MB, "All that a DOCX, ODT, EPUB or XLSX unpacks to.", minimum=1)
    part_bytes: int = setting(256 * _MB, "One part of such an archive that is read.", minimum=1)
    ratio: int = setting(
        50, "How many times its packed size a part above 16 MB, or an archive above 64 MB, may unpack to.", minimum=1
    )
    entries: int = setting(50_000, "Parts of an archive.", minimum=1)
    characters: int = setting(32 * _MB, "Text taken out of one document.", minimum=1)
    paragraph_characters: int = setting(1 * _MB, "One paragraph, line or cell.", minimum=1)
    units: int = setting(400_000, "Pairs of a paired file that are reviewed at once.", minimum=1)
    pages: int = setting(10_000, "Pages of a PDF.", minimum=1)
    page_seconds: int = setting(3, "Time to open a PDF, or to read one of its pages.", minimum=1)
    page_megabytes: int = setting(800, "Memory to read a PDF in.", minimum=100)


DEFAULT: Final = Limits()
