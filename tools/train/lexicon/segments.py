"""Reads parallel text out of unpacked Debian packages: message catalogues, package descriptions, help pages."""

import gettext
import html
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Segment", "catalogues", "descriptions", "help_pages", "segments"]

Segment = tuple[str, str]  #: original and translation

_TAG = re.compile(r"<[^<>]{1,200}>")
_PLACEHOLDER = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?\$?[a-zA-Z]|%\d|\$\{?\w+\}?|\{\w*\}")
_ACCELERATOR = re.compile(r"(?<=\w)[_&~](?=\w)|(?<!\w)[_&~](?=\w)")
_NO_BREAK_MARK = "⋅"  # what translators of package descriptions write for a no-break space
_SENTENCE_END = re.compile(r"(?<=[.!?;:…»\"])\s+(?=[A-ZÀ-Þ«\"0-9])")
_HELP_BLOCK = re.compile(r'<(p|h\d)[^>]*id="((?:par|hd)_[^"]+)"[^>]*>(.*?)</\1>', re.DOTALL)


def segments(folder: Path, language: str) -> Iterator[Segment]:
    """Yield everything the folder has, English and the other language, cut into sentences; nothing twice."""
    seen: set[Segment] = set()
    for read in (catalogues, descriptions, help_pages):
        for original, translation in read(folder, language):
            for pair in _sentences(_plain(original), _plain(translation)):
                if pair[0] != pair[1] and all(pair) and pair not in seen:
                    seen.add(pair)
                    yield pair


def catalogues(folder: Path, language: str) -> Iterator[Segment]:
    """Yield messages of ``.../fr/LC_MESSAGES/*.mo``; a catalogue that cannot be read is left out."""
    for path in sorted(folder.rglob(f"{language}/LC_MESSAGES/*.mo")):
        try:
            with path.open("rb") as file:
                messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        except (OSError, UnicodeError, ValueError):
            continue
        for key, translation in messages.items():
            message = key[0] if isinstance(key, tuple) else key
            if not (isinstance(key, tuple) and key[1]):
                yield from _paired(message.rsplit("\x04", 1)[-1], translation, r"\n\s*\n")


def descriptions(folder: Path, language: str) -> Iterator[Segment]:
    """Yield package descriptions from apt's lists, ``*Translation-en`` beside ``*Translation-fr``, unpacked."""
    texts: dict[str, dict[str, str]] = {}
    for code in ("en", language):
        texts[code] = {}
        for path in sorted(folder.rglob(f"*Translation-{code}")):
            for stanza in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
                key = re.search(r"^Description-md5: (\w+)$", stanza, re.MULTILINE)
                text = re.search(rf"^Description-{code}: (.*)", stanza, re.MULTILINE | re.DOTALL)
                if key and text:
                    texts[code][key[1]] = text[1].replace("\n", "\n .\n", 1)
    for name in sorted(texts["en"].keys() & texts[language].keys()):
        yield from _paired(texts["en"][name], texts[language][name], r"\n \.\n|\n(?=\s*[-*] )")


def help_pages(folder: Path, language: str) -> Iterator[Segment]:
    """Yield paragraphs with the same name in LibreOffice's help, ``help/en-US`` beside ``help/fr``."""
    for root in sorted(folder.rglob("libreoffice/help/en-US")):
        # Packages unpacked beside each other differ in more than the last folder.
        others = {path.name: path for path in folder.rglob(f"libreoffice/help/{language}")}
        if language not in others:
            continue
        for page in sorted(root.rglob("*.html")):
            other = others[language] / page.relative_to(root)
            if other.is_file():
                blocks = [
                    {found[2]: found[3] for found in _HELP_BLOCK.finditer(file.read_text(encoding="utf-8"))}
                    for file in (page, other)
                ]
                yield from ((text, blocks[1][name]) for name, text in blocks[0].items() if name in blocks[1])


def _paired(original: str, translation: str, separator: str) -> Iterator[Segment]:
    """Return the paragraphs of both, or the whole of both where their numbers differ."""
    parts = [re.split(separator, text) for text in (original, translation)]
    if len(parts[0]) == len(parts[1]):
        yield from zip(*parts, strict=True)
    else:
        yield original, translation


def _sentences(original: str, translation: str) -> Iterator[Segment]:
    parts = [_SENTENCE_END.split(text) for text in (original, translation)]
    if len(parts[0]) == len(parts[1]):
        yield from zip(*parts, strict=True)
    else:
        yield original, translation


def _plain(text: str) -> str:
    """Take out markup, placeholders and keyboard accelerators."""
    text = html.unescape(_TAG.sub(" ", text)).replace(_NO_BREAK_MARK, " ")
    return " ".join(_PLACEHOLDER.sub(" ", _ACCELERATOR.sub("", text)).split())
