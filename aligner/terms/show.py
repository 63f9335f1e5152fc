"""Lists of terms and of deviations at the terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.terms.bilingual import BilingualTerm
from aligner.terms.project import Stray

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

__all__ = ["show_strays", "show_terms"]

_AROUND = 40  #: characters on both sides of a place


def show_terms(terms: Sequence[BilingualTerm]) -> "RenderableType":
    """A table: term, rendering, how often, what else stands for it, score and reasons."""
    from rich.table import Table
    from rich.text import Text

    if not terms:
        return Text("No term comes back often enough to be listed.")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Term", overflow="fold")
    table.add_column("Rendering", overflow="fold")
    table.add_column("Times", justify="right")
    table.add_column("Other renderings", overflow="fold")
    table.add_column("Score", justify="right")
    table.add_column("Because", style="dim", overflow="fold")
    for term in terms:
        first = term.renderings[0]
        table.add_row(
            Text(term.text),
            Text(first.text),
            f"{first.count}/{term.count}",
            Text(", ".join(f"{one.text} ({one.count})" for one in term.renderings[1:]), style="yellow"),
            f"{term.merit.score:.2f}",
            term.merit.why,
        )
    return table


def show_strays(found: Sequence[Stray], documents: int) -> "RenderableType":
    """Term by term: its renderings with counts by document, then each deviating place."""
    from rich.console import Group
    from rich.text import Text

    if not found:
        return Text(f"{documents} pairs, no term that deviates.")
    number = "1 deviation" if len(found) == 1 else f"{len(found)} deviations"
    parts: list[Text] = [Text(f"{number} in {documents} pairs.")]
    for _, some in groupby(found, lambda stray: (stray.term, stray.likely)):
        parts += _of_term(list(some))
    return Group(*parts)


def _of_term(some: Sequence[Stray]) -> "Iterator[Text]":
    from rich.text import Text

    yield Text.assemble("\n", (some[0].term, "bold"))
    for text, counts in some[0].renderings:
        total = sum(n for _, n in counts)
        by = ", ".join(f"{Path(path).name} {n}" for path, n in counts)
        yield Text(f"  {total:4} × {text}  ({by})")
    for stray in some:
        sentence = stray.document.sentences[stray.sentence].text
        before, after = sentence[max(0, stray.start - _AROUND) : stray.start], sentence[stray.end : stray.end + _AROUND]
        likely = f"  likely “{stray.likely}”"
        yield Text.assemble("  ", (stray.where, "cyan"), "  …", before, (stray.text, "bold yellow"), after, "…", likely)
