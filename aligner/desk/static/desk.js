// The desk: keys, what they do, and what comes from the server.
import { get, make, post, Refused, say, setup, visible } from "./net.js";
import { current, fits, shown, state, takeChange, takeWhole } from "./state.js";
import { drawCard, drawFilters, drawQueue, drawTalk, keepInView, likes } from "./panel.js";
import { drawChange, drawCurrent, drawRows, goTo, places, redraw, rows, selection } from "./text.js";

const $ = (id) => document.getElementById(id);
const pane = $("text");
const sent = new Set(); // findings whose answer is on its way: who types fast does not come by them again
let editing = null; // what is being edited: its segment, the text it had, and the field
let refused = ""; // why the last change was not made

// --- from the server

async function open() {
  takeWhole(await get(""));
  drawRows();
  const first = shown()[0];
  if (first) choose(first.f);
  else refresh();
  document.body.dataset.ready = "yes";
  status();
  listen();
  const [pair, id, written] = JSON.parse(sessionStorage.getItem("draft") ?? "[]");
  if (pair !== setup.pair) return;
  sessionStorage.removeItem("draft");
  goOn(id, written);
}

/** Ask the server for something, and show what has changed by it. */
async function change(name, body = {}) {
  try {
    const answer = await post(name, { ...body, head: state.head });
    apply(answer);
    return answer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused = error.message;
    tell(refused, true);
    if (error.status === 409) await catchUp();
    if (error.status === 401 && name === "edit") sessionStorage.setItem("draft", JSON.stringify([setup.pair, body.segment, body.text]));
    if (error.status === 401 && !body.note) location.reload();
    return null;
  }
}

function apply(answer) {
  const before = state.now;
  const changed = takeChange(answer);
  if (changed === undefined) return catchUp();
  if (state.now && !state.findings.has(state.now)) state.now = null;
  if (changed === null) drawRows();
  else drawChange(changed);
  if (editing && !editing.field.isConnected) editAgain();
  if (!state.now && before) state.lost = true;
  refresh();
  statusSoon();
}

let catching = null;
function catchUp() {
  catching ??= get(`/since/${state.head}`)
    .then((answer) => {
      catching = null;
      if (answer.whole || answer.head !== state.head) apply(answer);
    })
    .catch(() => {
      catching = null;
    });
  return catching;
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("change", (event) => {
    const { pair, head, who } = JSON.parse(event.data);
    if (pair !== setup.pair || head <= state.head) return;
    if (editing && who && who !== setup.me) tell(say("changed-by", { who }));
    catchUp();
  });
  events.addEventListener("open", catchUp);
}

let soon = 0;
function statusSoon() {
  clearTimeout(soon);
  soon = setTimeout(status, 150);
}

async function status() {
  const found = await get("/status").catch(() => null);
  if (!found) return;
  const verdict = $("verdict");
  verdict.className = `verdict ${found.outcome}`;
  verdict.textContent = found.headline;
  verdict.title = found.headline;
  const approval = $("approval");
  approval.className = `approval ${found.approval?.state ?? ""}`;
  approval.textContent = found.approval?.text ?? "";
  approval.title = found.approval?.text ?? "";
  for (const name of ["undo", "redo"]) $(`do-${name}`).disabled = !found[name];
  const save = $("do-save");
  if (save) {
    save.disabled = !found.unsaved;
    save.title = found.unsaved ? say("unsaved") : say("saved");
  }
  $("notices").replaceChildren(...found.notices.map((text) => make("p", {}, text)));
  state.status = found;
}

// --- what is shown

function refresh() {
  drawFilters();
  drawQueue();
  drawCard();
  drawTalk();
  keepInView();
}

function choose(fingerprint, { scroll = true } = {}) {
  const before = state.now;
  state.now = fingerprint;
  state.lost = false;
  const finding = current();
  if (finding && scroll && finding.row >= 0) goTo(finding.row);
  drawCurrent(before);
  refresh();
}

function step(by) {
  const found = shown().filter((one) => one.f === state.now || !sent.has(one.f));
  if (!found.length) return tell(say("nothing-left"));
  const now = current();
  let at = found.indexOf(now);
  if (at < 0) {
    const rank = now ? state.order.indexOf(now) : -1;
    at = found.findIndex((one) => state.order.indexOf(one) > rank);
    if (by > 0) at = at < 0 ? 0 : at;
    else at = (at < 0 ? found.length : at) - 1;
  } else {
    at += by;
  }
  choose(found[(at + found.length) % found.length].f);
}

