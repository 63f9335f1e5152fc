"""Validates JUnit reports against the schema that Jenkins publishes: ``python -m tools.benchmarks.junit_schema``.

The schema, junit-10.xsd, is taken out of the sources of pytest, which pip fetches; the tests keep to its rules without
it. The reports are those of the drafts in corpora/.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from lxml import etree

import aligner
from aligner.check import load_profile
from aligner.gate import judge
from aligner.report import render

_SOURCES = "pytest==8.3.4"
_CORPORA = Path(__file__).parents[2] / "corpora"


def main() -> int:
    """Print a line a report; the exit status is 1 if one is not valid."""
    schema = etree.XMLSchema(etree.fromstring(_schema()))
    valid = True
    for original in sorted(_CORPORA.glob("*.en.md")):
        name = original.name.removesuffix(".en.md")
        review = aligner.review(str(original), str(_CORPORA / f"{name}.fr.draft.md"))
        for profile in (None, "default", "news"):
            verdict = judge(review, load_profile(profile)) if profile else None
            fits = schema.validate(etree.fromstring(render(review, "junit", verdict).encode()))
            print(f"{name}, {profile or 'no gate'}: {'valid' if fits else schema.error_log.last_error}")
            valid = valid and fits
    return 0 if valid else 1


def _schema() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", folder]
        subprocess.run([*pip, _SOURCES], check=True, stderr=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            member = next(one for one in archive.getmembers() if one.name.endswith("/junit-10.xsd"))
            content = archive.extractfile(member)
            assert content is not None
            return content.read()


if __name__ == "__main__":
    sys.exit(main())
