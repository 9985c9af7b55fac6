"""The sheet: from the trimmed page's size to margins that hold whole lines.

The text block keeps the proportions of a book page: narrower inside than outside, higher above
than a centred block would stand. Its height is a whole number of lines, so that full pages end
on the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nashr.model import PageSize
from nashr.ports import MARKS

#: Points from baseline to baseline in the running text; ``article.css`` builds on it.
LEADING = 13.0

_INNER, _OUTER = 0.132, 0.150
_HEIGHT = 0.800
#: The part of the space left above and below that stands above.
_ABOVE = 0.455
#: The width of queries in the margin of a proof, and what it adds to the sheet, in points.
_QUERY, _PROOF = 132.0, 150.0
#: What a picture leaves of the page's height to its caption and the space around it, in points.
_CAPTION = 4 * LEADING
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75, "pc": 12.0}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Page and margins in points."""

    width: float
    height: float
    top: float
    bottom: float
    inner: float
    outer: float
    proof: bool = False

    @property
    def measure(self) -> float:
        """The width of the text, in points."""
        return self.width - self.inner - self.outer

    @property
    def lines(self) -> int:
        """The lines of running text on a full page."""
        return round((self.height - self.top - self.bottom) / LEADING)


def sheet(size: PageSize, *, proof: bool = False) -> Sheet:
    """The sheet for a page size; a length that is not understood becomes the usual one.

    The sheet of a proof is wider, with room for queries in its outer margin.
    """
    usual = PageSize()
    width = _points(size.width) or _points(usual.width)
    height = _points(size.height) or _points(usual.height)
    block = int(height * _HEIGHT / LEADING) * LEADING
    top = (height - block) * _ABOVE
    inner, outer = width * _INNER, width * _OUTER
    if proof:
        width, outer = width + _PROOF, outer + _PROOF
    return Sheet(width, height, top, height - block - top, inner, outer, proof)


def marks_css() -> str:
    """The ``@page`` rules of a print file: room around the trimmed page, with crop marks."""
    return f"@page{{bleed:{MARKS:.3f}pt;marks:crop}}\n"


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    if found is None or found[2].lower() not in _POINTS:
        return 0.0
    return float(found[1]) * _POINTS[found[2].lower()]


def page_css(page: Sheet, first_folio: int) -> str:
    """The ``@page`` rules for size and margins, and the folio that the article begins with.

    An article that begins on an even folio begins on a left page.
    """
    top, bottom = f"{page.top:.3f}pt", f"{page.bottom:.3f}pt"
    inner, outer = f"{page.inner:.3f}pt", f"{page.outer:.3f}pt"
    side = "left" if first_folio % 2 == 0 else "right"
    return (
        f"@page{{size:{page.width:.3f}pt {page.height:.3f}pt}}\n"
        f"@page:right{{margin:{top} {outer} {bottom} {inner}}}\n"
        f"@page:left{{margin:{top} {inner} {bottom} {outer}}}\n"
        f"@page:first{{counter-reset:page {first_folio}}}\n"
        f"{_turned_css(page)}"
        f"img{{max-height:{page.lines * LEADING - _CAPTION:.3f}pt}}\n"
        f"html{{break-before:{side}}}\n" + (f".query{{width:{_QUERY:g}pt}}\n" if page.proof else "")
    )


def _turned_css(page: Sheet) -> str:
    """The ``@page`` rules of a page whose long side lies below; the lines of its text are as long
    as a usual page's text is high.
    """
    proof = _PROOF if page.proof else 0.0
    height, width = page.width - proof, page.height + proof
    block = int((height - page.top - page.bottom) / LEADING) * LEADING
    top, bottom = f"{page.top:.3f}pt", f"{height - block - page.top:.3f}pt"
    inner, outer = f"{page.top:.3f}pt", f"{page.bottom + proof:.3f}pt"
    return (
        f"@page landscape{{size:{width:.3f}pt {height:.3f}pt}}\n"
        f"@page landscape:right{{margin:{top} {outer} {bottom} {inner}}}\n"
        f"@page landscape:left{{margin:{top} {inner} {bottom} {outer}}}\n"
        f".landscape img{{max-height:{block - _CAPTION:.3f}pt}}\n"
    )
