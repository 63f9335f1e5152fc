"""Finds what is missing, added or wrong in a translation."""

__all__ = ["__version__"]
__version__ = "0.1.0"
