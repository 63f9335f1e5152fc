"""The review desk in a real browser, as people use it: keyboard, two languages, light and dark, small and large."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aligner.desk.keys import KEYS
from tests.desk_server import PASSWORD, Server, api, with_users, workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: apt-get install chromium")


HARBOUR, LONG = 2, 1  # numbers of the pairs


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = workspace(tmp_path_factory.mktemp("desk"), **{"a-long": long_texts()})
    tokens = with_users(folder, Tom="translator", Eva="editor", Lin="linguist")
    with (folder / "aligner.toml").open("a", encoding="utf-8") as project:
        project.write('filter = "F"\n')  # in the table [keys], which ends the file
    made = Server(folder).start()
    for pair in (HARBOUR, LONG):
        assert api(made, f"pairs/{pair}", tokens["editor"]).status == 200
    yield made
    said = made.stop()
    assert "Traceback" not in said, said


@pytest.fixture
def visit(browser: "Browser", server: Server) -> Iterator[Callable[..., "Page"]]:
    """Log somebody in, and open the pair."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def come(name: str, *, size: tuple[int, int] = (1280, 800), **options: Any) -> "Page":
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **{"locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{server.address}/login")
        page.get_by_label(re.compile("Name|Nom")).fill(name)
        page.get_by_label(re.compile("Password|Mot de passe")).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="harbour.fr.md").click()
        page.wait_for_selector("body[data-ready]")
        return page

    yield come
    for context in contexts:
        context.close()
    assert problems == []


class Keys:
    """The keyboard, with a count of what was pressed."""

    def __init__(self, page: "Page") -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def state_of(page: "Page") -> Any:
    """What the page knows."""
    return page.evaluate(
        """async () => {
            const { state } = await import('/static/state.js');
            return { head: state.head, now: state.now, row: state.row, rows: state.rows.length,
                     findings: [...state.findings.values()].map((one) => ({ f: one.f, rule: one.rule, state: one.state,
                         by: one.by, contested: one.contested, sev: one.sev, row: one.row })) };
        }"""
    )


def until(page: "Page", holds: str, about: Any = None, seconds: float = 60) -> None:
    """Wait until ``holds(state, about)`` is true in the page."""
    good = page.evaluate(
        f"""async ([about, seconds]) => {{
            const {{ state }} = await import('/static/state.js');
            const holds = {holds};
            for (let n = 0; n < seconds * 50 && !holds(state, about); n++)
                await new Promise((go) => setTimeout(go, 20));
            return Boolean(holds(state, about));
        }}""",
        [about, seconds],
    )
    assert good, f"never: {holds}"


def rows_of(page: "Page") -> Any:
    """All rows with both texts, however few are on the screen."""
    return page.evaluate(
        "() => import('/static/state.js').then((m) => m.state.rows.map((one) => [one.o, one.t, one.s]))"
    )


def said(page: "Page", what: str) -> None:
    page.wait_for_function("(what) => document.getElementById('toast').textContent.includes(what)", arg=what)


