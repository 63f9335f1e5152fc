"""An edit gives what a fresh review of the edited pair with the same beads gives, and leaves the rest alone."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.check import PairContext
from aligner.core import Bead, Document, Review, Side
from aligner.core.serialize import dump, load
from aligner.encode.embedded import EmbeddedEncoder
from aligner.errors import InputError
from aligner.session import Configuration, Session
from tests.commands import CORPORA
from tests.encoders import Hashing
from tests.pairs import document


@cache
def session() -> Session:
    return Session(Configuration(), encoder=EmbeddedEncoder(threads=1))


@cache
def harbour() -> Review:
    return session().review(CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md")


def fresh(first: PairContext, review: Review, used: Session) -> Review:
    """The same pair with the same beads, all rules asked anew."""
    pair = first.following(review.original, review.translation, review.beads, review.moved)
    assert pair.terms is not None
    pair.terms = None
    return used.check(pair)


def assert_only_that_changed(before: Review, after: Review, side: Side, segment: str) -> None:
    for one in Side:
        old, new = (review.original if one is Side.ORIGINAL else review.translation for review in (before, after))
        if one is not side:
            assert old == new
            continue
        texts = {sentence.id: sentence.text for sentence in new.sentences}
        assert [s.id for s in old.sentences] == [s.id for s in new.sentences if s.id in {o.id for o in old.sentences}]
        assert all(texts[s.id] == s.text for s in old.sentences if s.id != segment)
    paired = {ids(before, bead) for bead in before.beads}
    changed = paired.symmetric_difference(ids(after, bead) for bead in after.beads)
    assert all(segment in sides[side is Side.TRANSLATION] for sides in changed & paired)


def ids(review: Review, bead: Bead) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(review.original.sentences[n].id for n in bead.original),
        frozenset(review.translation.sentences[n].id for n in bead.translation),
    )


def changed(words: list[str], rng: random.Random, others: list[str]) -> list[str]:
    """A sentence as somebody may leave it: a word gone, added, replaced; another number; a name; two sentences."""
    at = rng.randrange(len(words))
    edits: list[Callable[[], list[str]]] = [
        lambda: [*words[:at], *words[at + 1 :]] if len(words) > 1 else words,
        lambda: [*words[:at], rng.choice(others), *words[at:]],
        lambda: [*words[:at], rng.choice(others), *words[at + 1 :]],
        lambda: [*words[:at], "48", *words[at:]],
        lambda: [*words[:at], "ne", "pas", "Marsh", *words[at:]],
        lambda: [*words, "Puis", "il", "dort", "«", "ici."],
        lambda: rng.sample(others, min(8, len(others))),
    ]
    return rng.choice(edits)()


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_in_a_row_give_what_a_fresh_review_gives(seed: int) -> None:
    rng, used, review = random.Random(seed), session(), harbour()
    first = used.editable(review)
    for _ in range(8):
        side = Side.ORIGINAL if rng.random() < 0.2 else Side.TRANSLATION
        text = review.original if side is Side.ORIGINAL else review.translation
        sentence = rng.choice(text.sentences)
        others = [word for one in text.sentences for word in one.text.split()]
        edit = used.edit(review, sentence.id, " ".join(changed(sentence.text.split(), rng, others)), side)
        again = fresh(first, edit, used)
        assert edit.beads == again.beads
        assert [one.fingerprint for one in edit.findings] == [one.fingerprint for one in again.findings]
        assert edit == again
        assert_only_that_changed(review, edit, side, sentence.id)
        assert load(dump(edit)) == edit
        review = edit


TEXTS = st.lists(
    st.sampled_from(("Le", "conseil", "n'a", "pas", "48", "24", "Port Amory", "dort", "dort", "(", "«", ";", "voté.")),
    min_size=1,
    max_size=6,
).map(" ".join)


def pair(blocks: list[str]) -> tuple[Document, Document]:
    return document("en", ["The council has not voted 48 times | Port Amory sleeps"] * len(blocks)), document(
        "fr", blocks
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS).map(" | ".join), min_size=1, max_size=4), st.data())
def test_any_edit_of_any_text_gives_what_a_fresh_review_gives(blocks: list[str], data: st.DataObject) -> None:
    used = Session(Configuration(), encoder=Hashing())
    original, translation = pair(blocks)
    beads = tuple(Bead((n,), (n,), 0.5, 0.9) for n in range(len(original.sentences)))
    review = used.check(PairContext(original, translation, beads, used.encoder))
    first = used.editable(review)
    for _ in range(2):
        sentence = data.draw(st.sampled_from(review.translation.sentences))
        edit = used.edit(review, sentence.id, data.draw(TEXTS))
        assert edit == fresh(first, edit, used)
        review = edit


def test_a_mended_mistake_is_gone_and_the_other_findings_keep_their_fingerprints() -> None:
    review = harbour()
    finding = next(one for one in review.findings if one.rule == "name" and one.suggestion and one.translation)
    assert finding.translation is not None
    assert finding.suggestion is not None
    sentence = review.translation.sentences[finding.translation.sentences[0]]
    edit = session().edit(review, sentence.id, sentence.text.replace(finding.translation.text, finding.suggestion))
    before, after = ({one.fingerprint for one in some.findings} for some in (review, edit))
    assert finding.fingerprint not in after
    elsewhere = {
        one.fingerprint
        for one in review.findings
        if not one.translation or sentence.number not in one.translation.sentences
    }
    assert elsewhere <= after
    assert after <= before


def test_an_edit_that_was_taken_back_leaves_the_review_as_it_was_after_its_first_edit() -> None:
    review, used = harbour(), session()
    sentence = review.translation.sentences[3]
    there = used.edit(review, sentence.id, "Tout autre chose.")
    back = used.edit(there, sentence.id, sentence.text)
    assert back.findings == used.edit(review, sentence.id, sentence.text).findings


def test_a_review_that_was_read_back_may_be_edited() -> None:
    review, used = load(dump(harbour())), session()
    sentence = review.translation.sentences[2]
    assert used.edit(review, sentence.id, "Le pont.").translation.sentences[2].text == "Le pont."


def test_sentences_of_a_split_segment_are_aligned_with_those_of_its_bead() -> None:
    review, used = harbour(), session()
    bead = next(one for one in review.beads if one.type == "1-1")
    sentence = review.translation.sentences[bead.translation[0]]
    edit = used.edit(review, sentence.id, f"{sentence.text} Et puis, tout est fini.")
    numbers = [n for one in edit.beads for n in one.translation]
    assert numbers == list(range(len(edit.translation.sentences)))
    assert_only_that_changed(review, edit, Side.TRANSLATION, sentence.id)


@pytest.mark.parametrize("splitter", ["units", "lines"])
def test_what_the_file_has_divided_is_not_split(splitter: str) -> None:
    review = replace(harbour(), run={"splitter": splitter})
    sentence = review.translation.sentences[2]
    edit = session().edit(review, sentence.id, "Le pont est fermé. Il dort.")
    assert edit.translation.sentences[2].text == "Le pont est fermé. Il dort."


def test_unknown_segments_and_empty_texts_are_refused() -> None:
    with pytest.raises(InputError, match="has no segment 'nothing'"):
        session().edit(harbour(), "nothing", "Le pont.")
    with pytest.raises(InputError, match="would be empty"):
        session().edit(harbour(), harbour().translation.sentences[0].id, " ")


def test_what_was_left_for_later_is_what_is_said_at_once() -> None:
    used, now, later = session(), harbour(), harbour()
    for number, more in ((10, " Le port dort. 48 mines."), (24, " 48"), (11, " Marsh")):
        segment = now.translation.sentences[number]
        now = used.edit(now, segment.id, segment.text + more)
        later = used.edit(later, segment.id, segment.text + more, whole=False)
        assert later.beads == now.beads
    completed = used.complete(later)
    assert completed == now
    segment = now.translation.sentences[30]
    assert used.edit(completed, segment.id, "Rien.") == used.edit(now, segment.id, "Rien.")


def test_an_edit_that_made_several_sentences_is_taken_back() -> None:
    used, before = session(), harbour()
    segment = before.translation.sentences[12]
    after = used.edit(before, segment.id, f"{segment.text} Le port dort. Personne ne parle.")
    parts = len(after.translation.sentences) - len(before.translation.sentences) + 1
    assert parts == 3
    back = used.edit(after, segment.id, segment.text, joins=parts)
    assert (back.translation.text, back.translation.sentences) == (
        before.translation.text,
        before.translation.sentences,
    )
    assert [(one.original, one.translation) for one in back.beads] == [
        (one.original, one.translation) for one in before.beads
    ]


def test_other_beads_give_what_a_fresh_review_of_them_gives() -> None:
    used, review = session(), harbour()
    first = used.editable(review)
    one, other = review.beads[12:14]
    joined = Bead(one.original + other.original, one.translation + other.translation)
    made = used.pair_anew(review, (*review.beads[:12], joined, *review.beads[14:]))
    assert made == fresh(first, made, used)
    assert used.pair_anew(made, review.beads).findings == review.findings
