"""Punkt's statistics of a language: abbreviations, collocations and words that open sentences.

Only training imports nltk: importing it takes two seconds, splitting a book less than one.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from aligner.split.statistics import Statistics
from tools.manifest import Input
from tools.train.trainer import Trainer, texts_of

__all__ = ["TRAINER", "as_json", "learned"]

_LANGUAGES = ("en", "fr")
_COLLECTIONS = ("docs", "novels", "tico19")

#: How often an abbreviation has to be seen. On manuals and novels Punkt's finds below it were ordinary words
#: ("kidding", "usual", "âne") more often than abbreviations.
RAREST_ABBREVIATION = 3


def learned(blocks: Iterable[str]) -> Statistics:
    """Return Punkt's statistics of a text, given block by block.

    Punkt takes a rare word for an abbreviation as soon as it happens to end a sentence, and a name for a sentence
    starter. So an abbreviation has to be seen a few times, a starter has to be a word that is written in lower case
    elsewhere, and whatever is no word (numbers, file names) is left to the rules.
    """
    from nltk.tokenize.punkt import PunktTrainer

    text = "\n\n".join(blocks)
    tokens = Counter(text.split())
    stopped = Counter(re.findall(r"([^\s\"'’“”«»‘,;:()\[\]]+)\.(?!\w)", text.lower()))
    trainer = PunktTrainer()
    trainer.INCLUDE_ABBREV_COLLOCS = True
    trainer.train(text, finalize=False)
    trainer.finalize_training()
    learnt = trainer.get_params()
    return Statistics(
        frozenset(w for w in learnt.abbrev_types if _is_word(w.replace(".", "")) and stopped[w] >= RAREST_ABBREVIATION),
        frozenset(pair for pair in learnt.collocations if all(map(_is_word, pair))),
        frozenset(word for word in learnt.sent_starters if _is_word(word) and tokens[word] > 0),
    )


def as_json(learnt: Statistics) -> str:
    """Return the form that ships: a key a line, all lists sorted, so that a new training reads as a difference."""
    data = {
        "abbreviations": sorted(learnt.abbreviations),
        "collocations": sorted(learnt.collocations),
        "starters": sorted(learnt.starters),
    }
    lines = (f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?", text))


def _files(data: Path, language: str) -> list[Path]:
    return [folder / f"{language}.txt" for folder in texts_of(data, _COLLECTIONS)]


def _train(data: Path, say: Callable[[str], None]) -> dict[str, bytes]:
    found = {}
    for language in _LANGUAGES:
        files = _files(data, language)
        say(f"{language}: {len(files)} texts")
        lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
        found[f"split.{language}.json"] = as_json(learned(lines)).encode()
    return found


def _inputs(data: Path) -> dict[str, list[Input]]:
    return {
        f"split.{language}.json": [
            Input(f"{{{','.join(_COLLECTIONS)}}}/*/{language}.txt", data, tuple(_files(data, language)))
        ]
        for language in _LANGUAGES
    }


TRAINER = Trainer(_train, _inputs, ("nltk",))
