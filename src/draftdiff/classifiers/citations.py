"""Citations in a text, each with an id that other ways of writing it share.

Numbered acts ("resolution 70/237", "A/RES/76/19", "decision 1/CP.21"), document symbols, articles and paragraphs,
named instruments (a capitalised title with a noun such as Convention), reports and outcome documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from draftdiff.tables import Shape, parse_table
from draftdiff.text.remembering import remembered

_SHAPE: Shape = {
    "source!": str,
    "instruments!": [str],
    "documents!": [str],
    "governed!": [str],
    "meetings!": [str],
}

_DIGIT = re.compile(r"\d|[IVXL]\b")
_POINT = r"(?: ?\([a-z0-9]{1,3}\))*"
_PROVISIONS = r"(?:articles?|art\.|sections?|rules?|regulations?|clauses?|chapters?|annex|recital)"
_NUMBER = r"(?:\d+(?:\.\d+)*[A-Z]{0,2}\b|[IVXL]+\b)"
_PROVISION_NOUNS = ("art", "section", "rule", "regulation", "clause", "chapter", "annex", "recital")
_NUMBERED: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("symbol", ("/", "."), re.compile(
        r"\b(?:[A-Z]{1,6}(?:\(\d+\))?|E/CN\.\d+)(?:[/.][A-Z0-9.()]+(?![a-z]))+(?:/\d+)*"
        r"(?:/(?:Add|Corr|Rev|Res|Dec|L)\.\d+)*")),
    ("act", ("/",), re.compile(r"(?<!\d/)\b\d{1,4}/(?:[A-Z]{2,4}\.)?\d{1,4}\b(?!/\d)(?: [A-Z](?= of\b))?")),
    ("council-act", (" (1", " (2"), re.compile(r"\b\d{3,4} \(\d{4}\)")),
    ("decision", ("/",), re.compile(r"\b[A-Z]{1,4}-\d+/[A-Z]+\.\d*")),
    ("provision", _PROVISION_NOUNS, re.compile(rf"\b{_PROVISIONS} {_NUMBER}{_POINT}", re.IGNORECASE)),
    ("paragraph", ("paragraph",), re.compile(
        rf"\bparagraphs? \d+(?:[A-Z]{{1,2}}\b)?{_POINT}(?:(?:, and|,| and| to) \d+{_POINT})*", re.IGNORECASE)),
    ("standard", ("rfc", "iso", "iec", "bcp"), re.compile(r"\b(?:RFC|ISO|IEC|ISO/IEC|BCP) ?\d+(?:[-:]\d+)*")),
    ("goal", ("goal",), re.compile(r"\b(?:Sustainable Development )?Goals? \d+(?:\.\d+)?")),
)  # fmt: skip
"""Kind, what a text must hold in lower case for the pattern to be worth its time, and the pattern."""

_CAPITAL = r"[A-Z\u00c0-\u00de](?:[\w\u2011\u2010'\u2019-]|\u2013(?=[A-Z]))*"
_JOIN = r"(?:of|on|for|the|and|in|to|from|against|with|by|de|la|du|its|between)"
_TITLE = re.compile(
    rf"(?:\d{{4}} )?{_CAPITAL}(?:(?: {_JOIN}){{0,3}} {_CAPITAL}| \u2013 {_CAPITAL}"
    r"| \d{4}(?:[-\u2013]\d{4})?(?![\d/])| \d+(?![\d/]))*"
)
_LEADING = frozenset(
    ["The", "This", "These", "In", "On", "At", "By", "Also", "Further", "A", "An", "Recalling", "Reaffirming", "Noting",
     "Welcoming", "Recalls", "Reaffirms", "Notes", "Welcomes", "Taking", "Takes", "Stressing", "Recognizing", "And",
     "Calls", "Urges", "Requests", "Invites", "Encourages", "Emphasizes", "Underlines", "Acknowledges", "Decides",
     "Expressing", "Expresses", "Appreciates", "Reiterates", "Reiterating", "Looking", "Bearing", "Convinced", "Guided",
     "Emphasizing", "Acknowledging", "Affirming", "Underlining", "Considering", "Deciding", "Having", "Mindful"]
)  # fmt: skip
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()
)
_SEASON = re.compile(r"(\d\d)(\d\d)/(\d\d)$")
"""The years of a season or a financial period: 2025/26."""
_IS_ACT = re.compile(r"\b(?:resolution|decision)s?\b[^.;]{0,60}$", re.IGNORECASE)
_TAKES = re.compile(r"\bt(?:ak|ook)\w*(?: \w+)? $", re.IGNORECASE)
"""Before "note of the": no document is named."""
_DUTY = re.compile(r"(?: (?:MUST|SHALL|SHOULD|MAY|NOT|REQUIRED|RECOMMENDED|OPTIONAL))+$")
_AFTER_HEAD = re.compile(r" (?:of|on|for|to|in|against|between|from)\b")
_TWO_TITLES = re.compile(r" and the (?=[A-Z])")
_WHO_ACTS = re.compile(r" by (?:the )?(?=[A-Z])")
_MEMBERS = re.compile(
    r"^(?:States|Parties|States Parties|Member States|Members) (?:to|of) (?:the )?(?=[A-Z])"
)
_PARAGRAPH_OF = re.compile(
    r"\s+of (?:(?:its|the|General Assembly|Security Council|Council|Assembly|that|annex to)\s+)*"
    r"(?:resolutions?|decisions?)?\s*$"
)
_QUOTED = re.compile(
    r"\b(?:reports?|summary|publication|note|study|guidelines?)\b[^.;\u201c\u201d]{0,90}"
    r"(?:\u201c[^\u201d]*\u201d and )?\u201c([^\u201d]{12,})\u201d"
)
_LOUD = 6
"""Words in capitals from which on they are a loud clause and no title."""
_IS_PROGRAM = re.compile(r"\b(?:Source|Object|Original|Covered|Machine) Code\b", re.IGNORECASE)
_SHORT_TITLE = 2
"""Words of a title that are enough to know it by."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation at a place."""

    start: int
    end: int
    kind: str
    key: str
    """Shared by the ways of writing it."""


