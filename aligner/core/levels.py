"""How bad an error is."""

from enum import StrEnum

__all__ = ["Severity"]


class Severity(StrEnum):
    """MQM severity levels, mildest first; compare with ``rank``."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for neutral up to 3 for critical."""
        return list(Severity).index(self)
