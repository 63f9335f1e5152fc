"""Which room may import from which: the order that docs/architecture.md draws, held to by every import."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "aligner"

#: Rooms in the order in which they may know each other: a room imports only from rooms before it.
ORDER = (
    *("_version", "installation", "errors", "cells", "patterns", "staging", "files", "settings", "progress"),
    *("parallel", "plugins", "word"),
    *(
        "core",
        "messages",
        "languages",
        "models",
        "read",
        "config",
        "split",
        "encode",
        "pairing",
        "link",
        "alignment",
        "terms",
    ),
    *(
        "check",
        "decisions",
        "gate",
        "approval",
        "report",
        "export",
        "fix",
        "session",
        "workspace",
        "desk",
        "batch",
        "evaluate",
        "doctor",
        "cli",
    ),
    "__main__",
)

#: Rooms of which neither knows the other, whatever their places in the order.
STRANGERS = {("report", "export")}


class Import(NamedTuple):
    """One import, at the top of a module or inside a function."""

    importer: str
    imported: str
    line: int

    def __str__(self) -> str:
        return f"{self.importer} imports {self.imported}"


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def room(module: str) -> str:
    """The first part below the package; "" is the front door, ``aligner`` itself."""
    return module.split(".")[1] if "." in module else ""


@cache
def imports() -> tuple[Import, ...]:
    """Every import of one module of the package by another, those of functions and for types only among them."""
    return tuple(
        Import(name, imported, line)
        for name, path in modules().items()
        for imported, line in imports_of(path)
        if imported != name
    )


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: name the module in full"
            if node.module in modules():
                for alias in node.names:
                    submodule = f"{node.module}.{alias.name}"
                    yield (submodule if submodule in modules() else node.module), node.lineno


def test_every_room_has_its_place() -> None:
    assert {room(name) for name in modules()} - {""} == set(ORDER)


def test_imports_go_one_way_only() -> None:
    places = {name: place for place, name in enumerate(ORDER)}
    against = [
        f"{one}, line {one.line}"
        for one in imports()
        if room(one.importer) and places[room(one.importer)] < places.get(room(one.imported), len(ORDER))
    ]
    assert not against, "\n".join(["These imports go against the order of the rooms:", *against])


def test_reports_and_exports_do_not_know_each_other() -> None:
    known = [str(one) for one in imports() for pair in STRANGERS if {room(one.importer), room(one.imported)} == {*pair}]
    assert not known, "\n".join(known)


def test_no_module_imports_itself_by_way_of_others() -> None:
    circles = [" -> ".join((*circle, circle[0])) for circle in circles_of(imports())]
    assert not circles, "\n".join(["These modules need each other:", *circles])


def circles_of(found: tuple[Import, ...]) -> list[list[str]]:
    """Strongly connected components of more than one module (Tarjan 1972)."""
    after: dict[str, set[str]] = {name: set() for name in modules()}
    for one in found:
        after[one.importer].add(one.imported)
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    circles: list[list[str]] = []

    def visit(name: str) -> None:
        numbers[name] = lowest[name] = len(numbers)
        stack.append(name)
        for following in sorted(after[name]):
            if following not in numbers:
                visit(following)
            if following in stack:
                lowest[name] = min(lowest[name], lowest[following])
        if lowest[name] == numbers[name]:
            circle = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(circle) > 1:
                circles.append(circle)

    for name in modules():
        if name not in numbers:
            visit(name)
    return circles


def test_circles_are_found() -> None:
    a, b, c = sorted(modules())[1:4]
    assert circles_of((Import(a, b, 1), Import(b, a, 1), Import(c, a, 1))) == [[a, b]]
    assert circles_of((Import(a, b, 1), Import(b, c, 1))) == []
