"""Baselines: only what is new counts, texts are known again, and a file of another text is refused."""

from pathlib import Path

import pytest

from aligner.core import Severity
from aligner.errors import ConfigError, InputError
from aligner.gate import Baseline, baseline_of, judge, read_baseline, write_baseline
from tests.gate_cases import finding, profile, review
from tests.literal import english

OLD, NEW = finding(name="old"), finding(name="new")
OTHER = [f"A {word} day in the mountains." for word in ("cold", "warm", "long", "short", "quiet")]


def _baseline(folder: Path, *reviews: object) -> Baseline:
    path = folder / "baseline.jsonl"
    write_baseline(path, reviews)  # type: ignore[arg-type]
    return read_baseline(path)


def test_only_new_findings_count(tmp_path: Path) -> None:
    baseline = _baseline(tmp_path, review([OLD]))
    assert judge(review([OLD]), profile(), baseline).passes
    verdict = judge(review([OLD, NEW]), profile(), baseline)
    assert english(verdict.headline).startswith("Fails default: 1 new major finding, none is allowed")
    assert verdict.counts_for(NEW.fingerprint)
    assert not verdict.counts_for(OLD.fingerprint)


def test_an_edited_text_is_known_again(tmp_path: Path) -> None:
    baseline = _baseline(tmp_path, review([OLD]))
    edited = review([OLD], french=["Tout est nouveau.", "Ici aussi.", "Et là.", "Encore.", "Enfin."])
    assert judge(edited, profile(), baseline).passes


def test_the_right_pair_of_several_is_found(tmp_path: Path) -> None:
    other = review([NEW], english=OTHER, french=OTHER)
    baseline = _baseline(tmp_path, other, review([OLD]))
    assert baseline.known(other) == {NEW.fingerprint}
    assert baseline.known(review([OLD])) == {OLD.fingerprint}


def test_a_baseline_of_another_text_is_said_with_file_and_line(tmp_path: Path) -> None:
    baseline = _baseline(tmp_path, review([OLD], english=OTHER, french=OTHER))
    with pytest.raises(ConfigError, match=r"baseline\.jsonl, line 2: this baseline is of another text.*ferry\.en\.md"):
        judge(review(), profile(), baseline)


def test_a_finding_a_line_so_that_version_control_shows_what_changed(tmp_path: Path) -> None:
    few = baseline_of([review([OLD])]).splitlines()
    more = baseline_of([review([OLD, NEW])]).splitlines()
    assert len(more) == len(few) + 1
    assert set(few) < set(more)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "line 1: this is no baseline"),
        ('{"schema": "aligner.report/1"}\n', "this is no baseline with schema 'aligner.report/1'"),
        ("nonsense\n", "line 1: this is no JSON object"),
        ('{"schema": "aligner.baseline/2"}\n[1]\n', "line 2: expected a JSON object"),
        ('{"schema": "aligner.baseline/2"}\n{"fingerprint": "a"}\n', "line 2: a finding stands before the pair"),
        ('{"schema": "aligner.baseline/2"}\n{"sketches": [["a"]]}\n', "line 2: this pair of the baseline is damaged"),
        ('{"schema": "aligner.baseline/2"}\n', "line 1: this baseline has no text at all"),
    ],
)
def test_a_damaged_baseline_is_one_sentence(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_baseline(path).known(review())
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_baseline_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read: No such file"):
        read_baseline(tmp_path / "none.jsonl")


def test_neutral_findings_are_remembered_too(tmp_path: Path) -> None:
    note = finding(Severity.NEUTRAL)
    assert note.fingerprint in _baseline(tmp_path, review([note])).known(review())
