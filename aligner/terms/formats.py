"""Lists of terms and of deviations as files: CSV, TSV, TBX, JSON."""

import csv
import io
import json
from collections.abc import Sequence

from aligner.terms.bilingual import BilingualTerm
from aligner.terms.glossary import Concept, Glossary, GlossaryTerm
from aligner.terms.glossary.table import COLUMNS
from aligner.terms.glossary.tbx_write import tbx_text
from aligner.terms.project import Stray

__all__ = ["concepts", "strays_json", "strays_table", "terms_json", "terms_table", "terms_tbx"]

_DRAFT = ("count", "rendered", "other-renderings", "score", "why")


def concepts(terms: Sequence[BilingualTerm], original: str, translation: str) -> list[Concept]:
    """An entry of a glossary for each term, with its first rendering; a note says what else stands for it.

    :param original: ISO 639-1 code
    :param translation: the same
    """
    return [
        Concept(
            f"c{number}",
            (
                GlossaryTerm(term.text, original, part_of_speech="noun"),
                GlossaryTerm(term.renderings[0].text, translation, part_of_speech="noun", note=_also(term)),
            ),
        )
        for number, term in enumerate(terms, 1)
    ]


def _also(term: BilingualTerm) -> str:
    others = ", ".join(f"{one.text} ({one.count})" for one in term.renderings[1:])
    return f"also: {others}" if others else ""


def terms_table(terms: Sequence[BilingualTerm], original: str, translation: str, *, tabs: bool) -> str:
    """A table that can be read as a glossary: its own columns, then counts, score and reasons."""
    rows = [
        [
            *(term.text, term.renderings[0].text, "", "noun", "", ""),
            *(str(term.count), str(term.renderings[0].count)),
            "; ".join(f"{one.text} ({one.count})" for one in term.renderings[1:]),
            *(f"{term.merit.score:.2f}", term.merit.why),
        ]
        for term in terms
    ]
    return _table([[original, translation, *COLUMNS, *_DRAFT], *rows], tabs=tabs)


def terms_tbx(terms: Sequence[BilingualTerm], original: str, translation: str, name: str) -> str:
    """TBX-Basic."""
    return tbx_text(Glossary(tuple(concepts(terms, original, translation)), name), original)


def terms_json(terms: Sequence[BilingualTerm]) -> str:
    """Every term with all its places: sentence numbers and text offsets."""
    every = [
        {
            "term": term.text,
            "kind": term.kind.value,
            "count": term.count,
            "score": round(term.merit.score, 3),
            "why": term.merit.why,
            "places": [[o.sentence, o.start, o.end] for o in term.occurrences],
            "renderings": [
                {"text": one.text, "count": one.count, "places": [list(place) for place in one.places]}
                for one in term.renderings
            ],
        }
        for term in terms
    ]
    return json.dumps({"schema": "aligner.terms/1", "terms": every}, ensure_ascii=False, indent=1) + "\n"


def strays_table(found: Sequence[Stray], *, tabs: bool) -> str:
    """A row for each deviation."""
    rows = [
        [
            *(stray.term, stray.text, stray.where, stray.likely),
            "; ".join(f"{text} ({sum(n for _, n in counts)})" for text, counts in stray.renderings),
            *("spelling" if stray.spelling else "word", f"{stray.confidence:.2f}"),
        ]
        for stray in found
    ]
    heads = ["term", "rendering", "where", "likely", "renderings", "kind", "confidence"]
    return _table([heads, *rows], tabs=tabs)


def strays_json(found: Sequence[Stray]) -> str:
    """Every deviation, with the renderings' counts by document."""
    every = [
        {
            "term": stray.term,
            "rendering": stray.text,
            "path": stray.document.path,
            "where": stray.where,
            "sentence": stray.sentence,
            "start": stray.start,
            "end": stray.end,
            "likely": stray.likely,
            "kind": "spelling" if stray.spelling else "word",
            "confidence": round(stray.confidence, 3),
            "renderings": [
                {"text": text, "count": sum(n for _, n in counts), "by_document": dict(counts)}
                for text, counts in stray.renderings
            ],
        }
        for stray in found
    ]
    return json.dumps({"schema": "aligner.term-deviations/1", "deviations": every}, ensure_ascii=False, indent=1) + "\n"


def _table(rows: Sequence[Sequence[str]], *, tabs: bool) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if tabs else ",", lineterminator="\n").writerows(rows)
    return out.getvalue()
