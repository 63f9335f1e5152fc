"""Reports and exports that another package adds work like those of this one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.errors import ConfigError
from aligner.export import export_format, format_of
from aligner.plugins import plugins
from aligner.report import report_format
from tests.commands import CORPORA, aligner

PAIR = (CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md")

MODULE = """
from aligner.export import ExportFormat
from aligner.report import ReportFormat

REPORT = ReportFormat(module=__name__, purpose="one line", several=True)
EXPORT = ExportFormat(module=__name__, suffixes=(".first",))


def render(cases, words):
    return "".join(f"{review.translation.path}: {len(review.findings)}\\n" for review, _ in cases)


def parts(corpus):
    return {"": lambda file: file.write(next(corpus.units()).original.encode())}
"""

ENTRY_POINTS = """
[aligner.reports]
lines = outputs_of_others:REPORT
broken = outputs_of_nobody:REPORT
wrong = outputs_of_others:EXPORT

[aligner.exporters]
first = outputs_of_others:EXPORT
"""


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with entry points, as an installer leaves it."""
    (tmp_path / "outputs_of_others.py").write_text(MODULE, encoding="utf-8")
    about = tmp_path / "outputs_of_others-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: outputs-of-others\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(ENTRY_POINTS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins.cache_clear()
    yield
    plugins.cache_clear()


@pytest.mark.parametrize("command", ["review", "gate"])
def test_a_report_of_another_package_is_written_like_ours(command: str, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    assert aligner(command, *PAIR, "--format", "lines", "-o", target).status in (0, 1)
    assert target.read_text(encoding="utf-8").startswith(f"{PAIR[1]}: ")
    assert aligner(command, *PAIR, "--format", "lines").out == target.read_text(encoding="utf-8")


def test_an_export_of_another_package_is_known_by_its_suffix(tmp_path: Path) -> None:
    target = tmp_path / "corpus.first"
    assert format_of(target) == "first"
    assert export_format("first").suffixes == (".first",)
    assert aligner("export", *PAIR, "--no-check", "-o", target).status == 0
    assert target.read_text(encoding="utf-8") == aligner("export", *PAIR, "--no-check", "--format", "first").out != ""


def test_names_of_other_packages_are_listed_where_a_name_is_wrong() -> None:
    with pytest.raises(ConfigError, match=r"no report format 'line'; known are terminal.*lines"):
        report_format("line")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("broken", "cannot be imported: ModuleNotFoundError"),
        ("wrong", "is no ReportFormat but ExportFormat"),
    ],
)
def test_a_broken_package_is_named(name: str, why: str) -> None:
    found = aligner("gate", *PAIR, "--format", name)
    assert (found.status, found.out) == (2, "")
    assert "outputs-of-others" in found.err
    assert why in found.err
