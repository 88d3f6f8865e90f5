// The rows of the page, the state of what the reader asked for, and its form in the address.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const html = document.documentElement;
const list = (text) => (text ? text.split(" ").filter(Boolean) : []);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("screen and (max-width: 56rem)");

// ---- the rows, read once
const rows = all(".rows .r").map((el) => ({
  el,
  changed: el.tagName === "ARTICLE",
  // One entry a paragraph or cell: a table is one row and counts as all its cells.
  ops: list(el.dataset.o ?? "unchanged"),
  labels: list(el.dataset.l),
  parts: list(el.dataset.p),
  section: Number(el.dataset.s),
  fold: el.parentElement.tagName === "DETAILS" ? el.parentElement : null,
  shown: true,
  text: null,
}));
const rowOf = new Map(rows.map((row) => [row.el, row]));
const headings = new Map(rows.filter((row) => row.el.classList.contains("hd")).map((row) => [row.section, row]));
const folds = all("details.fold");
const asides = all(".stubs, .part");
const textOf = (row) => (row.text ??= row.el.textContent.normalize("NFKC").toLowerCase());

// ---- state, and its form in the address: #label=softened&in=3&at=p-45
const plainState = () => ({ label: [], op: [], part: "", in: 0, words: "", view: "", at: "" });
let state = plainState();
const defaultView = () => (narrow.matches ? "inline" : "side");

function parse(hash) {
  const found = plainState();
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return { ...found, at: safeDecode(text) };
  for (const [key, value] of new URLSearchParams(text)) {
    if (key === "label" || key === "op") found[key] = value.split(",").filter(Boolean);
    else if (key === "in") found.in = Number(value) || 0;
    else if (key in found) found[key] = value;
  }
  return found;
}
function safeDecode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}
function address() {
  const pairs = [];
  for (const [key, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join(",") : value ? String(value) : "";
    if (text && key !== "at") pairs.push(`${key}=${encodeURIComponent(text).replaceAll("%2C", ",")}`);
  }
  if (!pairs.length) return state.at ? `#${encodeURIComponent(state.at)}` : location.pathname + location.search;
  if (state.at) pairs.push(`at=${encodeURIComponent(state.at)}`);
  return `#${pairs.join("&")}`;
}
function remember(push) {
  history[push ? "pushState" : "replaceState"](null, "", address());
}
