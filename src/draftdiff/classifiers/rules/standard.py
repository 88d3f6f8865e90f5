"""Another yardstick for the same duty: standard-changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, View
from draftdiff.classifiers.words import any_of
from draftdiff.model import Label

_LONGEST = 160
"""Characters of a yardstick; longer stretches hold a clause of their own."""
_END = re.compile(r"[,;:.\u2029]|\band (?:to|shall|should|must)\b|$")
_ANY_LAW = frozenset(
    "law laws legislation regulation regulations rule rules applicable appropriate relevant existing whatever which"
    " apply applies and the those their".split()
)
"""Words that tell no law from another."""
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Yardstick:
    start: int
    end: int


def _on_change(view: View) -> Iterable[Label]:
    replaced = [s for s in view.stretches if s.old_end > s.old_start and s.new_end > s.new_start]
    old = _yardsticks(view.old) if replaced else []
    new = _yardsticks(view.new) if old else []
    for stretch in replaced if new else ():
        if stretch.transferred:
            continue
        a = _around(old, stretch.old_start, stretch.old_end)
        b = _around(new, stretch.new_start, stretch.new_end)
        if a is None or b is None:
            continue
        before, after = view.old.evidence(a.start, a.end), view.new.evidence(b.start, b.end)
        if _standard(before.text) and _standard(after.text) and _differ(before.text, after.text):
            because = f"'{before.text}' became '{after.text}'"
            yield Label(name="standard-changed", rule=RULE.name, because=because, evidence=(before, after))
            return


def _around(yardsticks: Sequence[_Yardstick], start: int, end: int) -> _Yardstick | None:
    """Return the nearest yardstick before the end of a range that reaches into it."""
    at = bisect_right(yardsticks, end, key=lambda one: one.start)
    return next((one for one in yardsticks[max(0, at - 3) : at] if start < one.end), None)


def _yardsticks(side: Side) -> list[_Yardstick]:
    """Return the phrases that measure a duty, each up to the next sign."""
    found = []
    for match in any_of("standing-en", "yardsticks").finditer(side.text):
        end = _END.search(side.text, match.end())
        last = end.start() if end else len(side.text)
        if last - match.start() <= _LONGEST:
            found.append(_Yardstick(match.start(), last))
    return found


def _standard(text: str) -> str:
    match = any_of("standing-en", "standards").search(text)
    return match.group().casefold() if match else ""


def _measure(text: str) -> str:
    """Return a yardstick without the words that make it one: "in line with" measures as "in accordance with" does."""
    return any_of("standing-en", "yardsticks").taken_from(text).casefold()


def _differ(old: str, new: str) -> bool:
    """Return whether the yardsticks differ in more than a number or an added word."""
    a, b = (set(re.findall(r"[^\W\d_]{3,}", _measure(text))) - _ANY_LAW for text in (old, new))
    return (
        bool(a - b)
        and bool(b - a)
        and not (_NUMBER.search(old) and _NUMBER.search(new) and _standard(old) == _standard(new))
    )


RULE = Rule(
    name="standard",
    labels=(
        LabelDoc(
            name="standard-changed",
            meaning="The duty stays and another yardstick measures it.",
            example="in accordance with the Charter -> in accordance with agreed norms",
            source="Lists in classifiers/lexicons/standing-en.toml.",
            inverse="standard-changed",
        ),
    ),
    on_change=_on_change,
)
