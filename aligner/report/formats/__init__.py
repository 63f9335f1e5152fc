"""One module a format, each with ``render(review) -> str``."""
