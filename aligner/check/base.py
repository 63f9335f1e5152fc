"""Rules: what they are, and how to declare one."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from aligner.check.context import PairContext
from aligner.check.needs import Need
from aligner.config.rules import rule_facts
from aligner.core import Finding, Severity

__all__ = ["Check", "Need", "PairContext", "Rule", "Scope", "rule"]

Check = Callable[[PairContext], Iterator[Finding]]


class Scope(StrEnum):
    """What a finding depends on, and hence what has to be checked again when a sentence changes."""

    BEAD = "bead"  #: the sentences of its bead, and the blocks that they are in
    NEIGHBOURHOOD = "neighbourhood"  #: the same of the bead before and of the bead after, too
    DOCUMENT = "document"  #: both texts


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for."""

    id: str
    category: str  #: MQM category of its findings
    severity: Severity  #: the usual severity of its findings
    check: Check
    also: tuple[str, ...] = ()  #: other categories that single findings may have
    scope: Scope = Scope.DOCUMENT
    needs: frozenset[Need] = frozenset()  #: without one of these it does not run
    uses: frozenset[Need] = frozenset()  #: without one of these it runs and judges less
    links: bool = False  #: whether it asks for word links; those that do not can run before they are made
    follows: frozenset[str] = frozenset()  #: rules whose finding on the same words makes its own superfluous


def rule(
    id: str,
    *,
    scope: Scope,
    needs: Set[Need] = frozenset(),
    uses: Set[Need] = frozenset(),
    links: bool = False,
    follows: Set[str] = frozenset(),
) -> Callable[[Check], Rule]:
    """Make a rule of a function ``(pair) -> findings``.

    Name, category, usual severity, messages and examples are in the file ``<id>.toml`` beside its module. The function
    runs only where there is all that the rule ``needs``; what is missing is said in the review.

    :param needs: without one of these the rule does not run
    :param uses: without one of these it runs and judges less
    :param links: whether it asks for word links; where processes share the rules, the others begin before they are made
    :param follows: rules whose finding on the same words makes its own superfluous
    """

    def declare(check: Check) -> Rule:
        facts = rule_facts(id)
        return Rule(
            id,
            facts.category,
            facts.severity,
            check,
            facts.also,
            scope,
            frozenset(needs),
            frozenset(uses),
            links,
            frozenset(follows),
        )

    return declare
