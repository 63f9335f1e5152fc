"""Everything that can go wrong, in one tree.

AlignerError
├── InputError            a file or text that cannot be used
│   └── MissingExtraError a format or encoder whose optional packages are not installed
├── ConfigError           a profile, glossary or option that makes no sense
├── EncoderError          a model that cannot be loaded or gives unusable vectors
└── ModelError            a learned file that does not belong to this version of the program
"""

from aligner.installation import install_hint

__all__ = ["AlignerError", "ConfigError", "EncoderError", "InputError", "MissingExtraError", "ModelError"]


class AlignerError(Exception):
    """Base of every error a user can cause; its message is a sentence fit for stderr."""


class InputError(AlignerError):
    """A file or a text that cannot be used."""


class MissingExtraError(InputError):
    """Something that needs an optional part of the installation.

    :param what: what the user asked for, e.g. ``"the encoder sentence-transformers/LaBSE"``
    :param extra: the name of the extra that brings it, e.g. ``"transformers"``
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part of aligner: {install_hint(extra)}")
        self.extra = extra


class ConfigError(AlignerError):
    """A profile, a glossary or an option that makes no sense."""


class EncoderError(AlignerError):
    """A model that cannot be loaded or gives unusable vectors."""


class ModelError(AlignerError):
    """A learned file that is damaged or does not belong to this version of the program.

    :param file: its name
    :param reason: what is wrong with it, without a full stop
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"The learned file {file} does not fit this version of aligner: {reason}. Reinstall aligner.")
        self.file = file
        self.reason = reason
