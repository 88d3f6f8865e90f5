"""What a user may give beside the drafts: watch list, asks, overrides, aliases, concepts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from draftdiff.errors import InputFileError
from draftdiff.model import Draft
from draftdiff.tables import Shape, load_table

ASK_KINDS = ("add", "delete", "replace", "name", "bring-in", "distinguish", "keep")

WATCH_SHAPE: Shape = {
    "term!": [{"id": str, "term!": str, "variants": [str], "described_by": [str], "stands_for": [str]}],
}
ASKS_SHAPE: Shape = {
    "ask!": [
        {
            "id": str,
            "party": str,
            "kind!": str,
            "words": str,
            "paragraph": str,
            "variants": [str],
            "instead_of": str,
            "where": ([str], str),
            "near": str,
            "references": [{"id!": str, "adopted": str}],
        }
    ],
}
OVERRIDES_SHAPE: Shape = {
    "pair": [{"old!": str, "new!": str}],
    "unpair": [{"old!": str, "new!": str}],
    "section": [{"old!": str, "new!": str}],
    "part": [{"draft!": str, "heading!": str, "name!": str}],
    "strike": [{"id!": str, "label!": str}],
}
ALIASES_SHAPE: Shape = {"alias!": [{"term!": str, "stands_for!": [str], "variants": [str]}], "source": str}
CONCEPTS_SHAPE: Shape = {
    "concept!": [{"term!": str, "described_by!": [str], "variants": [str]}],
    "source": str,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedTerm:
    """A term to follow through the drafts."""

    id: str
    term: str
    variants: tuple[str, ...] = ()
    described_by: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a party wanted of the text."""

    id: str
    kind: str
    """One of ASK_KINDS."""
    party: str = ""
    words: str = ""
    paragraph: str = ""
    variants: tuple[str, ...] = ()
    instead_of: str = ""
    where: tuple[str, ...] = ()
    near: str = ""
    references: tuple[tuple[str, str], ...] = ()
    """Id of the reference and how it was adopted (consensus, vote), in the order given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Two paragraphs or two sections, each as the user named it."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSetting:
    """A part set by the user from a heading on."""

    draft: str
    """old or new."""
    heading: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A label that the user strikes."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """A reader's corrections."""

    pair: tuple[Pairing, ...] = ()
    unpair: tuple[Pairing, ...] = ()
    section: tuple[Pairing, ...] = ()
    part: tuple[PartSetting, ...] = ()
    strike: tuple[Strike, ...] = ()
    name: str = "overrides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All further inputs of a comparison. None: was not given, so what needs it is not checked."""

    watch: tuple[WatchedTerm, ...] | None = None
    asks: tuple[Ask, ...] | None = None
    sources: tuple[Draft, ...] | None = None
    earlier: tuple[Draft, ...] | None = None
    aliases: tuple[WatchedTerm, ...] | None = None
    """Terms with `stands_for`."""
    concepts: tuple[WatchedTerm, ...] | None = None
    """Terms with `described_by`."""
    overrides: Overrides = field(default_factory=Overrides)


def load_watch(path: str | Path) -> tuple[WatchedTerm, ...]:
    """Return the terms of a watch list."""
    return _terms(load_table(path, WATCH_SHAPE)["term"])


def load_aliases(path: str | Path) -> tuple[WatchedTerm, ...]:
    """Return the terms of an alias list, each with the references that stand for it."""
    return _terms(load_table(path, ALIASES_SHAPE)["alias"])


def load_concepts(path: str | Path) -> tuple[WatchedTerm, ...]:
    """Return the terms of a concept list, each with the words that describe it."""
    return _terms(load_table(path, CONCEPTS_SHAPE)["concept"])


def _terms(rows: list[dict[str, Any]]) -> tuple[WatchedTerm, ...]:
    return tuple(
        WatchedTerm(
            id=row.get("id", row["term"]),
            term=row["term"],
            variants=tuple(row.get("variants", ())),
            described_by=tuple(row.get("described_by", ())),
            stands_for=tuple(row.get("stands_for", ())),
        )
        for row in rows
    )


def load_asks(path: str | Path) -> tuple[Ask, ...]:
    """Return the asks of a TOML file; an ask without an id is numbered from 1."""
    return tuple(
        _ask(row, number, str(path)) for number, row in enumerate(load_table(path, ASKS_SHAPE)["ask"], 1)
    )


def _ask(row: dict[str, Any], number: int, name: str) -> Ask:
    if row["kind"] not in ASK_KINDS:
        raise InputFileError(
            where=f"{name}, ask {number}",
            what=f"unknown kind '{row['kind']}'",
            mend=f"Known: {', '.join(ASK_KINDS)}.",
        )
    if not (row.get("words") or row.get("paragraph") or row.get("references")):
        raise InputFileError(
            where=f"{name}, ask {number}",
            what="has neither words nor a paragraph",
            mend="Add 'words' or 'paragraph'.",
        )
    where = row.get("where", ())
    return Ask(
        id=row.get("id", f"ask-{number}"),
        kind=row["kind"],
        party=row.get("party", ""),
        words=row.get("words", ""),
        paragraph=row.get("paragraph", ""),
        variants=tuple(row.get("variants", ())),
        instead_of=row.get("instead_of", ""),
        where=(where,) if isinstance(where, str) else tuple(where),
        near=row.get("near", ""),
        references=tuple((item["id"], item.get("adopted", "")) for item in row.get("references", ())),
    )


def load_overrides(path: str | Path) -> Overrides:
    """Return a reader's corrections."""
    data = load_table(path, OVERRIDES_SHAPE)
    for number, row in enumerate(data.get("part", ()), 1):
        if row["draft"] not in ("old", "new"):
            raise InputFileError(
                where=f"{path}, part {number}",
                what=f"draft is '{row['draft']}'",
                mend="It must be old or new.",
            )
    return Overrides(
        pair=tuple(Pairing(**row) for row in data.get("pair", ())),
        unpair=tuple(Pairing(**row) for row in data.get("unpair", ())),
        section=tuple(Pairing(**row) for row in data.get("section", ())),
        part=tuple(PartSetting(**row) for row in data.get("part", ())),
        strike=tuple(Strike(**row) for row in data.get("strike", ())),
        name=str(path),
    )
