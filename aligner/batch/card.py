"""Data set cards: a README that Hugging Face's ``datasets`` and people read, and the same for machines as Croissant."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aligner.export.characters import flat
from aligner.export.units import Dropped
from aligner.languages.defaults import INTERFACE
from aligner.messages import render

if TYPE_CHECKING:
    import pyarrow

__all__ = ["Config", "card", "croissant"]

_SIZES = (
    *((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M")),
    *((10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B")),
)
_LARGEST = "n>1B"

#: Columns, and what is in them.
COLUMNS = {
    "id": "document, number and digest of both texts; the same from run to run",
    "document": "id of the document, as the table of documents has it",
    "number": "place in the document, from zero",
    "type": "how many sentences of each: 1-1, 2-1 ...",
    "translation": "both texts, by language",
    "confidence": "probability that they translate each other",
    "similarity": "cosine of their vectors",
    "length_ratio": "characters of the translation by characters of the original",
    "worst_severity": "of the findings that are open",
    "findings": "what the checks found: rule, severity, MQM category, message, quote, decision",
    "status": "state as in XLIFF 2.1",
    "original_segments": "ids of the sentences; the same for the translation",
    "original_start": "character of the file where it begins; `_end` behind it; the same for the translation",
    "length_ratio_longer": "characters of the longer text by characters of the shorter",
    "original_language_probability": "how surely the original is in its language; the same for the translation",
    "margin": "cosine by the mean cosine of four neighbours on either side, among pairs written beside it",
    "chrf": "chrF of sacrebleu against the reference",
}


@dataclass(frozen=True, slots=True)
class Config:
    """A table of a data set."""

    name: str
    splits: Mapping[str, str]  #: part -> pattern of its files
    schema: "pyarrow.Schema"
    about: str


def card(
    title: str,
    languages: tuple[str, str],
    configs: Sequence[Config],
    amounts: Mapping[str, int],
    dropped: Sequence[Dropped] | None,
    run: Mapping[str, str],
    pictures: Mapping[str, str],
) -> str:
    """Return the README.

    :param amounts: of rows, documents and the like, by name; the first decides the size category
    :param dropped: what filters have left out; None where there were none to ask
    :param pictures: paths of histograms, by what they show
    """
    return "".join(_card(title, languages, configs, amounts, dropped, run, pictures))


def _card(
    title: str,
    languages: tuple[str, str],
    configs: Sequence[Config],
    amounts: Mapping[str, int],
    dropped: Sequence[Dropped] | None,
    run: Mapping[str, str],
    pictures: Mapping[str, str],
) -> Iterator[str]:
    yield "---\nlanguage:\n"
    yield from (f"- {language}\n" for language in sorted(set(languages)))
    yield f"pretty_name: {json.dumps(flat(title), ensure_ascii=False)}\n"
    yield "license: unknown\nmultilinguality: translation\n"
    yield f"task_categories:\n- translation\nsize_categories:\n- {_size(next(iter(amounts.values())))}\nconfigs:\n"
    for number, config in enumerate(configs):
        yield f"- config_name: {config.name}\n"
        yield "  default: true\n" if number == 0 else ""
        yield "  data_files:\n"
        yield from (f"  - split: {split}\n    path: {pattern}\n" for split, pattern in config.splits.items())
    yield f"tags:\n- parallel-corpus\n---\n\n# {flat(title)}\n\n"
    yield f"Originals ({languages[0]}) and their translations ({languages[1]}), aligned by aligner.\n\n"
    yield "| | |\n|---|---:|\n"
    yield from (f"| {name} | {count:,} |\n" for name, count in amounts.items())
    yield "\nThe licence of the texts is not known to the program that made this folder: put it into the card above "
    yield "before you share it.\n\n## Tables\n\n"
    yield from (f"- `{config.name}`: {config.about}\n" for config in configs)
    yield "\n## Columns\n\n| Column | What it is |\n|---|---|\n"
    yield from (f"| `{name}` | {COLUMNS[name]} |\n" for name in configs[0].schema.names if name in COLUMNS)
    if pictures:
        yield "\n## How it is spread\n\n"
        yield from (f"![{name}]({path})\n\n" for name, path in pictures.items())
    if dropped is not None:
        yield "\n## Left out\n\n" + ("" if dropped else "Nothing.\n")
        if dropped:
            yield "| Filter | Reason | Beads |\n|---|---|---:|\n"
            yield from (
                f"| {one.filter} | {_cell(render(one.reason, INTERFACE))} | {one.units:,} |\n" for one in dropped
            )
    yield "\n## How it was made\n\n"
    yield from (f"- {key}: `{flat(value).replace('`', ' ')}`\n" for key, value in sorted(run.items()))


def _size(rows: int) -> str:
    return next((name for limit, name in _SIZES if rows < limit), _LARGEST)


def _cell(text: str) -> str:
    return flat(text).replace("|", "\\|")


def croissant(
    title: str, languages: tuple[str, str], configs: Sequence[Config], version: str, about: str
) -> dict[str, Any]:
    """Return the data set's description by the Croissant format of MLCommons, version 1.0, as JSON-LD."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": _name(title),
        "description": about,
        "inLanguage": sorted(set(languages)),
        "license": "unknown",
        "version": version,
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": f"{config.name}-{split}",
                "name": f"{config.name}-{split}",
                "encodingFormat": "application/x-parquet",
                "includes": pattern,
            }
            for config in configs
            for split, pattern in config.splits.items()
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": f"{config.name}/{split}",
                "name": f"{config.name}/{split}",
                "description": config.about,
                "field": [
                    _field(f"{config.name}-{split}", f"{config.name}/{split}", column)
                    for column in config.schema
                    if _kind(column.type) is not None
                ],
            }
            for config in configs
            for split in config.splits
        ],
    }


def _name(title: str) -> str:
    return "".join(one if one.isalnum() or one in " -_." else "-" for one in flat(title)) or "corpus"


def _field(files: str, records: str, column: "pyarrow.Field") -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{records}/{column.name}",
        "name": column.name,
        "description": COLUMNS.get(column.name, column.name.replace("_", " ")),
        "dataType": _kind(column.type),
        "source": {"fileSet": {"@id": files}, "extract": {"column": column.name}},
    }


def _kind(kind: "pyarrow.DataType") -> str | None:
    """Return the type of a column of plain values; None for others, which Croissant has no columns for."""
    import pyarrow as pa

    if pa.types.is_string(kind):
        return "sc:Text"
    if pa.types.is_boolean(kind):
        return "sc:Boolean"
    if pa.types.is_integer(kind):
        return "sc:Integer"
    return "sc:Float" if pa.types.is_floating(kind) else None


_CONTEXT: dict[str, Any] = {
    "@language": INTERFACE,
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
