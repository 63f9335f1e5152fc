"""What is English or French alone stands in ``aligner/languages``: other rooms have no code, ending or word of it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from aligner.languages import get, known
from aligner.languages.morphology import morphology

PACKAGE = Path(__file__).resolve().parent.parent / "aligner"

#: Modules that may name a language or its letters all the same, what they have, and why.
ALLOWED = {
    ("messages/interface/__init__.py", "code"): "languages that messages are written in, before languages are known",
    ("read/decode.py", "letters"): "characters of Western European encodings, whatever the language",
    ("read/subtitles.py", "letters"): "an arrow that a symbol font shows as a letter; small letters of Latin-1",
    ("terms/glossary/tbx.py", "ending"): "the end of an XML element's name",
}

_ENDING_METHODS = {"endswith", "removesuffix", "rstrip", "strip"}
_LONGEST_ENDING = 5
_RANGE = re.compile(r"\w-\w")
_ALTERNATIVES = re.compile(r"[^\W\d_]+(?:'[a-z]+)?(?:\|[^\W\d_]+(?:'[a-z]+)?)+")
_IN_A_NAME = re.compile(r"(?:^|[./_-])(?:{})(?:[./_-]|$)".format("|".join(known())))


class Seen(NamedTuple):
    """Something of a language in another room."""

    module: str
    line: int
    kind: str
    text: str


@cache
def words() -> frozenset[str]:
    """Words and endings that are a language's own."""
    found = set[str]()
    for code in known():
        language, forms = get(code), morphology(code)
        found |= language.function_words | {title.lower() for title in language.titles}
        found.update(forms.noun_endings, forms.adjective_endings, forms.adverb_endings, forms.participle_endings)
    return frozenset(found)


def letters() -> frozenset[str]:
    return frozenset(letter for code in known() for letter in get(code).letters if not letter.isascii())


def docstrings(tree: ast.AST) -> set[int]:
    """The strings that stand alone: docstrings and the comments on fields that look like them."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def strings(node: ast.AST) -> list[str]:
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def is_word_list(some: list[str], least: int) -> bool:
    """Whether most words are a language's own; a sentence of a message is no list of words."""
    if len(some) < least or not all(re.fullmatch(r"[^\W\d_]+'?|'[^\W\d_]+|[^\W\d_]+'[^\W\d_]+", word) for word in some):
        return False
    return 2 * sum(word.lower() in words() for word in some) > len(some)


def of_text(text: str) -> Iterator[str]:
    """What a string of the code has of a language."""
    of_a_country = re.fullmatch(rf"({'|'.join(known())})[-_]\w\w", text)
    if text in known() or of_a_country or (not re.search(r"\s", text) and _IN_A_NAME.search(text)):
        yield "code"
    if letters().intersection(_RANGE.sub("", text).lower()):
        yield "letters"
    if "\n" not in text and any(is_word_list(match[0].split("|"), 2) for match in _ALTERNATIVES.finditer(text)):
        yield "words"


def of_node(node: ast.AST) -> Iterator[tuple[str, str]]:
    """What an expression of the code has of a language, beyond its strings."""
    match node:
        case ast.Call(func=ast.Attribute(attr=method), args=args) if method in _ENDING_METHODS:
            for text in (text for one in args for text in strings(one)):
                if text.isalpha() and text.islower() and len(text) <= _LONGEST_ENDING:
                    yield "ending", text
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.Constant(value=str(text))]):
            if text.isalpha() and text.islower():
                yield "ending", text
        case ast.Tuple(elts=some) | ast.Set(elts=some) | ast.List(elts=some):
            items = [one.value for one in some if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if is_word_list(items, 4):
                yield "words", " ".join(items)
        case (
            ast.Assign(value=ast.Constant(value=str(text)))
            | ast.Attribute(value=ast.Constant(value=str(text)), attr="split")
        ):
            if is_word_list(text.split(), 4):
                yield "words", text


def seen(path: Path) -> Iterator[Seen]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module, told = path.relative_to(PACKAGE).as_posix(), docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from (Seen(module, node.lineno, kind, node.value) for kind in of_text(node.value))
        for kind, text in of_node(node):
            yield Seen(module, getattr(node, "lineno", 0), kind, text)


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != "languages"]


def test_no_other_room_knows_a_language() -> None:
    found = [one for path in modules() for one in seen(path)]
    told = [f"{module}, line {line}: {kind}: {text!r}" for module, line, kind, text in found]
    strange = [text for one, text in zip(found, told, strict=True) if (one.module, one.kind) not in ALLOWED]
    assert strange == []
    assert {(one.module, one.kind) for one in found} == set(ALLOWED), "take from ALLOWED what is gone"


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ('LANGUAGE = "fr"', ["code"]),
        ('PAIR = "en-fr"', ["code"]),
        ('open("en.txt")', ["code"]),
        ('PATTERN = "(?:Mr|Mrs|Dr)"', ["words"]),
        ('low.endswith(("ing", "ed"))', ["ending", "ending"]),
        ('word[-1] in "sx"', ["ending"]),
        ('ARTICLES = {"le", "la", "les", "un"}', ["words"]),
        ('WORDS = "the of and to"', ["words"]),
        ('WORDS = "été"', ["letters"]),
        ('"""The fr in a docstring, été."""', []),
        ('LATIN = "[a-zà-öø-ÿ]"', []),
        ('print("There is no such file.")', []),
    ],
)
def test_the_search_sees_what_it_should(
    code: str, kinds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.test_languages_apart.PACKAGE", tmp_path)
    module = tmp_path / "module.py"
    module.write_text(code + "\n", encoding="utf-8")
    assert [one.kind for one in seen(module)] == kinds
