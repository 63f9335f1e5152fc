"""Validates XLIFF exports with findings against published schemas: ``python -m tools.benchmarks.xliff_schema FOLDER``.

The folder has ``xliff-core-2.0.xsd``, ``xliff-core-1.2-strict.xsd`` and ``xml.xsd``, as Debian's package
php-symfony-translation has them, and may have ``its.xsd`` and ``its.sch``, which OASIS publishes with XLIFF 2.1. The
exports are those of the drafts in corpora/. The tests keep to the same rules without the schemas.
"""

import argparse
import io
import sys
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.isoschematron import Schematron

import aligner
from aligner.export import Nulls, parts, select

_CORPORA = Path(__file__).parents[2] / "corpora"
_SCHEMAS = {
    "xliff": ("urn:oasis:names:tc:xliff:document:2.0", "xliff-core-2.0.xsd"),
    "xliff-1.2": ("urn:oasis:names:tc:xliff:document:1.2", "xliff-core-1.2-strict.xsd"),
}
_ITS = "http://www.w3.org/2005/11/its"


def main() -> int:
    """Print a line an export; the exit status is 1 if one is not valid."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    schemas = {format: _schema(folder, *where) for format, where in _SCHEMAS.items()}
    rules = Schematron(etree.parse(folder / "its.sch")) if (folder / "its.sch").exists() else None
    valid = True
    for original in sorted(_CORPORA.glob("*.en.md")):
        name = original.name.removesuffix(".en.md")
        corpus = select(aligner.review(str(original), str(_CORPORA / f"{name}.fr.draft.md")), nulls=Nulls.ORIGINAL)
        for format, schema in schemas.items():
            written = io.BytesIO()
            parts(corpus, format)[""](written)
            tree = etree.fromstring(written.getvalue()).getroottree()
            faults = [] if schema.validate(tree) else [error.message for error in schema.error_log]
            if format == "xliff" and rules is not None and not rules.validate(tree):
                faults.append("it breaks a rule of the ITS module")
            issues = sum(1 for _ in tree.iter(f"{{{_ITS}}}locQualityIssue"))
            print(f"{name}, {format}, {issues} issues: {faults[0] if faults else 'valid'}")
            valid = valid and not faults
    return 0 if valid else 1


def _schema(folder: Path, namespace: str, name: str) -> Any:
    """Return the schema of a format, with that of ITS if it is there."""
    known = {namespace: name, **({_ITS: "its.xsd"} if (folder / "its.xsd").exists() else {})}
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(folder / file).absolute().as_uri()}"/>'
        for space, file in known.items()
    )
    whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(whole, etree.XMLParser(no_network=True)))


if __name__ == "__main__":
    sys.exit(main())
