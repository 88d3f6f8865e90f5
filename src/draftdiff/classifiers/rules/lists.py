"""Items that joined or left an enumeration: list-extended, list-reduced."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftdiff.classifiers.citations import citations_of
from draftdiff.classifiers.force import marks_of
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, View
from draftdiff.model import Label
from draftdiff.text.tokens import words

# A clause with a verb of its own is no item.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|should|may|can|must|could|would|do|does|did|that|which|who|where"
    r"|while|whereas|because|if|unless)\b",
    re.IGNORECASE,
)
_LEAD_VERB = re.compile(
    r"^\W*(?:and |, )?(?:(?:also|further|in this regard|in this context),? )*"
    r"(?:recall|reaffirm|welcom|not|recogni|stress|emphasi|underlin|acknowledg|express|invit|request|urg|encourag"
    r"|call|decid|tak|look|bear|regret|deplor|condemn|commend|appreciat|reiterat|affirm|consider|convened|held|adopt"
    r"|agree|support|highlight|underscor|notes?)(?:s|es|ing|e|zes|zing|ses|sing)?\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"^\W*(?:including|such as|inter alia|in particular|notably|especially|for example)\b", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"^\W*(?:in accordance|in line|within|on|upon|with|at|by|for|from|to|through|under|between|during|as|in order"
    r"|in this|in its|based|pursuant|subject|of|in|so|taking|respecting|where|when|if|towards?|while)\b",
    re.IGNORECASE,
)
_JOIN_START = re.compile(r"^\s*(?:,|;|and\b|or\b|as well as\b|/|&)", re.IGNORECASE)
_JOIN_END = re.compile(r"(?:,|;|\band|\bor|\bas well as(?: the)?|/)\s*$", re.IGNORECASE)
_MOST_WORDS = 40
"""Words of an insertion that may still be one or more items: the longest read was 34."""


def _on_change(view: View) -> Iterable[Label]:
    for stretch in view.stretches:
        if stretch.transferred:
            continue
        old, new = view.old_words(stretch), view.new_words(stretch)
        if new.strip() and not words(old) and _is_item(view.new, stretch.new_start, stretch.new_end):
            yield _label("list-extended", view.new, stretch.new_start, stretch.new_end)
        elif old.strip() and not words(new) and _is_item(view.old, stretch.old_start, stretch.old_end):
            yield _label("list-reduced", view.old, stretch.old_start, stretch.old_end)


def _is_item(side: Side, start: int, end: int) -> bool:
    """Return whether the words joined or left an enumeration, an adjective row or a list of examples."""
    text = side.text[start:end]
    count = len(words(text))
    if not count or count > _MOST_WORDS or _LEAD_VERB.match(text):
        return False
    if _EXAMPLE.match(text):
        return True
    before, after = side.text[max(0, start - 40) : start], side.text[end : end + 40]
    if _FINITE.search(text) or _is_bare_hedge(side, start, end) or _is_number_row(text):
        return False
    if _JOIN_START.match(text) and not _opens_clause(text):
        return _stands_in_row(before, after) or not text.lstrip().startswith(",")
    return bool(_JOIN_END.search(text)) and not _PREPOSITION.match(text)


def _opens_clause(text: str) -> bool:
    """Return whether the words after the comma or "and" begin a phrase that is no item."""
    rest = re.sub(r"^\W*(?:and|or|as well as)?\s*", "", text)
    return bool(_PREPOSITION.match(rest)) or bool(_LEAD_VERB.match(rest)) or bool(_FINITE.match(rest))


def _stands_in_row(before: str, after: str) -> bool:
    """Return whether a comma or a joining word stands on the other side of the words too."""
    return bool(re.match(r"\s*(?:,|;|and\b|or\b|\.|$)", after)) or bool(
        re.search(r"(?:,|\band|\bor)\s*\S*\s*$", before)
    )


def _is_bare_hedge(side: Side, start: int, end: int) -> bool:
    """Return whether the words are a qualifier, hedge or booster and little else."""
    marks = [m for m in marks_of(side.text, side.draft.language) if m.start >= start and m.end <= end]
    covered = sum(len(words(side.text[m.start : m.end])) for m in marks if not m.entry("verb"))
    return covered * 2 >= len(words(side.text[start:end]))


def _is_number_row(text: str) -> bool:
    """Return whether the words are one more numbered act of a row, which is a reference and no item."""
    return any(c.kind in ("act", "council-act", "symbol") for c in citations_of(text)) or bool(
        re.fullmatch(r"[\W\d_]*(?:of \d{1,2} \w+ \d{4})?[\W\d_]*", text)
    )


def _label(name: str, side: Side, start: int, end: int) -> Label:
    evidence = side.evidence(start, end)
    item = evidence.text.strip(" ,;")
    verb = "joined" if name == "list-extended" else "left"
    return Label(name=name, rule=RULE.name, because=f"'{item}' {verb} the enumeration", evidence=(evidence,))


_SOURCE = "Grammar of coordination: Quirk and others, A Comprehensive Grammar of the English Language (1985), ch. 13."

RULE = Rule(
    name="lists",
    labels=(
        LabelDoc(
            name="list-extended",
            meaning="Items joined an enumeration, a row of adjectives or a list of examples.",
            example="hospitals and schools -> hospitals, water works and schools",
            source=_SOURCE,
            inverse="list-reduced",
        ),
        LabelDoc(
            name="list-reduced",
            meaning="Items left an enumeration, a row of adjectives or a list of examples.",
            example="open, fair and inclusive -> open and inclusive",
            source=_SOURCE,
            inverse="list-extended",
        ),
    ),
    on_change=_on_change,
)
