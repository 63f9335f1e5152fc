"""An editor's day through the command line, and an approval that tells the letter that was changed since."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands import Outcome, aligner

ENGLISH = """\
The night ferry to the islands was cancelled for 48 hours. Nobody at the company explained why.

The mayor asked for 12 reports. They are due on Friday. The harbour opened in 1962. It has two piers.

About 300 fishermen waited on the quay. The storm broke 7 windows of the lighthouse. The repairs cost 900 euros.

The council met on 3 March. It lent the keeper 25 lamps. He returned 16 of them in April.
"""
DRAFT = """\
Le bac de nuit vers les îles a été supprimé pendant 24 heures. Personne dans la compagnie n’a expliqué pourquoi.

Le maire a demandé 15 rapports. Ils sont attendus vendredi. Le port a ouvert en 1972. Il compte deux jetées.

Environ 400 pêcheurs attendaient sur le quai. La tempête a brisé 8 vitres du phare. Les réparations ont coûté 800 euros.

Le conseil s’est réuni le 4 mars. Il a prêté 35 lampes au gardien. Il en a rendu 17 en avril.
"""


class Desk:
    """A folder with a text, its translation and the profile by which it is judged."""

    def __init__(self, folder: Path) -> None:
        self.original, self.translation = folder / "a.en.md", folder / "a.fr.md"
        self.original.write_text(ENGLISH, encoding="utf-8")
        self.translation.write_text(DRAFT, encoding="utf-8")

    def run(self, command: str, *options: str | Path) -> Outcome:
        return aligner(command, self.original, self.translation, *options)

    def findings(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.run("gate", "--format", "json").out)["findings"]
        return found

    def edit(self, old: str, new: str) -> None:
        text = self.translation.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.translation.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def number_of(findings: list[dict[str, object]], word: str) -> str:
    """The number in the list of the finding about a word of the translation."""
    for number, one in enumerate(findings, 1):
        quoted = one["translation"]
        if isinstance(quoted, dict) and word in quoted["text"]:
            return str(number)
    raise AssertionError(word)


def test_an_editors_day(desk: Desk) -> None:
    first = desk.run("review")
    assert (first.status, "1. MAJOR number" in first.out) == (0, True)
    found = desk.findings()
    assert len(found) == 9

    # Six are mended, two are accepted, one is a false alarm, and one of the accepted ones is taken back.
    by = ("--by", "Ana", "--role", "editor")
    accepted = [number_of(found, word) for word in ("24 heures", "35")]
    said = desk.run("gate", "--accept", ",".join(accepted), "--reason", "client", "--note", "as agreed", *by)
    assert said.status == 1
    assert f"2 findings: accepted risk. Written to {desk.translation}.decisions.jsonl." in said.err
    alarm = str(found[int(number_of(found, "1972")) - 1]["fingerprint"])[:8]
    assert desk.run("review", "--false-alarm", alarm, *by).status == 0
    rest = [str(number) for number in range(1, 10) if str(number) not in (*accepted, number_of(found, "1972"))]
    assert "6 findings: to be fixed" in desk.run("gate", "--reject", ",".join(rest), *by).err
    assert "1 finding: withdrawn" in desk.run("gate", "--withdraw", accepted[1], *by).err

    listed = desk.run("gate").out
    assert listed.count("· to be fixed, Ana (editor), ") == 6
    assert listed.count("accepted risk, Ana (editor), ") == listed.count("the client wants it so: as agreed") == 1
    assert listed.count("does not count: false alarm, Ana (editor), ") == 1
    for format in ("terminal", "markdown", "html", "json", "junit", "sarif"):
        report = desk.run("review", "--gate", "--format", format).out
        assert "Ana (editor)" in report, format
        assert alarm in report, format

    for old, new in (("15", "12"), ("400", "300"), ("8 vitres", "7 vitres"), ("800", "900"), ("4 mars", "3 mars")):
        desk.edit(old, new)
    desk.edit("17 en", "16 en")
    desk.edit("prêté 35", "prêté 25")
    desk.edit("Personne dans la compagnie", "Personne à la compagnie")  # a neighbour: the answers hold
    passed = desk.run("gate")
    assert passed.status == 0, passed.out
    assert "Not counted: 2 accepted by a person." in passed.out
    assert "6 decisions no longer apply:" in passed.out
    assert f"{desk.translation} had “demandé 15 rapports.” and now has “demandé 12 rapports.”" in passed.out

    assert desk.run("gate", "--approved").out.startswith("Not approved: there is no ")
    assert desk.run("approve", *by, "--note", "read twice").status == 0
    held = desk.run("gate", "--approved")
    assert (held.status, held.err) == (0, "")
    assert held.out.startswith("Approved by Ana (editor), ")
    assert held.out.endswith(": read twice\n")
    assert "Approved by Ana (editor), " in desk.run("review").out
    exported = desk.run("export", "--format", "jsonl", "--approved").out
    assert exported.count('"status": "final"') + exported.count('"status":"final"') >= 12

    desk.edit("pêcheurs attendaient", "pêcheurs attendait")
    void = desk.run("gate", "--approved")
    assert void.status == 1
    assert f"{desk.translation}, sentence 7: “attendaient” is now “attendait” (“en” is gone)" in void.out
    assert "does not hold" in desk.run("gate").out
    desk.edit("pêcheurs attendait", "pêcheurs attendaient")
    assert desk.run("gate", "--approved").status == 0


def test_what_else_changes_is_named(desk: Desk) -> None:
    desk.translation.write_text(DRAFT.replace("24", "48"), encoding="utf-8")
    lenient = ("--set", 'gate.major="any"', "--set", "score.pass-mark=0")
    assert desk.run("approve", "--by", "Ana", *lenient).status == 0
    assert desk.run("gate", "--approved", *lenient).status == 0
    assert 'has another gate.major: "any" is now 0' in desk.run("gate", "--approved").out
    assert "the profile news has another" in desk.run("gate", "--approved", "--profile", "news").out
    desk.run("gate", "--accept", "1")
    assert "other decisions about findings hold" in desk.run("gate", "--approved", *lenient).out
    Path(f"{desk.translation}.decisions.jsonl").unlink()
    terms = desk.original.with_name("terms.csv")
    terms.write_text("en,fr\nquay,quai\n", encoding="utf-8")
    assert "the glossary is another" in desk.run("gate", "--approved", *lenient, "--glossary", terms).out
    desk.original.write_text(ENGLISH.replace("Nobody at the company", "Nobody") + "\nThe end.\n", encoding="utf-8")
    out = desk.run("gate", "--approved", *lenient).out
    assert f"{desk.original}, sentence 2: “at the company” is gone" in out
    assert f"{desk.original}, sentence 13 was added: “The end.”" in out
    desk.original.write_text(ENGLISH.replace("\n\nThe mayor", "\n\n\nThe mayor"), encoding="utf-8")
    assert "is another, though its sentences are the same" in desk.run("gate", "--approved", *lenient).out


def test_what_the_gate_does_not_pass_is_approved_only_with_a_reason(desk: Desk) -> None:
    record = Path(f"{desk.translation}.approval.json")
    refused = desk.run("approve", "--by", "Ana")
    assert (refused.status, record.exists()) == (1, False)
    assert "Nothing was approved" in refused.err
    assert desk.run("approve").status == 2
    assert desk.run("approve", "--by", "Ana", "--despite").status == 2
    assert desk.run("approve", "--by", "Ana", "--despite", "--note", "urgent").status == 0
    assert json.loads(record.read_text(encoding="utf-8"))["verdict"]["outcome"] == "failed"
    record.write_text("{}", encoding="utf-8")
    broken = desk.run("gate", "--approved")
    assert (broken.status, "is no record of an approval" in broken.err) == (2, True)


def test_a_signature_is_checked_by_ssh_keygen(desk: Desk, tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH is not installed")
    for name in ("key", "other"):
        made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / name)]
        subprocess.run(made, check=True)
    signers = tmp_path / "signers"
    signers.write_text(f"Ana {(tmp_path / 'key.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    lenient = ("--set", 'gate.major="any"', "--set", "score.pass-mark=0")
    assert desk.run("approve", "--by", "Ana", "--sign", tmp_path / "key", *lenient).status == 0
    good = desk.run("gate", "--approved", "--signers", signers, *lenient)
    assert (good.status, "The signature of Ana is good." in good.out) == (0, True)
    assert "The record is signed" in desk.run("gate", "--approved", *lenient).out
    record = Path(f"{desk.translation}.approval.json")
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('"note": ""', '"note": "forged"'), encoding="utf-8")
    forged = desk.run("gate", "--approved", "--signers", signers, *lenient)
    assert (forged.status, "the signature of Ana is not good" in forged.out) == (1, True)
    assert desk.run("approve", "--by", "Ana", "--sign", tmp_path / "other", *lenient).status == 0
    assert desk.run("gate", "--approved", "--signers", signers, *lenient).status == 1
    files = (record, record.with_name(f"{record.name}.sig"))
    before = [file.read_bytes() for file in files]
    missing = desk.run("approve", "--by", "Ana", "--sign", tmp_path / "none", *lenient)
    assert (missing.status, "cannot be signed with" in missing.err) == (2, True)
    assert [file.read_bytes() for file in files] == before  # no record without its signature
    assert desk.run("approve", "--by", "Ana", *lenient).status == 0
    assert not files[1].exists()  # nor a signature of another record
    assert desk.run("gate", "--signers", signers).status == 2
    record.write_text("{}", encoding="utf-8")
    assert "there is no 'schema' in it" in desk.run("gate", "--approved").err


def test_an_error_that_a_person_adds_counts_until_its_sentence_is_edited(desk: Desk) -> None:
    desk.original.write_text("The keeper climbs the stairs.\n\nHe lights the lamp.\n", encoding="utf-8")
    desk.translation.write_text("Le gardien monte l’escalier.\n\nIl allume la lampe.\n", encoding="utf-8")
    error = ("--rule", "style/register", "--at", "fr:2:4-9", "--severity", "major", "--note", "too plain")
    added = desk.run("add", *error, "--by", "Ana", "--role", "editor")
    assert (added.status, "“allume”. Written to" in added.err) == (0, True)
    failed = desk.run("gate")
    assert failed.status == 1
    assert f"{desk.translation}:3:4: major style/register: too plain (Ana) [" in failed.out
    assert "style/register: 1 major × 5 = 5" in failed.out
    assert desk.run("gate", "--accept", "1").status == 0
    assert desk.run("gate", "--reject", "1").status == 1
    assert desk.run("gate", "--withdraw", "1").status == 0
    assert desk.run("gate").out.count("style/register") == 0
    desk.run("add", *error)
    desk.edit("Il allume", "Il rallume")
    assert "had “Il allume la” and now has “Il rallume la”" in desk.run("gate").out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--at", "fr:99"), "has no sentence 99, but 12"),
        (("--at", "de:1"), "is no place: expected fr:SENTENCE"),
        (("--at", "fr:2:5-900"), "has characters 1 to "),
        (("--at", "fr:2", "--rule", "numbr"), "the nearest is 'number'"),
        (("--at", "fr:2", "--severity", "grave"), "grave"),
    ],
)
def test_what_cannot_be_added_is_one_sentence(options: tuple[str, ...], says: str, desk: Desk) -> None:
    found = desk.run("add", *options)
    assert (found.status, found.err.count("\n"), says in found.err) == (2, 1, True), found


def test_an_approval_is_told_in_lines_and_no_other_format(tmp_path: Path) -> None:
    for option in (("--format", "json"), ("-o", tmp_path / "x.html")):
        refused = aligner("gate", tmp_path / "a.en.txt", tmp_path / "a.fr.txt", "--approved", *option)
        assert refused.status == 2
        assert "--approved prints a line for each pair" in refused.err


def test_two_things_about_one_finding_are_refused(desk: Desk) -> None:
    both = desk.run("gate", "--accept", "1,2", "--reject", "2")
    assert (both.status, "Two things are decided about finding [" in both.err) == (2, True)
    assert not Path(f"{desk.translation}.decisions.jsonl").exists()
