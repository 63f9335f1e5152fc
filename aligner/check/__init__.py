"""Beads in, findings out: one module a family of rules, each registered by its id."""

from aligner.check.base import Pair, Rule, RuleSettings, rule, rules
from aligner.check.doubtful import with_doubtful
from aligner.check.profile import Profile, load_profile
from aligner.check.run import check

__all__ = ["Pair", "Profile", "Rule", "RuleSettings", "check", "load_profile", "rule", "rules", "with_doubtful"]
