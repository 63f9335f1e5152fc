"""Every number that decides a link, in one place."""

from dataclasses import dataclass

__all__ = ["DEFAULT", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Weights of the evidence for a link.

    Evidence is a likelihood ratio throughout: how much likelier two words stand in a pair of sentences because one
    translates the other than by chance. Chosen with ``python -m tools.benchmarks.words`` on all four sets together.
    """

    # Word vectors: the similarity, corrected for words that are close to everything (CSLS) and measured in standard
    # deviations of chance pairs, is log-linear in the ratio between two bounds.
    vector_slope: float = 2.6
    vector_offset: float = 0.8  #: similarity, in standard deviations, that speaks neither for nor against
    lowest_ratio: float = 0.1
    highest_ratio: float = 3000.0
    highest_mixed_ratio: float = 20.0  #: a function word and a content word
    # Lexicon and document: pseudo-counts, so that seldom words lean on vectors and common ones on counts.
    vector_count: float = 3.0  #: observations that the vectors are worth
    most_lexicon_counts: float = 30.0  #: observations that the lexicon is worth at most: another domain than the text
    lemma_weight: float = 0.5  #: of an observation of another form of the same words
    document_weight: float = 1.0  #: of an observation in the text itself
    passes: int = 3  #: each knows what the one before found in the whole document
    # Alignment.
    null: float = 0.1  #: probability that a word has no counterpart, before anything is known
    threshold: float = 0.5  #: links of a lower score are dropped


DEFAULT = Settings()
