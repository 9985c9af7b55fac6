"""What is wider than a small screen stays on it, on the web page and in the EPUB."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from wide_kit import OUTSIDE, write_project

from nashr.cli.main import main

pytestmark = pytest.mark.xdist_group("browser")

WIDTH = 330


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """The web page, and the pages of the EPUB, as files."""
    folder = tmp_path_factory.mktemp("wide")
    write_project(folder)
    assert main(["--project", str(folder), "--format", "epub,html", "--jobs", "0"]) == 0
    products = folder / "output" / "wide"
    with zipfile.ZipFile(products / "wide.epub") as epub:
        epub.extractall(folder / "epub")
    yield [products / "wide.html", *sorted((folder / "epub").rglob("*.xhtml"))]


def test_nothing_leaves_a_small_screen(browser: Browser, pages: list[Path]) -> None:
    seen = browser.new_page(viewport={"width": WIDTH, "height": 700})
    try:
        for page in pages:
            seen.goto(page.as_uri())
            assert seen.evaluate(OUTSIDE, WIDTH) == [], page.name
            assert seen.evaluate("document.documentElement.scrollWidth") <= WIDTH, page.name
    finally:
        seen.close()


@pytest.mark.parametrize("name", ["wide.html", "text.xhtml"])
def test_an_image_of_which_the_height_is_given_keeps_its_shape(
    browser: Browser, pages: list[Path], name: str
) -> None:
    seen = browser.new_page(viewport={"width": 1000, "height": 700})
    try:
        seen.goto(next(page for page in pages if page.name == name).as_uri())
        box = seen.locator("img[alt=low]").first.bounding_box()
        assert box is not None
        assert box["height"] == pytest.approx(12, abs=0.5)
        assert box["width"] == pytest.approx(12 * 3000 / 400, rel=0.05)
    finally:
        seen.close()
