"""Row headers: given by the author, and found where they are plain."""

from __future__ import annotations

import pytest

from nashr.document.positions import Places
from nashr.document.row_headers import set_row_headers
from nashr.engines import pandoc
from nashr.model import Manuscript, Source


def headers(text: str) -> tuple[int, list[str]]:
    """The number of row headers of the table in a text, and the messages."""
    places = Places(Manuscript(Source("article.md", text), "", text))
    blocks, wrong = set_row_headers(pandoc.parse_markdown(text)["blocks"], places)
    (table,) = (block for block in blocks if block["t"] == "Table")
    return table["c"][4][0][1], [one.message for one in wrong]


def table(*rows: str, caption: str = "") -> str:
    first, *others = rows
    line = "|".join("---" for _ in first.split("|"))
    return "\n".join([first, line, *others]) + f"\n\n: Rivers. {caption}\n"


@pytest.mark.parametrize(
    "rows",
    [
        ("River | Length, km", "Kura | 1 515", "Aras | 1 072"),
        ("Year | Flow", "1991 | 12.5", "1992 | 13,1"),
        ("River | Length | Flow", "Kura | 1515 | 575 m", "Aras | 1072 | –"),
    ],
)
def test_names_beside_numbers_are_row_headers(rows: tuple[str, ...]) -> None:
    assert headers(table(*rows)) == (1, [])


@pytest.mark.parametrize(
    "rows",
    [
        ("River | Country", "Kura | Georgia", "Aras | Iran"),
        ("Length | Flow", "1515 | 575", "1072 | 285"),
        ("River | Length", "Kura | 1515", "Kura | 1072"),
        ("River | Length", "Kura | 1515"),
        ("Year | Flow", "1992 | 12.5", "1991 | 13.1", "1993 | 1"),
    ],
)
def test_others_are_not(rows: tuple[str, ...]) -> None:
    assert headers(table(*rows)) == (0, [])


def test_the_author_says_how_many_there_are() -> None:
    rows = ("River | Country | Length", "Kura | Georgia | 1515", "Aras | Iran | 1072")
    assert headers(table(*rows, caption="{row-headers=2}")) == (2, [])
    rows = ("River | Length", "Kura | 1515", "Aras | 1072")
    assert headers(table(*rows, caption="{row-headers=0}")) == (0, [])


def test_a_number_that_cannot_be_is_told() -> None:
    rows = ("River | Country", "Kura | Georgia", "Aras | Iran")
    number, (message,) = headers(table(*rows, caption="{row-headers=2}"))
    assert number == 0
    assert "row-headers=2" in message
