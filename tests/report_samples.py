"""Builds reviews by hand, for the tests of reports: what a report shows does not depend on who found it."""

import hashlib
from collections.abc import Sequence

from aligner.core import (
    Bead,
    Block,
    BlockKind,
    Document,
    Finding,
    Message,
    Place,
    Review,
    Sentence,
    Severity,
    Side,
    Span,
)
from aligner.messages import render
from tests.literal import literal


def document(path: str, language: str, blocks: Sequence[str | Sequence[str]]) -> Document:
    """A block is a heading (a string) or a paragraph (its sentences); ``*`` is markup, left out of texts."""
    text, made, sentences = "", list[Block](), list[Sentence]()
    for block in blocks:
        kind = BlockKind.HEADING if isinstance(block, str) else BlockKind.PARAGRAPH
        parts = [block] if isinstance(block, str) else list(block)
        text += "# " if kind is BlockKind.HEADING else ""
        raw, base = " ".join(parts), len(text)
        offsets = [base + at for at, character in enumerate(raw) if character != "*"]
        at = 0
        for part in parts:
            bare = part.replace("*", "")
            start, end = offsets[at], offsets[at + len(bare) - 1] + 1
            sentences.append(Sentence(len(sentences), len(made), at, bare, start, end))
            at += len(bare) + 1
        made.append(Block(kind, raw.replace("*", ""), offsets, 1 if kind is BlockKind.HEADING else 0))
        text += raw + "\n\n"
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    return Document(path, language, text, tuple(made), digest, tuple(sentences))


def quoted(text: Document, quote: str) -> Span:
    """The first place where a sentence has these words."""
    for sentence in text.sentences:
        at = sentence.text.find(quote)
        if at >= 0:
            return text.locate(sentence.number, at, at + len(quote))
    raise AssertionError(f"no sentence of {text.path} has {quote!r}")


def beads(*types: str) -> tuple[Bead, ...]:
    """Beads of these types in a row."""
    made, original, translation = list[Bead](), 0, 0
    for kind in types:
        left, right = map(int, kind.split("-"))
        similarity = 0.8125 if left and right else 0.0
        left_side, right_side = range(original, original + left), range(translation, translation + right)
        made.append(Bead(tuple(left_side), tuple(right_side), similarity, 0.9))
        original, translation = original + left, translation + right
    return tuple(made)


ENGLISH = document(
    "ferry.en.md",
    "en",
    [
        "The night ferry returns to Port Amory",
        [
            "After *three winters* without a crossing, the night ferry will sail again on 14 March.",
            "The harbour board voted 9 to 2 in favour on Tuesday.",
        ],
        [
            "Nobody at the shipping company has said who will pay for the new pier.",
            "The board's chair, Helen Marsh, called the vote a relief.",
            "It ended eighteen months of talks.",
        ],
        [
            "The *Sable Queen* carries 1,350 passengers and must be loaded within 48 hours of every storm warning, "
            "which the fishermen's union has called reckless since the accident of 2019.",
            "The harbour board will meet again in June.",
        ],
        ["Tickets go on sale on Monday."],
    ],
)

FRENCH = document(
    "ferry.fr.md",
    "fr",
    [
        "Le ferry de nuit revient à Port Amory",
        [
            "Après *trois hivers* sans traversée, le ferry de nuit reprendra la mer le 14 mars.",
            "Le conseil portuaire s'est prononcé mardi par 9 voix contre 2.",
        ],
        [
            "La présidente du conseil, Helen March, a parlé d'un soulagement, après après dix-huit mois de "
            "pourparlers.",
        ],
        [
            "Le *Sable Queen* transporte 1 350 passagers et doit être chargé dans les 24 heures qui suivent chaque "
            "avis de tempête.",
            "Le Conseil du port se réunira de nouveau en juin.",
            "The harbour will never sleep again.",
        ],
        ["Les billets seront en vente lundi."],
        [
            "À propos de l'auteur.",
            "Jeanne Kerbrat couvre la vie des ports depuis vingt ans.",
            "Suivez-nous sur les réseaux.",
            "Abonnez-vous à notre lettre.",
            "Tous droits réservés.",
            "Toute reproduction est interdite sans accord écrit.",
            "Mentions légales.",
        ],
    ],
)


def _find(
    rule: str,
    severity: Severity,
    category: str,
    message: str | Message,
    original: Span | None,
    translation: Span | None,
    **more: object,
) -> Finding:
    said = literal(message) if isinstance(message, str) else message
    digest = hashlib.sha256(f"{rule}{render(said, 'en')}".encode()).hexdigest()[:16]
    return Finding(rule, severity, category, said, original, translation, fingerprint=digest, **more)  # type: ignore[arg-type]


