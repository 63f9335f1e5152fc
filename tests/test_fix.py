"""Repairs written into files: what is certain is put right, and not a byte beside it changes."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import aligner
from aligner.errors import InputError
from aligner.fix import Fixed, fixed, repairs
from tests.commands import aligner as command

ENGLISH = """# Harbour news

The lock opens at six: boats wait on the left. The old **bridge** is closed!

Is the ferry late? Yes; the pilot has a letter for us. The rope costs 25 crowns.
"""
FRENCH = """# Nouvelles du port

L’écluse ouvre à six heures : les bateaux attendent à gauche. Le vieux **pont** est fermé !

Le bac est-il en retard ? Oui ; le pilote a une lettre pour nous. La corde coûte 25 couronnes.
"""
FAULTS = [
    ("les bateaux", "les les bateaux"),
    ("attendent à gauche", "attendent  à gauche"),
    ("Le vieux **pont** est fermé !", "Le vieux **pont** est fermé ! Le vieux **pont** est fermé !"),
    ("Oui ; le", "Oui ; le le"),
    ("25 couronnes", "52 couronnes"),
]
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'


def repaired(original: Path, translation: Path | None = None, *, unsafe: bool = False) -> Fixed:
    review = aligner.review(original, translation)
    data = (translation or original).read_bytes()
    return fixed(data, review.translation, repairs(review, unsafe=unsafe))


def with_faults(text: str) -> str:
    for right, wrong in FAULTS:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    return text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_repaired_in_its_own_encoding_and_with_its_line_ends(tmp_path: Path, encoding: str) -> None:
    original, translation = tmp_path / "a.en.md", tmp_path / "a.fr.md"
    original.write_text(ENGLISH, encoding="utf-8")
    right = FRENCH.replace("\n", "\r\n").encode(encoding)
    translation.write_bytes(with_faults(FRENCH).replace("\n", "\r\n").encode(encoding))
    found = repaired(original, translation)
    assert found.data == right
    assert len(found.made) == len(FAULTS)
    assert found.left == ()
    translation.write_bytes(found.data)
    again = repaired(original, translation)
    assert again.made == ()
    assert again.data == right


def test_a_right_text_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a.fr.md").write_text(FRENCH, encoding="utf-8")
    assert repaired(tmp_path / "a.en.md", tmp_path / "a.fr.md").data == FRENCH.encode()


def test_a_catalogue_keeps_its_lines_comments_and_escapes(tmp_path: Path) -> None:
    clean = HEAD + (
        '\n#: main.c:12\n#, c-format\nmsgid "Delete \\"%(name)s\\"?\\n"\nmsgstr "Supprimer « %(name)s » ?\\n"\n\n'
        'msgid ""\n"The lock opens "\n"at six."\nmsgstr ""\n"L’écluse ouvre "\n"à six heures."\n\n'
        '#~ msgid "old old"\n#~ msgstr "vieux vieux"\n'
    )
    faulty = clean.replace("« %(name)s »", "« %(nom)s »").replace('"L’écluse ouvre "', '"L’écluse ouvre ouvre "')
    (tmp_path / "fr.po").write_text(faulty, encoding="utf-8")
    found = repaired(tmp_path / "fr.po")
    assert found.data == clean.encode()
    assert len(found.made) == 2


XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>
  <trans-unit id="1"><source>Cats &amp; dogs: {count} <g id="1">beds</g>.</source>
   <target state="translated">Chats &amp; chiens : {count} <g id="1">lits</g>.</target>
   <alt-trans><target>Chats et et chiens</target></alt-trans></trans-unit>
  <trans-unit id="2"><source>The lock opens at six.</source>
   <target>L&#x2019;écluse ouvre à six heures.</target></trans-unit>
 </body></file>
</xliff>
"""


def test_xliff_keeps_its_codes_references_and_other_translations(tmp_path: Path) -> None:
    faulty = XLIFF.replace("chiens : {count}", "chiens : {nombre}").replace("ouvre à six", "ouvre ouvre à six")
    (tmp_path / "a.xlf").write_text(faulty, encoding="utf-8")
    assert repaired(tmp_path / "a.xlf").data == XLIFF.encode()


def word(paragraphs: str) -> bytes:
    body = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{paragraphs}<w:sectPr/></w:body></w:document>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/media/image1.png", b"\x89PNG" + bytes(range(256)))
    return written.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_word_file_keeps_its_runs_and_its_other_parts(tmp_path: Path) -> None:
    run = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    english = "".join(f"<w:p>{run.format(text)}</w:p>" for text in ("The lock opens at six.", "Boats &amp; nets wait."))
    french = "<w:p>{}{}</w:p><w:p>{}</w:p>".format(
        run.format("L’écluse ouvre "), run.format("à{} six heures."), run.format("Bateaux &amp; filets{} attendent.")
    )
    (tmp_path / "a.en.docx").write_bytes(word(english))
    (tmp_path / "a.fr.docx").write_bytes(word(french.format(" à", " filets")))
    found = repaired(tmp_path / "a.en.docx", tmp_path / "a.fr.docx")
    assert parts(found.data) == parts(word(french.format("", "")))
    assert len(found.made) == 2


