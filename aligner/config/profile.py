"""Profiles: which rules run, what their findings cost, and what a text has to reach to pass.

A new table of profiles is a frozen dataclass (see ``aligner.settings``) and a field of ``Profile`` with its name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, get_type_hints

from aligner.config.layers import EVERY, Content, Layer, file_layers, merged, override, shipped
from aligner.config.own_checks import OwnCheck
from aligner.config.rules import RuleSettings, rule_facts, rule_ids
from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.languages import ITS_OWN, space_usages
from aligner.read.limits import Limits
from aligner.settings import TableError, check_keys, key_of, mapping, nearest, parse, setting

__all__ = [
    "PRECONDITIONS",
    "GateSettings",
    "Profile",
    "ScoreSettings",
    "TypographySettings",
    "load_profile",
    "profile_names",
    "tables",
]

#: The scoring models of MQM: raw, linear with calibration, and non-linear through two points of tolerance.
MODELS = ("raw", "linear", "non-linear")
#: What a pair has to be before it is judged: not one text twice, in the languages that were named, kin, of like length.
PRECONDITIONS = ("identical", "language", "related", "length")


@dataclass(frozen=True, slots=True)
class ScoreSettings:
    """What errors cost: the parameters of the MQM scoring model."""

    model: str = setting("raw", "How points become a score, raw, linear or non-linear.", choices=lambda: MODELS)
    pass_mark: float = setting(
        99.0, "Least quality that passes; 99 is 10 error points per 1,000 words.", minimum=0, maximum=100
    )
    neutral: float = setting(0.0, "Error points of a neutral finding.", minimum=0, maximum=100)
    minor: float = setting(1.0, "Error points of a minor finding.", minimum=0, maximum=100)
    major: float = setting(5.0, "Error points of a major finding.", minimum=0, maximum=100)
    critical: float = setting(25.0, "Error points of a critical finding.", minimum=0, maximum=1000)
    penalty_scaler: float = setting(
        1.0, "All points times this, for a scale that your readers are used to.", minimum=0.01, maximum=100
    )
    allowed: float = setting(
        10.0, "Model linear: error points per 1,000 words that just pass.", minimum=0.01, maximum=1000
    )
    tolerance: tuple[float, ...] = setting(
        (500.0, 6.0, 2000.0, 16.0), "Model non-linear: words and the error points that just pass there, twice."
    )
    weights: Mapping[str, float] = mapping(
        "Error points of an MQM category, and of those below it, are taken times this.", minimum=0, maximum=100
    )

    def multiplier(self, severity: Severity) -> float:
        """Return the error points of a finding of this severity."""
        return {
            Severity.NEUTRAL: self.neutral,
            Severity.MINOR: self.minor,
            Severity.MAJOR: self.major,
            Severity.CRITICAL: self.critical,
        }[severity]

    def weight(self, category: str) -> float:
        """Return the weight of an MQM category: its own, or that of the nearest category above it, or 1."""
        return next((self.weights[above] for above in reversed(_and_above(category)) if above in self.weights), 1.0)


@dataclass(frozen=True, slots=True)
class GateSettings:
    """How many findings a text may have and still be published; the score has a pass mark of its own."""

    critical: int | None = setting(0, "Most critical findings that pass.", minimum=0)
    major: int | None = setting(0, "Most major findings that pass.", minimum=0)
    minor: int | None = setting(None, "Most minor findings that pass.", minimum=0)
    max_uncovered: float | None = setting(
        5.0, "Largest share of the original's words without a counterpart that passes, in %.", minimum=0, maximum=100
    )
    may_skip: tuple[str, ...] = setting((), "Rules without which a text can be judged where they could not run.")
    assume: tuple[str, ...] = setting((), "What is not asked of a pair: " + ", ".join(PRECONDITIONS) + ".")


@dataclass(frozen=True, slots=True)
class TypographySettings:
    """Whose rules of typography hold."""

    spaces: str = setting(ITS_OWN, "Whose spaces beside punctuation the translation has.", choices=space_usages)


@dataclass(frozen=True, slots=True)
class Profile:
    """A name and what it says of each rule; rules it does not name keep their usual settings."""

    name: str = "default"
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)
    description: str = ""
    score: ScoreSettings = field(default_factory=ScoreSettings)
    gate: GateSettings = field(default_factory=GateSettings)
    typography: TypographySettings = field(default_factory=TypographySettings)
    limits: Limits = field(default_factory=Limits)
    checks: tuple[OwnCheck, ...] = ()  #: of the team's own
    overrides: tuple[str, ...] = ()  #: what the command line set on top, e.g. ``"rules.number.severity=minor"``

    def settings(self, rule: str) -> RuleSettings:
        """Return what holds for a rule."""
        return self.rules.get(rule, RuleSettings())

    @property
    def signature(self) -> str:
        """The name, and what was set on top."""
        return ", ".join((self.name, *self.overrides))

    def narrowed(self, names: Collection[str]) -> "Profile":
        """Return the same profile with all but these rules switched off.

        :raises ConfigError: if there is no such rule
        """
        for name in names:
            if name not in rule_ids():
                raise ConfigError(f"There is no rule {name!r}; known are {', '.join(rule_ids())}.")
        return replace(self, rules={rule: replace(self.settings(rule), enabled=rule in names) for rule in rule_ids()})


def load_profile(name: str = "default", overrides: Sequence[str] = ()) -> Profile:
    """Return a profile of the program by its name, or one of the user's by the path of its ``.toml`` file.

    :param overrides: settings that come on top, such as ``"rules.number.severity=minor"``
    :raises ConfigError: if there is none, or if it says something that makes no sense
    """
    layers = file_layers(name, _check)
    for text in overrides:
        layer = override(text)
        try:
            _check(layer)
        except TableError as problem:
            raise layer.error(problem) from problem
        layers.append(layer)
    return _profile(name, merged([layer.content for layer in layers]), tuple(overrides))


def profile_names() -> tuple[str, ...]:
    """Return the profiles that ship with the program."""
    return tuple(shipped())


def tables() -> dict[str, type]:
    """Return the tables of a profile other than ``[rules]``, by name."""
    hints = get_type_hints(Profile)
    return {key_of(one.name): hints[one.name] for one in fields(Profile) if is_dataclass(hints[one.name])}


def _check(layer: Layer) -> None:
    """:raises TableError: if a layer by itself makes no sense"""
    if layer.text is None and "extends" in layer.content:
        raise TableError((), "a profile extends another in its file; on the command line, choose it with --profile.")
    _read(layer.content)


def _profile(name: str, content: Content, overrides: tuple[str, ...]) -> Profile:
    label = name.replace("\\", "/").rpartition("/")[2].removesuffix(".toml")
    return Profile(name=label, overrides=overrides, **_read(content))


def _read(content: Content) -> dict[str, Any]:
    """Return the fields of a profile that the content says something of."""
    check_keys(content, {"checks", "description", "extends", "rules", *tables()}, ())
    for key in ("description", "extends"):
        if not isinstance(content.get(key, ""), str):
            raise TableError((key,), f"{key} is {content[key]!r}, expected a text.")
    named = content.get("rules", {})
    if not isinstance(named, dict):
        raise TableError(("rules",), f"rules is {named!r}, expected a table [rules].")
    check_keys(named, [*rule_ids(), EVERY], ("rules",), "rule")
    found: dict[str, Any] = {
        "description": content.get("description", ""),
        "rules": {rule: parse(RuleSettings, says, ("rules", rule)) for rule, says in named.items()},
    }
    found["checks"] = _checks(content.get("checks", []))
    for key, table in tables().items():
        if key in content:
            found[key.replace("-", "_")] = parse(table, content[key], (key,))
    _check_weights(found.get("score", ScoreSettings()))
    _check_tolerance(found.get("score", ScoreSettings()).tolerance)
    gate = found.get("gate", GateSettings())
    for number, rule in enumerate(gate.may_skip):
        check_keys([rule], rule_ids(), ("gate", "may-skip", number), "rule")
    for number, name in enumerate(gate.assume):
        check_keys([name], PRECONDITIONS, ("gate", "assume", number))
    return found


def _checks(listed: Any) -> tuple[OwnCheck, ...]:
    if not isinstance(listed, list):
        raise TableError(("checks",), f"checks is {listed!r}, expected tables [[checks]].")
    checks = tuple(parse(OwnCheck, one, ("checks", number)) for number, one in enumerate(listed))
    names = [check.name for check in checks]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise TableError(("checks", number, "name"), f"there are two checks of the name {name!r}.")
    return checks


def _check_weights(score: ScoreSettings) -> None:
    known = {above for category in _categories() for above in _and_above(category)}
    for category in score.weights:
        if category not in known:
            raise TableError(
                ("score", "weights", category),
                f"unknown category {category!r} in score.weights; the nearest known one is "
                f"{nearest(category, known)!r}.",
            )


def _check_tolerance(points: tuple[float, ...]) -> None:
    fits = len(points) == 4 and 0 < points[0] < points[2] and 0 < points[1] < points[3]
    if not fits or points[3] / points[1] >= points[2] / points[0]:
        raise TableError(
            ("score", "tolerance"),
            f"score.tolerance is {list(points)}, expected [words, error points, words, error points]: the second point "
            "with more words and more error points, though fewer of them a word.",
        )


def _and_above(category: str) -> list[str]:
    parts = category.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def _categories() -> set[str]:
    return {category for rule in rule_ids() for category in rule_facts(rule).categories}