let hiding = 0;
function tell(text, bad = false) {
  const toast = $("toast");
  toast.textContent = text;
  toast.className = bad ? "toast bad" : "toast";
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (toast.hidden = true), bad ? 7000 : 3500);
}

// --- answers

async function answer(body, findings = null) {
  const finding = current();
  const wanted = findings ?? (finding ? [finding.f] : []);
  if (!wanted.length) return tell(say("choose-finding"));
  for (const one of wanted) sent.add(one);
  const done = await change("answer", { findings: wanted, seen: state.head, ...body });
  for (const one of wanted) sent.delete(one);
  return done;
}

/** Ask for words, and send them; Enter confirms, a new line is Shift and Enter. */
function ask(title, start, send) {
  $("note-title").textContent = title;
  $("note-text").value = start;
  return sending($("note-dialog"), () => send($("note-text").value));
}

function opened(dialog) {
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

/** Show a dialog until what it asks for is done, or somebody leaves it: what was typed stays where it was refused. */
async function sending(dialog, send) {
  const why = dialog.querySelector(".problem");
  why.hidden = true;
  while ((await opened(dialog)) === "ok") {
    const done = await send();
    if (done) return done;
    why.textContent = refused;
    why.hidden = false;
  }
  return null;
}

for (const field of document.querySelectorAll("dialog textarea:not([readonly])")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      field.closest("form").requestSubmit(field.closest("form").querySelector('button[value="ok"]'));
    }
  });
}

// --- the text

const rowNow = () => state.rows[state.row];

function segmentNow() {
  const finding = current();
  const row = rowNow();
  if (finding && finding.t.length && finding.row === state.row) return finding.t[0][0];
  return row?.t[0]?.[0] ?? null;
}

/**
 * Edit a segment of the translation.
 * @param mine what was written before somebody else changed the segment, or before the server could not be reached
 */
function edit(id = segmentNow(), mine = null) {
  if (!id) return tell(say("nothing-to-edit"));
  if (editing) return editing.field.focus();
  state.row = state.rowOf.get(`t${id}`);
  const row = rowNow();
  const place = rows.show(state.row).querySelector(`[data-side="t"][data-segment="${CSS.escape(id)}"]`);
  const text = row.t.find(([one]) => one === id)[1];
  const before = row.w?.find(([one]) => one === id)?.[1];
  const field = make("textarea", { rows: "2", "aria-label": say("edit-label"), lang: setup.languages[1], spellcheck: "true" });
  field.value = mine ?? text;
  const old = () => {
    if (before !== undefined) field.value = field.value === before ? text : before;
    field.focus();
  };
  const button = (words, key, onclick) => make("button", { type: "button", onclick }, words, " ", make("kbd", {}, key));
  const hint = make(
    "span",
    { class: "hint" },
    mine !== null && mine !== text && make("span", { class: "theirs" }, `${say("now-there")} `, make("span", { lang: setup.languages[1] }, visible(text))),
    button(say("do-keep"), "Enter", () => finish(true)),
    button(say("do-leave"), "Esc", () => finish(false)),
    before !== undefined && button(say("old-text"), `Alt+${setup.keys["old-text"].toUpperCase()}`, old),
  );
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      finish(true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      finish(false);
    } else if (event.altKey && event.key.toLowerCase() === setup.keys["old-text"].toLowerCase()) {
      event.preventDefault();
      old();
    }
    event.stopPropagation();
  });
  editing = { id, text, field };
  place.replaceChildren(field, hint);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Go on with an edit whose row was made anew, because somebody else has changed it. */
function editAgain() {
  const { id, field } = editing;
  editing = null;
  goOn(id, field.value);
}

/** Let somebody go on with what was written; where its sentence is gone, show it, so that it can be copied. */
function goOn(id, written) {
  if (state.rowOf.has(`t${id}`)) edit(id, written);
  else ask(say("sentence-gone"), written, () => true);
}

async function finish(keep) {
  const { id, text, field } = editing;
  const row = state.rowOf.get(`t${id}`);
  const now = field.value;
  editing = null;
  field.remove();
  if (keep && now.trim() && now !== text) {
    const began = performance.now();
    const answer = await change("edit", { segment: id, text: now, was: text });
    document.body.dataset.edited = String(Math.round(performance.now() - began));
    if (!answer) return editing ? null : goOn(id, now);
  } else {
    redraw(row);
  }
  drawCurrent(state.now);
  if (state.lost) drawCard();
  pane.focus({ preventScroll: true });
}

async function pairing(what, extra = {}) {
  const row = rowNow();
  if (!row) return tell(say("choose-row"));
  const answer = await change("beads", { what, bead: row.k, ...extra });
  if (answer) goTo(Math.min(state.row, state.rows.length - 1));
}

