"""Which words translate which inside a bead."""

from aligner.link.linker import Linker, link
from aligner.link.tokens import Token, tokenize

__all__ = ["Linker", "Token", "link", "tokenize"]
