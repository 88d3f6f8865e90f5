// Quoting, correcting, folding, keys, the map beside the scroll bar, paper.
// ---- a change as a quotation
const drafts = all(".docs dd").map((dd) => dd.textContent.replace(/\s+/g, " ").trim());
function words_of(cell) {
  const copy = cell.cloneNode(true);
  for (const own of all("del.x, .go, .fn, .no", copy)) own.remove();
  if (cell.classList.contains("n")) for (const gone of all("del", copy)) gone.remove();
  return all("[dir]", copy).map((p) => p.textContent.trim()).filter(Boolean).join("\n");
}
function quotation(el) {
  const lines = [];
  for (const [side, name] of [["o", drafts[0]], ["n", drafts[1]]]) {
    const cell = one(`.${side}`, el);
    if (!cell) continue;
    const numbers = all(".no, [data-n]", cell).map((no) => no.dataset.n ?? no.textContent.trim().replace(/\.$/, ""));
    const where = numbers.length ? `, ${numbers.length > 1 ? "paras." : "para."} ${numbers.join(", ")}` : "";
    lines.push(`${name}${where}: “${words_of(cell)}”`);
  }
  const said = all(".m > li:not(.act)", el).map((li) => li.textContent.replace(/\s+/g, " ").trim());
  if (said.length) lines.push(`(${said.join("; ")})`);
  return lines.join("\n");
}
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    if (button) button.focus();
  }
  say("Copied");
}

// ---- "this is wrong": lines for overrides.toml
const dialog = one("#wrong"), lines = one("#lines"), choices = one("#choices");
const overrides = { pair: [], unpair: [], strike: [] };
function ask(el) {
  const old = list(el.dataset.a), fresh = list(el.dataset.b);
  choices.replaceChildren();
  const add = (text, key, entry) => {
    const label = document.createElement("label"), box = document.createElement("input");
    box.type = "checkbox";
    box.addEventListener("change", () => {
      if (box.checked) overrides[key].push(entry());
      else overrides[key] = overrides[key].filter((line) => line !== entry());
      write();
    });
    label.append(box, ` ${text}`);
    choices.append(label);
  };
  for (const name of list(el.dataset.l)) {
    add(`It is not “${name.replaceAll("-", " ")}”`, "strike", () => `{ id = ${JSON.stringify(el.id)}, label = ${JSON.stringify(name)} }`);
  }
  if (old.length && fresh.length) {
    for (const a of old) for (const b of fresh) {
      add(`Old #${a} and new #${b} do not belong together`, "unpair", () => `{ old = "#${a}", new = "#${b}" }`);
    }
  } else {
    askPartner(old, fresh);
  }
  write();
  dialog.showModal();
}
function askPartner(old, fresh) {
  const label = document.createElement("label"), field = document.createElement("input");
  const mine = old.length ? "new" : "old";
  label.append(`It belongs with ${mine} paragraph `, field);
  let line = "";
  field.addEventListener("change", () => {
    overrides.pair = overrides.pair.filter((known) => known !== line);
    const other = JSON.stringify(field.value.trim());
    line = old.length ? `{ old = "#${old[0]}", new = ${other} }` : `{ old = ${other}, new = "#${fresh[0]}" }`;
    if (field.value.trim()) overrides.pair.push(line);
    write();
  });
  choices.append(label);
}
function write() {
  lines.value = Object.entries(overrides).filter(([, entries]) => entries.length)
    .map(([key, entries]) => `${key} = [\n${entries.map((entry) => `  ${entry},\n`).join("")}]\n`).join("");
}
one("#copy-lines").addEventListener("click", (event) => copy(lines.value, event.target));

