"""What every Word file that we write has in common: its parts, how they are tied together, the same bytes every time.

Written part by part and not by a library, so that a novel takes no memory and no entry of the archive has a date.
Source: ECMA-376, Office Open XML, parts 1 and 2.
"""

from collections.abc import Iterable, Mapping
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["write_word"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that an archive can have


def write_word(file: BinaryIO, body: Iterable[str], others: Mapping[str, str]) -> None:
    """Write a document.

    :param body: what stands in the document's body, in pieces
    :param others: content of its other parts by name: ``styles``, ``comments``
    """
    kinds = {"document": "document.main", **{name: name for name in others}}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    with ZipFile(file, "w") as archive:
        _add(
            archive,
            "[Content_Types].xml",
            [
                f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
                f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>{types}</Types>'
            ],
        )
        _add(archive, "_rels/.rels", [_related({"officeDocument": "word/document.xml"})])
        tied = {name: f"{name}.xml" for name in others}
        _add(archive, "word/_rels/document.xml.rels", [_related(tied)])
        for name, content in others.items():
            _add(archive, f"word/{name}.xml", [f'{_HEAD}<w:{name} xmlns:w="{_MAIN}">{content}</w:{name}>'])
        _add(archive, "word/document.xml", _document(body))


def _document(body: Iterable[str]) -> Iterable[str]:
    yield f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>'
    yield from body
    yield "</w:body></w:document>"


def _related(targets: Mapping[str, str]) -> str:
    """Which parts a part is tied to, by the kind of the tie."""
    ties = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{ties}</Relationships>'


def _add(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = ZipInfo(name, _DATE)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    with archive.open(entry, "w") as part:
        for piece in pieces:
            part.write(piece.encode("utf-8", "replace"))
