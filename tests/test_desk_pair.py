"""A pair at the desk: what people do to it, take back, and find again after a crash."""

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aligner.core import Severity, Side, State
from aligner.desk.desk import Desk
from aligner.desk.diff import compared
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.openpair import OpenPair, Place
from aligner.desk.people import Person
from aligner.desk.signing import approval_of_pair, approve, bytes_now, reject, save
from aligner.encode.embedded import EmbeddedEncoder
from aligner.errors import InputError
from aligner.messages import render
from aligner.session import Session
from aligner.workspace import Workspace, start
from aligner.workspace.own_format import own_format
from tests import made_files
from tests.commands import CORPORA, aligner

ANA = Person("Ana", frozenset({"editor"}))
BEN = Person("Ben", frozenset({"translator"}))


@cache
def encoder() -> EmbeddedEncoder:
    return EmbeddedEncoder(threads=1)


def folder_with(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    shutil.copy(CORPORA / "harbour.en.md", folder / "harbour.en.md")
    shutil.copy(CORPORA / "harbour.fr.draft.md", folder / "harbour.fr.md")
    start(folder, [("harbour.en.md", "harbour.fr.md")], languages=("en", "fr"))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(Workspace(folder_with(tmp_path / "w")), encoder=encoder())
    yield made
    made.close()


@pytest.fixture
def pair(desk: Desk) -> OpenPair:
    return desk.pair(1)


def again(desk: Desk) -> OpenPair:
    """The pair as a desk finds it that starts after a crash."""
    return OpenPair(desk.workspace, desk.workspace.pairs()[0], desk.session())


def rows(pair: OpenPair) -> list[Any]:
    return [[row["o"], row["t"], row.get("s")] for row in pair.whole("en")["rows"]]


def states(pair: OpenPair) -> dict[str, str]:
    return {one["f"]: one["state"] for one in pair.whole("en")["findings"]}


def segment(pair: OpenPair, words: str) -> tuple[str, str]:
    return next((one.id, one.text) for one in pair.review.translation.sentences if words in one.text)


def test_an_answered_finding_never_comes_back(desk: Desk, pair: OpenPair) -> None:
    first, second = list(states(pair))[:2]
    pair.answer(BEN, [first], state=State.FALSE_ALARM, note="as agreed")
    pair.answer(BEN, [second], state=None, weight=Severity.CRITICAL)
    assert states(again(desk))[first] == "false-alarm"
    found = {one["f"]: one for one in again(desk).whole("fr")["findings"]}
    assert (found[second]["sev"], found[first]["note"]) == ("critical", "as agreed")
    shown = aligner("gate", desk.workspace.folder / "harbour.en.md", desk.workspace.folder / "harbour.fr.md")
    assert "1 critical" in shown.out


def test_an_edit_that_makes_several_sentences_is_taken_back_whole(desk: Desk, pair: OpenPair) -> None:
    before = rows(pair)
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, f"{text} Puis elle est partie. Personne ne l’a revue.", text)
    assert len(pair.review.translation.sentences) > sum(len(one[1]) for one in before)
    assert rows(again(desk)) == rows(pair)
    pair.undo(BEN)
    assert rows(pair) == before
    pair.redo(BEN)
    edited = rows(pair)
    assert edited != before
    pair.undo(BEN)
    assert rows(pair) == before
    assert rows(again(desk)) == before


def test_an_edit_that_is_taken_back_leaves_the_pairing_as_others_made_it(desk: Desk, pair: OpenPair) -> None:
    start = rows(pair)
    pair.pair_anew(ANA, "merge", pair.whole("en")["rows"][12]["k"])
    before = rows(pair)
    id, text = pair.whole("en")["rows"][12]["t"][0]
    pair.edit(BEN, id, f"{text} Voilà.", text)
    edited = rows(pair)
    assert len(edited) > len(before)
    pair.undo(BEN)
    assert rows(pair) == before
    assert rows(again(desk)) == before
    pair.redo(BEN)
    assert rows(pair) == edited
    pair.undo(BEN)
    pair.undo(ANA)
    assert rows(pair) == start


def test_a_repair_is_applied_and_its_finding_goes(pair: OpenPair) -> None:
    finding = next(one for one in pair.whole("en")["findings"] if one.get("fix") is not None)
    pair.fix(BEN, finding["f"])
    assert finding["f"] not in states(pair)
    pair.undo(BEN)
    pair.complete()  # what the rules about the whole text say comes behind
    assert finding["f"] in states(pair)
    without = next(one for one in pair.whole("en")["findings"] if one.get("fix") is None)
    with pytest.raises(RefusedError, match="No repair"):
        pair.fix(BEN, without["f"])


