"""Beads in, findings out: one module a family of rules, each registered by its id."""

from aligner.check.base import Rule, RuleSettings, load_rules, rule
from aligner.check.context import PairContext
from aligner.check.run import check
from aligner.config.profile import Profile, load_profile

__all__ = ["PairContext", "Profile", "Rule", "RuleSettings", "check", "load_profile", "load_rules", "rule"]
