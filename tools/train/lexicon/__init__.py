"""Trains a lexicon from parallel text and writes it as ``.npz``.

The shipped ``lexicon.en-fr.npz`` was made with ``python -m tools.train.lexicon FOLDER -o FILE``. FOLDER held,
from Debian 12, the French catalogues of an installed system and those of the packages aptitude, binutils,
coreutils, digikam, evolution, freeciv, gcc, gimp, git, gnucash, gnumeric, gnupg, inkscape, kstars, libreoffice,
util-linux, vlc and wesnoth (with its campaigns), apt's lists of translated package descriptions, and LibreOffice's
help in both languages: 270,000 segments, 2.7 million English words. It takes six minutes and 4 GB on one core.
Only words and counts are kept. Manuals that serve as evaluation data were left out.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.link.lexicon import pack
from aligner.link.tokens import tokenize
from aligner.link.units import units
from tools.train.lexicon.counts import Counts, count_links
from tools.train.lexicon.segments import segments

__all__ = ["lexicon_arrays", "main"]

_LONGEST = 40  # words of a sentence; longer ones are mostly lists
_LEAST_LINKS = 0.3
_ODD_LENGTHS = 3.0  # ratio beyond which a pair is hardly a translation


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.lexicon", description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+", help="unpacked packages")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--language", default="fr", help="of the translations; originals are English")
    options = parser.parse_args()
    pairs = [pair for folder in options.folders for pair in _tokenised(folder, options.language)]
    if not pairs:
        sys.exit(f"No parallel text in {', '.join(map(str, options.folders))}.")
    _say(f"{len(pairs)} segments, {sum(len(one) for one, _ in pairs)} words of the original")
    arrays = lexicon_arrays(count_links(pairs, _say), ("en", options.language))
    draft = options.output.with_suffix(".part.npz")
    np.savez_compressed(draft, allow_pickle=False, **arrays)
    draft.replace(options.output)
    _say(f"{len(arrays['links'])} pairs of words in {options.output.stat().st_size} bytes")


def lexicon_arrays(counts: Counts, languages: tuple[str, str]) -> dict[str, NDArray[Any]]:
    """The arrays of a lexicon file: words that were ever linked, with their lemmas."""
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


def _say(message: str) -> None:
    sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    main()
