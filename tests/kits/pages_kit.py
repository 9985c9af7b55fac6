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
    """What is drawn on a page, in points.

    Tests read hundreds of thousands of characters: the structures that PDFium fills are made once,
    and it is asked by its own functions.
    """
    height, text = page.get_height(), page.get_textpage()
    handle = text.raw
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    to_x, to_y, to_matrix, to_box = map(ctypes.byref, (x, y, matrix, box))
    origin, matrix_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetMatrix
    size_of, box_of = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetLooseCharBox
    unicode_of = pdfium.FPDFText_GetUnicode
    for index in range(text.count_chars()):
        origin(handle, index, to_x, to_y)
        # A space that PDFium adds between words has no matrix: its size is none.
        size = (
            abs(matrix.d) * size_of(handle, index) if matrix_of(handle, index, to_matrix) else 0.0
        )
        assert box_of(handle, index, to_box)
        char = chr(unicode_of(handle, index))
        yield Character(char, x.value, box.right, height - y.value, size)


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
