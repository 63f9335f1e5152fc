"""Terms measured on the evaluation data: equivalents located, deviations found, harmless changes left alone, speed.

python -m tools.benchmarks.terms located FOLDER   # the data's terms/: accepted equivalent found for each marked term
python -m tools.benchmarks.terms harmless FOLDER... # plurals, elisions, articles, capitals at a sentence's start
python -m tools.benchmarks.terms planted FOLDER... # recall and precision of deviations, docs/* first, then tico19/*
python -m tools.benchmarks.terms speed FOLDER...  # seconds of term-inconsistent a 1,000 pairs, links apart

For the second number of ``planted``, that of documents not learned from, weights are learned six times anew: a quarter
of an hour.
"""

import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.check.base import PairContext
from aligner.check.registry import load_rules
from aligner.core import Bead, Document, Finding, Side
from aligner.encode import cached, load
from aligner.evaluate.known import KnownDefect, read_known
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.link.pair import PairLinks
from aligner.messages import LANGUAGES, render
from aligner.terms.candidates import Occurrence
from aligner.terms.equivalents import linked
from aligner.terms.links import link_beads
from aligner.terms.phrase_index import Index
from aligner.terms.words import bead_words
from tools.samples import document
from tools.train.planted_terms import overlapping, plant
from tools.train.terms import beads_of, report, with_texts

_WANTED = 1000  #: harmless changes
_SEED = 7
_SEEDS = (7, 8, 9)  #: of planted deviations
_REPORTED = 0.5  #: confidence from which on the default profile reports
_PRECISION = 0.85  #: wanted


def located(folder: Path) -> None:
    """Measure how often terms of ``covid.jsonl`` are linked to an accepted equivalent, or to what covers one."""
    documents: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in (folder / "covid.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["doc"]].append(row)
    seen: Counter[str] = Counter()
    for rows in documents.values():
        seen += _located_in(rows)
    total = sum(seen.values())
    print(f"{total} marked terms: exact {seen['exact'] / total:.3f}, ", end="")
    print(f"exact or covering {(seen['exact'] + seen['covering']) / total:.3f} (must .88, aim .95)")


def _located_in(rows: Sequence[dict[str, object]]) -> Counter[str]:
    sides = [[str(row[key]).strip() or "." for row in rows] for key in ("en", "fr_ref")]
    original, translation = (
        document(language, [[text] for text in side]) for language, side in zip(("en", "fr"), sides, strict=True)
    )
    beads = [Bead((n,), (n,)) for n in range(len(rows))]
    index = Index(bead_words(original, translation, beads))
    known = PairLinks(original, translation, beads, load())
    links = link_beads(index.beads, range(len(index.beads)), beads, known)
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows):
        terms = row["terms_en"]
        there = row["terms_fr_ref"]
        assert isinstance(terms, list)
        assert isinstance(there, list)
        marked = {term["id"]: term["surface"] for term in there}
        for term in terms:
            found = re.search(rf"(?<!\w){re.escape(term['surface'])}(?!\w)", sides[0][number], re.IGNORECASE)
            if found is None or number not in index.positions:
                seen["nowhere"] += 1
                continue
            at = index.positions[number]
            place = Occurrence(number, number, found.start(), found.end(), found.group())
            words = linked(place, index.beads[at], links[at], "fr")
            text = sides[1][number][words[0].start : words[-1].end].lower() if words else ""
            accepted = {rendering.lower() for rendering in (*term["tgt"], marked[term["id"]])}
            covering = any(f" {rendering} " in f" {text} " for rendering in accepted)
            seen["exact" if text in accepted else "covering" if covering else "wrong"] += 1
    return seen


