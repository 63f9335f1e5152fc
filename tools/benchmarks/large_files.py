"""Large files for measuring how much memory readers take, and the measuring."""

import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

#: Reads a paired file unit by unit.
STREAM = "from aligner.read.pairs import read_pairs; print(sum(1 for _ in read_pairs(sys.argv[1])))"
#: Reads a document and splits it.
DOCUMENT = (
    "from aligner.read import read; from aligner.split import split; "
    "print(len(split(read(sys.argv[1], 'en')).sentences))"
)
_PEAK = "from tools.benchmarks.large_files import own_peak; print(own_peak() // 1024)"


def tmx(path: Path, megabytes: int) -> Path:
    """Make a TMX of this many megabytes, no two units alike."""
    random = Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n')
        number = 0
        while file.tell() < megabytes * 1_000_000:
            number += 1
            original, translation = (_sentence(random, words) for words in _WORDS)
            file.write(
                f'<tu tuid="{number}"><tuv xml:lang="en"><seg>{original}</seg></tuv>'
                f'<tuv xml:lang="fr"><seg>{translation}</seg></tuv></tu>\n'
            )
        file.write("</body></tmx>\n")
    return path


def epub(path: Path, pages: int) -> Path:
    """Make a book of this many pages of some 300 words, forty in a chapter."""
    random = Random(2)
    names = [f"c{number}.xhtml" for number in range((pages + 39) // 40)]
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip")
        file.writestr("META-INF/container.xml", '<container><rootfile full-path="book.opf"/></container>')
        file.writestr("book.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        for name in names:
            paragraphs = (" ".join(_sentence(random, _WORDS[0]) for _ in range(5)) for _ in range(4 * min(40, pages)))
            file.writestr(name, f"<html><body>{''.join(f'<p>{text}</p>' for text in paragraphs)}</body></html>")
    return path


def peak(code: str, path: Path) -> tuple[int, int]:
    """Return what a program of its own printed of a file, and the most megabytes that it took."""
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; {_PEAK}", str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    count, megabytes = map(int, found.stdout.split())
    return count, megabytes


def own_peak() -> int:
    """Return the most memory that this process has had, without what it was started from (getrusage counts it)."""
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _sentence(random: Random, words: list[str]) -> str:
    return " ".join(random.choices(words, k=15)).capitalize() + f" {random.randrange(10**6)}."


_ENGLISH = "the harbour boat water was not open when a man came with his letter and said that all of it had been lost"
_FRENCH = "le port bateau eau n’était pas ouvert quand un homme vint avec sa lettre et dit que tout avait été perdu"
_WORDS = (_ENGLISH.split(), _FRENCH.split())
