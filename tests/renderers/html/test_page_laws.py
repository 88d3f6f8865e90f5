"""What holds of every page: no paragraph lost, no word added, every link leads somewhere, same bytes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

import draftdiff
from draftdiff.model import Draft
from draftdiff.options import Options
from draftdiff.renderers.html import render
from tests.conftest import example_comparison
from tests.renderers.html.reading import inline_texts, page_of, side_texts
from tests.strategies import draft_pairs, fewer


def texts(draft: Draft) -> Counter[str]:
    return Counter(paragraph.text for paragraph in draft.paragraphs)


@given(draft_pairs())
@fewer(40)
def test_side_by_side_every_paragraph_of_both_drafts_stands_once_and_as_written(
    pair: tuple[Draft, Draft],
) -> None:
    comparison = draftdiff.compare(*pair)
    page = page_of(comparison)

    assert Counter(side_texts(page, "old")) == texts(comparison.old)
    assert Counter(side_texts(page, "new")) == texts(comparison.new)


def test_the_example_stands_on_the_page_word_for_word() -> None:
    comparison = example_comparison()
    page = page_of(comparison)

    assert Counter(side_texts(page, "old")) == texts(comparison.old)
    assert Counter(side_texts(page, "new")) == texts(comparison.new)


@given(draft_pairs())
@fewer(40)
def test_inline_a_row_without_its_insertions_is_the_old_text_and_without_its_deletions_the_new(
    pair: tuple[Draft, Draft],
) -> None:
    comparison = draftdiff.compare(*pair)
    rows = list(inline_texts(page_of(comparison)))

    old = [text for name, text, _ in rows if "new" not in name.split()]
    new = [text for name, _, text in rows if "deleted" not in name.split()]
    expected = [c for c in comparison.changes if not all(p.cell is not None for p in (*c.old, *c.new))]
    assert old == ["".join(p.text for p in c.old) for c in expected if c.old]
    assert new == ["".join(p.text for p in c.new) for c in expected if c.new]


@given(draft_pairs())
@fewer(30)
def test_every_link_leads_to_one_element_of_the_page(pair: tuple[Draft, Draft]) -> None:
    page = page_of(draftdiff.compare(*pair))
    ids = Counter(page.xpath("//@id"))

    assert [id for id, count in ids.items() if count > 1] == []
    assert [
        link
        for link in page.xpath("//@href")
        if link.startswith("#") and "=" not in link and link[1:] not in ids
    ] == []


def test_every_link_of_the_example_leads_to_one_element_of_the_page() -> None:
    page = page_of(example_comparison())
    ids = Counter(page.xpath("//@id"))

    assert [id for id, count in ids.items() if count > 1] == []
    assert [
        link for link in page.xpath("//@href") if "=" not in link and link.removeprefix("#") not in ids
    ] == []


def test_a_second_rendering_gives_the_same_bytes() -> None:
    comparison = example_comparison()

    assert render(comparison, Options()) == render(comparison, Options())


@given(draft_pairs())
@fewer(20)
def test_a_draft_against_itself_shows_no_change(pair: tuple[Draft, Draft]) -> None:
    page = page_of(draftdiff.compare(pair[0], pair[0]))

    assert page.xpath("//article | //ins[not(ancestor::*[@id='legend'])] | //*[@class='stub']") == []
