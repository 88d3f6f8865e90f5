"""Profiles: what the parts of a kind of document are called, how binding each is, and which ladders apply.

A profile is a TOML file. Shipped: un-report, un-resolution, legislation, plain. A user's own is given by its path.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from draftdiff.errors import InputFileError
from draftdiff.model import Draft, Note, Paragraph, Part, Section
from draftdiff.options import Options
from draftdiff.tables import Shape, load_table, parse_table

SHIPPED = ("un-report", "un-resolution", "legislation", "plain")

PROFILE_SHAPE: Shape = {
    "name!": str,
    "source": str,
    "ladders": [str],
    "recognise": {"texts": [str], "symbols": [str], "headings": [str]},
    "part": [
        {
            "name!": str,
            "rank!": int,
            "negotiated!": bool,
            "headings": [str],
            "texts": [str],
            "symbols": [str],
            "streams": [str],
            "position": str,
        }
    ],
}
POSITIONS = ("", "before-first-number", "from-first-number")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """How a part is recognised: by a heading above, the paragraph's words, the symbol, the stream, the place."""

    part: Part
    headings: tuple[re.Pattern[str], ...] = ()
    texts: tuple[re.Pattern[str], ...] = ()
    symbols: tuple[re.Pattern[str], ...] = ()
    streams: tuple[str, ...] = ()
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile, checked and compiled."""

    name: str
    ladders: tuple[str, ...] = ()
    rules: tuple[PartRule, ...] = ()
    recognise_texts: tuple[re.Pattern[str], ...] = ()
    recognise_symbols: tuple[re.Pattern[str], ...] = ()
    recognise_headings: tuple[re.Pattern[str], ...] = ()


@cache
def load_profile(name: str) -> Profile:
    """Return a shipped profile by its name, or a user's own by its path. Raises `InputFileError`."""
    if name in SHIPPED:
        file = resources.files("draftdiff.profiles").joinpath(f"{name}.toml")
        return _compiled(parse_table(file.read_text("utf-8"), PROFILE_SHAPE, f"{name}.toml"), f"{name}.toml")
    if not Path(name).suffix:
        raise InputFileError(
            where=f"profile {name}",
            what="is not known",
            mend=f"Known: {', '.join(SHIPPED)}; or give the path of a TOML file.",
        )
    return _compiled(load_table(name, PROFILE_SHAPE), name)


def _compiled(data: dict[str, Any], where: str) -> Profile:
    known = data.get("recognise", {})
    return Profile(
        name=data["name"],
        ladders=tuple(data.get("ladders", ())),
        rules=tuple(_rule(row, where) for row in data.get("part", ())),
        recognise_texts=_patterns(known.get("texts", ()), where),
        recognise_symbols=_patterns(known.get("symbols", ()), where),
        recognise_headings=_patterns(known.get("headings", ()), where),
    )


def _rule(row: dict[str, Any], where: str) -> PartRule:
    if row.get("position", "") not in POSITIONS:
        raise InputFileError(
            where=where,
            what=f"part '{row['name']}': unknown position",
            mend=f"Known: {', '.join(POSITIONS[1:])}.",
        )
    return PartRule(
        part=Part(name=row["name"], rank=row["rank"], negotiated=row["negotiated"]),
        headings=_patterns(row.get("headings", ()), where),
        texts=_patterns(row.get("texts", ()), where),
        symbols=_patterns(row.get("symbols", ()), where),
        streams=tuple(row.get("streams", ())),
        position=row.get("position", ""),
    )


def _patterns(sources: Sequence[str], where: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(source, re.IGNORECASE) for source in sources)
    except re.error as error:
        raise InputFileError(
            where=where, what=f"not a regular expression: {error}", mend="Mend the pattern."
        ) from error


def choose_profile(draft: Draft, options: Options) -> Profile:
    """Return the profile that the options name, or the one whose marks the document shows most of."""
    if options.profile:
        return load_profile(options.profile)
    best = max((load_profile(name) for name in SHIPPED), key=lambda profile: _likeness(draft, profile))
    return best if _likeness(draft, best) > 1 else load_profile("plain")