def test_what_markup_parts_is_left_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.en.md").write_text("The old bridge is closed today.\n", encoding="utf-8")
    (tmp_path / "a.fr.md").write_text("Le vieux pont *pont* est fermé aujourd’hui.\n", encoding="utf-8")
    found = repaired(tmp_path / "a.en.md", tmp_path / "a.fr.md")
    assert found.data == (tmp_path / "a.fr.md").read_bytes()
    assert len(found.left) == 1


def test_a_format_that_cannot_be_written_into_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.en.html").write_text("<p>The old bridge is closed today.</p>", encoding="utf-8")
    (tmp_path / "a.fr.html").write_text("<p>Le vieux pont pont est fermé aujourd’hui.</p>", encoding="utf-8")
    with pytest.raises(
        InputError,
        match=r"is HTML: repairs are written into plain text, Markdown, SRT or WebVTT, DOCX, ODT, XLIFF and PO",
    ):
        repaired(tmp_path / "a.en.html", tmp_path / "a.fr.html")


SUBJECTS = ["keeper", "pilot", "sailor", "mason", "baker", "doctor", "farmer", "painter", "captain", "cook"]
SUJETS = ["gardien", "pilote", "marin", "maçon", "boulanger", "médecin", "fermier", "peintre", "capitaine", "cuisinier"]
THINGS = ["old boats", "white horses", "small windows", "rusty anchors", "long letters", "heavy nets"]
CHOSES = ["vieux bateaux", "chevaux blancs", "petites fenêtres", "ancres rouillées", "longues lettres", "lourds filets"]


def _doubled(text: str, random: Random) -> str:
    word = random.choice(list(re.finditer(r"[a-zà-ÿ]{4,}(?= )", text)))
    return f"{text[: word.end()]} {word.group()}{text[word.end() :]}"


def _two_spaces(text: str, random: Random) -> str:
    at = random.choice([match.start() for match in re.finditer(r"(?<=[a-zà-ÿ]) (?=[a-zà-ÿ])", text)])
    return f"{text[:at]} {text[at:]}"


def _other_figure(text: str, random: Random) -> str:
    figure = re.search(r"\d+", text)
    assert figure is not None
    return text.replace(figure.group(), str(int(figure.group()) + random.choice([1, 9, 20])))


def _other_name(text: str, random: Random) -> str:
    return text.replace("{place}", random.choice(["{lieu}", "{Place}", "{endroit}"]))


def _twice(text: str, random: Random) -> str:
    return f"{text} {text}"


KINDS: list[Callable[[str, Random], str]] = [_doubled, _two_spaces, _other_figure, _other_name, _twice]


def test_of_300_planted_slips_all_repairs_are_right_and_a_second_run_finds_nothing(tmp_path: Path) -> None:
    random, right, wrong = Random(7), HEAD, HEAD
    for number in range(300):
        a, b, figure = number % 10, number // 10 % 6, 11 + number
        english = f"The {SUBJECTS[a]} saw {figure} {THINGS[b]} in {{place}}."
        french = f"Le {SUJETS[a]} a vu {figure} {CHOSES[b]} dans {{place}}."
        entry = '\nmsgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n'
        right += entry.format(number, english, french)
        wrong += entry.format(number, english, KINDS[number % len(KINDS)](french, random))
    path = tmp_path / "fr.po"
    path.write_text(wrong, encoding="utf-8")
    found = repaired(path)
    assert found.data == right.encode()
    assert len(found.made) == 300
    path.write_bytes(found.data)
    assert repaired(path).made == ()


def test_the_command_writes_a_copy_and_shows_what_changes(tmp_path: Path) -> None:
    original, translation, output = tmp_path / "a.en.md", tmp_path / "a.fr.md", tmp_path / "b.fr.md"
    original.write_text(ENGLISH, encoding="utf-8")
    translation.write_text(with_faults(FRENCH), encoding="utf-8")
    said = command("fix", original, translation, "-o", output)
    assert "+L’écluse ouvre à six heures : les bateaux attendent à gauche." in said.out
    assert said.err.strip() == "5 safe repairs."
    assert output.read_text(encoding="utf-8") == FRENCH
    assert translation.read_text(encoding="utf-8") == with_faults(FRENCH)
    chosen = command("fix", original, translation, "--select", "number", "--in-place")
    assert chosen.err.strip() == "1 safe repair."
    assert translation.read_text(encoding="utf-8") == with_faults(FRENCH).replace("52", "25")


def test_a_copy_is_not_named_as_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.en.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a.fr.md").write_text(FRENCH, encoding="utf-8")
    found = command("fix", tmp_path / "a.en.md", tmp_path / "a.fr.md", "-o", tmp_path / "b.docx")
    assert found.status == 2
    assert f"{tmp_path / 'b.docx'} is a name for DOCX" in found.err
    assert not (tmp_path / "b.docx").exists()


def test_the_command_never_writes_over_what_it_reads_unasked(tmp_path: Path) -> None:
    original, translation = tmp_path / "a.en.md", tmp_path / "a.fr.md"
    original.write_text(ENGLISH, encoding="utf-8")
    translation.write_text(FRENCH, encoding="utf-8")
    refused = command("fix", original, translation, "-o", translation)
    assert (refused.status, "name another file" in refused.err) == (2, True)
    refused = command("fix", original, translation, "--in-place", "-o", tmp_path / "b.md")
    assert (refused.status, "choose one" in refused.err) == (2, True)
