"""Where French phrases and clauses begin; French negation and counting words."""

from aligner.languages.phrases import PhraseData

__all__ = ["PHRASES"]

_PREPOSITIONS = """
à au aux dans pour par sur sous avec sans entre vers chez depuis pendant avant après contre dès durant envers hors
malgré parmi selon sauf outre grâce lors de du d' via afin
"""

_CONJUNCTIONS = """
et ou mais car qui que qu' dont où lorsque lorsqu' quand puisque puisqu' quoique quoiqu' si tandis alors afin ainsi
lequel laquelle lesquels lesquelles
"""

_VERBAL = """
suis es est sommes êtes sont étais était étions étiez étaient fus fut furent sera serai seront serait seraient soit
soient ai as a avons avez ont avais avait avaient eut eurent aura auront aurait auraient ait aient
va vont fait font peut peuvent doit doivent pouvez devez voulez faut pourrait devrait
je j' tu il elle on nous vous ils elles ce c' cela ça ne n' se s' y
"""

PHRASES = PhraseData(
    prepositions=frozenset(_PREPOSITIONS.split()),
    conjunctions=frozenset(_CONJUNCTIONS.split()),
    coordinators=frozenset({"et", "ou", "mais"}),
    complements=frozenset({"de", "du", "des", "d'"}),
    verbal=frozenset(_VERBAL.split()),
    negation_openers=frozenset({"ne", "n'"}),
    negation_closers=frozenset({"pas", "plus", "jamais", "point"}),
    counting_words=(
        *("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
        *("quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante", "soixante"),
    ),
    file_units=("o", "octets", "B", "bytes"),
    last_change=(
        *("dernière modification", "dernières modifications", "dernière mise à jour", "dernier changement"),
        *("dernière révision", "date de modification", "date de mise à jour", "modifié le", "mis à jour le"),
        *("modifiée le", "mise à jour le"),
    ),
)
