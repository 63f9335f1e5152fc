"""The review desk in a real browser, as people use it: keyboard, two languages, light and dark, small and large."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk_server import PASSWORD, Server, api, with_users, workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = workspace(tmp_path_factory.mktemp("desk"))
    tokens = with_users(folder, Tom="translator", Eva="editor", Lin="linguist")
    made = Server(folder).start()
    assert api(made, "pairs/1", tokens["editor"]).status == 200
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
        page.locator("table.pairs a").click()
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
    until(eva, "(state, f) => state.findings.get(f).contested", finding, seconds=3)
    eva.locator(f'[data-go="{finding}"]').click()
    eva.locator("#talk").get_by_text("The client wants it so.").wait_for()
    eva.keyboard.press("a")
    until(
        tom, "(state, f) => !state.findings.get(f).contested && state.findings.get(f).by === 'Eva'", finding, seconds=3
    )
    eva.keyboard.press("w")
    until(tom, "(state, f) => state.findings.get(f).state === 'open'", finding)


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
