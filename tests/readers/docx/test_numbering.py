"""The numbers that Word computes are those it prints."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from draftdiff.readers import read
from draftdiff.readers.docx.number_formats import format_number

from . import libreoffice
from .making import docx, level, listed, lists, p

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("numbering.toml").read_text("utf-8"))[
    "case"
]
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Para A"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Para B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Para C"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def made(case: dict[str, Any]) -> bytes:
    """Return the Word file of a case; its paragraphs read item 0, item 1 ..."""
    levels = "".join(level(at, row[0], row[1], *row[2:]) for at, row in enumerate(case["levels"]))
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{_overrides(starts)}</w:num>'
        for number, starts in enumerate(case.get("nums", [{}]), 1)
    )
    body = "".join(listed(f"item {at}", *item) for at, item in enumerate(case["items"]))
    return docx(body, numbering=lists(levels, nums))


def _overrides(starts: dict[str, int]) -> str:
    return "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts.items()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_numbers_are_as_printed(case: dict[str, Any]) -> None:
    draft = read(made(case), name="a.docx")

    assert [paragraph.number for paragraph in draft.paragraphs] == case["printed"]


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_prints_the_same_numbers(soffice: str, tmp_path: Path) -> None:
    python = libreoffice.python_with_uno()
    judged = [case for case in CASES if case.get("office", True)]
    files = [tmp_path / f"{at}.docx" for at in range(len(judged))]
    for file, case in zip(files, judged, strict=True):
        file.write_bytes(made(case))

    texts = libreoffice.texts(python, files)

    for case, lines in zip(judged, texts, strict=True):
        assert lines == [f"{number} item {at}" for at, number in enumerate(case["printed"])], case["name"]


def _styled(style: str, text: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def _numbers(body: str) -> list[str]:
    numbering = lists(level(0, "%1.", more='<w:pStyle w:val="A"/>') + level(1, "(%2)", "lowerLetter"))
    return [q.number for q in read(docx(body, styles=_STYLES, numbering=numbering), name="a.docx").paragraphs]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    assert _numbers(_styled("A", "x") + _styled("B", "y") + _styled("C", "z")) == ["1.", "2.", "(a)"]


def test_list_nought_takes_a_paragraph_out_of_its_styles_list() -> None:
    nought = '<w:numPr><w:numId w:val="0"/></w:numPr>'

    assert _numbers(_styled("A", "x") + _styled("A", "y", nought) + _styled("A", "z")) == ["1.", "", "2."]


def test_an_own_level_keeps_the_styles_list() -> None:
    second = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'

    assert _numbers(_styled("A", "x") + _styled("A", "y", second) + _styled("A", "z")) == ["1.", "(a)", "2."]


def test_an_empty_numbered_paragraph_counts_and_a_hidden_one_does_not() -> None:
    hidden = (
        '<w:p><w:pPr><w:pStyle w:val="A"/><w:rPr><w:vanish/></w:rPr></w:pPr>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r></w:p>"
    )

    assert _numbers(_styled("A", "x") + _styled("A", "") + hidden + _styled("A", "z")) == ["1.", "3."]


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (53, "upperLetter", "AAA"), (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"), (42, "cardinalText", "Forty-two"), (20, "ordinalText", "Twentieth"),
        (7, "decimalEnclosedCircle", "\u2466"), (5, "chicago", "**"), (23, "chineseCounting", "\u4e8c\u5341\u4e09"),
        (3, "no such format", "3"), (0, "lowerRoman", "0"), (3, "none", ""),
    ],
)  # fmt: skip
def test_counts_are_written_in_the_formats_of_word(value: int, format: str, printed: str) -> None:
    assert format_number(value, format) == printed
