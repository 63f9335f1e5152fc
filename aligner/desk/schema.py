"""The JSON routes of the desk: what each takes, checked before it is done, and written out as OpenAPI 3.1."""

from collections.abc import Mapping
from typing import Any

from aligner._version import __version__
from aligner.config.rules import rule_ids
from aligner.core import Severity, Side, State
from aligner.decisions import CATEGORIES

__all__ = ["BODIES", "mistake", "openapi", "with_whole_numbers"]

_TEXT = {"type": "string", "maxLength": 5000}
_ID = {"type": "string", "minLength": 1, "maxLength": 200}
_HEAD = {"type": "integer", "minimum": 0, "maximum": 9007199254740991}
_SEVERITY = {"type": "string", "enum": [one.value for one in Severity]}
_COUNT = {"type": "integer", "minimum": 0, "maximum": 100000}


def _object(required: tuple[str, ...], **properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, "head": _HEAD},
        "required": list(required),
        "additionalProperties": False,
    }


#: What a change takes, by the last part of its path.
BODIES: Mapping[str, dict[str, Any]] = {
    "answer": _object(
        ("findings",),
        findings={"type": "array", "items": _ID, "minItems": 1, "maxItems": 20000},
        state={"type": "string", "enum": [one.value for one in State]},
        severity=_SEVERITY,
        note=_TEXT,
        seen=_HEAD,
    ),
    "edit": _object(
        ("segment", "text", "was"),
        segment=_ID,
        text={"type": "string", "maxLength": 20000},
        was={"type": "string", "maxLength": 200000},
    ),
    "fix": _object(("finding",), finding=_ID),
    "beads": _object(
        ("what", "bead"),
        what={
            "type": "string",
            "enum": ["merge", "split", "shift-on", "shift-back", "pin", "unpin", "realign"],
        },
        bead=_ID,
        cut=_COUNT,
    ),
    "mark": _object(
        ("segment", "start", "end", "rule", "severity"),
        segment=_ID,
        start=_COUNT,
        end=_COUNT,
        rule={"type": "string", "enum": [*CATEGORIES, *rule_ids()]},
        severity=_SEVERITY,
        note=_TEXT,
        side={"type": "string", "enum": [one.value for one in Side]},
    ),
    "reply": _object(("finding", "text"), finding=_ID, text={**_TEXT, "minLength": 1}, contests={"type": "boolean"}),
    "undo": _object(()),
    "redo": _object(()),
    "save": _object(()),
    "approve": _object((), note=_TEXT, despite={"type": "boolean"}),
    "reject": _object(("note",), note={**_TEXT, "minLength": 1}),
}

_TYPES: Mapping[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}


def mistake(value: Any, schema: Mapping[str, Any], where: str = "body") -> str:
    """Return what is wrong with a value, in English for whoever writes a program; empty where nothing is."""
    kind = schema["type"]
    if not _is(value, kind):
        return f"{where} is to be of type {kind}."
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} is to be one of {', '.join(schema['enum'])}."
    if kind == "integer" and not schema["minimum"] <= value <= schema["maximum"]:
        return f"{where} is to be from {schema['minimum']} to {schema['maximum']}."
    if kind == "string":
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            return f"{where} has {len(value)} characters."
        if any("\ud800" <= char <= "\udfff" for char in value):
            return f"{where} has characters that no text has."
    if kind == "array":
        if not schema["minItems"] <= len(value) <= schema["maxItems"]:
            return f"{where} has {len(value)} items."
        return next(
            (said for n, one in enumerate(value) if (said := mistake(one, schema["items"], f"{where}[{n}]"))), ""
        )
    if kind == "object":
        for name in schema["required"]:
            if name not in value:
                return f"{where}.{name} is missing."
        for name, one in value.items():
            if name not in schema["properties"]:
                return f"{where}.{name} is not known."
            if said := mistake(one, schema["properties"][name], f"{where}.{name}"):
                return said
    return ""


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and not (kind == "integer" and isinstance(value, bool))


def with_whole_numbers(value: Any) -> Any:
    """Return an object whose numbers such as ``5.0``, which JSON takes for whole ones, are whole."""
    if isinstance(value, dict):
        return {key: int(one) if isinstance(one, float) and one.is_integer() else one for key, one in value.items()}
    return value


def openapi() -> dict[str, Any]:
    """Return the description of the JSON routes."""
    pair = {
        "name": "pair",
        "in": "path",
        "required": True,
        "schema": {"type": "integer", "minimum": 0, "maximum": 2**31},
    }
    head = {**pair, "name": "head", "schema": _HEAD}
    paths: dict[str, Any] = {
        "/health": {"get": _operation("Whether the desk works.", secure=False)},
        "/api/pairs": {"get": _operation("The pairs of the workspace.")},
        "/api/pairs/{pair}": {"get": {**_operation("All that the page shows of a pair."), "parameters": [pair]}},
        "/api/pairs/{pair}/since/{head}": {
            "get": {**_operation("What has changed since an entry of the log."), "parameters": [pair, head]}
        },
        "/api/pairs/{pair}/status": {"get": {**_operation("Verdict and approval."), "parameters": [pair]}},
    }
    for name, body in BODIES.items():
        paths[f"/api/pairs/{{pair}}/{name}"] = {
            "post": {
                **_operation(f"Change a pair: {name}."),
                "parameters": [pair],
                "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "aligner desk", "version": __version__},
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _operation(summary: str, *, secure: bool = True) -> dict[str, Any]:
    error = {
        "description": "Why it was not done.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}, "facts": {"type": "object"}},
                    "required": ["error"],
                }
            }
        },
    }
    answers: dict[str, Any] = {
        "200": {"description": "Done.", "content": {"application/json": {"schema": {"type": "object"}}}}
    }
    if secure:
        answers |= dict.fromkeys(("400", "401", "403", "404", "405", "409", "503"), error)
    return {"summary": summary, "responses": answers, **({"security": [{"token": []}]} if secure else {})}
