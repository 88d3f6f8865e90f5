"""Make small PDF files for tests: words at places, in the fonts that every reader has, and drawn rules."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FONTS = {"": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic", "m": "Courier"}
COURIER_WIDTH = 0.6  # of the size: the width of every letter of Courier


@dataclass
class PageMaker:
    """One page: place words with `put`, draw with `rule`; the origin is the lower left corner."""

    width: float = 595
    height: float = 842
    parts: list[bytes] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: float = 10, style: str = "") -> PageMaker:
        name = f"F{list(FONTS).index(style)}".encode()
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        self.parts.append(b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (name, size, x, y, shown))
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PageMaker:
        self.parts.append(b"0.5 w %g %g m %g %g l S" % (x0, y0, x1, y1))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PageMaker:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self


def pdf_bytes(pages: Sequence[PageMaker], title: str = "") -> bytes:
    """Return a PDF of these pages."""
    fonts = b" ".join(b"/F%d %d 0 R" % (at, 4 + at) for at in range(len(FONTS)))
    first_page = 4 + len(FONTS)
    kids = b" ".join(b"%d 0 R" % (first_page + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Title (%s) >>" % title.encode("cp1252"),
    ]
    objects += [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name.encode()
        for name in FONTS.values()
    ]
    for at, page in enumerate(pages):
        content = b"\n".join(page.parts)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font << %s >> >> >>"
            % (page.width, page.height, first_page + 2 * at + 1, fonts)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


@dataclass(frozen=True)
class Case:
    """A page set as data, and what the reader must make of it."""

    name: str
    why: str
    data: bytes
    expected: list[dict[str, object]]
    notes: list[str]
    metadata: dict[str, str]


def load_case(path: Path) -> Case:
    """Return the case in a TOML file; a line is "x y size style|text"."""
    table = tomllib.loads(path.read_text("utf-8"))
    pages = []
    for row in table["page"]:
        page = PageMaker()
        for line in row["lines"]:
            place, text = line.split("|", 1)
            x, y, size, *style = place.split()
            page.put(float(x), float(y), text, float(size), style[0] if style else "")
        for rule in row.get("rules", ()):
            page.rule(*rule)
        if "grid" in row:
            page.grid(*row["grid"])
        pages.append(page)
    return Case(
        name=path.stem,
        why=table["why"],
        data=pdf_bytes(pages),
        expected=table.get("paragraph", []),
        notes=table.get("notes", []),
        metadata=table.get("metadata", {}),
    )


def set_in_courier(paragraphs: Sequence[str], per_line: int = 60, lines_a_page: int = 40) -> list[PageMaker]:
    """Return pages with paragraphs wrapped at a number of letters, a line's space between them."""
    pages = [PageMaker()]
    y = 780.0
    for text in paragraphs:
        for line in _wrapped(text, per_line):
            if y < 780 - 12 * lines_a_page:
                pages.append(PageMaker())
                y = 780.0
            pages[-1].put(60, y, line, 9, "m")
            y -= 12
        y -= 8
    return pages


def _wrapped(text: str, per_line: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > per_line:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
