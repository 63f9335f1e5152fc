"""The table of all rules: those in ``check/rules`` and those of other packages."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from aligner.check import rules
from aligner.check.base import Rule
from aligner.errors import ConfigError
from aligner.plugins import RULES, load_plugin, plugins

__all__ = ["load_rules"]


@cache
def load_rules() -> Mapping[str, Rule]:
    """Return every rule by id, sorted.

    Another package adds one with an entry point of the group ``aligner.rules``: its name is the rule's id, its object
    what ``rule`` made, and the file ``<id>.toml`` is beside the module that it names.

    :raises ConfigError: if a package's rule cannot be loaded
    """
    found = {rule.id: rule for rule in _own()}
    found |= {name: _loaded(name) for name in plugins(RULES)}
    return MappingProxyType(dict(sorted(found.items())))


def _own() -> Iterator[Rule]:
    for module in iter_modules(rules.__path__):
        yield from _rules_in(f"{rules.__name__}.{module.name}")


def _rules_in(module: str) -> Iterator[Rule]:
    return (value for value in vars(import_module(module)).values() if isinstance(value, Rule))


def _loaded(name: str) -> Rule:
    rule = load_plugin(RULES, name, Rule)
    if rule.id != name:
        raise ConfigError(f"The entry point {name!r} leads to the rule {rule.id!r}; expected a rule of its own name.")
    return rule
