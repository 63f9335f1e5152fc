
"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const box = form.closest("details");
  const findings = [...document.querySelectorAll(".finding")];
  const spots = [...document.querySelectorAll("[data-findings]")];
  const beads = [...document.querySelectorAll(".bead.marked")];
  const text = document.querySelector(".beads");
  const notes = document.querySelector("details.notes");
  const only = document.getElementById("marked");
  // Nothing ticked means everything: one click shows one rule.
  const chosen = (name) => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const apply = () => {
    const severities = chosen("severity");
    if (severities.has("neutral") && notes) notes.open = true;
    const rules = chosen("rule");
    const hidden = new Set();
    for (const finding of findings) {
      finding.hidden = (severities.size > 0 && !severities.has(finding.dataset.severity))
        || (rules.size > 0 && !rules.has(finding.dataset.rule));
      if (finding.hidden) hidden.add(finding.id.replace("finding-", ""));
    }
    for (const spot of spots) {
      spot.classList.toggle("off", spot.dataset.findings.split(" ").every((number) => hidden.has(number)));
    }
    for (const bead of beads) {
      bead.classList.toggle("unmarked", !bead.querySelector("mark:not(.off)"));
    }
    const shown = findings.length - hidden.size;
    const all = shown === findings.length;
    document.getElementById("shown").textContent = all
      ? form.dataset.all.replace("#", findings.length)
      : form.dataset.some.replace("#", shown).replace("@", findings.length);
    document.getElementById("all").hidden = all;
    document.getElementById("none").hidden = shown > 0;
    box.classList.toggle("active", !all);
    text.classList.toggle("only", only.checked);
  };

  // A link into the text or to a finding must always arrive, whatever is filtered away.
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.classList.contains("bead")) only.checked = false;
    if (target.classList.contains("finding") && target.hidden) form.reset();
    apply();
    const folded = target.closest("details");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };

  box.hidden = findings.length < 2;
  document.getElementById("only").hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  only.addEventListener("change", apply);
  addEventListener("hashchange", arrive);

  // A rule folds to the heads of its findings.
  for (const button of document.querySelectorAll(".fold")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const folded = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", folded);
      for (const finding of findings) {
        if (finding.dataset.rule === button.dataset.rule) finding.classList.toggle("folded", folded);
      }
    });
  }

  // j and k go from finding to finding, as in many readers of mail.
  let current = -1;
  for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const shown = findings.filter((finding) => !finding.hidden);
    const at = shown.indexOf(findings[current]);
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
    if (!next) return;
    current = findings.indexOf(next);
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "start" });
  });

  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.title = button.dataset.command;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.command);
        button.textContent = button.dataset.done;
      } catch {
        button.textContent = button.dataset.command; // to be copied by hand
      }
    });
  }

  apply();
})();
