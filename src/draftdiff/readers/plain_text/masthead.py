"""The head of a UN paper as plain text: what it says becomes metadata, its title a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draftdiff.readers.furniture import form_of
from draftdiff.readers.mastheads import SYMBOL
from draftdiff.readers.plain_text.lines import Line

_DISTRIBUTION = re.compile(
    r"distr(?:\.|ibution)?\s*:?\s*(general|limited|restricted|provisional)", re.IGNORECASE
)
_DATE = re.compile(r"\d{1,2} [A-Z]\w+ \d{4}")
_ORIGINAL = re.compile(r"original\s*:\s*(.+)", re.IGNORECASE)
_SESSION = re.compile(r".*\bsession\b", re.IGNORECASE)
_ITEM = re.compile(r"(?:agenda )?items?\b.*\d", re.IGNORECASE)
_COMMITTEE = re.compile(
    r".*\b(?:committee|council|commission|conference|working group|assembly|nations)", re.IGNORECASE
)
_PROPOSAL = re.compile(
    r"(?P<sponsors>.*?):?\s?[*\u2020]*\s?\b(?P<kind>(?:revised )?(?:draft (?:resolution|decision)|amendments?|"
    r"working paper|oral amendments?|proposal)\b.*)",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"(?:Resolution|Decision)s? adopted (?:by|without|on)\b")
_REPORT = re.compile(r"\[.*\breport\b.*\]|\[without reference to .*\]", re.IGNORECASE)
_NUMBERED_TITLE = re.compile(r"\d{1,3}/\d{1,3}\b")
_DEEPEST = 60
_LONGEST = 6
"""Lines of a bracket in a masthead."""


@dataclass(slots=True)
class Masthead:
    """What the head of a paper says, and where the text begins."""

    metadata: dict[str, str] = field(default_factory=dict)
    title: list[Line] = field(default_factory=list)
    begins: int = 0
    """Position of the first line after masthead and title."""
    removed: list[Line] = field(default_factory=list)


def masthead(lines: Sequence[Line]) -> Masthead:
    """Return the masthead of a UN paper; an empty one where the first lines show none."""
    groups = _groups(lines[:_DEEPEST])
    if not any(_DISTRIBUTION.search(line.text) for line in lines[:15]):
        return Masthead()
    found = Masthead()
    last = _last_group(groups)
    for group in groups[: last + 1]:
        _read_group(group, found)
        found.removed += group
    found.begins = len(found.removed)
    for line in found.removed:
        if symbol := SYMBOL.search(line.text):
            found.metadata.setdefault("symbol", symbol.group())
    found.title = _title(groups[last + 1 :])
    found.begins += len(found.title)
    return found


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or (line.gap and not _is_open(groups[-1])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _is_open(group: Sequence[Line]) -> bool:
    """Return whether a bracket that a group opens is still to be closed."""
    return group[0].text.startswith("[") and "]" not in _text(group) and len(group) < _LONGEST


def _title(groups: Sequence[list[Line]]) -> list[Line]:
    """Return the lines of the title that the first of these groups is or begins; none for a paragraph."""
    if not groups:
        return []
    lines = list(groups[0])
    if _NUMBERED_TITLE.match(lines[0].text) and lines[-1].text.endswith(";") and len(groups) > 1:
        lines += groups[1]
    return [] if lines[-1].text.endswith((",", ";", ".", ":")) else lines


def _last_group(groups: Sequence[Sequence[Line]]) -> int:
    """Return the position of the last group that belongs to the masthead."""
    last = 0
    for at, group in enumerate(groups[:14]):
        text = _text(group)
        first = group[0].text
        if at and text.endswith((",", ";")) and not _NUMBERED_TITLE.match(text):
            break  # the text has begun
        if (
            SYMBOL.fullmatch(first.rstrip("*"))
            or _DISTRIBUTION.search(text)
            or form_of(first) == "job number"
            or (_SESSION.fullmatch(first) and len(first) < 60)
            or _ITEM.match(first)
            or _ADOPTED.match(text)
            or _REPORT.fullmatch(text)
            or (at and _PROPOSAL.fullmatch(text) and not re.search(r"[.;,]$", text))
        ):
            last = at
    return last


def _read_group(group: Sequence[Line], found: Masthead) -> None:
    text, data = _text(group), found.metadata
    if _ADOPTED.match(text):
        data["adopted"] = text
        return
    if _REPORT.fullmatch(text):
        data["report"] = text.strip("[]")
        return
    item = next((at for at, line in enumerate(group) if _ITEM.match(line.text)), None)
    if item is not None:
        data["agenda_item"] = re.sub(r"(?i)^(?:agenda )?items?\s*", "", group[item].text)
        if group[item + 1 :]:
            data["agenda_title"] = _text(group[item + 1 :])
    elif len(group) and (match := _PROPOSAL.fullmatch(text)) and not _DISTRIBUTION.search(text):
        if sponsors := match["sponsors"].strip(" :*"):
            data["sponsors"] = sponsors
        data["type"] = match["kind"].strip()
        return
    for line in group[:item]:
        _read_line(line.text, data)


def _read_line(text: str, data: dict[str, str]) -> None:
    if symbol := SYMBOL.fullmatch(text.rstrip("*")):
        data.setdefault("symbol", symbol.group())
    elif match := _DISTRIBUTION.match(text):
        data["distribution"] = match[1].capitalize()
    elif _DATE.fullmatch(text):
        data.setdefault("date", text)
    elif match := _ORIGINAL.match(text):
        data["original_language"] = match[1].strip()
    elif _SESSION.fullmatch(text):
        data.setdefault("session", text)
    elif _COMMITTEE.fullmatch(text):
        data["body"] = text


def _text(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)
