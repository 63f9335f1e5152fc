"""The whole way from two files to a review: one session a process holds encoder, models and cache for every pair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self, TypeAlias

from aligner._version import __version__
from aligner.alignment import Alignment, align_sentences
from aligner.alignment import align as align_documents
from aligner.alignment.after_edit import beads_after
from aligner.alignment.anchors import Anchors
from aligner.alignment.given import with_similarities
from aligner.alignment.plausibility import about_beads, about_texts
from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.check import PairContext
from aligner.check.recheck import Change, completed, recheck
from aligner.check.run import candidates, reported, skipped
from aligner.config.profile import Profile, load_profile
from aligner.core import Bead, Document, Finding, Review, Side
from aligner.encode import DEFAULT, Encoder, RememberingAdditiveEncoder, VectorCache, cached, load, name_of, remembering
from aligner.errors import InputError
from aligner.languages import get
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.progress import step
from aligner.read import read, read_lines
from aligner.read.key_pairs import read_key_pairs
from aligner.read.pairs import read_paired
from aligner.read.two_pages import whole_pages
from aligner.split import split
from aligner.split.edit import Edit, edited
from aligner.terms.glossary import Glossary, load_glossary
from aligner.terms.reuse import Memory

__all__ = ["Configuration", "Session", "Source", "Texts", "align", "review"]

Source: TypeAlias = str | Path | Document
#: Called with the characters encoded so far and the characters to encode.
Observer: TypeAlias = Callable[[int, int], None]


class Texts(NamedTuple):
    """A pair to be aligned or checked, split."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...] | None = None  #: where one file holds both texts, as it pairs them


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that a session is made from; small and picklable, so that workers can be given it."""

    original_language: str = ORIGINAL  #: ISO 639-1 code
    translation_language: str = TRANSLATION
    encoder: str = DEFAULT  #: name of an encoder, or the folder of a model
    profile: Profile = field(default_factory=load_profile)
    glossary: Path | None = None  #: a CSV, TSV or TBX file
    threads: int | None = None  #: of the numerical library; by default ``OMP_NUM_THREADS``, else the cores there are
    cache: Path | None = None  #: the file of the vector cache; without it vectors are forgotten with their pair
    whole_page: bool = False  #: read all of a page of HTML, not only its article
    lines: bool = False  #: each line of the files is one sentence already

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of the original and of the translation."""
        return self.original_language, self.translation_language


_UNITS, _LINES = "units", "lines"  #: in place of a splitter, where the file has divided its texts
_LONG = 4096  #: beads of a pair whose sentences' contributions are forgotten once it is aligned
_KEPT = 4  #: reviews that may be edited without being checked anew

Find: TypeAlias = Callable[[PairContext, Profile], Sequence[Finding]]


class _State(NamedTuple):
    """What it takes to edit a review."""

    context: PairContext
    candidates: Sequence[Finding]


