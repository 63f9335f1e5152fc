"""Subtitles, SRT, WebVTT (W3C, 2019) and YouTube's SBV: cues to blocks that keep their times.

SRT has no standard. What programs and people write is read as well: times without hours or fractions, with frames or
with an arrow that a word processor made of "-->", no empty line between cues, empty lines within a cue, no numbers. A
line that looks like the times of a cue and is none opens a cue without times, and is reported.

A sentence that runs over several cues is one block, so that both languages split alike wherever their cues change; a
line that begins with a dash is another speaker and a block of its own.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.core import Block, BlockKind, Message
from aligner.read.pieces import ignore
from aligner.read.source import BLANK, Line, make_block, split_lines

__all__ = ["blocks", "has_times"]

_TIME = r"-?(?:(\d{1,3})\s?:\s?)?(\d{1,2})\s?:\s?(\d{1,2})(?:\s?[,.:;]\s?(\d{1,3}))?"
_ARROW = r"(?:-{1,3}\s?>|[–—]\s?>|[→➔\uf0e0à])"
_TIMES = re.compile(rf"\s*{_TIME}\s*{_ARROW}\s*{_TIME}(?:\s.*)?$")
_SBV_TIMES = re.compile(r"\s*(\d{1,3}):(\d{2}):(\d{2})\.(\d{3}),(\d{1,3}):(\d{2}):(\d{2})\.(\d{3})\s*$")
_LIKE_TIMES = re.compile(r"\s*-?\d[\d:.,;\s]*-{1,3}\s?>.{0,80}$|.{0,40}-->.{0,40}$")
_LONE_TIME = re.compile(r"\s*(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\s*$")
_NUMBER = re.compile(r"\s*\d+\s*$")
_VTT_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_MARKUP = re.compile(
    r"<rt>[^<\n]{0,200}(?:</rt>)?"  # how a word is pronounced, above it
    r"|</?(?:[bius]|c|v|ruby|rt|lang|font)(?=[\s.>/])[^>\n]{0,200}>|<\d[\d:.]{0,20}>"
    r"|(?-i:\\[Nh])|\{\\[^}\n]{0,200}\}|\{[biuyfsc]:[^}\n]{0,80}\}",
    re.IGNORECASE,
)
_SPACES = ("\\N", "\\h")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SPEAKER = re.compile(r"[-–—‐−]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:♪\])][»”’\"')\]\s\u00a0\u202f]*$")
_SMALL_START = re.compile(r"(?:\.\.\.|…)?[«“\"'‘(]?\s*[a-zà-öø-ÿœ]")
_TAIL = 80  # characters that tell how a part ends
_LONGEST_PAUSE = 4.0  # seconds of silence within a sentence; longer ones are another scene
_LONGEST_RUN = 12  # cues in one sentence; more of them have no punctuation at all


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float | None  #: seconds; None where its times cannot be read
    end: float | None
    shown: tuple[str, str]  #: both times, as people write them, or its line twice
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one speaker says in one cue."""

    cue: _Cue
    characters: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        return "".join(char for char, _ in self.characters)


def blocks(text: str, note: Callable[[Message], None] = ignore) -> tuple[Block, ...]:
    """Return the blocks of subtitles, in order; the times of each are its place.

    :param note: is told of times that cannot be read
    """
    lines = split_lines(text)
    is_vtt = text.startswith("WEBVTT")
    found: list[Block] = []
    run: list[_Part] = []
    for part in (part for cue in _cues(lines, is_vtt, note) for part in _parts(cue, references=is_vtt)):
        if run and not _goes_on(run, part):
            found += _block(run)
            run = []
        run.append(part)
    found += _block(run)
    return tuple(found)


def has_times(line: str) -> bool:
    """Return whether a line is the times of a cue, of SRT, WebVTT or SBV."""
    return _times(line) is not None


def _times(line: str) -> re.Match[str] | None:
    return _TIMES.match(line) or _SBV_TIMES.match(line)


def _cues(lines: Sequence[Line], is_vtt: bool, note: Callable[[Message], None]) -> Iterator[_Cue]:
    markers = [number for number, line in enumerate(lines) if _times(line.text) or _LIKE_TIMES.match(line.text)]
    numbered = bool(markers) and any(
        _NUMBER.match(line.text) for line in [one for one in lines[: markers[0]] if one.text.strip()][-1:]
    )
    if not markers:
        yield from _transcript(lines)
    if not is_vtt and markers:
        above = list(lines[: markers[0]])
        _drop_number(above, numbered)
        if kept := tuple(line for line in above if line.text.strip()):
            yield _Cue(None, None, ("line 1", "line 1"), kept)
    for number, following in pairwise([*markers, len(lines)]):
        body = list(lines[number + 1 : following])
        if is_vtt:
            body = list(_vtt_text(body, last=following == len(lines)))
        elif following < len(lines):
            _drop_number(body, numbered)
        yield _cue(lines[number], number, tuple(line for line in body if line.text.strip()), note)


