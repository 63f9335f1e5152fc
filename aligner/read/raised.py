"""Raised and lowered figures and signs as characters of their own: 10⁶, m², CO₂."""

__all__ = ["lowered", "raised"]

_PLAIN = "0123456789+-−=()"
_RAISED = dict(zip((*_PLAIN, "n", "i"), "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def raised(text: str) -> str:
    """Return a superscript in raised characters of the same number, or as it is where Unicode lacks one of them."""
    return _written(text, _RAISED)


def lowered(text: str) -> str:
    """Return a subscript in lowered characters of the same number, or as it is where Unicode lacks one of them."""
    return _written(text, _LOWERED)


def _written(text: str, characters: dict[str, str]) -> str:
    return "".join(map(characters.__getitem__, text)) if all(char in characters for char in text) else text
