"""The library's front door: the whole way from two files to a review."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from aligner._version import __version__
from aligner.alignment import align as align_documents
from aligner.alignment import align_sentences
from aligner.alignment.plausibility import warning
from aligner.check import Pair, Profile, check, load_profile, with_doubtful
from aligner.core import Argument, Bead, Document, Message, Review
from aligner.encode import DEFAULT, Encoder, cached, load, name_of
from aligner.errors import InputError
from aligner.languages import get
from aligner.languages.detect import detect
from aligner.progress import step
from aligner.read import Limits, read, read_lines
from aligner.read.limits import DEFAULT as DEFAULT_LIMITS
from aligner.read.pairs import read_paired
from aligner.split import split
from aligner.terms.glossary import Glossary, load_glossary

__all__ = ["Texts", "align", "open_document", "open_pair", "open_texts", "review"]

Source: TypeAlias = str | Path | Document


class Texts(NamedTuple):
    """What is to be reviewed, split."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...] | None = None  #: where one file holds both texts, as it pairs them


_SURE = 0.8  # a language is only contradicted when its detection is that sure
_LOPSIDED = 10  # one side so many times longer than the other is hardly its translation
_SAMPLE = 20_000  # characters that tell a text's language


def align(
    original: Sequence[str],
    translation: Sequence[str],
    *,
    original_language: str = "en",
    translation_language: str = "fr",
    encoder: Encoder | str = DEFAULT,
) -> tuple[Bead, ...]:
    """Beads of two lists of sentences: every sentence stands in exactly one, in reading order.

    :param encoder: an encoder or the name of one
    :raises InputError: if a language is not known
    """
    languages = (original_language, translation_language)
    return align_sentences(original, translation, _encoder(encoder), languages=languages).beads


def review(
    original: Source,
    translation: Source | None = None,
    *,
    original_language: str = "en",
    translation_language: str = "fr",
    encoder: Encoder | str = DEFAULT,
    profile: Profile | str = "default",
    glossary: Glossary | str | Path | None = None,
    whole_page: bool = False,
) -> Review:
    """Align and check a pair; a file that holds both texts is checked as it pairs them.

    :param original: a path, or a document (split already or not)
    :param translation: the same; None where the first is the path of a TMX, XLIFF or PO file or of a bilingual table
    :param encoder: an encoder or the name of one
    :param profile: a profile, the name of one, or the path of its TOML file
    :param glossary: a glossary, or the path of its CSV, TSV or TBX file
    :param whole_page: read all of a page of HTML, not only its article
    :raises AlignerError: if a file cannot be read, or an option makes no sense
    """
    rules = load_profile(profile) if isinstance(profile, str) else profile
    if isinstance(glossary, str | Path):
        glossary = load_glossary(glossary, original_language, translation_language)
    with step("read", "reading") as facts:
        left, right, paired = open_texts(
            original,
            translation,
            original_language,
            translation_language,
            limits=rules.limits,
            whole_page=whole_page,
        )
        facts |= {"original": left.path, "translation": right.path}
        facts |= {"original_sentences": len(left.sentences), "translation_sentences": len(right.sentences)}
    with step("align", "aligning") as facts:
        chosen = _encoder(encoder)
        alignment = None if paired is not None else align_documents(left, right, chosen)
        beads, moved = (with_doubtful(alignment.beads), alignment.moved) if alignment else (paired or (), ())
        facts |= {"encoder": name_of(chosen), "beads": len(beads)}
    with step("check", "checking") as facts:
        findings = check(Pair(left, right, beads, chosen, moved, glossary), rules)
        facts |= {"profile": rules.signature, "findings": len(findings)}
    run = {
        "aligner": __version__,
        "encoder": name_of(chosen),
        "splitter": f"aligner-{__version__}" if alignment else "units",
        "languages": f"{left.language}-{right.language}",
        "profile": rules.signature,
        **({"glossary": glossary.signature} if glossary else {}),
    }
    notes = (*left.notes, *(note for note in right.notes if note not in left.notes))
    warnings = (
        *_warnings(left, right),
        *(_kinship(left, right, alignment.beads) if alignment else ()),
        *notes,
        *(glossary.warnings if glossary else ()),
    )
    return Review(left, right, beads, findings, warnings, run, moved)


