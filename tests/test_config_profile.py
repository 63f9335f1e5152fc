"""Profiles: what holds, where it comes from, and a sentence with file, line and nearest key for every mistake."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.check import load_profile, load_rules
from aligner.config.exceptions import RuleException
from aligner.config.layers import shipped
from aligner.config.profile import profile_names, tables
from aligner.config.rules import RuleSettings
from aligner.config.show import diff, show
from aligner.config.show import settings as settings_of
from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.settings import keys_of


def _profile(folder: Path, content: str, name: str = "mine.toml") -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def _complaint(folder: Path, content: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_profile(_profile(folder, content))
    return str(caught.value)


def test_six_profiles_ship_with_the_program_and_each_says_what_it_is_for() -> None:
    assert set(profile_names()) >= {"default", "news", "legal", "technical", "marketing", "strict"}
    assert all(load_profile(name).description for name in profile_names())


def test_every_key_there_is_stands_in_the_default_profile_with_an_explanation() -> None:
    text = shipped()["default"].read_text(encoding="utf-8")
    keys = [key for table in (*tables().values(), RuleSettings, RuleException) for key in keys_of(table)]
    missing = [key.name for key in keys if key.name != "exceptions" and key.name not in text]
    assert not missing, f"profiles/default.toml does not explain {missing}"
    assert all(key.help for key in keys), [key.name for key in keys if not key.help]


@pytest.mark.parametrize("name", sorted(set(profile_names()) - {"default"}))
def test_every_line_of_a_shipped_profile_says_why_it_is_there(name: str) -> None:
    lines = shipped()[name].read_text(encoding="utf-8").splitlines()
    settings = [line for line in lines if "=" in line and not line.startswith(("#", "description", "extends"))]
    assert all("#" in line or line.startswith(("note", "block")) for line in settings), settings


def test_what_the_default_profile_says_is_what_holds_without_it() -> None:
    written = tomllib.loads(shipped()["default"].read_text(encoding="utf-8"))
    found = load_profile()
    for name, table in tables().items():
        if name in written:
            assert getattr(found, name.replace("-", "_")) == table(), f"[{name}] differs from the program's own values"


def test_a_profile_is_the_default_one_except_where_it_says_otherwise(tmp_path: Path) -> None:
    found = load_profile(_profile(tmp_path, '[rules.omission]\nseverity = "minor"\n'))
    assert found.settings("omission").severity is Severity.MINOR
    assert found.settings("omission").minimum_confidence == load_profile().settings("omission").minimum_confidence
    assert found.gate == load_profile().gate


def test_profiles_extend_names_and_files_beside_them(tmp_path: Path) -> None:
    _profile(tmp_path, 'extends = "legal"\n[gate]\nminor = 5\n', "house.toml")
    found = load_profile(_profile(tmp_path, 'extends = "house.toml"\n[gate]\nmajor = 1\n'))
    assert (found.gate.minor, found.gate.major) == (5, 1)
    assert found.score.pass_mark == load_profile("legal").score.pass_mark
    assert found.name == "mine"


def test_a_profile_cannot_extend_itself(tmp_path: Path) -> None:
    _profile(tmp_path, 'extends = "mine.toml"\n', "house.toml")
    said = _complaint(tmp_path, '\nextends = "house.toml"\n')
    assert "extends itself" in said


def test_exceptions_add_up_from_profile_to_profile(tmp_path: Path) -> None:
    _profile(tmp_path, '[[rules.number.exceptions]]\ntext = "A4"\n', "house.toml")
    mine = 'extends = "house.toml"\n[[rules.number.exceptions]]\nregex = "^§"\n'
    found = load_profile(_profile(tmp_path, mine)).settings("number").exceptions
    assert [(one.text, one.regex) for one in found] == [("A4", None), (None, "^§")]


def test_all_rules_can_be_set_at_once_and_single_ones_besides(tmp_path: Path) -> None:
    content = '[rules."*"]\nenabled = false\n[rules.number]\nenabled = true\n'
    found = load_profile(_profile(tmp_path, content))
    assert [rule for rule in load_rules() if found.settings(rule).enabled] == ["number"]


def test_the_command_line_has_the_last_word_and_is_remembered() -> None:
    found = load_profile("news", ["rules.number.severity=critical", "gate.minor=any", 'rules.name.severity="minor"'])
    assert found.settings("number").severity is Severity.CRITICAL
    assert found.settings("name").severity is Severity.MINOR
    assert found.gate.minor is None
    assert found.signature == 'news, rules.number.severity=critical, gate.minor=any, rules.name.severity="minor"'


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ('# a comment\n\n[rules.omision]\nseverity = "minor"\n', 3, "unknown rule 'omision' in rules; the nearest"),
        ('[rules.omission]\n\nseverty = "minor"\n', 3, "the nearest known one is 'severity'"),
        ('[rules.omission]\nseverity = "mjaor"\n', 2, "expected one of neutral, minor, major, critical"),
        ("[rules.omission]\nenabled = true\nminimum-confidence = 7\n", 3, "expected a number from 0 to 1"),
        ("[score]\npass-mark = 101\n", 2, "score.pass-mark is 101, expected a number from 0 to 100"),
        ("[score]\npass-mark = nan\n", 2, "expected a number from 0 to 100"),
        ("[score.weights]\naccuracy = 1\nacuracy = 2\n", 3, "the nearest known one is 'accuracy'"),
        ("[gate]\nmajor = 1.5\n", 2, 'expected a whole number, at least 0 or "any"'),
        ("[gate]\nmajor = -1\n", 2, "expected a whole number, at least 0"),
        ("[gate]\nmajor = true\n", 2, "gate.major is true, expected a whole number"),
        ("[gates]\nmajor = 1\n", 1, "unknown key 'gates'; the nearest known one is 'gate'"),
        ("gate = 3\n", 1, "gate is 3, expected a table"),
        ("\ndescription = 3\n", 2, "description is 3, expected a text"),
        ('extends = "legl"\n', 1, "There is no profile 'legl'"),
        ('extends = "none.toml"\n', 1, "There is no file"),
        ("[[rules.number.exceptions]]\nnote = 'x'\n", 1, "needs one of text, regex, glossary, block"),
        (
            "[[rules.number.exceptions]]\ntext = 'a'\n[[rules.number.exceptions]]\nregex = '('\n",
            3,
            "no regular expression",
        ),
        ("[[rules.number.exceptions]]\nblock = 'haeding'\n", 2, "the nearest is 'heading'"),
        ("[[rules.number.exceptions]]\ntxt = 'a'\n", 2, "the nearest known one is 'text'"),
        ("rules.number.exceptions = [\n {text = 'a'},\n {text = 3},\n]\n", 1, "exceptions[2].text is 3"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_what_was_expected(
    content: str, line: int, says: str, tmp_path: Path
) -> None:
    said = _complaint(tmp_path, content)
    assert said.startswith(f"{tmp_path / 'mine.toml'}, line {line}: ")
    assert says in said
    assert "\n" not in said


def test_a_mistake_in_a_profile_that_is_extended_is_told_with_that_file(tmp_path: Path) -> None:
    _profile(tmp_path, "[gate]\nmajro = 1\n", "house.toml")
    said = _complaint(tmp_path, 'extends = "house.toml"\n')
    assert f"{tmp_path / 'house.toml'}, line 2" in said


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ("rules.number", "expected KEY=VALUE"),
        ("=3", "expected KEY=VALUE"),
        ("rules.nubmer.enabled=false", "the nearest known one is 'number'"),
        ("rules.number.enabled=no", "expected true or false"),
        ("extends=legal", "choose it with --profile"),
        ("gat.major=1", "the nearest known one is 'gate'"),
    ],
)
def test_a_mistake_on_the_command_line_quotes_it(override: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_profile(overrides=[override])
    assert str(caught.value).startswith(f"--set {override}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("name", profile_names())
def test_what_is_shown_of_a_profile_is_a_profile_that_says_the_same(name: str, tmp_path: Path) -> None:
    shown = _profile(tmp_path, show(load_profile(name)))
    again = load_profile(shown)
    # Exceptions add up, so those of the default profile, which has none, are no difference.
    assert diff(load_profile(name), again) == ""


def test_a_difference_is_a_line_with_both_values() -> None:
    said = diff(load_profile("default"), load_profile("default", ["gate.major=2", "score.weights.design=0"]))
    assert said == "gate.major: 0 → 2\nscore.weights.design: - → 0.0\n"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_of_a_profile_breaks_what_is_shown(text: str) -> None:
    shown = tomllib.loads(show(load_profile(overrides=[f"rules.number.exceptions=[{{text = {_toml(text)}}}]"])))
    assert shown["rules"]["number"]["exceptions"][0]["text"] == f"x{text}"


def _toml(text: str) -> str:
    import json

    return json.dumps(f"x{text}", ensure_ascii=False).replace("\x7f", "\\u007f")


@pytest.mark.parametrize(
    "category", ["accuracy", "accuracy/mistranslation", "locale-convention/number-format", "design"]
)
def test_every_category_that_a_finding_may_have_and_those_above_can_be_weighed(category: str) -> None:
    assert load_profile(overrides=[f"score.weights.{category}=3"]).score.weight(category) == 3


def test_every_setting_has_a_path_of_its_own() -> None:
    found = settings_of(load_profile())
    assert found["gate.major"] == 0
    assert found["rules.number.enabled"] is True
