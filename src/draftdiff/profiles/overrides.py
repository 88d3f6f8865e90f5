"""Parts that the user sets, against what the profile tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from draftdiff.errors import InputFileError
from draftdiff.inputs import PartSetting
from draftdiff.model import Draft, Note, Section
from draftdiff.text import loose_key


def override_parts(draft: Draft, settings: Sequence[PartSetting], name: str) -> Draft:
    """Return the draft with the parts of whole sections set as the user says, and a note for each.

    A section is named by its heading or the opening words of it. Raises `InputFileError` where no heading or more
    than one is meant, or where the profile knows no part of that name.
    """
    for setting in settings:
        draft = _with_part(draft, setting, name)
    return draft


def _with_part(draft: Draft, setting: PartSetting, name: str) -> Draft:
    known = {part.name for part in draft.parts}
    if setting.name not in known:
        raise InputFileError(
            where=name,
            what=f"the profile {draft.profile} knows no part '{setting.name}'",
            mend=f"Known: {', '.join(sorted(known))}.",
        )
    section = _section_called(draft, setting.heading, name)
    inside = {item.id for item in section.walk()}
    paragraphs = tuple(
        replace(paragraph, part=setting.name)
        if paragraph.section in inside and paragraph.stream == "body"
        else paragraph
        for paragraph in draft.paragraphs
    )
    note = Note(where=draft.name, what=f"override: “{section.title}” is set to the part {setting.name}")
    return replace(
        draft,
        paragraphs=paragraphs,
        root=_with_parts(draft.root, inside, setting.name),
        notes=(*draft.notes, note),
    )


def _section_called(draft: Draft, heading: str, name: str) -> Section:
    wanted = loose_key(heading)
    called = {
        section.id: loose_key(f"{draft.paragraphs[section.id or 0].number} {section.title}")
        for section in draft.sections()
    }
    sections = draft.sections()
    exact = [s for s in sections if wanted in (called[s.id], loose_key(s.title))]
    found = exact or [
        s for s in sections if called[s.id].startswith(wanted) or loose_key(s.title).startswith(wanted)
    ]
    if len(found) != 1:
        titles = "; ".join(section.title for section in (found or sections)[:12])
        raise InputFileError(
            where=name,
            what=f"{'no' if not found else 'more than one'} heading of {draft.name} is called '{heading}'",
            mend=f"Headings: {titles}.",
        )
    return found[0]


def _with_parts(section: Section, inside: set[int | None], name: str) -> Section:
    children = tuple(_with_parts(child, inside, name) for child in section.children)
    part = name if section.id is not None and section.id in inside else section.part
    return replace(section, part=part, children=children)
