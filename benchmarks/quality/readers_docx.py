"""Measure the Word and text readers on real documents: no word lost, numbers and texts as LibreOffice has them.

    python benchmarks/quality/readers_docx.py --corpora DIR [--check] [--verbose]

DIR (or the variable DRAFTDIFF_CORPORA) holds `drafts`. The referee of the words is a count over the XML that shares no
code with the reader; that of numbers, paragraphs and tracked changes is LibreOffice (skipped where it is missing, or
has no Python with `uno`). Without the corpora it says so and exits 0.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

import draftdiff
from draftdiff.model import Draft, Paragraph
from draftdiff.options import Options
from draftdiff.readers import read
from draftdiff.readers.contents import MARK

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from measuring import corpora_of, parser_of  # noqa: E402
from tests.readers.docx import libreoffice, tracked  # noqa: E402

CEILING_PARAGRAPHS = 0.01  # difference of the paragraph count from LibreOffice's
GENERATED = 20

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
_GONE = (_FALLBACK, f"{_W}del", f"{_W}moveFrom")
_BLANK = (f"{_W}tab", f"{_W}br", f"{_W}cr")
_BULLET = re.compile(r"^[\u2022\u25aa\u25cf\u25cb\u25a0\u25e6\u27a2\u2013\u2014\-o\u00a7\uf000-\uf0ff]")


@dataclass
class Tally:
    """How many of how many, and what was amiss."""

    name: str
    good: int = 0
    all: int = 0
    amiss: tuple[str, ...] = ()

    def take(self, good: bool, what: str) -> None:
        self.all += 1
        self.good += good
        if not good:
            self.amiss = (*self.amiss, what)

    def line(self, verbose: bool) -> str:
        shown = "".join(f"\n    {what}" for what in (self.amiss if verbose else self.amiss[:3]))
        return f"{self.name:58} {self.good}/{self.all}{shown}"


def main() -> int:
    """Return 0; with --check 1 where something was amiss."""
    parser = parser_of(__doc__)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    drafts = corpora_of(arguments, "readers_docx", "drafts") / "drafts"
    tallies = [words_kept(drafts), text_sequences(drafts), *example_twins()]
    python = libreoffice.python_with_uno() if shutil.which("soffice") else None
    if python is None:
        print("readers_docx: LibreOffice with uno is missing; numbers and tracked changes were not judged")
    else:
        tallies += judged_by_libreoffice(python, drafts)
    for tally in tallies:
        print(tally.line(arguments.verbose))
    return int(arguments.check and any(tally.amiss for tally in tallies))


def words_kept(drafts: Path) -> Tally:
    """Count the files whose words, by a path of its own, are all in the draft."""
    tally = Tally("DOCX with every word of the XML in the draft")
    for path in sorted(drafts.rglob("*.docx")):
        draft = read(path)
        lost = _words_of_xml(path) - _words_of(draft)
        tally.take(not lost, f"{path.name}: {dict(lost.most_common(5))}")
    return tally


def _words_of(draft: Draft) -> Counter[str]:
    typed = {"paragraph", "heading"}
    return Counter(
        word
        for q in draft.paragraphs
        for word in re.findall(r"\w+", f"{q.number if q.kind in typed else ''} {q.text} {_page(q)}")
    )


def _page(paragraph: Paragraph) -> str:
    """Return the page that a line of contents names; the draft keeps it as a mark."""
    return " ".join(mark.value for mark in paragraph.marks if mark.kind == MARK)


def _words_of_xml(path: Path) -> Counter[str]:
    with zipfile.ZipFile(path) as archive:
        roots = [
            etree.fromstring(archive.read(name)) for name in archive.namelist() if _PARTS.fullmatch(name)
        ]
        styles = (
            etree.fromstring(archive.read("word/styles.xml"))
            if "word/styles.xml" in archive.namelist()
            else None
        )
    hidden = {
        s.get(f"{_W}styleId") for s in (styles if styles is not None else ()) if _vanishes(s.find(f"{_W}rPr"))
    }
    counts: Counter[str] = Counter()
    for root in roots:
        for paragraph in root.iter(f"{_W}p"):
            counts.update(re.findall(r"\w+", "".join(_pieces(paragraph, hidden))))
    return counts


def _pieces(paragraph: etree._Element, hidden: set[str | None]) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}noBreakHyphen", *_BLANK):
        above = list(element.iterancestors())
        if next(a for a in above if a.tag == f"{_W}p") is not paragraph or any(a.tag in _GONE for a in above):
            continue
        properties = above[0].find(f"{_W}rPr")
        style = properties.find(f"{_W}rStyle") if properties is not None else None
        if _vanishes(properties) or (style is not None and style.get(f"{_W}val") in hidden):
            continue
        if element.tag in _BLANK:
            yield " "
        elif element.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        else:
            text = element.text or ""
            yield text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")


def _vanishes(properties: etree._Element | None) -> bool:
    element = properties.find(f"{_W}vanish") if properties is not None else None
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false")


def text_sequences(drafts: Path) -> Tally:
    """Count the UN texts whose numbered paragraphs run on without a gap; papers of amendments number instructions."""
    tally = Tally("UN texts whose paragraph numbers have no gap")
    for path in sorted((drafts / "un-ga80" / "txt").glob("*.txt")):
        numbers = [int(q.number[:-1]) for q in read(path).paragraphs if re.fullmatch(r"\d+\.", q.number)]
        gaps = [(a, b) for a, b in zip([0, *numbers], numbers, strict=False) if b not in (a + 1, 1)]
        if numbers:
            tally.take(not gaps, f"{path.name}: {gaps}")
    return tally


def example_twins() -> list[Tally]:
    """Compare the example's Word files with their own Markdown."""
    numbers, edits = (
        Tally("example: numbers of DOCX equal those of Markdown"),
        Tally("example: no substantive edit"),
    )
    for path in sorted((ROOT / "examples" / "oewg").glob("*.docx")):
        old, new = read(path.with_suffix(".md")), read(path)
        numbers.take([q.number for q in old.paragraphs] == [q.number for q in new.paragraphs], path.name)
        comparison = draftdiff.compare(path.with_suffix(".md"), path)
        substantive = [e for c in comparison.changes for e in c.edits if e.kind == "substantive"]
        edits.take(not substantive, f"{path.name}: {len(substantive)}")
    return [numbers, edits]


