// Views, and going from one place to another.
// ---- views
function setView(view) {
  html.dataset.view = view;
  for (const radio of all("input[name=view]")) radio.checked = radio.value === view;
  drawSoon();
}
function chooseView(view) {
  state.view = view === defaultView() ? "" : view;
  const held = current && current.el.getBoundingClientRect().top;
  setView(view);
  if (current) scrollBy(0, current.el.getBoundingClientRect().top - held);
  remember(false);
}

// ---- going somewhere
const status = one("#status");
function say(text) { status.textContent = text; }
let current = null, order = null;
const stops = () => (order ??= rows.filter((row) => row.changed && row.shown));

function reveal(el) {
  const row = rowOf.get(el.closest(".r"));
  if (el.closest("[hidden]")) { clear(); say("Filters cleared to show it"); }
  for (let up = el.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  return el.getClientRects().length ? el : row ? row.el : el;
}
function go(id, push = true) {
  const target = id && document.getElementById(id);
  if (!target) return false;
  const el = reveal(target);
  state.at = id;
  remember(push);
  const row = rowOf.get(el.closest(".r"));
  if (row) current = row;
  el.tabIndex = el.tabIndex < 0 ? -1 : el.tabIndex;
  el.focus({ preventScroll: true });
  el.scrollIntoView({ block: el.id === "text" ? "start" : "center" });
  // Rows far away have an estimated height until they are drawn: settle once they are.
  requestAnimationFrame(() => requestAnimationFrame(() => el.scrollIntoView({ block: el.id === "text" ? "start" : "center" })));
  for (const old of all(".hit")) old.classList.remove("hit");
  el.classList.add("hit");
  return true;
}
function step(by) {
  const found = stops();
  if (!found.length) return;
  let at = current ? found.indexOf(current) : -1;
  if (at < 0) {
    const edge = current ? current.el.offsetTop : scrollY;
    at = found.findIndex((row) => row.el.offsetTop >= edge);
    at = by > 0 ? at - 1 : at;
  }
  at = (Math.max(at, by > 0 ? -1 : 0) + by + found.length) % found.length;
  go(found[at].el.id, false);
  say(`Change ${(at + 1).toLocaleString("en")} of ${found.length.toLocaleString("en")}`);
}
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const hash = link.getAttribute("href");
  if (hash.includes("=")) {
    event.preventDefault();
    location.hash = hash;
    one("#text").scrollIntoView();
  } else if (go(safeDecode(hash.slice(1)))) {
    event.preventDefault();
    one("#side").classList.remove("open");
  }
});
function follow() {
  state = parse(location.hash);
  showForm();
  setView(["side", "inline", "notes"].includes(state.view) ? state.view : defaultView());
  apply();
  if (state.at) go(state.at, false);
}
addEventListener("hashchange", follow);
addEventListener("popstate", follow);
one("#jump").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = one("#number").value.trim().toLowerCase().match(/[\p{L}\p{N}]+/gu);
  if (!number) return;
  const side = one("#which").value;
  if (!go(`${side}-${number.join("-")}`)) say(`No paragraph ${number.join(" ")} there`);
  else say(`Paragraph ${number.join(" ")}`);
});
