"""Two articles as they are heard, from their PDF, book and web page: the notation is that of
``listening_kit``.

Take the texts anew with ``--update-golden`` and read each from top to bottom before it is
committed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
from listening_kit import Body, Cell, body_of, hear_book, hear_page, hear_pdf, table_lines

HEARD = Path(__file__).parent / "heard"
ARTICLES = {"article": "azerbaycan-turkiye", "kitchen_sink": "kitchen-sink"}
PRODUCTS = {"pdf": hear_pdf, "epub": hear_book, "html": hear_page}


@pytest.fixture(scope="module")
def heard(request: pytest.FixtureRequest) -> Any:
    """The lines of an article's product, heard once."""
    known: dict[tuple[str, str], list[str]] = {}

    def hear(article: str, product: str) -> list[str]:
        if (article, product) not in known:
            path = request.getfixturevalue(article).path(product)
            known[article, product] = PRODUCTS[product](path)
        return known[article, product]

    return hear


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("name", ARTICLES)
def test_it_is_heard_as_it_was(name: str, product: str, heard: Any, update_golden: bool) -> None:
    found = "\n".join(heard(name, product)) + "\n"
    expected = HEARD / f"{ARTICLES[name]}.{product}.txt"
    if update_golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ARTICLES)
def test_the_three_products_say_the_same(
    name: str, heard: Any, request: pytest.FixtureRequest
) -> None:
    """From the first section to the references, notes by their numbers."""
    page = lxml.html.parse(request.getfixturevalue(name).path("html")).getroot()
    first, notes, last = (
        " ".join(page.xpath(f"string({path})").split())
        for path in (
            "(//div[@class='body']//h2)[1]",
            "//*[@id='nashr-notes-heading']",
            "//*[@id='nashr-references-heading']",
        )
    )

    def body(product: str) -> Body:
        own = body_of(heard(name, product), first, last)
        lines = tuple(line for line in own.lines if line != f"heading 2: {notes}")
        return Body(lines, own.notes)

    pdf, epub, html = map(body, PRODUCTS)
    assert len(pdf.lines) > 10
    assert epub == pdf
    assert html == pdf


def test_no_text_is_left_over() -> None:
    expected = {f"{name}.{product}.txt" for name in ARTICLES.values() for product in PRODUCTS}
    assert {path.name for path in HEARD.iterdir()} == expected


def test_a_cell_is_heard_with_its_row_and_its_column() -> None:
    head = [Cell("River", "column"), Cell("Length", "column"), Cell("Flow", "column", columns=2)]
    rows = [Cell("Kura", "row"), Cell("1515"), Cell("575"), Cell("")]
    assert list(table_lines([head, rows])) == ["row 2, Kura: Length 1515; Flow 575; Flow (empty)"]
