"""A workspace: what init makes, what its database keeps, and that commands inside it know what people decided."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from aligner.config.project import DATABASE
from aligner.core import Side
from aligner.errors import ConfigError, InputError
from aligner.workspace import VERSION, Workspace, start
from aligner.workspace.database import connected, migrate, migrations
from aligner.workspace.start import with_pair
from tests.commands import CORPORA, aligner


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the harbour, as the current folder."""
    shutil.copy(CORPORA / "harbour.en.md", tmp_path / "harbour.en.md")
    shutil.copy(CORPORA / "harbour.fr.draft.md", tmp_path / "harbour.fr.md")
    monkeypatch.chdir(tmp_path)
    assert aligner("init").status == 0
    return tmp_path


def test_init_lists_the_texts_of_the_folder(folder: Path) -> None:
    (pair,) = Workspace(folder).pairs()
    assert (pair.original, pair.translation) == ("harbour.en.md", "harbour.fr.md")


def test_init_twice_is_an_error(folder: Path) -> None:
    found = aligner("init")
    assert found.status == 2
    assert "is there already" in found.err


def test_init_without_texts_says_what_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = aligner("init")
    assert found.status == 2
    assert "name them" in found.err
    assert not list(tmp_path.iterdir())


def test_init_takes_no_text_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = aligner("init", CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md")
    assert found.status == 2
    assert "outside" in found.err


def test_what_gate_accepts_in_a_workspace_stays_accepted_and_is_logged(folder: Path) -> None:
    pair = ("harbour.en.md", "harbour.fr.md")
    before = json.loads(aligner("review", *pair, "--format", "json").out)
    first = before["findings"][0]["fingerprint"]
    assert aligner("gate", *pair, "--accept", first, "--by", "Ana", "--note", "as agreed").status == 1
    assert not list(folder.glob("*.jsonl"))
    (decision,) = json.loads(aligner("review", *pair, "--format", "json").out)["decisions"]
    assert (decision["fingerprint"], decision["by"], decision["note"]) == (first, "Ana", "as agreed")
    (entry,) = Workspace(folder).entries(None)
    assert (entry.who, entry.kind, entry.pair) == ("Ana", "decision", 1)


def test_a_decision_about_one_text_says_nothing_of_another(folder: Path) -> None:
    for name in ("harbour.en.md", "harbour.fr.md"):
        shutil.copy(folder / name, folder / f"other-{name}")
    project = folder / "aligner.toml"
    project.write_text(with_pair(project.read_text(), "other-harbour.en.md", "other-harbour.fr.md"))
    assert len(Workspace(folder).pairs()) == 2
    aligner("gate", "harbour.en.md", "harbour.fr.md", "--accept", "1")
    other = aligner("export", "other-harbour.en.md", "other-harbour.fr.md", "--format", "jsonl").out
    assert "accepted-risk" not in other


def test_an_approval_in_a_workspace_is_void_after_another_decision_on_that_text_only(folder: Path) -> None:
    pair = ("harbour.en.md", "harbour.fr.md")
    approved = aligner("approve", *pair, "--by", "Ana", "--despite", "--note", "agreed")
    assert approved.status == 0, approved.err
    assert aligner("gate", *pair, "--approved").status == 0
    aligner("gate", *pair, "--accept", "1")
    void = aligner("gate", *pair, "--approved")
    assert void.status == 1
    assert "other decisions" in void.out


def test_desk_export_and_import_lose_nothing(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pair = ("harbour.en.md", "harbour.fr.md")
    for option in ("--accept", "--withdraw", "--false-alarm"):
        aligner("gate", *pair, option, "1", "--by", "Ana")
    workspace = Workspace(folder)
    with workspace.writing() as database:
        database.execute(
            "insert into comments (pair, fingerprint, kind, text, who, role, at) "
            "values (1, 'abc', 'contest', 'Non ! C’est voulu.\u2028', 'Ben', 'translator', '2026-01-01T00:00:00+00:00')"
        )
    text = aligner("desk", "export").out
    other = tmp_path_factory.mktemp("other")
    for name in (*pair, "aligner.toml"):
        shutil.copy(folder / name, other / name)
    start(other, [], languages=("en", "fr"))
    (other / "in.jsonl").write_text(text, encoding="utf-8")
    for _ in range(2):  # the second time adds nothing
        assert aligner("desk", "import", other / "in.jsonl", "--workspace", other).status == 0
    assert aligner("desk", "export", "--workspace", other).out == text
    states = [json.loads(line)["state"] for line in text.splitlines()[1:] if '"state"' in line]
    assert sorted(states) == ["accepted-risk", "false-alarm", "open"]


def test_what_two_people_exported_apart_merges_by_lines(folder: Path) -> None:
    aligner("gate", "harbour.en.md", "harbour.fr.md", "--accept", "1", "--by", "Ana")
    first = aligner("desk", "export").out.splitlines()
    aligner("gate", "harbour.en.md", "harbour.fr.md", "--accept", "2", "--by", "Ben")
    second = aligner("desk", "export").out.splitlines()
    assert [line for line in second if line in first] == first


@pytest.mark.parametrize("text", ["", "{}\n", '{"schema": "aligner.desk/1"}\nnonsense\n', "<<<<<<< HEAD\n"])
def test_what_is_no_export_is_refused_whole(folder: Path, text: str) -> None:
    (folder / "in.jsonl").write_text(text)
    found = aligner("desk", "import", folder / "in.jsonl")
    assert (found.status, Workspace(folder).entries(None)) == (2 if text else 0, [])


def test_settled_beads_hold_in_a_review_on_the_command_line(folder: Path) -> None:
    pair = ("harbour.en.md", "harbour.fr.md")
    before = json.loads(aligner("review", *pair, "--format", "json").out)
    ids = [[one["id"] for one in before["documents"][side]["sentences"]] for side in ("original", "translation")]
    first, second = [bead for bead in before["beads"] if bead["type"] == "1-1"][:2]
    joined = [
        [ids[0][n] for bead in (first, second) for n in bead["original"]],
        [ids[1][n] for bead in (first, second) for n in bead["translation"]],
    ]
    with Workspace(folder).writing() as database:
        database.execute(
            "insert into beads values (1, 0, ?, ?, 1.0, 'Ana')", (json.dumps(joined[0]), json.dumps(joined[1]))
        )
    after = json.loads(aligner("review", *pair, "--format", "json").out)
    assert [first["original"][0], second["original"][0]] in [bead["original"] for bead in after["beads"]]


def test_the_log_and_the_decisions_are_only_added_to(folder: Path) -> None:
    aligner("gate", "harbour.en.md", "harbour.fr.md", "--accept", "1")
    for table in ("log", "decisions"):
        for statement in (f"delete from {table}", f"update {table} set number = 7"):
            with pytest.raises(InputError, match="only added to"), connected(folder / DATABASE) as database:
                database.execute(statement)


def test_a_database_of_each_earlier_version_is_brought_up_to_date(folder: Path) -> None:
    from contextlib import closing

    from aligner.decisions import WORKSPACE

    assert [number for number, _ in migrations()] == list(range(1, VERSION + 1))
    for version in range(VERSION):
        path = folder / f"version-{version}.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute(f"pragma application_id = {WORKSPACE}")
            migrate(database, version)
        with connected(path) as database:
            assert database.execute("pragma user_version").fetchone()[0] == VERSION
            assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
            assert database.execute("pragma journal_mode").fetchone()[0] == "wal"


def test_a_database_of_a_later_version_and_another_file_are_refused(folder: Path) -> None:
    with sqlite3.connect(folder / DATABASE) as database:
        database.execute("pragma user_version = 99")
    with pytest.raises(ConfigError, match="later version"):
        Workspace(folder).pairs()
    for path in folder.glob(f"{DATABASE}*"):
        path.unlink()
    (folder / DATABASE).write_text("not a database, but a text that is long enough to be looked at")
    with pytest.raises(ConfigError, match="no database of a workspace"):
        Workspace(folder).pairs()


def test_a_backup_is_whole(folder: Path) -> None:
    aligner("gate", "harbour.en.md", "harbour.fr.md", "--accept", "1")
    assert aligner("desk", "backup", folder / "copy.sqlite").status == 0
    with connected(folder / "copy.sqlite") as database:
        assert database.execute("select count(*) from decisions").fetchone()[0] == 1
    assert not (folder / "copy.sqlite.part").exists()


def test_no_path_leaves_the_workspace(folder: Path) -> None:
    project = folder / "aligner.toml"
    project.write_text(with_pair(project.read_text(), "../secret.en.md", "harbour.fr.md"))
    found = aligner("desk", "log")
    assert found.status == 2
    assert "outside" in found.err


def test_versions_are_kept_once_by_their_bytes(folder: Path) -> None:
    from aligner.session import Session

    workspace = Workspace(folder)
    workspace.pairs()
    text = Session().read_document(folder / "harbour.fr.md", "fr")
    for _ in range(2):
        workspace.keep_version(1, Side.TRANSLATION, text, (folder / "harbour.fr.md").read_bytes())
    (version,) = workspace.versions(1)
    assert version.sha256 == text.sha256
