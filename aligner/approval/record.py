"""The record of an approval: a JSON file beside the translation, which a person can read and a key can sign."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.config.profile import Profile
from aligner.config.show import settings
from aligner.core import Document, Review
from aligner.decisions import digest_of
from aligner.errors import ConfigError
from aligner.files import read_text, write_text
from aligner.gate import Verdict
from aligner.messages import LANGUAGES, render
from aligner.terms.glossary import Glossary

__all__ = [
    "SCHEMA",
    "Record",
    "Surroundings",
    "Text",
    "beside",
    "read_record",
    "record_of",
    "surroundings",
    "write_record",
]

SCHEMA = "aligner.approval/1"
_SUFFIX = ".approval.json"


@dataclass(frozen=True, slots=True)
class Text:
    """One of the two texts, as it was approved."""

    path: str
    language: str
    sha256: str  #: of the file, hexadecimal
    sentences: tuple[str, ...]  #: so that a change can be named


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else a verdict depends on."""

    profile: str  #: its name
    settings: Mapping[str, str]  #: every setting of the profile, as JSON
    glossary: str  #: SHA-256 of its file, hexadecimal; empty without one
    decisions: str  #: SHA-256 of the store of decisions; empty without one


@dataclass(frozen=True, slots=True)
class Record:
    """What was approved, by whom."""

    original: Text
    translation: Text
    around: Surroundings
    run: Mapping[str, str]  #: what it takes to get the same verdict again
    outcome: str
    headline: str  #: of the verdict, in English
    by: str
    role: str
    when: str
    note: str


def beside(translation: str) -> Path:
    """Return where the approval of a translation is: ``text.fr.md`` has ``text.fr.md.approval.json``."""
    return Path(translation + _SUFFIX)


def surroundings(profile: Profile, glossary: Glossary | None, decisions: Path, translation: str) -> Surroundings:
    """Return what a verdict depends on beside the texts.

    :param decisions: the store of decisions, whether it is there or not
    :param translation: its path; in a store for several texts, only what is said of this one counts
    :raises InputError: if it cannot be read
    """
    said = digest_of(decisions, translation)
    found = {key: json.dumps(value, default=str, sort_keys=True) for key, value in sorted(settings(profile).items())}
    return Surroundings(profile.name, found, glossary.sha256 if glossary else "", said)


def record_of(
    review: Review, verdict: Verdict, around: Surroundings, *, by: str, role: str, when: str, note: str
) -> Record:
    """Return the record of a pair that somebody approves."""
    return Record(
        _text(review.original),
        _text(review.translation),
        around,
        dict(review.run),
        verdict.outcome.value,
        render(verdict.headline, LANGUAGES[0]),
        by,
        role,
        when,
        note,
    )


def _text(document: Document) -> Text:
    sentences = tuple(" ".join(sentence.text.split()) for sentence in document.sentences)
    return Text(document.path, document.language, document.sha256, sentences)


def write_record(path: Path, record: Record) -> None:
    """Write the file, whole or not at all.

    :raises InputError: if it cannot be written
    """
    content = {
        "schema": SCHEMA,
        "approved": {"by": record.by, "role": record.role, "when": record.when, "note": record.note},
        "verdict": {"outcome": record.outcome, "headline": record.headline},
        "run": dict(record.run),
        "profile": {"name": record.around.profile, "settings": dict(record.around.settings)},
        "glossary": record.around.glossary,
        "decisions": record.around.decisions,
        **{
            side: {"path": text.path, "language": text.language, "sha256": text.sha256, "sentences": text.sentences}
            for side, text in (("original", record.original), ("translation", record.translation))
        },
    }
    write_text(path, json.dumps(content, indent=1) + "\n")


def read_record(path: Path) -> Record:
    """Read the file.

    :raises InputError: if it cannot be read
    :raises ConfigError: if it is no record of an approval
    """
    try:
        content = json.loads(read_text(path))
        if content["schema"] != SCHEMA:
            raise ValueError(f"its schema is {content['schema']!r}")
        said, verdict = content["approved"], content["verdict"]
        return Record(
            _read_text(content["original"]),
            _read_text(content["translation"]),
            Surroundings(
                content["profile"]["name"],
                content["profile"]["settings"],
                content["glossary"],
                content["decisions"],
            ),
            content["run"],
            verdict["outcome"],
            verdict["headline"],
            *(str(said[key]) for key in ("by", "role", "when", "note")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = f"there is no {error} in it" if isinstance(error, KeyError) else str(error)
        raise ConfigError(
            f"{path} is no record of an approval, or a damaged one: {why}. Move it away, or approve again."
        ) from error


def _read_text(content: Mapping[str, Any]) -> Text:
    return Text(content["path"], content["language"], content["sha256"], tuple(map(str, content["sentences"])))
