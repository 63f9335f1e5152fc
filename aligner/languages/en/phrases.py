"""Where English phrases and clauses begin; English counting words."""

from aligner.languages.phrases import PhraseData

__all__ = ["PHRASES"]

_PREPOSITIONS = """
of in on at by from with without into onto upon over under above below between among through during before after
about against along around behind beside beyond near per via toward towards within across throughout except despite
"""

_CONJUNCTIONS = """
and or but nor so because since although though while whereas unless if when where who whom whose which that
"""

_VERBAL = """
am is are was were has have had does do did will would shall should can could may might must ought need
i you he she it we they there not
"""

PHRASES = PhraseData(
    prepositions=frozenset(_PREPOSITIONS.split()),
    conjunctions=frozenset(_CONJUNCTIONS.split()),
    coordinators=frozenset({"and", "or", "but", "nor"}),
    complements=frozenset({"of"}),
    verbal=frozenset(_VERBAL.split()),
    counting_words=(
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "twenty", "thirty", "forty", "fifty", "sixty"),
    ),
    file_units=("B", "bytes"),
    last_change=(
        *("last modification", "last modified", "last change", "last changed", "last update", "last updated"),
        *("last reviewed", "last revised", "date modified", "date updated"),
    ),
)