@pytest.mark.parametrize("what", ["merge", "shift-on", "shift-back", "pin", "realign"])
def test_a_change_of_pairing_is_taken_back_and_outlives_a_crash(desk: Desk, pair: OpenPair, what: str) -> None:
    before = rows(pair)
    key = pair.whole("en")["rows"][12]["k"]
    if what == "realign":
        pair.pair_anew(BEN, "merge", pair.whole("en")["rows"][20]["k"])
        pair.pair_anew(BEN, "unpin", pair.whole("en")["rows"][20]["k"])
    pair.pair_anew(BEN, what, key)
    changed = rows(pair)
    assert changed != before or what == "realign"
    assert rows(again(desk)) == changed
    sentences = [n for bead in pair.review.beads for n in bead.translation]
    assert sentences == sorted(sentences) == list(range(len(pair.review.translation.sentences)))
    for _ in range(3 if what == "realign" else 1):
        pair.undo(BEN)
    assert rows(pair) == before
    pair.redo(BEN)
    pair.undo(BEN)
    assert rows(again(desk)) == before


def test_what_cannot_be_paired_is_said(pair: OpenPair) -> None:
    row = pair.whole("en")["rows"]
    for what, key in (("merge", row[-1]["k"]), ("split", row[3]["k"]), ("shift-back", row[0]["k"])):
        with pytest.raises(RefusedError, match="cannot be done"):
            pair.pair_anew(BEN, what, key)
    with pytest.raises(ConflictError, match="paired otherwise"):
        pair.pair_anew(BEN, "merge", "nothing|here")


def test_who_is_slower_hears_of_it_and_nothing_is_lost(pair: OpenPair) -> None:
    finding, head = next(iter(states(pair))), pair.head
    pair.answer(ANA, [finding], state=State.ACCEPTED_RISK, seen=head)
    with pytest.raises(ConflictError, match="Ana has answered meanwhile: accepted risk"):
        pair.answer(BEN, [finding], state=State.FALSE_ALARM, seen=head)
    assert states(pair)[finding] == "accepted-risk"
    pair.answer(BEN, [finding], state=State.FALSE_ALARM, seen=pair.head)  # having seen it
    with pytest.raises(ConflictError):
        pair.undo(ANA)
    id, text = segment(pair, "52 alors")
    pair.edit(ANA, id, text.replace("52", "32"), text)
    with pytest.raises(ConflictError, match="Somebody else has changed"):
        pair.edit(BEN, id, text.replace("52", "42"), text)


def test_each_person_undoes_what_is_their_own(pair: OpenPair) -> None:
    first, second = list(states(pair))[:2]
    pair.answer(ANA, [first], state=State.ACCEPTED_RISK)
    pair.answer(BEN, [second], state=State.FALSE_ALARM)
    pair.undo(ANA)
    assert (states(pair)[first], states(pair)[second]) == ("open", "false-alarm")
    with pytest.raises(RefusedError, match="nothing to undo"):
        pair.undo(ANA)
    pair.redo(ANA)
    assert states(pair)[first] == "accepted-risk"
    pair.answer(ANA, [first], state=State.OPEN)
    with pytest.raises(RefusedError, match="nothing to redo"):
        pair.redo(ANA)


def test_what_cannot_be_undone_any_more_is_passed(pair: OpenPair) -> None:
    first, *others = states(pair)
    pair.answer(BEN, [first], state=State.ACCEPTED_RISK)
    pair.answer(BEN, others[:2], state=State.FALSE_ALARM)
    pair.answer(ANA, others[:1], state=State.ACCEPTED_RISK)
    pair.undo(BEN)  # what nobody has answered since is taken back, the rest stays
    assert [states(pair)[one] for one in others[:2]] == ["accepted-risk", "open"]
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, text.replace("52", "32"), text)
    pair.edit(ANA, id, text.replace("52", "42"), text.replace("52", "32"))
    with pytest.raises(ConflictError, match="no longer be undone"):
        pair.undo(BEN)
    pair.undo(BEN)
    assert states(pair)[first] == "open"
    assert pair.stacks(BEN)[0] == []
    assert "42 alors" in segment(pair, "42 alors")[1]


def test_a_linguist_takes_a_reply_back(pair: OpenPair) -> None:
    lin, finding = Person("Lin", frozenset({"linguist"})), next(iter(states(pair)))
    pair.reply(lin, finding, "As in the corpus.")
    assert lin.may("undo")
    pair.undo(lin)
    assert pair.replies(finding) == []


