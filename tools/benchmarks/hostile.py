"""What a review of hostile texts takes: ``python -m tools.benchmarks.hostile [NAME...]``.

Each text is made here and reviewed by ``aligner review`` in a process of its own with two threads and an empty cache:
seconds that pass, seconds of CPU, peak memory, exit status. The status is 1 if one takes more than 20 seconds of CPU
or 1 GB, or gives no result.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["CASES", "Text", "made"]

_SECONDS, _BYTES = 20.0, 1e9
_GIVEN_UP = 150  # seconds
_MOST_MEMORY = 6_000_000_000  # bytes of address space, so that a bad case does not stop the machine

#: The original and the translation.
Text = tuple[str, str]

# Words that translate each other, in the order of both languages.
_WORDS = (
    *(("the", "le"), ("harbour", "port"), ("and", "et"), ("old", "vieux"), ("boat", "bateau"), ("with", "avec")),
    *(("white", "blanc"), ("sail", "voile"), ("crosses", "traverse"), ("bay", "baie"), ("before", "avant")),
    *(("storm", "orage"), ("but", "mais"), ("captain", "capitaine"), ("knows", "connaît"), ("wind", "vent")),
    *(("when", "quand"), ("night", "nuit"), ("falls", "tombe"), ("light", "lumière"), ("shines", "brille")),
    *(("because", "parce que"), ("sailor", "marin"), ("sings", "chante"), ("song", "chanson"), ("under", "sous")),
    *(
        ("moon", "lune"),
        ("then", "puis"),
        ("sea", "mer"),
        ("becomes", "devient"),
        ("calm", "calme"),
        ("again", "encore"),
    ),
)


def _sides(rng: random.Random, count: int) -> tuple[list[str], list[str]]:
    some = rng.choices(_WORDS, k=count)
    return [one for one, _ in some], [other for _, other in some]


def _sentences(rng: random.Random, count: int, length: int = 9) -> tuple[list[str], list[str]]:
    sides: tuple[list[str], list[str]] = ([], [])
    for _ in range(count):
        for side, words in zip(sides, _sides(rng, length), strict=True):
            text = " ".join(words)
            side.append(f"{text[0].upper()}{text[1:]}.")
    return sides


def _lines(rng: random.Random, count: int) -> Text:
    one, other = _sentences(rng, count)
    return "\n\n".join(one), "\n\n".join(other)


def _same(text: str) -> Callable[[random.Random], Text]:
    return lambda _: (text, text)


def _transcript(rng: random.Random, count: int) -> Text:
    one, other = _sides(rng, count)
    return " ".join(one), " ".join(other)


def _with(rng: random.Random, inside: str) -> Text:
    """Put something into the middle of ten sentences."""
    one, other = _sentences(rng, 10)
    return " ".join([*one[:5], inside, *one[5:]]), " ".join([*other[:5], inside, *other[5:]])


def _joined(one: Text, between: str, other: Text) -> Text:
    return one[0] + between + other[0], one[1] + between + other[1]


def _on_one_line(text: Text) -> Text:
    return text[0].replace("\n\n", " "), text[1].replace("\n\n", " ")


def _letters(rng: random.Random, first: int, last: int, count: int) -> str:
    return "".join(chr(rng.randrange(first, last)) for _ in range(count))


def _table(rng: random.Random, count: int) -> Text:
    rows = [[rng.randrange(100_000) for _ in range(6)] for _ in range(count)]
    one = "\n\n".join(" ".join(f"{n:,}" for n in row) for row in rows)
    return one, one.replace(",", "\u202f")


def _headings(rng: random.Random, count: int) -> Text:
    sides = _sentences(rng, count, 3)
    one, other = ("\n\n".join(f"# {text[:-1]}" for text in side) for side in sides)
    return one, other


def _commas(rng: random.Random, count: int) -> Text:
    one, other = ([" ".join(words[n : n + 6]) for n in range(0, count, 6)] for words in _sides(rng, count))
    return ", ".join(one) + ".", ", ".join(other) + "."


#: What makes each text, by name.
CASES: Mapping[str, Callable[[random.Random], Text]] = {
    "20,000 opening brackets": lambda rng: _with(rng, "(" * 20_000),
    "20,000 opening brackets apart": lambda rng: _with(rng, "( " * 20_000),
    "20,000 brackets, nested": lambda rng: _with(rng, "(" * 10_000 + ")" * 10_000),
    "20,000 brackets of two kinds": lambda rng: _with(rng, "([" * 5_000 + "])" * 5_000),
    "20,000 brackets, a word in each": lambda rng: _with(rng, "(sea " * 10_000 + ") " * 10_000),
    "10,000 pairs of brackets": lambda rng: _with(rng, "() " * 10_000),
    "a transcript of 20,000 words": lambda rng: _transcript(rng, 20_000),
    "a transcript against its summary": lambda rng: (_transcript(rng, 20_000)[0], _transcript(rng, 40)[1]),
    "a sentence of 20,000 words with commas": lambda rng: _commas(rng, 20_000),
    "Chinese against Thai": lambda rng: (_letters(rng, 0x4E00, 0x9000, 20_000), _letters(rng, 0xE01, 0xE2E, 40_000)),
    "Chinese against English": lambda rng: (_letters(rng, 0x4E00, 0x9000, 20_000), _lines(rng, 500)[1]),
    "900,000 digits": lambda rng: _with(rng, _letters(rng, 0x30, 0x3A, 900_000)),
    "900,000 digits, grouped": lambda rng: _with(rng, " ".join(_letters(rng, 0x30, 0x3A, 3) for _ in range(225_000))),
    "50,000 accents on a letter": lambda rng: _with(rng, "e" + "\u0301" * 50_000),
    "50,000 accents of two kinds": lambda rng: _with(rng, "e" + "\u0301\u0323" * 25_000),
    "50,000 letters with accents": lambda rng: _with(rng, "e\u0301" * 50_000),
    "10,000 equal lines": _same("\n".join(["The harbour is closed today."] * 10_000)),
    "10,000 equal paragraphs": lambda _: (
        "\n\n".join(["The harbour is closed today."] * 10_000),
        "\n\n".join(["Le port est fermé aujourd’hui."] * 10_000),
    ),
    "one word 20,000 times": lambda _: ("harbour " * 20_000, "port " * 20_000),
    "one word of .9 MB": lambda rng: _with(rng, "a" * 900_000),
    "a line of .9 MB without a space": lambda rng: _with(rng, _letters(rng, 0x61, 0x7B, 900_000)),
    "a line of 1 MB": lambda rng: _transcript(rng, 170_000),
    "20,000 quotation marks": lambda rng: _with(rng, '"' * 20_000),
    "20,000 quotation marks apart": lambda rng: _with(rng, '" sea ' * 20_000),
    "20,000 guillemets": lambda rng: _with(rng, "« " * 10_000 + "» " * 10_000),
    "20,000 apostrophes": lambda rng: _with(rng, "l'" * 20_000),
    "20,000 hyphens in a word": lambda rng: _with(rng, "sea-" * 20_000 + "sea"),
    "20,000 hyphens apart": lambda rng: _with(rng, "sea - " * 20_000 + "sea"),
    "20,000 full stops apart": lambda rng: _with(rng, ". " * 20_000),
    "20,000 full stops between letters": lambda rng: _with(rng, "a." * 20_000),
    "20,000 ellipses": lambda rng: _with(rng, "sea… " * 20_000),
    "20,000 colons and numbers": lambda rng: _with(rng, "sea: 1 " * 20_000),
    "100,000 empty lines": lambda rng: _joined(_lines(rng, 5), "\n" * 100_000, _lines(rng, 5)),
    "5,000 headings": lambda rng: _headings(rng, 5_000),
    "20,000 emoji": lambda rng: _with(rng, "\U0001f600" * 20_000),
    "20,000 emoji of families": lambda rng: _with(rng, "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 20_000),
    "2,000 lines of numbers": lambda rng: _table(rng, 2_000),
    "12,000 numbers on one line": lambda rng: _on_one_line(_table(rng, 2_000)),
    "20,000 dates on one line": lambda rng: _with(rng, "12/05/2020 " * 20_000),
    "20,000 number words": lambda rng: _with(rng, "twenty-two thousand " * 10_000),
    "20,000 slashes": lambda rng: _with(rng, "a/" * 20_000),
    "5,000 addresses": lambda rng: _with(rng, "https://example.org/a " * 5_000),
    "an address of 100,000 characters": lambda rng: _with(rng, "https://example.org/" + "a/" * 50_000),
    "20,000 at signs": lambda rng: _with(rng, "a@" * 20_000),
    "20,000 names": lambda rng: _with(rng, " ".join(_letters(rng, 0x61, 0x7B, 7).title() for _ in range(20_000))),
    "20,000 capitals": lambda rng: _with(rng, "A B " * 10_000),
    "20,000 angle brackets": lambda rng: _with(rng, "<b>" * 20_000),
    "20,000 braces": lambda rng: _with(rng, "{0} " * 20_000),
    "20,000 per cent signs": lambda rng: _with(rng, "%s " * 20_000),
    "100,000 no-break spaces": lambda rng: _with(rng, "a" + "\u00a0" * 100_000 + "b"),
    "100,000 zero-width spaces": lambda rng: _with(rng, "a" + "\u200b" * 100_000 + "b"),
    "20,000 words of one letter": lambda rng: _with(rng, " ".join(_letters(rng, 0x61, 0x7B, 20_000))),
    "3,000 sentences against 10": lambda rng: (_lines(rng, 3_000)[0], _lines(rng, 10)[1]),
    "a text against itself": lambda rng: (_lines(rng, 1_500)[0],) * 2,
    "20,000 short sentences on one line": lambda rng: ("Stop. Go! " * 10_000, "Halte. Va ! " * 10_000),
}


def made(name: str) -> Text:
    """Return the texts of a case, always the same."""
    return CASES[name](random.Random(name))


def main() -> int:
    """Print what every case takes, or those that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="parts of the names of cases")
    asked = parser.parse_args().names
    bad = 0
    for name in CASES:
        if not asked or any(part in name for part in asked):
            with tempfile.TemporaryDirectory() as folder:
                bad += _review(name, Path(folder))
    return int(bad > 0)


def _review(name: str, folder: Path) -> bool:
    """Print what a case takes; return whether that is too much."""
    for code, text in zip(("en", "fr"), made(name), strict=True):
        (folder / f"{code}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-m", "aligner", "review", "en.txt", "fr.txt", "--format", "json", "-o", "report.json"]
    limits = ["prlimit", f"--as={_MOST_MEMORY}", "timeout", str(_GIVEN_UP)]
    environment = {**os.environ, "OMP_NUM_THREADS": "2", "XDG_CACHE_HOME": str(folder)}
    began = time.perf_counter()
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen([*limits, *command], cwd=folder, env=environment, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().replace(str(folder), "").strip().splitlines()
    seconds, cpu = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss * 1024
    whole = process.returncode == 0 and (folder / "report.json").exists()
    bad = cpu > _SECONDS or peak > _BYTES or not whole
    print(
        f"{'BAD ' if bad else '    '}{name:42} {seconds:6.1f} s, CPU {cpu:6.1f} s, {peak / 1e9:5.2f} GB, "
        f"status {process.returncode} {words[-1][:100] if words and not whole else ''}",
        flush=True,
    )
    return bad


if __name__ == "__main__":
    sys.exit(main())
