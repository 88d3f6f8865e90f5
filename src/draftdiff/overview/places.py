"""How paragraphs are cited, and which paragraph a citation means.

17.          para 17                (a) under 17.      para 17 (a)
unnumbered   PP7 in a preamble, else its heading, note or opening words
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from draftdiff.model import Draft, Paragraph, Section
from draftdiff.text import loose_key

_MAIN_NUMBER = re.compile(
    r"^(?:(?:OP|PP|Article|Art\.|Rule|Section|Sec\.)\s*)?\d[\w.]*(?:\s(?:bis|ter|quater|alt)\b.*)?", re.I
)
_WANTED = re.compile(
    r"^\s*(?:(?:the|operative|numbered|para(?:graph)?s?\.?|OP)\s*)*"
    r"(?P<number>\d+[\w.\- ]*?)\s*(?P<items>(?:\([a-z]+\)\s*)*)$",
    re.I,
)
_PREAMBULAR = re.compile(r"^\s*PP\s*(\d+)\s*$", re.I)


def plain_number(number: str) -> str:
    """Return a printed number without its closing sign: "17." is "17", "(a)" stays "(a)"."""
    number = number.strip().rstrip(".:").strip()
    return f"({number[:-1]})" if re.fullmatch(r"\w{1,4}\)", number) else number


def is_main_number(number: str) -> bool:
    """Return whether a printed number counts paragraphs (17., OP3, Article 5) and not items below one."""
    return bool(_MAIN_NUMBER.match(number.strip().lstrip("(")))


def cited_names(draft: Draft) -> tuple[str, ...]:
    """Return for every paragraph the words by which a monitor cites it."""
    names: list[str] = []
    main, preambular = "", 0
    items: list[tuple[int, str]] = []
    for paragraph in draft.paragraphs:
        number = plain_number(paragraph.number)
        if paragraph.kind == "heading":
            main, items = "", []
            names.append(f"heading “{shortened(printed_title(paragraph), 8)}”")
        elif paragraph.cell is not None:
            names.append(f"table {paragraph.cell.table + 1}, row {paragraph.cell.row + 1}")
        elif paragraph.stream != "body":
            names.append(f"note {number}" if number else f"note “{shortened(paragraph.text)}”")
        elif number and is_main_number(number):
            main, items = number, []
            names.append(_main_name(draft, paragraph, number))
        elif number and main:
            items = [*items_above(items, paragraph, number), (paragraph.level or 0, number)]
            names.append(f"para {main} {' '.join(item for _, item in items)}")
        elif paragraph.part == "preamble" and _is_preambular(paragraph):
            preambular += 1
            names.append(f"PP{preambular}")
        else:
            names.append(f"{number} “{shortened(paragraph.text)}”".strip())
    return tuple(names)


_NAMED_NUMBER = re.compile(
    r"^(?:annex|appendix|attachment|enclosure|schedule|chapter|part|title)\b", re.IGNORECASE
)


def printed_title(heading: Paragraph) -> str:
    """Return a heading's words, with its number where that is a name: "Annex II: Calendar", but not "C. Calendar"."""
    if not _NAMED_NUMBER.match(heading.number):
        return heading.text
    joint = "" if heading.number.endswith((":", ".", ")")) else ":"
    return f"{heading.number}{joint} {heading.text}".strip()


def _main_name(draft: Draft, paragraph: Paragraph, number: str) -> str:
    if draft.profile == "un-resolution" and paragraph.part == "operative" and number[:1].isdigit():
        return f"OP{number}"
    return number if number[:1].isalpha() else f"para {number}"


def items_above(items: list[tuple[int, str]], paragraph: Paragraph, number: str) -> list[tuple[int, str]]:
    """Return the open items that a further item stands below.

    An item of the same form, or further out, closes those before it: (ii) stands below (a), and (b) closes both.
    """
    level, form = paragraph.level or 0, _form(number)
    kept = [item for item in items if item[0] < level]
    if kept == items:
        for at, (_, other) in enumerate(items):
            if _form(other) == form:
                return items[:at]
    return kept


def _form(number: str) -> str:
    inner = number.strip("()")
    if re.fullmatch(r"[ivx]{2,}|[ivx]", inner):
        return "roman"
    return "digit" if inner.isdigit() else "letter"


_MASTHEAD = re.compile(
    r"^the (?:general assembly|security council|(?:[\w-]+ ){1,6}(?:council|commission|committee|conference|meeting"
    r"|assembly|parties|board|group))\s?[,:]?$|^\[?on the report of the .{3,120}\]?$",
    re.IGNORECASE,
)
"""The line by which a resolution says who speaks."""


_ADOPTION_LINE = re.compile(
    r"^(?:\d+(?:st|nd|rd|th)\s+(?:\(?\w+\)?\s+)?(?:plenary\s+)?meeting|\d{1,2}\s+\w+\s+\d{4}"
    r"|resolution adopted by the general assembly\b.*|on behalf of the (?:states|members|group)\b.{0,300}"
    r"|any changes to the list of sponsors\b.*|.{0,400}:\W*(?:revised )?draft (?:resolution|decision))\W*$",
    re.IGNORECASE,
)


def is_adoption_line(paragraph: Paragraph) -> bool:
    """Return whether a paragraph says who tabled a text, or when it was adopted, and is no part of the text.

    A note under stars names the sponsors of a draft, or says that it was issued again.
    """
    if paragraph.stream != "body" and paragraph.number and not paragraph.number.strip("*"):
        return True
    return not paragraph.number and bool(_ADOPTION_LINE.match(paragraph.text.strip()))


