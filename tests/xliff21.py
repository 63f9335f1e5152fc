"""The rules of XLIFF 2.1 in our own words, and what in a file breaks them.

They are those of the core, the metadata module and Localization Quality Issues of the ITS module. Source: "XLIFF
Version 2.1", OASIS Standard, 13 February 2018, sections 4.2 to 4.4, 4.7, 5.4 and 5.9. A rule is left out only where it
is about elements that stand for markup (``pc``, ``sc``, ``ec``), which plain text has not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MDA = "urn:oasis:names:tc:xliff:metadata:2.0"
_ITS = "{http://www.w3.org/2005/11/its}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

# Children in order, each name followed by a space; "other " is an element of another namespace.
_CHILDREN = {
    "xliff": "(file )+",
    "file": "(skeleton )?(other )*(notes )?((unit )|(group ))+",
    "group": "(other )*(notes )?((unit )|(group ))*",
    "unit": "(other )*(notes )?(originalData )?((segment )|(ignorable ))+",
    "segment": "source (target )?",
    "ignorable": "source (target )?",
    "notes": "(note )+",
    "note": "",
    "source": "((cp )|(ph )|(mrk )|(sm )|(em ))*",
    "target": "((cp )|(ph )|(mrk )|(sm )|(em ))*",
    "cp": "",
    "ph": "",
    "sm": "",
    "em": "",
    "mrk": "((cp )|(ph )|(mrk )|(sm )|(em ))*",
}
_TEXT = frozenset(("note", "source", "target", "mrk"))  # elements that may hold text
_NMTOKEN = r"[-.:\w·]+"
_YES_NO = "yes|no"
_DIRECTION = "ltr|rtl|auto"
_LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
_USERS = r"[^\s:]+:[^\s:]+"
_SPACE = {"xml:space": "default|preserve"}
_FLOW = {"canResegment": _YES_NO, "translate": _YES_NO, "srcDir": _DIRECTION, "trgDir": _DIRECTION, **_SPACE}

# Attribute -> pattern of its value; those that must be there end in "!".
_ATTRIBUTES = {
    "xliff": {"version!": r"2\.1", "srcLang!": _LANGUAGE, "trgLang": _LANGUAGE, **_SPACE},
    "file": {"id!": _NMTOKEN, "original": ".*", **_FLOW},
    "group": {"id!": _NMTOKEN, "name": ".*", "type": _USERS, **_FLOW},
    "unit": {"id!": _NMTOKEN, "name": ".*", "type": _USERS, **_FLOW},
    "segment": {
        "id": _NMTOKEN,
        "canResegment": _YES_NO,
        "state": "initial|translated|reviewed|final",
        "subState": _USERS,
    },
    "ignorable": {"id": _NMTOKEN},
    "notes": {},
    "note": {"id": _NMTOKEN, "appliesTo": "source|target", "category": ".*", "priority": "[1-9]|10"},
    "source": {"xml:lang": _LANGUAGE, **_SPACE},
    "target": {"xml:lang": _LANGUAGE, "order": "[1-9][0-9]*", **_SPACE},
    "cp": {"hex!": "[0-9A-F]{4,6}"},
}


def faults(content: bytes) -> list[str]:
    """What breaks a rule, each in a sentence; nothing for a valid file."""
    from lxml import etree

    root = etree.fromstring(content)
    if root.tag != f"{{{_CORE}}}xliff":
        return [f"the root is {root.tag}, not xliff of the core namespace"]
    found = [fault for element in root.iter("*") for fault in _element(element)]
    return found + list(_document(root)) + list(_issues(root))


def _element(element: Any) -> Iterator[str]:
    namespace, _, name = element.tag[1:].partition("}")
    if namespace == _MDA:
        yield from _metadata(element, name)
    elif namespace == _CORE:
        if name not in _CHILDREN:
            yield f"{name} is no element of the core that plain text needs"
            return
        children = "".join(_child(child) for child in element)
        if not re.fullmatch(_CHILDREN[name], children):
            yield f"{name} has the children {children.split()}"
        if name not in _TEXT and any(text and text.strip() for text in (element.text, *(c.tail for c in element))):
            yield f"{name} has text of its own"
        yield from _attributes(element, name)


def _child(child: Any) -> str:
    namespace, _, name = child.tag[1:].partition("}")
    return f"{name} " if namespace == _CORE else "other "


def _attributes(element: Any, name: str) -> Iterator[str]:
    rules = _ATTRIBUTES.get(name, {})
    given = {key.replace(_XML, "xml:"): value for key, value in element.attrib.items()}
    known = {key.rstrip("!"): pattern for key, pattern in rules.items()}
    for key, value in given.items():
        if key in known and not re.fullmatch(known[key], value):
            kind = " (an NMTOKEN)" if known[key] == _NMTOKEN else ""
            yield f"{name} has {key}={value!r}, expected {known[key]}{kind}"
        if key not in known and not key.startswith("{") and name in _ATTRIBUTES:
            yield f"{name} has no attribute {key}"
    yield from (f"{name} lacks {key[:-1]}" for key in rules if key.endswith("!") and key[:-1] not in given)


def _metadata(element: Any, name: str) -> Iterator[str]:
    children = [child.tag.partition("}")[2] for child in element]
    if name == "metadata":
        parent = element.getparent().tag.partition("}")[2]
        if parent not in ("file", "group", "unit"):
            yield f"metadata stands in {parent}"
        if not children or set(children) != {"metaGroup"}:
            yield f"metadata has the children {children}"
    elif name == "metaGroup":
        if not children or not set(children) <= {"metaGroup", "meta"}:
            yield f"metaGroup has the children {children}"
        if element.get("appliesTo", "source") not in ("source", "target", "ignorable"):
            yield f"metaGroup applies to {element.get('appliesTo')}"
    elif name == "meta":
        if children or element.get("type") is None:
            yield "a meta needs a type and has no children"
    else:
        yield f"there is no element {name} in the metadata module"


def _issues(root: Any) -> Iterator[str]:
    """Yield what breaks a rule of Localization Quality Issues: 5.9 and the module's Schematron."""
    for unit in root.iter(f"{{{_CORE}}}unit"):
        known = [one.get(f"{_XML}id") for one in unit.iter(f"{_ITS}locQualityIssues")]
        yield from (f"the id {one!r} of issues is used twice in a unit" for one in set(known) if known.count(one) > 1)
        for mark in unit.iter(f"{{{_CORE}}}mrk", f"{{{_CORE}}}sm"):
            about = {key.removeprefix(_ITS): value for key, value in mark.attrib.items() if key.startswith(_ITS)}
            if not about:
                continue
            if mark.get("type", "its:generic") != "its:generic":
                yield f"a mark with ITS has the type {mark.get('type')}"
            reference = about.pop("locQualityIssuesRef", None)
            if reference is not None and reference.removeprefix("#its=") not in known:
                yield f"a mark points to {reference}, which is not in its unit"
            if reference is not None and (not reference.startswith("#its=") or about):
                yield f"a mark has {reference} and {sorted(about)}"
    for issues in root.iter(f"{_ITS}locQualityIssues"):
        if not re.fullmatch(r"[A-Za-z_][-.\w]*", issues.get(f"{_XML}id", "")):
            yield f"issues have the id {issues.get(f'{_XML}id')!r}"
        if not len(issues) or {one.tag for one in issues} != {f"{_ITS}locQualityIssue"}:
            yield "issues hold something else"
    for issue in root.iter(f"{_ITS}locQualityIssue"):
        rest = {**issue.attrib}
        values = {name: rest.pop(f"locQualityIssue{name}", None) for name in ("Type", "Comment", "Severity", "Enabled")}
        if rest or len(issue):
            yield f"an issue has {sorted(rest)}, {len(issue)} children"
        if values["Type"] is None and values["Comment"] is None:
            yield "an issue has neither type nor comment"
        if values["Severity"] is not None and not 0 <= float(values["Severity"]) <= 100:
            yield f"an issue has the severity {values['Severity']}"
        if values["Enabled"] not in (None, "yes", "no"):
            yield f"an issue has enabled={values['Enabled']}"


