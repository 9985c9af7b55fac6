"""The barcode of an issue: an EAN-13 with the two-digit add-on of periodicals, drawn by Zint.

Sizes are those of the full size in the GS1 General Specifications (5.2.3): a module of 0.33 mm,
bars of 22.85 mm, the whole with its digits and quiet zones 37.29 by 25.93 mm. The number of a
periodical is 977, the ISSN without its check digit, and two digits of the price code.
"""

from __future__ import annotations

from typing import Any

from nashr import identifiers
from nashr.records import dataclass

#: Millimetres: a module, the bars above the digits, and the whole with its digits.
MODULE, BARS, HEIGHT = 0.33, 22.85, 25.93
#: The width of a digit, seven modules.
DIGIT = 7 * MODULE
#: Zint draws a module with so many units.
_UNITS = 2
#: How Zint aligns a text with its position.
_CENTRED = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its left upper corner, width and height in mm."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits below or above the bars, in mm: the line that they stand on, and where their middle
    or their right end is. The last is the arrow that keeps the quiet zone free.
    """

    text: str
    place: float
    baseline: float
    is_centred: bool

    @property
    def left(self) -> float:
        """Where they begin, as wide as the bars of a digit each."""
        width = len(self.text) * DIGIT
        return self.place - (width / 2 if self.is_centred else width)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode with its quiet zones. ``number`` has thirteen digits; sizes are in mm."""

    number: str
    add_on: str
    bars: tuple[Bar, ...]
    digits: tuple[Digits, ...]
    width: float
    height: float = HEIGHT

    @property
    def path(self) -> str:
        """The bars as the data of a path of SVG, in mm."""
        return "".join(
            f"M{bar.left:.3f} {bar.top:.3f}h{bar.width:.3f}v{bar.height:.3f}h-{bar.width:.3f}z"
            for bar in self.bars
        )


def of_issn(issn: str, price_code: str = "00", add_on: str = "") -> Barcode:
    """The barcode of a periodical. ``issn`` is a valid one; ``add_on`` is empty or two digits."""
    return encoded(f"977{issn.replace('-', '')[:7]}{price_code}", add_on)


def of_isbn(isbn: str, add_on: str = "") -> Barcode:
    """The barcode of a book. ``isbn`` is a valid one of ten or thirteen characters."""
    return encoded(identifiers.isbn13(isbn)[:12], add_on)


def encoded(digits: str, add_on: str = "") -> Barcode:
    """The barcode of twelve digits, to which the check digit is added."""
    import zint

    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.EANX
    symbol.show_text = True
    symbol.height = BARS / MODULE
    symbol.output_options = zint.OutputOptions.EANUPC_GUARD_WHITESPACE
    symbol.encode(f"{digits}+{add_on}" if add_on else digits)
    symbol.buffer_vector()
    drawn: Any = symbol.vector
    size = MODULE / _UNITS
    bars = tuple(
        Bar(one.x * size, one.y * size, one.width * size, one.height * size)
        for one in drawn.rectangles
    )
    texts = tuple(_digits(one, size) for one in drawn.strings)
    number = "".join(one.text for one in texts if one.text.isdecimal())[:13]
    return Barcode(number, add_on, bars, texts, drawn.width * size)


def _digits(one: Any, size: float) -> Digits:
    return Digits(one.text, one.x * size, one.y * size, one.halign == _CENTRED)
