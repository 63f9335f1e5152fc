"""A lexicon of word links, counted in parallel texts out of Debian packages.

The texts are message catalogues, package descriptions and help pages, English and French; packages are downloaded and
unpacked, not installed. Only words and counts are kept. It takes a quarter of an hour and 5 GB of memory on one core.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.errors import InputError
from aligner.link.lexicon import pack
from aligner.link.tokens import tokenize
from aligner.link.units import units
from tools.manifest import Input
from tools.train.lexicon.counts import Counts, count_links
from tools.train.lexicon.packages import Package, fetch, names, unpack
from tools.train.lexicon.segments import segments
from tools.train.trainer import Trainer

__all__ = ["TRAINER", "learned", "lexicon_arrays"]

_LANGUAGES = ("en", "fr")
_LONGEST = 40  # words of a sentence; longer ones are mostly lists
_LEAST_LINKS = 0.3
_ODD_LENGTHS = 3.0  # ratio beyond which a pair is hardly a translation


def learned(folders: Sequence[Path], say: Callable[[str], None]) -> bytes:
    """Return the file of a lexicon, made from unpacked packages and lists of descriptions.

    :raises InputError: if there is no parallel text in them
    """
    pairs = [pair for folder in folders for pair in _tokenised(folder, _LANGUAGES[1])]
    if not pairs:
        raise InputError(f"There is no parallel text in {', '.join(map(str, folders))}.")
    say(f"{len(pairs)} segments, {sum(len(one) for one, _ in pairs)} words of the original")
    arrays = lexicon_arrays(count_links(pairs, say), _LANGUAGES)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    say(f"{len(arrays['links'])} pairs of words in {file.tell()} bytes")
    return file.getvalue()


def lexicon_arrays(counts: Counts, languages: tuple[str, str]) -> dict[str, NDArray[Any]]:
    """Return the arrays of a lexicon file: words that were ever linked, with their lemmas."""
    from simplemma import lemmatize

    kept = counts.links > _LEAST_LINKS
    pairs, words, occurrences, lemmas = [], [], [], []
    for side, language in enumerate(languages):
        used, numbers = np.unique(counts.pairs[side][kept], return_inverse=True)
        own = [counts.words[side][n] for n in used]
        base = [lemmatize(word, lang=language).lower() if word.isalpha() else word for word in own]
        every = [*own, *sorted(set(base) - set(own))]
        index = {word: n for n, word in enumerate(every)}
        pairs.append(numbers)
        words.append(every)
        occurrences.append(np.concatenate([counts.occurrences[side][used], np.zeros(len(every) - len(own))]))
        lemmas.append(np.array([index[word] for word in [*base, *every[len(own) :]]]))
    return pack(
        (words[0], words[1]),
        (occurrences[0], occurrences[1]),
        (lemmas[0], lemmas[1]),
        (pairs[0], pairs[1]),
        counts.links[kept],
    )


def _tokenised(folder: Path, language: str) -> list[tuple[list[str], list[str]]]:
    found = []
    for texts in segments(folder, language):
        one, other = (
            [unit.word for unit in units([token.text for token in tokenize(text, code)], code)]
            for text, code in zip(texts, ("en", language), strict=True)
        )
        # A few words are added so that short labels may differ more.
        ratio = (len(one) + 2) / (len(other) + 2)
        if 0 < len(one) <= _LONGEST and 0 < len(other) <= _LONGEST and 1 / _ODD_LENGTHS <= ratio <= _ODD_LENGTHS:
            found.append((one, other))
    return found


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    packages, lists = fetch(names(), data, _LANGUAGES[1])
    say(f"{len(packages)} packages")
    unpack(packages, data / "unpacked", _LANGUAGES[1])
    return {"lexicon.en-fr.npz": learned([data / "unpacked", lists[0].parent], say)}


def _inputs(data: Path) -> dict[str, list[Package | Input]]:
    packages, lists = fetch(names(), data, _LANGUAGES[1])
    return {"lexicon.en-fr.npz": [*packages, Input("lists of package descriptions", data, tuple(lists))]}


TRAINER = Trainer(_train, _inputs, ("numpy", "simplemma"))
