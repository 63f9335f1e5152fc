"""XLIFF 1.2 and 2.x: segments, read while the file streams by. What is not to be translated is left out."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.segments import segment_codes, segment_text
from aligner.read.source_file import Opened
from aligner.read.units import Languages, Unit, same_language
from aligner.read.xml import Element, attribute, children, events, forget, local

__all__ = ["units"]

#: Key, source, target and state of a segment.
_Part: TypeAlias = tuple[str, Element | None, Element | None, str]

_FOLDERS = re.compile(r".*[/\\]")
_TAGS = ("{*}xliff", "{*}file", "{*}trans-unit", "{*}unit", "{*}alt-trans", "{*}matches")


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the segments, in order; one without a translation has an empty one.

    :param note: is told nothing so far
    :raises InputError: if it is damaged, has other languages, or no segments
    """
    del note
    file.stream.seek(0)
    found, part = False, ""
    for event, element in events(file.stream, file.name, ("start", "end"), _TAGS):
        name = local(element)
        if event == "start":
            if name in ("xliff", "file"):
                _check_languages(element, languages, file.name)
            if name == "file":
                original = attribute(element, "original") or ""
                part = _FOLDERS.sub("", original)
        elif name in ("trans-unit", "unit"):
            if _is_translatable(element):
                for unit in _segments(element, part):
                    found = True
                    yield unit
            forget(element)
    if not found:
        raise InputError(f"{file.name} is XLIFF without anything to translate in it.")


def _check_languages(element: Element, languages: Languages, name: str) -> None:
    """Check the languages, which XLIFF 1.2 names at each file and 2.x at the root."""
    source = attribute(element, "srcLang") or attribute(element, "source-language")
    target = attribute(element, "trgLang") or attribute(element, "target-language")
    fits = (source is None or same_language(source, languages.original)) and (
        target is None or same_language(target, languages.translation)
    )
    if not fits:
        raise InputError(
            f"{name} goes from {source or 'an unnamed language'} to {target or 'an unnamed language'}, not from "
            f"{languages.original} to {languages.translation}: say so with --from and --to."
        )


def _is_translatable(element: Element) -> bool:
    """Return whether the nearest element that says so lets it be translated."""
    for above in (element, *element.iterancestors()):
        if said := attribute(above, "translate"):
            return said != "no"
    return True


def _place(part: str, unit: str, segment: str) -> Message:
    if segment:
        place = Message("place.segment", {"unit": unit, "segment": segment})
    else:
        place = Message("place.unit", {"unit": unit})
    return Message("place.in-part", {"part": part, "place": place}) if part else place


def _segments(element: Element, part: str) -> Iterator[Unit]:
    name = attribute(element, "id") or "?"
    parts = _of_unit(element) if local(element) == "unit" else _of_trans_unit(element)
    for key, source, target, state in parts:
        original, translation = segment_text(source), segment_text(target)
        if original.strip() or translation.strip():
            codes = segment_codes(source), segment_codes(target)
            yield Unit(original, translation, _place(part, name, key), codes=codes, state=state)


def _of_unit(element: Element) -> Iterator[_Part]:
    """Yield the segments of XLIFF 2.x; what is between the segments is no text."""
    segments = list(children(element, "segment"))
    for number, segment in enumerate(segments, 1):
        key = attribute(segment, "id") or (str(number) if len(segments) > 1 else "")
        source, target = (next(children(segment, name), None) for name in ("source", "target"))
        yield key, source, target, attribute(segment, "state") or ""


def _of_trans_unit(element: Element) -> Iterator[_Part]:
    """Yield the segments of XLIFF 1.2 where both sides are segmented alike, otherwise the unit as a whole."""
    source, target, cut = (next(children(element, name), None) for name in ("source", "target", "seg-source"))
    state = (attribute(target, "state") or "") if target is not None else ""
    state = "final" if attribute(element, "approved") == "yes" else state
    originals, translations = _marked(cut), _marked(target)
    if originals and (target is None or set(originals) == set(translations)):
        for key, segment in originals.items():
            yield key, segment, translations.get(key), state
    else:
        yield "", source, target, state


def _marked(element: Element | None) -> dict[str, Element]:
    if element is None:
        return {}
    marks = (mark for mark in element.iter("{*}mrk", "mrk") if attribute(mark, "mtype") == "seg")
    return {attribute(mark, "mid") or "": mark for mark in marks}