def test_an_error_that_a_person_marked_counts_and_is_taken_back(pair: OpenPair) -> None:
    before = pair.verdict().score.points
    id, text = segment(pair, "52 alors")
    place = Place(Side.TRANSLATION, id, 0, text.index(" "))
    mark = pair.mark(BEN, place, rule="style/awkward", severity=Severity.CRITICAL, note="clumsy")
    assert pair.verdict().score.points > before
    assert mark in states(pair)
    pair.undo(BEN)
    assert mark not in states(pair)
    assert pair.verdict().score.points == before


def test_words_of_the_original_that_were_left_out_are_marked_there(pair: OpenPair) -> None:
    sentence = pair.review.original.sentences[12]
    place = Place(Side.ORIGINAL, sentence.id, 4, 10)
    mark = pair.mark(BEN, place, rule="omission", severity=Severity.MAJOR, note="")
    found = pair.finding(mark)
    assert found.translation is None
    assert found.original
    assert found.original.text == sentence.text[4:10]
    pair.undo(BEN)
    assert mark not in states(pair)


def test_a_reply_contests_until_an_editor_decides(pair: OpenPair) -> None:
    finding = next(iter(states(pair)))

    def contested() -> bool:
        return any(one.get("contested") for one in pair.whole("en")["findings"] if one["f"] == finding)

    pair.reply(BEN, finding, "The client wants it so.", contests=True)
    assert contested()
    pair.answer(BEN, [finding], state=State.FALSE_ALARM)
    assert contested()  # the translator does not decide it
    pair.answer(ANA, [finding], state=State.FALSE_ALARM)
    assert not contested()
    with pytest.raises(RefusedError, match="message is empty"):
        pair.reply(BEN, finding, "  ")


def test_an_approved_text_is_in_its_file_and_any_change_voids_it(desk: Desk, pair: OpenPair) -> None:
    folder = desk.workspace.folder
    before = (folder / "harbour.fr.md").read_bytes()
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, text.replace("52", "32"), text)
    with pytest.raises(RefusedError, match="Not approved"):
        approve(pair, ANA, "", despite=False)
    approve(pair, ANA, "agreed", despite=True)
    after = (folder / "harbour.fr.md").read_bytes()
    assert after == before.replace("21\u00a0h\u00a052".encode(), "21\u00a0h\u00a032".encode())
    assert rows(again(desk)) == rows(pair)
    both = folder / "harbour.en.md", folder / "harbour.fr.md"
    assert aligner("gate", *both, "--approved").status == 0
    found = approval_of_pair(pair)
    assert found is not None
    assert getattr(found, "holds", False)
    changes: list[tuple[Callable[[], object], str]] = [
        (lambda: pair.edit(BEN, id, text.replace("52", "42"), text.replace("52", "32")), "letters"),
        (lambda: pair.answer(BEN, [next(iter(states(pair)))], state=State.ACCEPTED_RISK), "decisions"),
        (lambda: pair.pair_anew(BEN, "merge", pair.whole("en")["rows"][12]["k"]), "paired"),
    ]
    for change, said in changes:
        change()
        void = approval_of_pair(pair)
        assert void is not None
        assert any(said in one.id for one in getattr(void, "differences", ())), said
        pair.undo(BEN)
    reject(pair, ANA, "Once more.")
    assert getattr(approval_of_pair(pair), "note", "") == "Once more."
    assert aligner("gate", *both, "--approved").status == 1


def waited(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("never")


def test_a_file_that_was_changed_elsewhere_is_taken_in_and_not_written_over(desk: Desk, pair: OpenPair) -> None:
    path = desk.workspace.folder / "harbour.fr.md"
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, text.replace("52", "32"), text)
    changed = path.read_text(encoding="utf-8") + "\nUne ligne de plus.\n"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(ConflictError, match="changed by another program"):
        save(pair, BEN)
    assert path.read_text(encoding="utf-8") == changed
    waited(lambda: "Une ligne de plus." in str(rows(pair)))
    assert segment(pair, "32 alors")  # the edit was made again
    assert pair.notices == []
    assert save(pair, BEN)
    assert path.read_text(encoding="utf-8") == changed.replace("21\u00a0h\u00a052", "21\u00a0h\u00a032")
    before, content = rows(pair), path.read_text(encoding="utf-8")
    path.unlink()
    time.sleep(1.5)
    assert rows(pair) == before  # until there is something to take in
    id, text = segment(pair, "32 alors")
    pair.edit(BEN, id, text.replace("32", "42"), text)
    path.write_text(content.replace(text, "Rien de tout cela."), encoding="utf-8")
    waited(lambda: "Rien de tout cela." in str(rows(pair)))
    assert any("could not be made again" in render(one, "en") for one in pair.notices)
    with pytest.raises(ConflictError, match="no longer be undone"):
        pair.undo(BEN)


