"""Show all that holds in a profile as a file that says it, and the difference between two profiles."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from aligner.config.own_checks import OwnCheck
from aligner.config.profile import Profile, tables
from aligner.config.rules import RuleSettings, rule_facts, rule_ids
from aligner.settings import keys_of, plain

__all__ = ["diff", "settings", "show"]

_WIDTH = 36  # columns before a comment


def show(profile: Profile) -> str:
    """Return every setting as TOML, with what it means; read again, it gives the same profile."""
    lines = [
        f"# Everything that holds in the profile {profile.signature}.",
        f"description = {_toml(profile.description)}",
    ]
    for name, table in tables().items():
        lines += ["", f"[{name}]", *_table(getattr(profile, name.replace("-", "_")), table, name)]
    for check in profile.checks:
        lines += ["", "[[checks]]", *_said(check)]
    for rule in rule_ids():
        held = profile.settings(rule)
        own = f"Instead of the rule's usual severity: {rule_facts(rule).severity.value}."
        lines += ["", f"[rules.{rule}]", *_table(held, RuleSettings, f"rules.{rule}", {"severity": own})]
    return "\n".join(lines) + "\n"


def settings(profile: Profile) -> dict[str, Any]:
    """Return every setting by its path, e.g. ``{"gate.major": 0, "rules.number.enabled": True, ...}``."""
    found: dict[str, Any] = {}
    for name, table in tables().items():
        found |= _flat(getattr(profile, name.replace("-", "_")), table, name)
    for check in profile.checks:
        found |= {f"checks.{check.name}.{name}": said for name, said in plain(check).items()}
    for rule in rule_ids():
        found |= _flat(profile.settings(rule), RuleSettings, f"rules.{rule}")
    return found


def diff(left: Profile, right: Profile) -> str:
    """Return one line a setting in which the two differ; empty if they don't."""
    ours, theirs = settings(left), settings(right)
    lines = [
        f"{key}: {_toml(ours[key]) if key in ours else '-'} → {_toml(theirs[key]) if key in theirs else '-'}\n"
        for key in sorted({*ours, *theirs})
        if key not in ours or key not in theirs or ours[key] != theirs[key]
    ]
    return "".join(lines)


def _said(check: OwnCheck) -> Iterator[str]:
    """Yield what a check says."""
    for name, said in plain(check).items():
        if said is not None:
            yield f"{name} = {_toml(said)}"


def _table(value: Any, table: type, path: str, comments: Mapping[str, str] | None = None) -> Iterator[str]:
    later: list[str] = []
    for key in keys_of(table):
        found = plain(getattr(value, key.name.replace("-", "_")))
        if isinstance(found, dict):
            later += [f"[{path}.{key.name}]", *(f"{_key(name)} = {_toml(one)}" for name, one in found.items())]
        elif key.name == "exceptions":
            for one in value.exceptions:
                later += [f"[[{path}.exceptions]]", *(f"{name} = {_toml(said)}" for name, said in plain(one).items())]
        else:
            comment = (comments or {}).get(key.name, key.help)
            line = f"{key.name} = {_toml(found)}"
            yield f"{line:{_WIDTH}}# {comment}" if comment else line
    yield from later


def _flat(value: Any, table: type, path: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one, key in zip(fields(table), keys_of(table), strict=True):
        said = plain(getattr(value, one.name))
        if isinstance(said, dict):
            found |= {f"{path}.{key.name}.{name}": inner for name, inner in said.items()}
        else:
            found[f"{path}.{key.name}"] = said
    return found


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_toml(one)}' for key, one in value.items())} }}" if value else "{}"
    return repr(value)
