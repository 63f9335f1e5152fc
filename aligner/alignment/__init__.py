"""Sentences and vectors in, beads out."""

import sys
from collections.abc import Sequence
from types import ModuleType

from aligner.alignment.align import Alignment, Work, align, align_sentences
from aligner.core import Bead
from aligner.encode.base import Encoder

__all__ = ["Alignment", "Work", "align", "align_sentences"]


class _Room(ModuleType):
    """This package, which is also the function ``aligner.align``.

    Importing it makes Python bind the name ``align`` in ``aligner`` to the package, so that the function of the same
    name could no longer be reached.
    """

    def __call__(
        self,
        original: Sequence[str],
        translation: Sequence[str],
        *,
        original_language: str = "en",
        translation_language: str = "fr",
        encoder: Encoder | str = "embedded",
    ) -> tuple[Bead, ...]:
        from aligner._library import align

        return align(
            original,
            translation,
            original_language=original_language,
            translation_language=translation_language,
            encoder=encoder,
        )


sys.modules[__name__].__class__ = _Room
