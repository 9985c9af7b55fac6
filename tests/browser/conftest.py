"""Debian's Chromium, started once, and the pages as texts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from browser_kit import PATIENCE
from playwright.sync_api import Browser, expect, sync_playwright

#: No sandbox, since tests run as root in containers; and nothing that calls home.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START = 60_000  # milliseconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without it fails the tests and is told what to do.

    The tests of pages are the group ``browser``, so that one worker starts it and opens windows.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("There is no Chromium here: 'make test' installs it (apt install chromium).")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=list(FLAGS), timeout=START
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def article_page(article) -> str:  # type: ignore[no-untyped-def]
    """The web page of the project's own article."""
    return str(article.path("html").read_text("utf-8"))


@pytest.fixture(scope="session")
def specimen_page(kitchen_sink) -> str:  # type: ignore[no-untyped-def]
    """The web page of the article that uses everything."""
    return str(kitchen_sink.path("html").read_text("utf-8"))
