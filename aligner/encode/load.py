"""Encoders by the name a user gives."""

from pathlib import Path

from aligner.encode.base import Encoder
from aligner.errors import ConfigError, EncoderError
from aligner.plugins import ENCODERS, load_plugin, plugins

__all__ = ["DEFAULT", "load", "name_of"]

DEFAULT = "embedded"


def load(name: str = DEFAULT, threads: int | None = None) -> Encoder:
    """Return the encoder of a name.

    Names are ``embedded``, ``sentence-transformers/MODEL``, the folder of such a model, and the names of the entry
    points ``aligner.encoders`` of other packages: each leads to a class or a function that makes an encoder without
    arguments.

    :param threads: of the numerical library, for the embedded encoder; by default the cores there are
    :raises ConfigError: if the name is none of these
    :raises MissingExtraError: if sentence-transformers is asked for and not installed
    :raises EncoderError: if the model cannot be loaded
    """
    if not name.strip():
        raise ConfigError("The name of the encoder is empty.")
    if name == DEFAULT:
        from aligner.encode.embedded import EmbeddedEncoder

        return EmbeddedEncoder(threads)
    if name in plugins(ENCODERS):
        return _of_another_package(name)
    if "/" in name or Path(name).is_dir():
        from aligner.encode.transformers import TransformersEncoder

        return TransformersEncoder(name)
    named = ", ".join(map(repr, (DEFAULT, *plugins(ENCODERS))))
    raise ConfigError(
        f"There is no encoder {name!r}: use {named}, a model such as 'sentence-transformers/LaBSE', "
        "or the folder of a sentence-transformers model."
    )


def _of_another_package(name: str) -> Encoder:
    make = load_plugin(ENCODERS, name, object)
    try:
        encoder = make() if callable(make) else make
    except Exception as error:
        raise EncoderError(f"The encoder {name!r} cannot be made: {type(error).__name__}: {error}.") from error
    if not isinstance(encoder, Encoder):
        raise ConfigError(f"The entry point {name!r} makes no encoder, which has a method 'encode', but {encoder!r}.")
    return encoder


def name_of(encoder: Encoder) -> str:
    """Return a name that tells this encoder's vectors from others'."""
    name = getattr(encoder, "name", None)
    if isinstance(name, str):
        return name
    card = getattr(getattr(encoder, "model_card_data", None), "base_model", None)
    return str(card or type(encoder).__name__)
