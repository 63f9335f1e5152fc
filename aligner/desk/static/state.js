// What the page knows of the pair: rows and findings, and how changes come in.
export const SEVERITIES = ["critical", "major", "minor", "neutral"];

export const state = {
  head: 0,
  rows: [],
  findings: new Map(), // by fingerprint
  order: [], // findings, worst first
  rowOf: new Map(), // id of a segment -> number of its row
  marks: new Map(), // id of a segment -> [start, end, finding]
  now: null, // fingerprint of the current finding
  row: -1, // number of the current row
  filter: { rule: "", severity: "", state: "open", person: "" },
  search: "",
};

export const settles = (finding) => finding.state === "accepted-risk" || finding.state === "false-alarm";
export const isOpen = (finding) => !settles(finding) && finding.state !== "fixed";

export function takeWhole(data) {
  state.head = data.head;
  state.rows = data.rows;
  state.findings = new Map(data.findings.map((one) => [one.f, one]));
  derive();
}

/** Take a change in; return what of the rows has to be drawn again, null where that is everything. */
export function takeChange(change) {
  if (change.whole) {
    takeWhole(change.whole);
    return null;
  }
  if (change.from !== state.head && change.from !== undefined) return undefined;
  const touched = new Set();
  const touch = (finding) => {
    for (const [segment] of [...(finding?.o ?? []), ...(finding?.t ?? [])]) touched.add(segment);
  };
  for (const key of change.gone) {
    touch(state.findings.get(key));
    state.findings.delete(key);
  }
  for (const one of change.findings) {
    touch(state.findings.get(one.f));
    touch(one);
    state.findings.set(one.f, one);
  }
  const { at, cut, put } = change.rows;
  state.rows.splice(at, cut, ...put);
  state.head = change.head;
  derive();
  return { at, cut, count: put.length, touched };
}

function derive() {
  state.rowOf.clear();
  state.rows.forEach((row, number) => {
    for (const [id] of row.o) state.rowOf.set(`o${id}`, number);
    for (const [id] of row.t) state.rowOf.set(`t${id}`, number);
  });
  state.marks.clear();
  for (const finding of state.findings.values()) {
    for (const side of ["o", "t"]) {
      for (const [id, start, end] of finding[side]) {
        const key = side + id;
        if (!state.marks.has(key)) state.marks.set(key, []);
        state.marks.get(key).push([start, end, finding]);
      }
    }
    finding.row = rowOf(finding);
  }
  const rank = (finding) => (finding.counts ? 0 : 10) + SEVERITIES.indexOf(finding.sev);
  state.order = [...state.findings.values()].sort((a, b) => rank(a) - rank(b) || a.row - b.row);
}

export function rowOf(finding) {
  for (const side of ["t", "o"]) {
    for (const [id] of finding[side]) {
      const row = state.rowOf.get(side + id);
      if (row !== undefined) return row;
    }
  }
  return -1;
}

/** Say whether a finding is one that the filters leave. */
export function fits(finding, filter = state.filter) {
  if (filter.rule && finding.rule !== filter.rule) return false;
  if (filter.severity && finding.sev !== filter.severity) return false;
  if (filter.person && finding.by !== filter.person) return false;
  if (filter.state === "open") return isOpen(finding);
  if (filter.state === "settled") return settles(finding);
  if (filter.state === "contested") return Boolean(finding.contested);
  if (filter.state) return finding.state === filter.state;
  return true;
}

export const shown = () => state.order.filter((finding) => fits(finding));
export const current = () => state.findings.get(state.now) ?? null;
