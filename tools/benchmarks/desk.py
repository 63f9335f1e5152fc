"""Measure the review desk: how quick it is, and that nothing is lost: ``python -m tools.benchmarks.desk``.

Starts servers on this machine, in folders of their own. The browser is Debian's Chromium.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.desk_server import Server, api, with_users, workspace

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
PLACES = ("Carrow", "Dunmore", "Ostry", "Veld", "Marn", "Tessaly", "Quill", "Brand")


def texts(sentences: int, seed: int = 1) -> tuple[str, str]:
    """Two texts of so many sentences: those of corpora/, with other figures and places each time."""
    rng, pages = random.Random(seed), [[], []]  # type: ignore[var-annotated]
    names = ("harbour", "clock", "pump-manual", "solaris-results")
    count = 0
    while count < sentences:
        name = rng.choice(names)
        both = [(CORPORA / f"{name}.{kind}.md").read_text(encoding="utf-8") for kind in ("en", "fr.draft")]
        number, place = rng.randrange(100, 999), rng.choice(PLACES)
        both[0] += f"\n\nReport {number} came from {place} after {number + 7} days."
        both[1] += f"\n\nLe rapport {number} est venu de {place} après {number + 7} jours."
        for page, text in zip(pages, both, strict=True):
            page.append(text)
        count += both[0].count(". ") + both[0].count("\n\n")
    return "\n\n".join(pages[0]), "\n\n".join(pages[1])


@contextmanager
def desk(sentences: int = 0) -> Iterator[tuple[Server, dict[str, str], int]]:
    """A server with a pair of so many sentences; the harbour where it is 0."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    try:
        both = texts(sentences) if sentences else None
        more = {"a-large": "|".join(one.replace("|", "/") for one in both)} if both else {}
        made = workspace(folder / "w", **more)
        tokens = with_users(made, Tom="translator", Eva="editor")
        server = Server(made).start()
        try:
            assert api(server, "pairs/1", tokens["editor"]).status == 200
            yield server, tokens, 1
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _chromium(playwright: Any) -> Any:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
    )


