"""One side of a change as markup: paragraphs that look like what they are, with edits and evidence marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from draftdiff.model import Change, Comparison, Evidence, Mark, Paragraph, Transfer
from draftdiff.renderers.html.escape import escape, fill
from draftdiff.renderers.html.layers import Layer, Range, disjoint, lay
from draftdiff.renderers.html.places import Places, transfer_id
from draftdiff.renderers.html.script import Stretch, cut, script_of

# Kinds of marks in the order in which their elements nest, the outermost first.
MARK_TAGS: Mapping[str, str] = {
    "bracket": "span class=bk",
    "option": "span class=bk",
    "editorial-bracket": "span class=bk",
    "placeholder": "span class=bk",
    "attribution": "span class=pa",
    "agreement": "span class=pa",
    "highlight": "span class=hi",
    "colour": "span class=co",
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strike": "s",
    "superscript": "sup",
    "subscript": "sub",
}
# Labels of place: their evidence says where, not which words decide, and is only shown with the label in hand.
_OF_PLACE = frozenset(
    {"demoted", "promoted", "reordered", "moved-section", "retitled", "copied", "sentence-moved"}
)
# Findings that count over the whole text: their evidence is shown by the labels, or would be all of it.
_COUNTING = frozenset({"strength-balance", "paragraph-map", "bracket-count", "option-count"})
_SAFE_LINKS = ("https://", "http://", "mailto:")
_KIND_CLASSES = {"list-item": "li", "note": "nt", "caption": "cp", "code": "cd", "cell": "ce"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """What must be known of the whole comparison to mark one paragraph."""

    comparison: Comparison
    places: Places
    transfers: Mapping[tuple[str, int], tuple[Transfer, ...]]
    """By side and paragraph index."""
    notes: Mapping[tuple[str, int, int], int]
    """Index of the note that is called at (side, paragraph, offset)."""
    findings: Mapping[tuple[str, int], tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    """Words that findings rest on: start, end and subject, by side and paragraph index."""
    explain: bool = False
    """Whether each change says why its paragraphs were taken for one."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """By side, where the language is not that of the page."""


def ends_of(comparison: Comparison, places: Places, explain: bool = False) -> Ends:
    """Return the look-up tables of a comparison."""
    transfers: dict[tuple[str, int], tuple[Transfer, ...]] = {}
    for transfer in comparison.transfers:
        for side, place in (("old", transfer.old), ("new", transfer.new)):
            key = (side, place.paragraph)
            transfers[key] = (*transfers.get(key, ()), transfer)
    notes = {
        (side, paragraph.anchor.paragraph, paragraph.anchor.span.start): paragraph.index
        for side, draft in (("old", comparison.old), ("new", comparison.new))
        for paragraph in draft.paragraphs
        if paragraph.anchor is not None
    }
    languages = {
        side: draft.language
        for side, draft in (("old", comparison.old), ("new", comparison.new))
        if draft.language != "en"
    }
    return Ends(
        comparison=comparison,
        places=places,
        transfers=transfers,
        notes=notes,
        findings=_finding_words(comparison),
        explain=explain,
        languages=languages,
    )


def _finding_words(comparison: Comparison) -> dict[tuple[str, int], tuple[tuple[int, int, str], ...]]:
    """Return the words that findings rest on; evidence that is most of its paragraph is left out, it marks nothing."""
    lengths = {side: [len(p.text) for p in getattr(comparison, side).paragraphs] for side in ("old", "new")}
    found: dict[tuple[str, int], list[tuple[int, int, str]]] = {}
    for finding in comparison.findings:
        if finding.name in _COUNTING:
            continue
        for item in finding.evidence:
            if item.side not in lengths or 2 * len(item.span) > lengths[item.side][item.paragraph]:
                continue
            words = (item.span.start, item.span.end, finding.subject)
            found.setdefault((item.side, item.paragraph), []).append(words)
    return {key: tuple(words) for key, words in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The paragraphs of a change as markup: the old ones, and the new ones with the deleted words hidden in them."""

    old: tuple[Markup, ...]
    new: tuple[Markup, ...]


