"""Articles in two columns, and what stands in each column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pypdfium2
from pages_kit import Row, characters, rows_of
from pdf_kit import ENGINES, make

from nashr.diagnostics import Diagnostic
from nashr.model import PageSize, ThemeSettings
from nashr.outputs import page_geometry
from nashr.outputs.edition import Edition, Theme
from nashr.outputs.pdf import render as pdf

SCIENCE = ThemeSettings(columns=2, column_gap=18, page=PageSize("210mm", "280mm"))


def edition(body: str, **options: Any) -> Edition:
    made = make(body, **options)
    journal = replace(made.journal, page=SCIENCE.page, theme=SCIENCE)
    return replace(made, journal=journal, theme=Theme(SCIENCE))


def built(body: str, **options: Any) -> tuple[bytes, tuple[Diagnostic, ...]]:
    outcome = pdf.render(edition(body, **options), ENGINES)
    return outcome.value[0].data, outcome.diagnostics


def middle(page: int) -> float:
    """Where the left column ends, from the left edge of a page in points."""
    sheet = page_geometry.sheet(PageSize("210mm", "280mm"), SCIENCE)
    return (sheet.inner if page % 2 else sheet.outer) + sheet.text_width / 2


def columns_of(data: bytes) -> list[tuple[list[Row], list[Row]]]:
    """By page, the lines of the left and of the right column, from the top; what stands across
    both is in the left one.
    """
    sheet = page_geometry.sheet(PageSize("210mm", "280mm"), SCIENCE)
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), start=1):
        half = middle(number)
        sides: dict[bool, list[Any]] = defaultdict(list)
        for one in characters(page):
            sides[one.left >= half].append(one)
        bottom = page.get_height() - sheet.bottom
        found.append(
            (rows_of(sides[False], sheet.top, bottom), rows_of(sides[True], sheet.top, bottom))
        )
    return found
