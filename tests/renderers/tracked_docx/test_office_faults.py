"""The faults that the benchmark of redlines names are LibreOffice's: files without a redline of ours show them."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from draftdiff.ooxml import NAMESPACES, open_package, qname, write_package
from tests.renderers.tracked_docx.office import office_texts

CASES = tomllib.loads(Path(__file__).with_name("office_faults.toml").read_text("utf-8"))["fault"]
SIGNED = 'w:id="{}" w:author="A"'


def _faults() -> ModuleType:
    path = Path(__file__).parents[3] / "benchmarks" / "quality" / "office_faults.py"
    spec = importlib.util.spec_from_file_location("office_faults", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _piece(match: re.Match[str], number: int) -> str:
    kind, text = match[1], match[2]
    signed = SIGNED.format(number)
    call = f'<w:r><w:footnoteReference w:id="{text}"/></w:r>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    ends = (f'<w:{name} w:id="0"/>' for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
    start, end, reference = ends
    return {
        "i": f"<w:ins {signed}>{run}</w:ins>",
        "d": f"<w:del {signed}>{run.replace('w:t', 'w:delText')}</w:del>",
        "n": call,
        "c": f"{start}{run}{end}<w:r>{reference}</w:r>",
    }[kind]


def _paragraph(line: str, number: int) -> str:
    pieces = re.split(r"(\{\w+:[^}]*\})", line)
    runs = "".join(
        _piece(match, number * 100 + at)
        if (match := re.fullmatch(r"\{(\w+):([^}]*)\}", piece))
        else f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>'
        for at, piece in enumerate(pieces)
        if piece
    )
    return f"<w:p>{runs}</w:p>"


def _note(text: str) -> str:
    if text.startswith("|"):
        cell = f"<w:tc>{_paragraph(text[1:], 0)}</w:tc>"
        return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl><w:p/>"
    return _paragraph(text, 0)


def _file(case: dict[str, object]) -> bytes:
    lines = enumerate(str(case["body"]).strip().splitlines(), 1)
    notes = [_note(text) for text in case["notes"]]  # type: ignore[attr-defined]
    comment = f'<w:comment w:id="0" w:author="A">{_paragraph("said", 0)}</w:comment>'
    parts = {}
    if notes:
        inner = "".join(f'<w:footnote w:id="{at}">{note}</w:footnote>' for at, note in enumerate(notes, 1))
        parts["footnotes"] = f"<w:footnotes>{inner}</w:footnotes>"
    if "{c:" in str(case["body"]):
        parts["comments"] = f"<w:comments>{comment}</w:comments>"
    parts["document"] = (
        f"<w:document><w:body>{''.join(_paragraph(line, at) for at, line in lines)}</w:body></w:document>"
    )
    return _package(parts)


def _package(parts: dict[str, str]) -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}{name}{".main" * (name == "document")}+xml"/>'
        for name in parts
    )
    entries = {f"word/{name}.xml": _declared(text) for name, text in parts.items()}
    entries["[Content_Types].xml"] = (
        f'<Types xmlns="{NAMESPACES["ct"]}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
    ).encode()
    entries["_rels/.rels"] = _links({"officeDocument": "word/document.xml"})
    entries["word/_rels/document.xml.rels"] = _links(
        {name: f"{name}.xml" for name in parts if name != "document"}
    )
    return write_package(entries)


def _declared(text: str) -> bytes:
    return text.replace(">", f' xmlns:w="{NAMESPACES["w"]}">', 1).encode()


def _links(targets: dict[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="rId{at}" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{items}</Relationships>'.encode()


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_libreoffice_shows_the_fault_on_a_file_of_no_redline(soffice, tmp_path, case):
    (found,) = office_texts(tmp_path, (_file(case), case["action"]))

    assert [text for text in found if text in {*case["wanted"], *case["found"]}] == case["found"]
    assert case["found"] != case["wanted"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_way_around_takes_the_construct_out(case):
    data = _file(case)

    around = _faults().around(data, case["name"])

    assert around != data
    before, after = (_words(side) for side in (data, around))
    assert after == before or "table" in case["name"]


def _words(data: bytes) -> str:
    opened = open_package(data, "file")
    return "".join(text.text or "" for text in opened.tree(opened.document).iter(qname("w:t")))


def test_every_named_fault_has_a_file_that_shows_it():
    assert [case["name"] for case in CASES] == list(_faults().FAULTS)