@remembered(4_096)
def citations_of(text: str) -> tuple[Citation, ...]:
    """Return the citations of a text in order of their place; none overlaps another."""
    found = [*_with_paragraphs(text, _numbered(text)), *_titles(text), *_documents(text), *_quoted(text)]
    found.sort(key=lambda citation: (citation.start, -citation.end))
    kept: list[Citation] = []
    for citation in found:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return tuple(kept)


def _numbered(text: str) -> list[Citation]:
    if not _DIGIT.search(text):
        return []
    found = []
    low = text.lower()
    for kind, needed, pattern in _NUMBERED:
        for match in pattern.finditer(text) if any(map(low.__contains__, needed)) else ():
            words = match.group().rstrip(".")
            if words.count(")") > words.count("("):
                words = words.rstrip(")")
            key = _number_key(kind, words)
            if key and not (kind == "act" and _is_season(text, match.start(), words)):
                found.append(Citation(match.start(), match.start() + len(words), kind, key))
    return found


def _is_season(text: str, start: int, words: str) -> bool:
    """Return whether two years in a row are told, and no act: "the 2025/26 period"."""
    years = _SEASON.match(words)
    if years is None or years[1] not in ("19", "20") or int(years[3]) != (int(years[2]) + 1) % 100:
        return False
    return _IS_ACT.search(text, max(0, start - 80), start) is None


def _with_paragraphs(text: str, found: list[Citation]) -> list[Citation]:
    """Return the citations, a paragraph joined to the act that it is of: paragraph 8 of resolution 78/276."""
    acts = {
        citation.start: citation for citation in found if citation.kind in ("act", "council-act", "symbol")
    }
    joined: list[Citation] = []
    used: set[int] = set()
    for citation in found:
        if citation.kind != "paragraph":
            continue
        act = next((a for start, a in sorted(acts.items()) if 0 <= start - citation.end <= 60), None)
        if act is not None and _PARAGRAPH_OF.match(text[citation.end : act.start]):
            key = f"{act.key}#{citation.key}"
            joined.append(Citation(citation.start, act.end, act.kind, key))
            used |= {citation.start, act.start}
    return [*joined, *(citation for citation in found if citation.start not in used)]


def _quoted(text: str) -> list[Citation]:
    """Return the quoted titles of reports and the like."""
    if "\u201d" not in text:
        return []
    return [
        Citation(match.start(1), match.end(1), "document", f"document:{match.group(1).casefold()}")
        for match in _QUOTED.finditer(text)
    ]


def _number_key(kind: str, words: str) -> str:
    """Return the id of a numbered citation: A/RES/76/19 and 76/19 are one."""
    if kind == "symbol":
        resolution = re.fullmatch(r"[A-Z]+/RES/(\d+/\d+)(?:/?[A-Z])?", words)
        if resolution:
            return f"act:{resolution.group(1)}"
        return f"symbol:{words}" if any(c.isdigit() for c in words) and "/" in words else ""
    if kind in ("act", "council-act"):
        return f"act:{words}"
    if kind == "goal":
        return f"goal:{words.rsplit(' ', 1)[1]}"
    words = words.casefold().replace("articles", "article").replace("paragraphs", "paragraph")
    return f"{kind}:{' '.join(words.replace('(', ' (').split())}"


def _titles(text: str) -> list[Citation]:
    found: list[Citation] = []
    nouns = _nouns()
    if not _title_starts().search(text):
        return found
    for match in _TITLE.finditer(text):
        at = match.start()
        for piece in _TWO_TITLES.split(match.group()):
            start, words = _without_lead(at, _DUTY.sub("", _WHO_ACTS.split(piece)[0]))
            if members := _MEMBERS.match(words):
                start, words = start + members.end(), words[members.end() :]
            key = _title_key(words, nouns)
            if key:
                found.append(Citation(start, start + len(words), "title", key))
            at += len(piece) + len(" and the ")
    return found


