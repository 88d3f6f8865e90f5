"""Finding a change: filters, counts, keys, addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser


def shown(page: Page, selector: str = "article.r") -> int:
    return page.locator(f"{selector}:visible:not(.around)").count()


def count_of(page: Page, choice: str) -> int:
    return int(page.locator(f'output[data-of="{choice}"]').inner_text())


def test_a_label_filter_shows_as_many_changes_as_its_count_says(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page)
    expected = count_of(page, "label:softened")

    page.get_by_role("checkbox", name=re.compile("^softened")).check()

    assert expected == shown(page) > 0
    assert all(
        "softened" in (row.get_attribute("data-l") or "")
        for row in page.locator("article:visible:not(.around)").all()
    )


def test_with_the_script_a_choice_counts_what_the_page_says_without_it(
    open_page: Opener, example_page: Path
) -> None:
    said = dict(re.findall(r'<output data-of="([^"]+)"[^>]*>(\d+)<', example_page.read_text("utf-8")))

    page = open_page(example_page)

    assert int(said["op:unchanged"]) > int(said["op:new"]) > 0
    assert {choice: str(count_of(page, choice)) for choice in said} == said


def test_filters_combine_and_the_other_counts_follow(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    everywhere = count_of(page, "label:softened")
    section = page.locator("#section option", has_text="International law").first.get_attribute("value")

    page.locator("#section").select_option(section)
    here = count_of(page, "label:softened")
    page.locator('input[name="op"][value="reworded"]').check()

    assert here < everywhere
    assert shown(page) == count_of(page, "op:reworded")


def test_words_find_paragraphs_that_stayed_too_and_open_their_fold(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page)

    page.locator("#words").fill('"organizational session"')
    expect(page.locator("#status")).to_contain_text("shown")

    texts = page.locator(".r:visible:not(.around)").all_text_contents()
    assert texts
    assert all("organizational session" in text.lower() for text in texts)


def test_words_that_do_not_occur_say_so(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)

    page.locator("#words").fill("zzzz")

    expect(page.locator("#none")).to_be_visible()


def test_clearing_the_filters_shows_everything_again(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    before = shown(page)

    page.locator('input[name="label"]').first.check()
    page.get_by_role("button", name="Clear filters").click()

    assert shown(page) == before
    assert "#" not in page.url


def test_the_address_holds_the_filters_and_the_view(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    page.get_by_role("checkbox", name=re.compile("^softened")).check()
    page.get_by_text("Inline", exact=True).click()
    number = shown(page)
    address = page.url

    again = open_page(example_page, "#" + address.split("#")[1])

    assert shown(again) == number
    assert again.locator("html").get_attribute("data-view") == "inline"
    assert again.get_by_role("checkbox", name=re.compile("^softened")).is_checked()


def test_a_paragraph_has_a_permanent_address_that_opens_its_fold(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page, "#p-2")

    expect(page.locator("#p-2")).to_be_in_viewport()


def test_keys_lead_to_the_next_and_the_previous_change(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)

    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")

    assert first != second
    assert page.evaluate("document.activeElement.id") == first
    assert page.locator(f'[id="{first}"]').get_attribute("data-o") is not None
    expect(page.locator("#status")).to_contain_text("Change 1 of")


def test_keys_rest_while_words_are_typed_and_can_be_turned_off(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)
    page.locator("#words").press_sequentially("nnn")
    assert page.locator("#words").input_value() == "nnn"
    page.locator("#words").fill("")

    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys are on").uncheck()
    page.get_by_role("button", name="Close").last.click()
    page.keyboard.press("v")

    assert page.locator("html").get_attribute("data-view") == "side"


def test_the_outline_leads_to_a_section(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page)

    page.locator(".toc a", has_text="Final observations").click()

    expect(page.locator(".hd", has_text="Final observations").last).to_be_in_viewport()


def test_going_back_returns_to_where_the_reader_was(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page, "#p-4")

    page.locator(".toc a", has_text="Final observations").click()
    page.go_back()

    expect(page.locator("#p-4")).to_be_in_viewport()


class TestANewcomerNeedsAtMostThreeInteractions:
    def test_for_every_softening_in_one_section(self, open_page: Opener, example_page: Path) -> None:
        page = open_page(example_page)

        page.get_by_role("checkbox", name=re.compile("^softened")).check()
        option = page.locator("#section option", has_text="Confidence-building").first
        page.get_by_label("Section").select_option(option.get_attribute("value"))

        assert shown(page) == count_of(page, "label:softened") > 0

    def test_for_where_paragraph_31_went(self, open_page: Opener, example_page: Path) -> None:
        page = open_page(example_page)

        page.get_by_label("Paragraph number").fill("31")
        page.get_by_label("Paragraph number").press("Enter")

        row = page.locator(".r:has(#o-31)")
        expect(row).to_be_in_viewport()
        assert row.locator(".n .no").first.inner_text() != ""

    def test_for_a_citation(self, open_page: Opener, example_page: Path) -> None:
        page = open_page(example_page, permissions=["clipboard-read", "clipboard-write"])
        row = page.locator("article.reworded:visible", has=page.locator(".o .no")).first

        row.hover()
        row.get_by_role("button", name="Copy quotation").click()

        copied = page.evaluate("navigator.clipboard.readText()")
        assert re.search(r"para\. \w+.*“.*”\n.*para\. \w+.*“.*”", copied)
