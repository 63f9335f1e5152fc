"""Fill the slots of a message's text."""

from functools import cache
from string import Formatter

from aligner.core import Argument, Message
from aligner.messages.catalogues import forms
from aligner.messages.interface import Interface, interface

__all__ = ["render"]

_DECIMALS = 2  #: of a number whose slot has no format; zeros at the end are dropped


def render(message: Message, language: str) -> str:
    """Return a message as a sentence.

    :param language: one of ``LANGUAGES``
    :raises LookupError: if the message has no text, or its text a slot that it has no argument for
    """
    found = forms(message.id, language)
    if not isinstance(found, str):
        count = message.arguments["count"]
        assert isinstance(count, int | float), f"{message.id} counts by {count!r}"
        found = found[interface(language).form(count)]
    return "".join(
        literal if name is None else literal + _filled(message.arguments[name], spec, language)
        for literal, name, spec in _parts(found)
    )


@cache
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return the pieces of a template: a text, and the name and the format of the slot behind it, if there is one."""
    return tuple((literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(template))


def _filled(value: Argument, spec: str, language: str) -> str:
    """Return what stands in a slot; see the package's docstring for the formats."""
    written = interface(language)
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, tuple):
        items = [_filled(item, "", language) for item in value]
        wishes = spec.split()
        if "quoted" in wishes:
            items = [written.quoted(item) for item in items]
        return written.listed(items, next((wish for wish in wishes if wish != "quoted"), ""))
    if isinstance(value, int | float):
        return _number(value, spec, written)
    return format(value, spec)


def _number(value: int | float, spec: str, written: Interface) -> str:
    if spec:
        return written.figures(format(value, spec))
    plain = f"{value:,}" if isinstance(value, int) else f"{value:,.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return written.figures(plain)
