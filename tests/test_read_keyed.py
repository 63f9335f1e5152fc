"""Texts by their keys, as programs have them: one file a language, paired by key."""

import json
from pathlib import Path

import pytest

import aligner as package
from aligner.errors import InputError
from aligner.messages import render
from aligner.read import read
from aligner.read.key_pairs import read_key_pairs
from aligner.read.pairs import read_pairs
from tests.literal import place


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def texts(path: Path) -> list[tuple[str, str]]:
    return [(render(block.where, "en") if block.where else "", block.text) for block in read(path, "en").blocks]


FILES = {
    "a.json": '{"menu": {"open": "Open", "recent": ["Today", "Never"]}, "n": 5, "@open": "no", "v": "1.2"}',
    "b.json": '{"hello": {"message": "Hello", "description": "A greeting"}}',
    "a.yaml": "en:\n  menu:\n    open: Open  # a remark\n    items:\n      - One\n      - 'Two'\n  on: true\n  n: 5\n",
    "a.properties": "# remark\nopen = Open\nlong: It goes \\\n   on\nquote=caf\\u00e9 \\n now\nn=5\n",
    "strings.xml": (
        '<?xml version="1.0"?><resources><string name="open">Open <b>it</b>, won\\\'t you?</string>'
        '<string name="x" translatable="false">No</string><string name="r">@string/open</string>'
        '<plurals name="boats"><item quantity="one">%d boat</item><item quantity="other">%d boats</item></plurals>'
        '<string-array name="days"><item>Monday</item></string-array></resources>'
    ),
    "a.stringsdict": (
        '<?xml version="1.0"?><plist version="1.0"><dict><key>boats</key><dict>'
        "<key>NSStringLocalizedFormatKey</key><string>%#@n@ in port</string><key>n</key><dict>"
        "<key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>"
        "<key>one</key><string>One boat</string><key>other</key><string>%d boats</string></dict></dict></dict></plist>"
    ),
    "a.strings": '/* remark */\n"open" = "Open \\"it\\"";\n// more\nclose = "Close\\nit";\n',
    "a.ftl": (
        "# remark\nopen = Open\n    it now\n    .title = A title\nboats = { $n ->\n    [one] One boat\n"
        "   *[other] { $n } boats\n}\n-brand = Ferry\n"
    ),
}
EXPECTED = {
    "a.json": [("key menu.open", "Open"), ("key menu.recent[0]", "Today"), ("key menu.recent[1]", "Never")],
    "b.json": [("key hello.message", "Hello")],
    "a.yaml": [("key en.menu.open", "Open"), ("key en.menu.items[0]", "One"), ("key en.menu.items[1]", "Two")],
    "a.properties": [("key open", "Open"), ("key long", "It goes on"), ("key quote", "café   now")],
    "strings.xml": [
        ("key open", "Open it, won't you?"),
        ("key boats[one]", "%d boat"),
        ("key boats[other]", "%d boats"),
        ("key days[0]", "Monday"),
    ],
    "a.stringsdict": [
        ("key boats", "%#@n@ in port"),
        ("key boats.n.one", "One boat"),
        ("key boats.n.other", "%d boats"),
    ],
    "a.strings": [("key open", 'Open "it"'), ("key close", "Close it")],
    "a.ftl": [
        ("key open", "Open it now"),
        ("key open.title", "A title"),
        ("key boats[one]", "One boat"),
        ("key boats[other]", "{ $n } boats"),
        ("key -brand", "Ferry"),
    ],
}


@pytest.mark.parametrize("name", FILES)
def test_each_text_is_read_with_its_key(name: str, tmp_path: Path) -> None:
    assert texts(written(tmp_path, name, FILES[name])) == EXPECTED[name]


def test_texts_are_paired_by_key_whatever_their_order(tmp_path: Path) -> None:
    original = written(tmp_path, "a.en.json", '{"a": "It weighs 12 kg.", "b": "Only here.", "c": "It rains."}')
    translation = written(tmp_path, "a.fr.json", '{"c": "Il pleut.", "d": "Seulement ici.", "a": "Elle pèse 21 kg."}')
    found = package.review(original, translation)
    assert [bead.type for bead in found.beads] == ["1-1", "1-0", "1-1", "0-1"]
    assert [sentence.text for sentence in found.translation.sentences] == [
        "Elle pèse 21 kg.",
        "Il pleut.",
        "Seulement ici.",
    ]
    assert "number" in {finding.rule for finding in found.findings}
    assert found.translation.path == str(translation)


