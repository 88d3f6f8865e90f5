"""Where words came from: borrowed from a source, or restored from an earlier draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from draftdiff.model import Change, Comparison, Draft, Evidence, Finding, Label, Operation, Span
from draftdiff.overview.coverage import upper_bound
from draftdiff.overview.phrases import words_of
from draftdiff.overview.runs import Run, RunIndex, gram_set, trimmed
from draftdiff.overview.view import Side, View, make_finding, side_of
from draftdiff.overview.words import quoted
from draftdiff.text import loose_key, sentence_spans

BORROWED_WORDS = 8
"""Words in a row from which on a shared run is no chance: treaty titles and stock phrases are mostly shorter."""

RESTORED_WORDS = 5
"""The same for the document's own earlier draft, where chance is smaller."""

RUN_WEIGHT = 3.5
"""Weight that the words of a run must have, so that it is not made of function words."""

PARAPHRASE = 0.62
"""Share of the words of two sentences, each of the other, from which on one paraphrases the other."""

PARAPHRASE_WEIGHT = 8.0
"""Weight of the shortest sentence that can be told to be a paraphrase."""


def with_borrowed(view: View, sources: Sequence[Draft]) -> Comparison:
    """Return the comparison with the label `borrowed` where new words stand in a source; evidence names the source."""
    comparison = view.comparison
    if not sources:
        return comparison
    sides = [side_of(draft, draft.name) for draft in sources]
    index, known = RunIndex(sides), gram_set([view.old])
    changes = tuple(
        _borrowed(change, view.old, view.new, sides, index, known) for change in comparison.changes
    )
    return replace(comparison, changes=changes)


def _borrowed(
    change: Change, old: Side, new: Side, sides: Sequence[Side], index: RunIndex, known: set[tuple[str, ...]]
) -> Change:
    if change.operation is Operation.KEEP or not change.new:
        return change
    runs = [
        run
        for paragraph in change.new
        for run in index.runs(new, paragraph.index, known)
        if run.words >= BORROWED_WORDS and run.weight >= RUN_WEIGHT
    ]
    runs = [trimmed(run, new, change) for run in runs]
    labels = [_run_label(new, runs)] if runs else list(_paraphrases(change, old, new, sides))[:1]
    return replace(change, labels=(*change.labels, *labels))


def _run_label(new: Side, runs: Sequence[Run]) -> Label:
    longest = max(runs, key=lambda run: (run.words, -run.paragraph, -run.span.start))
    source = longest.other
    because = (
        f"{longest.words} words in a row stand in {source.name}, {source.cited[longest.other_paragraph]}: "
        f"{quoted(longest.span.of(new.text(longest.paragraph)))}"
    )
    evidence = [piece for run in runs for piece in _pair(new, run)]
    return Label(name="borrowed", rule="borrowed", because=because, evidence=tuple(evidence))


def _pair(new: Side, run: Run) -> tuple[Evidence, Evidence]:
    return new.evidence(run.paragraph, run.span), run.other.evidence(run.other_paragraph, run.other_span)


def _paraphrases(change: Change, old: Side, new: Side, sides: Sequence[Side]) -> Iterator[Label]:
    """Yield a label for each new sentence that says in nearly the same words what a sentence of a source says."""
    before = " ".join(paragraph.text for paragraph in change.old)
    for paragraph in change.new:
        for span in sentence_spans(paragraph.text, new.draft.language):
            sentence = span.of(paragraph.text)
            if words_of(sentence).weight < PARAPHRASE_WEIGHT or _share(sentence, before) >= PARAPHRASE:
                continue
            best = max(_likenesses(sentence, sides), key=lambda item: item[0], default=None)
            if best is not None and best[0] >= PARAPHRASE:
                yield _paraphrase_label(new.evidence(paragraph.index, span), best)


_Place = tuple[float, Side, int, Span]


