// Filters that combine, with the count that each further choice would leave.
// ---- filters
const form = one("#filters"), words = one("#words"), part = one("#part"), section = one("#section");
const outputs = all("output[data-of]");
const tests = {
  label: (row) => state.label.some((name) => row.labels.includes(name)),
  op: (row) => state.op.some((name) => row.ops.includes(name)),
  part: (row) => row.parts.includes(state.part),
  in: (row) => row.section >= state.in && row.section <= last,
  words: (row) => wanted.every((word) => textOf(row).includes(word)),
};
const isSet = {
  label: () => state.label.length > 0, op: () => state.op.length > 0, part: () => Boolean(state.part),
  in: () => state.in > 0, words: () => wanted.length > 0,
};
let wanted = [], last = 0;
function lastUnder(number) {
  const option = section && one(`option[value="${number}"]`, section);
  return option ? Number(option.dataset.last) : number;
}
const isActive = () => Object.values(isSet).some((test) => test());

function apply() {
  // Words apart must all occur; a phrase stands in quotes.
  wanted = [...state.words.normalize("NFKC").toLowerCase().matchAll(/["“](.+?)["”]|(\S+)/g)].map((found) => found[1] ?? found[2]);
  last = lastUnder(state.in);
  const active = isActive();
  const counts = new Map();
  const context = new Set();
  const open = new Set();
  let matches = 0;
  const set = Object.keys(tests).filter((name) => isSet[name]());
  for (const row of rows) {
    // A choice counts the rows that all other filters let through: one failed filter still counts its own choices.
    let failed = "", fails = 0;
    for (const name of set) if (!tests[name](row)) { failed = name; fails += 1; if (fails > 1) break; }
    row.shown = !fails;
    if (row.shown) matches += 1;
    if (row.shown && active) { context.add(headings.get(row.section)); if (row.fold) open.add(row.fold); }
    if (fails < 2) tally(counts, row, failed);
  }
  for (const row of rows) {
    const around = active && !row.shown && context.has(row);
    toggle(row.el, "hidden", !row.shown && !around);
    if (around !== row.around) { row.el.classList.toggle("around", around); row.around = around; }
  }
  for (const fold of folds) {
    toggle(fold, "hidden", active && !open.has(fold));
    if (active) { fold.dataset.was ??= String(fold.open); fold.open = open.has(fold); }
    else if (fold.dataset.was) { fold.open = fold.dataset.was === "true"; delete fold.dataset.was; }
  }
  for (const aside of asides) toggle(aside, "hidden", active);
  for (const output of outputs) output.value = counts.get(output.dataset.of) ?? 0;
  one("#none").hidden = matches > 0;
  html.classList.toggle("filtered", active);
  one("#close-side").textContent = active ? `Show ${matches.toLocaleString("en")}` : "Close";
  order = null;
  say(active ? `${matches.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown` : "");
  highlight();
  drawSoon();
}
function tally(counts, row, failed) {
  const count = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  if (!failed || failed === "label") for (const name of row.labels) count(`label:${name}`);
  if (!failed || failed === "op") for (const name of row.ops) count(`op:${name}`);
}
function toggle(el, name, value) {
  if (el[name] !== value) el[name] = value;
}
function highlight() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete("found");
  if (!wanted.length) return;
  const ranges = [];
  for (const row of rows) {
    if (!row.shown || ranges.length > 500) continue;
    const walker = document.createTreeWalker(row.el, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      for (const word of wanted) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, Math.min(at + word.length, node.length));
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
function showForm() {
  for (const box of all("input[type=checkbox]", form)) box.checked = state[box.name].includes(box.value);
  if (part) part.value = state.part;
  if (section) section.value = state.in || "";
  words.value = state.words;
}
function readForm() {
  for (const name of ["label", "op"]) {
    state[name] = all(`input[name=${name}]:checked`, form).map((box) => box.value);
  }
  state.part = part ? part.value : "";
  state.in = section ? Number(section.value) : 0;
  state.words = words.value.trim();
  state.at = "";
  remember(false);
  apply();
}
let typing = 0;
form.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event.target === words) typing = setTimeout(readForm, 120);
  else readForm();
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
function clear() {
  state = { ...plainState(), view: state.view };
  showForm();
  remember(false);
  apply();
}
