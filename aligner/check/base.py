"""What a rule is, what it is given, and where it is registered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from aligner.check.context import PairContext
from aligner.config.exceptions import RuleException
from aligner.core import Finding, Severity
from aligner.settings import setting

__all__ = ["PairContext", "Rule", "RuleSettings", "load_rules", "rule"]


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What a profile says of one rule."""

    enabled: bool = setting(True, "Whether the rule is asked at all.")
    severity: Severity | None = setting(
        None, "Instead of the rule's usual severity; what the rule itself finds milder than usual is not made worse."
    )
    minimum_confidence: float = setting(0.5, "Findings that are less sure stay silent.", minimum=0, maximum=1)
    minor_below: float = setting(0.0, "Findings that are less sure are minor at most.", minimum=0, maximum=1)
    exceptions: tuple[RuleException, ...] = setting((), "What it is not to complain about.")


Check = Callable[[PairContext], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for."""

    id: str
    category: str  #: MQM category of its findings
    severity: Severity  #: the usual severity of its findings
    check: Check
    also: tuple[str, ...] = ()  #: other categories that single findings may have


_REGISTRY: dict[str, Rule] = {}


def rule(id: str, *, category: str, severity: Severity, also: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Register a function ``(pair) -> findings`` as the rule ``id``."""

    def register(check: Check) -> Check:
        if id in _REGISTRY:
            raise ValueError(f"rule {id!r} is registered twice")
        _REGISTRY[id] = Rule(id, category, severity, check, also)
        return check

    return register


def load_rules() -> dict[str, Rule]:
    """Every rule by id: all modules of this package that register one are imported."""
    package = import_module("aligner.check.rules")
    for module in iter_modules(package.__path__):
        import_module(f"aligner.check.rules.{module.name}")
    return dict(sorted(_REGISTRY.items()))