def harmless(folders: Sequence[Path]) -> None:
    """Make changes that no editor calls another term; what is found there and was not before is wrong."""
    tried, wrong = Counter[str](), list[str]()
    clean = load_pairs(folders)
    each = max(1, _WANTED // len(clean) + 1)
    for one in clean:
        beads = beads_of(one.matches)
        checked = PairContext(one.original, one.translation, beads, load())
        before = {_key(finding) for finding in _found(checked)}
        changes = dict(_changes(one.translation, each))
        texts = [changes[s.number][1] if s.number in changes else s.text for s in one.translation.sentences]
        after = _found(replace(checked, translation=with_texts(one.translation, texts)))
        tried.update(kind for kind, _ in changes.values())
        for finding in after:
            if finding.translation and _key(finding) not in before:
                number = finding.translation.sentences[0]
                if number in changes:
                    wrong.append(f"{one.name} {changes[number][0]}: {render(finding.message, LANGUAGES[0])}")
    print(f"{sum(tried.values())} harmless changes ({dict(tried)}): {len(wrong)} findings (must 0)")
    for line in wrong:
        print("  ", line)


def _found(checked: PairContext) -> list[Finding]:
    return [finding for finding in load_rules()["term-inconsistent"].check(checked) if finding.confidence >= _REPORTED]


def _key(finding: Finding) -> tuple[str, tuple[int, ...]]:
    assert finding.translation
    return str(finding.message.arguments.get("term")), finding.translation.sentences


def _substitution(pattern: str, by: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(by, text, count=1)


def _without_article(text: str) -> str | None:
    """Drop the article, as in a heading: the noun that opens the sentence gets the capital."""
    found = re.match(r"(?:Le|La|Les|Un|Une|Des) ([a-zéèêà]{4,})", text)
    return found[1].capitalize() + text[found.end() :] if found else None


_KINDS: dict[str, Callable[[str], str | None]] = {
    "plural": _substitution(r"(?<![\w’'-])(le|la) ([a-zéèêà]{5,}[bcdéfgklmnprt]e?)(?= [a-zé]{2,} )", r"les \2s"),
    "elision": _substitution(r"(?<![\w’'-])(les) ([aeéêio][a-zéèêà]{4,})s(?![\w-])", r"l'\2"),
    "article": _substitution(r"(?<![\w’'-])(les) ([a-zéèêà]{5,}s)(?![\w-])", r"ces \2"),
    "contraction": _substitution(r"(?<![\w’'-])(dans le) ([bcdfgjklmnpqrstv][a-zéèêà]{4,})(?![\w-])", r"au \2"),
    "capital": _without_article,
}


def _changes(document: Document, most: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield sentences with what was done to each and how they read now."""
    order = random.Random(_SEED).sample(list(document.sentences), len(document.sentences))
    done = 0
    for sentence in order:
        if done == most:
            return
        changed = _change(sentence.text, done)
        if changed is not None:
            done += 1
            yield sentence.number, changed


def _change(text: str, turn: int) -> tuple[str, str] | None:
    """Return the next kind of change that fits the sentence."""
    for kind in (*_KINDS, *_KINDS)[turn % len(_KINDS) :][: len(_KINDS)]:
        new = _KINDS[kind](text)
        if new is not None and new != text:
            return kind, new
    return None


def planted(folders: Sequence[Path]) -> None:
    """Count deviations of ``planted_terms`` that are found, and what else is; real ones, read by people, are right."""
    clean = load_pairs(folders)
    known = read_known(Path(__file__).parents[1] / "known_defects.tsv")
    some = [_planted_in(one, known, seed) for one in clean for seed in _SEEDS]
    _print_planted("weights that ship, learned from these documents with other deviations", some)
    report(clean, print)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was found in one document with plants: confidence, and whether it is a plant, a real one or wrong."""

    plants: int
    found: tuple[float, ...]  #: of each plant that is found
    real: tuple[float, ...]
    wrong: tuple[float, ...]


def _print_planted(name: str, outcomes: Sequence[_Outcome]) -> None:
    plants = sum(one.plants for one in outcomes)
    found, real, wrong = ([c for one in outcomes for c in getattr(one, kind)] for kind in ("found", "real", "wrong"))
    points = []
    for limit in sorted({*found, *real, *wrong, _REPORTED}):
        counts = [sum(c >= limit for c in some) for some in (found, real, wrong)]
        points.append((limit, counts[0] / plants, (counts[0] + counts[1]) / max(1, sum(counts)), counts))
    _, recall, precision, (right, others, mistaken) = next(p for p in points if p[0] >= _REPORTED)
    print(f"{name}: {plants} deviations, recall {recall:.3f} at precision {precision:.3f}", end=" ")
    print(f"({right} planted, {others} real, {mistaken} wrong findings)", end="; ")
    best = max((p for p in points if p[2] >= _PRECISION), key=lambda p: p[1], default=points[-1])
    print(f"from confidence {best[0]:.2f} recall {best[1]:.3f} at precision {best[2]:.3f} (must .80 at .85)")


def _planted_in(one: CleanPair, known: Sequence[KnownDefect], seed: int) -> _Outcome:
    english, french = ([""] * len(one.translation.sentences) for _ in range(2))
    for left, right in one.matches or ():
        english[right], french[right] = one.original.sentences[left].text, one.translation.sentences[right].text
    done = {each.sentence: each for each in plant(english, french, seed)}
    texts = [done[s.number].text if s.number in done else s.text for s in one.translation.sentences]
    checked = PairContext(one.original, with_texts(one.translation, texts), beads_of(one.matches), load())
    found, real, wrong = dict[int, float](), list[float](), list[float]()
    for finding in load_rules()["term-inconsistent"].check(checked):
        assert finding.translation
        number = finding.translation.sentences[0]
        start = finding.translation.start - checked.translation.sentences[number].start
        block = one.translation.sentences[number].block
        if number in done and overlapping(done[number], start, start + len(finding.translation.text)):
            found[number] = max(finding.confidence, found.get(number, 0.0))
        elif any(k.excuses(one.name, "term-inconsistent", [(Side.TRANSLATION, block)]) for k in known):
            real.append(finding.confidence)
        else:
            wrong.append(finding.confidence)
    return _Outcome(len(done), tuple(found.values()), tuple(real), tuple(wrong))


def speed(folders: Sequence[Path]) -> None:
    """Measure CPU seconds of the rule, with vectors in the encoder's cache, and of its links alone."""
    encoder = cached(load())
    encoder.encode(["x"])
    spent, linking, pairs = 0.0, 0.0, 0
    for one in load_pairs(folders):
        beads = beads_of(one.matches)
        for _ in range(2):  # the first time fills the encoder's cache
            checked = PairContext(one.original, one.translation, beads, encoder)
            began = time.process_time()
            list(load_rules()["term-inconsistent"].check(checked))
            last = time.process_time() - began
        spent += last
        words = bead_words(one.original, one.translation, beads)
        began = time.process_time()
        link_beads(words, range(len(words)), beads, PairLinks(one.original, one.translation, beads, encoder))
        linking += time.process_time() - began
        pairs += len(beads)
    print(f"{pairs} pairs: {1000 * spent / pairs:.2f} s CPU a 1,000 (must 5 beyond the links); ", end="")
    print(f"all links alone {1000 * linking / pairs:.2f} s")


def main(arguments: Sequence[str]) -> int:
    """Run one of the measurements."""
    commands = {"located": lambda paths: located(paths[0]), "harmless": harmless, "planted": planted, "speed": speed}
    if len(arguments) < 2 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    commands[arguments[0]]([Path(argument) for argument in arguments[1:]])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
