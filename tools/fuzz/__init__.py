"""Tries the readers with files that were damaged by chance; see ``python -m tools.fuzz --help``."""
