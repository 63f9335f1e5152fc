"""One finding: what, where, both texts with the spot marked, what to do, and the related places."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Side
from aligner.gate import Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, label, neighbour_label, numbers, visible
from aligner.report.side_by_side import Cell, Excerpt, OmittedRows, Sheet
from aligner.report.terminal.marked import cell_text, pieces_text
from aligner.report.terminal.sides import WIDEST, Sides
from aligner.report.terminal.theme import Look
from aligner.report.terminal.wrap import wrap
from aligner.report.verdicts import short_id, standing_note

__all__ = ["FindingView", "gap_sides"]

#: More related places than this are only counted.
MOST_RELATED = 6
_INDENT = 4


class FindingView:
    """A finding with its evidence."""

    def __init__(self, sheet: Sheet, number: int, look: Look, words: Localizer, verdict: Verdict | None = None) -> None:
        self.sheet, self.number, self.look, self.words, self.verdict = sheet, number, look, words, verdict
        self.review = sheet.review
        self.finding = self.review.findings[number]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        if self.number:
            yield Text()
        yield from wrap(self.head(), width)
        yield from self._indented(Text(visible(self.words.message(self.finding))), width)
        yield from self._evidence()
        if self.finding.suggestion is not None:
            suggestion = Text.assemble((self.words.say("suggestion"), "bold"), " ", visible(self.finding.suggestion))
            yield from self._indented(suggestion, width)
        related = self.sheet.related(self.number)
        for excerpt in related[:MOST_RELATED]:
            yield from self._indented(self._related(excerpt), width)
        if rest := related[MOST_RELATED:]:
            yield from self._indented(Text(f"{self.words.say('see-also')} {self._places(rest)}"), width)

    def head(self) -> Text:
        """Return what, where, how sure, what was decided, and the id."""
        style = self.look.spot(self.finding.severity)
        severity = self.words.severity(self.finding.severity).upper()
        head = Text.assemble((f"{self.number + 1:>2}. ", "bold"), (severity, style), " ")
        head.append(visible(self.words.rule_and_id(self.finding.rule)), style="bold")
        if place := finding_place(self.review, self.finding, self.words):
            head.append(f" · {place}")
        for note in (
            doubt(self.finding, self.words),
            standing_note(self.review, self.finding, self.verdict, self.words),
        ):
            if note:
                head.append(f" · {visible(note)}", style="dim")
        return head.append(f" [{short_id(self.finding)}]" if self.finding.fingerprint else "", style="dim")

    def gist(self, width: int) -> Text:
        """Return what is wrong in one line; where something is missing or was added, with the words."""
        spans = [span for span in (self.finding.original, self.finding.translation) if span]
        line = Text(" " * _INDENT + visible(self.words.message(self.finding)), no_wrap=True, overflow="ignore")
        if len(spans) == 1:
            line.append(visible(f" “{' '.join(spans[0].text.split())}”"), style="dim")
        line.truncate(width, overflow="ellipsis")
        return line

    def _evidence(self) -> RenderResult:
        evidence = self.sheet.evidence(self.number)
        if evidence.before.sentences:
            yield self._neighbour(evidence.before, evidence.empty, self.words.say("before"))
        for row in evidence.rows:
            if isinstance(row, OmittedRows):
                yield gap_sides(row, self.sheet, self.words)
            else:
                yield Sides(self._cell(row.original, Side.ORIGINAL), self._cell(row.translation, Side.TRANSLATION))
        if evidence.after.sentences:
            yield self._neighbour(evidence.after, evidence.empty, self.words.say("after"))

    def _cell(self, cell: Cell, side: Side) -> Text:
        return cell_text(cell, self.sheet.document(side).language, self.review.findings, self.look, self.words)

    def _neighbour(self, cell: Cell, side: Side | None, where: str) -> Sides:
        """Return the text beside which something is missing or was added, dimmed, on its own side."""
        at = neighbour_label(self.sheet.document(side or Side.ORIGINAL), cell.sentences, self.words)
        text = Text.assemble((where, "italic"), at.replace(" ", "\u00a0"), "  ", style="dim")
        text.append_text(pieces_text(cell.pieces, (), self.look, self.words))
        return Sides(text, Text()) if side is Side.ORIGINAL else Sides(Text(), text)

    def _related(self, excerpt: Excerpt) -> Text:
        place = label(self.sheet.document(excerpt.side).language, excerpt.sentences)
        text = Text.assemble((self.words.say("see-also"), "bold"), f" {place}{self.words.say('colon')}")
        text.append_text(pieces_text(excerpt.pieces, self.review.findings, self.look, self.words))
        return text.append(f" ({visible(self.words.render(excerpt.note))})") if excerpt.note else text

    def _places(self, excerpts: tuple[Excerpt, ...]) -> str:
        parts = []
        for side in Side:
            sentences = [number for found in excerpts if found.side is side for number in found.sentences]
            if sentences:
                parts.append(f"{self.sheet.document(side).language} {numbers(sentences)}")
        return " / ".join(parts)

    def _indented(self, text: Text, width: int) -> RenderResult:
        for line in wrap(text, width - _INDENT):
            yield Text.assemble(" " * _INDENT, line, no_wrap=True, overflow="ignore")


def gap_sides(gap: OmittedRows, sheet: Sheet, words: Localizer, indent: int = _INDENT) -> Sides:
    """Return a row that says which sentences were left out: ``… 4 more sentences, fr 11–14 …``."""
    left, right = (_left_out(gap, side, sheet, words) for side in Side)
    return Sides(left, right, indent=indent)


def _left_out(gap: OmittedRows, side: Side, sheet: Sheet, words: Localizer) -> Text:
    left_out = gap.sentences(side)
    if not left_out:
        return Text()
    place = label(sheet.document(side).language, left_out)
    sentences = words.count(len(left_out), "more-sentence")
    return Text(words.say("left-out", sentences=sentences, place=place), style="dim italic")