def cells_of(change: Change, ends: Ends) -> Cells:
    """Return both sides of a change."""
    script = script_of(change)
    evidence = [(label.name, item) for label in change.labels for item in label.evidence]
    old = [_Text.of("old", p, evidence, ends) for p in change.old]
    new = [_Text.of("new", p, evidence, ends) for p in change.new]
    old_texts = _old_texts(script, old)
    new_texts = _new_texts(script, old, new)
    return Cells(
        old=tuple(
            _element("old", p, text, ends, change) for p, text in zip(change.old, old_texts, strict=True)
        ),
        new=tuple(
            _element("new", p, text, ends, change) for p, text in zip(change.new, new_texts, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A paragraph's text with what is laid over it."""

    paragraph: Paragraph
    layers: tuple[Layer, ...]
    points: Mapping[int, Markup]

    @classmethod
    def of(
        cls, side: str, paragraph: Paragraph, evidence: Iterable[tuple[str, Evidence]], ends: Ends
    ) -> _Text:
        mine = [(n, e) for n, e in evidence if e.side == side and e.paragraph == paragraph.index]
        transfers = ends.transfers.get((side, paragraph.index), ())
        findings = ends.findings.get((side, paragraph.index), ())
        if not (mine or transfers or paragraph.marks or findings):
            return cls(paragraph=paragraph, layers=(), points={})
        layers = (
            _transfer_layer(side, transfers, ends.places),
            _evidence_layer(mine),
            _finding_layer(findings),
            _link_layer(paragraph.marks),
            *_mark_layers(paragraph.marks),
        )
        return cls(paragraph=paragraph, layers=layers, points=_note_points(side, paragraph, ends))

    def markup(self, start: int, end: int, ids: bool = True) -> Markup:
        return lay(self.paragraph.text, self.layers, self.points, start, end, ids)


def _transfer_layer(side: str, transfers: Sequence[Transfer], places: Places) -> Layer:
    found: list[Range] = []
    for transfer in sorted(transfers, key=lambda t: (t.old if side == "old" else t.new).span):
        span = (transfer.old if side == "old" else transfer.new).span
        if found and span.start < found[-1].end:
            continue
        other = "new" if side == "old" else "old"
        place = transfer.new if side == "old" else transfer.old
        sign, word = _transfer_words(side, transfer.kind)
        link = fill(
            '<a class="go" href="#{}" aria-label="{} {}">{} {}</a>',
            transfer_id(transfer, other),
            word,
            places.name(other, place.paragraph),
            sign,
            escape(places.short(other, place.paragraph)),
        )
        found.append(
            Range(
                start=span.start,
                end=span.end,
                open=fill('<span class="tr" id="{}">', transfer_id(transfer, side)),
                reopen=Markup('<span class="tr">'),
                close=Markup("</span>"),
                last=link,
            )
        )
    return tuple(found)


def _transfer_words(side: str, kind: str) -> tuple[str, str]:
    if kind == "copied":
        return ("⇉", "also stands in") if side == "old" else ("⇇", "copied from")
    return ("→", "moved to") if side == "old" else ("←", "moved from")


def _evidence_layer(evidence: Sequence[tuple[str, Evidence]]) -> Layer:
    ranges = [(e.span.start, e.span.end, name) for name, e in evidence if name != "editorial"]
    return tuple(
        Range(
            start=start,
            end=end,
            open=fill(
                '<mark{} data-l="{}">',
                Markup(' class="pl"') if _OF_PLACE.issuperset(names) else "",
                " ".join(names),
            ),
            close=Markup("</mark>"),
        )
        for start, end, names in disjoint(ranges)
    )


def _finding_layer(words: Sequence[tuple[int, int, str]]) -> Layer:
    return tuple(
        Range(
            start=start,
            end=end,
            open=fill('<span class="fi" title="{}">', "; ".join(subjects)),
            close=Markup("</span>"),
        )
        for start, end, subjects in disjoint(words)
    )


def _link_layer(marks: Sequence[Mark]) -> Layer:
    found: list[Range] = []
    for mark in marks:
        if mark.kind != "link" or not mark.value.lower().startswith(_SAFE_LINKS):
            continue
        if found and mark.span.start < found[-1].end:
            continue
        opening = fill('<a class="ln" rel="noreferrer noopener" href="{}">', mark.value)
        found.append(Range(start=mark.span.start, end=mark.span.end, open=opening, close=Markup("</a>")))
    return tuple(found)


def _mark_layers(marks: Sequence[Mark]) -> list[Layer]:
    layers = []
    for kind, tag in MARK_TAGS.items():
        ranges = [
            (m.span.start, m.span.end, m.kind) for m in marks if m.kind == kind and m.span.end > m.span.start
        ]
        opening, closing = Markup(f"<{tag}>"), Markup(f"</{tag.split()[0]}>")
        layers.append(
            tuple(Range(start=a, end=b, open=opening, close=closing) for a, b, _ in disjoint(ranges))
        )
    return layers


def _note_points(side: str, paragraph: Paragraph, ends: Ends) -> dict[int, Markup]:
    points: dict[int, Markup] = {}
    for mark in paragraph.marks:
        if mark.kind != "note-reference":
            continue
        note = ends.notes.get((side, paragraph.index, mark.span.start))
        sign = escape(mark.value or "*")
        if note is not None:
            number = (ends.comparison.old if side == "old" else ends.comparison.new).paragraphs[note].number
            sign = fill(
                '<a href="#{}" aria-label="note {}">{}</a>',
                ends.places.address(side, note),
                number or mark.value,
                escape(number.strip(".") or mark.value),
            )
        points[mark.span.end] = points.get(mark.span.end, Markup()) + fill('<sup class="fn">{}</sup>', sign)
    return points


def _old_texts(script: Sequence[Stretch], old: Sequence[_Text]) -> list[Markup]:
    found: list[list[str]] = [[] for _ in old]
    paragraphs = [text.paragraph for text in old]
    for stretch in script:
        for position, start, end, ends_here in cut(*stretch.old, paragraphs):
            words = old[position].markup(start, end)
            if stretch.kind == "deleted":
                words = _edited("del", words, stretch.editorial, ends_here)
            found[position].append(words)
    return [Markup("".join(pieces)) for pieces in found]


def _new_texts(script: Sequence[Stretch], old: Sequence[_Text], new: Sequence[_Text]) -> list[Markup]:
    """Return the new texts, with what was deleted where it stood: the inline view shows it, the others hide it."""
    found: list[list[str]] = [[] for _ in new]
    old_paragraphs = [text.paragraph for text in old]
    paragraphs = [text.paragraph for text in new]
    at = 0
    for stretch in script:
        if stretch.kind == "deleted":
            if not new:
                continue
            for position, start, end, ends_here in cut(*stretch.old, old_paragraphs):
                words = old[position].markup(start, end, ids=False)
                found[at].append(_edited("del", words, stretch.editorial, ends_here))
            continue
        for position, start, end, ends_here in cut(*stretch.new, paragraphs):
            words = new[position].markup(start, end)
            if stretch.kind == "inserted":
                words = _edited("ins", words, stretch.editorial, ends_here)
            found[position].append(words)
            at = min(position + ends_here, len(new) - 1)
    return [Markup("".join(pieces)) for pieces in found]


def _edited(tag: str, words: Markup, editorial: bool, ends_here: bool) -> Markup:
    """Return words marked as inserted or deleted; the sign for a paragraph's end is drawn by the style sheet."""
    name = ' class="ed"' if editorial else ""
    marked = Markup(f"<{tag}{name}>{words}</{tag}>") if words else Markup()
    return marked + Markup(f'<{tag} class="pe"></{tag}>') if ends_here else marked


def _element(side: str, paragraph: Paragraph, text: Markup, ends: Ends, change: Change) -> Markup:
    """Return the element of a paragraph: its kind, number, address and direction."""
    only = not change.old or not change.new
    tag = "p"
    # A numbered paragraph is often typed as an item of a list of one level: it stands at the margin.
    numbered = paragraph.kind == "list-item" and not paragraph.level and paragraph.number[:1].isdigit()
    classes = [_KIND_CLASSES[paragraph.kind]] if paragraph.kind in _KIND_CLASSES and not numbered else []
    if paragraph.kind == "heading":
        level = min(max(paragraph.level or 1, 1), 4)
        classes.append(f"h{level}")
        tag = f"h{level + 2}" if side == "new" or only else "p"
    elif paragraph.kind == "list-item" and paragraph.level:
        classes.append(f"v{min(paragraph.level, 5)}")
    draft = ends.comparison.old if side == "old" else ends.comparison.new
    if not draft.part_of(paragraph).negotiated:
        classes.append("lo")
    id = (ends.places.old_ids if side == "old" else ends.places.new_ids)[paragraph.index]
    attributes = Markup(f' class="{" ".join(classes)}"') if classes else Markup()
    attributes += fill(' id="{}"', id) if id else Markup()
    recital = (ends.places.old_recitals if side == "old" else ends.places.new_recitals)[paragraph.index]
    attributes += fill(' data-n="{}"', recital) if recital else Markup()
    language = ends.languages.get(side)
    attributes += fill(' lang="{}"', language) if language else Markup()
    return fill(
        '<{0} dir="auto"{1}>{2}{3}</{0}>',
        Markup(tag),
        attributes,
        _number(side, paragraph, change),
        text or Markup(""),
    )


def _number(side: str, paragraph: Paragraph, change: Change) -> Markup:
    if not paragraph.number:
        return Markup()
    before = change.old[0].number if side == "new" and len(change.old) == len(change.new) == 1 else ""
    if before and before != paragraph.number:
        return fill('<b class="no" data-was="{}">{}</b> ', before, paragraph.number)
    return fill('<b class="no">{}</b> ', paragraph.number)