def test_the_page_hears_only_of_what_has_changed(pair: OpenPair) -> None:
    before = pair.whole("en")
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, text.replace("52", "32"), text)
    change = pair.since(before["head"], "en")
    assert (change["rows"]["cut"], len(change["rows"]["put"])) == (1, 1)
    assert len(change["gone"]) >= 1
    assert pair.since(pair.head, "en")["findings"] == []
    known = {row["k"]: row for row in before["rows"]}
    made = [*before["rows"]]
    at = change["rows"]
    made[at["at"] : at["at"] + at["cut"]] = at["put"]
    assert made == pair.whole("en")["rows"]
    assert len(known) == len(before["rows"])
    assert "whole" in pair.since(10**6, "en")


def test_decisions_of_other_programs_are_taken_in(desk: Desk, pair: OpenPair) -> None:
    finding = next(iter(states(pair)))
    folder = desk.workspace.folder
    done = aligner("gate", folder / "harbour.en.md", folder / "harbour.fr.md", "--false-alarm", finding, "--by", "Cli")
    assert done.status in (0, 1), done.err
    assert pair.refresh()
    assert states(pair)[finding] == "false-alarm"


def test_many_writers_lose_nothing(desk: Desk, pair: OpenPair) -> None:
    marks = list(states(pair))

    def work(number: int) -> None:
        person = Person(f"P{number}", frozenset({"editor"}))
        for n in range(25):
            pair.answer(person, [marks[(number + n) % len(marks)]], state=State.ACCEPTED_RISK, note=f"{number}-{n}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    notes = {entry.data["note"] for entry in desk.workspace.entries(1, kinds=("decision",))}
    assert notes == {f"{number}-{n}" for number in range(6) for n in range(25)}
    with sqlite3.connect(desk.workspace.path) as database:
        assert database.execute("pragma integrity_check").fetchone()[0] == "ok"


FORMATS: dict[str, Callable[[Path, str], object]] = {
    "txt": lambda path, text: path.write_text(text, encoding="utf-8"),
    "md": lambda path, text: path.write_text(f"# Titre\n\n> {text}\n", encoding="utf-8"),
    "srt": lambda path, text: path.write_text(
        f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n\n2\n00:00:05,000 --> 00:00:06,000\n<i>Fin.</i>\n", encoding="utf-8"
    ),
    "docx": lambda path, text: made_files.docx(path, made_files.paragraph(text)),
    "odt": lambda path, text: made_files.odt(path, f"<text:p>{text}</text:p><text:p>Fin.</text:p>"),
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_edit_goes_into_the_files_own_format_and_nothing_else_changes(tmp_path: Path, suffix: str) -> None:
    text = "Le pont est fermé depuis mardi. Il a 24 lampes."
    path, other = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
    FORMATS[suffix](path, text)
    FORMATS[suffix](other, text.replace("fermé depuis", "ouvert, dit-on, dès").replace("24", "42"))
    used = Session(encoder=encoder())
    base, wanted = used.read_document(path, "fr"), used.read_document(other, "fr")
    made = own_format(path.read_bytes(), base, wanted)
    path.write_bytes(made)
    assert [one.text for one in used.read_document(path, "fr").blocks] == [one.text for one in wanted.blocks]
    if suffix not in ("docx", "odt"):
        assert made == other.read_bytes()


def test_a_format_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.fr.html").write_text("<p>Le pont est fermé.</p>", encoding="utf-8")
    (tmp_path / "b.fr.html").write_text("<p>Le pont est ouvert.</p>", encoding="utf-8")
    used = Session(encoder=encoder())
    base, wanted = (used.read_document(tmp_path / f"{name}.fr.html", "fr") for name in "ab")
    with pytest.raises(InputError, match="repairs are written into"):
        own_format(b"", base, wanted)


def test_export_gives_the_bytes_of_the_file_with_the_edits(pair: OpenPair, desk: Desk) -> None:
    before = (desk.workspace.folder / "harbour.fr.md").read_bytes()
    assert bytes_now(pair) == before
    id, text = segment(pair, "52 alors")
    pair.edit(BEN, id, text.replace("52", "32"), text)
    assert bytes_now(pair) == before.replace("21\u00a0h\u00a052".encode(), "21\u00a0h\u00a032".encode())


def test_two_versions_are_compared_word_by_word() -> None:
    found = compared(["Un chat.", "Il dort.", "Fin."], ["Un chien.", "Fin.", "Suite."])
    shown = [(one.number, [(piece.kind, piece.text) for piece in one.pieces]) for one in found]
    assert ("gone", "chat") in shown[0][1]
    assert ("new", "chien") in shown[0][1]
    assert (2, [("gone", "Il dort.")]) in shown
    assert shown[-1] == (3, [("new", "Suite.")])
    assert compared(["A."], ["A."]) == []