async function split() {
  const row = rowNow();
  if (!row || row.t.length < 2) return tell(say("cannot-split"));
  let cut = 1;
  if (row.t.length > 2) {
    $("split-at").replaceChildren(...row.t.slice(1).map(([, text], n) => make("option", { value: String(n + 1) }, text.slice(0, 80))));
    if ((await opened($("split-dialog"))) !== "ok") return;
    cut = Number($("split-at").value);
  }
  await pairing("split", { cut });
}

async function mark() {
  const chosen = selection();
  const here = segmentNow();
  const { side, id } = chosen ?? (here ? { side: "t", id: here } : { side: "o", id: rowNow()?.o[0]?.[0] });
  const text = id && state.rows[state.rowOf.get(side + id)][side].find(([one]) => one === id)[1];
  if (!text) return tell(say("choose-row"));
  const field = $("mark-text");
  field.value = text;
  field.lang = setup.languages[side === "o" ? 0 : 1];
  $("mark-note").value = "";
  const done = sending($("mark-dialog"), () => {
    let [start, end] = [field.selectionStart, field.selectionEnd];
    if (start === end) [start, end] = [0, text.length];
    const place = { segment: id, start, end, side: side === "o" ? "original" : "translation" };
    return change("mark", { ...place, rule: $("mark-rule").value, severity: $("mark-severity").value, note: $("mark-note").value });
  });
  field.focus();
  field.setSelectionRange(chosen?.start ?? 0, chosen?.end ?? text.length);
  const made = await done;
  if (made) choose(made.done.finding);
}

// --- search

let hits = [];
function search(text) {
  const before = new Set(hits);
  state.search = text.trim();
  hits = [];
  if (state.search.length > 1 || (state.search && /\D/.test(state.search))) {
    state.rows.forEach((row, number) => {
      if ([...row.o, ...row.t].some(([, one]) => places(one, state.search).length)) hits.push(number);
    });
  } else {
    state.search = "";
  }
  for (const number of new Set([...before, ...hits])) redraw(number);
  $("search-count").textContent = state.search ? say("hits", { count: hits.length }) : "";
}

function nextHit(by) {
  if (!hits.length) return;
  const behind = by > 0 ? hits.find((one) => one > state.row) : hits.findLast((one) => one < state.row);
  goTo(behind ?? (by > 0 ? hits[0] : hits[hits.length - 1]));
}

$("search").addEventListener("input", (event) => {
  search(event.target.value);
  if (hits.length && !hits.includes(state.row)) nextHit(1);
});
$("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") {
    event.target.value = "";
    search("");
    pane.focus();
  }
  event.stopPropagation();
});

for (const name of ["rule", "severity", "state", "person"]) {
  $(`filter-${name}`).addEventListener("change", (event) => {
    state.filter[name] = event.target.value;
    refresh();
    if (!current() || !fits(current())) step(1);
  });
}

const reply = (finding, text, more = {}) => !text.trim() || change("reply", { finding: finding.f, text, ...more });

// --- what there is to do

const may = (what) => setup.may.includes(what) || (tell(say("not-yours"), true), false);

