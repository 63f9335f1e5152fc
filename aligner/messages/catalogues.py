"""Find the texts of messages: a catalogue a rule beside its code, all others in this folder."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import EntryPoint
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, TypeAlias

from aligner.core import Message
from aligner.errors import ConfigError
from aligner.messages.interface import LANGUAGES, interface
from aligner.plugins import RULES, plugins

__all__ = ["Forms", "Text", "forms", "language_name", "mistakes", "rule_files", "rule_name", "rule_table", "texts"]

_SUFFIX = ".toml"
_PLURAL_FORMS = ("one", "other")

#: A template, or one a plural form.
Forms: TypeAlias = str | Mapping[str, str]


class Text(NamedTuple):
    """A text of a catalogue in all its languages."""

    id: str  #: ``catalogue.key``
    languages: Mapping[str, Forms]

    def templates(self) -> Iterator[tuple[str, str]]:
        """Yield each template with its language."""
        for language, found in self.languages.items():
            for template in (found,) if isinstance(found, str) else found.values():
                yield language, template


@cache
def rule_files() -> Mapping[str, Traversable]:
    """Return the TOML file of every rule by the rule's id, sorted; no rule is imported.

    :raises ConfigError: if a package that adds a rule has no such file, or takes an id that is in use
    """
    found = _toml_files(resources.files("aligner").joinpath("check", "rules"))
    for name, point in plugins(RULES).items():
        if name in found:
            raise ConfigError(f"{_package(point)} adds a rule {name!r}, and there is one already.")
        found[name] = _beside(point)
    return dict(sorted(found.items()))


@cache
def rule_table(rule: str) -> Mapping[str, Any]:
    """Return what the TOML file of a rule says.

    :raises ConfigError: if there is no such file, or it is no TOML
    """
    if rule not in rule_files():
        raise ConfigError(f"Rule {rule!r} has no texts: there is no file {rule}{_SUFFIX} beside its module.")
    return _loaded(rule_files()[rule])


def rule_name(rule: str, language: str) -> str:
    """Return what a rule is called in a language; its id where the rule or its name is not known."""
    if rule not in rule_files():
        return rule
    names = rule_table(rule).get("name", {})
    return str(names.get(language, names.get(LANGUAGES[0], rule)))


def language_name(code: str) -> Message:
    """Return what a language is called; its ISO 639-1 code where that is not known."""
    known = code in _messages("languages")
    return Message(f"languages.{code}") if known else Message("text.as-is", {"text": code})


def texts() -> Iterator[Text]:
    """Yield every text of every catalogue."""
    for catalogue in sorted({*_catalogue_files(), *rule_files()}):
        for key, languages in _messages(catalogue).items():
            yield Text(f"{catalogue}.{key}", languages)


@cache
def forms(id: str, language: str) -> Forms:
    """Return the text of a message in a language; in English where the catalogue lacks that language.

    :raises LookupError: if no catalogue has it
    """
    catalogue, _, key = id.partition(".")
    try:
        languages = _messages(catalogue)[key]
    except KeyError:
        raise LookupError(f"no text {id!r}") from None
    found = languages.get(language, languages[LANGUAGES[0]])
    spaced = interface(language if language in languages else LANGUAGES[0]).spaced
    return spaced(found) if isinstance(found, str) else {form: spaced(text) for form, text in found.items()}


def mistakes() -> list[str]:
    """Return a sentence for everything that is wrong in a catalogue: for tests, those of other packages included."""
    return [f"{text.id}: {problem}" for text in texts() for problem in _problems(text)]


def slots(template: str) -> frozenset[str]:
    """Return the names of the slots of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def _problems(text: Text) -> Iterator[str]:
    for language in LANGUAGES:
        if language not in text.languages:
            yield f"has no text in {language}."
    for language in text.languages:
        if language not in LANGUAGES:
            yield f"{language!r} is no interface language; known are {', '.join(LANGUAGES)}."
    for language, found in text.languages.items():
        if isinstance(found, str):
            continue
        if tuple(found) != _PLURAL_FORMS:
            yield f"has the plural forms {', '.join(found)} in {language}; expected {', '.join(_PLURAL_FORMS)}."
    # The singular may leave a slot out ("once"), so the whole of a language counts. What people write in each language
    # has a slot of its own in each: ``text_en`` and ``text_fr`` are one.
    used = {
        language: frozenset(
            slot.removesuffix(f"_{language}") for own, one in text.templates() if own == language for slot in slots(one)
        )
        for language in text.languages
    }
    if len(set(used.values())) > 1:
        yield "has other slots in one language than in another: " + "; ".join(
            f"{language} {', '.join(sorted(found)) or 'none'}" for language, found in used.items()
        )


@cache
def _messages(catalogue: str) -> Mapping[str, Mapping[str, Forms]]:
    if catalogue in rule_files():
        content = rule_table(catalogue)
        # ``number.name`` is what the rule is called.
        return {**content.get("messages", {}), "name": {LANGUAGES[0]: catalogue, **content.get("name", {})}}
    content = _loaded(_catalogue_files()[catalogue])
    found: Mapping[str, Mapping[str, Forms]] = content.get("messages", {})
    return found


@cache
def _catalogue_files() -> Mapping[str, Traversable]:
    return _toml_files(resources.files("aligner").joinpath("messages"))


def _loaded(file: Traversable) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file.name} is no TOML: {error}.") from None


def _toml_files(folder: Traversable) -> dict[str, Traversable]:
    return {one.name.removesuffix(_SUFFIX): one for one in folder.iterdir() if one.name.endswith(_SUFFIX)}


def _beside(point: EntryPoint) -> Traversable:
    """Return the TOML file beside the module of a rule of another package, without importing the module."""
    try:
        spec = find_spec(point.module)
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        raise ConfigError(
            f"{_package(point)} says that rule {point.name!r} is in {point.module}, and there is no such module."
        )
    path = Path(spec.origin).with_name(f"{point.name}{_SUFFIX}")
    if not path.is_file():
        raise ConfigError(f"{_package(point)} adds a rule {point.name!r} without its texts: there is no {path}.")
    return path


def _package(point: EntryPoint) -> str:
    return f"The package {point.dist.name}" if point.dist else "A package"
