"""Settings of rules in a profile, and facts on every rule that are known without importing its code."""

from dataclasses import dataclass
from functools import cache

from aligner.config.exceptions import RuleException
from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.messages import rule_files, rule_table
from aligner.settings import TableError, parse, setting

__all__ = ["RuleFacts", "RuleSettings", "rule_facts", "rule_ids"]


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What a profile says of one rule."""

    enabled: bool = setting(True, "Whether the rule runs at all.")
    severity: Severity | None = setting(
        None, "Instead of the rule's usual severity; what the rule itself finds milder than usual is not made worse."
    )
    minimum_confidence: float = setting(0.5, "Findings that are less sure stay silent.", minimum=0, maximum=1)
    minor_below: float = setting(0.0, "Findings that are less sure are minor at most.", minimum=0, maximum=1)
    exceptions: tuple[RuleException, ...] = setting((), "What it is not to complain about.")


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What the TOML file of a rule says for programs."""

    category: str  #: MQM category of its findings
    severity: Severity  #: the usual severity of its findings
    also: tuple[str, ...] = ()  #: other categories that single findings may have

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories that its findings may have."""
        return (self.category, *self.also)


def rule_ids() -> tuple[str, ...]:
    """Return the ids of all rules, sorted: those of the program and those that other packages add."""
    return tuple(rule_files())


@cache
def rule_facts(rule: str) -> RuleFacts:
    """Return the category and the usual severity of a rule.

    :raises ConfigError: if its file does not say them
    """
    said = {key: value for key, value in rule_table(rule).items() if key in ("category", "severity", "also")}
    try:
        return parse(RuleFacts, said)
    except TableError as problem:
        raise ConfigError(f"{rule_files()[rule]}: {problem.message}") from problem
