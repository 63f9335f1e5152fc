"""Trains Punkt's statistics on real text and writes them as compact data: ``python -m aligner.split.train``.

The shipped files ``data/en.json`` and ``data/fr.json`` were made with

    python -m aligner.split.train en $ALIGNER_DATA/{docs,novels,tico19}/*/en.txt /usr/share/doc/nodejs/api/*.md
    python -m aligner.split.train fr $ALIGNER_DATA/{docs,novels,tico19}/*/fr.txt /usr/share/man/fr/man*/*.gz

nltk is imported here and nowhere on the way from a document to its sentences: importing it takes two seconds,
splitting a book less than one.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from aligner.split.statistics import Statistics

__all__ = ["main", "paragraphs", "train"]

_MAN_FONT = re.compile(r"\\f(?:\[\w*\]|\w)|\\[&|^%:/,)]|\\s[+-]?\d")


def main() -> None:
    """Train on the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m aligner.split.train", description=__doc__.splitlines()[0])
    parser.add_argument("language", help="ISO 639-1 code")
    parser.add_argument("files", nargs="+", type=Path, help="plain text, Markdown, or compressed manual pages (.gz)")
    parser.add_argument("-o", "--output", type=Path, help="default: aligner/split/data/LANGUAGE.json")
    arguments = parser.parse_args()
    learnt = train(block for path in arguments.files for block in paragraphs(path))
    output = arguments.output or Path(__file__).parent / "data" / f"{arguments.language}.json"
    output.write_text(as_json(learnt), encoding="utf-8")


def train(blocks: Iterable[str]) -> Statistics:
    """Punkt's statistics of a text, given block by block.

    Only words that look like words are kept: numbers, file names and the like are handled by rule.
    """
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    trainer.INCLUDE_ABBREV_COLLOCS = True
    trainer.train("\n\n".join(blocks), finalize=False)
    trainer.finalize_training()
    learnt = trainer.get_params()
    return Statistics(
        frozenset(word for word in learnt.abbrev_types if _is_word(word.replace(".", ""))),
        frozenset(pair for pair in learnt.collocations if all(map(_is_word, pair))),
        frozenset(word for word in learnt.sent_starters if _is_word(word)),
    )


def as_json(learnt: Statistics) -> str:
    """One list a key, one key a line, sorted, so that a new training reads well as a difference."""
    data = {
        "abbreviations": sorted(learnt.abbreviations),
        "collocations": sorted(learnt.collocations),
        "starters": sorted(learnt.starters),
    }
    lines = (f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def paragraphs(path: Path) -> Iterator[str]:
    """The running text of a file, without code, tables and a manual page's requests."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            lines = [_MAN_FONT.sub("", line).replace(r"\-", "-") for line in file]
        text = "\n".join("" if line.startswith((".", "'")) else line.strip() for line in lines)
    else:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        else:
            text = text.replace("\n", "\n\n")
    for block in re.split(r"\n\s*\n", text):
        if block.strip() and not block.startswith(("    ", "|", "<!--")):
            yield " ".join(block.split())


def _is_word(text: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?", text))


if __name__ == "__main__":
    main()
