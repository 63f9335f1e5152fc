"""Trains Punkt's statistics on real text and writes them as compact data: ``python -m tools.train.split``.

The shipped files ``split.en.json`` and ``split.fr.json`` were made with

    python -m tools.train.split en $ALIGNER_DATA/{docs,novels,tico19}/*/en.txt -o aligner/models/split.en.json
    python -m tools.train.split fr $ALIGNER_DATA/{docs,novels,tico19}/*/fr.txt -o aligner/models/split.fr.json

nltk is imported here and nowhere on the way from a document to its sentences: importing it takes two seconds,
splitting a book less than one.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from aligner.split.statistics import Statistics

__all__ = ["as_json", "main", "train"]

#: How often an abbreviation has to be seen. On the texts above Punkt's finds below it were ordinary words
#: ("kidding", "usual", "âne") more often than abbreviations.
RAREST_ABBREVIATION = 3


def main() -> None:
    """Train on the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.train.split", description="Train Punkt's statistics.")
    parser.add_argument("language", help="ISO 639-1 code")
    parser.add_argument("files", nargs="+", type=Path, help="plain text in UTF-8, one block a line")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    for path in arguments.files:
        if not path.is_file():
            parser.error(f"there is no file {path}")
    learnt = train(line for path in arguments.files for line in path.read_text(encoding="utf-8").splitlines())
    arguments.output.write_text(as_json(learnt), encoding="utf-8")


def train(blocks: Iterable[str]) -> Statistics:
    """Punkt's statistics of a text, given block by block.

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
    """The form that is shipped: one key a line, all lists sorted, so that a new training reads as a difference."""
    data = {
        "abbreviations": sorted(learnt.abbreviations),
        "collocations": sorted(learnt.collocations),
        "starters": sorted(learnt.starters),
    }
    lines = (f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?", text))


if __name__ == "__main__":
    main()
