"""What the splitter recognises in running text: links, separators, emoticons, sentence ends, brackets, time stamps."""

import re

__all__ = [
    "ACRONYM",
    "CLOSERS",
    "COMPANY",
    "EMOTICON",
    "ENUMERATOR",
    "EVENT",
    "EXCLAIMED",
    "INITIAL",
    "LINE",
    "LINK",
    "NUMBERED",
    "OPENERS",
    "WORD",
    "brackets",
]

#: Plain and no-break spaces that French sets before ``; : ! ?`` and inside guillemets.
_SPACE = r"[ \t\u00a0\u202f\u2009]"

#: What a sentence's end takes with it: quotation marks, brackets, note numbers; a guillemet may stand off.
CLOSERS = re.compile(rf"(?:{_SPACE}?»|[\"”’'*_)\]}}›]|{_SPACE}?\[\d+(?:[,–-]\d+)*\]|[¹²³⁴⁵⁶⁷⁸⁹])*")

#: What may stand before the first letter of a sentence; a dash only where a space follows it.
OPENERS = re.compile(r"\s*(?:(?:[\"“„‘'«‹(\[{¡¿*_•·>]|[—–‒-]{1,3}(?=\s))\s*)*")

#: A word, or an elided one with its apostrophe (``l'``).
WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]))?")

#: A sentence so far that is only a heading's or a list item's number, or that just came to one behind a colon.
ENUMERATOR = re.compile(
    r"\s*[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[IVXLC]{1,6}|[ivx]{1,5})|(?s:.*)[:;]\s*(?:\d{1,2}|[a-z])"
)

#: ``J`` of ``J. K. Rowling``, ``J.-C``, ``W.H.S``.
INITIAL = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.-?)*[A-ZÀ-ÖØ-Þ]")

#: What a company is, behind its name.
COMPANY = re.compile(r"(?:Inc|Ltd|Corp|Co|LLC|PLC|GmbH|SAS|SARL|S\.\s?A)\b\.?")

#: Names that end with an exclamation mark.
EXCLAIMED = frozenset({"yahoo", "yum", "joomla", "jeopardy", "wham", "chups", "lanvin"})

#: ``U.S``, ``p.m``, ``Ph.D``.
ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")

#: What an abbreviation like ``vol.`` goes with: a number, a Roman one, a letter.
NUMBERED = re.compile(r"[§#°]?\d|[IVXLCDM]+\b|[A-Z]\b")

#: A web or mail address, from its beginning.
LINK = re.compile(r"<?(?:(?:https?|ftp|file)://|www\.|[\w.+-]{1,64}@\w)\S")

# Only an address's end matters to the machine, so it is found by its middle: that keeps long words cheap.
_LINK = r"(?:://|\bwww\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]}'’]|@\w[\w-]*(?:\.[\w-]+)*"

#: Western faces, hearts and the pictographs of Unicode.
EMOTICON = re.compile(
    r"(?:(?<=\s)|(?<=[.!?…]))(?:[:;=][-'^o]?[)(\]\[DPpOo3/\\|*]+|<3|\^_*\^|[\U0001f300-\U0001faff☺☹❤]\ufe0f?)(?!\w)"
)

#: A run of asterisks, dashes and the like that stands by itself; whether it is long enough, ``LINE`` says.
_SEPARATOR = r"(?<!\S)(?:[*_=~#+•·-]{3,}+|(?:\*[ ]){2,}\*|⁂)(?!\S)"

#: What makes a separator of such a run: three dashes may be a dash, and a few low lines a form to fill in.
LINE = re.compile(r"\*{3}|\* \*|_{8}|={4}|~{3}|#{4}|-{4}|•{3}|⁂")

#: A date with a time, as a message's head has it.
_STAMP = (
    r"(?<!\S)\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?!\S)"
)

#: A terminator with all that belong to it: ``?!``, ``. . .``, `` !``.
_END = rf"[.!?…](?:{_SPACE}?[.!?…])*"

#: Everything the machine stops at; the name of the group that matched says what it is. The lookahead is for speed.
EVENT = re.compile(
    r"(?=[-.!?…(\[{@:;=<^*_~#+•·⁂w\d☺☹❤\U0001f300-\U0001faff])"
    rf"(?:(?P<end>{_END})|(?P<bracket>[(\[{{])|(?P<link>{_LINK})|(?P<separator>{_SEPARATOR})"
    rf"|(?P<emoticon>{EMOTICON.pattern})|(?P<stamp>{_STAMP}))"
)

_BRACKET = re.compile(r"[()\[\]{}]")
_PARTNER = {")": "(", "]": "[", "}": "{"}


def brackets(text: str) -> dict[int, int]:
    """The offset of each opening bracket that is closed, with the offset of its partner."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] not in _PARTNER:
            waiting.append(match.start())
        elif waiting and text[waiting[-1]] == _PARTNER[match[0]]:
            partners[waiting.pop()] = match.start()
    return partners
