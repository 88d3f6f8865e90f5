"""Proper names in running text, as far as capitals tell: bodies, instruments, meetings, titles in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftdiff.classifiers.citations import class_words

_CONNECTING = r"(?:of|the|on|for|to|in|against|de|la|des|du)"
_CAPITAL = r"[A-Z](?:[\w\u2019'\-\u2010\u2011]|\u2013(?=[A-Z]))*\w"
_NAME = re.compile(
    rf"\b(?:\d{{4}}\s+)?{_CAPITAL}"
    rf"(?:\s+(?:\u2013\s+|(?:{_CONNECTING}\s+){{1,3}}|\+?\d{{1,2}}\s+|and\s+(?!{_CAPITAL}\s+(?:of|on|for)\b))?{_CAPITAL})+"
    r"(?:(?<=Goal)\s+\d{1,2}\b|(?<=Agenda)\s+\d{2,4}\b)?"
)
_OPENING = re.compile(r"^(?:The|An?|This|These|In|On|For|And|To|At|By|All|Its?|Their|Also|Further)\s+")
_NAMES_OPEN = (
    "United",
    "General",
    "Security",
    "European",
    "African",
    "International",
    "World",
    "Economic",
    "Human",
)
"""Words that open names of bodies, and hardly ever a sentence of which they are no name."""

_SENTENCE_START = re.compile(r"(?:^|[.;:!?]\s+|[\u2029\n])[\s\u201c\"(]*$")
_QUOTED = re.compile(r"\u201c([^\u201c\u201d]{3,200})\u201d")
_TITLE_WORDS = 10
"""Words of a title in quotation marks up to which it is taken as a name."""

_MONEY = re.compile(r"\s+(?:dollars?|cents|pounds?|francs?)\b")
"""A country's name before a currency names the currency."""

_MANY_STATES = re.compile(
    r"^(?:Governments?|Heads?\s+of|Ministers?|Presidents?|Permanent\s+Missions?|Permanent\s+Representatives?)\s"
)
"""Heads of phrases that name whoever holds an office, and no body."""

_MEMBERS = re.compile(
    r"^(?:Member\s+States?|States?\s+(?:Parties|Members)|States?\s+Party|Parties|Members|States)\s+(?:of|to)\s+(?:the\s+)?"
)
_HEADS_OF_STATE = re.compile(r"\s+(?:of|by)\s+(?:the\s+)?Heads\s+of\s+State(?:\s+(?:and|or)\s+Government)?$")
_TOWN = re.compile(rf"\s+in\s+(?:the\s+)?{_CAPITAL}(?:\s+(?:and\s+)?{_CAPITAL}){{0,2}}$")
_JOINT = re.compile(r"\s+(?:of|to|for|under)\s+the\s+")
_AND = re.compile(r"\s+and\s+")
_ADDRESSED = re.compile(r"\s+to\s+the\s+Secretary-General$")
_COMMON = frozenset(["Member States", "States Parties", "States Members", "Secretary General"])
"""Words in capitals that name no body."""

_MONTHS = "January February March April May June July August September October November December".split()
_ORDINAL = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|\w+th|\w+-(?:first|second|third|\w+th))\b"
)
_AFTER_COLON = re.compile(rf"{_CAPITAL}\s?:\s+$")

_INSIDE_A_TITLE = re.compile(
    rf"{_CAPITAL}(?:\s+{_CONNECTING}){{0,3}}\s+{_CAPITAL}(?:(?:,|\s+and|\s+or|,\s+and)\s+{_CAPITAL})*"
    r"(?:,\s+(?:and\s+)?|\s+(?:and|or)\s+|,?\s+(?:in|for|by|with)\s+an?\s+)$"
)
"""Before words in capitals that go on a title: "Convention on the Making, Keeping and" before "Use of Nets"."""

_BEFORE = 200
"""Characters before a name that are looked at, so that the time does not grow with the length of the paragraph."""

