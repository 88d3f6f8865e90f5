"""Read a page as its reader does: the paragraphs of each side, without the page's own words."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import lxml.html

import draftdiff
from draftdiff.options import Options
from draftdiff.renderers.html import render

# What the page adds to a paragraph: its number as printed, the links of transfers and of notes.
OWN = ("no", "go", "fn")


def page_of(comparison: draftdiff.Comparison) -> lxml.html.HtmlElement:
    """Return the page of a comparison, parsed."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml.html.document_fromstring(render(comparison, Options()), parser=parser)


def side_texts(page: lxml.html.HtmlElement, side: str) -> list[str]:
    """Return the text of every paragraph of a side, in page order; `old` or `new` as the page shows it side by side."""
    found = []
    for cell in page.xpath(f"//*[{has_class(side[0])}]"):
        for paragraph in cell.xpath(".//*[@dir]"):
            found.append(text_of(paragraph, dropped=("del",) if side == "new" else ()))
    return found


def inline_texts(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield for each row its operation and the old and the new text as the inline view shows them."""
    for row in page.xpath("//*[contains(@class, 'r ') or @class='r']"):
        if "tb" in row.get("class").split():
            continue
        shown = row.xpath(f"./*[{has_class('n')}]") or row.xpath(f"./*[{has_class('o')}]")
        paragraphs = [p for cell in shown for p in cell.xpath("./*[@dir]")]
        old = "".join(text_of(p, dropped=("ins",)) for p in paragraphs)
        new = "".join(text_of(p, dropped=("del",)) for p in paragraphs)
        yield row.get("class"), old, new


def text_of(element: lxml.html.HtmlElement, dropped: tuple[str, ...] = ()) -> str:
    """Return the drafts' own words in an element."""
    element = copy.deepcopy(element)
    for tag in dropped:
        for gone in element.xpath(f".//{tag}"):
            gone.drop_tree()
    for number in element.xpath(f".//*[{has_class('no')}]"):
        number.tail = (number.tail or "").removeprefix(" ")
    for name in OWN:
        for own in element.xpath(f".//*[{has_class(name)}]"):
            own.drop_tree()
    return element.text_content()


def has_class(name: str) -> str:
    """Return the XPath condition for a class."""
    return f"contains(concat(' ', @class, ' '), ' {name} ')"