const doing = {
  next: () => step(1),
  previous: () => step(-1),
  confirm: () => step(1),
  accept: () => may("answer") && answer({ state: "accepted-risk" }),
  "false-alarm": () => may("answer") && answer({ state: "false-alarm" }),
  withdraw: () => may("answer") && answer({ state: "open" }),
  neutral: () => may("answer") && answer({ severity: "neutral" }),
  minor: () => may("answer") && answer({ severity: "minor" }),
  major: () => may("answer") && answer({ severity: "major" }),
  critical: () => may("answer") && answer({ severity: "critical" }),
  async fix() {
    const finding = current();
    if (!finding || !may("edit")) return;
    if (finding.fix === undefined) return tell(say("no-repair"));
    await change("fix", { finding: finding.f });
  },
  edit: () => may("edit") && edit(),
  "old-text"() {
    state.showOld = !state.showOld;
    state.rows.forEach((row, number) => row.w && redraw(number));
    if (!state.rows.some((row) => row.w)) tell(say("no-old-text"));
  },
  async note() {
    const finding = current();
    if (!finding || !may("answer")) return;
    const state_ = finding.state === "open" ? {} : { state: finding.state };
    await ask(say("note-on", { name: finding.name }), finding.note ?? "", (note) => answer({ note, ...state_ }, [finding.f]));
  },
  async reply() {
    const finding = current();
    if (!finding || !may("reply")) return;
    await ask(say("reply-to", { name: finding.name }), "", (text) => reply(finding, text));
  },
  async contest() {
    const finding = current();
    if (!finding || !may("reply")) return;
    await ask(say("contest-why", { name: finding.name }), "", (text) => reply(finding, text, { contests: true }));
  },
  async "all-like"() {
    const finding = current();
    if (!finding || !may("answer")) return;
    const alike = likes(finding).map((one) => one.f);
    $("all-title").textContent = say("all-like", { count: alike.length, name: finding.name });
    const chosen = await opened($("all-dialog"));
    if (["accepted-risk", "false-alarm"].includes(chosen)) {
      await answer({ state: chosen }, alike);
      tell(say("answered", { count: alike.length }));
    }
  },
  async undo() {
    const done = await change("undo");
    if (done) tell(say("undone", { what: say(`what-${done.done.what}`) }));
  },
  async redo() {
    const done = await change("redo");
    if (done) tell(say("redone", { what: say(`what-${done.done.what}`) }));
  },
  mark: () => may("answer") && mark(),
  merge: () => may("pair") && pairing("merge"),
  split: () => may("pair") && split(),
  "shift-on": () => may("pair") && pairing("shift-on"),
  "shift-back": () => may("pair") && pairing("shift-back"),
  pin: () => may("pair") && pairing(rowNow()?.s ? "unpin" : "pin"),
  realign: () => may("pair") && pairing("realign"),
  search: () => $("search").focus(),
  filter: () => $("filter-rule").focus(),
  async save() {
    if (may("save") && (await change("save"))) tell(say("saved"));
  },
  help: () => opened($("help-dialog")),
};

const byKey = new Map(Object.entries(setup.keys).map(([name, key]) => [key, name]));

addEventListener("keydown", (event) => {
  // The browser finds only what is made: in a long text its key leads to the search that finds everything.
  if (event.key === "f" && (event.ctrlKey || event.metaKey) && rows.windowed && event.target !== $("search") && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    return doing.search();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (target.matches("input, textarea, select")) {
    if (event.key === "Escape") pane.focus();
    return;
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    goTo(state.row + (event.key === "ArrowDown" ? 1 : -1));
    const found = state.order.find((one) => one.row === state.row && fits(one));
    const before = state.now;
    state.now = found?.f ?? null;
    drawCurrent(before);
    drawQueue();
    drawCard();
    drawTalk();
    return;
  }
  if (event.key === "Enter" && target.matches("button, a, summary")) return;
  const name = byKey.get(event.key);
  if (!name) return;
  event.preventDefault();
  doing[name]();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do], [data-go], [data-open]");
  if (button?.dataset.do) return doing[button.dataset.do]();
  if (button?.dataset.go) return choose(button.dataset.go);
  if (button?.dataset.open) return button.dataset.open === "approve-dialog" ? approve() : reject();
  const mark = event.target.closest("mark[data-finding]");
  if (mark && !getSelection().toString()) {
    const all = mark.dataset.finding.split(" ");
    return choose(all[(all.indexOf(state.now) + 1) % all.length], { scroll: false });
  }
  const row = event.target.closest(".row");
  if (row && !editing && !getSelection().toString()) {
    const number = rows.numberOf(row);
    const before = state.row;
    state.row = number;
    if (before !== number) {
      rows.at(before)?.classList.remove("here");
      row.classList.add("here");
      if (current()?.row !== number) {
        const old = state.now;
        state.now = state.order.find((one) => one.row === number && fits(one))?.f ?? null;
        drawCurrent(old);
        refresh();
      }
    }
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("dblclick", (event) => {
  const segment = event.target.closest('[data-side="t"]');
  if (segment && !editing && setup.may.includes("edit") && !event.target.closest("textarea")) {
    getSelection().removeAllRanges();
    edit(segment.dataset.segment);
  }
});

async function approve() {
  const passes = state.status?.outcome === "passed";
  $("approve-said").textContent = state.status?.headline ?? "";
  $("approve-note").value = "";
  $("approve-despite").checked = false;
  $("approve-despite-label").hidden = passes;
  const body = () => ({ note: $("approve-note").value, despite: $("approve-despite").checked });
  if (await sending($("approve-dialog"), () => change("approve", body()))) tell(say("approved"));
  status();
}

async function reject() {
  $("reject-note").value = "";
  if (await sending($("reject-dialog"), () => change("reject", { note: $("reject-note").value }))) tell(say("sent-back"));
  status();
}

addEventListener("beforeunload", (event) => {
  if (editing && editing.field.value !== editing.text) event.preventDefault();
});

open().catch((error) => {
  $("loading").textContent = error.message;
  $("loading").className = "problem";
});
