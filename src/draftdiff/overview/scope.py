"""Where an ask points: a paragraph, the words near it, or a part and a sub-section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from draftdiff.inputs import Ask
from draftdiff.overview.coverage import best_match
from draftdiff.overview.places import find_paragraph, title_key
from draftdiff.overview.view import Side, View

NEAR_ENOUGH = 0.7
"""Share of the words of `near` that a paragraph must have to be the one meant."""

_BESIDE = re.compile(r"^\s*(?:immediately\s+)?(after|before|between)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The paragraphs that an ask is about, in both drafts; empty means anywhere."""

    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    section_old: tuple[int, ...] = ()
    section_new: tuple[int, ...] = ()
    problem: str = ""
    """Why the place could not be found; empty if it was, or if none was named."""


def scope_of(view: View, ask: Ask) -> Scope:
    """Return the paragraphs that an ask is about."""
    section_old, section_new, problem = _sections(view, ask.where)
    old: tuple[int, ...] = ()
    if ask.paragraph:
        old, missing = _named(view, ask.paragraph)
        problem = missing or problem
    elif ask.near:
        old, missing = _near(view, ask.near, section_old)
        problem = problem or ("" if section_old else missing)
    new = tuple(dict.fromkeys(to for index in old for to in view.new_of(index)))
    return Scope(old=old, new=new, section_old=section_old, section_new=section_new, problem=problem)


def _named(view: View, paragraph: str) -> tuple[tuple[int, ...], str]:
    beside = _BESIDE.match(paragraph)
    name = paragraph[beside.end() :] if beside else paragraph
    found = find_paragraph(view.old.draft, name, view.old.cited)
    if found is None:
        return (), f"the old draft has no paragraph {name}"
    return (() if beside else (found,)), ""


def _near(view: View, near: str, among: Sequence[int]) -> tuple[tuple[int, ...], str]:
    found = best_match((near,), view.old, among or range(len(view.old.draft.paragraphs)))
    if found is None or found.share < NEAR_ENOUGH:
        return (), "the old draft does not have the words it points at"
    return (found.index,), ""


def _sections(view: View, where: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    if not where:
        return (), (), ""
    old, new = within(view.old, where), within(view.new, where)
    if not new:
        new = tuple(
            sorted({to for i in old for to in view.new_of(i) if view.new.ranks[to] >= view.old.ranks[i]})
        )
    if old or new:
        return old, new, ""
    return (), (), f"neither draft has a section {' > '.join(where)}"


def within(side: Side, where: Sequence[str]) -> tuple[int, ...]:
    """Return the paragraphs that stand below headings of these titles (outermost first) or in a part of that name."""
    wanted = [title_key(title) for title in where]
    return tuple(
        paragraph.index
        for paragraph, path in zip(side.draft.paragraphs, side.sections, strict=True)
        if _fits(wanted, [*(title_key(title) for title in path), paragraph.part])
    )


def _fits(wanted: Sequence[str], path: Sequence[str]) -> bool:
    rest = iter(path)
    return all(any(_same_title(title, other) for other in rest) for title in wanted)


def _same_title(wanted: str, title: str) -> bool:
    """Return whether two titles mean one section: equal, or one holds most words of the other."""
    if wanted == title:
        return True
    few, many = sorted((set(wanted.split()), set(title.split())), key=len)
    return len(few) >= 2 and len(few & many) >= 0.75 * len(few) and len(few) * 2 > len(many)
