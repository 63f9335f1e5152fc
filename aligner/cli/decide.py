"""Decide about findings: the options that ``review`` and ``gate`` share, and what they do."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.options import FileOptions
from aligner.cli.streams import readable, say
from aligner.core import Argument, Decision, Message, Reason, State
from aligner.errors import ConfigError

if TYPE_CHECKING:
    from aligner.core import Review
    from aligner.decisions import Selected

__all__ = ["DecidingOptions", "decide", "now", "user"]

_WHICH = "WHICH"


@dataclass(frozen=True)
class DecidingOptions(FileOptions):
    """How files are read, and what is decided about findings."""

    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar=_WHICH,
            help="Accept these findings as a risk: by numbers in the list (3,5,7-9) or ids in brackets. So for the "
            "next four.",
        ),
    ] = None
    false_alarm: Annotated[
        list[str] | None, typer.Option("--false-alarm", metavar=_WHICH, help="These are wrong: the text is fine there.")
    ] = None
    reject: Annotated[
        list[str] | None,
        typer.Option(
            "--reject", metavar=_WHICH, help="The text is not fine there: to be fixed, whatever a baseline says."
        ),
    ] = None
    fixed: Annotated[list[str] | None, typer.Option("--fixed", metavar=_WHICH, help="Somebody has mended these.")] = (
        None
    )
    withdraw: Annotated[
        list[str] | None, typer.Option("--withdraw", metavar=_WHICH, help="Take back what was decided about these.")
    ] = None
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take over what somebody answered in a workbook of --format xlsx, or in an XLIFF file of "
            "'aligner export': issues that are no longer enabled are accepted.",
        ),
    ] = None
    all_like: Annotated[
        bool,
        typer.Option("--all-like", help="Decide about all findings of the same rule about the same words as well."),
    ] = False
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before deciding about all that are alike.")] = False
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; by default the user.")] = ""
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="As whom: translator, reviser, editor.")] = ""
    reason: Annotated[Reason | None, typer.Option("--reason", help="Why, in a word that can be counted.")] = None
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your own words.")] = ""

    @property
    def wanted(self) -> Iterator[tuple[State, list[str]]]:
        """What is decided, and about which findings."""
        for state, which in (
            (State.ACCEPTED_RISK, self.accept),
            (State.FALSE_ALARM, self.false_alarm),
            (State.TO_BE_FIXED, self.reject),
            (State.FIXED, self.fixed),
            (State.OPEN, self.withdraw),
        ):
            if which:
                yield state, which


def decide(reviews: "Sequence[Review]", options: DecidingOptions, path: Path | None, language: str) -> None:
    """Write down what the options decide about findings, and say on standard error what was written where.

    All findings are found before anything is written.

    :param path: of a store; without it, beside each translation
    :raises AlignerError: if one is not there, or the store cannot be used
    """
    from aligner.decisions import write_down
    from aligner.messages import render

    if options.answers:
        _take_over(reviews, options.answers, options, path, language)
    chosen = [(state, _chosen(reviews, which, options, language)) for state, which in options.wanted]
    _check_once(found for _, found in chosen)
    for state, found in chosen:
        by, role, note = map(readable, (options.by or user(), options.role, options.note))
        said = Decision("", state, options.reason, note, by, role, now())
        name = Message("decisions.withdrawn" if state is State.OPEN else f"decisions.{state.value}")
        for place, count in write_down(found, said, path).items():
            done = Message("decisions.written", {"count": count, "state": name, "file": str(place)})
            say(f"aligner: {render(done, language)}")


def _check_once(chosen: "Iterable[Sequence[Selected]]") -> None:
    """Raise ConfigError if two things are decided about one finding."""
    seen = set[tuple[int, str]]()
    for found in chosen:
        here = {(id(review), finding.fingerprint) for review, finding in found}
        for _, fingerprint in sorted(here & seen):
            raise ConfigError(f"Two things are decided about finding [{fingerprint}]: choose one.")
        seen |= here


def _take_over(
    reviews: "Sequence[Review]", answers: Path, options: DecidingOptions, path: Path | None, language: str
) -> None:
    """Write down what a file that came back answers, where that is something new."""
    from aligner.decisions import Selected, read_answers, write_down
    from aligner.messages import render

    here = {finding.fingerprint: Selected(review, finding) for review in reviews for finding in review.findings}
    unknown, places = 0, dict[Path, int]()
    for answer in read_answers(answers):
        found = here.get(answer.fingerprint)
        if found is None:
            unknown += 1
            continue
        before = found.review.decisions.get(answer.fingerprint)
        state, note = (before.state, before.note) if before else (State.OPEN, "")
        if answer.state is state and (not answer.note or answer.note == note):
            continue
        if answer.state is State.ACCEPTED_RISK and state.settles and not answer.note:
            continue  # an issue that is not enabled says no more than that
        said = replace(
            answer,
            reason=options.reason or answer.reason,
            note=answer.note or options.note,
            by=answer.by or options.by or user(),
            role=options.role,
            when=now(),
        )
        for place, count in write_down([found], said, path).items():
            places[place] = places.get(place, 0) + count
    for place, count in places.items():
        done = Message("decisions.taken-over", {"count": count, "answers": str(answers), "file": str(place)})
        say(f"aligner: {render(done, language)}")
    if unknown:
        gone = Message("decisions.not-here", {"count": unknown, "answers": str(answers)})
        say(f"aligner: {render(gone, language)}")


def _chosen(
    reviews: "Sequence[Review]", which: Sequence[str], options: DecidingOptions, language: str
) -> "list[Selected]":
    from aligner.decisions import alike, selected
    from aligner.messages import render, rule_name

    found = selected(reviews, which)
    if not options.all_like:
        return found
    every = alike(found, reviews)
    for number, (_, finding) in enumerate(found):
        if finding.fingerprint in {one.finding.fingerprint for one in found[:number]}:
            continue
        quotes = [span.text for span in (finding.original, finding.translation) if span]
        like = alike([found[number]], reviews)
        words = tuple(f"“{' '.join(quote.split())[:60]}”" for quote in quotes)
        about: dict[str, Argument] = {"count": len(like), "rule": rule_name(finding.rule, language), "words": words}
        say(f"aligner: {render(Message('decisions.alike', about), language)}")
    if not options.yes:
        if not sys.stdin.isatty():
            raise ConfigError(
                f"--all-like has this many findings to decide about: {len(every)}; add --yes if you mean it."
            )
        typer.confirm(f"Findings in all: {len(every)}. Decide about them?", abort=True, err=True)
    return every


def user() -> str:
    """Return who is logged in; empty where that is not known."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def now() -> str:
    """Return the time as ISO 8601, in UTC, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds")
