"""How things look: with colour, without it, and where the output cannot show every character."""

from dataclasses import dataclass

from rich.console import Console

from aligner.core import Severity

__all__ = ["Look"]

# Background and foreground together, so that a spot reads on a dark terminal and on a light one.
_SPOT = {
    Severity.CRITICAL: "bold bright_white on red",
    Severity.MAJOR: "bold black on bright_yellow",
    Severity.MINOR: "black on bright_cyan",
    Severity.NEUTRAL: "underline",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a renderable asks for its looks."""

    colour: bool

    @classmethod
    def of(cls, console: Console) -> "Look":
        """The looks that suit a console."""
        return cls(colour=console.is_terminal and console.color_system is not None and not console.no_color)

    @property
    def brackets(self) -> tuple[str, str]:
        """What stands round a marked spot."""
        return ("", "") if self.colour else ("⟦", "⟧")

    def spot(self, severity: Severity) -> str:
        """The style of a marked spot, and of a severity's name."""
        return _SPOT[severity] if self.colour else ""
