"""Structure: sections in another order, paragraphs new, gone, moved, split and merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from draftdiff.model import Change, Label, Operation, Paragraph, Section, SectionChange
from draftdiff.overview.importance import order_of
from draftdiff.overview.places import is_frame_line
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.telling import ends, names, opening, place, transfer_place
from draftdiff.overview.view import Side, View
from draftdiff.overview.words import listed, quoted

_KINDS = (
    "reordered",
    "moved-section",
    "insert",
    "delete",
    "rewrite",
    "split",
    "merge",
    "moved",
    "transfer",
    "retitled",
)
"""What comes first: the order of sections, then paragraphs that came and went, then how they were cut and placed."""

WHOLE = 3
"""Paragraphs of a section that came or went together and are told in one sentence."""


def structure_told(view: View) -> Iterator[Draw]:
    """Yield what was built anew."""
    yield from _sections(view)
    yield from _came_and_went(view)
    for change in view.comparison.changes:
        if change.operation in (Operation.SPLIT, Operation.MERGE, Operation.REWRITE):
            if change.new[0].stream == "body":
                yield draw(_rank(view, change, change.operation.value), _cut(view, change), change.id)
        elif change.has_label("demoted", "promoted"):
            continue
        elif change.moved and change.new[0].kind != "heading" and change.new[0].stream == "body":
            yield draw(_rank(view, change, "moved"), _moved(view, change), change.id)
    yield from _transfers(view)
    for finding in view.comparison.findings:
        if finding.name == "paragraph-map":
            yield draw((len(_KINDS), 0), finding.statement, finding.id)


def _rank(view: View, change: Change, kind: str) -> tuple[float, ...]:
    return order_of(view, change, _KINDS.index(kind))


def _sections(view: View) -> Iterator[Draw]:
    said: set[frozenset[int]] = set()
    for section in view.comparison.sections:
        for label in section.labels:
            if label.name not in ("reordered", "moved-section", "retitled"):
                continue
            if label.name != "retitled" and _changed_part(view, section.new[0]):
                continue
            crossed = _crossed(view, section) if label.name == "reordered" else []
            pairs = {frozenset((section.new[0], other)) for other in crossed}
            if pairs and (pairs <= said or all(_changed_part(view, other) for other in crossed)):
                continue
            said |= pairs
            sentence = _section_sentence(view, section, label, crossed)
            yield draw(
                (_KINDS.index(label.name), 0, 0, (section.new or section.old)[0]), sentence, section.id
            )


def _changed_part(view: View, heading: int) -> bool:
    """Return whether a section rose or fell, which is told under standing and explains why others passed it."""
    change = view.change_of_new.get(heading)
    return change is not None and change.has_label("demoted", "promoted")


def _section_sentence(view: View, section: SectionChange, label: Label, crossed: Sequence[int]) -> str:
    old = listed([quoted(view.old.title(i)) for i in section.old])
    new = listed([quoted(view.new.title(i)) for i in section.new])
    if label.name == "retitled":
        return f"The section {old} is called {new} now."
    if label.name == "moved-section":
        homes = quoted(view.old.homes[section.old[0]]), quoted(view.new.homes[section.new[0]])
        return f"The section {new} stands in {homes[1]} now; before it stood in {homes[0]}."
    home = view.new.homes[section.new[0]]
    inside = f" of {quoted(home)}" if home else ""
    if not crossed:
        return f"The sections{inside} changed their order: {new} stands in another place among its neighbours now."
    where = "before" if section.new[0] < min(crossed) else "after"
    others = listed([quoted(view.new.title(i)) for i in crossed])
    return f"The sections{inside} changed their order: {new} stands {where} {others} now."


def _crossed(view: View, section: SectionChange) -> list[int]:
    """Return the new headings of the neighbours that a section passed, in the new draft's order."""
    parents = _parents(view.old.draft.root), _parents(view.new.draft.root)
    if not section.old or not section.new:
        return []
    own_old, own_new = section.old[0], section.new[0]
    passed = []
    for other, parent in parents[0].items():
        if parent != parents[0].get(own_old) or other == own_old:
            continue
        for now in view.new_of(other):
            beside = now in parents[1] and parents[1][now] == parents[1].get(own_new)
            if beside and (other < own_old) != (now < own_new):
                passed.append(now)
    return sorted(passed)


