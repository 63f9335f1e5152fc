"""Texts in YAML, such as those of Rails: mappings in mappings. The parser's events are read, so nothing is built."""

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.keyed import Entry
from aligner.read.pieces import check_lines
from aligner.read.source_file import Opened

__all__ = ["entries"]

_NO_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null"))


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read."""

    path: str
    key: str | None = None  #: of the value that comes next; None where a key comes next
    number: int = -1  #: of the item in a list; -1 in a mapping

    def below(self) -> str:
        """Return the path of the value that comes next."""
        if self.number >= 0:
            return f"{self.path}[{self.number}]"
        return f"{self.path}.{self.key}" if self.path else self.key or ""


def entries(file: Opened) -> Iterator[Entry]:
    """Yield the texts in order; what an alias repeats is read where it is written.

    :raises InputError: if it is no YAML
    """
    import yaml

    text = decode(file.read(file.limits.page_bytes, "page-bytes"), file.name)
    check_lines(text, file.name, file.limits)
    stack: list[_Open] = []
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                _step(stack, None)
            elif isinstance(event, yaml.CollectionStartEvent):
                path = stack[-1].below() if stack else ""
                is_list = isinstance(event, yaml.SequenceStartEvent)
                stack.append(_Open(path, number=0 if is_list else -1))
            elif isinstance(event, yaml.ScalarEvent):
                if _is_value(stack) and _is_text(event.value, plain=event.implicit[0]):
                    yield Entry(stack[-1].below() if stack else "", event.value)
                _step(stack, event.value)
            elif isinstance(event, yaml.AliasEvent):
                _step(stack, "")
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{file.name} is not valid YAML: {' '.join(str(error).split())}.") from error


def _is_value(stack: list[_Open]) -> bool:
    return not stack or stack[-1].number >= 0 or stack[-1].key is not None


def _is_text(value: str, *, plain: bool) -> bool:
    return any(map(str.isalpha, value)) and not (plain and value.lower() in _NO_TEXT)


def _step(stack: list[_Open], scalar: str | None) -> None:
    """Go on behind a key or a value.

    :param scalar: what was read, or None for a mapping or a list
    """
    if not stack:
        return
    top = stack[-1]
    if top.number >= 0:
        top.number += 1
    elif top.key is None:
        top.key = scalar or "?"
    else:
        top.key = None
