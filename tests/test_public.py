"""What is public: declared where it lives, named in docs/python.md, and all that the pages use."""

import ast
import re
from importlib import import_module

import pytest

import aligner
from tests.pages import PAGES, ROOT, codes

MODULES = re.findall(
    r"^\| `(aligner[.\w]*)` \|", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.MULTILINE
)


def test_the_front_door_has_what_it_promises() -> None:
    assert sorted(aligner.__all__) == [
        "AlignerError",
        "Bead",
        "Configuration",
        "Document",
        "Finding",
        "Review",
        "Sentence",
        "Session",
        "Severity",
        "Span",
        "__version__",
        "align",
        "review",
    ]


def test_the_page_names_the_public_modules() -> None:
    assert MODULES == [
        "aligner",
        "aligner.core",
        "aligner.core.serialize",
        "aligner.errors",
        "aligner.messages",
        "aligner.read",
        "aligner.encode",
        "aligner.check",
        "aligner.gate",
        "aligner.report",
        "aligner.export",
        "aligner.plugins",
    ]


@pytest.mark.parametrize("name", MODULES)
def test_public_names_are_there(name: str) -> None:
    module = import_module(name)
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)
    for public in module.__all__:
        assert getattr(module, public) is not None


def test_pages_use_only_what_is_public() -> None:
    used = [
        (node.module, alias.name)
        for page in PAGES
        for code in codes(page)
        if code.language == "python"
        for node in ast.walk(ast.parse(code.text))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("aligner")
        for alias in node.names
    ]
    assert used
    for module, name in used:
        assert module in MODULES, f"{module} is used on a page and not named in docs/python.md"
        assert name in import_module(module).__all__, f"{module}.{name} is used on a page and not public"
