"""Reading a review at the screen: what stands last, the whole text on request, pages, and again at each save."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aligner.report import render_all
from aligner.report.formats import html
from aligner.report.i18n import localizer
from tests.commands import aligner
from tests.report_samples import ferry

WHOLE = "── The whole text"


def test_the_report_ends_with_the_verdict_and_the_few_worst() -> None:
    lines = render_all([(ferry(), None)], "terminal").splitlines()
    assert not any(line.startswith(WHOLE) for line in lines)
    end = lines[next(n for n, line in enumerate(lines) if line.startswith("── In short")) :]
    assert end[-1] == lines[0]
    assert end[2].startswith(" 1. CRITICAL number")
    assert end[3] == "    48 became 24."
    assert "and 4 more findings" in end


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "a.en.txt", tmp_path / "a.fr.txt"
    paths[0].write_text("The harbour opened in 1962.\n", encoding="utf-8")
    paths[1].write_text("Le port a ouvert en 1972.\n", encoding="utf-8")
    return paths


def test_the_whole_text_is_shown_on_request(pair: tuple[Path, Path]) -> None:
    assert WHOLE not in aligner("review", *pair).out
    assert WHOLE in aligner("review", *pair, "--all").out


def test_without_a_terminal_a_pager_changes_nothing(pair: tuple[Path, Path]) -> None:
    assert aligner("review", *pair, "--pager") == aligner("review", *pair)


def test_in_a_terminal_the_pager_of_the_user_shows_the_report(pair: tuple[Path, Path], tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    shown = tmp_path / "shown"
    main, other = pty.openpty()
    command = [sys.executable, "-m", "aligner", "review", *map(str, pair), "--pager"]
    environment = {**os.environ, "PAGER": f"cat > {shown}", "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=subprocess.DEVNULL, env=environment)
    os.close(other)
    assert process.wait(timeout=120) == 0
    os.close(main)
    assert "1972" in shown.read_text(encoding="utf-8")


def test_a_save_is_reviewed_and_a_slip_is_said_and_forgiven(pair: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with out.open("wb") as file:
        command = [sys.executable, "-m", "aligner", "review", *map(str, pair), "--watch", "--format", "brief"]
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)

    def seen(text: str) -> bool:
        for _ in range(600):
            if text in out.read_text(encoding="utf-8"):
                return True
            time.sleep(0.1)
        return False

    try:
        assert seen("1 major in 5 words")
        pair[1].write_text("", encoding="utf-8")
        assert seen("is empty")
        pair[1].write_text("Le port a ouvert en 1962.\n", encoding="utf-8")
        assert seen("No findings in 5 words")
        process.send_signal(2)
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()


def test_what_cannot_be_watched_is_refused(pair: tuple[Path, Path]) -> None:
    assert aligner("review", "-", pair[1], "--watch", stdin=b"x").status == 2
    assert aligner("review", *pair, "--watch", "--accept", "1").status == 2


def test_the_page_folds_rules_knows_keys_and_has_the_command_that_accepts() -> None:
    review = ferry()
    page = html.render([(review, None)], localizer())
    short = review.findings[0].fingerprint[:8]
    assert f'data-command="aligner gate ferry.en.md ferry.fr.md --accept {short}"' in page
    assert page.count('class="fold"') == len({finding.rule for finding in review.findings})
    assert "j: 1, k: -1" in page
