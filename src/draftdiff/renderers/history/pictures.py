"""The page's small drawings: the track of a thread and charts by draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from draftdiff.model import History, Thread
from draftdiff.renderers.history.prose import subjects, totals

STEP = 88  # pixels a draft; the columns of numbers beneath are as wide
_HIGH = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars by draft, with the same in words for who does not see them."""

    title: str
    words: str
    drawing: Markup


def track(thread: Thread, drafts: int) -> Markup:
    """Return a line through the drafts: a dot where it stands, full where it changed, a cross where it went."""
    stands = [thread.in_draft(draft) for draft in range(drafts)]
    changed = {event.draft for event in thread.events if event.draft}
    marks = []
    for draft, (here, after) in enumerate(zip(stands, [*stands[1:], ()], strict=True)):
        x = draft * STEP + 8
        if here and after:
            marks.append(f'<path d="M{x} 7h{STEP}"/>')
        elif here and draft < drafts - 1:
            again = next((later for later in range(draft + 1, drafts) if stands[later]), None)
            if again:
                marks.append(f'<path class="g" d="M{x} 7H{again * STEP + 8}"/>')
            else:
                end = x + STEP
                marks.append(f'<path class="g" d="M{x} 7h{STEP}"/><path d="m{end - 3} 4 6 6m0-6-6 6"/>')
    for draft, here in enumerate(stands):
        kind = ' class="c"' if draft in changed else ""
        for at in range(min(len(here), 3)):
            marks.append(f'<circle{kind} cx="{draft * STEP + 8 + 9 * at}" cy="7" r="4"/>')
    # Only numbers of our own are put together here.
    return Markup(
        f'<svg class="track" width="{drafts * STEP}" height="14" aria-hidden="true">{"".join(marks)}</svg>'
    )


def charts_of(history: History) -> Iterator[Chart]:
    """Yield a chart for brackets, options, force, and each watched term that stands anywhere."""
    for title, name in (("Open brackets", "bracket"), ("Options", "option")):
        counts = totals(history, name)
        if any(counts):
            yield _chart(history, title, [("", counts)])
    softened, strengthened = totals(history, "softened"), totals(history, "strengthened")
    if any(softened) or any(strengthened):
        rows = [("strengthened", strengthened), ("softened", softened)]
        yield _chart(history, "Strengthened and softened", rows, below="softened")
    for term in subjects(history.measures):
        rows = [
            ("in negotiated parts", totals(history, "term", term, negotiated=True)),
            ("elsewhere", totals(history, "term", term, negotiated=False)),
        ]
        if any(sum(counts) for _, counts in rows):
            yield _chart(history, f"“{term}”", rows)


def _chart(history: History, title: str, rows: Sequence[tuple[str, list[int]]], below: str = "") -> Chart:
    words = "; ".join(
        f"{name}: "
        + ", ".join(f"{count} {kind}".strip() for kind, counts in rows if (count := counts[at]) or at >= 0)
        for at, name in enumerate(history.names)
    )
    return Chart(title=title, words=words, drawing=_bars(rows, below))


def _bars(rows: Sequence[tuple[str, list[int]]], below: str) -> Markup:
    """Return stacked bars, those named `below` under the line."""
    size = len(rows[0][1])
    over = [sum(counts[at] for name, counts in rows if name != below) for at in range(size)]
    under = [sum(counts[at] for name, counts in rows if name == below) for at in range(size)]
    unit = _HIGH / max(1, max(over) + max(under))
    line = 14 + round(max(over) * unit)
    marks = []
    for at in range(size):
        x, top = at * 34 + 4, line
        for kind, (name, counts) in enumerate(rows):
            high = round(counts[at] * unit)
            if name == below:
                marks.append(f'<rect class="b{kind}" x="{x}" y="{line}" width="26" height="{high}"/>')
            else:
                top -= high
                marks.append(f'<rect class="b{kind}" x="{x}" y="{top}" width="26" height="{high}"/>')
        marks.append(f'<text x="{x + 13}" y="{top - 3}">{over[at]}</text>')
        if below:
            end = line + round(under[at] * unit) + 12
            marks.append(f'<text x="{x + 13}" y="{end}">{under[at]}</text>')
    high = _HIGH + (30 if below else 18)
    width = size * 34 + 4
    return Markup(
        f'<svg width="{width}" height="{high}" aria-hidden="true">{"".join(marks)}<path d="M0 {line}H{width}"/></svg>'
    )
