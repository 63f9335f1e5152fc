"""Ways to damage a file: its bytes, its lines, its numbers, its nesting, the members of a package."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

__all__ = ["mutated"]

#: What parsers stumble over.
NASTY = (
    *(
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xc3",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"\t",
        b"\x1b[31m",
    ),
    *("\u2028".encode(), "\u202e".encode(), "\u0301".encode() * 400, "\U0001f469\u200d\U0001f467".encode()),
    *(b"9" * 5000, b"-1", b"1e999", b"NaN", b"0x", b"4294967296", b"true", b"null", b"[]", b"{}", b'""'),
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"&#0;",
        b"&#x110000;",
        b"&nope;",
        b"<a",
        b"</a>",
        b'<?xml version="1.0"?>',
    ),
    *(
        b'"',
        b"'",
        b"`" * 400,
        b"```",
        b"---\n",
        b":::",
        b"{{<",
        b"{%",
        b"[[",
        b"]](",
        b"*" * 300,
        b"|",
        b"\\",
        b"#" * 9,
    ),
    *(b"(" * 600, b"[" * 600, b"<div>" * 600, b"{" * 600, b"> " * 600, b"- " * 300, b'{"a":' * 600, b"a=" * 300),
    *(
        b"00:00:00,000 --> 99:99:99",
        b"1\n",
        b"sep=;\n",
        b"msgid",
        b"extends = ",
        b"[0]:[0]",
        b"\\u0000",
        b"\\ud800",
        b"%s",
    ),
)

_NUMBER = re.compile(rb"\d+")
_MOST = 400_000  # bytes of a damaged file

Damage = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(seed: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a file that was damaged one to four times.

    :param others: files of the same kind, of which pieces may be put into it
    """
    data = seed
    for _ in range(chance.randint(1, 4)):
        if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
            data = _package(chance, data, others)
        else:
            data = chance.choice(_DAMAGES)(chance, data, others)
        data = data[:_MOST]
    return data


def _at(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _piece(chance: random.Random, data: bytes, longest: int = 400) -> tuple[int, int]:
    start = _at(chance, data)
    return start, min(len(data), start + chance.randint(1, longest))


def _flip(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _piece(chance, data)
    return data[:start] + data[stop:]


def _end(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: _at(chance, data)]


def _twice(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, stop = _piece(chance, data)
    return data[:stop] + data[start:stop] * chance.choice((1, 1, 2, 50)) + data[stop:]


def _insert(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _at(chance, data)
    return data[:at] + chance.choice(NASTY) + data[at:]


def _line_of_nasty(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(NASTY))
    return b"\n".join(lines)


def _number(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data[:100_000]))
    if not found:
        return _insert(chance, data, others)
    one = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"99999999999", b"9" * 5000, b"1.5", b"x", b""))
    return data[: one.start()] + new + data[one.end() :]


def _lines(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    a, b = (chance.randrange(len(lines)) for _ in range(2))
    how = chance.randrange(3)
    if how == 0:
        lines[a], lines[b] = lines[b], lines[a]
    elif how == 1:
        lines[a:a] = [lines[b]] * chance.choice((1, 3, 300))
    else:
        lines[a] = lines[a] + lines[b]
    return b"\n".join(lines)


def _splice(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others) if others else data
    start, stop = _piece(chance, other, 2000)
    at = _at(chance, data)
    return data[:at] + other[start:stop] + data[at:]


def _encode(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp037", "shift_jis"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


_DAMAGES: tuple[Damage, ...] = (
    *(_flip, _cut, _end, _twice, _insert, _insert, _line_of_nasty, _number, _number, _lines, _splice, _encode),
)


def _package(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a package of which one member was damaged, lost, doubled or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError, RuntimeError, EOFError):
        return _flip(chance, data, others)
    if not members:
        return data
    name = chance.choice(list(members))
    how = chance.randrange(8)
    if how == 0:
        del members[name]
    elif how == 1:
        members[chance.choice(("../evil", "word/document.xml", "x" * 300, "mimetype", "META-INF/x"))] = members[name]
    else:
        members[name] = chance.choice(_DAMAGES)(chance, members[name], list(members.values()))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
