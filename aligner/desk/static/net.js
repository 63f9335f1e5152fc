// What the page was given, and how it talks to the server.
export const setup = JSON.parse(document.getElementById("setup").dataset.setup);

/** Return a text of the page's language, its slots filled; an amount chooses between one and several. */
export function say(key, slots = {}) {
  let text = setup.words[key] ?? key;
  if (typeof text === "object") {
    const one = document.documentElement.lang === "fr" ? slots.count < 2 : slots.count === 1;
    text = one ? text.one : text.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));
}

export class Refused extends Error {
  constructor(status, data) {
    super(data.error ?? say("no-answer"));
    this.status = status;
    this.facts = data.facts ?? {};
  }
}

async function answered(response) {
  let data = {};
  try {
    data = await response.json();
  } catch {
    data = {};
  }
  if (!response.ok) throw new Refused(response.status, data);
  return data;
}

export async function get(path) {
  let response;
  try {
    response = await fetch(`/api/pairs/${setup.pair}${path}`, { headers: { accept: "application/json" } });
  } catch {
    throw new Refused(0, {});
  }
  return answered(response);
}

export async function post(name, body) {
  let response;
  try {
    response = await fetch(`/api/pairs/${setup.pair}/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf": setup.csrf },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, {});
  }
  return answered(response);
}

/** Control characters and marks that turn the direction of a text become visible, one for one. */
export function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** Make an element: its properties, then what is in it. */
export function make(tag, properties = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return element;
}