def _open(browser: Any, server: Server, pair: int) -> tuple[Any, float]:
    from tests.desk_server import PASSWORD

    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{server.address}/login")
    page.fill('[name="name"]', "Eva")
    page.fill('[name="password"]', PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("table.pairs")
    began = time.perf_counter()
    page.goto(f"{server.address}/pair/{pair}", wait_until="commit")
    page.wait_for_selector("body[data-ready]")
    return page, time.perf_counter() - began


def edits(sentences: int) -> dict[str, Any]:
    """Milliseconds from Enter until a changed sentence and its findings are on the screen."""
    from playwright.sync_api import sync_playwright

    with desk(sentences) as (server, _, pair), sync_playwright() as playwright:
        browser = _chromium(playwright)
        page, _ = _open(browser, server, pair)
        time.sleep(20)  # until the server has made ready
        found = []
        for number in range(15):
            page.evaluate("(n) => import('/static/text.js').then((m) => m.goTo(n))", 20 + number * 7)
            page.locator(".row.here").click()
            page.keyboard.press("e")
            field = page.locator(".row textarea")
            if not field.count():
                continue
            field.fill(field.input_value() + " 48")
            page.evaluate("delete document.body.dataset.edited")
            page.keyboard.press("Enter")
            page.wait_for_selector("body[data-edited]")
            found.append(float(page.locator("body").get_attribute("data-edited")))
        rows = page.evaluate(_ROWS)
        browser.close()
    return {"rows": rows, "edits": len(found), "median ms": statistics.median(found), "worst ms": max(found)}


def opening(sentences: int) -> dict[str, Any]:
    """Seconds until a large pair is there to be read; blank rows while scrolling; memory of the page."""
    from playwright.sync_api import sync_playwright

    with desk(sentences) as (server, _, pair), sync_playwright() as playwright:
        browser = _chromium(playwright)
        seconds = []
        for _ in range(4):
            page, took = _open(browser, server, pair)
            seconds.append(took)
        blank = page.evaluate(
            """async () => {
                const pane = document.getElementById('text');
                let blank = 0, looks = 0;
                for (let n = 0; n < 120; n++) {
                    pane.scrollTop = Math.random() * (pane.scrollHeight - pane.clientHeight);
                    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
                    const box = pane.getBoundingClientRect();
                    for (const share of [0.2, 0.5, 0.8]) {
                        const at = document.elementFromPoint(box.left + 200, box.top + box.height * share);
                        const row = at?.closest('.row');
                        looks++;
                        if (!row || !row.textContent.trim() || row.getBoundingClientRect().height < 10) blank++;
                    }
                }
                return { blank, looks };
            }"""
        )
        heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        measured = page.context.new_cdp_session(page)
        counters = measured.send("Memory.getDOMCounters")
        rss = _renderer_memory(page)
        rows, made = page.evaluate(_ROWS), page.locator(".row").count()
        browser.close()
    return {
        "rows": rows,
        "rows that are made": made,
        "open s (median of 4)": round(statistics.median(seconds), 2),
        "worst s": round(max(seconds), 2),
        **blank,
        "heap MB": round(heap, 1),
        "nodes": counters["nodes"],
        "private memory of the page's process MB": rss,
    }


def _renderer_memory(page: Any) -> float:
    """Private memory of the renderer that has most of it, in MB: what the page costs beyond what processes share."""
    best = 0.0
    for folder in Path("/proc").iterdir():
        try:
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                text = (folder / "smaps_rollup").read_text()
                private = sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_"))
                best = max(best, private / 1000)
        except (OSError, ValueError, IndexError):
            continue
    return round(best, 1)


def writers(decisions: int = 2000, programs: int = 4, pressed: int = 100) -> dict[str, Any]:
    """Two browsers and several programs answer the same findings at once: nothing is lost, conflicts are said.

    :param pressed: answers of each browser; the programs share the others
    """
    from playwright.sync_api import sync_playwright

    with desk() as (server, tokens, pair), sync_playwright() as playwright:
        browser = _chromium(playwright)
        pages = [_open(browser, server, pair)[0] for _ in range(2)]
        data = api(server, f"pairs/{pair}", tokens["editor"]).data
        marks = [one["f"] for one in data["findings"]]
        each = (decisions - 2 * pressed) // programs
        counts = {"acknowledged": 0, "conflicts": 0, "other": 0}
        said: set[str] = set()
        lock, slowest = threading.Lock(), [0.0]

        def work(number: int) -> None:
            token, rng = tokens["editor" if number % 2 else "translator"], random.Random(number)
            head = data["head"]
            for n in range(each):
                body = {
                    "findings": [rng.choice(marks)],
                    "state": rng.choice(["accepted-risk", "false-alarm", "to-be-fixed"]),
                    "note": f"{number}-{n}",
                    "seen": head,
                    "head": head,
                }
                began = time.perf_counter()
                answer = api(server, f"pairs/{pair}/answer", token, body)
                with lock:
                    slowest[0] = max(slowest[0], time.perf_counter() - began)
                    key = {200: "acknowledged", 409: "conflicts"}.get(answer.status, "other")
                    counts[key] += 1
                    if key == "acknowledged":
                        said.add(body["note"])
                if answer.status == 200:
                    head = answer.data.get("head", head)
                else:
                    head = api(server, f"pairs/{pair}/since/{head}", token).data.get("head", head)

        statuses = {200: 0, 409: 0}
        for page in pages:
            page.locator("#filter-state").select_option("")
            page.locator("#text").focus()
            page.on("response", lambda got: _count(statuses, got))
        began = time.perf_counter()
        with ThreadPoolExecutor(programs) as pool:
            working = [pool.submit(work, number) for number in range(programs)]
            for n in range(pressed):
                for page in pages:
                    page.keyboard.press("a" if n % 2 else "x")
                    page.wait_for_timeout(30)
                    page.keyboard.press("j")
            for one in working:
                one.result()
        took = time.perf_counter() - began
        for page in pages:
            page.wait_for_timeout(3000)
        shown = [page.evaluate(_STATES) for page in pages]
        last = {one["f"]: one["state"] for one in api(server, f"pairs/{pair}", tokens["editor"]).data["findings"]}
        with sqlite3.connect(server.folder / "aligner.sqlite") as database:
            rows = [json.loads(row[0]) for row in database.execute("select record from decisions")]
            good = database.execute("pragma integrity_check").fetchone()[0]
        by_browsers = sum(one.get("by") == "Eva" for one in rows)
        browser.close()
    return {
        **counts,
        "browsers acknowledged": statuses[200],
        "browsers conflicts": statuses[409],
        "lost": len(said - {one.get("note") for one in rows}) + statuses[200] - by_browsers,
        "both browsers show what is kept": all(one == last for one in shown),
        "integrity": good,
        "s": round(took, 1),
        "slowest s": round(slowest[0], 2),
    }


_ROWS = "() => import('/static/state.js').then((m) => m.state.rows.length)"
_STATES = """() => import('/static/state.js').then((m) =>
    Object.fromEntries([...m.state.findings.values()].map((one) => [one.f, one.state])))"""


def _count(statuses: dict[int, int], got: Any) -> None:
    if got.url.endswith("/answer"):
        statuses[got.status] = statuses.get(got.status, 0) + 1


def kills(times: int = 100, seed: int = 1) -> dict[str, Any]:
    """Kill the server while three people write, again and again: every acknowledged decision is there."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))
    made = workspace(folder / "w")
    tokens = with_users(made, Tom="translator", Eva="editor")
    said: set[str] = set()
    rng, lost, bad, edits, edited = random.Random(seed), 0, 0, 0, ""
    try:
        marks: list[str] = []
        for round_ in range(times):
            server = Server(made).start()
            ended = threading.Event()

            data = api(server, "pairs/1", tokens["editor"]).data
            marks = marks or [one["f"] for one in data["findings"]]
            segment, text = data["rows"][5]["t"][0]
            if round_ % 10 == 0:
                now = text.rpartition(" n")[0] or text
                body = {"segment": segment, "text": f"{now} n{round_}", "was": text}
                if api(server, "pairs/1/edit", tokens["editor"], body).status == 200:
                    edits, edited = edits + 1, f"{now} n{round_}"
            about = (server, tokens["editor"], marks, said, ended)
            threads = [threading.Thread(target=_answer, args=(f"{round_}-{one}", *about)) for one in range(3)]
            for thread in threads:
                thread.start()
            time.sleep(rng.uniform(0.05, 0.5))
            server.kill()
            ended.set()
            for thread in threads:
                thread.join()
            with sqlite3.connect(made / "aligner.sqlite") as database:
                bad += database.execute("pragma integrity_check").fetchone()[0] != "ok"
                kept = {json.loads(row[0]).get("note") for row in database.execute("select record from decisions")}
            lost = len(said - kept)
            print(
                f"kill {round_ + 1}: {len(said)} acknowledged, {lost} lost, {bad} damaged", file=sys.stderr, flush=True
            )
        server = Server(made).start()
        last = api(server, "pairs/1", tokens["editor"]).data["rows"][5]["t"][0][1]
        server.stop()
    finally:
        shutil.rmtree(folder)
    return {
        "kills": times,
        "acknowledged": len(said),
        "lost": lost,
        "damaged": bad,
        "edits": edits,
        "last edit is there": last == edited,
    }


def _answer(name: str, server: Server, token: str, marks: list[str], said: set[str], ended: threading.Event) -> None:
    """Answer findings until the server is gone; note down what it acknowledged."""
    n = 0
    while not ended.is_set():
        body = {"findings": [random.choice(marks)], "state": "accepted-risk", "note": f"{name}-{n}"}
        try:
            status = api(server, "pairs/1/answer", token, body).status
        except (OSError, ValueError, HTTPException):
            return
        if status == 200:
            said.add(f"{name}-{n}")
        n += 1


def main() -> None:
    """Run what is asked for, and print a line of JSON for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    known: dict[str, Callable[[], dict[str, Any]]] = {
        "edits": lambda: edits(1000),
        "opening": lambda: opening(5000),
        "writers": writers,
        "kills": lambda: kills(asked.times, asked.seed),
    }
    parser.add_argument("what", nargs="*", choices=[*known, []], default=list(known))
    parser.add_argument("--times", type=int, default=100, help="how often the server is killed")
    parser.add_argument("--seed", type=int, default=1, help="for the moments at which it is killed")
    asked = parser.parse_args()
    for name in asked.what:
        print(json.dumps({"what": name, "cores": os.cpu_count(), **known[name]()}), flush=True)


if __name__ == "__main__":
    main()
