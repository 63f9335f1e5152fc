"""The table of input formats: each row works, and other packages add rows."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from aligner import plugins
from aligner.core import Block, BlockKind, Message
from aligner.errors import ConfigError, MissingExtraError
from aligner.read import formats, read
from aligner.read.formats import FORMATS, Format, function, shows_lines

SHOUT = Format("shout", "Shout", (".shout",), blocks="tests.test_read_table:shouted")


def shouted(text: str, note: Callable[[Message], None]) -> tuple[Block, ...]:
    del note
    return (Block(BlockKind.PARAGRAPH, text.strip().upper(), range(len(text.strip()))),)


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.id)
def test_the_functions_that_a_row_names_are_there(format: Format) -> None:
    roles = [role for role in ("blocks", "pieces", "entries", "units", "sniff") if getattr(format, role)]
    assert all(callable(function(format, role)) for role in roles)
    assert set(roles) & {"blocks", "pieces", "entries", "units"}


def test_no_id_and_no_suffix_stands_twice() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({format.id for format in FORMATS}) == len(FORMATS)


def with_entry_point(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    point = EntryPoint(name, "tests.test_read_table:SHOUT", plugins.READERS)
    monkeypatch.setattr(plugins, "plugins", lambda group: {name: point} if group == plugins.READERS else {})
    forget()


def forget() -> None:
    formats.formats.cache_clear()
    formats._by_id.cache_clear()


def test_another_package_adds_a_format(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.shout"
    path.write_text("come here\n")
    with_entry_point(monkeypatch, "shout")
    try:
        document = read(path, "en")
        assert (document.blocks[0].text, document.format) == ("COME HERE", "shout")
        assert shows_lines("shout")
    finally:
        forget()


def test_an_entry_point_that_leads_to_another_format_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with_entry_point(monkeypatch, "whisper")
    try:
        with pytest.raises(ConfigError, match="'whisper'"):
            formats.formats()
    finally:
        forget()


def test_a_format_whose_module_is_not_installed_names_the_extra() -> None:
    absent = Format("x", "X", pieces="aligner.read.pdf:pieces", needs="no_such_module", extra="pdf")
    with pytest.raises(MissingExtraError, match=r"\[pdf\]"):
        function(absent, "pieces")
