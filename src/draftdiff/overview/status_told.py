"""What the two documents are: a draft that was adopted or replaced, who tabled it, and whether its words changed.

Told where the texts say it themselves, in their mastheads, closing lines and symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draftdiff.model import Draft
from draftdiff.overview.framing import is_untouched
from draftdiff.overview.places import shortened
from draftdiff.overview.point import Draw, draw
from draftdiff.overview.view import View
from draftdiff.overview.words import listed

_ACT = re.compile(r"/(?P<kind>RES|DEC)/(?P<number>[\w./()-]+)$")
_KINDS = {"RES": "resolution", "DEC": "decision"}
_DRAFT = re.compile(r"/L\.\d|/CRP\.\d|/WP\.\d")
_ADOPTED_ON = re.compile(r"\badopted\b.{0,120}?\bon (?P<date>\d{1,2} \w+ \d{4})")
_MEETING = re.compile(r"^\d+(?:st|nd|rd|th)\s+(?:\(?\w+\)?\s+)?(?:plenary\s+)?meeting\W*$", re.IGNORECASE)
_DATE = re.compile(r"^\d{1,2} [A-Z]\w+ \d{4}$")
_BEHALF = re.compile(r"^on behalf of [^,.;]{3,160}", re.IGNORECASE)
_DOUBLE = re.compile(
    r"\b(?:Bosnia|Trinidad|Antigua|Saint Kitts|Sao Tome|Saint Vincent|Wallis|Turks|Group of 77) and "
)
"""Openings of names that hold an "and" of their own, from the United Nations' list of its members and groups."""

MOST_SPONSORS = 8
"""Sponsors named; of more the number is given."""


@dataclass(frozen=True, slots=True)
class _Status:
    """What a document says that it is."""

    symbol: str
    act: str
    """The resolution or decision as cited, "resolution 80/53"; empty for others."""
    date: str
    """Of its adoption."""
    meeting: str
    is_draft: bool
    kind: str
    """What the line above the title calls it: "draft resolution submitted by the Vice-Chair"."""
    sponsors: tuple[str, ...]
    behalf: str


def status_told(view: View) -> Iterator[Draw]:
    """Yield one sentence on what became of the old document, where its head and that of the new one say it."""
    old, new = _status(view.old.draft), _status(view.new.draft)
    if old.is_draft and new.act:
        sentence = _adopted(old, new, is_untouched(view.comparison))
    elif old.is_draft and new.is_draft and old.symbol != new.symbol:
        sentence = _replaced(old, new)
    elif old.act and new.is_draft:
        sentence = f"The old text is {_act(old)}; the new one is the draft {new.symbol}{_of(new)}"
    elif old.act and new.act and old.act != new.act:
        sentence = f"The old text is {_act(old)}, the new one {_act(new)}"
    else:
        return
    if sentence:
        yield draw((-1, 0), f"{sentence}.")


def _status(draft: Draft) -> _Status:
    said = draft.metadata
    symbol = said.get("symbol", "").rstrip("*")
    match = _ACT.search(symbol)
    meeting, date = _closing(draft)
    adopted = _ADOPTED_ON.search(said.get("adopted", ""))
    is_draft = bool(_DRAFT.search(symbol)) or "draft" in said.get("type", "").casefold()
    act = f"{_KINDS[match['kind']]} {match['number']}" if match else ""
    return _Status(
        symbol=symbol,
        act=act,
        date=adopted["date"] if adopted else date,
        meeting=meeting,
        is_draft=is_draft and not match and bool(symbol),
        kind=said.get("type", ""),
        sponsors=_sponsors(said.get("sponsors", "")),
        behalf=_behalf(draft),
    )


def _closing(draft: Draft) -> tuple[str, str]:
    """Return the meeting and the day that stand below a text."""
    texts = [p.text.strip() for p in draft.paragraphs if p.stream == "body" and not p.number]
    for line, following in pairwise([*texts, ""]):
        if _MEETING.match(line):
            return line, following if _DATE.match(following) else ""
    return "", ""


def _sponsors(line: str) -> tuple[str, ...]:
    """Return the names of a line "Austria, Belgium and Chile"."""
    if not line:
        return ()
    held = _DOUBLE.sub(lambda match: match[0].replace(" and ", " \u0000 "), line)
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+", held)
    return tuple(name.replace("\u0000", "and").strip(" *\u2020") for name in names if name.strip(" *\u2020"))


def _behalf(draft: Draft) -> str:
    """Return "on behalf of the States that are members of the Group of 77 and China", as a note under a star has it."""
    starred = (
        p for p in draft.paragraphs if p.stream != "body" and p.number.strip() and not p.number.strip("* ")
    )
    for paragraph in starred:
        if match := _BEHALF.match(paragraph.text.strip()):
            return f" {match[0][:1].lower()}{match[0][1:]}"
    return ""


def _act(status: _Status) -> str:
    return status.act + (f", adopted on {status.date}" if status.date else "")


def _adopted(old: _Status, new: _Status, untouched: bool) -> str:
    day = f" on {new.date}" if new.date else ""
    meeting = f" ({new.meeting})" if new.meeting else ""
    sponsors = _named(old)
    gone = f"; its line of sponsors ({sponsors}) is no longer there" if sponsors else ""
    if not sponsors and old.kind and "submitted by" in old.kind.casefold():
        gone = f"; the line “{shortened(old.kind, 14)}” is no longer there"
    if untouched:
        return (
            f"The draft {old.symbol} was adopted{day}{meeting} as {new.act}, without change of wording{gone}"
        )
    adopted = f", adopted{day}{meeting}," if day or meeting else ""
    return f"The draft {old.symbol} became {new.act}{adopted} with the changes told below{gone}"


def _replaced(old: _Status, new: _Status) -> str:
    """Return that one draft took the place of another, and whose they are; empty where the texts say neither."""
    before, after = f"the draft {old.symbol}{_of(old)}", f"{new.symbol}{_of(new)}"
    if old.symbol in new.kind or new.symbol.startswith(f"{old.symbol}/"):
        sentence = f"{before}{',' if _of(old) else ''} was replaced by {after}"
    elif _of(old) or _of(new):
        sentence = f"the old text is {before}; the new one is the draft {after}"
    else:
        return ""
    if not old.sponsors or not new.sponsors:
        return sentence
    joined = [name for name in new.sponsors if name not in old.sponsors]
    left = [name for name in old.sponsors if name not in new.sponsors]
    came = f"; {_few(joined)} joined the sponsors" if joined else ""
    went = f"; {_few(left)} left the sponsors" if left else ""
    return f"{sentence}{came}{went}"


def _of(status: _Status) -> str:
    if sponsors := _named(status):
        return f", tabled by {sponsors}"
    if "submitted by" in status.kind.casefold():
        return f", “{shortened(status.kind, 24)}”"
    return ""


def _named(status: _Status) -> str:
    return f"{_few(status.sponsors)}{status.behalf}" if status.sponsors else ""


def _few(names: Sequence[str]) -> str:
    return listed(list(names)) if len(names) <= MOST_SPONSORS else f"{len(names)} sponsors"
