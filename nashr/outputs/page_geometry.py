"""The sheet: from the trimmed page's size to margins that hold whole lines.

The text block keeps the proportions of a book page: narrower inside than outside, higher above
than a centred block would stand. Its height is a whole number of lines, so that full pages end
on the same line.
"""

from __future__ import annotations

import re

from nashr.model import NO_SETTINGS, PageSize, ThemeSettings
from nashr.ports import PrintingCondition
from nashr.records import dataclass

#: Points from baseline to baseline in the running text, and of its letters; ``article.css`` builds
#: on both, and a theme that has others has the style sheet scaled.
LEADING, SIZE = 13.0, 9.8
#: Points between two columns.
GAP = 17.0

_INNER, _OUTER = 0.132, 0.150
_HEIGHT = 0.800
#: The part of the space left above and below that stands above.
_ABOVE = 0.455
#: How many lines higher the first page begins: its masthead stands where others have their heads.
_RAISED = 2
#: What heads and feet need of the margins, in points: a line and the space below it; three lines
#: with the space above and below them. Both grow with the leading.
_HEAD, _FOOT = 28.0, 48.0
#: The width of queries in the margin of a proof, and what it adds to the sheet, in points.
_QUERY, _PROOF = 132.0, 150.0
#: The fewest lines of a page, and the part of a line that errors of rounding may take.
_FEWEST_LINES, _ROUNDING = 5, 0.001
#: What a picture leaves of the page's height to its caption and the space around it, in lines.
_CAPTION = 4
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
    leading: float = LEADING
    columns: int = 1
    gap: float = GAP

    @property
    def text_width(self) -> float:
        """The width of all columns together, in points."""
        return self.width - self.inner - self.outer

    @property
    def measure(self) -> float:
        """The length of a line, in points."""
        return (self.text_width - (self.columns - 1) * self.gap) / self.columns

    @property
    def lines(self) -> int:
        """The lines of running text on a full page."""
        return round((self.height - self.top - self.bottom) / self.leading)


def text_size(theme: ThemeSettings) -> float:
    """The size of the text's letters in points."""
    return theme.size or SIZE


def leading(theme: ThemeSettings) -> float:
    """The distance of the text's lines in points; it grows with the letters."""
    return theme.leading or round(LEADING * text_size(theme) / SIZE, 2)


def sheet(size: PageSize, theme: ThemeSettings = NO_SETTINGS, *, proof: bool = False) -> Sheet:
    """The sheet for a page size; a length that is not understood becomes the usual one.

    The theme may set margins; they are never smaller than heads and feet need. What remains for
    the text is a whole number of lines, and what is left over is added below. The sheet of a proof
    is wider, with room for queries in its outer margin.
    """
    usual, lines = PageSize(), leading(theme)
    width = _points(size.width) or _points(usual.width)
    height = _points(size.height) or _points(usual.height)
    head, foot = _HEAD * lines / LEADING, _FOOT * lines / LEADING
    top, room = theme.margin_top, height * _HEIGHT
    if top is not None:
        top = max(top, head)
    if top is not None or theme.margin_bottom is not None:
        above = (height - room) * _ABOVE if top is None else top
        below = theme.margin_bottom
        below = (height - room) * (1 - _ABOVE) if below is None else max(below, foot)
        room = height - above - below
    block = max(int(room / lines + _ROUNDING), _FEWEST_LINES) * lines
    if top is None:
        top = (height - block) * _ABOVE if theme.margin_bottom is None else above
    inner = _first(size.inner, theme.margin_inside, width * _INNER)
    outer = _first(size.outer, theme.margin_outside, width * _OUTER)
    columns, gap = theme.columns or 1, theme.column_gap or GAP
    if proof:
        width, outer = width + _PROOF, outer + _PROOF
    bottom = height - block - top
    return Sheet(width, height, top, bottom, inner, outer, proof, lines, columns, gap)


def _first(*margins: float | None) -> float:
    """The first margin that is given; what ``journal.yaml`` says of the page goes before a theme's
    settings.
    """
    return next(margin for margin in margins if margin is not None)


def print_css(condition: PrintingCondition) -> str:
    """The ``@page`` rules of a print file: room around the trimmed page."""
    return f"@page{{bleed:{condition.margin:.3f}pt}}\n"


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    if found is None or found[2].lower() not in _POINTS:
        return 0.0
    return float(found[1]) * _POINTS[found[2].lower()]


def page_css(page: Sheet, first_folio: int, *, bound_right: bool = False) -> str:
    """The ``@page`` rules for size and margins, and the folio that the article begins with.

    An article that begins on an even folio begins on a left page; where the volume is bound on
    the right, as Arabic ones are, on a right page.
    """
    top, bottom = f"{page.top:.3f}pt", f"{page.bottom:.3f}pt"
    inner, outer = f"{page.inner:.3f}pt", f"{page.outer:.3f}pt"
    above = max(page.top - _RAISED * page.leading, page.leading)
    side = "left" if (first_folio % 2 == 0) != bound_right else "right"
    return (
        f"@page{{size:{page.width:.3f}pt {page.height:.3f}pt}}\n"
        f"@page:right{{margin:{top} {outer} {bottom} {inner}}}\n"
        f"@page:left{{margin:{top} {inner} {bottom} {outer}}}\n"
        f"@page:first{{counter-reset:page {first_folio};margin-top:{above:.3f}pt}}\n"
        f"{_turned_css(page)}{_BOUND_RIGHT if bound_right else ''}"
        f"img{{max-height:{(page.lines - _CAPTION) * page.leading:.3f}pt}}\n"
        f"html{{break-before:{side}}}\n" + (f".query{{width:{_QUERY:g}pt}}\n" if page.proof else "")
    )


#: The authors stand over even pages, the title over odd ones.
_BOUND_RIGHT = (
    "@page:right{@top-center{content:element(authors)}}\n"
    "@page:left{@top-center{content:element(title)}}\n"
    "@page:first{@top-center{content:element(proof)}}\n"
)


def _turned_css(page: Sheet) -> str:
    """The ``@page`` rules of a page whose long side lies below; the lines of its text are as long
    as a usual page's text is high.
    """
    proof = _PROOF if page.proof else 0.0
    height, width = page.width - proof, page.height + proof
    block = int((height - page.top - page.bottom) / page.leading) * page.leading
    top, bottom = f"{page.top:.3f}pt", f"{height - block - page.top:.3f}pt"
    inner, outer = f"{page.top:.3f}pt", f"{page.bottom + proof:.3f}pt"
    return (
        f"@page landscape{{size:{width:.3f}pt {height:.3f}pt}}\n"
        f"@page landscape:right{{margin:{top} {outer} {bottom} {inner}}}\n"
        f"@page landscape:left{{margin:{top} {inner} {bottom} {outer}}}\n"
        f".landscape img{{max-height:{block - _CAPTION * page.leading:.3f}pt}}\n"
    )
