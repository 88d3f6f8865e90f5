"""A history as prose in Markdown: what happened at each step, terms, what came back, then every paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftdiff.model import History, Measure
from draftdiff.options import Options
from draftdiff.renderers.history.words import (
    is_quiet,
    names_of,
    sentence,
    step_counts,
)
from draftdiff.renderers.prose import escaped

_COUNTED = ("paragraphs", "bracket", "option", "softened", "strengthened")


def render(history: History, options: Options) -> bytes:
    """Return the overview and a sentence for every paragraph that changed or went, as Markdown."""
    return _encoded([*_overview_lines(history), *_life_lines(history)])


def render_text(history: History, options: Options) -> bytes:
    """Return the overview for a terminal, without Markdown's signs."""
    from draftdiff.renderers.terminal import plain_lines

    return _encoded(plain_lines([*_overview_lines(history), *_life_lines(history)]))


def overview(history: History) -> str:
    """Return what happened through the drafts, in prose, as Markdown."""
    return _encoded(_overview_lines(history)).decode("utf-8")


def _overview_lines(history: History) -> Iterator[str]:
    yield f"# History: {escaped(' → '.join(history.names))}"
    yield ""
    yield from _step_lines(history)
    yield from _table_lines(history)
    yield from _term_lines(history)
    yield from _listed("Came back", restored_lines(history))
    yield from _listed("Unsure", doubt_lines(history))
    notes = [*history.notes, *(note for draft in history.drafts for note in draft.notes)]
    yield from _listed("Notes", [f"{n.where}: {n.what}" if n.where else n.what for n in dict.fromkeys(notes)])


def restored_lines(history: History) -> list[str]:
    """Return what came back: whole paragraphs, then words, with the draft in which they did."""
    words = [
        f"In {history.names[draft]}: {finding.statement}"
        for draft, comparison in enumerate(history.comparisons, 1)
        for finding in comparison.findings
        if finding.name == "restored"
    ]
    return [*(finding.statement for finding in history.findings), *words]


def doubt_lines(history: History) -> list[str]:
    """Return what a direct comparison of the first and the last draft says against the chain, each once."""
    return list(dict.fromkeys(doubt for thread in history.threads for doubt in thread.doubts))


def _step_lines(history: History) -> Iterator[str]:
    """Yield one line a step: how many paragraphs each thing happened to."""
    for draft in range(1, len(history.drafts)):
        told = ", ".join(f"{count} {words}" for count, words in step_counts(history, draft))
        step = f"{history.names[draft - 1]} → {history.names[draft]}"
        yield f"- **{escaped(step)}**: {told or 'nothing changed'}."
    yield ""


def _table_lines(history: History) -> Iterator[str]:
    """Yield a table of counts, a column a draft."""
    rows = [(name, totals(history, name)) for name in _COUNTED]
    yield f"| | {' | '.join(escaped(name) for name in history.names)} |"
    yield f"| --- |{' ---: |' * len(history.names)}"
    for name, counts in rows:
        if any(counts):
            yield f"| {_row_name(name)} | {' | '.join(str(count) for count in counts)} |"
    yield ""


def totals(history: History, name: str, subject: str = "", negotiated: bool | None = None) -> list[int]:
    """Return the counts of a measure by draft, all parts together or only those that are (not) negotiated."""
    found = [0] * len(history.drafts)
    for measure in history.measures:
        if (measure.name, measure.subject) == (name, subject) and negotiated in (None, measure.negotiated):
            found[measure.draft] += measure.count
    return found


def _row_name(name: str) -> str:
    return {"bracket": "open brackets", "option": "options"}.get(name, name)


def subjects(measures: Iterable[Measure]) -> list[str]:
    """Return the terms that were counted, in the order of the watch list."""
    return list(dict.fromkeys(measure.subject for measure in measures if measure.name == "term"))


def _term_lines(history: History) -> Iterator[str]:
    terms = subjects(history.measures)
    if not terms:
        return
    yield "## Terms"
    yield ""
    for term in terms:
        counts = totals(history, "term", term)
        loose = totals(history, "term", term, negotiated=False)
        told = [
            f"{count} in {escaped(name)}"
            + (f" ({aside} of them outside the negotiated parts)" if aside else "")
            for count, aside, name in zip(counts, loose, history.names, strict=True)
        ]
        yield (
            f"- “{escaped(term)}”: {', '.join(told)}."
            if any(counts)
            else f"- “{escaped(term)}”: in no draft."
        )
    yield ""


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield ""
        yield from (f"- {escaped(line)}" for line in lines)
        yield ""


def _life_lines(history: History) -> Iterator[str]:
    cited = names_of(history)
    yield "## Paragraph by paragraph"
    yield ""
    quiet = 0
    for thread in history.threads:
        if is_quiet(thread):
            quiet += 1
            continue
        yield f"- {escaped(sentence(thread, history, cited))}."
    yield ""
    yield f"{quiet} paragraphs stand as they stood in {escaped(history.names[0])}."


def _encoded(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace")
