"""Room: sentence splitting. Sentences keep their offsets and never cross a block."""

from aligner.split.documents import split, split_text

__all__ = ["split", "split_text"]
