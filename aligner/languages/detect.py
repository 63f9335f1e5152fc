"""Which language a text is in, from its function words and the shapes of its words.

This is for warnings (a wrong file, a swapped pair) and for sentences left in the other language, so it answers only
for the languages that we know, and rather not at all than wrongly. The commonest words of a few neighbours stand here
only to tell what is none of ours.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import exp

from aligner.languages import KNOWN, get

__all__ = ["detect"]

# Weights in nats. A listed word is e**4.7 times likelier in its own language than elsewhere (300 words share half of
# running text, some 20,000 the other half), but lists of kin languages overlap and words of a sentence go together, so
# less is safer. Chosen on sentences of five words and more with ``python -m tools.benchmarks.detect_languages``: 93 to
# 100 % of the English and French ones found, one in a thousand taken for the other; on message catalogues in Spanish,
# Portuguese, Italian, German and Dutch 98 to 99 % answered with None.
_WORD_WEIGHT = 2.0  # what a function word says for its language, in nats
_SHAPE_WEIGHT = 1.0  # what a word's shape says
_UNKNOWN_WEIGHT = 0.35  # what each word says for a language that is none of those here
_UNKNOWN_START = 1.0
_FOREIGN_WEIGHT = 1.0  # what a word says for it whose letters no known language has
_LEAST_CONFIDENCE = 0.5

_MOST = 20_000  # characters that are looked at: a third each from the head, the middle and the end

_NEIGHBOURS = {
    "es": """el los las un una unos unas del al y o que como pero porque cuando donde con por para sin sobre entre hasta
        desde es son está están fue ser ha han hay no se su sus lo le les me mi más muy también este esta estos estas
        ese esa todo todos otra otro puede sólo si ya""",
    "pt": """o os um uma uns umas do da dos das no na nos nas ao à e ou que como mas quando onde com por para pelo pela
        sem sobre entre até é são está foi ser tem há não se seu sua seus suas lhe me mais muito também este esta isso
        todo todos outro outra pode só já""",
    "it": """il lo gli i un una uno del della dei degli delle dello al alla ai alle nel nella nei dal dalla sul sulla e
        o che come ma perché quando dove con per senza su tra fra è sono era essere ha hanno non si suo sua loro più
        molto anche questo questa questi tutto tutti altro può se già di da in""",
    "de": """der die das den dem des ein eine einen einem einer und oder aber dass wenn weil wie als mit von zu zum zur
        für auf aus bei nach über unter durch ohne um ist sind war waren sein hat haben wird werden wurde kann nicht
        kein keine sich sie er es wir ich ihr auch nur noch mehr sehr dieser diese dieses im in an am vom""",
    "nl": """de het een en of maar dat die als wanneer omdat met van voor op uit bij naar over onder door zonder om is
        zijn was waren heeft hebben wordt worden kan niet geen zich zij hij het wij ik ook nog meer zeer deze dit te in
        aan tot er""",
    "ca": """el els la les un una uns unes del dels al als i o que com però perquè quan on amb per sense sobre entre
        fins des és són està va ser ha han hi no es seu seva més molt també aquest aquesta tot tots altre pot si ja de
        en""",
    "ro": """un o al ale lui și sau dar că când unde cu pentru fără pe la din în de prin este sunt a fost fi are au nu
        se mai foarte acest această care ce poate dacă""",
}

# Letters and ends that other languages of the list don't have, or seldom.
_SHAPES = {
    "en": r"\w*(?:th|wh|sh|gh|ck|ee|oo)\w*|\w+(?:ing|ed|ly|ness|ful|ous|ers?|ity)|y\w+|\w*w\w*|\w+[^aeiou]y",
    "fr": r"\w*[êèâîûœùëç]\w*|\w+(?:eux|eaux?|eur|euse|ments?|ique|aux|oir|aire|ées?|és|elle|ette|ois|ait|ont|ant|ez)",
    "es": r"\w*[ñóíúá¿]\w*|\w+(?:ción|ciones|dad|ado|ada|ando|iendo|ar|[^aeiou][oa]s?)",
    "pt": r"\w*(?:[ãõóíúáê]|ç[ãõ]|lh|nh)\w*|\w+(?:ção|ções|dade|ado|ada|ando|[^aeiou][oa]s?)",
    "it": r"\w*(?:[òàù]|gli|zz|cch|ggi)\w*|\w+(?:zione|zioni|ità|ato|ata|ando|are|ere|ire|elli?|[^s]i|[^aeiou][oa])",
    "de": r"\w*(?:[äöüß]|sch|cht|ei)\w*|\w+(?:ung|ungen|keit|lich|isch|en|er)",
    "nl": r"\w*(?:ij|aa|oo|uu|oe|sch)\w*|\w+(?:ing|lijk|heid|en)",
    "ca": r"\w*(?:l·l|ny|[òàíú])\w*|\w+(?:ció|cions|tat|ment|ar|[^aeiou]es|[^aeiou]a)",
    "ro": r"\w*[ăâîșțşţ]\w*|\w+(?:ul|ului|ea|are|ele)",
}

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[/\\@_=<>\[\]{}]|\w\.\w|--|^\W*-\w")  # in paths, addresses, options, program text
_INITIAL = re.compile(r"\b[^\W\d_][-.)]")
_ONE_LETTER = frozenset("aiyàeo")
_FOREIGN = re.compile(r".*[^a-zàâäæçéèêëîïôöœùûüÿ'].*")


def detect(text: str) -> tuple[str, float] | None:
    """The language of a text: its ISO 639-1 code, and the probability that this is right, .5 to 1.

    :returns: None where there are too few words to tell, or where they are in a language that we don't know
    """
    words = _words(_sample(text))
    scores = [0.0] * len(_evidence())
    unknown = _UNKNOWN_START
    for word in words:
        is_name = word[0].isupper()
        listed, shaped, foreign = _weights(word.lower())
        scores = list(map(sum, zip(scores, listed if is_name else shaped, strict=True)))
        unknown += 0.0 if is_name else foreign
    ranked = sorted(zip(scores, _evidence(), strict=True), reverse=True)
    best, code = ranked[0]
    rivals = [unknown, *(score for score, _ in ranked[1:])]
    confidence = 1 / (1 + sum(exp(min(score - best, 700.0)) for score in rivals))
    return (code, confidence) if code in KNOWN and confidence >= _LEAST_CONFIDENCE else None


def _sample(text: str) -> str:
    if len(text) <= _MOST:
        return text
    part = _MOST // 3
    middle = (len(text) - part) // 2
    return "\n".join((text[:part], text[middle : middle + part], text[-part:]))


def _words(text: str) -> Iterator[str]:
    """The words of a text, without file names and the like.

    A word before an apostrophe keeps it where a known language elides it (``l'``), one behind it where a known
    language contracts it (``'s``).
    """
    running = " ".join(part for part in text.replace("’", "'").split() if not _CODE.search(part))
    text = _INITIAL.sub(" ", running)
    for match in _WORD.finditer(text):
        word = match.group()
        if text.startswith("'", match.end()) and word.lower() + "'" in _attached():
            yield word + "'"
        elif text[match.start() - 1 : match.start()] == "'" and "'" + word.lower() in _attached():
            yield "'" + word
        elif len(word) > 1 or word.lower() in _ONE_LETTER:
            yield word


@lru_cache(maxsize=8192)
def _weights(word: str) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """What a word says for each language by being listed, what by its shape as well, and for an unknown one."""
    evidence = _evidence().values()
    listed = tuple(_WORD_WEIGHT * (word in words) for words, _ in evidence)
    shaped = tuple(
        weight or _SHAPE_WEIGHT * (shape.fullmatch(word) is not None)
        for weight, (_, shape) in zip(listed, evidence, strict=True)
    )
    return listed, shaped, _FOREIGN_WEIGHT if _FOREIGN.fullmatch(word) else _UNKNOWN_WEIGHT


@cache
def _attached() -> frozenset[str]:
    return frozenset(word for words, _ in _evidence().values() for word in words if "'" in word)


@cache
def _evidence() -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    """For each language, its function words and the shapes of its other words."""
    known = {code: get(code).function_words for code in KNOWN}
    neighbours = {code: frozenset(words.split()) for code, words in _NEIGHBOURS.items()}
    return {code: (words, re.compile(_SHAPES.get(code, r"(?!)"))) for code, words in (known | neighbours).items()}
