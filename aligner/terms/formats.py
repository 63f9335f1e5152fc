"""Lists of terms and of deviations: CSV, TSV, TBX, JSON, and at the terminal."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.cells import defused
from aligner.terms.bilingual import BilingualTerm
from aligner.terms.glossary import Concept, Glossary, GlossaryTerm
from aligner.terms.glossary.table import COLUMNS
from aligner.terms.glossary.tbx import tbx_text
from aligner.terms.project import JobDeviation

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = [
    "concepts",
    "deviations_json",
    "deviations_table",
    "show_deviations",
    "show_terms",
    "terms_json",
    "terms_table",
    "terms_tbx",
]

_AROUND = 40  #: characters on both sides of a place
_DRAFT = ("count", "rendered", "other-equivalents", "score", "why")


def concepts(terms: Sequence[BilingualTerm], original: str, translation: str) -> list[Concept]:
    """Return an entry of a glossary for each term, with its first equivalent; a note says what else stands for it.

    :param original: ISO 639-1 code
    :param translation: the same
    """
    return [
        Concept(
            f"c{number}",
            (
                GlossaryTerm(term.text, original, part_of_speech="noun"),
                GlossaryTerm(term.equivalents[0].text, translation, part_of_speech="noun", note=_also(term)),
            ),
        )
        for number, term in enumerate(terms, 1)
    ]


def _also(term: BilingualTerm) -> str:
    others = ", ".join(f"{one.text} ({one.count})" for one in term.equivalents[1:])
    return f"also: {others}" if others else ""


def terms_table(
    terms: Sequence[BilingualTerm], original: str, translation: str, *, tabs: bool, formulas: bool = False
) -> str:
    """Return a table that can be read as a glossary: its own columns, then counts, score and reasons.

    :param formulas: whether cells are left as they are though a spreadsheet would run them
    """
    rows = [
        [
            *(term.text, term.equivalents[0].text, "", "noun", "", ""),
            *(str(term.count), str(term.equivalents[0].count)),
            "; ".join(f"{one.text} ({one.count})" for one in term.equivalents[1:]),
            *(f"{term.termhood.score:.2f}", term.termhood.why),
        ]
        for term in terms
    ]
    return _table([[original, translation, *COLUMNS, *_DRAFT], *rows], tabs=tabs, formulas=formulas)


def terms_tbx(terms: Sequence[BilingualTerm], original: str, translation: str, name: str) -> str:
    """Return TBX-Basic."""
    return tbx_text(Glossary(tuple(concepts(terms, original, translation)), name), original)


def terms_json(terms: Sequence[BilingualTerm]) -> str:
    """Return every term with all its places: sentence numbers and text offsets."""
    every = [
        {
            "term": term.text,
            "kind": term.kind.value,
            "count": term.count,
            "score": round(term.termhood.score, 3),
            "why": term.termhood.why,
            "places": [[o.sentence, o.start, o.end] for o in term.occurrences],
            "equivalents": [
                {"text": one.text, "count": one.count, "places": [list(place) for place in one.places]}
                for one in term.equivalents
            ],
        }
        for term in terms
    ]
    return json.dumps({"schema": "aligner.terms/1", "terms": every}, ensure_ascii=False, indent=1) + "\n"


def deviations_table(found: Sequence[JobDeviation], *, tabs: bool, formulas: bool = False) -> str:
    """Return a row for each deviation; see ``terms_table``."""
    rows = [
        [
            *(deviation.term, deviation.text, deviation.where, deviation.likely),
            "; ".join(f"{text} ({sum(n for _, n in counts)})" for text, counts in deviation.equivalents),
            *("spelling" if deviation.spelling else "word", f"{deviation.confidence:.2f}"),
        ]
        for deviation in found
    ]
    heads = ["term", "equivalent", "where", "likely", "equivalents", "kind", "confidence"]
    return _table([heads, *rows], tabs=tabs, formulas=formulas)


def deviations_json(found: Sequence[JobDeviation]) -> str:
    """Return every deviation, with the equivalents' counts by document."""
    every = [
        {
            "term": deviation.term,
            "equivalent": deviation.text,
            "path": deviation.document.path,
            "where": deviation.where,
            "sentence": deviation.sentence,
            "start": deviation.start,
            "end": deviation.end,
            "likely": deviation.likely,
            "kind": "spelling" if deviation.spelling else "word",
            "confidence": round(deviation.confidence, 3),
            "equivalents": [
                {"text": text, "count": sum(n for _, n in counts), "by_document": dict(counts)}
                for text, counts in deviation.equivalents
            ],
        }
        for deviation in found
    ]
    return json.dumps({"schema": "aligner.term-deviations/1", "deviations": every}, ensure_ascii=False, indent=1) + "\n"


def _table(rows: Sequence[Sequence[str]], *, tabs: bool, formulas: bool) -> str:
    safe = rows if formulas else [list(map(defused, row)) for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if tabs else ",", lineterminator="\n").writerows(safe)
    return out.getvalue()


def show_terms(terms: Sequence[BilingualTerm]) -> "RenderableType":
    """Return a table: term, equivalent, how often, what else stands for it, score and reasons."""
    from rich.table import Table
    from rich.text import Text

    if not terms:
        return Text("No term comes back often enough to be listed.")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Term", overflow="fold")
    table.add_column("Equivalent", overflow="fold")
    table.add_column("Times", justify="right")
    table.add_column("Other equivalents", overflow="fold")
    table.add_column("Score", justify="right")
    table.add_column("Because", style="dim", overflow="fold")
    for term in terms:
        first = term.equivalents[0]
        table.add_row(
            Text(term.text),
            Text(first.text),
            f"{first.count}/{term.count}",
            Text(", ".join(f"{one.text} ({one.count})" for one in term.equivalents[1:]), style="yellow"),
            f"{term.termhood.score:.2f}",
            term.termhood.why,
        )
    return table


def show_deviations(found: Sequence[JobDeviation], documents: int) -> "RenderableType":
    """Show term by term its equivalents with counts by document, then each deviating place."""
    from rich.console import Group
    from rich.text import Text

    if not found:
        return Text(f"{documents} pairs, no term that deviates.")
    number = "1 deviation" if len(found) == 1 else f"{len(found)} deviations"
    parts: list[Text] = [Text(f"{number} in {documents} pairs.")]
    for _, some in groupby(found, lambda deviation: (deviation.term, deviation.likely)):
        parts += _of_term(list(some))
    return Group(*parts)


def _of_term(some: Sequence[JobDeviation]) -> "Iterator[Text]":
    from rich.text import Text

    yield Text.assemble("\n", (some[0].term, "bold"))
    for text, counts in some[0].equivalents:
        total = sum(n for _, n in counts)
        by = ", ".join(f"{Path(path).name} {n}" for path, n in counts)
        yield Text(f"  {total:4} × {text}  ({by})")
    for deviation in some:
        sentence = deviation.document.sentences[deviation.sentence].text
        before, after = (
            sentence[max(0, deviation.start - _AROUND) : deviation.start],
            sentence[deviation.end : deviation.end + _AROUND],
        )
        likely = f"  likely “{deviation.likely}”"
        yield Text.assemble(
            "  ", (deviation.where, "cyan"), "  …", before, (deviation.text, "bold yellow"), after, "…", likely
        )