def _likenesses(sentence: str, sides: Sequence[Side]) -> Iterator[_Place]:
    for side in sides:
        for paragraph in side.draft.paragraphs:
            if _share(sentence, paragraph.text) < PARAPHRASE:
                continue
            for span in sentence_spans(paragraph.text, side.draft.language):
                other = span.of(paragraph.text)
                yield min(_share(sentence, other), _share(other, sentence)), side, paragraph.index, span


def _share(wanted: str, text: str) -> float:
    return upper_bound(words_of(wanted), words_of(text))


def _paraphrase_label(own: Evidence, best: _Place) -> Label:
    share, source, index, span = best
    because = f"in nearly the words of {source.name}, {source.cited[index]} ({share:.0%} of them)"
    return Label(
        name="borrowed", rule="paraphrase", because=because, evidence=(own, source.evidence(index, span))
    )


def restored_findings(view: View, earlier: Sequence[Draft]) -> Iterator[Finding]:
    """Yield words of the new draft that the old one lacks and an earlier one had, one finding a paragraph."""
    if not earlier:
        return
    sides = [side_of(draft, draft.name) for draft in reversed(earlier)]
    index, known = RunIndex(sides), gram_set([view.old])
    for change in view.comparison.changes:
        if change.operation is Operation.KEEP:
            continue
        for paragraph in change.new:
            found = [run for run in index.runs(view.new, paragraph.index, known) if _is_back(run)]
            runs = [trimmed(run, view.new, change) for run in found]
            yield from _restored(view, runs)


def _is_back(run: Run) -> bool:
    return run.words >= RESTORED_WORDS and run.weight >= RUN_WEIGHT


def _restored(view: View, runs: Iterable[Run]) -> Iterator[Finding]:
    ordered = sorted(runs, key=lambda run: (run.other.name, run.span))
    for name, group in groupby(ordered, key=lambda run: run.other.name):
        same = list(group)
        longest = max(same, key=lambda run: (run.words, -run.span.start))
        words = longest.span.of(view.new.text(longest.paragraph))
        statement = (
            f"{quoted(words)} is back, in {view.new.cited[longest.paragraph]}: {name} had it "
            f"({longest.other.cited[longest.other_paragraph]}), the old draft did not."
        )
        yield make_finding(
            "restored",
            words,
            statement,
            old=view.old_of(longest.paragraph),
            new=[longest.paragraph],
            evidence=[piece for run in same for piece in _pair(view.new, run)],
        )


def refined_findings(view: View, earlier: Sequence[Draft]) -> Iterator[Finding]:
    """Yield the paragraphs that were reworded in this step and in the one before it."""
    if not earlier:
        return
    before = side_of(earlier[-1], earlier[-1].name)
    for change in view.comparison.changes:
        if change.operation is not Operation.UPDATE or not any(e.kind == "substantive" for e in change.edits):
            continue
        old, new = change.old[0], change.new[0]
        if new.kind == "heading" or words_of(new.text).weight < PARAPHRASE_WEIGHT:
            continue
        source = _ancestor(old.text, before)
        if source is None or loose_key(before.text(source)) == loose_key(old.text):
            continue
        statement = (
            f"{view.new.cited[new.index]} was reworded again: it differs from {view.old.cited[old.index]} of the old "
            f"draft, as that did from {before.cited[source]} of {before.name}."
        )
        yield make_finding(
            "refined",
            view.new.cited[new.index],
            statement,
            old=[old.index],
            new=[new.index],
            evidence=[before.evidence(source), view.old.evidence(old.index), view.new.evidence(new.index)],
        )


def _ancestor(text: str, side: Side) -> int | None:
    """Return the paragraph of an earlier draft that shares most words with a text, if it shares half of them."""
    best, where = 0.5, None
    for paragraph in side.draft.paragraphs:
        share = min(_share(text, paragraph.text), _share(paragraph.text, text))
        if share > best:
            best, where = share, paragraph.index
    return where
