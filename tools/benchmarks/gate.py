"""How clean texts fare at the gate: ``python -m tools.benchmarks.gate FOLDER...``, as ``evaluate findings`` takes them.

Prints, for each profile that ships with the program, how many texts pass, and the findings that count per 1,000 words
of the original, all of them and those of severity major or critical. Findings about text that was left in English are
right and are left out, as are those of ``tools/known_defects.tsv``. Each text is reviewed once; profiles differ in
what they make of it. Weights were learned on tico19 and docs: other texts, such as clean/handbook, tell more.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from aligner.check import PairContext, Profile, load_profile
from aligner.check.run import candidates, reported, weighed
from aligner.config.profile import profile_names
from aligner.core import Finding, Review, Severity, Side
from aligner.encode import VectorCache, cached, default_cache, load
from aligner.evaluate.known import KnownDefect, read_known
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.evaluate.remembered import aligned
from aligner.gate import Verdict, judge

__all__ = ["main"]

_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"


def main(folders: Sequence[Path]) -> None:
    """Print the table."""
    pairs, known = load_pairs(folders), read_known(_KNOWN)
    encoder = cached(load(), VectorCache(default_cache()))
    verdicts: dict[str, list[Verdict]] = {name: [] for name in profile_names()}
    for clean in pairs:
        beads, moved = aligned(clean.original, clean.translation, encoder, default_cache().parent / "beads")
        pair = PairContext(clean.original, clean.translation, beads, encoder, moved)
        every = candidates(pair, Profile())
        for name, made in verdicts.items():
            profile = load_profile(name)
            found = reported(pair, weighed(_asked(every, profile), profile), profile)
            false = tuple(finding for finding in found if not _is_right(clean, finding, known))
            made.append(judge(Review(clean.original, clean.translation, beads, false), profile))
    print("| profile | texts that pass | findings per 1,000 words | major or worse | median score |")
    print("|---|---|---|---|---|")
    for name, made in verdicts.items():
        words = sum(verdict.score.words for verdict in made) / 1000
        total = sum(sum(verdict.counts.values()) for verdict in made) / words
        worse = sum(verdict.counts[Severity.MAJOR] + verdict.counts[Severity.CRITICAL] for verdict in made) / words
        passing = sum(verdict.passes for verdict in made)
        middle = median(verdict.score.quality for verdict in made)
        print(f"| {name} | {passing} of {len(made)} | {total:.2f} | {worse:.2f} | {middle:.2f} |")


def _asked(findings: Iterable[Finding], profile: Profile) -> Iterator[Finding]:
    """Return those of rules that the profile asks."""
    return (finding for finding in findings if profile.settings(finding.rule).enabled)


def _is_right(pair: CleanPair, finding: Finding, known: Sequence[KnownDefect]) -> bool:
    """Tell whether a finding on a clean text is right after all."""
    blocks = [
        (side, document.sentences[n].block)
        for side, document, span in (
            (Side.ORIGINAL, pair.original, finding.original),
            (Side.TRANSLATION, pair.translation, finding.translation),
        )
        if span
        for n in span.sentences
    ]
    return any(block in pair.left_alone.get(side, ()) for side, block in blocks) or any(
        one.excuses(pair.name, finding.rule, blocks) for one in known
    )


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
