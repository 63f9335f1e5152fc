"""A third language, as ``docs/adding-a-language.md`` begins it: found by its folder, and honest about what it lacks."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.languages import get

PAGE = Path(__file__).resolve().parent.parent / "docs" / "adding-a-language.md"

# In a process of its own, since what is known of languages is kept for good once it was asked for.
SCRIPT = """
import json, sys
import aligner, aligner.languages
from aligner.messages import render

aligner.languages.__path__.append(sys.argv[1])
review = aligner.review("a.en.md", "a.xx.md", translation_language="xx")
print(json.dumps({
    "known": aligner.languages.known(),
    "beads": [bead.type for bead in review.beads],
    "findings": [finding.rule for finding in review.findings],
    "skipped": {skipped.rule: render(skipped.reason, "en") for skipped in review.skipped},
}))
"""


def test_a_language_of_one_file_is_reviewed_and_says_what_it_lacks(tmp_path: Path) -> None:
    code = re.search(r"```py\n# aligner/languages/xx/__init__.py\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert code is not None
    package = tmp_path / "languages" / "xx"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(code[1], encoding="utf-8")
    original = "The pump has 24 valves.\n\nDo not open https://harbour.org/a.\n\nThe archive is full.\n"
    translation = "Lo pumpo ha 48 valvos.\n\nAprir https://harbour.org/b.\n\nLo  archivo es fullo.\n"
    (tmp_path / "a.en.md").write_text(original, encoding="utf-8")
    (tmp_path / "a.xx.md").write_text(translation, encoding="utf-8")
    run = [sys.executable, "-c", SCRIPT, str(package.parent)]
    found = json.loads(subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8").stdout)
    assert found["known"] == ["en", "fr", "xx"]
    assert found["beads"] == ["1-1", "1-1", "1-1"]
    assert found["findings"] == ["link", "spacing"]
    assert {"number", "negation", "false-friend", "term-inconsistent", "omission"} <= found["skipped"].keys()
    assert found["skipped"]["number"] == "it is not known how numbers are written in xx"


def test_a_language_that_nobody_knows_is_named_with_those_that_are_known() -> None:
    with pytest.raises(InputError, match=r"'xx' is not known; known are ar, de, en, .*, zh\."):
        get("xx")
