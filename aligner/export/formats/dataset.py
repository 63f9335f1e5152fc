"""A folder as Hugging Face's ``datasets`` loads it: a card with YAML front matter and the units as Parquet."""

import json
from collections.abc import Iterator

from aligner.export.characters import flat
from aligner.export.formats import parquet
from aligner.export.output import Parts, text_part
from aligner.export.units import Corpus
from aligner.messages import LANGUAGES, render

__all__ = ["parts"]

_DATA = "data/train-00000-of-00001.parquet"
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))

_COLUMNS = """\
| Column | What it is |
|---|---|
| `original_text`, `translation_text` | the sentences of the unit, with spaces between |
| `original`, `translation` | their numbers in the document, from zero |
| `type` | how many sentences of each: 1-1, 2-1 ... |
| `confidence` | probability that they translate each other |
| `similarity` | cosine of their vectors |
| `findings` | what the checks found: rule, severity, MQM category, message, decision |
| `status`, `comment` | state as in XLIFF 2.1, and what a reviewer wrote |
| `original_path`, `_block`, `_kind`, `_start`, `_end` | where it stands; the same for the translation |
"""


def parts(corpus: Corpus) -> Parts:
    """Return the card and the data.

    :raises MissingExtraError: if pyarrow is not installed
    """
    return {"/README.md": text_part(lambda: _card(corpus)), f"/{_DATA}": parquet.parts(corpus)[""]}


def _card(corpus: Corpus) -> Iterator[str]:
    languages = sorted({corpus.original.language, corpus.translation.language})
    name = f"{flat(corpus.original.path)} – {flat(corpus.translation.path)}"
    yield "---\nlanguage:\n"
    yield from (f"- {language}\n" for language in languages)
    # A double-quoted YAML text may be written as JSON writes it.
    yield f"pretty_name: {json.dumps(name, ensure_ascii=False)}\nlicense: unknown\nmultilinguality: translation\n"
    yield f"task_categories:\n- translation\nsize_categories:\n- {_size(len(corpus))}\n"
    yield f"configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: {_DATA}\n"
    yield "tags:\n- parallel-corpus\n---\n\n"
    yield f"# {_markdown(name)}\n\n"
    yield f"{len(corpus):,} pairs of an original ({corpus.original.language}) and its translation "
    yield f"({corpus.translation.language}), aligned by aligner, from {corpus.beads:,} beads.\n\n"
    yield "The licence of the texts is not known to the program that made this folder: put it into the card above "
    yield f"before you share it.\n\n## Columns\n\n{_COLUMNS}\n## Left out\n\n"
    if corpus.dropped:
        yield "| Filter | Reason | Units |\n|---|---|---|\n"
        yield from (
            f"| {one.filter} | {_markdown(render(one.reason, LANGUAGES[0]))} | {one.units:,} |\n"
            for one in corpus.dropped
        )
    else:
        yield "Nothing.\n"
    yield "\n## How it was made\n\n"
    yield from (f"- {key}: `{flat(value).replace('`', ' ')}`\n" for key, value in sorted(corpus.run.items()))
    for side, found in (("original", corpus.original), ("translation", corpus.translation)):
        yield f"- sha256 of the {side}: `{found.sha256}`\n"


def _size(units: int) -> str:
    return next((name for limit, name in _SIZES if units < limit), "1M<n<10M")


def _markdown(text: str) -> str:
    """Return the text with Markdown's marks made harmless."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>#|~&" else character for character in text)
