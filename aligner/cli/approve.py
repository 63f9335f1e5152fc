"""``aligner approve``: put a name to a translation."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.decide import now
from aligner.cli.logs import warn
from aligner.cli.options import (
    DecisionsFile,
    FileOptions,
    GlossaryFile,
    InterfaceLanguage,
    Original,
    ProfileName,
    Set,
    TranslationIfAny,
    session,
    write,
)
from aligner.cli.streams import say
from aligner.errors import ConfigError
from aligner.languages.defaults import INTERFACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.core import Document, Message
    from aligner.session import Session

__all__ = ["register", "say_approved"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("approve", cls=with_options(FileOptions))(_approve)


def _approve(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="As whom: reviser, editor.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is to be remembered.")] = "",
    despite: Annotated[
        bool, typer.Option("--despite", help="Approve although the gate does not pass it; --note has to say why.")
    ] = False,
    key: Annotated[
        Path | None, typer.Option("--sign", metavar="KEY", help="Sign with this SSH key (ssh-keygen -Y sign).")
    ] = None,
    profile: ProfileName = "default",
    overrides: Set = None,
    glossary: GlossaryFile = None,
    decisions: DecisionsFile = None,
    interface_language: InterfaceLanguage = INTERFACE,
) -> None:
    """Approve a translation: run the gate, and write who approved what beside the translation.

    NAME.approval.json has the hashes of both texts, of the glossary and of the decisions, the profile, the verdict, who
    and when. 'aligner gate --approved' says whether what is at hand is what was approved.
    """
    from aligner import gate as gates
    from aligner.approval import beside, record_of, surroundings, write_signed
    from aligner.check import load_profile
    from aligner.decisions import beside as decisions_beside
    from aligner.messages import render
    from aligner.workspace.reading import review_pair

    if not by.strip():
        raise ConfigError("Say who approves: --by NAME.")
    if despite and not note.strip():
        raise ConfigError("Say why, with --note: what the gate does not pass is to be approved.")
    rules = load_profile(profile, overrides or ())
    with session(asked(context, FileOptions), profile=rules, glossary=glossary) as opened:
        found = review_pair(opened, original, translation)
        terms = opened.glossary
    for warning in found.warnings:
        warn(warning, interface_language)
    ((found, verdict),) = gates.gate([found], rules, None, decisions)
    write(f"{render(verdict.headline, interface_language)}\n", None)
    if not verdict.passes and not despite:
        say(f"aligner: {_not_approved(interface_language)}")
        raise typer.Exit(1)
    store = decisions or decisions_beside(found.translation.path)
    around = surroundings(rules, terms, store, found.translation.path)
    place = beside(found.translation.path)
    record = record_of(found, verdict, around, by=by.strip(), role=role, when=now(), note=note)
    write_signed(place, record, key)
    write(f"{place}\n", None)


def _not_approved(language: str) -> str:
    from aligner.core import Message
    from aligner.messages import render

    return render(Message("approval.gate-says-no"), language)


def say_approved(
    opened: "Session",
    pairs: "Sequence[tuple[str, str | None]]",
    decisions: Path | None,
    signers: Path | None,
    language: str,
) -> bool:
    """Print for each pair whether what is at hand is what was approved; return whether all are.

    :param signers: allowed signers, against whom signatures are checked
    """
    from aligner.approval import beside
    from aligner.core import Message
    from aligner.messages import render

    good = True
    lines = list["Message"]()
    for pair in pairs:
        left, right, _ = opened.read(*pair)
        place = beside(right.path)
        if not place.is_file():
            lines.append(Message("approval.none", {"record": str(place)}))
            good = False
            continue
        said, holds = _said(opened, left, right, place, decisions, signers)
        lines += said
        good = good and holds
    write("".join(f"{render(line, language)}\n" for line in lines), None)
    return good


def _said(
    opened: "Session", left: "Document", right: "Document", place: Path, decisions: Path | None, signers: Path | None
) -> "tuple[list[Message], bool]":
    from aligner.approval import approval_of, approved_line, is_signed, verify
    from aligner.core import Message

    found = approval_of(left, right, opened.configuration.profile, opened.glossary, decisions)
    assert found
    also = []
    if signers is not None:
        if why := verify(place, signers, found.by):
            bad = Message("approval.signature-bad", {"identity": found.by, "why": why})
            found = replace(found, differences=(*found.differences, bad))
        else:
            also.append(Message("approval.signature-good", {"identity": found.by}))
    elif is_signed(place):
        also.append(Message("approval.signature-unchecked"))
    return [approved_line(found), *also], found.holds
