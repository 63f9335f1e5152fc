"""A team's own checks, in a profile."""

from pathlib import Path

import pytest

import aligner
from aligner.check import load_profile
from aligner.config.show import show
from aligner.errors import ConfigError
from aligner.messages import render
from tests.commands import aligner as command

PROFILE = r"""
description = "House style of the harbour."

[[checks]]
name = "formal address"
message-en = "Readers are addressed with vous."
message-fr = "On vouvoie le lecteur."
forbidden = '\b(?:tu|toi|ton|ta|tes)\b'
if-original = '\byou(?:r)?\b'
ignore-case = true
severity = "major"
right = [{ original = "Close your gate.", translation = "Fermez votre portail." }]
wrong = [{ original = "Close your gate.", translation = "Ferme ton portail." }]

[[checks]]
name = "notice"
message-en = "The notice about the tides is missing."
message-fr = "Il manque l’avis sur les marées."
required = 'Selon la marée'
scope = "document"

[[checks]]
name = "no shouting"
message-en = "The original has words in capitals."
message-fr = "L’original contient des mots en capitales."
side = "original"
forbidden = '\b[A-Z]{6,}\b'
severity = "neutral"
"""


def said(folder: Path, original: str, translation: str, profile: str = PROFILE) -> list[tuple[str, str, str]]:
    (folder / "house.toml").write_text(profile, encoding="utf-8")
    (folder / "a.en.md").write_text(original, encoding="utf-8")
    (folder / "a.fr.md").write_text(translation, encoding="utf-8")
    review = aligner.review(folder / "a.en.md", folder / "a.fr.md", profile=str(folder / "house.toml"))
    return [
        (str(one.severity), render(one.message, "en"), (one.translation or one.original).text)  # type: ignore[union-attr]
        for one in review.findings
        if one.rule == "own-check"
    ]


def test_a_forbidden_word_is_found_where_it_stands(tmp_path: Path) -> None:
    found = said(tmp_path, "Close your gate. The sea is calm.\n", "Ferme ton portail. Selon la marée.\n")
    assert found == [("major", "“formal address”: Readers are addressed with vous.", "ton")]


def test_a_condition_that_does_not_hold_keeps_it_silent(tmp_path: Path) -> None:
    assert said(tmp_path, "He closes the gate.\n", "« Ton portail ! » Selon la marée.\n") == []


def test_what_a_document_lacks_is_said_once(tmp_path: Path) -> None:
    found = said(tmp_path, "The gate is open.\n\nThe sea is calm.\n", "Le portail est ouvert.\n\nLa mer est calme.\n")
    assert [(severity, message) for severity, message, _ in found] == [
        ("minor", "“notice”: The notice about the tides is missing.")
    ]


def test_the_original_can_be_checked_too(tmp_path: Path) -> None:
    found = said(tmp_path, "DANGER at the gate.\n", "Danger au portail. Selon la marée.\n")
    assert [message for _, message, _ in found] == ["“no shouting”: The original has words in capitals."]


def test_code_is_not_checked(tmp_path: Path) -> None:
    assert said(tmp_path, "Type:\n\n    ABSOLUTE\n", "Tapez, selon :\n\n    ABSOLUTE\n\nSelon la marée.\n") == []


def test_a_profile_with_checks_can_be_shown_and_read_again(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(PROFILE, encoding="utf-8")
    profile = load_profile(str(tmp_path / "house.toml"))
    (tmp_path / "again.toml").write_text(show(profile), encoding="utf-8")
    assert load_profile(str(tmp_path / "again.toml")).checks == profile.checks
    (tmp_path / "more.toml").write_text(
        'extends = "house.toml"\n[[checks]]\nname = "one more"\nmessage-en = "a"\nmessage-fr = "b"\nforbidden = "x"\n',
        encoding="utf-8",
    )
    assert [check.name for check in load_profile(str(tmp_path / "more.toml")).checks][-1] == "one more"
    assert len(load_profile(str(tmp_path / "more.toml")).checks) == 4


def test_profile_check_tries_the_examples(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text(PROFILE, encoding="utf-8")
    assert command("profile", "check", path).status == 0
    path.write_text(PROFILE.replace("Ferme ton portail.", "Ferme le portail."), encoding="utf-8")
    refused = command("profile", "check", path)
    assert refused.status == 2
    assert "the check 'formal address' leaves alone its example 1 of what is wrong" in refused.err


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("forbidden = '('\n", "is no regular expression"),
        ("", "a check needs one of forbidden and required"),
        ("forbidden = 'x'\nside = 'left'\n", "side is"),
    ],
)
def test_a_mistake_in_a_check_is_a_sentence_with_its_line(tmp_path: Path, wrong: str, says: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(f"[[checks]]\nname = 'a'\nmessage-en = 'b'\nmessage-fr = 'c'\n{wrong}", encoding="utf-8")
    with pytest.raises(ConfigError, match=says) as refused:
        load_profile(str(path))
    assert "line" in str(refused.value)


def test_a_slow_expression_ends_with_a_sentence(tmp_path: Path) -> None:
    slow = "[[checks]]\nname = 'a'\nmessage-en = 'b'\nmessage-fr = 'c'\nforbidden = '(a|a)*$'\n"
    with pytest.raises(ConfigError, match="takes too long"):
        said(tmp_path, "It is a long row.\n", f"C’est {'a' * 60}{' b' * 60} =\n", slow)
