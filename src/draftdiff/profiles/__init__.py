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

from draftdiff.errors import InputFileError, known_names
from draftdiff.model import Draft, Note, Paragraph, Part, Section
from draftdiff.options import Options
from draftdiff.tables import Shape, load_table, parse_table

SHIPPED = ("un-report", "un-resolution", "legislation", "plain")

PROFILE_SHAPE: Shape = {
    "name!": str,
    "source": str,
    "ladders": [str],
    "recognise": {"texts": [str], "symbols": [str], "headings": [str], "formats": [str]},
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
            "opens": [str],
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
    opens: tuple[re.Pattern[str], ...] = ()
    """Of a part that begins with the first number: words that begin it where no paragraph is numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile, checked and compiled."""

    name: str
    ladders: tuple[str, ...] = ()
    rules: tuple[PartRule, ...] = ()
    recognise_texts: tuple[re.Pattern[str], ...] = ()
    recognise_symbols: tuple[re.Pattern[str], ...] = ()
    recognise_headings: tuple[re.Pattern[str], ...] = ()
    recognise_formats: tuple[str, ...] = ()


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
            mend=f"{known_names(name, SHIPPED)} Or give the path of a TOML file.",
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
        recognise_formats=tuple(known.get("formats", ())),
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
        opens=_patterns(row.get("opens", ()), where),
    )


def _patterns(sources: Sequence[str], where: str) -> tuple[re.Pattern[str], ...]:
    try:
        return tuple(re.compile(source, re.IGNORECASE) for source in sources)
    except re.error as error:
        raise InputFileError(
            where=where, what=f"not a regular expression: {error}", mend="Mend the pattern."
        ) from error


def choose_profile(draft: Draft, options: Options) -> Profile:
    """Return the profile that the options name, or the one whose signs the document shows most of."""
    if options.profile:
        return load_profile(options.profile)
    signs = {name: _signs(draft, load_profile(name)) for name in SHIPPED}
    best = max(SHIPPED, key=lambda name: sum(weight for weight, _ in signs[name]))
    return load_profile(best if sum(weight for weight, _ in signs[best]) >= _ENOUGH else "plain")


_REMARK = re.compile(r"\([a-z][a-z -]{4,30}\)", re.IGNORECASE)
_ENOUGH = 2  # one symbol or one heading alone is found in documents of other kinds too


def _signs(draft: Draft, profile: Profile) -> list[tuple[int, str]]:
    """Return what of a document speaks for a profile: a weight and words for a note."""
    found: list[tuple[int, str]] = []
    if draft.format in profile.recognise_formats:
        found.append((3, f"the format {draft.format}"))
    if draft.symbol and any(pattern.search(draft.symbol) for pattern in profile.recognise_symbols):
        found.append((1, f"the symbol {draft.symbol}"))
    found += _told_by_words(draft, profile)
    headings = [paragraph.text for paragraph in draft.paragraphs if paragraph.kind == "heading"][:200]
    return found + _told_by_headings(headings, profile)


def _told_by_headings(headings: Sequence[str], profile: Profile) -> list[tuple[int, str]]:
    """Return at most two signs among the headings; annexes, however many, are one: all kinds of document have them."""
    found: list[tuple[int, str]] = []
    for pattern in profile.recognise_headings:
        matching = [text for text in headings if pattern.search(text)]
        most = 1 if "annex" in pattern.pattern else 2
        found += [(1, f'the heading "{text[:60]}"') for text in matching[:most]]
    return found[:2]


def _told_by_words(draft: Draft, profile: Profile) -> list[tuple[int, str]]:
    """Return the best sign among the first paragraphs: one that is such words says more than one that bears them."""
    found: list[tuple[int, str]] = []
    for at, paragraph in enumerate(draft.paragraphs[:60]):
        for pattern in profile.recognise_texts:
            if paragraph.number and pattern.pattern.startswith("^"):
                continue  # words that open a text; here they open one of its points
            if match := pattern.search(paragraph.text):
                whole = len(match.group()) >= len(paragraph.text) - 2
                found.append((3 if whole else 2 if at < 12 else 1, f'the words "{match.group()}"'))
    return [max(found, key=lambda sign: sign[0])] if found else []


def set_parts(draft: Draft, profile: Profile, options: Options) -> Draft:
    """Return the draft with the part of every paragraph, as the profile tells it; a note says which and why."""
    by_section = _parts_of_sections(draft, profile)
    first_number = _first_operative(draft, profile)
    found = ((p, _part(p, profile, draft, by_section, first_number)) for p in draft.paragraphs)
    paragraphs = tuple(p if p.part == part else replace(p, part=part) for p, part in found)
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
        notes=(
            *draft.notes,
            Note(where=draft.name, what=f"profile {profile.name}, {_why(draft, profile, options)}"),
        ),
    )


def _why(draft: Draft, profile: Profile, options: Options) -> str:
    """Return in words why a profile was taken."""
    if options.profile:
        return "as asked"
    signs = [words for _, words in _signs(draft, profile)]
    if not signs or profile.name == "plain":
        return "because the document shows the signs of no other"
    return f"chosen because of {' and '.join(signs)}"


def _first_operative(draft: Draft, profile: Profile) -> int:
    """Return where the numbered part begins; without numbers, where the profile's opening words stand first."""
    body = [p for p in draft.paragraphs if p.stream == "body" and p.kind != "heading"]
    numbered = next((p.index for p in body if _opens_body(p)), None)
    if numbered is not None:
        return numbered
    opens = [pattern for rule in profile.rules for pattern in rule.opens]
    return next((p.index for p in body if any(o.search(p.text) for o in opens)), len(draft.paragraphs))


def _opens_body(paragraph: Paragraph) -> bool:
    return (
        paragraph.stream == "body"
        and paragraph.kind != "heading"
        and bool(re.match(r"(?:OP\s?)?1\b", paragraph.number))
    )


def _parts_of_sections(draft: Draft, profile: Profile) -> dict[int, str]:
    """Return the part of each section that a heading tells.

    The outermost heading that tells one decides for all below it. A heading alone ("Annex") speaks also for the next
    section of its level, whose heading is its title; sections whose headings tell nothing are left to their place.
    """
    found: dict[int, str] = {}
    texts = {paragraph.index: paragraph for paragraph in draft.paragraphs if paragraph.kind == "heading"}
    stack: list[tuple[tuple[Section, ...], str]] = [(draft.root.children, "")]
    while stack:
        sections, above = stack.pop()
        alone = ""
        for section in sections:
            assert section.id is not None
            part = above or _told_by_heading(texts[section.id], draft, profile) or alone
            alone = part if part and _is_heading_alone(section, draft) else ""
            if part:
                found[section.id] = part
            stack.append((section.children, part))
    return found


def _told_by_heading(heading: Paragraph, draft: Draft, profile: Profile) -> str:
    """Return the part that a heading tells, with a remark in brackets below it: "Annex A", "(informative)"."""
    title = f"{heading.number} {heading.text}".strip()
    below = draft.paragraphs[heading.index + 1 : heading.index + 2]
    if below and _REMARK.fullmatch(below[0].text):
        title = f"{title} {below[0].text}"
    for rule in profile.rules:
        if any(pattern.search(title) or pattern.search(heading.text) for pattern in rule.headings):
            return rule.part.name
    return ""


def _is_heading_alone(section: Section, draft: Draft) -> bool:
    assert section.id is not None
    after = section.id + 1
    follows = draft.paragraphs[after] if after < len(draft.paragraphs) else None
    return not section.children and follows is not None and follows.kind == "heading"


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