class Session:
    """Aligns and checks pairs; whatever is loaded is loaded once, when first needed. It may be used by threads.

    :param configuration: what to work with; a session made from an equal one gives the same results
    :param encoder: instead of the one that the configuration names
    :param glossary: instead of the one that the configuration names
    :param observer: told how far the encoding is
    :param processes: how many may share the rules of a pair: copies of this one, made only where it has no threads
    """

    def __init__(
        self,
        configuration: Configuration | None = None,
        *,
        encoder: Encoder | None = None,
        glossary: Glossary | None = None,
        observer: Observer | None = None,
        processes: int = 1,
    ) -> None:
        self.configuration = configuration or Configuration()
        self._encoder = encoder
        self._glossary = glossary
        self._observer = observer
        self._processes = processes
        self._vectors: VectorCache | None = None
        self._lock = Lock()
        self._states: list[tuple[Review, _State]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the cache's file; what was computed stays valid."""
        if self._vectors is not None:
            self._vectors.close()

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder, with the disk cache that the configuration names.

        :raises ConfigError: if there is no encoder of that name
        :raises EncoderError: if its model cannot be loaded
        """
        wanted = self.configuration
        if self._encoder is not None:
            return self._encoder
        if wanted.cache is not None:
            self._vectors = VectorCache(wanted.cache)
        return cached(_loaded(wanted.encoder, wanted.threads), self._vectors, self._observer)

    @cached_property
    def glossary(self) -> Glossary | None:
        """The glossary, read once.

        :raises AlignerError: if its file cannot be used
        """
        path = self.configuration.glossary
        if self._glossary is not None or path is None:
            return self._glossary
        return load_glossary(path, *self.configuration.languages)

    def read(self, original: Source, translation: Source | None = None) -> Texts:
        """Read and split a pair.

        :param original: a path, or a document (split already or not); ``-`` is standard input
        :param translation: None where the first is the path of a file that holds both texts
        :raises InputError: if one cannot be read or has no text, or a language is not known
        """
        wanted = self.configuration
        with step("read", "reading") as facts:
            if translation is None:
                if isinstance(original, Document) or wanted.lines:
                    raise InputError("The translation is missing.")
                for language in wanted.languages:
                    get(language)
                found = Texts(*read_paired(original, *wanted.languages, limits=wanted.profile.limits))
            else:
                if original == "-" and translation == "-":
                    raise InputError("Only one of the two texts can come from standard input.")
                found = self._keyed(original, translation) or self._single(original, translation)
            left, right, _ = found
            facts |= {"original": left.path, "translation": right.path}
            facts |= {"original_sentences": len(left.sentences), "translation_sentences": len(right.sentences)}
        return found

    def _keyed(self, original: Source, translation: Source) -> Texts | None:
        """Return two files of texts by their keys, paired by key; None if they are no such files."""
        wanted = self.configuration
        if isinstance(original, Document) or isinstance(translation, Document) or wanted.lines:
            return None
        found = read_key_pairs(original, translation, wanted.languages, limits=wanted.profile.limits)
        return Texts(*found) if found else None

    def _single(self, original: Source, translation: Source) -> Texts:
        """Return two texts, each from a file of its own."""
        wanted = self.configuration
        sides = zip((original, translation), wanted.languages, strict=True)
        left, right = (self.read_document(source, language) for source, language in sides)
        given = isinstance(original, Document) or isinstance(translation, Document)
        if given or wanted.whole_page or not (pages := whole_pages(left, right, limits=wanted.profile.limits)):
            return Texts(left, right)
        return Texts(split(pages[0]), split(pages[1]))

    def read_document(self, source: Source, language: str) -> Document:
        """Read and split one text.

        :param language: ISO 639-1 code
        :raises InputError: if it cannot be read or has no text, or the language is not known
        """
        wanted = self.configuration
        if isinstance(source, Document):
            document = source
        elif wanted.lines:
            return read_lines(source, language)
        else:
            document = read(source, language, limits=wanted.profile.limits, whole_page=wanted.whole_page)
        if not document.sentences:
            document = split(document)
        if not document.sentences:
            raise InputError(f"{document.path} has no sentences.")
        return document

    def align(self, texts: Texts, anchors: Anchors | None = None) -> Alignment:
        """Align a pair; one that its file pairs keeps those beads.

        :param anchors: what a person has settled
        :raises InputError: if the anchors cross or name sentences that do not exist
        """
        return self._aligned(texts, self.encoder, anchors)

    def context(self, texts: Texts, anchors: Anchors | None = None) -> PairContext:
        """Align a pair as a review reads it: an unaligned sentence of low confidence is read with its neighbour."""
        encoder = remembering(self.encoder)  # what alignment encodes, the rules need again
        found = self._aligned(texts, encoder, anchors)
        if isinstance(encoder, RememberingAdditiveEncoder) and len(found.beads) > _LONG:
            encoder.forget_contributions()
        if texts.beads is None:
            beads = with_doubtful(found.beads)
        else:
            beads = with_similarities(found.beads, texts.original, texts.translation, encoder)
        return PairContext(texts.original, texts.translation, beads, encoder, found.moved, self.glossary)

    def check(self, context: PairContext, *, paired: bool = False) -> Review:
        """Run the rules of the profile over an aligned pair.

        :param paired: the file paired the texts, so that the beads say nothing about them
        """
        return self._checked(context, partial(candidates, processes=self._processes), paired=paired)

    def edit(
        self,
        review: Review,
        segment: str,
        text: str,
        side: Side = Side.TRANSLATION,
        *,
        joins: int = 0,
        whole: bool = True,
    ) -> Review:
        """Return the review as it is after a segment was given another text.

        All other segments keep their ids, and all other beads stay. The segment's own bead keeps its pairing and its
        figures; only where the text has become several sentences are the sentences of the bead aligned anew. What the
        whole of the texts taught about words and lengths stays as it was before the first edit: ``check`` gives an
        equal review of ``editable(review).following(...)``, the same pair with the edited documents and these beads.

        The first edit of a review takes as long as checking it; see ``editable``.

        :param segment: id of a sentence
        :param joins: takes an edit back that made several segments of one: how many of them, from this one on, become
            one again, whose text this is
        :param whole: else rules about the whole of the text are left to ``complete``, so that the rest comes at once
        :raises InputError: if there is no such segment, or the text is empty
        """
        before = self._state(review)
        document = review.original if side is Side.ORIGINAL else review.translation
        number = next((sentence.number for sentence in document.sentences if sentence.id == segment), None)
        if number is None:
            raise InputError(f"{document.path} has no segment {segment!r}.")
        paired = review.run.get("splitter") == _UNITS
        is_unit = paired or joins > 0 or review.run.get("splitter") == _LINES
        edit = edited(document, number, text, whole=is_unit, count=joins or 1)
        documents = (edit.after, review.translation) if side is Side.ORIGINAL else (review.original, edit.after)
        context = before.context.following(
            *documents,
            beads_after(review.beads, side, number, edit.parts, documents, self.encoder, edit.count),
            tuple(_renumbered(place, side, edit) for place in review.moved),
        )
        change = Change(before.context, context, side, number, edit.span)
        return self._changed(change, before, paired=paired, whole=whole)

    def complete(self, review: Review) -> Review:
        """Return a review that was edited without rules about the whole of the text, with what they say."""
        state = self._state(review)
        found = completed(state.context, state.candidates, self.configuration.profile)
        made = self._checked(state.context, lambda *_: found, paired=review.run.get("splitter") == _UNITS)
        self._remember(made, _State(state.context, found))
        return made

    def pair_anew(self, review: Review, beads: Sequence[Bead], *, whole: bool = True) -> Review:
        """Return the review with other beads of the same sentences; only where they are others is checked again.

        :param beads: every sentence of both texts in exactly one, in reading order
        :param whole: see ``edit``
        """
        before = self._state(review)
        left, right = review.beads, tuple(beads)
        shorter = min(len(left), len(right))
        head = next((n for n in range(shorter) if left[n] != right[n]), shorter)
        tail = next((n for n in range(shorter - head) if left[-1 - n] != right[-1 - n]), shorter - head)
        places = range(head, len(left) - tail), range(head, len(right) - tail)
        context = before.context.following(review.original, review.translation, right, review.moved)
        change = Change(before.context, context, Side.TRANSLATION, 0, lambda span: span, places)
        return self._changed(change, before, paired=review.run.get("splitter") == _UNITS, whole=whole)

    def _changed(self, change: Change, before: "_State", *, paired: bool, whole: bool) -> Review:
        found = recheck(change, before.candidates, self.configuration.profile, whole=whole)
        state = _State(change.after, found)
        made = self._checked(change.after, lambda *_: state.candidates, paired=paired)
        self._remember(made, state)
        return made

    def editable(self, review: Review) -> PairContext:
        """Prepare a review for edits, so that the first of them is as fast as the next ones.

        :returns: the pair, with what the rules found out about it
        """
        return self._state(review).context

    def _state(self, review: Review) -> "_State":
        with self._lock:
            for known, state in self._states:
                if known is review:
                    return state
        profile = self.configuration.profile
        encoder = remembering(self.encoder)
        context = PairContext(
            review.original, review.translation, review.beads, encoder, review.moved, self.glossary
        ).under(profile.typography.spaces, profile.checks)
        context.terms = Memory()
        state = _State(context, candidates(context, profile))
        self._remember(review, state)
        return state

    def _remember(self, review: Review, state: "_State") -> None:
        with self._lock:
            self._states = [(review, state), *self._states][:_KEPT]

    def _checked(self, context: PairContext, find: Find, *, paired: bool) -> Review:
        wanted, glossary = self.configuration, context.glossary
        with step("check", "checking") as facts:
            findings = reported(context, find(context, wanted.profile), wanted.profile)
            facts |= {"profile": wanted.profile.signature, "findings": len(findings)}
        left, right = context.original, context.translation
        run = {
            "aligner": __version__,
            "encoder": name_of(self.encoder),
            "splitter": _UNITS if paired else _LINES if wanted.lines else f"aligner-{__version__}",
            "languages": f"{left.language}-{right.language}",
            "profile": wanted.profile.signature,
            **({"glossary": glossary.signature} if glossary else {}),
        }
        said = (
            *about_texts(left, right),
            *(() if paired else about_beads(left, right, context.beads)),
            *left.notes,
            *(note for note in right.notes if note not in left.notes),
            *(glossary.warnings if glossary else ()),
        )
        not_run = skipped(context, wanted.profile)
        return Review(left, right, context.beads, findings, said, run, context.moved, not_run)

    def review(self, original: Source, translation: Source | None = None) -> Review:
        """Align and check a pair; a file that holds both texts is checked as it pairs them.

        :param original: a path, or a document (split already or not); ``-`` is standard input
        :param translation: the same; None where the first is the path of a file that holds both texts
        :raises AlignerError: if a file cannot be read, or an option makes no sense
        """
        _ = self.glossary  # a mistake in it shows before the work
        texts = self.read(original, translation)
        return self.check(self.context(texts), paired=texts.beads is not None)

    def _aligned(self, texts: Texts, encoder: Encoder, anchors: Anchors | None) -> Alignment:
        with step("align", "aligning") as facts:
            if texts.beads is None:
                found = align_documents(texts.original, texts.translation, encoder, anchors)
            else:
                found = Alignment(texts.beads)
            facts |= {"encoder": name_of(self.encoder), "beads": len(found.beads)}
        return found


def _renumbered(place: tuple[int, int, float], side: Side, edit: Edit) -> tuple[int, int, float]:
    """Sentences that stand elsewhere in the translation, by the numbers that they have after an edit."""
    one, other, similarity = place
    return (edit.sentence(one), other, similarity) if side is Side.ORIGINAL else (one, edit.sentence(other), similarity)


@cache
def _loaded(name: str, threads: int | None) -> Encoder:
    """Load an encoder once a process."""
    return load(name, threads)


def align(
    original: Sequence[str],
    translation: Sequence[str],
    *,
    original_language: str = ORIGINAL,
    translation_language: str = TRANSLATION,
    encoder: Encoder | str = DEFAULT,
) -> tuple[Bead, ...]:
    """Align two lists of sentences: every sentence is in exactly one bead, in reading order.

    :param encoder: an encoder or the name of one
    :raises InputError: if a language is not known
    """
    languages = (original_language, translation_language)
    chosen = cached(_loaded(encoder, None)) if isinstance(encoder, str) else encoder
    return align_sentences(original, translation, chosen, languages=languages).beads


def review(
    original: Source,
    translation: Source | None = None,
    *,
    original_language: str = ORIGINAL,
    translation_language: str = TRANSLATION,
    encoder: Encoder | str = DEFAULT,
    profile: Profile | str = "default",
    glossary: Glossary | str | Path | None = None,
    whole_page: bool = False,
) -> Review:
    """Align and check a pair; a file that holds both texts is checked as it pairs them.

    The encoder of a name is loaded once, however many pairs are reviewed. ``Session`` gives more: a cache on disk,
    threads, the steps one by one.

    :param original: a path, or a document (split already or not)
    :param translation: the same; None where the first is the path of a TMX, XLIFF or PO file or of a bilingual table
    :param encoder: an encoder or the name of one
    :param profile: a profile, the name of one, or the path of its TOML file
    :param glossary: a glossary, or the path of its CSV, TSV or TBX file
    :param whole_page: read all of a page of HTML, not only its article
    :raises AlignerError: if a file cannot be read, or an option makes no sense
    """
    configuration = Configuration(
        original_language,
        translation_language,
        encoder if isinstance(encoder, str) else DEFAULT,
        load_profile(profile) if isinstance(profile, str) else profile,
        Path(glossary) if isinstance(glossary, str | Path) else None,
        whole_page=whole_page,
    )
    session = Session(
        configuration,
        encoder=None if isinstance(encoder, str) else encoder,
        glossary=glossary if isinstance(glossary, Glossary) else None,
    )
    return session.review(original, translation)
