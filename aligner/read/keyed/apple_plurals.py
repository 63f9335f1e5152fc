"""Plurals of apps for iOS and macOS: property lists named ``.stringsdict``, a text for each grammatical number."""

import re
from collections.abc import Iterator
from typing import Any

from aligner.errors import InputError
from aligner.read.keyed import Entry
from aligner.read.source_file import Opened

__all__ = ["entries"]

_FORMAT = "NSStringLocalizedFormatKey"
_SETTING = "NSString"  # what keys begin with that say how a variable is read
_VARIABLE = re.compile(r"%(?:\d+\$)?#@[^@]*@")  # what stands in the format for a variable


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order: formats, and what each variable says for each number.

    :raises InputError: if it is no such property list
    """
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        content = plistlib.loads(file.read(file.limits.page_bytes, "page-bytes"))
    except (ExpatError, plistlib.InvalidFileException, ValueError, TypeError, AttributeError, LookupError) as error:
        raise InputError(f"{file.name} is no property list: {error}.") from error
    except RecursionError as error:
        raise InputError(f"{file.name} is nested more deeply than any file that people write.") from error
    if not isinstance(content, dict):
        raise InputError(f"{file.name} is no file of plurals: a dictionary of keys is expected.")
    for key, value in content.items():
        if isinstance(value, dict):
            yield from _entries(str(key), value)


def _entries(key: str, value: dict[str, Any]) -> Iterator[Entry]:
    shown = value.get(_FORMAT)
    if isinstance(shown, str) and any(map(str.isalpha, _VARIABLE.sub("", shown))):
        yield Entry(key, shown)
    for name, forms in value.items():
        for number, text in forms.items() if isinstance(forms, dict) else ():
            if isinstance(text, str) and not number.startswith(_SETTING) and any(map(str.isalpha, text)):
                yield Entry(f"{key}.{name}.{number}", text)
