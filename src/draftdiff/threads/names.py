"""How the drafts of a chain are called, and whether their order agrees with what they say of themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import combinations
from pathlib import PurePath

from draftdiff.model import Draft, Note

_MODIFIER = re.compile(r"^(?P<base>.*?)(?:/Rev\.(?P<revision>\d+))?$")
_STAGE = re.compile(
    r"^(?:(?:revised |second revised )?(?:zero|first|second|third|fourth|fifth|initial|final|advance)"
    r"(?: revised)? (?:draft|report|version|text|reading)|rev(?:ision)?\.? ?\d+)$",
    re.IGNORECASE,
)
_OPENING = 10  # a title block is at the top: blocks of it that may name the stage
_MONTHS = "%d %B %Y"


def draft_names(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return how each draft is called, all different: by its stage, its file, then its symbol or its place."""
    for candidates in (
        [_stage(draft) for draft in drafts],
        [_file_words(draft.name) for draft in drafts],
        [draft.symbol for draft in drafts],
    ):
        if all(candidates) and len(set(candidates)) == len(candidates):
            return tuple(candidates)
    plain = [_file_words(draft.name) or "draft" for draft in drafts]
    repeated = {name for name, count in Counter(plain).items() if count > 1}
    return tuple(f"{name} ({at})" if name in repeated else name for at, name in enumerate(plain, 1))


def _stage(draft: Draft) -> str:
    """Return the stage that a draft's title block names (Zero draft, Rev.1), or an empty string."""
    for paragraph in draft.paragraphs[:_OPENING]:
        if _STAGE.match(paragraph.text.strip()):
            return paragraph.text.strip()
    return ""


def _file_words(name: str) -> str:
    """Return a file's name as words, without its suffix and a number that only sorts it."""
    words = re.sub(r"[_\-\s]+", " ", PurePath(name).stem).strip()
    return re.sub(r"^\d{1,2} (?=\D)", "", words)


def order_notes(drafts: Sequence[Draft], names: Sequence[str]) -> Iterator[Note]:
    """Yield a note where symbols or dates speak against the order given, or one that nothing speaks of it."""
    known = False
    for (old, old_name), (new, new_name) in combinations(zip(drafts, names, strict=True), 2):
        for kind, before, after, shown in _keys(old, new):
            known = True
            if before > after:
                what = f"{kind} speaks against the order given: {old_name} ({shown[0]}) before {new_name} ({shown[1]})"
                yield Note(where="order of the drafts", what=what)
    if not known:
        yield Note(
            where="order of the drafts", what="taken as given; no symbols or dates to check it against"
        )


def _keys(old: Draft, new: Draft) -> Iterator[tuple[str, int, int, tuple[str, str]]]:
    """Yield what two drafts say about their order, each as a kind, two values that compare, and the words."""
    dates = _date(old), _date(new)
    if dates[0] is not None and dates[1] is not None:
        yield (
            "the date",
            dates[0].toordinal(),
            dates[1].toordinal(),
            (old.metadata["date"], new.metadata["date"]),
        )
    first, second = _MODIFIER.match(old.symbol), _MODIFIER.match(new.symbol)
    if old.symbol and first and second and first["base"] == second["base"] and old.symbol != new.symbol:
        yield (
            "the symbol",
            int(first["revision"] or 0),
            int(second["revision"] or 0),
            (old.symbol, new.symbol),
        )


def _date(draft: Draft) -> date | None:
    """Return the date in the form that UN papers print, or None."""
    for form in (_MONTHS, "%Y-%m-%d"):
        try:
            return datetime.strptime(draft.metadata.get("date", ""), form).date()
        except ValueError:
            continue
    return None
