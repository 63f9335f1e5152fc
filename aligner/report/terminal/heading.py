"""A ruled heading between the parts of the report."""

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aligner.report.terminal.sides import WIDEST

__all__ = ["Heading"]


class Heading:
    """An empty line, then the title in a rule across the page."""

    def __init__(self, title: str) -> None:
        self.title = title

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        rule = "─" * max(min(options.max_width, WIDEST) - len(self.title) - 4, 0)
        yield Text()
        yield Text.assemble(("── ", "dim"), (self.title, "bold"), (f" {rule}", "dim"), no_wrap=True, overflow="crop")
        yield Text()
