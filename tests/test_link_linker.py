"""Links: what the words of a pair answer for."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.encode.embedded import EmbeddedEncoder
from aligner.link import Linker, link, tokenize
from aligner.link.linker import LinkEvidence
from aligner.link.text import Text

ENCODER = EmbeddedEncoder(threads=1)


def _tokens(text: str, language: str) -> list[str]:
    return [token.text for token in tokenize(text, language)]


def _linked(original: str, translation: str) -> set[tuple[str, str]]:
    one, other = _tokens(original, "en"), _tokens(translation, "fr")
    return {(one[i], other[j]) for i, j in link(one, other, encoder=ENCODER)}


def test_content_words_find_each_other_across_word_order() -> None:
    found = _linked("The tired sailor painted a blue boat.", "Le marin fatigué a peint un bateau bleu.")
    assert {("tired", "fatigué"), ("sailor", "marin"), ("blue", "bleu"), ("boat", "bateau")} <= found


def test_numbers_and_names_find_themselves() -> None:
    found = _linked("In 1987 Mrs Kowalczyk sold 12 hives.", "Mme Kowalczyk a vendu 12 ruches en 1987.")
    assert {("1987", "1987"), ("Kowalczyk", "Kowalczyk"), ("12", "12")} <= found


def test_both_halves_of_a_negation_answer_for_not() -> None:
    found = _linked("The farmer did not sell his horse.", "Le fermier n'a pas vendu son cheval.")
    assert {("not", "n'"), ("not", "pas")} <= found


def test_a_contraction_answers_for_both_its_words() -> None:
    assert {("of", "du"), ("the", "du")} <= _linked("the roof of the mill", "le toit du moulin")


def test_the_same_figures_written_otherwise_are_linked() -> None:
    found = _linked("It opened at 12:30 for 1,350 people.", "Il ouvrit à 12h30 pour 1 350 personnes.")
    assert {("12:30", "12h30"), ("1,350", "1 350")} <= found


def test_a_clause_that_is_missing_is_not_linked() -> None:
    one = _tokens("The baker closed the shop, although the ovens were still burning.", "en")
    other = _tokens("Le boulanger a fermé la boutique.", "fr")
    answered = {one[i] for i, _ in link(one, other, encoder=ENCODER)}
    assert {"baker", "closed", "shop"} <= answered
    assert not answered & {"ovens", "burning"}


def test_the_document_teaches() -> None:
    texts = [
        ("The grumbler sleeps.", "Le ronchon dort."),
        ("I saw a grumbler yesterday.", "Hier, j'ai vu un ronchon."),
        ("Where is the grumbler now?", "Où est maintenant le ronchon ?"),
        ("Nobody feeds this grumbler.", "Personne ne nourrit ce ronchon."),
    ]
    pairs = [(_tokens(one, "en"), _tokens(other, "fr")) for one, other in texts]
    linker = Linker("en", "fr", ENCODER)

    def score(links: list[tuple[int, int, float]]) -> float:
        return {(pairs[0][0][i], pairs[0][1][j]): score for i, j, score in links}["grumbler", "ronchon"]

    assert score(linker.link_pairs(pairs)[0]) > score(linker.link_pairs(pairs[:1])[0])


def test_a_pair_is_linked_alone_by_what_its_document_taught() -> None:
    texts = [
        ("The grumbler sleeps.", "Le ronchon dort."),
        ("I saw a grumbler yesterday.", "Hier, j'ai vu un ronchon."),
        ("Where is the grumbler now?", "Où est maintenant le ronchon ?"),
        ("Nobody feeds this grumbler.", "Personne ne nourrit ce ronchon."),
    ]
    pairs = [(_tokens(one, "en"), _tokens(other, "fr")) for one, other in texts]
    linker = Linker("en", "fr", ENCODER)
    together, learned = linker.learn(pairs)
    assert learned is not None
    for pair, known in zip(pairs, together, strict=True):
        alone = linker.evidence_of(pair, learned)
        assert alone is not None
        assert known is not None
        best = np.sqrt(known.forward * known.backward), np.sqrt(alone.forward * alone.backward)
        np.testing.assert_allclose(best[0], best[1], atol=0.35)
    new = (_tokens("A grumbler arrived.", "en"), _tokens("Un ronchon est arrivé.", "fr"))

    def score(evidence: LinkEvidence | None) -> float:
        assert evidence is not None
        return {(new[0][i], new[1][j]): score for i, j, score in linker.links(evidence)}.get(("grumbler", "ronchon"), 0)

    assert score(linker.evidence_of(new, learned)) > score(linker.evidence([new])[0])
    assert linker.evidence_of(([], ["eau"]), learned) is None
    assert linker.learn([([], ["eau"])]) == ([None], None)


def test_no_pairs_and_empty_sides_give_no_links() -> None:
    linker = Linker("en", "fr", ENCODER)
    assert linker.link_pairs([]) == []
    assert linker.link_pairs([([], ["eau"]), (["water"], []), ([], [])]) == [[], [], []]


def test_linking_works_without_encoder_and_without_lexicon() -> None:
    pair = (["the", "minister", "resigned"], ["le", "ministre", "démissionna"])
    bare = Linker("en", "fr", None, lexicon=False).link_pairs([pair])[0]
    assert (1, 1) in {(i, j) for i, j, _ in bare}


def test_a_lexicon_serves_both_directions() -> None:
    forth = Linker("en", "fr").link_pairs([(["the", "king", "sleeps"], ["le", "roi", "dort"])])[0]
    back = Linker("fr", "en").link_pairs([(["le", "roi", "dort"], ["the", "king", "sleeps"])])[0]
    assert [(j, i) for i, j, _ in back] == [(i, j) for i, j, _ in forth]


@pytest.mark.parametrize("lexicon", [True, False])
@settings(max_examples=25, deadline=None)
@given(
    pairs=st.lists(
        st.tuples(
            st.lists(st.sampled_from(["the", "king", ",", "12", "-", "it", "'s", "ꙮ"]), max_size=9),
            st.lists(st.sampled_from(["le", "roi", ",", "12", "-", "l", "'", "aujourd'hui"]), max_size=9),
        ),
        max_size=4,
    )
)
def test_links_join_tokens_that_exist_once_each_with_an_honest_score(
    lexicon: bool, pairs: Sequence[tuple[list[str], list[str]]]
) -> None:
    for (one, other), links in zip(pairs, Linker("en", "fr", lexicon=lexicon).link_pairs(pairs), strict=True):
        assert len({(i, j) for i, j, _ in links}) == len(links)
        assert all(0 <= i < len(one) and 0 <= j < len(other) and 0 <= score <= 1 for i, j, score in links)


def test_a_text_is_numbered_alike_in_parts_and_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [(f"the ship {n % 7} sails".split(), f"le navire {n % 5} part".split()) for n in range(40)]
    whole = Text(pairs, ("en", "fr"), None)
    values = np.arange(len(whole.pairs[0]), dtype=np.float32)
    monkeypatch.setattr("aligner.link.text._KEYS_AT_ONCE", 50)
    for most in (1 << 25, 1):
        monkeypatch.setattr("aligner.link.text._MOST_COUNTED", most)
        parts = Text(pairs, ("en", "fr"), None)
        assert all(map(np.array_equal, whole.pairs, parts.pairs))
        assert all(map(np.array_equal, whole.matrices(values), parts.matrices(values)))