def _likeness(draft: Draft, profile: Profile) -> int:
    """Return how many of its kinds of marks (texts, symbols, headings) a document shows."""
    found = [paragraph for paragraph in draft.paragraphs if paragraph.kind == "heading"][:200]
    headings = [text for p in found for text in {p.text: 0, f"{p.number} {p.text}".strip(): 0}]
    texts = [paragraph.text for paragraph in draft.paragraphs[:60]]
    return (
        2 * any(pattern.search(text) for pattern in profile.recognise_texts for text in texts)
        + any(pattern.search(draft.symbol) for pattern in profile.recognise_symbols if draft.symbol)
        + min(2, sum(any(p.search(text) for text in headings) for p in profile.recognise_headings))
    )


def set_parts(draft: Draft, profile: Profile, options: Options) -> Draft:
    """Return the draft with the part of every paragraph, as the profile tells it; a note says which and why."""
    by_section = _parts_of_sections(draft, profile)
    first_number = next((p.index for p in draft.paragraphs if _opens_body(p)), len(draft.paragraphs))
    paragraphs = tuple(
        replace(paragraph, part=_part(paragraph, profile, draft, by_section, first_number))
        for paragraph in draft.paragraphs
    )
    why = "as asked" if options.profile else "chosen by what the document shows"
    note = Note(where=draft.name, what=f"profile {profile.name}, {why}")
    parts = tuple(rule.part for rule in profile.rules)
    if any(paragraph.part == "body" for paragraph in paragraphs) and not any(
        part.name == "body" for part in parts
    ):
        parts = (*parts, Part(name="body", rank=2, negotiated=True))
    return replace(
        draft,
        paragraphs=paragraphs,
        root=_with_parts(draft.root, {p.index: p.part for p in paragraphs}),
        parts=parts,
        profile=profile.name,
        notes=(*draft.notes, note),
    )


def _opens_body(paragraph: Paragraph) -> bool:
    return (
        paragraph.stream == "body"
        and paragraph.kind != "heading"
        and bool(re.match(r"(?:OP\s?)?1\b", paragraph.number))
    )


def _parts_of_sections(draft: Draft, profile: Profile) -> dict[int, str]:
    """Return the part of each section: the outermost heading that tells one decides for all below it."""
    found: dict[int, str] = {}
    texts = {paragraph.index: paragraph for paragraph in draft.paragraphs if paragraph.kind == "heading"}
    stack: list[tuple[Section, str]] = [(child, "") for child in draft.root.children]
    while stack:
        section, part = stack.pop()
        assert section.id is not None
        if not part:
            heading = texts[section.id]
            title = f"{heading.number} {heading.text}".strip()
            part = next(
                (
                    r.part.name
                    for r in profile.rules
                    if any(p.search(title) or p.search(heading.text) for p in r.headings)
                ),
                "",
            )
        if part:
            found[section.id] = part
        stack.extend((child, part) for child in section.children)
    return found


def _part(
    paragraph: Paragraph, profile: Profile, draft: Draft, sections: dict[int, str], first_number: int
) -> str:
    for rule in profile.rules:
        if paragraph.stream in rule.streams or any(
            p.search(draft.symbol) for p in rule.symbols if draft.symbol
        ):
            return rule.part.name
    if paragraph.part != "body":
        return paragraph.part
    if paragraph.section in sections:
        return sections[paragraph.section]
    for rule in profile.rules:
        if any(pattern.search(paragraph.text) for pattern in rule.texts):
            return rule.part.name
        if rule.position and (paragraph.index < first_number) == (rule.position == "before-first-number"):
            return rule.part.name
    return "body"


def _with_parts(section: Section, parts: dict[int, str]) -> Section:
    children = tuple(_with_parts(child, parts) for child in section.children)
    part = parts.get(section.id, "body") if section.id is not None else "body"
    return replace(section, part=part, children=children)
