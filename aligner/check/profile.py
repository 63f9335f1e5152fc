"""Profiles: which rules run, how severe their findings are, how sure they have to be."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from aligner.check.base import RuleSettings, rules
from aligner.core import Severity
from aligner.errors import ConfigError

__all__ = ["Profile", "load_profile"]

_KEYS = {"enabled", "severity", "minimum-confidence"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A name and what it says of each rule; rules it does not name keep their usual settings."""

    name: str = "default"
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)

    def settings(self, rule: str) -> RuleSettings:
        """What holds for a rule."""
        return self.rules.get(rule, RuleSettings())

    def narrowed(self, names: Collection[str]) -> "Profile":
        """The same profile with all but these rules switched off.

        :raises ConfigError: if there is no such rule
        """
        for name in names:
            if name not in rules():
                raise ConfigError(f"There is no rule {name!r}; known are {', '.join(rules())}.")
        return Profile(self.name, {rule: replace(self.settings(rule), enabled=rule in names) for rule in rules()})


def load_profile(name: str = "default") -> Profile:
    """A profile that ships with the program, by name, or one of the user's, by path.

    :raises ConfigError: if there is none, or if it says something that makes no sense
    """
    path = Path(name)
    if path.suffix == ".toml":
        source, label = path, path.stem
    else:
        source, label = _shipped() / f"{name}.toml", name
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in _shipped().glob("*.toml")))
        raise ConfigError(f"There is no profile {name!r}; known are {known}, or the path of a .toml file.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The profile {source} cannot be read: {error}.") from error
    return Profile(label, _rules(content, source))


def _shipped() -> Path:
    """The folder of profiles: inside the installed package, beside it in a checkout."""
    installed = Path(str(files("aligner"))) / "configs"
    return installed if installed.is_dir() else installed.parent.parent / "configs"


def _rules(content: Mapping[str, Any], source: Path) -> dict[str, RuleSettings]:
    _known(content, {"description", "rules"}, f"{source}")
    table = content.get("rules", {})
    if not isinstance(table, dict):
        raise ConfigError(f"{source}: rules is {table!r}, expected a table [rules].")
    found = {}
    for name, settings in table.items():
        _known({name: None}, set(rules()), f"{source}, [rules]")
        if not isinstance(settings, dict):
            raise ConfigError(f"{source}, [rules.{name}]: expected a table, found {settings!r}.")
        _known(settings, _KEYS, f"{source}, [rules.{name}]")
        found[name] = _settings(settings, f"{source}, [rules.{name}]")
    return found


def _settings(settings: Mapping[str, Any], where: str) -> RuleSettings:
    usual = RuleSettings()
    enabled = settings.get("enabled", usual.enabled)
    if not isinstance(enabled, bool):
        raise ConfigError(f"{where}: enabled is {enabled!r}, expected true or false.")
    severity = settings.get("severity")
    if severity is not None and severity not in list(Severity):
        raise ConfigError(f"{where}: severity is {severity!r}, expected one of {', '.join(Severity)}.")
    confidence = settings.get("minimum-confidence", usual.minimum_confidence)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise ConfigError(f"{where}: minimum-confidence is {confidence!r}, expected a number from 0 to 1.")
    return RuleSettings(enabled, Severity(severity) if severity else None, float(confidence))


def _known(given: Mapping[str, Any], known: set[str], where: str) -> None:
    """Unknown keys are named with the nearest known one."""
    from difflib import get_close_matches

    for key in given:
        if key not in known:
            near = get_close_matches(key, sorted(known), 1, 0.0)
            raise ConfigError(f"{where}: unknown key {key!r}; the nearest known one is {near[0]!r}.")