def _parents(root: Section) -> dict[int, int | None]:
    """Return for each section the one around it."""
    return {
        child.id: section.id for section in root.walk() for child in section.children if child.id is not None
    }


def _came_and_went(view: View) -> Iterator[Draw]:
    """Yield new and deleted paragraphs; those of one section that came or went as a whole are one sentence."""
    groups: dict[tuple[Operation, int | None], list[Change]] = {}
    copied = {t.new.paragraph for t in view.comparison.transfers if t.kind == "copied"}
    risen = set(_risen(view))
    for change in view.comparison.changes:
        if change.operation in (Operation.INSERT, Operation.DELETE):
            paragraph = (change.new or change.old)[0]
            if paragraph.kind == "heading" or paragraph.stream != "body":
                continue
            if not paragraph.text.strip() or (change.new and paragraph.index in risen):
                continue
            groups.setdefault((change.operation, paragraph.section), []).append(change)
    replaced: set[str] = set()
    for gone, came in _in_place(view, [change for changes in groups.values() for change in changes]):
        replaced |= {gone.id, came.id}
        yield _replaced(view, gone, came)
    for (operation, section), changes in groups.items():
        if section is not None and len(changes) > WHOLE and _is_whole(view, operation, section, len(changes)):
            yield _together(view, operation, section, changes)
        else:
            for change in _without_cells(changes):
                if change.id not in replaced:
                    yield _single(view, change, copied)
            yield from _rows(view, changes)


def _risen(view: View) -> Iterator[int]:
    """Yield new paragraphs that are mostly words from a part of another rank, which is told under standing."""
    for transfer in view.comparison.transfers:
        if any(label.name in ("demoted", "promoted") for label in transfer.labels):
            place = transfer.new
            if len(place.span) >= 0.6 * len(view.new.text(place.paragraph)):
                yield place.paragraph


def _in_place(view: View, changes: Sequence[Change]) -> Iterator[tuple[Change, Change]]:
    """Yield each paragraph that went with the one that came into its very place, where both are alone there."""
    places: dict[int, list[Change]] = {}
    told = sorted(view.change_of_new)
    for change in changes:
        if change.operation is Operation.DELETE and change.old[0].cell is None:
            after = bisect_right(told, view.follows[change.old[0].index])
            places.setdefault(told[after] if after < len(told) else -1, []).append(change)
    for change in changes:
        if change.operation is not Operation.INSERT or change.new[0].cell is not None:
            continue
        here = places.get(change.new[0].index, [])
        beside = view.change_of_new.get(change.new[0].index + 1)
        alone = len(here) == 1 and (beside is None or beside.operation is not Operation.INSERT)
        if alone and here[0].old[0].part == change.new[0].part:
            yield here[0], change


def _replaced(view: View, gone: Change, came: Change) -> Draw:
    old, new = names(view.old, gone.old), names(view.new, came.new)
    before = f"{old} of the old draft ({opening(gone.old)}) was deleted"
    sentence = f"{before}; in its place stands {new}: {ends(came.new)}."
    return draw(_rank(view, came, "insert"), sentence, came.id, gone.id)


def _without_cells(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if (change.new or change.old)[0].cell is None]


def _rows(view: View, changes: Sequence[Change]) -> Iterator[Draw]:
    """Yield rows of tables that came or went; the cells of one row are one sentence."""
    rows: dict[tuple[int, int], list[Change]] = {}
    for change in changes:
        if (cell := (change.new or change.old)[0].cell) is not None:
            rows.setdefault((cell.table, cell.row), []).append(change)
    for cells in rows.values():
        side = view.new if cells[0].new else view.old
        first = (cells[0].new or cells[0].old)[0]
        text = " | ".join(paragraph.text for change in cells for paragraph in change.new or change.old)
        verb = "has new words" if cells[0].new else "of the old draft lost words"
        rank = _rank(view, cells[0], cells[0].operation.value)
        yield draw(
            rank, f"{side.cited[first.index]} {verb}: {quoted(text, 20)}.", *(change.id for change in cells)
        )


