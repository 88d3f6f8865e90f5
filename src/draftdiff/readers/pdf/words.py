"""The words of a PDF's text layer with their places, sizes and fonts, by pdfium.

Coordinates are points of the page as it is read, from the lower left corner; the page's rotation is undone.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from draftdiff.errors import DamagedFileError, NoTextError, ProtectedFileError, TooLargeError
from draftdiff.options import Limits
from draftdiff.readers.pdf.rules import Rule, rules_of

# pdfium's own sign for a hyphen at a line end, in its older and its newer form, and the soft hyphen.
_LINE_HYPHENS = "\x02\ufffe\u00ad"
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s\0]+")
_PAGES_WITH_TEXT = 0.1  # a document with text on fewer of its pages is a scan with a typed cover


_Edges = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(slots=True)
class Word:
    """Characters of one style without white space between them."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    bold: bool
    italic: bool
    glued: bool
    """Whether it follows the word before it without white space."""
    barcode: bool = False
    raised: bool = False
    """Set by the lines: a superscript."""
    lowered: bool = False


@dataclass(slots=True)
class Page:
    """The words of one page in the order of the file."""

    number: int
    """From 1."""
    width: float
    height: float
    words: list[Word]
    sideways: list[Word]
    """Words that run in another direction than the page's text."""
    rules: list[Rule]
    mirrored: bool = False
    """Whether it is written from right to left, and places count from the right edge."""


@dataclass(slots=True)
class _Font:
    bold: bool
    italic: bool
    barcode: bool


def read_pages(data: bytes, name: str, limits: Limits) -> tuple[list[Page], dict[str, str]]:
    """Return the pages of a PDF with their words, and the document's own title where it states one.

    Raises `ProtectedFileError`, `DamagedFileError`, `TooLargeError`, or `NoTextError` for a scan.
    """
    document = _opened(data, name)
    try:
        count = len(document)
        if limits.pages and count > limits.pages:
            raise TooLargeError(
                where=name,
                what=f"has {count} pages; the limit is {limits.pages}",
                mend="Raise it with --limit pages=NUMBER if you trust the file.",
            )
        budget = _Budget(limits.pdf_objects, name)
        pages = [_page(document, at, budget, name) for at in range(count)]
        title = str(document.get_metadata_dict().get("Title") or "").strip()
    finally:
        document.close()
    full = sum(1 for page in pages if page.words)
    if not full or (count > 4 and full < _PAGES_WITH_TEXT * count):
        raise NoTextError(
            where=name,
            what=f"{'none' if not full else f'only {full}'} of its {count} pages has a text layer",
            mend="Run OCR first (for example: ocrmypdf in.pdf out.pdf), then compare the result.",
        )
    return pages, {"title": title} if title else {}


def _opened(data: bytes, name: str) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ProtectedFileError(
                where=name,
                what="is protected with a password",
                mend="Save it without protection (for example: qpdf --decrypt --password=... in.pdf out.pdf).",
            ) from error
        raise DamagedFileError(
            where=name, what=f"is not a PDF that can be read ({error})", mend="Download or export it again."
        ) from error


@dataclass(slots=True)
class _Budget:
    """Counts text objects down to the limit."""

    limit: int
    name: str
    used: int = 0

    def take(self, count: int) -> None:
        self.used += count
        if self.limit and self.used > self.limit:
            raise TooLargeError(
                where=self.name,
                what=f"has more than {self.limit} text objects",
                mend="Raise the limit with --limit pdf_objects=NUMBER if you trust the file.",
            )


def _page(document: Any, at: int, budget: _Budget, name: str) -> Page:
    try:
        page = document[at]
        text_page = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise DamagedFileError(
            where=f"{name}, page {at + 1}", what=f"cannot be read ({error})", mend="Export the file again."
        ) from error
    try:
        words = list(_words(text_page, budget))
        width, height = page.get_size()
        rules = rules_of(page)
    finally:
        text_page.close()
        page.close()
    return _turned(words, rules, at + 1, width, height)


def _turned(
    words: list[tuple[int, Word]], rules: list[Rule], number: int, width: float, height: float
) -> Page:
    """Return the page with its main direction of writing made horizontal."""
    directions = Counter[int]()
    for angle, word in words:
        directions[angle] += len(word.text)
    main = max(directions, key=lambda angle: (directions[angle], -angle), default=0)
    return Page(
        number=number,
        width=width,
        height=height,
        words=[word for angle, word in words if angle == main],
        sideways=[word for angle, word in words if angle != main],
        rules=rules if main == 0 else [],
    )


def _words(text_page: Any, budget: _Budget) -> Iterator[tuple[int, Word]]:
    """Yield the words of a page with their direction in quarters of a turn."""
    handle = text_page.raw
    text = _characters(text_page, text_page.count_chars())
    boxes = _Boxes(handle)
    styles = _Styles(handle)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        first, last = boxes.at(start), boxes.at(end - 1)
        if _is_plain(match.group(), first, last):
            budget.take(1)
            yield styles.word(match.group(), start, first, last, False)
            continue
        made = [
            styles.word(text[a:b], a, boxes.at(a), boxes.at(b - 1), glued)
            for a, b, glued in boxes.pieces(start, end)
        ]
        budget.take(len(made))
        yield from _merged(made)


def _is_plain(token: str, first: _Edges, last: _Edges) -> bool:
    """Return whether a token is surely one word: no sign within that may be raised, its ends on one level."""
    if len(token) == 1 or (abs(first[0] - last[0]) < 0.5 and abs(first[1] - last[1]) > 1):
        return True  # a letter, or a word set sideways
    if not token[:-1].isalpha() or last[2] - first[0] > max(first[3] - first[1], 1.0) * len(token):
        return False
    return not _apart(first, (first[2], last[1], last[2], last[3]))


