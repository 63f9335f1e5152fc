"""The languages that are meant where a command or a call names none."""

__all__ = ["INTERFACE", "ORIGINAL", "TRANSLATION"]

ORIGINAL = "en"  #: of the original, ISO 639-1
TRANSLATION = "fr"  #: of the translation
INTERFACE = "en"  #: of reports and messages
