"""What is done with a damaged file, by kind: what a command would do with it, without the models."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["TARGETS", "Target"]

ROOT = Path(__file__).resolve().parent.parent.parent
SEEDS = Path(__file__).resolve().parent / "seeds"


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of file."""

    run: Callable[[Path], object]
    seeds: tuple[str, ...]  #: patterns of files, below the repository
    weight: int = 10  #: how often it is chosen


def _read(path: Path) -> object:
    from aligner.read import read
    from aligner.split import split

    return split(read(path, ORIGINAL))


def _pairs(path: Path) -> object:
    from aligner.read.pairs import read_pairs

    return list(read_pairs(str(path), ORIGINAL, TRANSLATION))


def _both(path: Path) -> object:
    from aligner.errors import AlignerError
    from aligner.read.key_pairs import read_key_pairs

    with suppress(AlignerError):  # a file that holds both texts is no text of one
        _read(path)
    return read_key_pairs(path, path, (ORIGINAL, TRANSLATION))


def _profile(path: Path) -> object:
    from aligner.config.profile import load_profile

    return load_profile(str(path))


def _override(path: Path) -> object:
    from aligner.config.profile import load_profile

    text = path.read_bytes().decode("utf-8", "surrogateescape")
    return load_profile("default", text.splitlines()[:4])


def _decisions(path: Path) -> object:
    from aligner.decisions import open_store

    return open_store(path).read()


def _baseline(path: Path) -> object:
    from aligner.gate import read_baseline

    return read_baseline(path)


def _glossary(path: Path) -> object:
    from aligner.terms.glossary import Concept, GlossaryTerm, load_glossary
    from aligner.terms.glossary.update import update

    found = load_glossary(path)
    new = Concept("c1", (GlossaryTerm("lighthouse keeper", "en"), GlossaryTerm("gardien de phare", "fr")))
    update(path, [new])
    return found


def _ladder(path: Path) -> object:
    from aligner.alignment.anchors import read_anchors

    found = read_anchors(None, path)
    return found.within(40, 40) if found else None


def _anchors(path: Path) -> object:
    from aligner.alignment.anchors import read_anchors

    found = read_anchors(path, None)
    return found.within(40, 40) if found else None


def _returned(path: Path) -> object:
    from aligner.export.decisions import read_answers

    return read_answers(path)


_DOCUMENTS = "tests/documents"
_MADE = "tools/fuzz/seeds"

#: Every kind by name.
TARGETS: Mapping[str, Target] = {
    "text": Target(_read, (f"{_DOCUMENTS}/*.txt", f"{_MADE}/*.txt")),
    "markdown": Target(_read, ("corpora/*.md", f"{_MADE}/*.md"), 25),
    "asciidoc": Target(_read, (f"{_MADE}/*.adoc",), 15),
    "rst": Target(_read, (f"{_MADE}/*.rst",), 8),
    "html": Target(_read, (f"{_MADE}/*.html", f"{_DOCUMENTS}/mill.en.page.html"), 15),
    "subtitles": Target(_read, (f"{_DOCUMENTS}/*.srt", f"{_DOCUMENTS}/*.vtt", f"{_MADE}/*.srt", f"{_MADE}/*.vtt"), 15),
    "docx": Target(_read, (f"{_DOCUMENTS}/mill.*.docx",), 8),
    "odt": Target(_read, (f"{_DOCUMENTS}/*.odt",), 6),
    "epub": Target(_read, (f"{_DOCUMENTS}/*.epub",), 5),
    "pdf": Target(_read, (f"{_DOCUMENTS}/mill.en.chromium.pdf", f"{_MADE}/*.pdf"), 1),
    "xlsx": Target(_pairs, (f"{_DOCUMENTS}/*.xlsx",), 8),
    "tables": Target(_pairs, (f"{_DOCUMENTS}/*.csv", f"{_DOCUMENTS}/*.tsv", f"{_MADE}/table.*"), 15),
    "tmx": Target(_pairs, (f"{_DOCUMENTS}/*.tmx",), 12),
    "xliff": Target(_pairs, (f"{_DOCUMENTS}/*.xlf",), 12),
    "po": Target(_pairs, (f"{_DOCUMENTS}/*.po",), 8),
    "keys": Target(_both, (f"{_MADE}/keys.*",), 25),
    "profile": Target(_profile, ("aligner/config/profiles/*.toml", f"{_MADE}/*.toml"), 15),
    "set": Target(_override, (f"{_MADE}/set.lines",), 8),
    "decisions": Target(_decisions, (f"{_MADE}/*.decisions.jsonl",), 12),
    "baseline": Target(_baseline, (f"{_MADE}/baseline.jsonl",), 8),
    "glossary": Target(_glossary, (f"{_MADE}/glossary.*",), 15),
    "ladder": Target(_ladder, (f"{_MADE}/*.ladder",), 10),
    "anchors": Target(_anchors, (f"{_MADE}/*.anchors",), 8),
    "returned": Target(_returned, (f"{_DOCUMENTS}/mill.table.docx", f"{_DOCUMENTS}/mill.20.xlf"), 5),
}
