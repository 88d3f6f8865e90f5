"use strict";
{
  const form = document.getElementById("filters");
  const phrase = document.getElementById("words");
  const changed = document.getElementById("changed");
  const found = document.getElementById("found");
  const none = document.getElementById("none");
  const threads = [...document.querySelectorAll(".t")];
  const checks = [...form.querySelectorAll("input[name=event]")];
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2015]/g, "-").replace(/\s+/g, " ");

  // Every wording of a thread, with its draft, as it stood: deleted words belong to the draft before.
  const wordings = new Map();
  const stood = (node) => {
    const copy = node.cloneNode(true);
    copy.querySelectorAll("del").forEach((element) => element.remove());
    return copy.textContent;
  };
  const wordingsOf = (thread) => {
    if (!wordings.has(thread)) {
      wordings.set(thread, [...thread.querySelectorAll(".ws > li")].filter((item) => item.querySelector(".tx")).map((item) => [
        item.querySelector(".wh bdi").textContent, plain([...item.querySelectorAll(".tx")].map(stood).join(" "))]));
    }
    return wordings.get(thread);
  };

  const apply = () => {
    const wanted = plain(phrase.value.trim());
    const events = checks.filter((check) => check.checked).map((check) => check.value);
    const drafts = new Map();
    let shown = 0;
    for (const thread of threads) {
      const mine = thread.dataset.e.split(" ");
      const hits = wanted ? wordingsOf(thread).filter(([, text]) => text.includes(wanted)) : [];
      const fits = (!wanted || hits.length > 0) && (!events.length || events.some((event) => mine.includes(event)))
        && (!changed.checked || !thread.classList.contains("q"));
      thread.hidden = !fits;
      if (fits) {
        shown += 1;
        for (const [draft] of hits) drafts.set(draft, (drafts.get(draft) || 0) + 1);
      }
    }
    none.hidden = shown > 0;
    const filtered = wanted || events.length || changed.checked;
    found.textContent = filtered ? `${shown} of ${threads.length} paragraphs` + (drafts.size
      ? `; wordings with it: ${[...drafts].map(([draft, count]) => `${draft} ${count}`).join(", ")}` : "") : "";
  };

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches(".t")) {
      target.hidden = false;
      target.open = true;
      target.scrollIntoView();
    }
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => threads.forEach((thread) => { if (!thread.classList.contains("q")) thread.open = true; }));
  reveal();
}
