"""What differs between what was approved and what is at hand, down to the letter."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from aligner.approval.record import Record, Surroundings, Text
from aligner.core import Argument, Document, Message
from aligner.decisions.changes import changed_words, differing

__all__ = ["differences"]

_SHOWN = 80  # characters of a text that are quoted
_MOST = 20  # differences of one text that are listed


def differences(record: Record, original: Document, translation: Document, around: Surroundings) -> tuple[Message, ...]:
    """Return what differs, each a clause; nothing where what is at hand is what was approved."""
    found = [*_text(record.original, original), *_text(record.translation, translation)]
    before = record.around
    for key in sorted({*before.settings, *around.settings}):
        old, new = before.settings.get(key, "—"), around.settings.get(key, "—")
        if old != new:
            said: dict[str, Argument] = {"profile": around.profile, "setting": key, "was": old, "now": new}
            found.append(Message("approval.setting", said))
    if before.glossary != around.glossary:
        found.append(Message("approval.glossary"))
    if before.decisions != around.decisions:
        found.append(Message("approval.decisions"))
    return tuple(found)


def _text(before: Text, document: Document) -> list[Message]:
    if before.sha256 == document.sha256:
        return []
    now = [" ".join(sentence.text.split()) for sentence in document.sentences]
    found = list(_sentences(before.sentences, now, document))
    if not found:
        return [Message("approval.only-bytes", {"file": document.path})]
    rest = len(found) - _MOST
    if rest > 0:
        return [*found[:_MOST], Message("approval.more", {"file": document.path, "count": rest})]
    return found


def _sentences(before: Sequence[str], now: Sequence[str], document: Document) -> Iterator[Message]:
    for kind, i, j, k, m in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(j - i, m - k)
        for old, new in zip(range(i, i + both), range(k, k + both), strict=True):
            yield _changed(before[old], now[new], document, new)
        for old in range(i + both, j):
            yield Message("approval.gone", {"file": document.path, "text": _cut(before[old])})
        for new in range(k + both, m):
            yield Message("approval.added", {**_at(document, new), "text": _cut(now[new])})


def _changed(was: str, now: str, document: Document, number: int) -> Message:
    """Name the words that changed, and the letters inside them where these are few."""
    start, same = differing(was, now)
    letters = was[start : len(was) - same], now[start : len(now) - same]
    words = changed_words(was, now)
    about = _at(document, number)
    for whole, other, key in ((letters[0], letters[1], "words-gone"), (letters[1], letters[0], "words-added")):
        if not other and whole.strip() in words:
            return Message(f"approval.{key}", {**about, "words": _cut(whole.strip())})
    said: dict[str, Argument] = {**about, "was": _cut(words[0]), "now": _cut(words[1])}
    if not letters[0]:
        return Message("approval.letters-added", {**said, "letters": _cut(letters[1])})
    if not letters[1]:
        return Message("approval.letters-gone", {**said, "letters": _cut(letters[0])})
    return Message("approval.letters", {**said, "old": _cut(letters[0]), "new": _cut(letters[1])})


def _at(document: Document, number: int) -> dict[str, Argument]:
    return {"file": document.path, "number": number + 1}


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
