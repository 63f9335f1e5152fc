"""People's decisions: two stores that lose nothing, what holds of them, and what has lapsed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Decision, Message, Reason, Review, Span, State
from aligner.core.serialize import dump, load
from aligner.decisions import (
    JsonLines,
    Sqlite,
    Store,
    alike,
    beside,
    holding,
    open_store,
    said,
    selected,
    with_decisions,
    write_down,
)
from aligner.errors import ConfigError, InputError
from aligner.gate import gate
from tests.gate_cases import finding, profile, review
from tests.literal import english
from tools.decisions_under_fire import killed

FINDING = finding()
FULL = Decision(
    "abc",
    State.FALSE_ALARM,
    Reason.CLIENT,
    "a note with \u2028, \u0085, \x1d, \ud800 and\nlines",
    "Ana",
    "editor",
    "2026-03-01T09:30:00+00:00",
    "0" * 64,
    "1" * 64,
    "number",
    ("48 hours", "24 heures"),
    ("For 48 hours.", "Pendant 24 heures."),
    "a.fr.md",
)
PARTIAL = b'{"fingerprint": "b", "sta'


@pytest.fixture(params=["decisions.jsonl", "decisions.sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Every store keeps the same promises."""
    return open_store(tmp_path / request.param)


def test_what_was_said_is_read_back(store: Store) -> None:
    other = Decision("b", State.TO_BE_FIXED)
    store.add([FULL])
    store.add([other, FULL])
    assert store.read() == ((replace(FULL), other, FULL), ())


@given(note=st.text(), by=st.text())
def test_any_text_stays_on_its_line(note: str, by: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "d.jsonl"
    decision = Decision("abc", State.OPEN, note=note, by=by)
    JsonLines(path).add([decision])
    assert JsonLines(path).read().decisions == (decision,)
    assert len(path.read_bytes().decode().splitlines()) == 2


def test_the_last_word_holds_and_can_be_taken_back() -> None:
    accepted, rejected = Decision("a", State.ACCEPTED_RISK), Decision("a", State.TO_BE_FIXED)
    assert holding([accepted, rejected]) == {"a": rejected}
    assert holding([accepted, Decision("a", State.OPEN)]) == {}


def test_threads_and_processes_lose_nothing(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from aligner.core import *; from aligner.decisions import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "for n in range(15): store.add([Decision(f'{sys.argv[2]}-{n}', State.OPEN)])"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(store.path), str(p)]) for p in range(3)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.add([Decision(f"t-{n}", State.OPEN)]), range(40)))
    assert [process.wait() for process in processes] == [0, 0, 0]
    found, warnings = store.read()
    assert {one.fingerprint for one in found} == {
        *(f"{p}-{n}" for p in range(3) for n in range(15)),
        *(f"t-{n}" for n in range(40)),
    }
    assert warnings == ()


def test_what_a_killed_command_acknowledged_is_there(tmp_path: Path) -> None:
    acknowledged, found, warnings = killed(tmp_path, times=4, each=3)
    assert acknowledged <= found
    assert warnings <= 4


