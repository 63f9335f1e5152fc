"""The categories of plural forms, the same names for all languages (Unicode CLDR)."""

__all__ = ["CATEGORIES"]

CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
