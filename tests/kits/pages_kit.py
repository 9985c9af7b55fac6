"""The lines of a PDF's pages as a reader sees them: where they stand and what they say."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from nashr.model import PageSize
from nashr.outputs import page_geometry

_SHEET = page_geometry.sheet(PageSize("170mm", "240mm"))
#: How far below the type area a line may stand that is part of it, in points.
_BELOW = 6.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its baseline from the top of the page and the size of its letters, in points."""

    baseline: float
    text: str
    size: float
    left: float
    right: float


def pages_of(data: bytes) -> list[list[Row]]:
    """By page, the lines between head and foot, from the top; spaces are left out of their text."""
    document = pypdfium2.PdfDocument(data)
    return [
        rows_of(characters(page), _SHEET.top, page.get_height() - _SHEET.bottom)
        for page in document
    ]


class Character(NamedTuple):
    """A character of a page: where it begins and ends, its baseline from the top, its size."""

    char: str
    left: float
    right: float
    baseline: float
    size: float


def characters(page: pypdfium2.PdfPage) -> Iterator[Character]:
    """What is drawn on a page, in points."""
    height, text = page.get_height(), page.get_textpage()
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = abs(matrix.d) * pdfium.FPDFText_GetFontSize(text, index)
        end = text.get_charbox(index, loose=True)[2]
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield Character(char, x.value, end, height - y.value, size)


def rows_of(signs: Iterable[Character], top: float, bottom: float) -> list[Row]:
    """The lines that characters stand on, between two heights and a little below."""
    found: dict[float, list[tuple[float, float, str, float]]] = defaultdict(list)
    for char, left, right, baseline, size in signs:
        if size and not char.isspace():
            found[round(baseline, 1)].append((left, right, char, size))
    rows = []
    for baseline, chars in sorted(found.items()):
        if top < baseline < bottom + _BELOW:
            chars.sort()
            said = "".join(char for *_, char, _ in chars)
            size = max(size for *_, size in chars)
            rows.append(Row(baseline, said, round(size, 1), chars[0][0], chars[-1][1]))
    return rows


def last_baselines(data: bytes) -> list[float]:
    """Where the last line of each page stands, text or note, in points; 0 on an empty page."""
    return [rows[-1].baseline if rows else 0.0 for rows in pages_of(data)]
