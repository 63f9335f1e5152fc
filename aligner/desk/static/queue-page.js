// The list of pairs is loaded again when something has changed.
const events = new EventSource("/events");
let waiting = 0;
events.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => document.body.dispatchEvent(new Event("desk-change")), 300);
});
