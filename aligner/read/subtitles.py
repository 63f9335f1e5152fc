"""Subtitles, SRT and WebVTT (W3C, 2019): cues to blocks that keep their times.

A sentence that runs over several cues is one block, so that both languages split alike wherever their cues change; a
line that begins with a dash is another speaker and a block of its own.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.core import Block, BlockKind
from aligner.read.beginning import Beginning
from aligner.read.source import BLANK, Line, make_block, split_lines

__all__ = ["blocks", "sniff"]

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_NUMBER = re.compile(r"\s*\d+\s*$")
_MARKUP = re.compile(
    r"</?(?:[bius]|c|v|ruby|rt|lang|font)(?=[\s.>/])[^>\n]{0,200}>|<\d[\d:.]{0,20}>"
    r"|\{\\[^}\n]{0,200}\}|\{[biuyfsc]:[^}\n]{0,80}\}",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SPEAKER = re.compile(r"[-–—‐−]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:♪\])][»”’\"')\]\s\u00a0\u202f]*$")
_SMALL_START = re.compile(r"(?:\.\.\.|…)?[«“\"'‘(]?\s*[a-zà-öø-ÿœ]")
_TAIL = 80  # characters that tell how a part ends
_LONGEST_PAUSE = 4.0  # seconds of silence within a sentence; longer ones are another scene
_LONGEST_RUN = 12  # cues in one sentence; more of them have no punctuation at all


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float  #: seconds
    end: float
    shown: tuple[str, str]  #: both times, as people write them
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one speaker says in one cue."""

    cue: _Cue
    characters: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        return "".join(char for char, _ in self.characters)


def sniff(beginning: Beginning) -> bool:
    """Return whether a text begins as subtitles do."""
    lines = [line.text for line in split_lines(beginning.text[:4096]) if line.text.strip()][:2]
    return bool(lines) and (lines[0].startswith("WEBVTT") or any(_TIMES.match(line) for line in lines))


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of subtitles, in order; the times of each are its place."""
    lines = split_lines(text)
    markers = [number for number, line in enumerate(lines) if _TIMES.match(line.text)]
    cues = [_cue(lines, number, following) for number, following in pairwise([*markers, len(lines)])]
    is_vtt = text.lstrip("\ufeff").startswith("WEBVTT")
    found: list[Block] = []
    run: list[_Part] = []
    for part in (part for cue in cues for part in _parts(cue, references=is_vtt)):
        if run and not _goes_on(run, part):
            found += _block(run)
            run = []
        run.append(part)
    found += _block(run)
    return tuple(found)


def _cue(lines: Sequence[Line], at: int, following: int) -> _Cue:
    """The cue whose times stand in a line: its text ends at an empty line, or where the next cue begins.

    :param following: the line of the next cue's times, or the number of lines
    """
    match = _TIMES.match(lines[at].text)
    assert match is not None
    groups = match.groups()
    stop = next((number for number in range(at + 1, following) if not lines[number].text.strip()), following)
    body = list(lines[at + 1 : stop])
    if stop == following < len(lines) and body and _NUMBER.match(body[-1].text):
        body.pop()
    return _Cue(_seconds(groups[:4]), _seconds(groups[4:]), (_shown(groups[:4]), _shown(groups[4:])), tuple(body))


def _seconds(groups: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = groups
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + int(seconds or 0) + float(f"0.{fraction}")


def _shown(groups: Sequence[str | None]) -> str:
    hours, minutes, seconds, fraction = groups
    return f"{int(hours or 0):02}:{int(minutes or 0):02}:{seconds},{(fraction or ''):0<3}"


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
            current += [(" ", line.start - 1), *characters] if current else characters
    if current:
        yield _Part(cue, tuple(current))


def _characters(line: Line, *, references: bool) -> list[tuple[str, int]]:
    """A line's characters without markup, each with its file offset."""
    found: list[tuple[str, int]] = []
    at = 0
    for match in _MARKUP.finditer(line.text):
        found += _plain(line, at, match.start(), references=references)
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
    """Whether what follows is still the same sentence."""
    last = run[-1]
    if last.cue is part.cue or part.cue.start - last.cue.end > _LONGEST_PAUSE or len(run) >= _LONGEST_RUN:
        return False
    first = part.cue.lines[0].text if part.cue.lines else ""
    if _SPEAKER.match(_MARKUP.sub("", first).lstrip(BLANK)):
        return False
    return not _SENTENCE_END.search(last.text[-_TAIL:]) or (
        last.text.rstrip().endswith(("...", "…")) and _SMALL_START.match(part.text.lstrip(BLANK)) is not None
    )


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
        yield replace(found, where=f"{run[0].cue.shown[0]}–{run[-1].cue.shown[1]}")