// ---- buttons beside a change, made as it comes near the screen
const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) { equip(entry.target); near.unobserve(entry.target); }
}, { rootMargin: "800px" });
function equip(el) {
  const line = one(".m", el);
  if (!line || one(".act", line)) return;
  const item = document.createElement("li");
  item.className = "act";
  for (const [name, text] of [["quote", "Copy quotation"], ["wrong", "This is wrong"]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = name;
    button.textContent = text;
    item.append(button);
  }
  line.append(item);
}
for (const row of rows) if (row.changed) near.observe(row.el);
one(".rows").addEventListener("click", (event) => {
  const row = rowOf.get(event.target.closest(".r"));
  if (row && row.changed) current = row;
  const act = event.target.dataset && event.target.dataset.act;
  if (act === "quote") copy(quotation(row.el), event.target);
  if (act === "wrong") ask(row.el);
});

// ---- a label in hand shows its deciding words
for (const [kind, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  one(".rows").addEventListener(kind, (event) => {
    const item = event.target.closest && event.target.closest(".m > li[data-l]");
    if (!item) return;
    for (const mark of all("mark", item.closest(".r"))) {
      mark.classList.toggle("on", on && list(mark.dataset.l).includes(item.dataset.l));
    }
  });
}

// ---- folds, side panel, keys
const unfold = one("#unfold");
function unfoldAll() {
  const open = unfold.getAttribute("aria-pressed") !== "true";
  unfold.setAttribute("aria-pressed", String(open));
  unfold.textContent = open ? "Fold unchanged" : "Unfold all";
  for (const fold of folds) { delete fold.dataset.was; fold.open = open; }
  drawSoon();
}
unfold.addEventListener("click", unfoldAll);
const panel = one("#panel"), side = one("#side");
function openPanel(open) {
  side.classList.toggle("open", open);
  panel.setAttribute("aria-expanded", String(open));
  if (open) words.focus();
}
panel.addEventListener("click", () => openPanel(!side.classList.contains("open")));
one("#close-side").addEventListener("click", () => { openPanel(false); panel.focus(); });
one("#prev").addEventListener("click", () => step(-1));
one("#next").addEventListener("click", () => step(1));
const help = one("#help-box"), keysOn = one("#keys-on");
one("#help").addEventListener("click", () => help.showModal());
for (const button of all("dialog .close")) button.addEventListener("click", () => button.closest("dialog").close());
for (const radio of all("input[name=view]")) radio.addEventListener("change", () => chooseView(radio.value));
const views = ["side", "inline", "notes"];
const keys = {
  n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1), u: unfoldAll,
  c: () => current && current.changed && copy(quotation(current.el)),
  w: () => current && current.changed && ask(current.el),
  v: () => chooseView(views[(views.indexOf(html.dataset.view) + 1) % views.length]),
  g: () => one("#number").focus(), "/": () => openPanel(true), "?": () => help.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && side.classList.contains("open")) { openPanel(false); panel.focus(); return; }
  if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
  const key = keys[event.key];
  if (key) { event.preventDefault(); key(); }
});

// ---- the map beside the scroll bar: where the changes are
const map = one("#map"), pen = map.getContext("2d");
let drawing = 0;
function drawSoon() {
  clearTimeout(drawing);
  drawing = setTimeout(() => requestAnimationFrame(draw), 150);
}
function draw() {
  const height = innerHeight, whole = html.scrollHeight, style = getComputedStyle(html);
  map.width = 12;
  map.height = height;
  const colours = { new: "--ins", deleted: "--del", moved: "--move", other: "--change" };
  for (const row of stops()) {
    const box = row.el.getBoundingClientRect();
    if (!box.height) continue;
    const name = ["moved", "new", "deleted"].find((op) => row.ops.includes(op)) ?? "other";
    pen.fillStyle = style.getPropertyValue(colours[name]);
    const wide = row.labels.some((label) => label !== "editorial");
    pen.fillRect(wide ? 0 : 6, ((box.top + scrollY) / whole) * height, wide ? 12 : 6, Math.max(2, (box.height / whole) * height));
  }
}
map.addEventListener("click", (event) => scrollTo({ top: (event.offsetY / innerHeight) * html.scrollHeight - innerHeight / 2, behavior: calm.matches ? "auto" : "smooth" }));
addEventListener("resize", drawSoon);
narrow.addEventListener("change", () => { if (!state.view) setView(defaultView()); });

// ---- paper: what is folded is printed too, unless filters chose
let printed = [];
addEventListener("beforeprint", () => {
  printed = folds.filter((fold) => !fold.open && !fold.hidden);
  for (const fold of printed) fold.open = true;
});
addEventListener("afterprint", () => { for (const fold of printed) fold.open = false; });

for (const el of all("#filters, #tools, #close-side")) el.hidden = false;
map.hidden = false;
html.classList.add("live");
follow();
