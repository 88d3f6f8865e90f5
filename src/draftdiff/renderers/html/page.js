"use strict";
// Everything on the page is there without this script; it adds views, filters, keys and the address.
(() => {
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
    ops: el.dataset.o ? list(el.dataset.o) : ["unchanged"],
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

  // ---- filters
  const form = one("#filters"), words = one("#words"), part = one("#part"), section = one("#section");
  const outputs = all("output[data-of]");
  const tests = {
    label: (row) => !state.label.length || state.label.some((name) => row.labels.includes(name)),
    op: (row) => !state.op.length || state.op.some((name) => row.ops.includes(name)),
    part: (row) => !state.part || row.parts.includes(state.part),
    in: (row) => !state.in || (row.section >= state.in && row.section <= lastUnder(state.in)),
    words: (row) => wanted.every((word) => textOf(row).includes(word)),
  };
  let wanted = [];
  function lastUnder(number) {
    const option = section && one(`option[value="${number}"]`, section);
    return option ? Number(option.dataset.last) : number;
  }
  const isActive = () => Boolean(state.label.length || state.op.length || state.part || state.in || wanted.length);

  function apply() {
    // Words apart must all occur; a phrase stands in quotes.
    wanted = [...state.words.normalize("NFKC").toLowerCase().matchAll(/["“](.+?)["”]|(\S+)/g)].map((found) => found[1] ?? found[2]);
    const active = isActive();
    const counts = new Map();
    const context = new Set();
    const open = new Set();
    let matches = 0;
    for (const row of rows) {
      const failed = active ? Object.keys(tests).filter((name) => !tests[name](row)) : [];
      row.shown = !failed.length;
      if (row.shown) matches += 1;
      if (row.shown && active) { context.add(headings.get(row.section)); if (row.fold) open.add(row.fold); }
      if (failed.length < 2) tally(counts, row, failed[0]);
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
    order = null;
    say(active ? `${matches.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown` : "");
    highlight();
    drawSoon();
  }
  function tally(counts, row, failed) {
    // A choice counts the rows that all other filters let through.
    const count = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!failed || failed === "label") for (const name of row.labels) count(`label:${name}`);
    if (!failed || failed === "op") for (const name of new Set(row.ops)) count(`op:${name}`);
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
      const numbers = all(".no", cell).map((no) => no.textContent.trim().replace(/\.$/, ""));
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
})();
