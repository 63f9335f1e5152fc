"""Several processes at once: the same results in the same order, whatever becomes of the processes."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from aligner.parallel import in_processes
from tests.commands import CORPORA

_BEGIN = """
import os, signal, threading, time
from aligner.parallel import beside, in_processes
here = os.getpid()
"""


def _printed(code: str) -> str:
    """Run code in a process that has no other threads, as the program is when it begins."""
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + code], capture_output=True, text=True, cwd=CORPORA.parent, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


def test_results_come_in_order_from_other_processes() -> None:
    code = """
def work(n):
    time.sleep(0.2 if n == 0 else 0)
    return n * n, os.getpid()
found = list(in_processes(work, range(7), 2))
print([square for square, _ in found], len({pid for _, pid in found} - {here}), here in dict(found).values())
"""
    assert _printed(code) == "[0, 1, 4, 9, 16, 25, 36] 2 False\n"


def test_what_fails_fails_as_it_would_have_here() -> None:
    code = """
def work(n):
    if n == 2:
        raise ValueError(f"no {n}, {os.getpid() == here}")
    return n
found = []
try:
    for one in in_processes(work, range(5), 3):
        found.append(one)
except ValueError as error:
    print(found, error)
"""
    assert _printed(code) == "[0, 1] no 2, True\n"


def test_the_work_of_a_process_that_dies_is_done_here() -> None:
    code = """
def work(n):
    if n in (1, 3) and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return n, os.getpid() == here
print([n for n, _ in in_processes(work, range(6), 2)])
print(dict(in_processes(work, range(2), 2)))
"""
    assert _printed(code) == "[0, 1, 2, 3, 4, 5]\n{0: False, 1: True}\n"


def test_no_process_is_left_behind() -> None:
    code = """
def work(n):
    time.sleep(0 if n == 0 else 30)
    return os.getpid()
for pid in in_processes(work, range(3), 2):
    break
del work
import gc; gc.collect()
try:
    os.kill(pid, 0)
except ProcessLookupError:
    print("gone")
"""
    assert _printed(code) == "gone\n"


def test_another_process_works_beside_this_one() -> None:
    code = """
def work():
    return os.getpid() == here, time.monotonic()
with beside(work) as result:
    time.sleep(0.5)
    ready = time.monotonic()
    was_here, at = result()
print(was_here, at < ready)
with beside(lambda: os.getpid() == here or os._exit(1)) as result:
    print(result())
try:
    with beside(lambda: time.sleep(30)) as result:
        raise ValueError
except ValueError:
    print("ended")
thread = threading.Thread(target=time.sleep, args=(1,))
thread.start()
with beside(work) as result:
    print(result()[0])
"""
    assert _printed(code) == "False True\nTrue\nended\nTrue\n"


@pytest.mark.parametrize(("items", "processes"), [((), 4), ((1,), 4), ((1, 2, 3), 1)])
def test_little_work_is_done_here(items: Sequence[int], processes: int) -> None:
    seen: list[int] = []
    list(in_processes(seen.append, items, processes))
    assert tuple(seen) == tuple(items)


def test_a_process_with_threads_is_not_copied() -> None:
    code = """
thread = threading.Thread(target=time.sleep, args=(1,))
thread.start()
print(set(in_processes(lambda n: os.getpid(), range(4), 2)) == {here})
"""
    assert _printed(code) == "True\n"


def test_a_gate_of_several_pairs_says_the_same_by_one_process_and_by_two(tmp_path: Path) -> None:
    pairs = []
    for name in ("clock", "harbour"):
        for language, source in (("en", f"{name}.en.md"), ("fr", f"{name}.fr.draft.md")):
            path = tmp_path / f"{name}.{language}.md"
            path.write_text((CORPORA / source).read_text("utf-8"), "utf-8")
            pairs.append(str(path))
    printed = []
    for threads in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "aligner", "gate", *pairs, "--no-cache", "--threads", threads],
            capture_output=True,
            text=True,
            cwd=CORPORA.parent,
            timeout=120,
        )
        printed.append((done.returncode, done.stdout, done.stderr))
    assert printed[0] == printed[1]
    assert printed[0][0] == 1


def test_rules_in_two_processes_find_the_same(tmp_path: Path) -> None:
    pieces = ("harbour", "clock", "pump-manual", "solaris-results")
    for language in ("en", "fr.draft"):
        texts = [(CORPORA / f"{name}.{language}.md").read_text("utf-8") for name in pieces]
        (tmp_path / f"{language}.md").write_text("\n\n".join(texts), "utf-8")
    code = f"""
from pathlib import Path
from aligner.check.run import candidates
from aligner.config.profile import load_profile
from aligner.session import Session
session, folder = Session(), Path({str(tmp_path)!r})
pair = session.context(session.read(folder / "en.md", folder / "fr.draft.md"))
one, two = (candidates(pair, load_profile(), processes=n) for n in (1, 2))
print(len(pair.beads) >= 150, len(one) > 20, one == two)
"""
    assert _printed(code) == "True True True\n"
