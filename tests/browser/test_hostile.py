"""A document is data: nothing in it runs, loads or leaves its place, and it looks as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

import draftdiff
from draftdiff.model import Draft, Mark, Span
from draftdiff.options import Options
from draftdiff.readers.blocks import Block
from draftdiff.readers.structure import build_draft
from draftdiff.renderers.html import render
from draftdiff.renderers.notebook import notebook_html
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

TEXTS = [
    "<script>document.title = 'run'</script> States should act on the matter.",
    "</style><script>document.title = 'run'</script> after the style",
    '"><img src=x onerror="document.title=\'run\'"> and a picture that is none',
    "</article></main></html> the page goes on",
    "<!-- a remark that never ends and <![CDATA[ a section",
    "{{ 7 * 7 }} {% raw %} a template's signs",
    "&lt;b&gt; and &amp; and &#60;i&#62; stay as typed",
    "a \u202ereversed\u202c word, an open \u2067isolate and an open \u202eoverride",
    "javascript:document.title='run' as words",
    "two  spaces,\ta tab\nand a second line",
]
HEADING = "<svg onload=document.title='run'> & “quoted” </title><script>document.title='run'</script>"


def draft(texts: list[str], name: str) -> Draft:
    link = Mark(kind="link", span=Span(0, 5), value="javascript:document.title='run'")
    quiet = Mark(kind="link", span=Span(6, 9), value='https://example.org/"onmouseover="x')
    blocks = [Block(text=HEADING, kind="heading", level=1)]
    blocks += [Block(text=text, number=f"{at}.", marks=(link, quiet)) for at, text in enumerate(texts, 1)]
    blocks += [Block(text=text, kind="cell") for text in ()]
    return build_draft(
        blocks,
        name=name,
        format="text",
        options=Options(profile="plain", language="en"),
        metadata={"title": HEADING, "symbol": "<b>A/1</b>", "date": "<i>today</i>"},
    )


@pytest.fixture(scope="module")
def comparison() -> draftdiff.Comparison:
    old = draft(TEXTS, "<script>old.docx")
    new = draft(
        [f"{text} <b onclick=alert(1)>more</b>" for text in TEXTS[:-1]] + ["'\"><script>x"], "new\u202e.docx"
    )
    return draftdiff.compare(old, new)


@pytest.mark.parametrize("view", ["side", "inline", "notes"])
def test_nothing_runs_and_every_text_looks_as_typed(
    open_page: Opener, tmp_path: Path, comparison: draftdiff.Comparison, view: str
) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(render(comparison, Options()))

    page = open_page(path, f"#view={view}")

    assert page.title() == f"{HEADING}: what changed"
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed, base, [onclick], [onerror], [onload]").count() == 0
    assert page.locator("a:not([href^='#']):not([href^='https://example.org'])").count() == 0
    texts = page.evaluate(
        "[...document.querySelectorAll('.o > [dir]')].map((p) => { const c = p.cloneNode(true);"
        " for (const no of c.querySelectorAll('.no')) {"
        " no.nextSibling.data = no.nextSibling.data.slice(1); no.remove(); }"
        " return c.textContent; })"
    )
    assert texts == [p.text for p in comparison.old.paragraphs]


def test_the_page_lets_no_foreign_script_run(
    open_page: Opener, tmp_path: Path, comparison: draftdiff.Comparison
) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(render(comparison, Options()))
    page = open_page(path)
    page.on("console", lambda message: None)

    allowed = page.evaluate("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")

    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed


def test_a_notebook_frame_runs_nothing(
    open_page: Opener, tmp_path: Path, comparison: draftdiff.Comparison
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<title>kept</title><div>{notebook_html(comparison)}</div>", encoding="utf-8")

    page = open_page(path)

    assert page.title() == "kept"
    assert page.locator("script, [onclick]").count() == 0
    frame = page.frames[1]
    assert frame.locator("script, img, [onclick]").count() == 0
    assert frame.locator("tbody tr").count() > 0