_SYMBOL_OR_DATE = re.compile(
    r"^(?:[A-Z]{1,5}(?:/[\w().-]+){2,6}"
    r"|(?:(?:zero|first|second|third|revised|final|advance|chair['\u2019]s)\s+)?(?:draft|report|version|text|rev\.\s?\d)?"
    r"\W{0,3}\d{1,2}\s+[A-Z]\w+\s+\d{4})$",
    re.IGNORECASE,
)


def is_frame_line(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is no part of what a document says: its symbol and date, who tabled it, who speaks."""
    if is_adoption_line(paragraph):
        return True
    text = paragraph.text.strip()
    return not paragraph.number and bool(_MASTHEAD.match(text) or _SYMBOL_OR_DATE.match(text))


def _is_preambular(paragraph: Paragraph) -> bool:
    """Return whether an unnumbered paragraph of a preamble is one of its recitals, by its closing comma."""
    text = paragraph.text.strip()
    return (
        len(text) > 20
        and not _MASTHEAD.match(text)
        and bool(re.search(r"[,;]\W*\d{0,3}$", text))
        and not text.startswith("[")
    )


_LONGEST_WORD = 14
"""Characters that a word may have on average: scripts without spaces are cut by their length."""


def shortened(text: str, words: int = 5) -> str:
    """Return the opening words of a text, with an ellipsis where it goes on."""
    found = text.split()
    short = " ".join(found if len(found) <= words + 2 else found[:words])
    if len(short) > (words + 2) * _LONGEST_WORD:
        short = short[: words * _LONGEST_WORD].rstrip()
    return short if short == " ".join(found) else f"{short} …"


def find_paragraph(draft: Draft, name: str, names: Sequence[str] | None = None) -> int | None:
    """Return the index of the paragraph that a citation means, or None: "PP21", "OP9", "17 (a)", "paragraph 3".

    An unnumbered paragraph is found by `~` and its opening words, a heading by its exact title, a note by "note 3".
    """
    names = names if names is not None else cited_names(draft)
    wanted = name.strip()
    if wanted.startswith("~"):
        opening = wanted[1:].strip()
        return next((p.index for p in draft.paragraphs if p.text.strip().startswith(opening)), None)
    if wanted.casefold() == "title":
        return next((p.index for p in draft.paragraphs if p.kind == "heading"), None)
    if match := _FROM_END.match(wanted):
        return _from_end(names, match["kind"], 1 if match["which"].casefold() == "last" else 2)
    if match := _PREAMBULAR.match(wanted):
        return _preambular(draft, names, int(match[1]))
    if match := _WANTED.match(wanted):
        key = " ".join([plain_number(match["number"]), *match["items"].split()])
        found = [i for i, n in enumerate(names) if re.sub(r"^(?:para |OP|Article |Rule )", "", n) == key]
        return _in_main_text(draft, found)
    lowered = wanted.casefold()
    for index, known in enumerate(names):
        if known.casefold() == lowered:
            return index
    return find_heading(draft, wanted)


_FROM_END = re.compile(r"^(?P<kind>PP|OP)\s(?P<which>last|penultimate)$", re.IGNORECASE)


def _from_end(names: Sequence[str], kind: str, count: int) -> int | None:
    """Return the last paragraph of a kind, or the one before it."""
    pattern = re.compile(r"PP\d+" if kind.upper() == "PP" else r"(?:OP|para )\d+\w*")
    found = [index for index, name in enumerate(names) if pattern.fullmatch(name)]
    return found[-count] if len(found) >= count else None


def _preambular(draft: Draft, names: Sequence[str], ordinal: int) -> int | None:
    for index, known in enumerate(names):
        if known == f"PP{ordinal}":
            return index
    first = next(
        (p.index for p in draft.paragraphs if p.number and is_main_number(p.number)), len(draft.paragraphs)
    )
    recitals = [p.index for p in draft.paragraphs[:first] if not p.number and _is_preambular(p)]
    return recitals[ordinal - 1] if 0 < ordinal <= len(recitals) else None


def _in_main_text(draft: Draft, found: list[int]) -> int | None:
    """Return the one of several paragraphs of the same number that binds most, then the first."""
    if not found:
        return None
    return min(found, key=lambda i: (-draft.part_of(draft.paragraphs[i]).rank, i))


def find_heading(draft: Draft, title: str) -> int | None:
    """Return the index of a heading by its title; " > " parts the titles of a path, outermost first."""
    wanted = [title_key(piece) for piece in title.split(">")]
    for section in draft.sections():
        path = [title_key(s.title) for s in (*draft.section_path(draft.paragraphs[section.id or 0]), section)]
        if path[-1] == wanted[-1] and is_subsequence(wanted, path):
            return section.id
    return None


_TITLE_PREFIX = re.compile(
    r"^(?:(?:annex|appendix|attachment|part|chapter)\s+(?:[IVXLC]+|[A-Z]|\d+)\b\s*[.:\-\u2010-\u2015]*|(?:[A-Z]|[IVXLC]+|\d+)[.)])\s*(?=\S)",
    re.IGNORECASE,
)


@lru_cache(maxsize=5_000)
def title_key(title: str) -> str:
    """Return a title as titles are compared: without its number or letter, or "Annex I:", and without signs."""
    return loose_key(_TITLE_PREFIX.sub("", title.strip()))


def is_subsequence(wanted: Iterable[str], path: Iterable[str]) -> bool:
    """Return whether all wanted items occur in the path in this order."""
    rest = iter(path)
    return all(item in rest for item in wanted)


def sections_around(draft: Draft, paragraph: Paragraph) -> tuple[Section, ...]:
    """Return the sections around a paragraph, outermost first, without one that only bears the document's title."""
    path = draft.section_path(paragraph)
    if (
        path
        and len(draft.root.children) == 1
        and path[0].id == draft.root.children[0].id
        and path[0].children
    ):
        return path[1:]
    return path
