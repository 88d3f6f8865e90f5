"""What all findings look at: both drafts with their parts and citations, and the way from old to new."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from draftdiff.model import Change, Comparison, Draft, Evidence, Finding, Paragraph, Span
from draftdiff.overview.phrases import words_of
from draftdiff.overview.places import cited_names, printed_title, sections_around, shortened
from draftdiff.wording.identity import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A draft as findings see it; tuples run by paragraph index."""

    name: str
    """The side that evidence names: old, new, or the name of a further draft."""
    draft: Draft
    cited: tuple[str, ...]
    called: tuple[str, ...]
    """As cited, with the title of the section where numbers begin anew in each and one citation means several."""
    negotiated: tuple[bool, ...]
    ranks: tuple[int, ...]
    homes: tuple[str, ...]
    """Title of the outermost section around each paragraph; empty above the first heading, in notes, and in documents
    of which the only heading is the title."""
    sections: tuple[tuple[str, ...], ...]
    """Titles of all sections around each paragraph, outermost first."""

    joined: str
    """The stems of all paragraphs in a row, a paragraph a line: what does not stand in it stands in no paragraph."""
    lines: tuple[int, ...]
    """Where each paragraph begins in `joined`."""

    def holding(self, stems: str) -> Iterator[int]:
        """Yield the paragraphs whose stems in a row hold these; time grows with the draft, in C."""
        at = self.joined.find(stems) if stems else -1
        while at >= 0:
            line = bisect_right(self.lines, at)
            yield line - 1
            at = self.joined.find(stems, self.lines[line] if line < len(self.lines) else len(self.joined))

    def text(self, index: int) -> str:
        """Return the text of a paragraph."""
        return self.draft.paragraphs[index].text

    def title(self, heading: int) -> str:
        """Return a heading's words as printed, with "Annex II:" before them."""
        return printed_title(self.draft.paragraphs[heading])

    def evidence(self, index: int, span: Span | None = None) -> Evidence:
        """Return evidence for a range of a paragraph, or for all of it."""
        text = self.draft.paragraphs[index].text
        span = span or Span(0, len(text))
        return Evidence(side=self.name, paragraph=index, span=span, text=span.of(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Both sides of a comparison, with the changes by paragraph."""

    comparison: Comparison
    old: Side
    new: Side
    change_of_old: Mapping[int, Change]
    change_of_new: Mapping[int, Change]
    follows: tuple[float, ...]
    """Where each old paragraph would stand in the new draft if it were gone: after the one before it."""

    def new_of(self, old: int) -> tuple[int, ...]:
        """Return the new paragraphs that an old one became."""
        change = self.change_of_old.get(old)
        return tuple(p.index for p in change.new) if change else ()

    def old_of(self, new: int) -> tuple[int, ...]:
        """Return the old paragraphs that a new one came from."""
        change = self.change_of_new.get(new)
        return tuple(p.index for p in change.old) if change else ()


def view_of(comparison: Comparison, like: View | None = None) -> View:
    """Return the comparison as findings look at it; `like` is a view of the same drafts, whose sides are used again.

    Time grows with the number of paragraphs.
    """
    change_of_old = {p.index: change for change in comparison.changes for p in change.old}
    return View(
        comparison=comparison,
        old=like.old if like else side_of(comparison.old, "old"),
        new=like.new if like else side_of(comparison.new, "new"),
        change_of_old=change_of_old,
        change_of_new={p.index: change for change in comparison.changes for p in change.new},
        follows=tuple(_follows(comparison.old, change_of_old)),
    )


def _follows(old: Draft, change_of_old: Mapping[int, Change]) -> Iterator[float]:
    """Yield for each old paragraph half a place after the new ones that the nearest before it became."""
    place = -0.5
    for paragraph in old.paragraphs:
        yield place
        change = change_of_old.get(paragraph.index)
        if change and change.new:
            place = max(p.index for p in change.new) + 0.5


def side_of(draft: Draft, name: str) -> Side:
    """Return a draft as findings see it; `name` is what its evidence says as side."""
    parts = {part.name: part for part in draft.parts}
    joined = [words_of(p.text).joined for p in draft.paragraphs]
    titles = {p.index: printed_title(p) for p in draft.paragraphs if p.kind == "heading"}
    paths = [
        tuple(titles.get(section.id or 0, section.title) for section in sections_around(draft, p))
        for p in draft.paragraphs
    ]
    cited = cited_names(draft)
    return Side(
        name=name,
        draft=draft,
        cited=cited,
        called=tuple(_called(cited, paths)),
        negotiated=tuple(p.part not in parts or parts[p.part].negotiated for p in draft.paragraphs),
        ranks=tuple(parts[p.part].rank if p.part in parts else 0 for p in draft.paragraphs),
        homes=tuple(_home(p, path) for p, path in zip(draft.paragraphs, paths, strict=True)),
        sections=tuple(paths),
        joined="\n".join(joined),
        lines=tuple(accumulate((len(line) + 1 for line in joined[:-1]), initial=0)),
    )


def _called(cited: Sequence[str], paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    counts = Counter(cited)
    for name, path in zip(cited, paths, strict=True):
        again = counts[name] > 1 and path and not name.startswith("“")
        yield f"{name} of “{shortened(path[-1], 4)}”" if again else name


_PARTS_AS_HOMES = ("preamble", "operative", "enacting")
"""Parts of a document whose one heading is its title: there the part says more than the heading."""


def _home(paragraph: Paragraph, path: tuple[str, ...]) -> str:
    if paragraph.part in _PARTS_AS_HOMES or paragraph.stream != "body":
        return ""
    return path[0] if path else ""


def make_finding(
    name: str,
    subject: str,
    statement: str,
    *,
    old: Iterable[int] = (),
    new: Iterable[int] = (),
    evidence: Sequence[Evidence] = (),
) -> Finding:
    """Return a finding whose id is made from its content, so that it survives a second run."""
    return Finding(
        id=content_id(name, subject, *(f"{item.side}:{item.text}" for item in evidence)),
        name=name,
        subject=subject,
        statement=statement,
        old=tuple(sorted(set(old))),
        new=tuple(sorted(set(new))),
        evidence=tuple(evidence),
    )


def with_unique_ids(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings; a second one of the same content gets a number behind its id."""
    seen: dict[str, int] = {}
    unique = []
    for finding in findings:
        seen[finding.id] = seen.get(finding.id, 0) + 1
        count = seen[finding.id]
        unique.append(finding if count == 1 else replace(finding, id=f"{finding.id}-{count}"))
    return tuple(unique)