def ferry() -> Review:
    """A short article with one finding of every shape that reports know."""
    en, fr = ENGLISH, FRENCH
    foot = range(len(fr.sentences) - 7, len(fr.sentences))
    findings = (
        _find(
            "number", Severity.CRITICAL, "accuracy/mistranslation", "48 became 24.",
            quoted(en, "48 hours"), quoted(fr, "24 heures"), suggestion="48 heures", confidence=0.97,
        ),
        _find(
            "omission", Severity.MAJOR, "accuracy/omission", "This sentence has no counterpart in the translation.",
            en.locate(3), None, confidence=0.91,
        ),
        _find(
            "omission", Severity.MAJOR, "accuracy/omission",
            "The end of this sentence has no counterpart in the translation.",
            quoted(en, "which the fishermen's union has called reckless since the accident of 2019"), None,
            confidence=0.62,
        ),
        _find(
            "untranslated", Severity.MAJOR, "accuracy/untranslated", "This sentence is still in English.",
            None, quoted(fr, "The harbour will never sleep again."), confidence=0.99,
        ),
        _find(
            "addition", Severity.MAJOR, "accuracy/addition", "This sentence has no counterpart in the original.",
            None, quoted(fr, "The harbour will never sleep again."), confidence=0.84,
        ),
        _find(
            "name", Severity.MAJOR, "accuracy/mistranslation", "Marsh is written March in the translation.",
            quoted(en, "Helen Marsh"), quoted(fr, "Helen March"), suggestion="Helen Marsh",
        ),
        _find(
            "term-inconsistent", Severity.MINOR, "terminology/inconsistent",
            "“harbour board” is rendered in two ways.",
            quoted(en, "harbour board will meet"), quoted(fr, "Conseil du port"),
            related=(Place(Side.TRANSLATION, quoted(fr, "conseil portuaire"), literal("the first rendering")),
                     Place(Side.ORIGINAL, quoted(en, "harbour board voted"))),
        ),
        _find(
            "repeated-word", Severity.MINOR, "fluency/spelling", Message("repeated-word.twice", {"words": "après"}),
            None, quoted(fr, "après après"), suggestion="après",
        ),
        _find(
            "addition", Severity.NEUTRAL, "accuracy/addition",
            "7 sentences at the foot of the translation have no counterpart in the original.",
            None, fr.locate_run(foot),
        ),
    )  # fmt: skip
    kinds = ("1-1", "1-1", "1-1", "1-0", "2-1", "1-1", "1-1", "0-1", "1-1", *["0-1"] * 7)
    run = {"encoder": "use-multilingual-3", "splitter": "aligner-0.1.0", "profile": "default", "version": "0.1.0"}
    return Review(en, fr, beads(*kinds), findings, run=run)


#: Everything that a format could take for its own.
HOSTILE = (
    "<script>alert(1)</script> a | b `c` **d** _e_ [f](g) ![h](i) &amp; \\ # ~~k~~ @someone #12 https://x.example/a_b"
    " \x1b[31mred\x07 \u202eback </table> {{ 7 * 7 }} {% raw %} [bold]rich[/bold] $m$ http://y www.z.example"
)


def hostile() -> Review:
    """Texts, messages, notes, names and warnings full of other languages' markup."""
    text = HOSTILE.replace("*", "")
    en = document("<b>|`a`.md", "en", [["Before.", text, "After."]])
    fr = document("\x1b]0;title\x07.md", "fr", [["Avant.", text, "Après."]])
    finding = Finding(
        "number", Severity.MAJOR, "accuracy/mistranslation", literal(HOSTILE), en.locate(1, 0, 9), fr.locate(1),
        HOSTILE, 0.8, (Place(Side.TRANSLATION, fr.locate(1, 10, 30), literal(HOSTILE)),), "f",
    )  # fmt: skip
    return Review(en, fr, beads("1-1", "1-1", "1-1"), (finding,), (literal(HOSTILE),), {"encoder": HOSTILE})


def clean() -> Review:
    """A pair without findings."""
    en, fr = document("a.en.txt", "en", [["All is well."]]), document("a.fr.txt", "fr", [["Tout va bien."]])
    return Review(en, fr, beads("1-1"), ())


REVIEWS = {"ferry": ferry, "hostile": hostile, "clean": clean}
