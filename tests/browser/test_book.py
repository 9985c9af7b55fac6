"""The EPUB on a narrow screen, by day and by night, and in Calibre."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("browser")]

NARROW = {"width": 330, "height": 600}
#: As reading systems make a page dark: without telling its style sheet.
NIGHT = "html { background: #121212 !important; color: #ddd !important; }"


@pytest.fixture(scope="module", params=["kitchen_sink", "stress"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked book of an article that has everything."""
    path = request.getfixturevalue(request.param).path("epub")
    folder = tmp_path_factory.mktemp("book")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / "EPUB"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_goes_sideways_on_the_narrowest_screen(
    book: Path, browser: Browser, scheme: str
) -> None:
    page = browser.new_page(viewport=NARROW, color_scheme=scheme)  # type: ignore[arg-type]
    try:
        for file in sorted(book.glob("*.xhtml")):
            page.goto(file.as_uri())
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= NARROW["width"], (file.name, wide)
    finally:
        page.close()


def test_a_table_that_is_too_wide_would_be_noticed(book: Path, browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    try:
        page.goto((book / "text.xhtml").as_uri())
        page.add_style_tag(content=".scroller { overflow: visible } table { width: 700px }")
        assert page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
    finally:
        page.close()


def test_what_is_transparent_of_an_image_is_white_by_night(book: Path, browser: Browser) -> None:
    image = io.BytesIO()
    Image.new("RGBA", (80, 60), (0, 0, 0, 0)).save(image, "PNG")
    (book / "clear.png").write_bytes(image.getvalue())
    page = browser.new_page(viewport=NARROW, color_scheme="dark")
    try:
        page.goto((book / "title.xhtml").as_uri())
        page.add_style_tag(content=NIGHT)
        for name, expected in (("transparent", (255, 255, 255)), ("", (18, 18, 18))):
            page.evaluate(
                "name => { document.body.innerHTML = "
                "`<p><img id='shown' class='${name}' src='clear.png' alt=''/></p>` }",
                name,
            )
            page.wait_for_function("document.getElementById('shown').complete")
            shot = Image.open(io.BytesIO(page.locator("#shown").screenshot())).convert("RGB")
            assert shot.getpixel((40, 30)) == expected
    finally:
        page.close()


@pytest.mark.skipif(shutil.which("ebook-convert") is None, reason="Calibre is not installed")
def test_calibre_converts_the_book_and_keeps_its_words(book: Path, tmp_path: Path) -> None:
    made = shutil.make_archive(str(tmp_path / "book"), "zip", book.parent)
    source, target = tmp_path / "book.epub", tmp_path / "book.txt"
    shutil.move(made, source)
    command = ["ebook-convert", str(source), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    text = "".join(target.read_text("utf-8").split())
    for word in ("Cədvəl", "Table"):
        if word in (book / "text.xhtml").read_text("utf-8"):
            assert word in text
