"""Colours of drawings and text in the inks of a press, or in black ink alone.

Inks are parts of 1, in the order cyan, magenta, yellow, black.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, TypeAlias

from nashr.print_settings import USUAL_PRINT, PrintSettings
from nashr.typesetting.standards import icc

Rgb: TypeAlias = tuple[float, float, float]
Cmyk: TypeAlias = tuple[float, float, float, float]

#: Colours of drawings that are less coloured (chroma in CIELAB) and darker (lightness) than this
#: are black ink alone: four inks that are not quite one above the other have coloured edges.
NEUTRAL_CHROMA, DARK = 8.0, 50.0
#: Colours of any lightness that are less coloured are grey.
_GREY_CHROMA = 1.0
#: Ink that is left free below the limit: 8 bits an ink are rounded.
_ROUNDING = 0.01


class Inks:
    """Converts colours for a printing condition: grey is black ink alone, so that text prints
    sharp, and no colour has more ink than the limit.
    """

    def __init__(self, profile: bytes, settings: PrintSettings = USUAL_PRINT) -> None:
        self.profile = profile
        self.is_black = settings.colour == "black"
        #: The most ink at one place, in parts of one ink.
        self.most = settings.max_ink / 100
        self.of = functools.cache(self._of)
        self.of_lab = functools.cache(self._of_lab)

    def _of(self, colour: Rgb) -> Cmyk:
        """The inks of a colour of sRGB."""
        red, green, blue = (min(max(value, 0.0), 1.0) for value in colour)
        if max(red, green, blue) - min(red, green, blue) < 1 / 512:
            return _black(red)
        lightness, chroma = _lightness_and_chroma((red, green, blue))
        if self.is_black or _is_neutral(lightness, chroma):
            return _black(_grey_of(lightness))
        return self._converted("RGB", (red * 255, green * 255, blue * 255))

    def _of_lab(self, colour: tuple[float, float, float]) -> Cmyk:
        """The inks of a colour of CIELAB."""
        lightness, a, b = colour
        lightness = min(max(lightness, 0.0), 100.0)
        chroma = (a * a + b * b) ** 0.5
        if self.is_black or _is_neutral(lightness, chroma):
            return _black(_grey_of(lightness))
        return self._converted("LAB", (lightness * 2.55, a + 128, b + 128))

    def of_inks(self, inks: Cmyk) -> Cmyk:
        """Inks that were named as such, within the limit."""
        if self.is_black:
            cyan, magenta, yellow, black = inks
            light = (1 - cyan) * 0.299 + (1 - magenta) * 0.587 + (1 - yellow) * 0.114
            return _black(light * (1 - black))
        return self.limited(inks)

    def _converted(self, mode: Literal["RGB", "LAB"], values: Sequence[float]) -> Cmyk:
        from PIL import Image

        parts = [Image.new("L", (1, 1), min(max(round(value), 0), 255)) for value in values]
        dot = Image.merge(mode, parts)
        inks = icc.converted(dot, icc.transform(None, self.profile, mode), "CMYK").tobytes()
        cyan, magenta, yellow, black = (value / 255 for value in inks)
        return self.limited((cyan, magenta, yellow, black))

    def limited(self, inks: Cmyk) -> Cmyk:
        """The inks with no more than the limit: grey parts of the colours become black, then all
        colours are thinned.
        """
        cyan, magenta, yellow, black = inks
        excess = sum(inks) - (self.most - _ROUNDING)
        if excess > 0:
            grey = min(excess / 2, cyan, magenta, yellow, 1 - black)
            cyan, magenta, yellow, black = cyan - grey, magenta - grey, yellow - grey, black + grey
            colours, room = cyan + magenta + yellow, self.most - _ROUNDING - black
            thin = min(1.0, max(room, 0.0) / colours) if colours else 1.0
            cyan, magenta, yellow = cyan * thin, magenta * thin, yellow * thin
        return (round(cyan, 4), round(magenta, 4), round(yellow, 4), round(black, 4))


def _black(grey: float) -> Cmyk:
    return (0.0, 0.0, 0.0, round(1 - grey, 4))


def _is_neutral(lightness: float, chroma: float) -> bool:
    return chroma < _GREY_CHROMA or (chroma < NEUTRAL_CHROMA and lightness < DARK)


def _lightness_and_chroma(colour: Rgb) -> tuple[float, float]:
    """Of a colour of sRGB, in CIELAB for its own white (IEC 61966-2-1; CIE 15)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    one, two, three = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)
    )
    a, b = 500 * (one - two), 200 * (two - three)
    return 116 * two - 16, (a * a + b * b) ** 0.5


def _grey_of(lightness: float) -> float:
    """The grey of sRGB, 0 to 1, that is as light as that."""
    root = (lightness + 16) / 116
    light = root**3 if root > 6 / 29 else (root - 16 / 116) / 7.787
    grey = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return min(max(grey, 0.0), 1.0)