def judged_by_libreoffice(python: str, drafts: Path) -> list[Tally]:
    """Compare paragraphs, numbers and both texts of tracked changes with what LibreOffice makes of the files."""
    numbers = Tally("numbers as LibreOffice prints them")
    paragraphs = Tally(f"paragraph count within {CEILING_PARAGRAPHS:.0%} of LibreOffice's")
    accepted, rejected = Tally("accepted text is LibreOffice's"), Tally("original text is LibreOffice's")
    with tempfile.TemporaryDirectory() as folder:
        real = _copied(_with_numbers(drafts), Path(folder))
        for path, lines in zip(real, libreoffice.texts(python, real), strict=True):
            _judge_numbers(read(path), lines, numbers, paragraphs, path.name)
        marked = _copied(
            sorted((drafts / "docx-tracked-uslm-guide").glob("*changes*.docx")), Path(folder, "marked")
        )
        for seed in range(GENERATED):
            marked.append(Path(folder, "marked", f"generated-{seed}.docx"))
            marked[-1].write_bytes(tracked.mixed(seed))
        for action, view, tally in (("accept", "accepted", accepted), ("reject", "original", rejected)):
            for path, lines in zip(marked, libreoffice.texts(python, marked, action), strict=True):
                ours = _lines(read(path, options=Options(revisions=view)))
                tally.take(ours == [_bare(line) for line in lines if _bare(line)], path.name)
    return [numbers, paragraphs, accepted, rejected]


def _with_numbers(drafts: Path) -> list[Path]:
    """Return the example's files and the ten files of the corpora with the most numbered paragraphs."""
    counts = {
        path: sum(bool(q.number) for q in read(path).paragraphs) for path in sorted(drafts.rglob("*.docx"))
    }
    most = sorted(counts, key=lambda path: (-counts[path], str(path)))[:10]
    return [*sorted((ROOT / "examples" / "oewg").glob("*.docx")), *most]


def _copied(paths: list[Path], folder: Path) -> list[Path]:
    """Return copies with plain names, beside which LibreOffice may write."""
    folder.mkdir(exist_ok=True)
    copies = [
        folder / f"{at}-{re.sub(r'[^A-Za-z0-9-]', '-', path.stem)}.docx" for at, path in enumerate(paths)
    ]
    for path, copy in zip(paths, copies, strict=True):
        shutil.copy(path, copy)
    return copies


def _judge_numbers(draft: Draft, lines: list[str], numbers: Tally, paragraphs: Tally, name: str) -> None:
    if any("hidden characters" in note.what for note in draft.notes):
        return  # LibreOffice exports hidden text
    known = Counter(_bare(line) for line in lines)
    for q in draft.paragraphs:
        if q.stream != "body":
            continue
        numbered = _bare(_printed(q).split("\n")[0])
        bare = numbered.removeprefix(_bare(q.number))
        if not bare or not any(bare in line for line in known):
            continue  # a frame, which LibreOffice's text lacks, or a line with note digits in it
        numbers.take(known[numbered] > 0 or _stands_in(numbered, known), f"{name}: {q.number} {q.text[:50]}")
    ours = len(_lines(draft)) - _floating(draft.original or b"")
    theirs = len([line for line in lines if _bare(line)])
    paragraphs.take(abs(ours - theirs) <= CEILING_PARAGRAPHS * ours, f"{name}: {ours}, {theirs}")


def _floating(data: bytes) -> int:
    """Return the paragraphs with text in frames and text boxes, which LibreOffice's text export leaves out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    frames = root.iterfind(f".//{_W}p/{_W}pPr/{_W}framePr")
    framed = [frame.getparent().getparent() for frame in frames]
    boxed = [
        paragraph
        for box in root.iter(f"{_W}txbxContent")
        if not any(above.tag == _FALLBACK for above in box.iterancestors())
        for paragraph in box.iter(f"{_W}p")
    ]
    return sum("".join(paragraph.itertext(f"{_W}t")).strip() != "" for paragraph in (*framed, *boxed))


def _stands_in(text: str, known: Counter[str]) -> bool:
    """Return whether a line begins so, a bullet before it or note digits behind it set aside."""
    return any(_BULLET.sub("", line).startswith(text) or line.startswith(text) for line in known)


def _lines(draft: Draft) -> list[str]:
    """Return what a text export shows of the body: a line for each line of each paragraph, bare."""
    found = [_bare(x) for q in draft.paragraphs if q.stream == "body" for x in _printed(q).split("\n")]
    return [line for line in found if line]


def _printed(paragraph: Paragraph) -> str:
    """Return number and text, with the numbers of notes where they are called and the page in a line of contents."""
    text = paragraph.text
    for mark in reversed(paragraph.marks):
        if mark.kind in ("note-reference", MARK):
            text = text[: mark.span.start] + mark.value + text[mark.span.start :]
    return f"{paragraph.number} {text}"


def _bare(text: str) -> str:
    """Return a text without white space, pictures, bullets and hyphens that do not print."""
    return _BULLET.sub("", re.sub(r"[\s\ufffc\u00ad]+", "", text))


if __name__ == "__main__":
    sys.exit(main())