def _document(root: Any) -> Iterator[str]:
    core = {name: list(root.iter(f"{{{_CORE}}}{name}")) for name in ("file", "group", "unit", "notes", "segment")}
    yield from _twice("file", core["file"])
    for file in core["file"]:
        for name in ("unit", "group"):
            yield from _twice(name, file.iter(f"{{{_CORE}}}{name}"))
    for notes in core["notes"]:
        yield from _twice("note", notes)
    for unit in core["unit"]:
        segments = [child for child in unit if child.tag in (f"{{{_CORE}}}segment", f"{{{_CORE}}}ignorable")]
        marks = [inline for side in unit.iter(f"{{{_CORE}}}source") for inline in side.iter("*")]
        yield from _twice("segment or inline", [*segments, *marks])
        if not any(segment.tag.endswith("}segment") for segment in segments):
            yield f"unit {unit.get('id')} has no segment"
    for segment in core["segment"]:
        if segment.get("subState") is not None and segment.get("state") is None:
            yield "a segment has a subState without a state"
        if segment.get("state", "initial") != "initial" and segment.find(f"{{{_CORE}}}target") is None:
            yield f"a segment has the state {segment.get('state')} without a target"
    if root.get("trgLang") is None and next(root.iter(f"{{{_CORE}}}target"), None) is not None:
        yield "there are targets, and xliff has no trgLang"
    for point in root.iter(f"{{{_CORE}}}cp"):
        code = int(point.get("hex", "0"), 16)
        if code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000:
            yield f"cp has the hex {code:04X}, a character that XML can hold"


def _twice(name: str, elements: Any) -> Iterator[str]:
    counts = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"the {name} id {value!r} is used twice" for value, count in counts.items() if count > 1)
