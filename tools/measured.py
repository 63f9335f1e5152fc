"""Put what an evaluation of findings counted where ``aligner explain`` shows it.

``python -m tools.measured EVALUATION.json [-o FILE]``, after ``aligner evaluate findings FOLDER... --format
json -o EVALUATION.json`` with the default profile.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aligner._version import __version__
from aligner.check import explanations, load_rules
from aligner.evaluate.plants import RULES_OF, Kind
from aligner.files import write_text

__all__ = ["figures", "main"]

_COMMAND = (
    "aligner evaluate findings ../shared/data/tico19/*/ ../shared/data/docs/*/ "
    "--known tools/known_defects.tsv --format json -o EVALUATION.json"
)


def figures(evaluation: Mapping[str, Any], command: str = _COMMAND) -> dict[str, Any]:
    """Return what is kept of an evaluation in its JSON form."""
    planted = Counter(plant["kind"] for plant in evaluation["plants"])
    found = Counter(plant["kind"] for plant in evaluation["plants"] if plant["found"])
    alarms = [alarm for alarm in evaluation["alarms"] if not alarm["excuse"]]
    every = Counter(alarm["rule"] for alarm in alarms)
    major = Counter(alarm["rule"] for alarm in alarms if alarm["severity"] in {"major", "critical"})
    real = Counter(alarm["rule"] for alarm in evaluation["alarms"] if alarm["excuse"])
    return {
        "command": command,
        "aligner": __version__,
        "pairs": len(evaluation["pairs"]),
        "words": evaluation["words"],
        "rules": {
            rule: {
                "recall": {
                    kind.value: [found[kind.value], planted[kind.value]]
                    for kind in Kind
                    if rule in RULES_OF[kind] and planted[kind.value]
                },
                "alarms": every[rule],
                "alarms-major": major[rule],
                "real": real[rule],
            }
            for rule in load_rules()
            if rule in evaluation["seconds_by_rule"]
        },
    }


def main() -> None:
    """Write the file that ships with the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path(explanations.__file__).with_name("measured.json"))
    parser.add_argument("--command", default=_COMMAND, help="the command that made the evaluation")
    chosen = parser.parse_args()
    content = figures(json.loads(chosen.evaluation.read_text(encoding="utf-8")), chosen.command)
    write_text(chosen.output, json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
