"""What the alignment says about small drafts; the cases are the TOML files beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draftdiff.alignment import align
from draftdiff.model import Alignment
from draftdiff.readers import read

CASES = Path(__file__).with_name("cases")


def _cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]


def _aligned(case: dict[str, Any]) -> Alignment:
    old, new = (read(case[side].encode(), name=f"{side}.md") for side in ("old", "new"))
    return align(old, new)


def _moved(alignment: Alignment) -> list[int]:
    return sorted(bead.old[0] for bead in alignment.beads if bead.moved)


@pytest.mark.parametrize("case", _cases("links"))
def test_paragraphs_are_linked_like_this(case: dict[str, Any]) -> None:
    alignment = _aligned(case)
    links = [
        "-".join("+".join(map(str, side)) for side in (bead.old, bead.new))
        for bead in sorted(alignment.beads, key=lambda bead: bead.old)
        if bead.old and bead.new
    ]

    assert links == case["links"]
    assert _moved(alignment) == case["moved"]


@pytest.mark.parametrize("case", _cases("sections"))
def test_sections_are_told_like_this(case: dict[str, Any]) -> None:
    alignment = _aligned(case)
    told = [
        [
            event,
            alignment.old.paragraphs[change.old[0]].text if change.old else "",
            alignment.new.paragraphs[change.new[0]].text if change.new else "",
        ]
        for change in alignment.sections
        for event in change.events
    ]

    assert told == case["events"]
    assert _moved(alignment) == case["moved"]


@pytest.mark.parametrize("case", _cases("sections"))
def test_sections_are_told_the_other_way_round_where_the_drafts_are_swapped(case: dict[str, Any]) -> None:
    turned = {"split": "merged", "merged": "split", "inserted": "deleted", "deleted": "inserted"}
    there = _aligned(case)
    back = _aligned({"old": case["new"], "new": case["old"]})

    assert sorted((c.old, c.new, [turned.get(e, e) for e in c.events]) for c in there.sections) == sorted(
        (c.new, c.old, list(c.events)) for c in back.sections
    )


@pytest.mark.parametrize("case", _cases("transfers"))
def test_transfers_are_told_like_this(case: dict[str, Any]) -> None:
    alignment = _aligned(case)
    told = [
        [
            transfer.kind,
            transfer.old.paragraph,
            transfer.new.paragraph,
            transfer.old.span.of(alignment.old.paragraphs[transfer.old.paragraph].text),
            transfer.new.span.of(alignment.new.paragraphs[transfer.new.paragraph].text),
        ]
        for transfer in alignment.transfers
    ]

    assert told == case["transfers"]
