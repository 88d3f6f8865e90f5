"""One Chromium for all tests; every page is opened from a file and may ask for nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from draftdiff.options import Options
from draftdiff.renderers.html import render
from tests.conftest import example_comparison

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def example_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "example.html"
    path.write_bytes(render(example_comparison(), Options()))
    return path


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Open a file in a context of its own; at the end no error was raised and nothing else was requested."""
    contexts: list[Any] = []
    requested: list[str] = []
    errors: list[str] = []
    opened: list[str] = []

    def opener(path: Path, hash: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requested.append(request.url.split("#")[0]))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        opened.append(path.as_uri())
        page.goto(path.as_uri() + hash)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert errors == []
    assert set(requested) <= set(opened)
