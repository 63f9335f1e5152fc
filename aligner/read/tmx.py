"""TMX 1.4b and its predecessors: translation units, read while the file streams by."""

from collections import Counter
from collections.abc import Callable, Iterator

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.segments import segment_text
from aligner.read.source_file import Opened
from aligner.read.units import Languages, Unit, same_language
from aligner.read.xml import Element, attribute, children, events, forget

__all__ = ["units"]


def units(file: Opened, languages: Languages, note: Callable[[Message], None]) -> Iterator[Unit]:
    """Yield the units that have both languages, in order.

    :param note: is told how many units were left out
    :raises InputError: if it is damaged, or no unit has both languages
    """
    file.stream.seek(0)
    found, number = 0, 0
    seen: Counter[str] = Counter()
    for _, element in events(file.stream, file.name, ("end",), ("{*}tu",)):
        number += 1
        variants = {(attribute(variant, "lang") or ""): variant for variant in reversed(list(children(element, "tuv")))}
        seen.update(variants.keys())
        original, translation = (_text(variants, language) for language in languages)
        if original is not None and translation is not None and (original.strip() or translation.strip()):
            found += 1
            place = Message("place.unit", {"unit": attribute(element, "tuid") or str(number)})
            yield Unit(original, translation, place)
        forget(element)
    if not found:
        known = ", ".join(sorted(filter(None, seen))) or "none"
        raise InputError(
            f"{file.name} has no unit with {languages.original} and {languages.translation}; its languages are {known}."
        )
    if found < number:
        note(Message("reader.units-left-out", {"file": file.name, "count": number - found, "total": number}))


def _text(variants: dict[str, Element], language: str) -> str | None:
    """Return the segment in a language: of several regions, the first."""
    for tag, variant in reversed(variants.items()):
        if same_language(tag, language):
            return segment_text(next(children(variant, "seg"), None))
    return None
