"""Encoders by the name a user gives."""

from pathlib import Path

from aligner.encode.base import Encoder
from aligner.errors import ConfigError

__all__ = ["DEFAULT", "load", "name_of"]

DEFAULT = "embedded"


def load(name: str = DEFAULT, threads: int | None = None) -> Encoder:
    """The encoder of a name: ``embedded``, ``sentence-transformers/MODEL`` or the folder of such a model.

    :param threads: of the numerical library, for the embedded encoder; by default the cores there are
    :raises ConfigError: if the name is none of these
    :raises MissingExtraError: if sentence-transformers is asked for and not installed
    :raises EncoderError: if the model cannot be loaded
    """
    if name == DEFAULT:
        from aligner.encode.embedded import EmbeddedEncoder

        return EmbeddedEncoder(threads)
    if "/" in name or Path(name).is_dir():
        from aligner.encode.transformers import TransformersEncoder

        return TransformersEncoder(name)
    raise ConfigError(
        f"There is no encoder {name!r}: use {DEFAULT!r}, a model such as 'sentence-transformers/LaBSE', "
        "or the folder of a sentence-transformers model."
    )


def name_of(encoder: Encoder) -> str:
    """A name that tells this encoder's vectors from others'."""
    name = getattr(encoder, "name", None)
    if isinstance(name, str):
        return name
    card = getattr(getattr(encoder, "model_card_data", None), "base_model", None)
    return str(card or type(encoder).__name__)
