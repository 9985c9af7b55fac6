"""Where the text of pages and columns begins, read from the pages."""

from __future__ import annotations

from columns_kit import built, columns_of
from pages_kit import pages_of
from pdf_kit import SENTENCE, build

#: What has space above it in the midst of a page.
BLOCKS = {
    "heading": "# Başlıq",
    "smaller heading": "## Bölmə",
    "third level": "### Hissə",
    "quotation": f"> Sitat {SENTENCE}",
    "list": f"- Siyahı {SENTENCE}\n- iki",
}
MARKS = ("Başlıq", "Bölmə", "Hissə", "Sitat", "•Siyahı")


def text_with(*blocks: str) -> str:
    """An article in which a block begins now on one line of a page and now on another."""
    parts = [
        SENTENCE * (1 + n % 3) + "\n\n" + "Bir.\n\n" * (n % 4) + blocks[n % len(blocks)]
        for n in range(40)
    ]
    return "\n\n".join([f"{part}\n\n{SENTENCE}" for part in parts])


def test_what_begins_a_page_stands_on_the_first_line_of_the_grid() -> None:
    pages = pages_of(build(text_with(*BLOCKS.values()))[0])[1:-1]
    began = {mark for page in pages for mark in MARKS if page[0].text.startswith(mark)}
    assert len(began) > 2, "hardly a page begins with what has space above it"
    assert len({round(page[0].baseline, 1) for page in pages}) == 1


def test_what_begins_a_column_stands_on_the_first_line_of_the_grid() -> None:
    data, _ = built(text_with(*BLOCKS.values()))
    columns = [rows for page in columns_of(data)[1:-1] for rows in page if rows]
    assert any(rows[0].text.startswith(MARKS) for rows in columns)
    assert len({round(rows[0].baseline, 1) for rows in columns}) == 1
