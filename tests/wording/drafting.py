"""Small alignments for tests: every bead as its texts on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from draftdiff.model import Alignment, Bead, Draft, Paragraph, Transfer

Texts = Sequence[str]


def draft(name: str, texts: Texts, part: str = "body") -> Draft:
    paragraphs = tuple(
        Paragraph(index=index, kind="paragraph", text=text, part=part) for index, text in enumerate(texts)
    )
    return Draft(name=name, format="markdown", paragraphs=paragraphs)


def alignment(*beads: tuple[Texts, Texts], transfers: tuple[Transfer, ...] = ()) -> Alignment:
    old: list[str] = []
    new: list[str] = []
    made = []
    for left, right in beads:
        made.append(
            Bead(
                old=tuple(range(len(old), len(old) + len(left))),
                new=tuple(range(len(new), len(new) + len(right))),
            )
        )
        old += left
        new += right
    return Alignment(old=draft("old", old), new=draft("new", new), beads=tuple(made), transfers=transfers)
