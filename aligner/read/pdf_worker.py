"""A program of its own that takes the lines out of a PDF: ``python -m aligner.read.pdf_worker MEGABYTES < FILE``.

A PDF can keep its reader busy for ever, so this runs apart: it may use only so much memory, and whoever started it
stops it when a page takes too long. It answers in lines of JSON: ``{"pages": 3}``, then one ``{"lines": ...}`` a page,
or ``{"error": "..."}``.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, cast

__all__ = ["main"]

#: Text, x, y (points from the left and the bottom), font size in points, bold, rotated, in typewriter letters.
Fragment: TypeAlias = tuple[str, float, float, float, bool, bool, bool]

_MOST_CHARACTERS = 1_000_000  # on one page; a page of a telephone book has some 30,000


#: Parts of the names of fonts whose letters are all of one width.
_TYPEWRITERS = ("mono", "courier", "cmtt", "typewriter", "consol", "menlo")


class _TooMuchError(Exception):
    pass


def main() -> None:
    """Answer and end."""
    megabytes = int(sys.argv[1])
    _limit_memory(megabytes)
    try:
        for answer in _answers():
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    except MemoryError:
        sys.stdout.write(json.dumps({"error": f"reading it takes more than {megabytes} MB of memory"}) + "\n")


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answers() -> Iterator[dict[str, Any]]:
    try:
        import pypdf
    except ImportError:
        yield {"missing": True}
        return
    yield {"ready": True}
    stream = sys.stdin.buffer
    try:
        reader = pypdf.PdfReader(stream if stream.seekable() else io.BytesIO(stream.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            yield {"locked": True}
            return
        yield {"pages": len(reader.pages)}
        for page in reader.pages:
            yield _page(page)
    except pypdf.errors.DependencyError:
        yield {"missing": True}
    except MemoryError:
        raise
    except _TooMuchError:
        yield {"error": f"one of its pages has more than {_MOST_CHARACTERS:,} characters"}
    except RecursionError:
        yield {"error": "its parts refer to each other in a circle"}
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        yield {"error": " ".join(str(error).split()).rstrip(".") or type(error).__name__}


def _page(page: Any) -> dict[str, Any]:
    lines: list[list[Fragment]] = [[]]
    length = 0

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        nonlocal length
        length += len(text)
        if length > _MOST_CHARACTERS:
            raise _TooMuchError
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(_fragment(part, outer, inner, font, size))

    page.extract_text(visitor_text=visit)
    box = page.mediabox
    found = [line for line in lines if any(fragment[0].strip() for fragment in line)]
    return {
        "lines": found,
        "bottom": float(box.bottom),
        "height": float(box.height),
        "pictures": not found and _has_pictures(page),
    }


def _fragment(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> Fragment:
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    across = inner[0] * outer[0] + inner[1] * outer[2]
    upward = inner[0] * outer[1] + inner[1] * outer[3]
    scale = max(abs(inner[2] * outer[0] + inner[3] * outer[2]), abs(inner[2] * outer[1] + inner[3] * outer[3]))
    name = str(font.get("/BaseFont", "")).lower() if font else ""
    bold = "bold" in name or "black" in name or "heavy" in name or name.endswith(("-bd", ",b"))
    typed = any(sign in name for sign in _TYPEWRITERS)
    return (text, float(x), float(y), float(size * scale), bold, abs(upward) > abs(across), typed)


def _has_pictures(page: Any) -> bool:
    resources = cast(Any, page.get("/Resources"))
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(found.get_object().get("/Subtype") == "/Image" for found in objects.get_object().values())


if __name__ == "__main__":
    main()
