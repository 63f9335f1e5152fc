"""The sample pairs in ``corpora/``: drafts differ from clean versions by the documented faults and by nothing else."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
NAMES = sorted(path.name.removesuffix(".faults.json") for path in CORPORA.glob("*.faults.json"))
RULES = {
    "omission",
    "addition",
    "untranslated",
    "number",
    "name",
    "term-inconsistent",
    "repeated-word",
    "brackets",
    "quotation-marks",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault, as ``corpora/README.md`` describes it."""

    rule: str
    why: str
    original: str | None
    translation: str | None
    clean: str | None
    translation_until: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair with both translations and the faults of its draft."""

    name: str
    original: str
    draft: str
    clean: str
    faults: tuple[Fault, ...]


def load(name: str) -> Sample:
    """The sample of that name."""
    original, draft, clean = (
        (CORPORA / f"{name}.{part}.md").read_text(encoding="utf-8") for part in ("en", "fr.draft", "fr.clean")
    )
    faults = json.loads((CORPORA / f"{name}.faults.json").read_text(encoding="utf-8"))
    return Sample(name, original, draft, clean, tuple(Fault(**fault) for fault in faults))


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each sample in turn."""
    return load(request.param)


def paragraphs(text: str) -> list[str]:
    """Paragraphs, list items and table rows: everything on a line of its own."""
    return [line for line in text.splitlines() if line.strip()]


def without(text: str, fault: Fault) -> str:
    """A draft without one of its additions."""
    assert fault.translation is not None
    start = text.index(fault.translation)
    last = fault.translation_until or fault.translation
    return text[:start] + text[text.index(last, start) + len(last) :]


def squeezed(text: str) -> str:
    """Text whose plain spaces and line ends no longer matter; no-break spaces still do."""
    return re.sub(r"[ \n]+", " ", text).strip()


def differing_runs(clean: str, draft: str) -> Iterator[int]:
    """How many paragraphs each change touches; a run that only the draft has counts as one."""
    matcher = SequenceMatcher(None, paragraphs(clean), paragraphs(draft), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag != "equal":
            yield max(1, end - start)


def test_there_are_at_least_three_samples() -> None:
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", ["harbour", "solaris-results", "pump-manual"])
def test_originals_are_as_long_as_real_ones(name: str) -> None:
    assert len(load(name).original.split()) >= 600


def test_every_rule_is_planted_at_least_twice() -> None:
    planted = Counter(fault.rule for name in NAMES for fault in load(name).faults)
    assert set(planted) == RULES
    assert min(planted.values()) >= 2


def test_draft_has_six_to_ten_faults(sample: Sample) -> None:
    assert 6 <= len(sample.faults) <= 10


def test_quotes_are_found_where_they_belong(sample: Sample) -> None:
    for fault in sample.faults:
        assert fault.original or fault.translation
        assert fault.why
        assert fault.original is None or fault.original in sample.original
        assert not re.search(r"[*`#>|]", f"{fault.original}{fault.translation}{fault.clean}")
        for quote in (fault.translation, fault.translation_until):
            assert quote is None or sample.draft.count(quote) == 1, quote
            assert quote is None or quote not in sample.clean, quote
        assert fault.clean is None or sample.clean.count(fault.clean) == 1, fault.clean
        assert fault.clean is None or fault.clean not in sample.draft, fault.clean


def test_draft_is_the_clean_version_with_its_faults(sample: Sample) -> None:
    """What differs beyond the faults is an edit that nobody documented."""
    clean, draft = sample.clean, sample.draft
    for fault in sample.faults:
        if fault.clean is None:
            draft = without(draft, fault)
        else:
            clean = clean.replace(fault.clean, fault.translation or "")
    assert squeezed(clean) == squeezed(draft)


def test_no_more_paragraphs_differ_than_there_are_faults(sample: Sample) -> None:
    assert 0 < sum(differing_runs(sample.clean, sample.draft)) <= len(sample.faults)


def test_an_inconsistent_term_occurs_often_enough_to_be_one(sample: Sample) -> None:
    for fault in sample.faults:
        if fault.rule == "term-inconsistent":
            assert fault.original is not None
            assert sample.original.casefold().count(fault.original) >= 3


def test_structure_is_the_same_on_both_sides(sample: Sample) -> None:
    def kinds(text: str) -> list[str]:
        return [match[1] for line in paragraphs(text) if (match := re.match(r"(#+|>|-|\d+\.|\||```)?", line))]

    assert kinds(sample.original) == kinds(sample.clean)


def test_clean_version_follows_french_typography(sample: Sample) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|^\|[-|]+$", "]", sample.clean, flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"""['"]""", prose)
    assert not re.search(r"[^\u202f][;!?]", prose)
    assert not re.search(r"(?<!\u00a0)[:»%]", prose)
    assert not re.search(r"«(?!\u00a0)", prose)
    assert not re.search(r"\d[ .]\d{3}\b", prose)
    assert not re.search(r"\d\.\d", prose)
    assert not re.search(r"\b(\w+) \1\b", prose)
    for opening, closing in ("«»", "“”", "()"):
        for line in paragraphs(prose):
            assert line.count(opening) == line.count(closing), line


def test_beads_hold_every_sentence_in_order() -> None:
    sample = load("clock")
    beads = json.loads((CORPORA / "clock.beads.json").read_text(encoding="utf-8"))
    for side, text in (("original", sample.original), ("translation", sample.clean)):
        sentences = [sentence for bead in beads for sentence in bead[side]]
        assert " ".join(sentences) == squeezed(text.removeprefix("# "))


def test_beads_are_of_many_types() -> None:
    beads = json.loads((CORPORA / "clock.beads.json").read_text(encoding="utf-8"))
    types = {(len(bead["original"]), len(bead["translation"])) for bead in beads}
    assert types >= {(1, 1), (2, 1), (1, 2), (2, 2), (3, 1)}
