"""What a page says about its files and about itself: sizes and dates of documents, the day of its last change.

Each language has its own files and its own days, so these differ without an error.
"""

import re
from collections.abc import Sequence
from functools import cache

from aligner.languages.phrases import phrase_data

__all__ = ["kept_up"]

_TYPES = "PDF|ZIP|DOCX?|ODT|RTF|XLSX?|ODS|CSV|PPTX?|EPUB|XML|JSON|MP[34]|JPE?G|PNG|TIFF?"
_DATE = 30  #: characters behind "last change" in which its day stands
_REST = 12  #: characters at the start of the next sentence, where the day goes on there: "Last change 10. | 01. 2024"


def kept_up(texts: Sequence[str], language: str) -> list[list[tuple[int, int]]]:
    """Return, for each of some sentences in a row, the stretches that say such things."""
    found, goes_on = [], False
    file, changed = _file(language), _last_change(language)
    for text in texts:
        stretches = [match.span() for match in file.finditer(text)] if file else []
        if goes_on:
            stretches.append((0, _REST))
        goes_on = False
        for match in changed.finditer(text) if changed else ():
            stretches.append((match.start(), match.end() + _DATE))
            goes_on = len(text) - match.end() < _REST
        found.append(stretches)
    return found


@cache
def _file(language: str) -> re.Pattern[str] | None:
    """Return the pattern of a file's type and size in brackets: (PDF, 2 MB)."""
    data = phrase_data(language)
    if data is None or not data.file_units:
        return None
    units = "|".join(map(re.escape, data.file_units))
    return re.compile(
        rf"[(\[](?:[^()\[\]]{{0,40}}?[\s,;])??(?:{_TYPES})\b"
        rf"[^()\[\]]{{0,10}}?[\s,;]\d[\d.,\s]{{0,8}}[kKMG]?(?:{units})\b[^()\[\]]{{0,40}}[)\]]"
    )


@cache
def _last_change(language: str) -> re.Pattern[str] | None:
    data = phrase_data(language)
    if data is None or not data.last_change:
        return None
    return re.compile(r"\b(?:" + "|".join(map(re.escape, data.last_change)) + r")\b", re.IGNORECASE)
