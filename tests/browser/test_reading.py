"""Reading the text: views, folds, links between both ends, without script, on paper, on a phone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.conftest import example_comparison

pytestmark = pytest.mark.browser

# Text of the drafts in the rows: without what the page adds, and without what this view hides.
READ = """(dropped) => [...document.querySelectorAll('.r [dir]')].filter((p) => !p.closest('.m')).map((p) => {
  const box = p.closest('.o, .n');
  if (!box.getClientRects().length) return null;
  const copy = p.cloneNode(true);
  const number = copy.querySelector('.no');
  if (number) { number.nextSibling.data = number.nextSibling.data.replace(/^ /, ''); number.remove(); }
  for (const own of copy.querySelectorAll('.go, .fn')) own.remove();
  const side = box.classList.contains('o') ? 'old' : 'new';
  for (const gone of copy.querySelectorAll(dropped[side] || 'nothing')) gone.remove();
  return [side, copy.textContent];
}).filter(Boolean)"""


def squeezed(text: str) -> str:
    return " ".join(text.split())


def read(page: Page, dropped: dict[str, str]) -> list[tuple[str, str]]:
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    return [(side, text) for side, text in page.evaluate(READ, dropped)]


@pytest.mark.parametrize("view", ["side", "notes"])
def test_a_view_with_both_texts_holds_every_paragraph(
    open_page: Opener, example_page: Path, view: str
) -> None:
    page = open_page(example_page, f"#view={view}")
    comparison = example_comparison()

    found = read(page, {"new": "del"})

    new = [text for side, text in found if side == "new"]
    assert Counter(new) == Counter(paragraph.text for paragraph in comparison.new.paragraphs)
    kept = {p.text for c in comparison.changes if not c.edits for p in c.new} if view == "notes" else set()
    old = Counter(text for side, text in found if side == "old")
    missing = Counter(p.text for p in comparison.old.paragraphs) - old
    assert set(missing) <= kept


def test_the_inline_view_holds_every_word_of_both_drafts(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page, "#view=inline")
    comparison = example_comparison()

    new = [text for side, text in read(page, {"new": "del", "old": "nothing"}) if side == "new"]
    old = "".join(text for _, text in read(page, {"new": "ins"}))

    assert Counter(new) == Counter(paragraph.text for paragraph in comparison.new.paragraphs)
    whole = [change for change in comparison.changes if len(change.old) == 1]
    assert [c.old[0].text for c in whole if c.old[0].text not in old] == []


def test_without_script_all_is_there_and_nothing_is_offered_that_does_not_work(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page, java_script_enabled=False)

    expect(page.locator("#tools")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.locator("article.r").first).to_be_visible()
    page.locator("details.fold summary").first.click()
    expect(page.locator("details.fold .r").first).to_be_visible()


def test_unchanged_runs_are_folded_and_can_be_unfolded_together(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page)
    assert page.locator("details.fold[open]").count() == 0

    page.get_by_role("button", name="Unfold all").click()

    assert page.locator("details.fold[open]").count() == page.locator("details.fold").count() > 3


def test_every_link_in_the_overview_leads_to_what_it_rests_on(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    for link in page.locator("#overview a").all()[:12]:
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        assert page.evaluate("document.activeElement.closest('.r, section, .stub') !== null"), target
        expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()


def test_a_label_in_hand_shows_its_deciding_words(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    row = page.locator('article[data-l~="softened"]:has(mark[data-l~="softened"])').first

    row.locator('.m li[data-l="softened"] a').focus()

    expect(row.locator("mark.on").first).to_be_visible()
    assert row.locator('.m li[data-l="softened"] span').inner_text() != ""


def test_this_is_wrong_writes_lines_for_the_overrides_file(
    open_page: Opener, example_page: Path, tmp_path: Path
) -> None:
    from draftdiff.inputs import load_overrides

    page = open_page(example_page)
    row = page.locator('article[data-l~="softened"]').first
    row.hover()
    row.get_by_role("button", name="This is wrong").click()
    page.get_by_label("It is not “softened”").check()
    page.get_by_label(re.compile("do not belong together")).first.check()
    path = tmp_path / "overrides.toml"
    path.write_text(page.locator("#lines").input_value(), encoding="utf-8")

    overrides = load_overrides(path)

    assert [strike.label for strike in overrides.strike] == ["softened"]
    assert len(overrides.unpair) == 1


def test_paper_gets_a_clean_document_with_all_paragraphs(
    open_page: Opener, example_page: Path, tmp_path: Path
) -> None:
    page = open_page(example_page)
    path = tmp_path / "page.pdf"

    page.pdf(path=str(path), format="A4")

    document = pypdfium2.PdfDocument(path)
    text = squeezed(" ".join(p.get_textpage().get_text_range() for p in document))
    assert "Clear filters" not in text
    assert "Copy quotation" not in text
    assert "This is wrong" not in text
    first_words = [
        " ".join(p.text.split()[:4]) for p in example_comparison().new.paragraphs if p.kind == "paragraph"
    ]
    assert [words for words in first_words if words not in text] == []


def test_a_phone_reads_inline_without_scrolling_sideways(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)

    assert page.locator("html").get_attribute("data-view") == "inline"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
