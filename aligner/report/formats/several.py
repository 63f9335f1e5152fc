"""Several judged pairs as data: ``aligner.gate/1``, which holds one ``aligner.report/1`` a pair."""

import json
from collections.abc import Sequence

from aligner.gate import Judged
from aligner.report import render

__all__ = ["SCHEMA", "render_several"]

#: The value of ``"schema"``.
SCHEMA = "aligner.gate/1"


def render_several(judged: Sequence[Judged]) -> str:
    """Whether all pass, and the report on each with its verdict; the same pairs always give the same text."""
    content = {
        "schema": SCHEMA,
        "passes": all(verdict.passes for _, verdict in judged),
        "reports": [json.loads(render(review, "json", verdict)) for review, verdict in judged],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
