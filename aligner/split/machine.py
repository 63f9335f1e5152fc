"""The splitter proper: a state machine that walks from event to event and decides where sentences end.

It is in one of two states. In *prose* every event may end the sentence; what each kind of event does is a method
below. An opening bracket inside a sentence leads to an *aside*, in which nothing ends until the bracket is closed.
"""

import re
from collections.abc import Iterator
from functools import cache

from aligner.languages import Language
from aligner.split import patterns
from aligner.split.statistics import Statistics

__all__ = ["Machine"]

#: An aside longer than this, in characters, is taken for a bracket that somebody forgot to close.
LONGEST_ASIDE = 400

#: How long the text before a list's first number may be ("Do this: 1. Open ..."), in characters.
LONGEST_LEAD = 300

#: In a language that does not open sentences with lower-case words, only a program's name does ("... file. chmod(1)
#: is used ..."); a full stop before a lower-case word then needs at least so many letters to be no abbreviation's.
SHORTEST_PLAIN_WORD = 4

#: How far back an abbreviation is looked for, in characters.
_REACH = 40

_TOKEN = re.compile(r"\S*$")
_TOKEN_PARTS = re.compile(r"[(\[{\"“„«‘»—–]|[’'](?=\w)|(?<=\w)/(?=\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")
_LIST_LETTER = re.compile(r"[a-z]\)\s")
_LINK_TAIL = re.compile(r"[>)\]]*\s+")
_TOKEN_BEFORE = re.compile(r"(\S+)\s+$")


@cache
def _attribution(titles: frozenset[str]) -> re.Pattern[str]:
    """Match a name, with a title or without, and a verb behind it."""
    title = "|".join(map(re.escape, sorted(titles))) or r"(?!)"
    return re.compile(rf"(?:(?:{title})\.?\s+)?(?:[A-Z][\w’'-]+\s+){{1,2}}([a-z]+)")


