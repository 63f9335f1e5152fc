"""A review as bytes and back, lossless: the data of the JSON report, ``aligner.report/2``.

The report adds sentences in a person's language and sums to what is written here; ``load`` ignores them, so that it
reads both what ``dump`` and what the report wrote.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from aligner.core.approvals import Approval
from aligner.core.beads import Bead
from aligner.core.decisions import Decision, Lapsed, Reason, State
from aligner.core.documents import Block, BlockKind, Document, Sentence, Side, Span
from aligner.core.findings import Edit, Finding, Place, Review, Severity, Skipped
from aligner.core.messages import Argument, Message
from aligner.errors import InputError

__all__ = ["SCHEMA", "Json", "as_data", "as_text", "dump", "load"]

#: The value of ``"schema"`` in what is written.
SCHEMA = "aligner.report/2"

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None

_APPROVED = ("by", "role", "when", "note", "outcome")
_DECIDED = ("note", "by", "role", "when", "original", "translation", "rule", "file")

# Half of a character is no valid UTF-8, so it is written as an escape. A half in front of its other half stays as it
# is: escaped, the two would be read as the one character that they are not.
_HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")


def dump(review: Review) -> bytes:
    """Return the review as JSON in UTF-8; ``load`` gives an equal review."""
    return as_text(as_data(review)).encode("utf-8", "surrogatepass")


def as_text(data: Json, indent: int | None = None) -> str:
    """Return JSON that ``load`` reads, once it is encoded."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    try:
        text.encode()  # nearly every text; a look at each character takes longer
    except UnicodeEncodeError:
        return _HALF.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text


def load(data: bytes) -> Review:
    """Return the review that ``dump`` or the JSON report wrote.

    :raises InputError: if it is something else
    """
    try:
        content = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except ValueError as error:
        raise InputError(f"This is no review: it is not JSON ({error}).") from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        found = f'its "schema" is {json.dumps(schema)}' if schema is not None else 'it has no "schema"'
        raise InputError(f'This is no review: "{SCHEMA}" is expected, and {found}.')
    try:
        return _read_review(content)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"This review is damaged: {type(error).__name__}: {error}.") from error


def as_data(review: Review) -> dict[str, Json]:
    """Return the review as plain dictionaries and lists; sentence, block and bead numbers count from zero."""
    return {
        "schema": SCHEMA,
        "documents": {"original": _document(review.original), "translation": _document(review.translation)},
        "warnings_data": [_argument(warning) for warning in review.warnings],
        "findings": [_finding(finding) for finding in review.findings],
        "beads": [_bead(bead) for bead in review.beads],
        "moved": [list(place) for place in review.moved],
        "run": dict(review.run),
        "skipped": [
            {"rule": one.rule, "partly": one.partly, "reason_data": _argument(one.reason)} for one in review.skipped
        ],
        "decisions": [_decision(one) for one in review.decisions.values()],
        "approval": _maybe(_approval, review.approval),
        "lapsed": [{**_decision(one.decision), "what_data": _argument(one.what)} for one in review.lapsed],
    }


def _read_review(content: Mapping[str, Any]) -> Review:
    documents = content["documents"]
    return Review(
        _read_document(documents["original"]),
        _read_document(documents["translation"]),
        tuple(map(_read_bead, content["beads"])),
        tuple(map(_read_finding, content["findings"])),
        tuple(map(_read_argument, content["warnings_data"])),
        dict(content["run"]),
        tuple((i, j, similarity) for i, j, similarity in content["moved"]),
        tuple(Skipped(one["rule"], _read_argument(one["reason_data"]), one["partly"]) for one in content["skipped"]),
        {one["fingerprint"]: _read_decision(one) for one in content.get("decisions", ())},
        tuple(Lapsed(_read_decision(one), _read_argument(one["what_data"])) for one in content.get("lapsed", ())),
        _maybe(_read_approval, content.get("approval")),
    )


def _approval(approval: Approval) -> dict[str, Json]:
    return {
        **{name: getattr(approval, name) for name in _APPROVED},
        "differences_data": [_argument(one) for one in approval.differences],
    }


def _read_approval(content: Mapping[str, Any]) -> Approval:
    differences = tuple(map(_read_argument, content["differences_data"]))
    return Approval(**{name: content[name] for name in _APPROVED}, differences=differences)


def _decision(decision: Decision) -> dict[str, Json]:
    return {
        "fingerprint": decision.fingerprint,
        "state": decision.state.value,
        "reason": decision.reason.value if decision.reason else None,
        **{name: getattr(decision, name) for name in _DECIDED},
        "quotes": list(decision.quotes),
        "sentences": list(decision.sentences),
        "severity": decision.severity.value if decision.severity else None,
        "start": decision.start,
        **({"weight": decision.weight.value} if decision.weight else {}),
    }


def _read_decision(content: Mapping[str, Any]) -> Decision:
    return Decision(
        content["fingerprint"],
        State(content["state"]),
        Reason(content["reason"]) if content["reason"] else None,
        **{name: content[name] for name in _DECIDED},
        quotes=(content["quotes"][0], content["quotes"][1]),
        sentences=(content["sentences"][0], content["sentences"][1]),
        severity=Severity(content["severity"]) if content["severity"] else None,
        start=content["start"],
        weight=Severity(content["weight"]) if content.get("weight") else None,
    )


