// Both texts, side by side: rows, marks, the lines between them, and the map beside them.
import { make, say, setup, visible } from "./net.js";
import { current, fits, isOpen, settles, state, SEVERITIES } from "./state.js";
import { Windowed } from "./windowed.js";

const pane = document.getElementById("text");
const list = document.getElementById("rows");
const links = document.getElementById("links");
const map = document.getElementById("minimap");
const LETTER = 7.4; // pixels: what a letter of the texts takes on average, for a guess at rows that are not made yet

export const rows = new Windowed(pane, list, {
  block: () => make("div", {}),
  draw: (number) => drawn(state.rows[number], number),
  guesses,
  renumber: (element, number) => (element.firstChild.firstChild.data = String(number + 1)),
});

export function drawRows() {
  rows.reset(state.rows.length);
  document.getElementById("loading").hidden = true;
  later();
}

/** Draw again what a change has touched. */
export function drawChange(change) {
  rows.splice(change.at, change.cut, change.count);
  const numbers = new Set();
  for (const id of change.touched) {
    for (const side of "ot") {
      const number = state.rowOf.get(side + id);
      if (number !== undefined) numbers.add(number);
    }
  }
  for (const number of numbers) redraw(number);
  later();
}

export const redraw = (number) => rows.redraw(number);

/** Return what guesses how high a row will be, from the letters in it. */
function guesses() {
  const isBeside = matchMedia("(min-width: 40.01rem)").matches;
  const width = Math.max(120, isBeside ? (pane.clientWidth - 48) / 2 - 26 : pane.clientWidth - 52);
  const lines = (cell) => Math.max(1, Math.ceil((cell.reduce((sum, [, text]) => sum + text.length + 1, 0) * LETTER) / width));
  return (number) => {
    const { o, t } = state.rows[number];
    return isBeside ? Math.max(lines(o), lines(t)) * 24 + 11 : (lines(o) + lines(t)) * 24 + 17;
  };
}

function drawn(row, number) {
  const confidence = row.c >= 90 ? 4 : row.c >= 75 ? 3 : row.c >= 50 ? 2 : row.c >= 30 ? 1 : 0;
  const classes = ["row", `c${confidence}`, row.b && "opens", row.h && "heading", number === state.row && "here"];
  const place = make("span", { class: "n", title: say("confidence", { count: row.c }) }, String(number + 1));
  if (row.s) place.append(make("span", { class: "pin", title: say("settled-by", { who: row.s }) }, "⚲"));
  return make("div", { class: classes.filter(Boolean).join(" "), "data-key": row.k }, place, cell(row, "o"), cell(row, "t"));
}

function cell(row, side) {
  const language = setup.languages[side === "o" ? 0 : 1];
  if (!row[side].length) return make("div", { class: "cell none" }, say(side === "o" ? "nothing-there" : "nothing-here"));
  const element = make("div", { class: "cell", lang: language });
  row[side].forEach(([id, text], number) => {
    if (number) element.append(" ");
    const segment = make("span", { "data-segment": id, "data-side": side });
    segment.append(...marked(text, state.marks.get(side + id) ?? []));
    element.append(segment);
  });
  for (const [id, text] of side === "t" ? (row.w ?? []) : []) {
    if (state.showOld) element.append(make("span", { class: "old", "data-old": id }, visible(text)));
  }
  return element;
}

/** A text with its marks: where several lie on each other, the worst is seen. */
function* marked(text, marks) {
  const found = state.search ? places(text, state.search) : [];
  const edges = new Set([0, text.length]);
  for (const [start, end] of [...marks, ...found]) edges.add(start).add(end);
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  for (let n = 0; n + 1 < sorted.length; n++) {
    const [from, to] = [sorted[n], sorted[n + 1]];
    const piece = visible(text.slice(from, to));
    const on = marks.filter(([start, end]) => start <= from && to <= end).map((mark) => mark[2]);
    const hit = found.some(([start, end]) => start <= from && to <= end);
    let node = document.createTextNode(piece);
    if (hit) node = make("mark", { class: "found" }, node);
    if (on.length) {
      on.sort((a, b) => settles(a) - settles(b) || SEVERITIES.indexOf(a.sev) - SEVERITIES.indexOf(b.sev));
      const now = on.some((one) => one.f === state.now);
      const classes = [on[0].sev, settles(on[0]) && "settled", now && "now"].filter(Boolean).join(" ");
      node = make("mark", { class: classes, "data-finding": on.map((one) => one.f).join(" ") }, node);
    }
    yield node;
  }
}

/** Where words are found: without regard to case, accents and kinds of spaces and apostrophes. */
export function places(text, wanted) {
  const plain = folded(text);
  const what = folded(wanted);
  const found = [];
  if (!what) return found;
  for (let at = plain.indexOf(what); at >= 0; at = plain.indexOf(what, at + what.length)) found.push([at, at + what.length]);
  return found;
}

function folded(text) {
  let made = "";
  for (const char of text) {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    made += (plain.length === char.length ? plain : char).replace(/[\u00a0\u202f\u2009]/g, " ").replace(/[\u2019\u02bc]/g, "'");
  }
  return made;
}