def _without_lead(start: int, words: str) -> tuple[int, str]:
    """Return a title without the capitalised word that only opens the sentence, and without the date before it."""
    dated = False
    while True:
        first, _, rest = words.partition(" ")
        dated = dated or first in _MONTHS
        if not rest or not (
            first in _LEADING or first in _MONTHS or (dated and first.isdigit()) or re.fullmatch(_JOIN, first)
        ):
            return start, words
        start, words = start + len(first) + 1, rest


def _title_key(words: str, nouns: dict[str, frozenset[str]]) -> str:
    """Return the id of a title that names an instrument, or an empty text."""
    parts = [part.casefold() for part in words.split() if not re.fullmatch(_JOIN, part)]
    if len(parts) < _SHORT_TITLE or (words.isupper() and len(parts) > _LOUD) or _IS_PROGRAM.search(words):
        return ""
    head = _AFTER_HEAD.split(words)[0].split()
    if not head or not any(part in nouns["instruments"] for part in parts):
        return ""
    if head[-1].casefold().removesuffix("s") in nouns["meetings"] or head[-1].casefold() in nouns["meetings"]:
        return ""
    return f"title:{' '.join(parts)}"


def _documents(text: str) -> list[Citation]:
    found: list[Citation] = []
    if not any(map(text.__contains__, _document_starts())):
        return found
    for match in _document_pattern().finditer(text):
        if match.group().startswith("note of") and _TAKES.search(
            text, max(0, match.start() - 30), match.start()
        ):
            continue
        key = " ".join(re.findall(r"\w+", match.group().casefold()))
        found.append(Citation(match.start(), match.end(), "document", f"document:{key}"))
    return found


def is_told_in(words: str, text: str, apart: int = 2) -> bool:
    """Return whether a text has the words of a title, as written or not, within `apart` times its length.

    "First to Twenty-first Meetings of the States Parties" is told in "the first to twentieth meetings of the States
    Parties". Of four words of weight one may lack; short titles are not known by their words.
    """
    wanted = {_stem(word) for word in _WEIGHTY.findall(words.casefold()) if word not in _LIGHT}
    if len(wanted) < _TOLD_BY:
        return False
    found = [(place, _stem(match[0])) for place, match in enumerate(_WEIGHTY.finditer(text.casefold()))]
    places = [(place, word) for place, word in found if word in wanted]
    reach = apart * len(_WEIGHTY.findall(words)) + 2
    return any(
        4 * len({word for there, word in places[first : first + reach + 1] if there - place <= reach})
        >= 3 * len(wanted)
        for first, (place, _) in enumerate(places)
    )


_WEIGHTY = re.compile(r"[^\W_]+")
_LIGHT = frozenset("the a an of on for to in and or by with from at its".split())
_TOLD_BY = 4
"""Words of weight from which on a title is known by most of them."""


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def same_work(one: str, other: str) -> bool:
    """Return whether two ids may stand for one work: equal, or one title a shortening of the other."""
    if one == other:
        return True
    if not (one.startswith("title:") and other.startswith("title:")):
        return False
    short, long = sorted((one[6:].split(), other[6:].split()), key=len)
    return len(set(short) & set(long)) * 3 >= len(set(short)) * 2


@cache
def class_words() -> frozenset[str]:
    """Return the nouns, small letters, that say of what class an instrument, a meeting or a body is."""
    nouns = _nouns()
    found = nouns["instruments"] | nouns["meetings"]
    return found | {f"{noun}s" for noun in found} | {"parties", "members"}


@cache
def _nouns() -> dict[str, frozenset[str]]:
    text = resources.files("draftdiff.classifiers.lexicons").joinpath("citations-en.toml").read_text("utf-8")
    data = parse_table(text, _SHAPE, "citations-en.toml")
    return {name: frozenset(data[name]) for name in ("instruments", "documents", "governed", "meetings")}


@cache
def _title_starts() -> re.Pattern[str]:
    """Return a pattern for how the nouns of a title begin there: every title of an instrument holds one."""
    nouns = sorted(noun for noun in _nouns()["instruments"] if " " not in noun)
    return re.compile("|".join(start for noun in nouns for start in (noun.capitalize(), noun.upper())))


@cache
def _document_starts() -> tuple[str, ...]:
    """Return what stands in every text that holds a document without a title."""
    nouns = _nouns()
    return (*sorted(nouns["documents"]), *(f"{noun} of the " for noun in sorted(nouns["governed"])))


@cache
def _document_pattern() -> re.Pattern[str]:
    bare, governed = _nouns()["documents"], _nouns()["governed"]
    name = rf"of the {_CAPITAL}(?:(?: (?:of|for|and|the|to)){{0,2}} {_CAPITAL})*"
    return re.compile(rf"\b(?:\d{{4}} )?(?:(?:{_any(governed)}) {name}|(?:{_any(bare)})\b(?: {name})?)")


def _any(nouns: frozenset[str]) -> str:
    return "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun)))
