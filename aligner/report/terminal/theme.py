"""How things look: with colour, without it, and where the output cannot show every character."""

from dataclasses import dataclass

from rich.console import Console

from aligner.core import Severity
from aligner.gate import Outcome

__all__ = ["Look"]

# Background and foreground together, so that a spot reads on a dark terminal and on a light one.
_SPOT = {
    Severity.CRITICAL: "bold bright_white on red",
    Severity.MAJOR: "bold black on bright_yellow",
    Severity.MINOR: "black on bright_cyan",
    Severity.NEUTRAL: "underline",
}
_VERDICT = {
    Outcome.PASSED: "bold black on bright_green",
    Outcome.FAILED: _SPOT[Severity.CRITICAL],
    Outcome.NOT_JUDGED: _SPOT[Severity.MAJOR],
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a renderable asks for its looks."""

    colour: bool

    @classmethod
    def of(cls, console: Console) -> "Look":
        """Return the looks that suit a console."""
        return cls(colour=console.is_terminal and console.color_system is not None and not console.no_color)

    @property
    def brackets(self) -> tuple[str, str]:
        """The brackets around a marked spot."""
        return ("", "") if self.colour else ("⟦", "⟧")

    def verdict(self, outcome: Outcome) -> str:
        """Return the style of the line that says the verdict."""
        return _VERDICT[outcome] if self.colour else "bold"

    def spot(self, severity: Severity) -> str:
        """Return the style of a marked spot, and of a severity's name."""
        return _SPOT[severity] if self.colour else ""
