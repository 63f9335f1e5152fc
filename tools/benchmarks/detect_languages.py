"""How often the language of a single sentence is told, on the evaluation data and on the system's message catalogues.

``python -m tools.benchmarks.detect_languages [DATA]``
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from gettext import GNUTranslations
from pathlib import Path

from aligner.languages.detect import detect

_FOREIGN = ("es", "pt", "it", "de", "nl", "ca", "ro", "pl", "sv")


def _is_sentence(line: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", line)) >= 5


def _identical_blocks(folder: Path) -> set[int]:
    """Return blocks of the French side that were left in English."""
    rows = [row.split("\t") for row in (folder / "meta.tsv").read_text().splitlines()[1:]]
    return {int(number) for row in rows if row[-1] == "1" for number in re.findall(r"\d+", row[1])}


def _sets(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Return name, language and lines of each set."""
    for file in sorted((data / "sentences").glob("*.sents.txt")):
        yield file.name, file.name[:2], file.read_text().splitlines()
    for name in ("novels", "tico19"):
        for language in ("en", "fr"):
            files = sorted((data / name).glob(f"*/{language}.txt"))
            yield name, language, [line for file in files for line in file.read_text().splitlines()]
    docs = sorted(path for path in (data / "docs").iterdir() if path.is_dir())
    yield "docs", "en", [line for folder in docs for line in (folder / "en.txt").read_text().splitlines()]
    french = [(folder, _identical_blocks(folder)) for folder in docs]
    numbered = [(line, number in same) for folder, same in french for number, line in _numbered(folder / "fr.txt")]
    yield "docs", "fr", [line for line, left in numbered if not left]
    yield "docs, left in English", "en", [line for line, left in numbered if left]
    pairs = [json.loads(line) for line in (data / "coverage" / "subtitles.jsonl").read_text().splitlines()]
    for language in ("en", "fr"):
        yield "subtitles", language, [pair[language] for pair in pairs]
    for language in ("fr", *_FOREIGN):
        yield "catalogues", language, list(_catalogue(language))


def _numbered(file: Path) -> list[tuple[int, str]]:
    return list(enumerate(file.read_text().splitlines()))


def _catalogue(language: str) -> Iterator[str]:
    for file in sorted(Path(f"/usr/share/locale/{language}/LC_MESSAGES").glob("*.mo")):
        catalogue: dict[object, str] = {}
        with file.open("rb") as stream, suppress(UnicodeDecodeError):
            catalogue = vars(GNUTranslations(stream))["_catalog"]
        for original, translation in catalogue.items():
            if original and original != translation and not re.search(r"[\n%<]", translation):
                yield re.sub(r"[_&](?=\w)", "", translation)


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ALIGNER_DATA", "../shared/data"))
    print(f"{'set':36} {'lang':4} {'lines':>6} {'en':>6} {'fr':>6} {'none':>6}   %")
    for name, language, lines in _sets(data):
        sentences = sorted({line.strip() for line in lines if _is_sentence(line)})
        if not sentences:
            continue
        sentences = sentences[:: max(1, len(sentences) // 1500)]
        answers = Counter(found[0] if found else "" for found in map(detect, sentences))
        shares = "".join(f"{100 * answers[code] / len(sentences):7.1f}" for code in ("en", "fr", ""))
        print(f"{name:36} {language:4} {len(sentences):6}{shares}")


if __name__ == "__main__":
    main()
