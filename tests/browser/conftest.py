"""Chromium, started once, and the pages as texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from browser_kit import PATIENCE
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from nashr.checking.validators.tools import CHROMIUM_FLAGS, chromium

START = 60_000  # milliseconds


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers: there can be one in a thread."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, the one without windows where there is one.

    The tests of pages are the group ``browser``, so that one worker starts it and opens windows.
    """
    with _running(playwright, chromium()) as running:
        yield running


@pytest.fixture
def browser_with_viewer(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as readers have it, which shows PDFs too."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("There is no Chromium here: 'make test' installs it (apt install chromium).")
    with _running(playwright, program) as running:
        yield running


@contextmanager
def _running(playwright: Playwright, program: str) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path=program, args=["--headless", *CHROMIUM_FLAGS], timeout=START
    )
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(scope="session")
def article_page(article) -> str:  # type: ignore[no-untyped-def]
    """The web page of the project's own article."""
    return str(article.path("html").read_text("utf-8"))


@pytest.fixture(scope="session")
def specimen_page(kitchen_sink) -> str:  # type: ignore[no-untyped-def]
    """The web page of the article that uses everything."""
    return str(kitchen_sink.path("html").read_text("utf-8"))