def test_the_language_above_all_keys_is_no_part_of_them(tmp_path: Path) -> None:
    original = written(tmp_path, "en.yml", "en:\n  a: Open\n")
    translation = written(tmp_path, "fr.yml", "fr-CA:\n  a: Ouvrir\n")
    found = read_key_pairs(original, translation, ("en", "fr"))
    assert found
    assert [bead.type for bead in found.beads] == ["1-1"]


def test_two_catalogues_and_a_template_are_paired_by_message(tmp_path: Path) -> None:
    template = written(tmp_path, "a.pot", 'msgid "Open"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "Close"\nmsgstr ""\n')
    catalogue = written(
        tmp_path, "fr.po", 'msgctxt "menu"\nmsgid "Close"\nmsgstr "Fermer"\n\nmsgid "Open"\nmsgstr ""\n'
    )
    found = read_key_pairs(template, catalogue, ("en", "fr"))
    assert found
    assert [(bead.original, bead.translation) for bead in found.beads] == [((0,), ()), ((1,), (0,))]


def test_files_without_a_common_key_are_two_texts(tmp_path: Path) -> None:
    left, right = (written(tmp_path, f"{name}.json", f'{{"{name}": "Text"}}') for name in "ab")
    assert read_key_pairs(left, right, ("en", "fr")) is None


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", '{"a": ', "not valid JSON"),
        ("a.json", "[" * 100_000, "nested"),
        ("a.yaml", "a: [b", "not valid YAML"),
        ("a.yaml", "[" * 20_000, "YAML|no text"),
        ("a.stringsdict", "<plist><dict><key>a", "is no property list"),
        ("a.strings", '"a" = b', "line 1"),
    ],
)
def test_damaged_files_are_refused_with_a_sentence(name: str, content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read(written(tmp_path, name, content), "en")


def test_aliases_of_yaml_swell_nothing(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    path = written(tmp_path, "a.yaml", f"l0: &l0 [text]\n{levels}")
    assert [text for _, text in texts(path)] == ["text"]


def test_a_string_catalogue_holds_both_texts(tmp_path: Path) -> None:
    forms = {"fr": ("Un bateau", "%d bateaux"), "en": ("One boat", "%d boats")}
    plurals = {
        code: {"variations": {"plural": dict(zip(("one", "other"), map(_stated, texts), strict=True))}}
        for code, texts in forms.items()
    }
    strings = {
        "Open the gate": {"localizations": {"fr": _stated("Ouvrez le portail")}},
        "ACME": {"shouldTranslate": False},
        "boats": {"localizations": plurals},
        "late": {"localizations": {"en": _stated("Too late."), "fr": _stated("Tard.", "needs_review")}},
        "Closed": {},
    }
    path = tmp_path / "a.xcstrings"
    path.write_text(json.dumps({"sourceLanguage": "en", "strings": strings, "version": "1.0"}), encoding="utf-8")
    assert [(one.original, one.translation, place(one.where), one.state) for one in read_pairs(path)] == [
        ("Open the gate", "Ouvrez le portail", "key Open the gate", "translated"),
        ("One boat", "Un bateau", "key boats.plural.one", "translated"),
        ("%d boats", "%d bateaux", "key boats.plural.other", "translated"),
        ("Too late.", "Tard.", "key late", "fuzzy"),
        ("Closed", "", "key Closed", ""),
    ]
    path.write_text('{"version": "1.0"}', encoding="utf-8")
    with pytest.raises(InputError, match="is no catalogue of strings"):
        list(read_pairs(path))


def _stated(text: str, state: str = "translated") -> dict[str, dict[str, str]]:
    return {"stringUnit": {"state": state, "value": text}}


def test_the_address_of_a_schema_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "ui.en.json"
    path.write_text('{"$schema": "https://example.org/s.json", "$t": "Sail", "@sail": "a verb"}', "utf-8")
    assert [block.text for block in read(path, "en").blocks] == ["Sail"]
