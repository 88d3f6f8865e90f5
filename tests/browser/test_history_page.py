"""The page of a history in a browser: reading, opening, searching, filtering; axe; without script; on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import draftdiff
from draftdiff.renderers import render
from tests.browser.conftest import Opener
from tests.threads.test_examples import history_of
from tests.threads.test_trace import POOL, history

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def history_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "history.html"
    path.write_bytes(render(history_of("oewg"), "html"))
    return path


def thread_id(paragraph: str) -> str:
    """Return the id of the thread that bears this number in the last draft of the example."""
    from draftdiff.overview.places import cited_names

    found = history_of("oewg")
    return found.thread_of(2, cited_names(found.drafts[2]).index(f"para {paragraph}")).id


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (360, 740)])
def test_axe_finds_no_violation_with_threads_open_and_closed(
    open_page: Opener, history_page: Path, scheme: str, size: tuple[int, int]
) -> None:
    # The policy of the page keeps axe out as it keeps out all foreign script; the check alone goes around it.
    page = open_page(
        history_page, color_scheme=scheme, viewport={"width": size[0], "height": size[1]}, bypass_csp=True
    )
    page.evaluate("document.querySelectorAll('.t').forEach((t, at) => { t.open = at % 3 === 0; })")

    violations = Axe().run(page, options=RULES).response["violations"]

    assert [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations] == []


def test_a_click_on_a_thread_shows_each_wording_with_the_edits_between(
    open_page: Opener, history_page: Path
) -> None:
    page = open_page(history_page)
    thread = page.locator(f"[id='{thread_id('54')}']")

    thread.locator("summary").click()

    titles = thread.locator(".wh > b").all_inner_texts()
    assert titles[:4] == ["zero draft", "first draft", "final report", "From zero draft to final report"]
    assert "must" in " ".join(thread.locator("li:nth-child(2) del").all_inner_texts())
    assert "should" in " ".join(thread.locator("li:nth-child(2) ins").all_inner_texts())


def test_an_address_with_the_id_of_a_thread_opens_it(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page, f"#{thread_id('54')}")

    assert page.locator(f"[id='{thread_id('54')}']").evaluate("element => element.open")


def test_a_phrase_is_found_in_every_draft_that_had_it(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page)

    page.get_by_label("Phrase, in any draft").fill("endorsed the proposal for a programme of action")

    shown = page.locator(".t:not([hidden])")
    assert shown.count() == 1
    assert shown.get_attribute("id") == thread_id("54")
    assert "1 of" in page.locator("#found").inner_text()
    assert "zero draft 1" in page.locator("#found").inner_text()


def test_a_phrase_that_is_nowhere_leaves_a_word_of_it(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page)

    page.get_by_label("Phrase, in any draft").fill("no draft has ever said this")

    assert page.locator(".t:not([hidden])").count() == 0
    assert page.get_by_text("No paragraph fits.").is_visible()


def test_a_filter_leaves_the_threads_to_which_it_happened(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page)

    page.get_by_role("checkbox", name="softened").check()

    shown = page.locator(".t:not([hidden])")
    assert shown.count() == len(history_of("oewg").with_event("softened"))


def test_a_keyboard_opens_a_thread(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page)
    page.locator(f"[id='{thread_id('54')}'] summary").focus()

    page.keyboard.press("Enter")

    assert page.locator(f"[id='{thread_id('54')}']").evaluate("element => element.open")


def test_without_script_every_wording_can_be_opened(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page, java_script_enabled=False)

    page.locator(f"[id='{thread_id('54')}'] summary").click()

    assert page.locator(f"[id='{thread_id('54')}'] .ws").is_visible()
    assert not page.locator("#filters").is_visible()


def test_all_threads_that_changed_are_open_on_paper(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator(".t:not(.q):not([open])").count() == 0


def test_hostile_words_stay_words(open_page: Opener, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)></script><script>document.title='caught'</script> in a paragraph of words."
    path = tmp_path / "hostile.html"
    path.write_bytes(render(history((attack, *POOL), (attack + " More.", *POOL), (attack, *POOL)), "html"))

    page = open_page(path)

    assert page.title() != "caught"
    assert page.locator("img").count() == 0


def test_nothing_scrolls_sideways_on_a_phone_but_the_table(open_page: Opener, history_page: Path) -> None:
    page = open_page(history_page, viewport={"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_axe_finds_no_violation_on_the_index_of_a_batch(open_page: Opener, tmp_path: Path) -> None:
    from draftdiff.cli import run

    for name, texts in (("a", POOL), ("b", POOL[1:])):
        (tmp_path / f"{name}.md").write_text("\n\n".join(texts), "utf-8")
    (tmp_path / "pairs.csv").write_text(
        "id,title,old,new\none,A title,a.md,b.md\ntwo,,a.md,none.md\n", "utf-8"
    )
    run(["batch", str(tmp_path / "pairs.csv"), "-o", str(tmp_path / "out"), "--to", "json"])

    page = open_page(tmp_path / "out" / "index.html", bypass_csp=True)

    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in violations] == []
    assert page.get_by_role("link", name="changes.json of one").count() == 1


def test_arabic_texts_run_from_right_to_left_and_say_their_language(
    open_page: Opener, tmp_path: Path
) -> None:
    drafts = Path(__file__).parent / "drafts"
    path = tmp_path / "arabic.html"
    found = draftdiff.history([drafts / "arabic-old.md", drafts / "arabic-new.md", drafts / "arabic-old.md"])
    path.write_bytes(render(found, "html"))

    page = open_page(path, bypass_csp=True)
    page.evaluate("document.querySelectorAll('.t').forEach((t) => { t.open = true; })")

    text = page.locator(".tx").first
    assert text.get_attribute("lang") == "ar"
    assert text.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert Axe().run(page, options=RULES).response["violations"] == []
