"""``aligner add``: an error that the program did not see."""

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.decide import now, user
from aligner.cli.options import DecisionsFile, FileOptions, InterfaceLanguage, Original, TranslationIfAny, session
from aligner.cli.streams import say
from aligner.core import Decision, Reason, Severity, State
from aligner.languages.defaults import INTERFACE

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("add", cls=with_options(FileOptions))(_add)


def _add(
    context: typer.Context,
    original: Original,
    translation: TranslationIfAny = None,
    rule: Annotated[
        str, typer.Option("--rule", metavar="RULE", help="What is wrong: a rule's id, or an MQM category.")
    ] = "accuracy/mistranslation",
    place: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="PLACE",
            help="fr:12:5-20: sentence 12 of the French text, its characters 5 to 20; fr:12 is the whole sentence.",
        ),
    ] = "",
    severity: Annotated[Severity, typer.Option("--severity", help="How bad it is.")] = Severity.MINOR,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What is wrong, in your own words.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who saw it; by default the user.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="As whom: translator, reviser, editor.")] = "",
    reason: Annotated[Reason | None, typer.Option("--reason", help="Why, in a word that can be counted.")] = None,
    decisions: DecisionsFile = None,
    interface_language: InterfaceLanguage = INTERFACE,
) -> None:
    """Add an error that the program did not see: it counts like a finding, until its sentence is edited.

    Sentences have the numbers that reports show, such as fr 12. The error is kept with the decisions;
    'aligner gate --withdraw ID' takes it back.
    """
    from aligner.core import Message
    from aligner.decisions import beside, error_at, open_store
    from aligner.messages import render

    with session(asked(context, FileOptions)) as opened:
        left, right, _ = opened.read(original, translation)
    said = Decision("", State.TO_BE_FIXED, reason, note, by or user(), role, now())
    error = error_at(left, right, rule=rule, place=place, severity=severity, said=said)
    path: Path = decisions or beside(right.path)
    open_store(path).add([error])
    quote = next(filter(None, error.quotes))
    done = Message("decisions.error-added", {"id": error.fingerprint[:8], "quote": quote, "file": str(path)})
    say(f"aligner: {render(done, interface_language)}")
