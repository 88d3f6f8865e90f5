"""Both ends of what moved, was split, merged or copied lead to each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import draftdiff
from draftdiff.model import Alignment, Bead, Draft, Place, Span, Transfer
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft
from draftdiff.renderers.html import render
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
DRAFTS = Path(__file__).parent / "drafts"


def draft(name: str, *texts: str) -> Draft:
    blocks = [Block(text=text, number=f"{at}.") for at, text in enumerate(texts, 1)]
    return build_draft(blocks, name=name, format="text", options=Options(profile="plain", language="en"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_moved_paragraph_and_the_place_where_it_stood(open_page: Opener, tmp_path: Path) -> None:
    path = tmp_path / "moved.html"
    comparison = draftdiff.compare(DRAFTS / "moved-old.md", DRAFTS / "moved-new.md")
    path.write_bytes(render(comparison, Options()))
    moved = next(change for change in comparison.changes if change.moved)
    page = open_page(path)
    stub = page.locator(".stub", has_text=f"paragraph {moved.old[0].number.rstrip('.')} stood here")

    stub.get_by_role("link").click()
    assert focused(page) == moved.id
    page.locator(f'[id="{moved.id}"]').get_by_role("link", name="from paragraph").click()

    assert focused(page) == stub.get_attribute("id")
    expect(stub).to_be_in_viewport()


def test_the_pieces_of_a_split_that_stand_apart(open_page: Opener, tmp_path: Path) -> None:
    old = draft("old", "Ports shall report. Ports shall pay.", "A fund is set up.")
    new = draft("new", "Ports shall report.", "A fund is set up.", "Ports shall pay.")
    beads = (Bead(old=(0,), new=(0, 2)), Bead(old=(1,), new=(1,)))
    comparison = draftdiff.describe(Alignment(old=old, new=new, beads=beads))
    path = tmp_path / "split.html"
    path.write_bytes(render(comparison, Options()))
    page = open_page(path)
    row = page.locator("article.split")

    row.get_by_role("link", name="the place of paragraph 3").click()
    stub = focused(page)
    page.locator(f'[id="{stub}"] a').click()

    assert focused(page) == row.get_attribute("id")


@pytest.mark.parametrize(("kind", "word"), [("moved", "moved to"), ("copied", "also stands in")])
def test_a_sentence_that_left_its_paragraph(open_page: Opener, tmp_path: Path, kind: str, word: str) -> None:
    sentence = "Crews are encouraged to train."
    old = draft("old", f"Ports shall report. {sentence}", "A fund is set up.")
    new = draft("new", "Ports shall report.", f"A fund is set up. {sentence}")
    transfer = Transfer(
        id="tttt",
        kind="moved" if kind == "moved" else "copied",
        old=Place(paragraph=0, span=Span(20, 50)),
        new=Place(paragraph=1, span=Span(18, 48)),
    )
    beads = (Bead(old=(0,), new=(0,)), Bead(old=(1,), new=(1,)))
    comparison = draftdiff.describe(Alignment(old=old, new=new, beads=beads, transfers=(transfer,)))
    path = tmp_path / "transfer.html"
    path.write_bytes(render(comparison, Options()))
    page = open_page(path)

    assert page.locator("#tttt-old").inner_text() == page.locator("#tttt-new").inner_text() == sentence
    page.get_by_role("link", name=f"{word} paragraph 2").first.click()
    assert focused(page) == "tttt-new"
    page.locator('.n a.go[href="#tttt-old"]').click()

    assert focused(page) == "tttt-old"


def test_a_click_on_a_ribbon_follows_what_moved(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    ribbon = page.locator("#picture a:has(path.demoted)").first
    target = (ribbon.get_attribute("href") or "").removeprefix("#")

    ribbon.locator("path").dispatch_event("click")

    assert focused(page) == target
    expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()


def test_the_map_beside_the_scroll_bar_shows_changes_and_leads_to_them(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page)
    page.wait_for_timeout(800)  # drawn a little after the page is ready
    drawn = page.evaluate(
        "document.querySelector('#map').getContext('2d').getImageData(0, 0, 12, innerHeight).data.some(Boolean)"
    )

    page.locator("#map").click(position={"x": 5, "y": 700})
    page.wait_for_timeout(1500)

    assert drawn
    assert page.evaluate("scrollY") > 1000
