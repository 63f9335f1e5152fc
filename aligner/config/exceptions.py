"""Exceptions of a profile: what a rule does not report."""

from dataclasses import dataclass

from aligner.core import BlockKind
from aligner.patterns import check_pattern
from aligner.settings import setting

__all__ = ["RuleException"]


@dataclass(frozen=True, slots=True)
class RuleException:
    """Findings that are not reported: those to which everything applies that is said here."""

    text: str | None = setting(None, "These words stand in what the finding quotes, exactly so, on either side.")
    regex: str | None = setting(None, "This regular expression (Python's) matches in what the finding quotes.")
    glossary: str | None = setting(
        None, "This term stands in what the finding quotes, in any of its forms (plural, capitals), on either side."
    )
    block: BlockKind | None = setting(None, "What the finding quotes stands in blocks of this kind, on either side.")
    note: str = setting("", "Why; for people.")

    def __post_init__(self) -> None:
        if self.text is None and self.regex is None and self.glossary is None and self.block is None:
            raise ValueError("an exception needs one of text, regex, glossary, block.")
        if "" in {(self.text or "x").strip(), (self.glossary or "x").strip()} or self.regex == "":
            raise ValueError("an exception that is empty would except everything.")
        if self.regex is not None:
            check_pattern(self.regex)
