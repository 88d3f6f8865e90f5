"""A small chart of one term, or of the balance of force, by draft."""

from __future__ import annotations

from typing import Any

from draftdiff.errors import MissingExtraError
from draftdiff.inputs import WatchedTerm
from draftdiff.model import History
from draftdiff.threads.measures import term_measures


def plot(history: History, term: str = "", axes: Any = None) -> Any:
    """Return matplotlib axes with bars by draft: a term by standing, or changes softened against strengthened.

    Raises `MissingExtraError` without matplotlib.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError(
            where="plot", what="needs matplotlib", mend='pip install "draftdiff-report[plot]"'
        ) from error
    if axes is None:
        axes = Figure(figsize=(1.6 + len(history.drafts), 2.8), layout="constrained").add_subplot()
    bars = _term_bars(history, term) if term else _force_bars(history)
    below = [0] * len(history.drafts)
    for name, counts in bars:
        axes.bar(history.names, counts, bottom=below, label=name)
        below = [low + count for low, count in zip(below, counts, strict=True)] if term else below
    axes.set_title(f"“{term}” by draft" if term else "Softened and strengthened, by draft")
    axes.set_ylabel("times" if term else "changes")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylim(top=1.4 * max(1.0, axes.get_ylim()[1]))  # room for the legend above the bars
    axes.axhline(0, color="black", linewidth=0.6)
    axes.legend()
    return axes


def _term_bars(history: History, term: str) -> list[tuple[str, list[int]]]:
    bars: dict[bool, list[int]] = {True: [0] * len(history.drafts), False: [0] * len(history.drafts)}
    watched = [measure for measure in history.measures if (measure.name, measure.subject) == ("term", term)]
    for measure in watched or term_measures(history.drafts, WatchedTerm(id=term, term=term)):
        bars[measure.negotiated][measure.draft] += measure.count
    return [("negotiated parts", bars[True]), ("other parts", bars[False])]


def _force_bars(history: History) -> list[tuple[str, list[int]]]:
    """Return the counts by draft: softened below the line, strengthened above it."""
    bars = {"strengthened": [0] * len(history.drafts), "softened": [0] * len(history.drafts)}
    for measure in history.measures:
        if measure.name in bars:
            bars[measure.name][measure.draft] += (
                measure.count if measure.name == "strengthened" else -measure.count
            )
    return list(bars.items())