SHORT_NAME = 4
"""Words from which on the head of a long name is a name by itself: "Addis Ababa Action Agenda (of the ...)"."""


def names_in(text: str) -> Iterator[str]:
    """Yield the names of a text, of two words or more each; a title in quotation marks is one name or none."""
    titles = [match.span(1) for match in _QUOTED.finditer(text)]
    seen_titles: set[tuple[int, int]] = set()
    for match in _NAME.finditer(text):
        title = next((span for span in titles if span[0] <= match.start() < span[1]), None)
        if title is not None:
            words = _OPENING.sub("", text[slice(*title)].strip(" ,.;"))
            if title not in seen_titles and 1 < len(words.split()) <= _TITLE_WORDS:
                seen_titles.add(title)
                yield words
        elif _MONEY.match(text, match.end()) or _goes_on(
            text[max(0, match.start() - _BEFORE) : match.start()]
        ):
            continue
        elif (name := _name(match, text)) and name not in _COMMON and not _is_of_class_words(name):
            yield name


def _is_of_class_words(name: str) -> bool:
    """Return whether a name holds nothing but words for a class: "Protocols to the Convention" tells no protocol."""
    return all(word.casefold() in class_words() for word in name.split() if word[:1].isupper())


def _goes_on(before: str) -> bool:
    """Return whether words in capitals go on a title that began before them."""
    return bool(_INSIDE_A_TITLE.search(before) or _AFTER_COLON.search(before))


def _name(match: re.Match[str], text: str) -> str:
    """Return the name that a match holds, or an empty text where it holds none."""
    name, opened = _OPENING.subn("", match[0].strip().rstrip("."))
    start = match.start()
    if not opened and _SENTENCE_START.search(text, max(0, start - _BEFORE), start):
        name = _without_first_word(name)
    name = _MEMBERS.sub("", name)
    if _MANY_STATES.match(name) or all(word in _MONTHS or word == "and" for word in name.split()):
        return ""
    if _ORDINAL.match(name) and name.split()[1:2] == ["and"]:
        return ""
    name = _TOWN.sub("", _ADDRESSED.sub("", _HEADS_OF_STATE.sub("", name)))
    return name if " " in name else ""


def _without_first_word(name: str) -> str:
    """Return a name at a sentence's start without its first word, whose capital may be the sentence's."""
    head, _, rest = name.partition(" ")
    if head in _NAMES_OPEN:
        return name
    return _OPENING.sub("", re.sub(rf"^(?:{_CONNECTING}\s+)+", "", rest))


def shorter_forms(name: str) -> list[str]:
    """Return how else drafts write a long name: its head, or the name without its year."""
    head = re.split(rf"\s+{_CONNECTING}\s+", name)[0]
    forms = [re.sub(r"^\d{4}\s+", "", name)] if name[:4].isdigit() else []
    return forms + ([head] if head != name and len(head.split()) >= SHORT_NAME else [])


def ordinal_and_rest(name: str) -> tuple[str, str] | None:
    """Return the ordinal of a name ("Fourth Review Conference") and the words after it, or None where it has none."""
    if not _ORDINAL.match(name):
        return None
    ordinal, _, rest = name.partition(" ")
    return ordinal, re.split(rf"\s+{_CONNECTING}\s+", rest)[0]


def halves(name: str) -> tuple[str, str] | None:
    """Return the two names of which a long one is made, "Committee on Ports" and "River Commission", or None."""
    return _two(name, _JOINT)


def row_of_two(name: str) -> tuple[str, str] | None:
    """Return the two names of a row, "River Commission and Port Council", or None."""
    return _two(name, _AND)


_ADJECTIVE = re.compile(r"(?:ic|al|ive|ous|ary|ory|ble)$")


def _two(name: str, joint: re.Pattern[str]) -> tuple[str, str] | None:
    for match in joint.finditer(name):
        head, tail = name[: match.start()], name[match.end() :]
        if " " in head and " " in tail and not (joint is _AND and _ADJECTIVE.search(head)):
            return head, tail
    return None
