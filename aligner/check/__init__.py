"""Beads in, findings out: one module a family of rules, each registered by its id."""

from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.check.base import Pair, Rule, RuleSettings, load_rules, rule
from aligner.check.run import check
from aligner.config.profile import Profile, load_profile

__all__ = ["Pair", "Profile", "Rule", "RuleSettings", "check", "load_profile", "load_rules", "rule", "with_doubtful"]