def open_pair(
    original: Source, translation: Source, original_language: str, translation_language: str, *, lines: bool = False
) -> tuple[Document, Document]:
    """Both documents, split.

    :param lines: whether each line of the files is one sentence already
    :raises InputError: if one cannot be read or has no text, or a language is not known
    """
    left, right, _ = open_texts(original, translation, original_language, translation_language, lines=lines)
    return left, right


def open_texts(
    original: Source,
    translation: Source | None,
    original_language: str,
    translation_language: str,
    *,
    lines: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    whole_page: bool = False,
) -> Texts:
    """Both documents, split, and their beads where one file holds both texts.

    :param translation: None where the first is the path of such a file
    :param lines: whether each line of the files is one sentence already
    :param limits: what a file may take
    :param whole_page: read all of a page of HTML, not only its article
    :raises InputError: if one cannot be read or has no text, or a language is not known
    """
    if translation is None:
        if isinstance(original, Document) or lines:
            raise InputError("The translation is missing.")
        for language in (original_language, translation_language):
            get(language)
        return Texts(*read_paired(original, original_language, translation_language, limits=limits))
    if original == "-" and translation == "-":
        raise InputError("Only one of the two texts can come from standard input.")
    if lines and not isinstance(original, Document) and not isinstance(translation, Document):
        return Texts(read_lines(original, original_language), read_lines(translation, translation_language))
    sides = ((original, original_language), (translation, translation_language))
    left, right = (open_document(side, language, limits=limits, whole_page=whole_page) for side, language in sides)
    return Texts(left, right)


def open_document(
    source: Source, language: str, *, limits: Limits = DEFAULT_LIMITS, whole_page: bool = False
) -> Document:
    """A split document.

    :param limits: what a file may take
    :param whole_page: read all of a page of HTML, not only its article
    :raises InputError: if there is no text in it
    """
    document = source if isinstance(source, Document) else read(source, language, limits=limits, whole_page=whole_page)
    if not document.sentences:
        document = split(document)
    if not document.sentences:
        raise InputError(f"{document.path} has no sentences.")
    return document


def _encoder(encoder: Encoder | str) -> Encoder:
    return cached(load(encoder)) if isinstance(encoder, str) else encoder


def _warnings(original: Document, translation: Document) -> list[Message]:
    """Return what looks wrong about the input as a whole."""
    found = []
    languages = [_contradicted(document) for document in (original, translation)]
    if languages == [translation.language, original.language]:
        swapped: dict[str, Argument] = {
            "original": original.path,
            "original_language": Message(f"languages.{translation.language}"),
            "translation": translation.path,
            "translation_language": Message(f"languages.{original.language}"),
        }
        found.append(Message("pair.swapped", swapped))
    else:
        for document, language in zip((original, translation), languages, strict=True):
            if language:
                expected, other = (Message(f"languages.{code}") for code in (document.language, language))
                about: dict[str, Argument] = {"file": document.path, "expected": expected, "found": other}
                found.append(Message("pair.other-language", about))
    longer, shorter = sorted((original, translation), key=lambda d: -sum(len(s.text) for s in d.sentences))
    lengths = [max(1, sum(len(s.text) for s in d.sentences)) for d in (longer, shorter)]
    if lengths[0] >= _LOPSIDED * lengths[1]:
        times = round(lengths[0] / lengths[1])
        found.append(Message("pair.lopsided", {"longer": longer.path, "shorter": shorter.path, "times": times}))
    return found


def _kinship(original: Document, translation: Document, beads: Sequence[Bead]) -> list[Message]:
    """Return what the beads say about the pair as a whole."""
    texts = [[sentence.text for sentence in document.sentences] for document in (original, translation)]
    found = warning(texts[0], texts[1], beads)
    return [found] if found else []


def _contradicted(document: Document) -> str | None:
    """The language a document is in where that is surely not the one it should be in."""
    sample = " ".join(s.text for s in document.sentences)[:_SAMPLE]
    guess = detect(sample)
    return guess[0] if guess and guess[1] >= _SURE and guess[0] != document.language else None
