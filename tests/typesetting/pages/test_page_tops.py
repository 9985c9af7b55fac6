"""Where the text of pages and columns begins, read from the pages."""

from __future__ import annotations

import pypdfium2
import pytest
from columns_kit import built, columns_of
from pages_kit import pages_of
from pdf_kit import SENTENCE, build

from nashr.typesetting.weasyprint import typeset

#: What has space above it in the midst of a page.
BLOCKS = {
    "heading": "# Başlıq",
    "smaller heading": "## Bölmə",
    "third level": "### Hissə",
    "quotation": f"> Sitat {SENTENCE}",
    "list": f"- Siyahı {SENTENCE}\n- iki",
}
MARKS = ("Başlıq", "Bölmə", "Hissə", "Sitat", "•Siyahı")


def text_with(*blocks: str, parts_of_text: int = 40) -> str:
    """An article in which a block begins now on one line of a page and now on another."""
    parts = [
        SENTENCE * (1 + n % 3) + "\n\n" + "Bir.\n\n" * (n % 4) + blocks[n % len(blocks)]
        for n in range(parts_of_text)
    ]
    return "\n\n".join([f"{part}\n\n{SENTENCE}" for part in parts])


def test_what_begins_a_page_stands_on_the_first_line_of_the_grid() -> None:
    pages = pages_of(build(text_with(*BLOCKS.values()))[0])[1:-1]
    began = {mark for page in pages for mark in MARKS if page[0].text.startswith(mark)}
    assert len(began) > 2, "hardly a page begins with what has space above it"
    assert len({round(page[0].baseline, 1) for page in pages}) == 1


def test_what_begins_a_column_stands_on_the_first_line_of_the_grid() -> None:
    data, _ = built(text_with(*BLOCKS.values(), parts_of_text=90))
    columns = [rows for page in columns_of(data)[1:-1] for rows in page if rows]
    assert any(rows[0].text.startswith(MARKS) for rows in columns)
    assert len({round(rows[0].baseline, 1) for rows in columns}) == 1


@pytest.mark.parametrize("position", ["static", "absolute"])
def test_a_theme_may_have_flexible_rows(position: str) -> None:
    """WeasyPrint lays out their members by the same function, with other arguments."""
    html = (
        '<html lang="en"><title>T</title><div style="display:flex;width:80mm;'
        f'position:{position};justify-content:space-between"><p>One</p><p>Two</p></div>'
    )
    done = typeset(html, ["@page{size:100mm 100mm;margin:10mm}"], {})
    with pypdfium2.PdfDocument(done.pdf) as pdf:
        text = pdf[0].get_textpage()
        letters = text.get_text_range()
        one, two = (text.get_charbox(letters.index(word)) for word in ("One", "Two"))
    assert one[1] == pytest.approx(two[1], abs=0.5)
    assert two[0] - one[0] > 40 * 72 / 25.4
