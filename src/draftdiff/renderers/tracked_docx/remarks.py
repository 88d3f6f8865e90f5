"""The labels of a comparison as Word comments: name, reason, and the number of the other paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from draftdiff.model import Change, Comparison, Label, Paragraph, Span
from draftdiff.ooxml import NAMESPACES, Element, Package
from draftdiff.options import Options
from draftdiff.renderers.tracked_docx.names import ID, SPACE, P, R, T, w
from draftdiff.renderers.tracked_docx.parts import related_or_new

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SILENT = ("editorial",)
"""Labels that say that nothing happened; a comment on each would bury the others."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said beside a paragraph: on these words, or on all of it."""

    side: str
    """old or new."""
    paragraph: int
    span: Span | None
    lines: tuple[str, ...]


@dataclass(slots=True)
class Remarks:
    """All remarks of a comparison by the id of the change they stand at."""

    of_change: dict[str, tuple[Remark, ...]] = field(default_factory=dict)


def remarks_of(comparison: Comparison) -> Remarks:
    """Return the remarks of a comparison: labels of changes, and of sections at their headings."""
    found = Remarks()
    homes = {("old", p.index): change for change in comparison.changes for p in change.old}
    homes |= {("new", p.index): change for change in comparison.changes for p in change.new}
    gathered: dict[str, dict[tuple[str, int, Span | None], list[str]]] = {}
    for change in comparison.changes:
        for label in change.labels:
            place = _place(change, label)
            if label.name not in _SILENT and place is not None:
                line = f"{label.name}: {label.because}{_counterpart(change)}"
                gathered.setdefault(change.id, {}).setdefault(place, []).append(line)
    for section in comparison.sections:
        side, ids = ("new", section.new) if section.new else ("old", section.old)
        home = homes.get((side, ids[0])) if ids else None
        for label in section.labels if home is not None else ():
            assert home is not None
            place = (side, ids[0], None)
            line = f"{label.name} (section): {label.because}"
            gathered.setdefault(home.id, {}).setdefault(place, []).append(line)
    for id, places in gathered.items():
        found.of_change[id] = tuple(Remark(*place, tuple(lines)) for place, lines in places.items())
    return found


def _place(change: Change, label: Label) -> tuple[str, int, Span | None] | None:
    """Return where a label is told: on its words in the new text, else on those of the old, else on a paragraph."""
    for side, paragraphs in (("new", change.new), ("old", change.old)):
        known = {paragraph.index for paragraph in paragraphs}
        for evidence in label.evidence:
            if evidence.side == side and evidence.paragraph in known and (side == "new" or not change.moved):
                return (side, evidence.paragraph, evidence.span if len(evidence.span) else None)
    for side, paragraphs in (("new", change.new), ("old", change.old)):
        if paragraphs:
            return (side, paragraphs[0].index, None)
    return None


def _counterpart(change: Change) -> str:
    """Return the number that the paragraph had, where it differs from the one it has."""
    old, new = _numbers(change.old), _numbers(change.new)
    if not change.new or not old or (old == new and not change.moved):
        return ""
    return f" (was {'paragraph' if len(change.old) == 1 else 'paragraphs'} {', '.join(old)})"


def _numbers(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.number.rstrip(".") for paragraph in paragraphs if paragraph.number]


class CommentWriter:
    """Adds comments to a package and makes the elements that tie them to the text."""

    def __init__(self, package: Package, options: Options) -> None:
        self._package, self._options = package, options
        self._root: Element | None = None

    def add(self, lines: Iterable[str]) -> tuple[Element, list[Element]]:
        """Add a comment of these lines; return the element before its words and those behind them."""
        if self._root is None:
            empty = etree.Element(w("comments"), nsmap={"w": NAMESPACES["w"]})
            self._root = self._package.tree(related_or_new(self._package, "comments", empty, _TYPE))
        ids = [int(item.get(ID)) for item in self._root if (item.get(ID) or "").isdigit()]
        id = str(max(ids, default=-1) + 1)
        comment = etree.SubElement(self._root, w("comment"), {ID: id, w("author"): self._options.author})
        if self._options.date:
            comment.set(w("date"), self._options.date)
        comment.set(w("initials"), self._options.initials)
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, P), R)
            text = etree.SubElement(run, T, {SPACE: "preserve"})
            text.text = _printable(line)
        call = etree.Element(R)
        etree.SubElement(call, w("commentReference"), {ID: id})
        return etree.Element(w("commentRangeStart"), {ID: id}), [
            etree.Element(w("commentRangeEnd"), {ID: id}),
            call,
        ]


def _printable(text: str) -> str:
    """Return a text without the control characters that XML forbids."""
    return "".join(char for char in text if char in "\t\n" or char >= " ")
