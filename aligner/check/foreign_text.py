"""Tell by function words in which of a pair's two languages a text is."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.check.tokens import Token, fold, folded, tokens
from aligner.languages import get
from aligner.languages.dictionary import is_listed

__all__ = ["Vote", "exclusive", "foreign_runs", "is_attribution", "is_foreign", "vote"]

# Addresses, handles, commands, file names: what stands in no language.
_NO_LANGUAGE = re.compile(r"(?<!\S)\S*?(?:[/\\=$|<>{}_~^@#]|\w\.\w|\(\d?\))\S*|(?<!\S)-{1,2}\w\S*")
_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?|\([^()]*\)")
_COMPOUND = re.compile(r"\b\w+(?:-\w+)+")
#: From the first quotation mark to the last one: a title may have marks inside.
_TITLE = re.compile(r"[«“\"].*[»”\"]", re.DOTALL)
_DASH = re.compile(r"\s*(?:[—–―]|--)\s*\S")
_HANDLE = re.compile(r"(?<![\w.])@\w[\w.-]*")
_NAMES = 8  #: words beside the title of an attribution, at most
#: Words with capitals and a colon: "Good Harbours: " before what such a book is about.
_BEFORE_SUBTITLE = re.compile(r"(?:\b[A-Z][\w’'-]*\s+){1,4}[A-Z][\w’'-]*\s?:\s*$")
_CODE = re.compile(r"[;|$=<>{}\\]")

# Chosen on tico19 and docs: English sentences planted in the French, and the untouched French.
_FUNCTION_SHARE = 0.12  #: function words among all words, at least
_OUTWEIGH = 3  #: function words of the one language for each of the other, at least
_DICTIONARY_SHARE = 0.25  #: words that only the foreign dictionary has, where there are no function words at all
_RUN_WORDS = 6  #: words of a passage, at least
_RUN_FUNCTION_WORDS = 2  #: function words of a passage, at least


@dataclass(frozen=True, slots=True)
class Vote:
    """How the words of a text speak for the foreign language and for the one it should be in."""

    words: int
    foreign: int  #: function words that only the foreign language has
    own: int  #: function words that only the expected language has
    capitals: float  #: share of the words of content behind the first that begin with a capital

    @property
    def is_title(self) -> bool:
        """Whether it is written as English writes titles of works and names of organisations."""
        return self.words > 1 and self.capitals >= 0.7


@cache
def exclusive(language: str, other: str) -> frozenset[str]:
    """Return function words of one language, folded, that the other doesn't have; single letters say nothing."""
    own, others = ({fold(w.strip("'")) for w in get(code).function_words} for code in (language, other))
    return frozenset(w for w in own - others if len(w) > 1 or not w.isascii())


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(word.strip("'")) for word in get(language).function_words)


@lru_cache(maxsize=1 << 12)
def vote(text: str, foreign: str, own: str) -> Vote:
    """Count for the language ``foreign`` against the language ``own``, ISO 639-1 codes; addresses don't count."""
    plain = _NO_LANGUAGE.sub(" ", text)
    words = [t for t in tokens(plain) if t.text.isalpha()]
    # What hyphens join is a compound: the "the" of a package name is no article.
    plainly = ["" if "-" in plain[max(0, t.start - 1) : t.end + 1] else fold(t.text) for t in words]
    theirs, ours = exclusive(foreign, own), exclusive(own, foreign)
    small = _function_words(foreign)
    content = [t for t, w in zip(words[1:], plainly[1:], strict=True) if w not in small and w not in ours]
    content = [t for t in content if not t.text.isupper()]
    capitals = sum(t.text[0].isupper() for t in content)
    return Vote(
        words=len(words),
        foreign=sum(w in theirs for w in plainly),
        own=sum(w in ours for w in plainly),
        capitals=capitals / len(content) if content else 0.0,
    )


@lru_cache(maxsize=1 << 12)
def is_foreign(text: str, foreign: str, own: str, *, copied: bool) -> bool:
    """Return whether a text is in the foreign language.

    :param copied: whether it stands word for word in the original: then little evidence is enough
    """
    votes = vote(text, foreign, own)
    if copied and votes.words >= 3 and not votes.is_title and votes.foreign >= max(1, votes.own):
        return True
    if not copied and (outside := vote(_QUOTED.sub(" ", text), foreign, own)).own > outside.foreign:
        return False  # it quotes the other language, and speaks its own
    enough = max(2, _OUTWEIGH * votes.own, _FUNCTION_SHARE * votes.words)
    plain = votes.words >= 4 and not votes.is_title and votes.foreign >= enough
    return plain or (copied and _by_dictionary(text, votes, foreign, own))


def _by_dictionary(text: str, votes: Vote, foreign: str, own: str) -> bool:
    """Return whether a text without function words is made of ordinary words of the foreign language alone."""
    if votes.own or votes.is_title:
        return False
    plain = _COMPOUND.sub(" ", _NO_LANGUAGE.sub(" ", text))
    words = [t.text.lower() for t in tokens(plain) if len(t.text) > 2 and not t.text.isupper()]
    if len(words) < 2 or not all(is_listed(word, foreign) for word in words):
        return False
    only_theirs = [word for word in words if not is_listed(word, own)]
    return len(only_theirs) >= max(1, _DICTIONARY_SHARE * len(words))


def _is_kept_title(text: str, start: int, end: int, foreign: str, own: str) -> bool:
    """Return whether a passage is the title of a work, or what follows the colon in one."""
    return vote(text[start:end], foreign, own).is_title or bool(_BEFORE_SUBTITLE.search(text[:start]))


@lru_cache(maxsize=1 << 14)
def is_attribution(text: str, foreign: str, own: str) -> bool:
    """Return whether a text only says whose words or work something is: — Jane Doe, "The Title of Her Talk".

    What stands outside of the title are names, handles and dates; a title keeps its language.
    """
    title = _TITLE.search(text)
    if title is None:
        return bool(_DASH.match(text)) and _has_names_only(text, foreign, own)
    outside = f"{text[: title.start()]} {text[title.end() :]}"
    return any(c.isalnum() for c in outside) and _has_names_only(outside, foreign, own)


def _has_names_only(text: str, foreign: str, own: str) -> bool:
    words = [t.text for t in tokens(_HANDLE.sub(" ", text))]
    named = bool(words) or bool(_HANDLE.search(text))
    ordinary = [
        w for w in words if not w[0].isupper() and not w[0].isdigit() and fold(w) not in exclusive(own, foreign)
    ]
    return named and not ordinary and len(words) <= _NAMES


@lru_cache(maxsize=1 << 14)
def foreign_runs(text: str, foreign: str, own: str) -> tuple[tuple[int, int], ...]:
    """Return offsets of the passages of a text in ``own`` that are in ``foreign``: runs without a word of ``own``."""
    theirs, ours = exclusive(foreign, own), exclusive(own, foreign)
    words = folded(text)
    if sum(word in theirs for word in words) < _RUN_FUNCTION_WORDS:
        return ()
    runs: list[tuple[int, int]] = []
    run: list[Token] = []
    for token, word in zip([*tokens(text), None], [*words, ""], strict=True):
        if token and word not in ours and token.text.isascii() and (run or word in theirs):
            run.append(token)
            continue
        evidence = sum(fold(t.text) in theirs for t in run)
        if len(run) >= _RUN_WORDS and evidence >= _RUN_FUNCTION_WORDS:
            start, end = run[0].start, run[-1].end
            if not _CODE.search(text[start:end]) and not _is_kept_title(text, start, end, foreign, own):
                runs.append((start, end))
        run = []
    return tuple(runs)