def _document(document: Document) -> dict[str, Json]:
    return {
        "path": document.path,
        "language": document.language,
        "sha256": document.sha256,
        "format": document.format,
        "notes_data": [_argument(note) for note in document.notes],
        "text": document.text,
        "blocks": [_block(block) for block in document.blocks],
        "sentences": [_sentence(sentence) for sentence in document.sentences],
    }


def _read_document(content: Mapping[str, Any]) -> Document:
    return Document(
        content["path"],
        content["language"],
        content["text"],
        tuple(map(_read_block, content["blocks"])),
        content["sha256"],
        tuple(map(_read_sentence, content["sentences"])),
        tuple(map(_read_argument, content["notes_data"])),
        content["format"],
    )


def _block(block: Block) -> dict[str, Json]:
    made: dict[str, Json] = {"kind": block.kind.value, "level": block.level}
    if block.where:
        made["where_data"] = _argument(block.where)
    made |= {"codes": list(block.codes)} if block.codes else {}
    return made | {"text": block.text, "offsets": [list(run) for run in _runs(block.offsets)]}


def _read_block(content: Mapping[str, Any]) -> Block:
    runs = content["offsets"]
    if len(runs) == 1:
        offsets: Sequence[int] = range(runs[0][0], runs[0][0] + runs[0][1])
    else:
        offsets = tuple(start + n for start, count in runs for n in range(count))
    where = _read_argument(content["where_data"]) if "where_data" in content else None
    return Block(
        BlockKind(content["kind"]), content["text"], offsets, content["level"], where, tuple(content.get("codes", ()))
    )


def _runs(offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Offsets as pairs: the first of a run of successive ones, and how many there are."""
    if isinstance(offsets, range) and offsets.step == 1:
        if offsets:
            yield offsets.start, len(offsets)
        return
    numbers = [int(offset) for offset in offsets]
    edges = [n for n in range(1, len(numbers)) if numbers[n] != numbers[n - 1] + 1]
    for start, end in pairwise([0, *edges, len(numbers)]):
        if start < end:
            yield numbers[start], end - start


def _sentence(sentence: Sentence) -> dict[str, Json]:
    return {
        "id": sentence.id,
        "number": sentence.number,
        "block": sentence.block,
        "at": sentence.at,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
    }


def _read_sentence(content: Mapping[str, Any]) -> Sentence:
    return Sentence(*(content[name] for name in ("number", "block", "at", "text", "start", "end", "id")))


def _bead(bead: Bead) -> dict[str, Json]:
    return {
        "type": bead.type,
        "original": list(bead.original),
        "translation": list(bead.translation),
        "similarity": float(bead.similarity),
        "confidence": float(bead.confidence),
    }


def _read_bead(content: Mapping[str, Any]) -> Bead:
    sides = tuple(content["original"]), tuple(content["translation"])
    return Bead(*sides, content["similarity"], content["confidence"])


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "category": finding.category,
        "message_data": _argument(finding.message),
        "suggestion": finding.suggestion,
        "original": _maybe(_span, finding.original),
        "translation": _maybe(_span, finding.translation),
        "related": [_place(place) for place in finding.related],
        "confidence": float(finding.confidence),
        "fingerprint": finding.fingerprint,
        **({"edits": [_edit(edit) for edit in finding.edits]} if finding.edits else {}),
    }


def _read_finding(content: Mapping[str, Any]) -> Finding:
    return Finding(
        content["rule"],
        Severity(content["severity"]),
        content["category"],
        _read_argument(content["message_data"]),
        _maybe(_read_span, content["original"]),
        _maybe(_read_span, content["translation"]),
        content["suggestion"],
        content["confidence"],
        tuple(map(_read_place, content["related"])),
        content["fingerprint"],
        tuple(map(_read_edit, content.get("edits", ()))),
    )


def _edit(edit: Edit) -> dict[str, Json]:
    return {"span": _span(edit.span), "text": edit.text, "safe": edit.safe}


def _read_edit(content: Mapping[str, Any]) -> Edit:
    return Edit(_read_span(content["span"]), content["text"], content["safe"])


def _place(place: Place) -> dict[str, Json]:
    return {"side": place.side.value, **_span(place.span), "note_data": _argument(place.note)}


def _read_place(content: Mapping[str, Any]) -> Place:
    return Place(Side(content["side"]), _read_span(content), _read_argument(content["note_data"]))


def _span(span: Span) -> dict[str, Json]:
    return {"sentences": list(span.sentences), "start": span.start, "end": span.end, "text": span.text}


def _read_span(content: Mapping[str, Any]) -> Span:
    return Span(tuple(content["sentences"]), content["start"], content["end"], content["text"])


def _argument(value: Argument | None) -> Json:
    """A message as an object, a tuple as an array, the rest as it is."""
    if isinstance(value, Message):
        return {"id": value.id, "arguments": {name: _argument(one) for name, one in value.arguments.items()}}
    if isinstance(value, tuple):
        return [_argument(one) for one in value]
    return value


def _read_argument(value: Any) -> Any:
    if isinstance(value, dict):
        return Message(value["id"], {name: _read_argument(one) for name, one in value["arguments"].items()})
    return tuple(map(_read_argument, value)) if isinstance(value, list) else value


def _maybe(change: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else change(value)
