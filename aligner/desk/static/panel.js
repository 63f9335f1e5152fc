// The card of the current finding, what was said under it, and the queue of findings.
import { make, say, setup, visible } from "./net.js";
import { Windowed } from "./windowed.js";
import { current, fits, isOpen, settles, shown, state, SEVERITIES } from "./state.js";

const card = document.getElementById("card");
const queue = document.getElementById("queue");
let queued = []; // the findings of the queue as it is drawn
const entries = new Windowed(queue.parentElement, queue, {
  block: () => make("ul", {}),
  draw: (number) => entry(queued[number]),
  guesses: () => () => 46,
});
const counts = document.getElementById("counts");

export const quote = (finding) => {
  for (const side of ["t", "o"]) {
    for (const [id, start, end] of finding[side]) {
      const row = state.rows[state.rowOf.get(side + id)];
      const text = row?.[side].find(([one]) => one === id)?.[1];
      if (text) return visible(text.slice(start, end));
    }
  }
  return "";
};

const key = (name) => make("kbd", {}, setup.keys[name]);
const act = (name, key_, extra = {}) => make("button", { "data-do": name, ...extra }, say(`do-${name}`), " ", key(key_ ?? name));

export function drawCard() {
  const finding = current();
  if (!finding) {
    const row = state.rows[state.row];
    card.replaceChildren(make("p", { class: "soft" }, say(state.findings.size ? "choose-finding" : "no-findings")));
    if (row && setup.may.includes("edit")) card.append(make("div", { class: "acts" }, act("edit"), act("mark"), ...pairing(row)));
    document.getElementById("talk").replaceChildren();
    return;
  }
  const head = make(
    "h2",
    {},
    make("span", { class: `badge ${finding.sev}` }, say(`severity-${finding.sev}`)),
    finding.name,
    finding.state !== "open" && make("span", { class: "badge" }, say(`state-${finding.state}`)),
    finding.contested && make("span", { class: "badge major" }, say("contested")),
  );
  const inside = [head, make("p", { class: "msg" }, visible(finding.msg), finding.doubt ? ` ${finding.doubt}` : "")];
  if (finding.fix !== undefined) {
    const now = quote(finding);
    inside.push(make("p", { class: "fix", lang: setup.languages[1] }, make("del", {}, now), " → ", make("ins", {}, visible(finding.fix) || say("nothing"))));
  }
  const acts = [];
  if (setup.may.includes("answer")) {
    acts.push(act("accept"), act("false-alarm"));
    if (finding.fix !== undefined && setup.may.includes("edit")) acts.push(act("fix"));
    if (setup.may.includes("edit")) acts.push(act("edit"));
    acts.push(act("note"));
    if (finding.state !== "open") acts.push(act("withdraw"));
    const alike = likes(finding).length;
    if (alike > 1) acts.push(act("all-like"));
    acts.push(make("span", { class: "levels", role: "group", "aria-label": say("severity") }, ...[...SEVERITIES].reverse().map((one) => make("button", { "data-do": one, "aria-pressed": String(one === finding.sev), title: say(`severity-${one}`) }, setup.keys[one]))));
  }
  if (setup.may.includes("reply")) acts.push(act("reply"), act("contest"));
  inside.push(make("div", { class: "acts" }, ...acts));
  const others = here(finding);
  if (others.length) {
    inside.push(make("ul", { class: "others", "aria-label": say("also-here") }, ...others.map((one) => make("li", {}, make("span", { class: `badge ${one.sev}` }, say(`severity-${one.sev}`)), " ", make("button", { class: "link", "data-go": one.f }, `${one.name} — ${visible(one.msg)}`)))));
  }
  const row = state.rows[finding.row];
  if (row && setup.may.includes("pair")) inside.push(make("details", {}, make("summary", { class: "said" }, say("pairing")), make("div", { class: "acts" }, ...pairing(row))));
  const open = card.querySelector("details")?.open;
  card.replaceChildren(...inside);
  if (open) card.querySelector("details").open = true;
}

function pairing(row) {
  const found = [act("merge"), act("shift-back"), act("shift-on"), act("pin"), act("realign")];
  if (row.t.length > 1) found.unshift(act("split"));
  return setup.may.includes("pair") ? found : [];
}

/** Other findings of the bead of a finding. */
const here = (finding) => state.order.filter((one) => one.row === finding.row && one.row >= 0 && one.f !== finding.f);

/** All findings of the same rule about the same words. */
export const likes = (finding) => state.order.filter((one) => one.like === finding.like && isOpen(one) | (one.f === finding.f));

export function drawTalk() {
  const finding = current();
  const place = document.getElementById("talk");
  if (!finding || (finding.state === "open" && !finding.replies)) place.replaceChildren();
  else window.htmx?.ajax("GET", `/pair/${setup.pair}/talk/${finding.f}`, { target: "#talk", swap: "innerHTML" });
}

export function drawQueue() {
  const found = shown();
  const now = current();
  if (now && !found.includes(now)) found.unshift(now);
  queued = found;
  entries.reset(found.length);
  const open = state.order.filter(isOpen).length;
  counts.textContent = say("counts", { count: found.filter((one) => fits(one)).length, all: state.order.length, open });
}

function entry(finding) {
  const classes = [finding.f === state.now && "here", settles(finding) && "settled"].filter(Boolean).join(" ");
  const mark = finding.contested ? say("contested") : finding.state === "open" ? "" : say(`state-${finding.state}`);
  return make(
    "li",
    { class: classes },
    make(
      "button",
      { "data-go": finding.f, "aria-current": finding.f === state.now ? "true" : undefined, tabindex: "-1" },
      make("span", { class: `dot ${finding.sev}`, title: say(`severity-${finding.sev}`) }, make("span", { class: "unseen" }, say(`severity-${finding.sev}`))),
      make("span", { class: "what" }, finding.name),
      make("span", { class: "state" }, mark || (finding.row >= 0 ? String(finding.row + 1) : "")),
      make("span", { class: "quote", lang: setup.languages[1] }, quote(finding)),
    ),
  );
}

/** Fill the filters with what there is, each with how many it would leave. */
export function drawFilters() {
  const count = (name, value) => state.order.filter((one) => fits(one, { ...state.filter, [name]: value })).length;
  const fill = (name, options) => {
    const element = document.getElementById(`filter-${name}`);
    element.replaceChildren(...options.map(([value, text]) => make("option", { value, selected: value === state.filter[name] }, `${text} (${count(name, value)})`)));
    element.value = state.filter[name];
  };
  const names = new Map(state.order.map((one) => [one.rule, one.name]));
  fill("rule", [["", say("all-rules")], ...[...names].sort((a, b) => a[1].localeCompare(b[1]))]);
  fill("severity", [["", say("all-severities")], ...SEVERITIES.map((one) => [one, say(`severity-${one}`)])]);
  const states = ["to-be-fixed", "accepted-risk", "false-alarm", "fixed"];
  fill("state", [["", say("all-states")], ["open", say("not-settled")], ["settled", say("settled")], ["contested", say("contested")], ...states.map((one) => [one, say(`state-${one}`)])]);
  const people = [...new Set(state.order.map((one) => one.by).filter(Boolean))].sort();
  fill("person", [["", say("all-people")], ...people.map((one) => [one, one])]);
}

export function keepInView() {
  entries.show(queued.indexOf(current()));
}
