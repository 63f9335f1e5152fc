"""Cells of tables for spreadsheets, which take some texts for formulas and run them.

An apostrophe before such a text makes it a text; the apostrophes that stood there before are kept apart by one more, so
that every cell can be read back as it was. Source: OWASP, "CSV Injection".
"""

import re

__all__ = ["OURS", "defused", "restored"]

#: How the heads of tables begin whose cells have been made harmless.
OURS = ("original", "translation", "confidence", "similarity", "type", "id")

_RUNS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?\s?%?")
_MARKED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r])")


def defused(text: str) -> str:
    """Return a cell that no spreadsheet runs; numbers stay as they are.

    >>> defused("=1+1"), defused("-5.2"), defused("plain")
    ("'=1+1", '-5.2', 'plain')
    """
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """Return what a cell was before ``defused``."""
    return text[1:] if _MARKED.match(text) else text
