"""Citations that came, went, or gave way to others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from draftdiff.classifiers.citations import Citation, citations_of, is_told_in, same_work
from draftdiff.classifiers.rule import LabelDoc, Rule
from draftdiff.classifiers.view import Side, View
from draftdiff.model import Label

_HERE = re.compile(
    r"\s*(?:,\s*)?(?:above|below|of the present|of this|hereof)|(?!\s*,?\s*(?:of|in|to|from|thereof|ibid)\b)"
)
"""After the number of a paragraph of the text itself: it says so, or names no other document."""
_OUTCOME = re.compile(r"\boutcomes?\b")
_WORKS = frozenset(["title", "document"])


@dataclass(frozen=True, slots=True)
class _Touched:
    citation: Citation
    stretch: int


def _on_change(view: View) -> Iterable[Label]:
    old, new = citations_of(view.old.text), citations_of(view.new.text)
    if not old and not new:
        return
    gone = _without_parts(view.old, _only(view, old, new, "old"))
    come = _without_parts(view.new, _only(view, new, old, "new"))
    for a in gone:
        partner = next((b for b in come if _in_its_place(a, b)), None)
        if partner is None:
            if not _is_told(a.citation, view.old, view.new):
                yield _one_side("reference-dropped", view.old, a)
            continue
        come = [b for b in come if b is not partner]
        if not _follows_renumbering(view, a.citation, partner.citation):
            yield _changed(view, a, partner)
    for b in come:
        if not _is_told(b.citation, view.new, view.old):
            yield _one_side("reference-added", view.new, b)


def _without_parts(side: Side, found: list[_Touched]) -> list[_Touched]:
    """Return the citations without those of a part of the one before: "resolution 69/137, annex I" is one."""
    return [
        one
        for last, one in zip([None, *found], found)
        if last is None
        or one.citation.kind not in ("provision", "paragraph")
        or side.text[last.citation.end : one.citation.start] not in (", ", " ", ",")
    ]


def _in_its_place(a: _Touched, b: _Touched) -> bool:
    """Return whether two citations of like kind stand in one edit or in two that follow each other."""
    kinds = {a.citation.kind, b.citation.kind}
    return (len(kinds) == 1 or kinds <= _WORKS) and abs(a.stretch - b.stretch) <= 1


def _follows_renumbering(view: View, old: Citation, new: Citation) -> bool:
    """Return whether "paragraph 34 above" became "paragraph 19 above" because that paragraph's number changed."""
    if old.kind != "paragraph" or not _HERE.match(view.old.text[old.end : old.end + 20]):
        return False
    numbers = [re.findall(r"\d+", text) for text in (old.key, new.key)]
    return len(numbers[0]) == len(numbers[1]) and all(
        b in _new_numbers(view, a) for a, b in zip(*numbers, strict=True)
    )


def _new_numbers(view: View, number: str) -> set[str]:
    """Return the numbers in the new draft of the paragraphs that bore a number in the old one."""
    return {
        paragraph.number.strip(" .()")
        for change in view.comparison.changes
        if any(old.number.strip(" .()") == number for old in change.old)
        for paragraph in change.new
    }


def _only(view: View, own: Sequence[Citation], other: Sequence[Citation], side: str) -> list[_Touched]:
    """Return the citations of one side that an edit touches and the other side lacks."""
    known = {citation.key: citation for citation in other}
    text = (view.new.text if side == "old" else view.old.text).casefold()
    found = []
    for citation in own:
        at = view.stretch_at(side, citation.start, citation.end)
        words = (view.old.text if side == "old" else view.new.text)[citation.start : citation.end]
        if at is None or (citation.kind in _WORKS and words.casefold() in text):
            continue
        if citation.key not in known and not any(same_work(citation.key, key) for key in known):
            found.append(_Touched(citation, at))
    return found


def _is_told(citation: Citation, own: Side, other: Side) -> bool:
    """Return whether the other text tells of the same work in other words.

    Of a document without a title, "outcome document of the Conference", the words may stand anywhere in the paragraph:
    "the Conference, held in May, and its outcome document".
    """
    if citation.kind not in _WORKS:
        return False
    words = own.text[citation.start : citation.end]
    if words.startswith("outcome document") and _OUTCOME.search(other.text):
        return True
    noun, _, author = words.partition(" of the ")
    if citation.kind == "document" and author and _is_of_another(noun, own, other):
        return True
    return is_told_in(words, other.text, 12 if citation.kind == "document" else 2)


def _is_of_another(noun: str, own: Side, other: Side) -> bool:
    """Return whether only the other side tells of such a document by a body in small letters, so not as a name."""
    pattern = re.compile(rf"\b{re.escape(noun)} of the [a-z]")
    return pattern.search(other.text) is not None and pattern.search(own.text) is None


def _one_side(name: str, side: Side, touched: _Touched) -> Label:
    evidence = side.evidence(touched.citation.start, touched.citation.end)
    verb = "now cited" if name == "reference-added" else "no longer cited"
    return Label(name=name, rule=RULE.name, because=f"'{evidence.text}' is {verb}", evidence=(evidence,))


def _changed(view: View, old: _Touched, new: _Touched) -> Label:
    a = view.old.evidence(old.citation.start, old.citation.end)
    b = view.new.evidence(new.citation.start, new.citation.end)
    because = f"'{a.text}' gave way to '{b.text}'"
    return Label(name="reference-changed", rule=RULE.name, because=because, evidence=(a, b))


_SOURCE = "Patterns of numbered acts and symbols; nouns of named instruments in classifiers/lexicons/citations-en.toml."

RULE = Rule(
    name="references",
    labels=(
        LabelDoc(
            name="reference-added",
            meaning="A resolution, decision, article, treaty, report or other document is cited that was not.",
            example="Recalling resolution 60/1 -> Recalling resolutions 60/1 and 65/230",
            source=_SOURCE,
            inverse="reference-dropped",
        ),
        LabelDoc(
            name="reference-dropped",
            meaning="A document is no longer cited.",
            example="in line with the Sendai Framework and national plans -> in line with national plans",
            source=_SOURCE,
            inverse="reference-added",
        ),
        LabelDoc(
            name="reference-changed",
            meaning="One citation took the place of another of the same kind.",
            example="in paragraph 8 of the report -> in paragraph 23 of the report",
            source=_SOURCE,
            inverse="reference-changed",
        ),
    ),
    on_change=_on_change,
)
