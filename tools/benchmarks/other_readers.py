"""Do programs of others read what we export? ``python -m tools.benchmarks.other_readers``.

Exports texts that formats stumble over and reads them with the npm packages ``xliff`` and ``tmexchange`` (MIT, the
readers of a localisation platform), which it installs into a temporary folder; needs Node.js and its registry. Texts
must come back equal. That translate-toolkit reads them is one of the tests.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from aligner.core import Bead, Review
from aligner.export import parts, select
from tools.samples import document

PAIRS = [
    (
        "Fish & chips <b>cost</b> 5 € — “cheap”.",
        "Le poisson & frites <b>coûte</b> 5\u00a0€ — «\u00a0bon marché\u00a0».",
    ),
    ("He said: cafe\u0301 🎉 emoji.", "Il dit\u202f: cafe\u0301 🎉 émoji."),
    ("It’s 10\u00a0% off; no?", "C’est 10\u00a0% de moins\u202f; non\u00a0?"),
    ("A < B && C > D \"quoted\" 'single' ]]>.", "A < B && C > D «\u00a0cité\u00a0» 'simple' ]]>."),
]
FORMATS = ("tmx", "xliff", "xliff-1.2")
SCRIPT = """
const fs = require('fs'), xliff = require('xliff'), tmx = require('tmexchange');
const flat = x => typeof x === 'string' ? x : Array.isArray(x) ? x.map(flat).join('') : flat(x.contents);
const text = name => fs.readFileSync(name, 'utf8');
const pairs = (found, from, to) => Object.values(found.resources)
  .flatMap(some => from in some ? [some] : Object.values(some))
  .filter(u => u[from] !== undefined).map(u => [flat(u[from]), flat(u[to])]);
(async () => console.log(JSON.stringify({
  'tmx': pairs(await tmx.tmx2js(text('tmx')), 'en', 'fr'),
  'xliff': pairs(await xliff.xliff2js(text('xliff')), 'source', 'target'),
  'xliff-1.2': pairs(await xliff.xliff12ToJs(text('xliff-1.2')), 'source', 'target'),
})))();
"""


def main() -> int:
    """Print how many texts came back from each format."""
    sides = [document(code, [[pair[n]] for pair in PAIRS]) for n, code in enumerate(("en", "fr"))]
    corpus = select(Review(sides[0], sides[1], tuple(Bead((n,), (n,)) for n in range(len(PAIRS))), ()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for format in FORMATS:
            with (folder / format).open("wb") as file:
                parts(corpus, format)[""](file)
        (folder / "read.js").write_text(SCRIPT, encoding="utf-8")
        try:
            subprocess.run(["npm", "install", "--silent", "xliff", "tmexchange"], cwd=folder, check=True)
            read = subprocess.run(["node", "read.js"], cwd=folder, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"Node.js and the packages xliff and tmexchange are needed: {error}.", file=sys.stderr)
            return 2
    found = json.loads(read.stdout)
    for format in FORMATS:
        same = sum(tuple(pair) in PAIRS for pair in found[format])
        print(f"{format:10} {same} of {len(PAIRS)} pairs came back equal")
    return 0 if all(sorted(map(tuple, found[format])) == sorted(PAIRS) for format in FORMATS) else 1


if __name__ == "__main__":
    sys.exit(main())