def _transcript(lines: Sequence[Line]) -> Iterator[_Cue]:
    """Yield the cues of a transcript as YouTube shows it: a time in a line of its own, then what is said."""
    written = [line for line in lines if line.text.strip()]
    if not written or not _LONE_TIME.match(written[0].text):
        return
    times = [
        (number, (*match.groups(), None))
        for number, line in enumerate(written)
        if (match := _LONE_TIME.match(line.text))
    ]
    for (number, groups), (following, then) in pairwise([*times, (len(written), times[-1][1])]):
        shown = _shown(groups), _shown(then)
        yield _Cue(_seconds(groups), _seconds(then), shown, tuple(written[number + 1 : following]))


def _drop_number(body: list[Line], numbered: bool) -> None:
    """Drop the number of the next cue from the end of a cue's text."""
    while body and not body[-1].text.strip():
        body.pop()
    if numbered and body and _NUMBER.match(body[-1].text):
        body.pop()


def _vtt_text(body: Sequence[Line], *, last: bool) -> Iterator[Line]:
    """Yield the lines of a cue of WebVTT, without the comments, styles and the name of the next cue that follow it.

    The standard ignores other text behind an empty line; a person sees that it belongs to the cue.
    """
    stretches: list[list[Line]] = [[]]
    for line in body:
        if line.text.strip():
            stretches[-1].append(line)
        else:
            stretches.append([])
    if not last and stretches[-1]:
        stretches[-1].pop()  # right above the next times stands the cue's name
    yield from stretches[0]
    for stretch in stretches[1:]:
        if stretch and not _VTT_BLOCK.match(stretch[0].text):
            yield from stretch


def _cue(times: Line, number: int, body: tuple[Line, ...], note: Callable[[Message], None]) -> _Cue:
    """Return the cue whose times stand in a line."""
    match = _times(times.text)
    if match is None:
        note(Message("reader.cue-times", {"line": number + 1, "times": times.text.strip()[:80]}))
        place = f"line {number + 1}"
        return _Cue(None, None, (place, place), body)
    groups = match.groups()
    return _Cue(_seconds(groups[:4]), _seconds(groups[4:]), (_shown(groups[:4]), _shown(groups[4:])), body)


def _seconds(groups: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = groups
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + float(f"0.{fraction or 0}")


def _shown(groups: Sequence[str | None]) -> str:
    hours, minutes, seconds, fraction = groups
    return f"{int(hours or 0):02}:{int(minutes or 0):02}:{int(seconds or 0):02},{(fraction or ''):0<3}"


def _parts(cue: _Cue, *, references: bool) -> Iterator[_Part]:
    current: list[tuple[str, int]] = []
    for line in cue.lines:
        characters = _characters(line, references=references)
        text = "".join(char for char, _ in characters)
        speaker = _SPEAKER.match(text.lstrip(BLANK))
        if speaker:
            if current:
                yield _Part(cue, tuple(current))
            skipped = len(text) - len(text.lstrip(BLANK)) + speaker.end()
            current = list(characters[skipped:])
        elif text.strip():
            while characters[-1][0] in BLANK:
                characters.pop()
            current += [(" ", line.start - 1), *characters] if current else characters
    if current:
        yield _Part(cue, tuple(current))


def _characters(line: Line, *, references: bool) -> list[tuple[str, int]]:
    """Return a line's characters without markup, each with its file offset."""
    found: list[tuple[str, int]] = []
    at = 0
    for match in _MARKUP.finditer(line.text):
        found += _plain(line, at, match.start(), references=references)
        if match.group() in _SPACES:
            found.append((" ", line.start + match.start()))
        at = match.end()
    return found + _plain(line, at, len(line.text), references=references)


def _plain(line: Line, start: int, stop: int, *, references: bool) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    at = start
    for match in _REFERENCE.finditer(line.text, start, stop) if references else ():
        found += ((line.text[n], line.start + n) for n in range(at, match.start()))
        found += ((char, line.start + match.start()) for char in html.unescape(match.group()))
        at = match.end()
    return found + [(line.text[n], line.start + n) for n in range(at, stop)]


def _goes_on(run: Sequence[_Part], part: _Part) -> bool:
    """Return whether what follows is still the same sentence."""
    last = run[-1]
    if last.cue is part.cue or _pause(last.cue, part.cue) > _LONGEST_PAUSE or len(run) >= _LONGEST_RUN:
        return False
    first = part.cue.lines[0].text if part.cue.lines else ""
    if _SPEAKER.match(_MARKUP.sub("", first).lstrip(BLANK)):
        return False
    return not _SENTENCE_END.search(last.text[-_TAIL:]) or (
        last.text.rstrip().endswith(("...", "…")) and _SMALL_START.match(part.text.lstrip(BLANK)) is not None
    )


def _pause(before: _Cue, after: _Cue) -> float:
    """Return the seconds between two cues; none where one has no times."""
    return after.start - before.end if after.start is not None and before.end is not None else 0.0


def _block(run: Sequence[_Part]) -> Iterator[Block]:
    if not run:
        return
    characters: list[tuple[str, int]] = []
    for number, part in enumerate(run):
        if number:
            characters.append((" ", run[number - 1].cue.lines[-1].end))
        characters += part.characters
    text = "".join(char for char, _ in characters)
    if found := make_block(BlockKind.PARAGRAPH, text, [at for _, at in characters]):
        first, last = run[0].cue.shown[0], run[-1].cue.shown[1]
        yield replace(found, where=Message("text.as-is", {"text": first if first == last else f"{first}–{last}"}))
