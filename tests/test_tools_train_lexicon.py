"""Training of the lexicon: parallel text in, words and counts out."""

import io
import shutil
import struct
import subprocess
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from aligner.errors import InputError
from aligner.link.lexicon import unpack as lexicon_of
from tools.train.lexicon import learned, lexicon_arrays
from tools.train.lexicon.counts import count_links
from tools.train.lexicon.packages import Package, unpack
from tools.train.lexicon.segments import segments

_NOUNS = (("cat", "chat"), ("dog", "chien"), ("king", "roi"), ("door", "portail"), ("garden", "jardin"))
_VERBS = (("sleeps", "dort"), ("waits", "attend"), ("falls", "tombe"))


def _sentences() -> list[tuple[str, str]]:
    return [
        (f"The {one[0]} near the {two[0]} {verb[0]}.", f"Le {one[1]} près du {two[1]} {verb[1]}.")
        for one, two, verb in product(_NOUNS, _NOUNS, _VERBS)
        if one != two
    ]


def _catalogue(path: Path, messages: dict[str, str]) -> None:
    """A gettext catalogue, after the section "The Format of GNU MO Files" of gettext's manual."""
    messages = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    ordered = sorted((key.encode(), value.encode()) for key, value in messages.items())
    tables: tuple[list[bytes], list[bytes]] = ([], [])
    text, start = b"", 28 + 16 * len(ordered)
    for side in (0, 1):
        for pair in ordered:
            tables[side].append(struct.pack("<2I", len(pair[side]), start + len(text)))
            text += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(ordered), 28, 28 + 8 * len(ordered), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(head + b"".join(tables[0]) + b"".join(tables[1]) + text)


def test_catalogues_give_sentences_without_markup(tmp_path: Path) -> None:
    messages = {
        "menu\x04_Open the <b>file</b> %s": "_Ouvrir le <b>fichier</b> %s",
        "One. Two.": "Un. Deux.",
        "OK": "OK",
    }
    _catalogue(tmp_path / "usr/fr/LC_MESSAGES/a.mo", messages)
    assert sorted(segments(tmp_path, "fr")) == [
        ("One.", "Un."),
        ("Open the file", "Ouvrir le fichier"),
        ("Two.", "Deux."),
    ]


def test_descriptions_are_paired_by_their_sum(tmp_path: Path) -> None:
    for code, text in (("en", "a game\n Very old.\n .\n Nice."), ("fr", "un jeu\n Très vieux.\n .\n Joli.")):
        stanza = f"Package: x\nDescription-md5: 0a1b\nDescription-{code}: {text}\n\n"
        (tmp_path / f"list_Translation-{code}").write_text(stanza, encoding="utf-8")
    found = sorted(segments(tmp_path, "fr"))
    assert found == [("Nice.", "Joli."), ("Very old.", "Très vieux."), ("a game", "un jeu")]


def test_help_pages_are_paired_by_paragraph(tmp_path: Path) -> None:
    for package, folder, text in (("a", "en-US", "Press the key."), ("b", "fr", "Appuyez sur la touche.")):
        page = tmp_path / package / "libreoffice/help" / folder / "text/x.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<p id="par_id1" class="x">{text}</p>', encoding="utf-8")
    assert list(segments(tmp_path, "fr")) == [("Press the key.", "Appuyez sur la touche.")]


def test_counts_find_the_translations() -> None:
    pairs = [tuple(text.lower().rstrip(".").split() for text in pair) for pair in _sentences()]
    counts = count_links([(one, other) for one, other in pairs], lambda _: None)
    rows, columns = counts.pairs
    for original, translation in (*_NOUNS, *_VERBS):
        own = rows == counts.words[0].index(original)
        best = columns[own][counts.links[own].argmax()]
        assert counts.words[1][best] == translation


def test_a_lexicon_keeps_words_counts_and_lemmas() -> None:
    pairs = [(["the", "cats"], ["les", "chats"])] * 8 + [(["the", "cat"], ["le", "chat"])] * 4
    lexicon = lexicon_of(lexicon_arrays(count_links(pairs, lambda _: None), ("en", "fr")))
    cat, cats = lexicon.original.numbers(["cat", "cats"])
    chat, chats, unknown = lexicon.translation.numbers(["chat", "chats", "souris"])
    assert unknown == -1
    linked = lexicon.linked(np.array([cats, cat, cats, cat]), np.array([chats, chat, chat, unknown]))
    assert linked[0] == pytest.approx(8, rel=0.2)
    assert linked[1] == pytest.approx(4, rel=0.2)
    assert linked[2] < 1
    assert linked[3] == 0
    together = lexicon.linked(np.array([cat]), np.array([chat]), lemmas=True)
    assert together[0] == pytest.approx(12, rel=0.2)


def test_training_gives_a_lexicon(tmp_path: Path) -> None:
    _catalogue(tmp_path / "fr/LC_MESSAGES/a.mo", dict(_sentences()))
    with np.load(io.BytesIO(learned([tmp_path], lambda _: None))) as arrays:
        assert lexicon_of(dict(arrays)).original.index.keys() >= {"cat", "garden"}


def test_a_folder_without_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no parallel text"):
        learned([tmp_path], lambda _: None)


def _package(folder: Path, name: str, files: dict[str, str]) -> Package:
    """A Debian package with these files, made by dpkg-deb."""
    root = folder / name
    (root / "DEBIAN").mkdir(parents=True)
    control = (
        f"Package: {name}\nVersion: 1:2.0-1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: text\n"
    )
    (root / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    made = folder / f"{name}_1%3a2.0-1_all.deb"
    subprocess.run(["dpkg-deb", "--build", str(root), str(made)], check=True, capture_output=True)
    return Package(made)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_only_texts_are_taken_out_of_packages(tmp_path: Path) -> None:
    catalogue, page = "usr/share/locale/fr/LC_MESSAGES/one.mo", "usr/share/libreoffice/help/fr/text/a.html"
    package = _package(
        tmp_path, "one", {catalogue: "x", page: "y", "usr/bin/one": "z", "usr/share/locale/de/one.mo": ""}
    )
    unpack([package], tmp_path / "unpacked", "fr")
    unpack([package], tmp_path / "unpacked", "fr")
    found = {
        path.relative_to(tmp_path / "unpacked" / package.path.stem) for path in (tmp_path / "unpacked").rglob("*.*")
    }
    assert {str(path) for path in found if path.suffix in {".mo", ".html"}} == {catalogue, page}
    assert 'package = "one", version = "1:2.0-1", sha256 = "' in package.described()


def test_a_package_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad_1_all.deb").write_bytes(b"no package")
    if shutil.which("dpkg-deb"):
        with pytest.raises(InputError, match=r"bad_1_all\.deb cannot be unpacked"):
            unpack([Package(tmp_path / "bad_1_all.deb")], tmp_path / "unpacked", "fr")
        assert not list((tmp_path / "unpacked").glob("bad_1_all"))
