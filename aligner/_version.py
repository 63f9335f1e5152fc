"""The version; the build reads it here, and everything else imports it from here."""

__all__ = ["__version__"]

__version__ = "0.1.0"