def test_a_translator_answers_ten_findings_with_the_keyboard_alone(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    keys = Keys(page)
    before = [one["f"] for one in state_of(page)["findings"]]
    assert len(before) >= 10
    for number in range(10):
        answered = state_of(page)["now"]
        keys.press("x" if number % 3 else "a")
        until(page, "(state, f) => state.findings.get(f)?.state !== 'open'", answered)
        keys.press("Enter")
    assert keys.count < 60
    answers = [one for one in state_of(page)["findings"] if one["state"] in ("accepted-risk", "false-alarm")]
    assert len(answers) == 10
    assert {one["by"] for one in answers} == {"Tom"}
    for _ in range(10):  # and takes all of them back
        head = state_of(page)["head"]
        keys.press("u")
        until(page, "(state, h) => state.head > h", head)
    assert all(one["state"] == "open" for one in state_of(page)["findings"])


def test_a_sentence_is_edited_its_finding_goes_and_comes_back_with_undo(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    number = next(one for one in state_of(page)["findings"] if one["rule"] == "number")
    page.locator(f'[data-go="{number["f"]}"]').click()
    page.keyboard.press("e")
    field = page.locator(".row textarea")
    text = field.input_value()
    assert "21\u00a0h\u00a052" in text
    field.fill(text.replace("52", "32"))
    page.keyboard.press("Enter")
    until(page, "(state, f) => !state.findings.has(f)", number["f"])
    assert page.get_by_text("21\u00a0h\u00a032").count() == 1
    page.keyboard.press("o")  # the old text is one key away
    assert "52 alors" in page.locator(".row .old").inner_text()
    page.keyboard.press("o")
    page.keyboard.press("u")
    until(page, "(state, f) => state.findings.has(f)", number["f"])
    page.keyboard.press("U")
    until(page, "(state, f) => !state.findings.has(f)", number["f"])
    page.keyboard.press("u")
    until(page, "(state, f) => state.findings.has(f)", number["f"])


def test_rows_are_joined_split_moved_pinned_and_all_of_it_undone(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    before = rows_of(page)
    rows = page.locator(".row").count()

    def after(key: str, done: Callable[[], bool]) -> None:
        head = state_of(page)["head"]
        page.keyboard.press(key)
        until(page, "(state, h) => state.head > h", head)
        assert done(), key

    page.locator(".row").nth(10).click()
    after("m", lambda: page.locator(".row").count() == rows - 1)
    after("s", lambda: page.locator(".row").count() == rows)
    after("]", lambda: page.locator(".row").nth(10).locator('[data-side="t"]').count() == 0)
    after("u", lambda: page.locator(".row").nth(10).locator('[data-side="t"]').count() == 1)
    after("p", lambda: page.locator(".row .pin").count() >= 1)
    for _ in range(3):
        after("u", lambda: True)
    assert rows_of(page) == before
    for _ in range(2):
        after("U", lambda: True)
    for _ in range(2):
        after("u", lambda: True)
    assert rows_of(page) == before


def test_a_finding_is_contested_decided_and_seen_by_the_other_browser(visit: Callable[..., "Page"]) -> None:
    tom, eva = visit("Tom"), visit("Eva")
    finding = state_of(tom)["now"]
    tom.keyboard.press("c")
    tom.keyboard.type("The client wants it so.")
    tom.keyboard.press("Enter")
    until(eva, "(state, f) => state.findings.get(f).contested", finding)
    eva.locator(f'[data-go="{finding}"]').click()
    eva.locator("#talk").get_by_text("The client wants it so.").wait_for()
    eva.keyboard.press("a")
    until(tom, "(state, f) => !state.findings.get(f).contested && state.findings.get(f).by === 'Eva'", finding)
    eva.keyboard.press("w")
    until(tom, "(state, f) => state.findings.get(f).state === 'open'", finding)


def test_a_second_browser_sees_what_is_done_within_a_second(visit: Callable[..., "Page"]) -> None:
    tom, eva = visit("Tom"), visit("Eva")
    finding, seconds = state_of(tom)["now"], []
    for number in range(5):
        state = "false-alarm" if number % 2 == 0 else "accepted-risk"
        began = time.perf_counter()
        tom.locator(f'[data-go="{finding}"]').first.click()
        tom.keyboard.press("x" if number % 2 == 0 else "a")
        until(eva, "(state, [f, wanted]) => state.findings.get(f).state === wanted", [finding, state])
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 1, seconds  # the quickest: the machine may be busy with something else
    for _ in range(5):
        head = state_of(tom)["head"]
        tom.keyboard.press("u")
        until(tom, "(state, h) => state.head > h", head)


def test_an_error_is_marked_and_counts(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    row = page.locator(".row").nth(16)
    row.click()
    before = page.locator("#verdict").inner_text()
    page.keyboard.press("t")
    page.locator("#mark-severity").select_option("critical")
    page.locator("#mark-note").fill("Wrong word.")
    page.keyboard.press("Enter")
    until(page, "(state) => [...state.findings.values()].some((one) => one.own)")
    page.wait_for_function("(was) => document.getElementById('verdict').textContent !== was", arg=before)
    assert "critical" in page.locator("#verdict").inner_text()
    page.keyboard.press("2")
    until(page, "(state) => [...state.findings.values()].some((one) => one.weighed)")
    for _ in range(2):
        page.keyboard.press("u")
        page.wait_for_timeout(300)
    until(page, "(state) => ![...state.findings.values()].some((one) => one.own)")


def test_all_that_are_alike_are_answered_after_their_number_was_shown(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    page.keyboard.press("A")
    assert re.search(r"\d+ finding", page.locator("#all-title").inner_text())
    page.keyboard.press("Enter")
    said(page, "answered")
    page.keyboard.press("u")
    said(page, "Undone")


def test_notes_and_search_and_filters(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    page.keyboard.press("n")
    page.keyboard.type("look again")
    page.keyboard.press("Enter")
    page.locator("#talk").get_by_text("look again").wait_for()
    page.keyboard.press("u")
    page.keyboard.press("/")
    page.keyboard.type("sonar")
    page.wait_for_selector("mark.found")
    assert page.locator("mark.found").count() >= 2
    assert re.fullmatch(r"\d+ rows?", page.locator("#search-count").inner_text())
    page.keyboard.press("Escape")
    assert page.locator("mark.found").count() == 0
    page.locator("#filter-severity").select_option("major")
    shown = page.locator("#queue li").count()
    assert f"({shown})" in page.locator("#filter-severity option:checked").inner_text()
    assert shown == page.locator("#queue .dot.major").count()


def test_the_editor_approves_and_a_later_edit_voids_it_and_says_which(
    visit: Callable[..., "Page"], server: Server
) -> None:
    eva, tom = visit("Eva"), visit("Tom")
    assert tom.locator("#do-approve").count() == 0
    eva.click("#do-approve")
    eva.locator("#approve-note").fill("The client knows.")
    eva.locator("#approve-despite").check()
    eva.locator('#approve-dialog button[value="ok"]').click()
    eva.wait_for_selector("#approval.approved")
    tom.wait_for_selector("#approval.approved", timeout=5000)
    assert (server.folder / "harbour.fr.md.approval.json").is_file()
    tom.locator(".row").nth(4).click()
    tom.keyboard.press("e")
    field = tom.locator(".row textarea")
    field.fill(field.input_value() + " Voilà.")
    tom.keyboard.press("Enter")
    eva.wait_for_selector("#approval.void", timeout=5000)
    assert "Voilà" in (eva.locator("#approval").get_attribute("title") or "")
    eva.goto(eva.url + "/diff")
    assert "Voilà" in eva.locator("ol.diff ins").first.inner_text()
    eva.go_back()
    eva.wait_for_selector("body[data-ready]")
    with eva.expect_download() as waiting:
        eva.locator("details.menu summary").click()
        eva.locator('a[href$="/export/own"]').click()
    exported = Path(waiting.value.path()).read_bytes()
    was = (server.folder / "harbour.fr.md").read_bytes()
    assert exported != was
    assert exported.replace(" Voilà.".encode(), b"") == was
    eva.click("#do-reject")
    eva.locator("#reject-note").fill("Once more, please.")
    eva.keyboard.press("Enter")
    tom.wait_for_selector("#approval.rejected", timeout=5000)
    tom.keyboard.press("u")
    said(tom, "Undone")


def test_each_key_is_shown_and_the_project_file_changes_it(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    page.keyboard.press("?")
    shown = dict(zip(*(page.locator(f"#help-dialog {one}").all_inner_texts() for one in ("dd", "dt")), strict=True))
    assert shown["next finding"] == "j"
    assert shown["filters"] == "F"
    assert len(shown) >= len(KEYS)
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert page.evaluate("document.activeElement.id") != "filter-rule"
    page.keyboard.press("F")
    assert page.evaluate("document.activeElement.id") == "filter-rule"


def test_links_are_drawn_problems_are_on_the_map_and_counts_stay_true(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom")
    page.wait_for_selector("#links path.now", state="attached")
    ticks = """() => { const map = document.getElementById('minimap');
        const data = map.getContext('2d').getImageData(Math.round(map.width / 2), 0, 1, map.height).data;
        return data.filter((_, n) => n % 4 === 3).filter(Boolean).length; }"""
    before = page.evaluate(ticks)
    assert before > 20
    bars = """async () => { const { state } = await import('/static/state.js');
        const level = (c) => (c >= 90 ? 4 : c >= 75 ? 3 : c >= 50 ? 2 : c >= 30 ? 1 : 0);
        const rows = [...document.querySelectorAll('.row')];
        return rows.every((one, n) => one.classList.contains(`c${level(state.rows[n].c)}`)); }"""
    assert page.evaluate(bars)  # the colour of a row says how sure its pairing is

    def counts() -> tuple[int, int, int]:
        found = re.fullmatch(r"(\d+) of (\d+), (\d+) open", page.locator("#counts").inner_text())
        assert found
        return int(found[1]), int(found[2]), int(found[3])

    shown, every, open_ = counts()
    assert shown == open_ == page.locator("#queue li").count()
    finding = state_of(page)["now"]
    page.keyboard.press("x")
    until(page, "(state, f) => state.findings.get(f).state === 'false-alarm'", finding)
    assert counts() == (shown - 1, every, open_ - 1)
    page.locator("#filter-person").select_option("Tom")
    page.locator("#filter-state").select_option("false-alarm")
    assert counts() == (1, every, open_ - 1)
    assert page.locator("#filter-rule option").first.inner_text() == "all rules (1)"
    page.locator("#filter-state").select_option("open")
    page.locator("#filter-person").select_option("")
    page.locator("#text").focus()
    page.keyboard.press("u")
    until(page, "(state, f) => state.findings.get(f).state === 'open'", finding)
    assert counts() == (shown, every, open_)


def test_what_was_typed_stays_where_the_network_is_lost_or_somebody_was_faster(visit: Callable[..., "Page"]) -> None:
    tom, eva = visit("Tom"), visit("Eva")
    for page in (tom, eva):
        page.locator(".row").nth(7).click()
    tom.keyboard.press("e")
    field = tom.locator(".row textarea")
    was = field.input_value()
    vraiment = was.replace(".", ", vraiment.")
    tom.context.set_offline(True)
    field.fill(vraiment)
    tom.keyboard.press("Enter")
    said(tom, "does not answer")
    assert field.input_value() == vraiment
    tom.context.set_offline(False)
    eva.keyboard.press("e")
    eva.locator(".row textarea").fill(was.replace(".", ", peut-être."))
    eva.keyboard.press("Enter")
    tom.locator(".row .theirs").get_by_text("peut-être").wait_for()  # and Tom sees what Eva made of it
    assert field.input_value() == vraiment
    field.focus()
    tom.keyboard.press("Enter")
    until(eva, "(state) => state.rows[7].t.some(([, text]) => text.includes('vraiment'))")
    with eva.expect_response(lambda one: one.url.endswith("/undo")):
        eva.keyboard.press("u")
    said(eva, "no longer be undone")
    tom.keyboard.press("j")
    tom.keyboard.press("n")
    tom.evaluate("document.getElementById('note-text').removeAttribute('maxlength')")
    tom.locator("#note-text").fill("x" * 5001, timeout=5000)
    tom.keyboard.press("Enter")
    tom.locator("#note-dialog .problem").wait_for()
    assert len(tom.locator("#note-text").input_value()) == 5001
    tom.keyboard.press("Escape")
    tom.keyboard.press("u")
    until(tom, "(state) => state.rows[7].t.some(([, text]) => text.includes('peut-être'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (820, 1180), (400, 800)])
def test_no_serious_fault_of_accessibility_and_nothing_outside_the_screen(
    visit: Callable[..., "Page"], size: tuple[int, int], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit("Eva", size=size, color_scheme=scheme, locale="fr-FR")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.wait_for_selector("#verdict.failed")
    for dialog in ("", "help-dialog", "approve-dialog"):
        if dialog:
            page.evaluate("(id) => document.getElementById(id).showModal()", dialog)
        found = axe.Axe().run(page)
        serious = [
            (one["id"], one["nodes"][0]["html"])
            for one in found.response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []
        if dialog:
            page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_at_twice_the_size_everything_can_still_be_done(visit: Callable[..., "Page"]) -> None:
    page = visit("Tom", size=(640, 400), device_scale_factor=2)  # a screen of 1280 x 800 at 200 %
    finding = state_of(page)["now"]
    page.keyboard.press("a")
    until(page, "(state, f) => state.findings.get(f).state !== 'open'", finding)
    page.keyboard.press("u")
    until(page, "(state, f) => state.findings.get(f).state === 'open'", finding)
    page.wait_for_timeout(1000)  # until everything is drawn
    for name in ("accept", "edit"):
        button = page.locator(f'#card [data-do="{name}"]')
        button.scroll_into_view_if_needed()
        assert button.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- a text of which only a part is made


def long_texts(count: int = 460) -> str:
    """A text of so many sentences, among them four of which the translation has another number."""
    names = ("Carrow", "Dunmore", "Ostry", "Veld", "Marn", "Tessaly", "Quill")
    pages: list[list[str]] = [[], []]
    for n in range(count):
        place, wrong = names[n % len(names)], n in (3, 120, 301, count - 4)
        pages[0].append(f"Report {1000 + n} came from {place} after {n + 7} days of rain on the moor.")
        pages[1].append(
            f"Le rapport {1000 + n} est venu de {place} après {n + 7 + 90 * wrong} jours de pluie sur la lande."
        )
    return "|".join("\n\n".join(page) for page in pages)


CONSISTENT = """() => Promise.all([import('/static/state.js'), import('/static/text.js')]).then(([state, text]) => {
    const known = state.state.rows, wrong = [];
    text.rows.each((row, n) => {
        const shown = row.querySelector('[data-side="t"]')?.textContent;
        const same = row.dataset.key === known[n].k && row.querySelector('.n').firstChild.data === String(n + 1);
        if (!same || (known[n].t.length && shown !== known[n].t[0][1])) wrong.push([n, row.dataset.key, shown]);
    });
    return { wrong, all: text.rows.blocks.reduce((sum, one) => sum + one.count, 0) === known.length };
})"""

VISIBLE = """(selector) => {
    const view = document.getElementById('text').getBoundingClientRect();
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return Boolean(box) && box.top >= view.top && box.bottom <= view.bottom;
}"""


@pytest.fixture
def long(visit: Callable[..., "Page"], server: Server) -> Callable[..., "Page"]:
    """Log somebody in, and open the long text."""

    def come(name: str, **options: Any) -> "Page":
        page = visit(name, **options)
        page.goto(f"{server.address}/pair/{LONG}")
        page.wait_for_selector("body[data-ready]")
        assert state_of(page)["rows"] > 400
        return page

    return come


def test_of_a_long_text_only_what_is_near_the_view_is_made(long: Callable[..., "Page"]) -> None:
    page = long("Tom")
    assert page.locator(".row").count() < 150
    for finding in [one for one in state_of(page)["findings"] if one["rule"] == "number"]:  # by the keyboard
        for _ in range(10):
            if state_of(page)["now"] == finding["f"]:
                break
            page.keyboard.press("j")
        assert state_of(page)["now"] == finding["f"]
        assert page.evaluate(VISIBLE, ".row.here")
        assert page.evaluate(VISIBLE, '[data-side="t"] mark.now')
    assert page.locator(".row").count() < 250
    page.keyboard.press("Control+f")  # the browser's own search would see a part
    page.keyboard.type("1457")
    page.wait_for_selector("mark.found")
    assert page.locator("#search-count").inner_text() == "1 row"
    assert page.evaluate(VISIBLE, ".row.here mark.found")
    page.keyboard.press("Escape")
    box = page.locator("#minimap").bounding_box()
    assert box
    page.mouse.click(box["x"] + 9, box["y"] + 2)
    page.wait_for_function(VISIBLE, arg=".row:first-child")
    page.mouse.click(box["x"] + 9, box["y"] + box["height"] - 1)
    page.wait_for_function("() => [...document.querySelectorAll('.row .n')].some((one) => one.textContent === '460')")
    assert page.evaluate(CONSISTENT) == {"wrong": [], "all": True}


LOOKING = """() => {
    window.blank = 0;
    window.looks = 0;
    const before = new Set(); // where nothing was at the last look: a frame later it has to be there
    const pane = document.getElementById('text');
    const look = () => {
        const box = pane.getBoundingClientRect();
        for (const share of [0.15, 0.5, 0.85]) {
            const row = document.elementFromPoint(box.left + 200, box.top + box.height * share)?.closest('.row');
            looks++;
            const isThere = Boolean(row?.textContent.trim());
            if (!isThere && before.has(share)) blank++;
            if (isThere) before.delete(share);
            else before.add(share);
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(() => requestAnimationFrame(look));
}"""


def test_no_row_is_blank_when_one_scrolls(long: Callable[..., "Page"]) -> None:
    page = long("Tom")
    page.evaluate(LOOKING)
    page.mouse.move(300, 400)
    for step in (120, 240, 600, -240, 900, -600):
        for _ in range(8):
            page.mouse.wheel(0, step)
            page.wait_for_timeout(25)
    for share in (0.5, 0.05, 0.95, 0.3):
        page.evaluate(
            "(share) => { const pane = document.getElementById('text'); pane.scrollTop = pane.scrollHeight * share; }",
            share,
        )
        page.wait_for_timeout(60)
    page.locator("#text").focus()
    for key in ("PageDown", "PageDown", "PageUp", "ArrowDown", "ArrowUp", "j", "k"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    assert page.evaluate("looks") > 50
    assert page.evaluate("blank") == 0
    for key in ("End", "Home"):  # farther in a moment than what is made beforehand: there as soon as one stops
        page.keyboard.press(key)
        page.wait_for_timeout(1500)
        page.evaluate("blank = 0")
        page.wait_for_timeout(200)
        assert page.evaluate("blank") == 0
    assert page.evaluate(CONSISTENT) == {"wrong": [], "all": True}


def test_what_others_change_above_moves_nothing_and_an_edit_goes_on(long: Callable[..., "Page"]) -> None:
    tom, eva = long("Tom"), long("Eva")
    go = "(n) => import('/static/text.js').then((m) => m.goTo(n))"
    tom.evaluate(go, 200)
    tom.locator(".row.here").click()
    tom.keyboard.press("e")
    field = tom.locator(".row textarea")
    written = field.input_value() + " Voilà."
    field.fill(written)
    top = field.bounding_box()
    for number, key in ((150, "m"), (199, "m"), (200, "]")):  # far above, the row above, the row itself
        eva.evaluate(go, number)
        eva.locator("#text").focus()
        head = state_of(tom)["head"]
        eva.keyboard.press(key)
        until(tom, "(state, h) => state.head > h", head)
        assert field.input_value() == written
        assert tom.evaluate(CONSISTENT)["all"]
    moved = field.bounding_box()
    assert top
    assert moved
    assert abs(moved["y"] - top["y"]) < 200
    field.press("Enter")
    tom.get_by_text("Voilà.").first.wait_for()
    until(tom, "(state) => state.rows.some((row) => row.t.some(([, text]) => text.endsWith('Voilà.')))")
    for page in (tom, eva):
        assert page.evaluate(CONSISTENT) == {"wrong": [], "all": True}
    tom.keyboard.press("u")
    said(tom, "Undone")
    for _ in range(3):
        head = state_of(eva)["head"]
        eva.keyboard.press("u")
        until(eva, "(state, h) => state.head > h", head)
    assert state_of(eva)["rows"] == 460
    until(tom, "(state) => state.rows.length === 460")
    assert tom.evaluate(CONSISTENT) == {"wrong": [], "all": True}