/** Go to a row, and show it. */
export function goTo(number) {
  const before = state.row;
  state.row = Math.max(-1, Math.min(number, state.rows.length - 1));
  rows.at(before)?.classList.remove("here");
  rows.show(state.row, { isCentred: true })?.classList.add("here");
  later();
}

/** Mark the current finding, and no other. */
export function drawCurrent(before) {
  for (const fingerprint of [before, state.now]) {
    const finding = state.findings.get(fingerprint);
    if (!finding) continue;
    for (const side of "ot") for (const [id] of finding[side]) redraw(state.rowOf.get(side + id));
  }
  later();
}

let waiting = 0;
function later() {
  if (!waiting) {
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      drawLinks();
      drawMap();
    });
  }
}

/** Lines from where the findings of the current row lie in the original to where they lie in the translation; that of the
 * current finding goes on to its card. They run between the lines of text, and cross over beside the border of the two
 * columns. */
function drawLinks() {
  links.replaceChildren();
  const finding = current();
  const origin = pane.getBoundingClientRect();
  const isBeside = matchMedia("(min-width: 40.01rem)").matches;
  const element = (name, properties) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
    links.append(made);
  };
  const corner = (mark, edge) => {
    const boxes = mark.getClientRects();
    const box = boxes[edge === "right" ? boxes.length - 1 : 0];
    return box && [box[edge] - origin.left, box.bottom - origin.top + pane.scrollTop + 3];
  };
  const of = (one, side) => [...list.querySelectorAll(`[data-side="${side}"] mark[data-finding~="${one.f}"]`)];
  const line = (from, to, isNow) => {
    if (!from || !to) return;
    const border = rows.at(state.row)?.lastElementChild?.getBoundingClientRect().left - origin.left;
    const path = `M${from[0]} ${from[1]} H${Math.min(Math.max(from[0], border || 0), to[0])} V${to[1]} H${to[0]}`;
    element("path", { d: path, class: isNow ? "now" : "" });
    for (const [x, y] of [from, to]) element("circle", { cx: x, cy: y, r: 2.5, class: isNow ? "now" : "" });
  };
  for (const one of state.order) {
    const isNow = one === finding;
    if (!isNow && (one.row !== state.row || one.row < 0 || !fits(one))) continue;
    const [lefts, rights] = [of(one, "o"), of(one, "t")];
    if (isBeside && lefts.length && rights.length) line(corner(lefts[lefts.length - 1], "right"), corner(rights[0], "left"), isNow);
    const last = rights[rights.length - 1] ?? lefts[lefts.length - 1];
    if (isNow && last && document.querySelector(".side").getBoundingClientRect().left >= origin.right - 40) {
      const from = corner(last, "right");
      if (from) line(from, [pane.clientWidth, from[1]], true);
    }
  }
}

/** A tick where each finding is, the worst on top; the frame is what is on the screen. */
function drawMap() {
  const box = map.getBoundingClientRect();
  const scale = devicePixelRatio || 1;
  if (map.height !== Math.round(box.height * scale)) {
    map.height = Math.round(box.height * scale);
    map.width = Math.round(box.width * scale);
  }
  const draw = map.getContext("2d");
  const style = getComputedStyle(document.documentElement);
  draw.clearRect(0, 0, map.width, map.height);
  const height = map.height / Math.max(1, state.rows.length);
  for (const severity of [...SEVERITIES].reverse()) {
    draw.fillStyle = style.getPropertyValue(`--${severity}`);
    for (const finding of state.findings.values()) {
      if (finding.sev !== severity || finding.row < 0 || !isOpen(finding)) continue;
      draw.fillRect(map.width * 0.2, finding.row * height, map.width * 0.6, Math.max(2 * scale, height));
    }
  }
  const now = current();
  if (now && now.row >= 0) {
    draw.fillStyle = style.getPropertyValue("--link");
    draw.fillRect(0, now.row * height - scale, map.width, Math.max(3 * scale, height));
  }
  draw.strokeStyle = style.getPropertyValue("--soft");
  draw.lineWidth = scale;
  const share = map.height / Math.max(1, pane.scrollHeight);
  draw.strokeRect(scale / 2, pane.scrollTop * share, map.width - scale, Math.max(6, pane.clientHeight * share));
}

function jump(event) {
  const box = map.getBoundingClientRect();
  const share = Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
  pane.scrollTop = share * pane.scrollHeight - pane.clientHeight / 2;
}

map.addEventListener("pointerdown", (event) => {
  map.setPointerCapture(event.pointerId);
  jump(event);
});
map.addEventListener("pointermove", (event) => event.buttons && jump(event));
pane.addEventListener("scroll", later, { passive: true });
addEventListener("resize", later);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later);

/** The segment in which something was selected, and from where to where. */
export function selection() {
  const chosen = getSelection();
  if (!chosen || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const segment = range.startContainer.parentElement?.closest("[data-segment]");
  if (!segment || !segment.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(segment, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { side: segment.dataset.side, id: segment.dataset.segment, start, end: start + range.toString().length };
}
