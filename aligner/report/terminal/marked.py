"""A cell as rich text: its label, its sentences, the spots marked, and after each spot the finding's tag."""

from rich.text import Text

from aligner.core import Finding
from aligner.report.i18n import Localizer
from aligner.report.labels import label, visible
from aligner.report.marks import Piece, last_pieces
from aligner.report.side_by_side import Cell
from aligner.report.terminal.theme import Look

__all__ = ["cell_text", "pieces_text"]


def cell_text(
    cell: Cell, language: str, findings: tuple[Finding, ...], look: Look, words: Localizer, *, style: str = ""
) -> Text:
    """Return ``en 12  The text``, or ``— nothing —`` for an empty cell."""
    if not cell.sentences:
        return Text(words.say("nothing"), style="dim italic")
    text = Text(style=style)
    text.append(label(language, cell.sentences).replace(" ", "\u00a0") + "  ", style="dim")
    return text.append_text(pieces_text(cell.pieces, findings, look, words, cell.tags))


def pieces_text(
    pieces: tuple[Piece, ...], findings: tuple[Finding, ...], look: Look, words: Localizer, tags: tuple[int, ...] = ()
) -> Text:
    """Return the pieces in one text; each finding of ``tags`` is named where it ends."""
    opening, closing = look.brackets
    ending = last_pieces(pieces, tags)
    text = Text()
    for number, piece in enumerate(pieces):
        marked = bool(piece.findings)
        if marked and (number == 0 or not pieces[number - 1].findings):
            text.append(opening)
        text.append(piece.text, style=look.spot(findings[piece.findings[0]].severity) if marked else "")
        if marked and (number + 1 == len(pieces) or not pieces[number + 1].findings):
            text.append(closing)
        for finding in ending.get(number, ()):
            found = findings[finding]
            text.append(" ")
            text.append(f"[{finding + 1}\u00a0{visible(words.rule(found.rule))}]", style="bold")
    return text