def _is_whole(view: View, operation: Operation, section: int, count: int) -> bool:
    draft = view.new.draft if operation is Operation.INSERT else view.old.draft
    return count >= sum(1 for p in draft.paragraphs if p.section == section and p.kind != "heading")


def _together(view: View, operation: Operation, section: int, changes: Sequence[Change]) -> Draw:
    side = view.new if operation is Operation.INSERT else view.old
    verb = "is new" if operation is Operation.INSERT else "was deleted"
    cited = names(side, [(change.new or change.old)[0] for change in changes])
    sentence = f"The section {quoted(side.title(section))} {verb}, {len(changes)} paragraphs ({cited})."
    return draw(_rank(view, changes[0], operation.value), sentence, *(change.id for change in changes))


def _single(view: View, change: Change, copied: set[int]) -> Draw:
    kind = change.operation.value
    cited = names(view.old, change.old) or names(view.new, change.new)
    if cited.startswith("“"):  # an unnumbered paragraph is cited by its opening words
        verb = "Deleted" if change.operation is Operation.DELETE else "New"
        sentence = f"{verb}, without a number: {ends(change.old or change.new)}."
    elif change.operation is Operation.DELETE:
        sentence = f"{names(view.old, change.old)} of the old draft was deleted: {ends(change.old)}."
    else:
        verb = "is entered here too" if change.new[0].index in copied else "is new"
        sentence = f"{names(view.new, change.new)} {verb}: {ends(change.new)}."
    return draw(_rank(view, change, kind), sentence, change.id)


def _cut(view: View, change: Change) -> str:
    old, new = names(view.old, change.old), names(view.new, change.new)
    if change.operation is Operation.SPLIT:
        return f"{old} of the old draft was split into {new}: {opening(change.old)}."
    if change.operation is Operation.MERGE:
        return f"{old} of the old draft were merged into {new}: {opening(change.new)}."
    return f"{old} of the old draft were recast as {new}: {opening(change.new)}."


def _moved(view: View, change: Change) -> str:
    home = view.new.homes[change.new[0].index]
    inside = f", in {quoted(home)}" if home else ""
    return f"{place(view, change)} moved{inside}{_way(view, change)}: {opening(change.new)}."


def _way(view: View, change: Change) -> str:
    """Return behind which paragraph one stood and stands, each by its old and new number."""
    before = _above(view.old, change.old[0])
    after = _above(view.new, change.new[0])
    was, now = _both_numbers(view, view.change_of_old, before), _both_numbers(view, view.change_of_new, after)
    if not was or not now or was == now:
        return ""
    return f", from after {was} to after {now}"


def _above(side: Side, paragraph: Paragraph) -> int:
    """Return the paragraph of the text right above one, -1 where there is none in its part."""
    for index in range(paragraph.index - 1, -1, -1):
        above = side.draft.paragraphs[index]
        if above.stream == "body" and above.kind != "heading":
            return index if above.part == paragraph.part and not is_frame_line(above) else -1
    return -1


def _both_numbers(view: View, changes: Mapping[int, Change], index: int) -> str:
    change = changes.get(index)
    if change is None:
        return ""
    if not change.old or not change.new:
        return f"{place(view, change)} ({'new' if change.new else 'deleted'})"
    return place(view, change)


def _transfers(view: View) -> Iterator[Draw]:
    """Yield sentences that changed their paragraph and not their standing, which is told elsewhere."""
    for transfer in view.comparison.transfers:
        if any(label.name in ("demoted", "promoted") for label in transfer.labels):
            continue
        new = transfer.new
        if view.new.draft.paragraphs[new.paragraph].stream != "body":
            continue
        words = quoted(new.span.of(view.new.text(new.paragraph)), 16)
        verb = "words were copied" if transfer.kind == "copied" else "words moved"
        sentence = f"{transfer_place(view, transfer)}: {verb}: {words}."
        yield draw((_KINDS.index("transfer"), 0, 0, new.paragraph), sentence, transfer.id)
