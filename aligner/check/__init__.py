"""Check an aligned pair: one module for each rule or family of rules, with its texts in a TOML file beside it."""

from aligner.check.base import Need, PairContext, Rule, Scope, rule
from aligner.check.registry import load_rules
from aligner.check.run import Checked, check
from aligner.config.profile import Profile, load_profile

__all__ = [
    "Checked",
    "Need",
    "PairContext",
    "Profile",
    "Rule",
    "Scope",
    "check",
    "load_profile",
    "load_rules",
    "rule",
]
