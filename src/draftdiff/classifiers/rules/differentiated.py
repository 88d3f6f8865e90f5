"""Citations once under one verb that now stand under verbs of unequal weight: reference-differentiated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftdiff.classifiers.citations import Citation, citations_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import View
from draftdiff.model import Label

# What governs a citation, and how heavily; a lighter word takes note and no more.
_HEAVY = (
    r"in (?:full )?(?:accordance|conformity|line) with|consistent with|pursuant to|guided by"
    r"|bas(?:e|es|ed|ing) (?:\w+ ){0,4}on|on the basis of|as (?:its|their|a|the) basis"
    r"|reaffirm\w*|endors\w*|implement\w*|adopted by consensus|agreed"
)
_MIDDLE = r"welcom\w*|recall\w*|building on|as set out in|stress\w*|emphasi\w*"
_LIGHT = (
    r"acknowledg\w*|not(?:e|es|ing)|tak\w* note of|bear\w* in mind|aware of|adopted by vote|mindful of"
    r"|having regard to|recogni[sz]\w*"
)
_ASKING = re.compile(
    r"\b(?:request|urg|encourag|invit|call|decid|direct|instruct|recommend|express|look)(?:e|s|es|ing)?\b",
    re.IGNORECASE,
)
_GOVERNORS = tuple(
    (weight, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for weight, words in ((3, _HEAVY), (2, _MIDDLE), (1, _LIGHT))
)


def _on_change(view: View) -> Iterable[Label]:
    old, new = citations_of(view.old.text), citations_of(view.new.text)
    if min(len(old), len(new)) < 2 or not _touched(view):
        return
    there = {(citation.key, citation.start): citation for citation in new}
    stayed = ((a, there.get((a.key, view.mapped(a.start)))) for a in old)
    shared = [(a, b) for a, b in stayed if b is not None]
    if len(shared) < 2:
        return
    before = [_weight(view.old.text, a) for a, _ in shared]
    after = [_weight(view.new.text, b) for _, b in shared]
    if None in after or len({place for _, place in filter(None, before)}) > 1 or None in before:
        return
    weights = {governor[0] for governor in after if governor}
    if len(weights) > 1:
        yield _label(view, shared, [place for _, place in filter(None, after)])


def _touched(view: View) -> bool:
    return any(
        pattern.search(view.new_words(stretch)) for stretch in view.stretches for _, pattern in _GOVERNORS
    )


def _weight(text: str, citation: Citation) -> tuple[int, int] | None:
    """Return the weight and the place of the word that governs a citation: the last before it in its sentence.

    None where another verb stands between: the citation is told in what is asked, and nothing is said of itself.
    """
    start = max(text.rfind(". ", 0, citation.start), text.rfind(";", 0, citation.start), 0)
    best: tuple[int, int] | None = None
    for weight, pattern in _GOVERNORS:
        for match in pattern.finditer(text, start, citation.start):
            if best is None or match.start() > best[1]:
                best = (weight, match.start())
    return best if best and not _ASKING.search(text, best[1], citation.start) else None


def _label(view: View, shared: list[tuple[Citation, Citation]], governors: list[int]) -> Label:
    evidence = (
        *(view.old.evidence(a.start, a.end) for a, _ in shared),
        *(view.new.evidence(at, b.end) for at, (_, b) in zip(governors, shared, strict=True)),
    )
    listed = " and ".join(f"'{piece.text}'" for piece in evidence[: len(shared)][:2])
    because = f"{listed} stood under one verb and now stand under verbs of unequal weight"
    return Label(name="reference-differentiated", rule=RULE.name, because=because, evidence=evidence)


RULE = Rule(
    name="differentiated",
    labels=(
        LabelDoc(
            name="reference-differentiated",
            meaning="Citations that stood under one verb now stand under verbs of unequal weight.",
            example="in accordance with X and Y -> in accordance with X, and acknowledging Y",
            source="Weights as in the preambular ladder of classifiers/lexicons/force-en.toml.",
            inverse=None,
        ),
    ),
    on_change=_on_change,
)