@pytest.mark.parametrize("torn", [PARTIAL, b"\xff\xfe", b"[]", b"{}"])
def test_a_torn_last_line_is_set_aside_and_what_follows_is_not_lost(torn: bytes, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    store = JsonLines(path)
    store.add([FULL])
    with path.open("ab") as file:
        file.write(torn)
    before = path.read_bytes()
    decisions, (warning,) = store.read()
    assert decisions == (FULL,)
    assert f"{path}, line 3 is no decision and was set aside" in english(warning)
    store.add([replace(FULL, fingerprint="c")])
    assert path.read_bytes().startswith(before + b"\n")
    assert [one.fingerprint for one in store.read().decisions] == ["abc", "c"]


def test_a_last_line_without_its_end_is_no_torn_one(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    JsonLines(path).add([FULL])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    JsonLines(path).add([FULL])
    assert JsonLines(path).read() == ((FULL, FULL), ())


def test_a_first_line_that_was_cut_short_is_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(b'{"schema": "ali')
    JsonLines(path).add([FULL])
    assert JsonLines(path).read().decisions == (FULL,)


@pytest.mark.parametrize(
    "content",
    ["# A heading\n\nLe bac part.\n", '{"hello": 1}\n', "[]", "PK\x03\x04", '{"schema": "aligner.baseline/2"}\n'],
)
def test_what_is_no_store_is_refused_and_left_as_it_is(content: str, tmp_path: Path) -> None:
    for name in ("a.fr.md", "a.sqlite"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        store = open_store(path)
        for act in (store.read, partial(store.add, [FULL])):
            with pytest.raises(ConfigError, match=r"is no (?:file|database) of decisions"):
                act()
        assert path.read_text(encoding="utf-8") == content


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("create table mine (x)")
    with pytest.raises(ConfigError, match="is no database of decisions"):
        Sqlite(path).add([FULL])


def test_a_conflict_of_version_control_is_said(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    JsonLines(path).add([FULL])
    with path.open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    with pytest.raises(ConfigError, match="line 3: version control left a conflict"):
        JsonLines(path).read()


def test_what_cannot_be_written_is_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        JsonLines(tmp_path / "none" / "d.jsonl").add([FULL])
    with pytest.raises(InputError, match="cannot be read"):
        JsonLines(tmp_path / "none.jsonl").read()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "d.jsonl"
    JsonLines(path).add([FULL])
    before = path.read_bytes()
    code = (
        "import resource, signal, sys; from pathlib import Path; from aligner.core import *\n"
        "from aligner.decisions import JsonLines; from aligner.errors import InputError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 40}, resource.RLIM_INFINITY))\n"
        "try: JsonLines(Path(sys.argv[1])).add([Decision('x' * 20, State.OPEN, note='n' * 200)])\n"
        "except InputError as error: print(error); sys.exit(7)"
    )
    assert resource
    found = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert (found.returncode, "Cannot write" in found.stdout) == (7, True), found
    assert path.read_bytes() == before


def test_decisions_of_the_former_schema_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    lines = (
        {"fingerprint": "a", "decision": "accepted", "colour": "green"},
        {"fingerprint": "b", "decision": "rejected"},
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    decisions, (warning,) = JsonLines(path).read()
    assert [one.state for one in decisions] == [State.ACCEPTED_RISK, State.TO_BE_FIXED]
    assert "has 2 decisions of an earlier version" in english(warning)
    JsonLines(path).add([FULL])
    assert JsonLines(path).read().decisions[-1] == FULL


def test_decisions_lie_beside_the_translation() -> None:
    assert beside("texts/a.fr.md") == Path("texts/a.fr.md.decisions.jsonl")


def test_a_decision_is_said_with_who_when_and_why() -> None:
    assert english(said(replace(FULL, note="as agreed"))) == (
        "false alarm, Ana (editor), 2026-03-01, the client wants it so: as agreed"
    )
    assert english(said(Decision("a", State.FIXED))) == "fixed"


def with_spans(found: Review, *quotes: tuple[str, str]) -> Review:
    """A review whose findings quote these words, wherever they stand."""
    findings = tuple(
        replace(
            FINDING,
            message=Message("x"),
            fingerprint=f"{n}{'f' * 19}",
            original=Span((0,), 0, 1, left),
            translation=Span((0,), 0, 1, right),
        )
        for n, (left, right) in enumerate(quotes)
    )
    return replace(found, findings=findings)


def test_a_decision_holds_until_what_it_is_about_has_changed(tmp_path: Path) -> None:
    found = with_spans(review(), ("first ferry", "premier bac"), ("second ferry", "deuxième bac"))
    path = tmp_path / "d.jsonl"
    write_down(selected([found], ["1,2"]), Decision("", State.ACCEPTED_RISK, by="Ana"), path)
    edited = replace(review(french=["Le premier bateau part à neuf heures."] * 5), findings=found.findings[1:])
    again, _ = with_decisions(edited, path)
    assert list(again.decisions) == [found.findings[1].fingerprint]
    (gone,) = again.lapsed
    assert english(gone.what) == "ferry.fr.md had “premier bac part” and now has “premier bateau part”"
    assert load(dump(again)) == again


def test_findings_are_meant_by_number_by_range_and_by_id() -> None:
    found = with_spans(review(), *[("a", "b")] * 5)
    ids = [one.fingerprint for one in found.findings]
    assert [one.finding.fingerprint for one in selected([found], ["2", "4-5,1", ids[2][:8]])] == [
        ids[n] for n in (1, 3, 4, 0, 2)
    ]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("deadbeef", "'deadbeef' is the id of no finding of this text"),
        ("0ff", "is the id of no finding"),
        ("0", "There is no finding 0: the list has 2"),
        ("3", "There is no finding 3: the list has 2"),
        ("2-1", "There is no finding 2-1"),
        (",", "Name a finding"),
    ],
)
def test_what_is_no_finding_is_refused_and_no_other_is_offered(word: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        selected([with_spans(review(), ("a", "b"), ("c", "d"))], [word])
    assert "f" * 8 not in str(caught.value)


def test_a_number_tells_no_finding_among_several_pairs() -> None:
    with pytest.raises(ConfigError, match="with several pairs, give ids"):
        selected([with_spans(review(), ("a", "b"))] * 2, ["1"])


def test_all_that_are_alike_are_of_the_same_rule_about_the_same_words() -> None:
    found = with_spans(review(), ("48 hours", "24 heures"), ("48  Hours", "24 heures"), ("48 hours", "25 heures"))
    chosen = selected([found], ["1"])
    assert [one.finding.fingerprint[0] for one in alike(chosen, [found])] == ["0", "1"]


@pytest.mark.parametrize(
    ("state", "passes"),
    [(State.ACCEPTED_RISK, True), (State.FALSE_ALARM, True), (State.TO_BE_FIXED, False), (State.FIXED, False)],
)
def test_what_is_settled_does_not_count(state: State, passes: bool, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    write_down(selected([review([FINDING])], ["1"]), Decision("", state), path)
    ((found, verdict),) = gate([review([FINDING])], profile(), decisions=path)
    assert verdict.passes is passes
    assert found.decisions[FINDING.fingerprint].translation == found.translation.sha256


def test_a_store_that_is_asked_for_has_to_be_there(tmp_path: Path) -> None:
    for name in ("none.jsonl", "none.sqlite"):
        with pytest.raises(InputError, match=f"{name} cannot be read"):
            gate([review([FINDING])], profile(), decisions=tmp_path / name)
    assert os.listdir(tmp_path) == []
