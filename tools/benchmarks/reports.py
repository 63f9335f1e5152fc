"""How long every report takes on many findings, and how large it gets.

``python -m tools.benchmarks.reports [FINDINGS]`` (30,000 unless told) writes a table: format, seconds of the processor
(what else the machine does is not in them), megabytes, and megabytes after gzip. The text has 6,000 sentences a side,
each with five findings or so.
"""

import gzip
import sys
import time

from aligner.check import load_profile
from aligner.core import Bead, Finding, Message, Review, Severity
from aligner.gate import judge
from aligner.report import FORMATS, render_bytes
from tools.samples import document

SENTENCES = 6_000
RULES = ("number", "omission", "spacing", "name", "term-inconsistent", "punctuation")
LEVELS = (Severity.MINOR, Severity.MAJOR, Severity.NEUTRAL, Severity.CRITICAL)


def review(amount: int) -> Review:
    """Make a long text with this many findings, spread evenly over it."""
    english, french = (
        document(
            language,
            [[f"{words} {n}." for n in range(start, start + 20)] for start in range(0, SENTENCES, 20)],
            path=f"long.{language}.md",
        )
        for language, words in (("en", "The harbour has so many boats:"), ("fr", "Le port a tant de bateaux :"))
    )
    found = []
    for n in range(amount):
        sentence, start = n * 7 % SENTENCES, n % 5 * 4
        spans = (english.locate(sentence, start, start + 6), french.locate(sentence, start, start + 6))
        message = f"The original says {n}, the translation {n + 1}."
        level, rule = LEVELS[n * 7 % 4], RULES[n % 6]
        found.append(
            Finding(
                rule,
                level,
                "accuracy/mistranslation",
                Message("text.as-is", {"text": message}),
                *spans,
                confidence=0.6,
                fingerprint=f"{n:020x}",
            )
        )
    beads = tuple(Bead((n,), (n,), 0.8, 0.9) for n in range(SENTENCES))
    return Review(english, french, beads, tuple(sorted(found, key=lambda finding: -finding.severity.rank)))


def main(amount: int) -> None:
    """Time each format once."""
    found = review(amount)
    verdict = judge(found, load_profile("news"))

    print(f"{amount:,} findings, {SENTENCES:,} sentences a side")
    print(f"{'format':10}{'seconds':>9}{'MB':>8}{'gz MB':>8}")
    for name in FORMATS:
        began = time.process_time()
        content = render_bytes(found, name, verdict)
        seconds = time.process_time() - began
        packed = len(gzip.compress(content, 6))
        print(f"{name:10}{seconds:9.2f}{len(content) / 1e6:8.2f}{packed / 1e6:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