class Machine:
    """Finds the ends of the sentences of one text.

    :param text: running text, without markup
    :param language: its language
    :param statistics: what was learnt of the language
    """

    __slots__ = (
        "_aside_end",
        "_careless",
        "_first",
        "_language",
        "_last",
        "_partners",
        "_start",
        "_statistics",
        "_text",
    )

    def __init__(self, text: str, language: Language, statistics: Statistics) -> None:
        self._text = text
        self._language = language
        self._statistics = statistics
        self._partners = patterns.brackets(text)
        careless = language.careless_writing
        self._careless = bool(careless and re.search(careless, text))
        self._start = self._first = len(text) - len(text.lstrip())
        self._last = len(text.rstrip())
        self._aside_end = 0

    def ends(self) -> Iterator[int]:
        """Offsets just behind every sentence but the last, ascending; white space may precede them."""
        states = {
            "end": self._at_end,
            "bracket": self._at_bracket,
            "link": self._at_link,
            "separator": self._at_separator,
            "emoticon": self._at_emoticon,
            "stamp": self._at_stamp,
        }
        for event in patterns.EVENT.finditer(self._text):
            if event.lastgroup is None or (event.start() < self._aside_end and not self._closes_aside(event)):
                continue
            for end in states[event.lastgroup](event):
                if self._first < end < self._last:
                    yield end
                    self._start = end
                    self._first = _skip_space(self._text, end)

    def _closes_aside(self, event: re.Match[str]) -> bool:
        """Whether a sentence's end stands right before the bracket that ends the aside: ``(She did not.) So ...``."""
        return event.lastgroup == "end" and _skip_space(self._text, event.end()) == self._aside_end

    def _at_end(self, event: re.Match[str]) -> Iterator[int]:
        """A full stop, question mark, exclamation mark or ellipsis: where most sentences end."""
        text, mark = self._text, event[0]
        end = _end_of(patterns.CLOSERS, text, event.end())
        face = patterns.EMOTICON.match(text, _skip_space(text, end))
        if face:
            end = face.end()
        if end >= self._last:
            return
        if not text[end].isspace():
            if self._is_glued(event, end):
                yield end
            return
        rest = self._after_openers(end)
        if rest[:1] in (",", ";", ":"):
            return
        if not any(c.isalnum() for c in text[self._start : event.start()]):
            return  # "(...)" says that something was left out before what follows
        quoted = any(c in "\"”»’'›" for c in text[event.end() : end])
        if mark == ".":
            ends = self._full_stop_ends(event.start(), end, rest, quoted)
        elif _opens_low(rest):
            trails_off = mark[0] in ".…"
            ends = self._careless and not trails_off and not quoted and not self._aside_or_dash_follows(end)
        elif mark[0] in ".…":
            ends = not self._is_stutter(event.start(), rest)
        elif mark == "!" and not quoted and self._is_in_a_name(event.start(), rest):
            ends = False
        else:
            ends = not (quoted and self._is_attribution(rest))
        if ends:
            yield end

    def _is_in_a_name(self, at: int, rest: str) -> bool:
        """Whether an exclamation mark belongs to a name that goes on: ``Yahoo! Inc.``, ``Yahoo! Japan``."""
        before = _WORD_BEFORE.search(self._text, max(self._start, at - _REACH), at)
        if before is None or not before[1][0].isupper():
            return False
        if patterns.COMPANY.match(rest):
            return True
        return before[1].lower() in patterns.EXCLAIMED and not self._is_starter(rest)

    def _at_bracket(self, event: re.Match[str]) -> Iterator[int]:
        """An opening bracket: inside a sentence it begins an aside, at a sentence's head or behind it a remark."""
        text, start = self._text, event.start()
        close = self._partners.get(start, -1)
        at_head = start - self._first < 4 and not any(c.isalnum() for c in text[self._first : start])
        if not at_head and close - start <= LONGEST_ASIDE:
            self._aside_end = close
        follows_end = text[max(self._first, start - 2) : start].rstrip()[-1:] in (".", "!", "?", "…")
        is_remark = follows_end or (at_head and text.count(" ", start, close) > 1)
        if not is_remark or close < start or not text[close - 1].isalnum() or not text[close + 1 : close + 2].isspace():
            return
        if self._after_openers(close + 1)[:1].isupper() and text[_skip_space(text, close + 1)] != "(":
            yield close + 1

    def _at_link(self, event: re.Match[str]) -> Iterator[int]:
        """A web or mail address: ends a sentence without a full stop if another or an evident beginning follows."""
        tail = _LINK_TAIL.match(self._text, event.end())
        if tail and (patterns.LINK.match(self._text, tail.end()) or self._is_starter(self._after_openers(tail.end()))):
            yield tail.end()

    def _at_separator(self, event: re.Match[str]) -> Iterator[int]:
        """A line of asterisks or dashes: stands by itself."""
        if patterns.LINE.search(event[0]):
            yield event.start()
            yield event.end()

    def _at_emoticon(self, event: re.Match[str]) -> Iterator[int]:
        """A face without a full stop before it: ends a sentence if a capital follows."""
        if self._after_openers(event.end())[:1].isupper():
            yield event.end()

    def _at_stamp(self, event: re.Match[str]) -> Iterator[int]:
        """A date with a time: the end of a message's head, unless the sentence runs into it or on from it."""
        before = _TOKEN_BEFORE.search(self._text, max(self._start, event.start() - _REACH), event.start())
        if before and before[1].lower() not in self._language.function_words:
            yield event.start()
        if self._after_openers(event.end())[:1].isupper():
            yield event.end()

    def _full_stop_ends(self, at: int, end: int, rest: str, quoted: bool) -> bool:
        """Whether the full stop at an offset ends a sentence, given what follows it."""
        text, language = self._text, self._language
        if at - self._start <= LONGEST_LEAD and patterns.ENUMERATOR.fullmatch(text, self._start, at):
            return False
        found = _TOKEN.search(text, max(self._start, at - _REACH), at)
        token = _TOKEN_PARTS.split(found[0] if found else "")[-1]
        forms = {token, token.lower()}
        if _opens_low(rest):
            shortest = 2 if language.careless_writing else SHORTEST_PLAIN_WORD
            plain = end == at + 1 and len(token) >= shortest and token[-1].isalnum()
            return plain and not self._is_abbreviation(token, forms) and not self._aside_or_dash_follows(end)
        if forms & language.closing_abbreviations:
            return True
        if forms & language.leading_abbreviations:
            return False
        if forms & language.number_abbreviations and patterns.NUMBERED.match(rest):
            return rest[:1].isalpha() and token.lower() in language.function_words
        word = _first_word(rest)
        if (token.lower(), word) in self._statistics.collocations:
            return False
        if patterns.INITIAL.fullmatch(token):
            return self._is_starter(rest) and word not in language.name_particles
        if self._is_abbreviation(token, forms):
            return self._is_starter(rest)
        return not (quoted and self._is_attribution(rest))

    def _is_abbreviation(self, token: str, forms: set[str]) -> bool:
        language = self._language
        return bool(
            not forms.isdisjoint(language.abbreviations)
            or not forms.isdisjoint(language.leading_abbreviations)
            or not forms.isdisjoint(language.closing_abbreviations)
            or token.lower() in self._statistics.abbreviations
            or patterns.ACRONYM.fullmatch(token)
        )

    def _is_starter(self, rest: str) -> bool:
        """Whether a word that seldom has a capital inside a sentence has one here."""
        word = _first_word(rest)
        if not rest[:1].isupper() or (len(word) < 2 and word != "i"):
            return False
        known = self._language.function_words
        return word in known or word.rstrip("'") in known or word in self._statistics.starters

    def _is_attribution(self, rest: str) -> bool:
        """Whether ``Mary said`` or the like follows a quotation."""
        name = _attribution(self._language.titles).match(rest)
        return name is not None and not self._is_starter(rest) and name[1] in self._language.speech_verbs

    def _is_stutter(self, at: int, rest: str) -> bool:
        """Whether the same word stands before and behind an ellipsis."""
        before = _WORD_BEFORE.search(self._text, max(self._start, at - _REACH), at)
        return before is not None and before[1].lower() == _first_word(rest)

    def _is_glued(self, event: re.Match[str], end: int) -> bool:
        """Whether a sentence begins where somebody forgot the space: ``the bus.You``, ``really?they``."""
        before = _WORD_BEFORE.search(self._text, max(self._start, event.start() - _REACH), event.start())
        word = patterns.WORD.match(self._text, end)
        if not before or not word or not before[1][1:].islower():
            return False
        follows = self._text[word.end() : word.end() + 1]
        plain = word[0].lower().rstrip("'’") in self._language.function_words and (
            follows.isspace() or word[0][-1] in "'’"
        )
        return plain and (word[0][0].isupper() or event[0][0] in "?!")

    def _aside_or_dash_follows(self, end: int) -> bool:
        at = _skip_space(self._text, end)
        return self._text[at : at + 1] in ("-", "–", "—", "(", "[")

    def _after_openers(self, at: int) -> str:
        """What follows an offset from its first letter, digit or unknown sign on: the next few words."""
        start = _end_of(patterns.OPENERS, self._text, at)
        return self._text[start : start + _REACH]


def _opens_low(rest: str) -> bool:
    """Whether a lower-case word follows that is not the letter of a list item."""
    return rest[:1].islower() and not _LIST_LETTER.match(rest)


def _first_word(text: str) -> str:
    word = patterns.WORD.match(text)
    return word[0].lower().replace("’", "'") if word else ""


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