def _merged(pieces: list[tuple[int, Word]]) -> list[tuple[int, Word]]:
    """Return pieces of one token with those put together again that do not differ in type or height after all."""
    found = pieces[:1]
    for angle, word in pieces[1:]:
        before = found[-1][1]
        alike = (word.size, word.bold, word.italic) == (before.size, before.bold, before.italic)
        if word.glued and alike and angle == found[-1][0] and abs(word.y - before.y) < 0.05 * word.size:
            before.text += word.text
            before.x0, before.x1 = min(before.x0, word.x0), max(before.x1, word.x1)
        else:
            found.append((angle, word))
    return found


class _Boxes:
    """The boxes of characters, each as high as its font."""

    def __init__(self, handle: Any) -> None:
        self.handle = handle
        self.box = raw.FS_RECTF()
        self.pointer = ctypes.byref(self.box)

    def at(self, character: int) -> _Edges:
        raw.FPDFText_GetLooseCharBox(self.handle, character, self.pointer)
        box = self.box
        return box.left, box.bottom, box.right, box.top

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield the stretches of one style, each with whether it follows the one before without a gap."""
        begin, glued = start, False
        previous = self.at(start)
        for character in range(start + 1, end):
            here = self.at(character)
            if apart := _apart(previous, here):
                yield begin, character, glued
                begin, glued = character, apart == 1
            previous = here
        yield begin, end, glued


def _apart(before: _Edges, here: _Edges) -> int:
    """Return 0 for characters of one word, 1 where only the style changes, 2 where there is a gap between them."""
    height = max(before[3] - before[1], here[3] - here[1], 1.0)
    across = here[0] - before[2] > 0.25 * height or here[2] < before[0] - 0.5 * height
    along = abs(here[1] - before[1]) > 0.9 * height
    if across and along:
        return 2
    upright = abs(here[1] - before[1]) < 0.3 * height
    if across and upright:
        return 2
    if (
        abs(here[1] - before[1]) > 0.08 * height
        or abs((here[3] - here[1]) - (before[3] - before[1])) > 0.15 * height
    ):
        return 1
    return 0


def _characters(text_page: Any, count: int) -> str:
    text = str(text_page.get_text_range(0, count)) if count else ""
    if len(text) != count:  # characters outside the basic plane or without a code: ask for each
        text = "".join(chr(raw.FPDFText_GetUnicode(text_page.raw, at) or 0) for at in range(count))
    for sign in _LINE_HYPHENS:
        text = text.replace(sign, "-")
    return text


class _Styles:
    """Looks up size, baseline, direction and font of a word's first character."""

    def __init__(self, handle: Any) -> None:
        self.handle = handle
        self.matrix = raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.fonts: dict[int, _Font] = {}
        self.text_object = 0
        self.size = 0.0
        self.quarter = 0
        self.font = _Font(False, False, False)

    def word(
        self,
        text: str,
        at: int,
        first: _Edges,
        last: _Edges,
        glued: bool,
    ) -> tuple[int, Word]:
        text_object = ctypes.cast(raw.FPDFText_GetTextObject(self.handle, at), ctypes.c_void_p).value or 0
        if text_object != self.text_object or not text_object:
            self._look_up(at, text_object)
        font, quarter, size = self.font, self.quarter, self.size
        x0, x1, y = min(first[0], last[0]), max(first[2], last[2]), self.y.value
        if quarter == 1:
            x0, x1, y = first[1], last[3], -self.x.value
        elif quarter == 2:
            x0, x1, y = -first[2], -last[0], -self.y.value
        elif quarter == 3:
            x0, x1, y = -first[3], -last[1], self.x.value
        word = Word(
            text=text,
            x0=x0,
            x1=x1,
            y=y,
            size=round(size, 2),
            bold=font.bold,
            italic=font.italic,
            glued=glued,
            barcode=font.barcode,
        )
        return quarter, word

    def _look_up(self, at: int, text_object: int) -> None:
        """Take baseline, direction, size and font from the text object of a character; all its words share them."""
        raw.FPDFText_GetCharOrigin(self.handle, at, self.x, self.y)
        raw.FPDFText_GetMatrix(self.handle, at, self.matrix)
        m = self.matrix
        scale = math.hypot(m.c, m.d) or math.hypot(m.a, m.b) or 1.0
        self.text_object = text_object
        self.size = raw.FPDFText_GetFontSize(self.handle, at) * scale
        self.quarter = round(math.atan2(m.b, m.a) / (math.pi / 2)) % 4
        self.font = self._font(text_object)

    def _font(self, text_object: int) -> _Font:
        if not text_object:
            return _Font(False, False, False)
        handle = raw.FPDFTextObj_GetFont(ctypes.cast(text_object, raw.FPDF_PAGEOBJECT))
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in self.fonts:
            self.fonts[address] = _font_of(handle)
        return self.fonts[address]


def _font_of(handle: Any) -> _Font:
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(handle, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    flags = raw.FPDFFont_GetFlags(handle)
    return _Font(
        bold=bool(_BOLD.search(name)) or raw.FPDFFont_GetWeight(handle) >= 600,
        italic=bool(_ITALIC.search(name)) or bool(flags > 0 and flags & 64),
        barcode="barcode" in name.lower() or "code39" in name.lower(),
    )
