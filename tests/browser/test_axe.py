"""axe finds no violation of WCAG 2.2 AA, in light and dark, in any view."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import draftdiff
from draftdiff.options import Options
from draftdiff.renderers.html import render
from tests.browser.conftest import Opener
from tests.conftest import ROOT, example_comparison

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DRAFTS = Path(__file__).parent / "drafts"
TWIN = ROOT / "tests" / "cases" / "twin-b"


def comparisons(name: str) -> draftdiff.Comparison:
    if name == "example":
        return example_comparison()
    if name == "report":
        return draftdiff.compare(TWIN / "first-draft.md", TWIN / "final-report.md")
    return draftdiff.compare(DRAFTS / f"{name}-old.md", DRAFTS / f"{name}-new.md")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("example", "side"),
        ("example", "inline"),
        ("example", "notes"),
        ("report", "side"),
        ("arabic", "side"),
        ("chinese", "inline"),
    ],
)
def test_axe_finds_no_violation(open_page: Opener, tmp_path: Path, name: str, view: str, scheme: str) -> None:
    path = tmp_path / f"{name}.html"
    path.write_bytes(render(comparisons(name), Options()))
    # The policy of the page keeps axe out as it keeps out all foreign script; the check alone goes around it.
    page = open_page(path, f"#view={view}", color_scheme=scheme, bypass_csp=True)

    results = Axe().run(page, options=RULES)

    assert [
        (v["id"], v["help"], [n["html"][:200] for n in v["nodes"][:3]])
        for v in results.response["violations"]
    ] == []


def test_axe_finds_no_violation_on_a_phone_nor_in_open_dialogs(open_page: Opener, example_page: Path) -> None:
    page = open_page(example_page, viewport={"width": 360, "height": 740}, bypass_csp=True)
    page.get_by_role("button", name="Filters").click()
    phone = Axe().run(page, options=RULES).response["violations"]
    wide = open_page(example_page, bypass_csp=True)
    wide.get_by_role("button", name="Keys").click()
    dialog = Axe().run(wide, options=RULES).response["violations"]

    assert [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in (*phone, *dialog)] == []


def test_old_stands_on_the_right_where_both_drafts_are_read_from_right_to_left(
    open_page: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "arabic.html"
    path.write_bytes(render(comparisons("arabic"), Options()))

    page = open_page(path)
    row = page.locator("article.reworded").first

    old, new = row.locator(".o").bounding_box(), row.locator(".n").bounding_box()
    assert old is not None
    assert new is not None
    assert old["x"] > new["x"]
    assert page.locator('.n [lang="ar"]').count() > 0


def test_a_screen_reader_hears_what_was_inserted_deleted_and_moved(
    open_page: Opener, example_page: Path
) -> None:
    page = open_page(example_page, "#view=inline")

    tree = page.locator("#text").aria_snapshot()

    assert "deletion" in tree
    assert "insertion" in tree
    assert "moved" in tree
    assert "from paragraph" in tree
