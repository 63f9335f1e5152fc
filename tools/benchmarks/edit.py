"""Seconds that an edit of one sentence of a 1,000-sentence pair takes, when the session has seen the pair.

python -m tools.benchmarks.edit FOLDER...   # en.txt and fr.txt in each; their first 1,000 lines make one pair

One core is used. In each edit one word of a sentence of the translation becomes another word of the text; each tenth
is compared with a fresh review of the edited pair, which must be equal.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from aligner.core import Review
from aligner.encode import load
from aligner.parallel import limit_threads
from aligner.session import Configuration, Session, Texts
from tools.benchmarks.checks import first_lines

_EDITS = 50
_COMPARED = 10  #: of so many edits one is compared
_SHORTEST = 4  #: words of a sentence that is edited
_MOST_SECONDS = 0.3


def main(arguments: Sequence[str]) -> int:
    """Print seconds of the preparation, and the median, the ninth tenth and the worst of the edits."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rng = random.Random(1)
    with limit_threads(1), tempfile.TemporaryDirectory() as name:
        folders = [Path(argument) for argument in arguments]
        texts = Texts(first_lines(folders, "en", Path(name)), first_lines(folders, "fr", Path(name)))
        session = Session(Configuration(lines=True), encoder=load())
        review = session.check(session.context(texts))
        began = time.process_time()
        first = session.editable(review)
        print(f"{len(texts.translation.sentences):,} sentences, prepared in {time.process_time() - began:.1f} s of CPU")
        seconds, passed = [], []
        for number in range(_EDITS):
            segment, text = _edited(review, rng)
            began, since = time.process_time(), time.perf_counter()
            review = session.edit(review, segment, text)
            seconds.append(time.process_time() - began)
            passed.append(time.perf_counter() - since)
            if number % _COMPARED == 0:
                pair = first.following(review.original, review.translation, review.beads, review.moved)
                pair.terms = None
                assert session.check(pair) == review
    for kind, some in (("CPU", seconds), ("wall", passed)):
        median, most, worst = np.quantile(some, [0.5, 0.9, 1])
        print(f"an edit, ms of {kind}: median {1000 * median:.0f}, 9 of 10 {1000 * most:.0f}, worst {1000 * worst:.0f}")
    return int(float(np.median(seconds)) > _MOST_SECONDS)


def _edited(review: Review, rng: random.Random) -> tuple[str, str]:
    """A segment of the translation, and its text with another word in the place of one."""
    sentences = [one for one in review.translation.sentences if len(one.text.split()) >= _SHORTEST]
    sentence = rng.choice(sentences)
    words = sentence.text.split()
    words[rng.randrange(len(words))] = rng.choice(rng.choice(sentences).text.split())
    return sentence.id, " ".join(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
