"""The same input gives the same bytes, in every format and language, whatever process makes them."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from aligner.check import load_profile
from aligner.core import Review
from aligner.gate import judge
from aligner.report import FORMATS, INTERFACE_LANGUAGES, render_all_bytes, render_bytes
from tests.report_cases import reviews

PROGRAM = """
import hashlib
from tests.report_samples import REVIEWS
from tests.test_report_same_bytes import everything
print(hashlib.sha256(everything(REVIEWS["ferry"]())).hexdigest())
"""


def everything(review: Review) -> bytes:
    """All that can be made of a review, one after the other."""
    verdict = judge(review, load_profile("news"))
    made = [
        render_bytes(review, format, said, language)
        for format in FORMATS
        if format != "commented"  # which needs a Word file
        for said in (None, verdict)
        for language in INTERFACE_LANGUAGES
    ]
    made += [render_all_bytes([(review, verdict)] * 2, name) for name, format in FORMATS.items() if format.several]
    return b"\0".join(made)


@settings(max_examples=10, deadline=None)
@given(reviews())
def test_what_a_review_was_built_from_does_not_show(review: Review) -> None:
    again = replace(review, run=dict(reversed(list(review.run.items()))))
    assert hashlib.sha256(everything(review)).digest() == hashlib.sha256(everything(again)).digest()


def test_other_processes_with_other_hash_seeds_write_the_same() -> None:
    outputs = []
    for seed, zone in (("0", "UTC"), ("1", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", PROGRAM]
        root = Path(__file__).parents[1]
        done = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True)
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].strip()) == 64
