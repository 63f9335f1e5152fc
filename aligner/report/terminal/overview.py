"""The head of the report: the verdict, what the texts are, how they align, findings by rule and severity."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.core import Severity
from aligner.report.i18n import Localizer
from aligner.report.labels import visible
from aligner.report.ranking import Case
from aligner.report.summary import Summary, alignment
from aligner.report.summary import verdict as summary_line
from aligner.report.terminal.sides import WIDEST
from aligner.report.terminal.theme import Look
from aligner.report.terminal.wrap import wrap
from aligner.report.verdicts import approval, first_line, ignored, limit_found, skipped

__all__ = ["Overview"]

_INDENT = 11


class Overview:
    """Most important first: the verdict line, then what casts doubt on it, then the figures."""

    def __init__(self, case: Case, summary: Summary, look: Look, words: Localizer) -> None:
        (self.review, self.verdict), self.summary, self.look, self.words = case, summary, look, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, WIDEST)
        say = self.words.say
        yield from wrap(Text(visible(first_line((self.review, self.verdict), self.words)), style=self._style()), width)
        for warning in self.review.warnings:
            style = self.look.spot(Severity.MAJOR)
            said = self.words.render(warning)
            yield from wrap(Text.assemble((say("warning"), style), " ", visible(said)), width)
        if left_out := skipped(self.review, self.words):
            yield from wrap(Text(visible(left_out), style=self.look.spot(Severity.NEUTRAL)), width)
        if said := approval(self.review, self.words):
            yield from wrap(Text(visible(said)), width)
        yield Text()
        if self.verdict:
            yield from self._limits(width)
            yield from self._line("", summary_line(self.summary, self.words), width)
        yield from self._line(say("texts"), f"{self.review.original.path} → {self.review.translation.path}", width)
        yield from self._line(say("alignment-title"), alignment(self.review, self.summary, self.words), width)
        yield from self._counts(width)

    def _style(self) -> str:
        if self.verdict is None:
            return "bold"
        return self.look.verdict(self.verdict.outcome)

    def _limits(self, width: int) -> RenderResult:
        """Yield one line for each thing that the profile asks for."""
        assert self.verdict is not None
        rows = []
        for limit in self.verdict.limits:
            kept = self.words.say("kept" if limit.passes else "broken")
            rows.append((self.words.say(f"limit-name-{limit.name}"), *limit_found(limit, self.words), kept))
        wide = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
        for number, (name, found, allowed, kept) in enumerate(rows):
            value = f"{name:<{wide[0]}}  {found:>{wide[1]}}  {allowed:<{wide[2]}}  {kept}"
            yield from self._line("" if number else self.words.say("gate-title"), value, width)
        if left_out := ignored(self.verdict, self.words):
            yield from self._line("", left_out, width)

    def _line(self, name: str, value: str, width: int) -> RenderResult:
        for number, line in enumerate(wrap(Text(visible(value)), width - _INDENT)):
            head = Text((name if number == 0 else "").ljust(_INDENT), style="bold")
            yield Text.assemble(head, line, no_wrap=True, overflow="ignore")

    def _counts(self, width: int) -> RenderResult:
        """Yield one line a rule, the worst first."""
        names = [self.words.rule_and_id(found.rule) for found in self.summary.by_rule]
        longest = max(map(len, names), default=0) + 2
        for number, (name, found) in enumerate(zip(names, self.summary.by_rule, strict=True)):
            value = f"{name:<{longest}}{self.words.severities(found.by_severity)}"
            yield from self._line("" if number else self.words.say("findings-short"), value, width)
