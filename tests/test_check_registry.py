"""All rules are found by their files, profiles know them without importing them, and a wrong one is named."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace

import pytest

from aligner import plugins
from aligner.check import load_rules, registry
from aligner.check.base import Rule, Scope
from aligner.config.rules import rule_facts, rule_ids
from aligner.errors import ConfigError
from aligner.messages import catalogues

TEXTS = """\
name = { en = "shout", fr = "cri" }
category = "style/register"
severity = "minor"
looks-for = "Sentences that shout."
why = "Readers are not deaf."
tune = "Switch it off for comics."

[messages.loud]
en = "This shouts."
fr = "Ceci crie."
"""
CODE = """\
from aligner.check import Scope, rule


@rule("shout", scope=Scope.BEAD)
def shout(pair):
    yield from ()


nothing = None
"""

Adding = Callable[[str, str], None]


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Adding]:
    """Adds an entry point, as an installed package has it."""
    (tmp_path / "shouting.py").write_text(CODE)
    (tmp_path / "shout.toml").write_text(TEXTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    caches = (catalogues.rule_files, catalogues.rule_table, load_rules)

    def forget() -> None:
        for cache in caches:
            cache.cache_clear()
        sys.modules.pop("shouting", None)

    def declare(name: str, value: str) -> None:
        point = EntryPoint(name, value, "aligner.rules")
        object.__setattr__(point, "__dict__", {**vars(point), "dist": SimpleNamespace(name="shouter")})
        for module in (catalogues, registry, plugins):
            monkeypatch.setattr(module, "plugins", lambda group: {name: point})
        forget()

    yield declare
    monkeypatch.undo()
    forget()


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    assert tuple(load_rules()) == rule_ids()
    for name, rule in load_rules().items():
        assert rule.id == name
        assert (rule.category, rule.severity) == (rule_facts(name).category, rule_facts(name).severity)


def test_rules_follow_rules_that_there_are() -> None:
    assert {followed for rule in load_rules().values() for followed in rule.follows} <= set(load_rules())


def test_the_table_of_rules_is_made_once() -> None:
    assert load_rules() is load_rules()


def test_profiles_know_rules_without_importing_them() -> None:
    code = (
        "import sys; from aligner.config.profile import load_profile; from aligner.config.show import show; "
        "show(load_profile('news', ['rules.number.severity=minor'])); "
        "print([name for name in sys.modules if name.startswith('aligner.check')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_package_adds_a_rule_with_its_texts(add: Adding) -> None:
    add("shout", "shouting:shout")
    rule = load_rules()["shout"]
    assert isinstance(rule, Rule)
    assert (rule.category, rule.scope) == ("style/register", Scope.BEAD)
    assert "shout" in rule_ids()
    assert catalogues.rule_name("shout", "fr") == "cri"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("number", "shouting:shout", r"shouter adds a rule 'number', and there is one already"),
        ("whisper", "shouting:shout", r"shouter adds a rule 'whisper' without its texts: there is no .*whisper\.toml"),
        ("shout", "nowhere.at.all:shout", r"rule 'shout' is in nowhere\.at\.all, and there is no such module"),
    ],
)
def test_a_package_that_adds_a_rule_wrongly_is_named(add: Adding, name: str, value: str, said: str) -> None:
    add(name, value)
    with pytest.raises(ConfigError, match=said):
        rule_ids()


@pytest.mark.parametrize(
    ("value", "said"),
    [("shouting:nothing", "is no Rule but NoneType"), ("shouting:missing", "cannot be imported: .*missing")],
)
def test_an_entry_point_that_leads_to_no_rule_is_named(add: Adding, value: str, said: str) -> None:
    add("shout", value)
    with pytest.raises(ConfigError, match=said):
        load_rules()


def test_a_rule_without_texts_says_which_file_it_lacks() -> None:
    from aligner.check import Scope, rule
    from aligner.errors import ConfigError

    with pytest.raises(ConfigError, match=r"Rule 'date-order' has no texts: there is no file date-order\.toml"):
        rule("date-order", scope=Scope.BEAD)(lambda pair: iter(()))
