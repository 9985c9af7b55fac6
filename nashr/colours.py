"""Colours: read from settings, measured against each other, and made fit to be read.

The measure is the contrast ratio of WCAG 2.2 (success criterion 1.4.3), from 1 to 21.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from nashr.identifiers import Invalid
from nashr.messages import Message

#: Red, green and blue, 0 to 255.
Rgb: TypeAlias = tuple[int, int, int]

#: The least contrast of text with its ground.
LEAST_CONTRAST = 4.5
WHITE, BLACK = "#ffffff", "#000000"
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
#: In how many steps a colour goes on its way to black or white.
_STEPS = 100


def colour(text: str) -> str:
    """A colour as ``#rrggbb``, from three or six hexadecimal digits."""
    found = _HEX.fullmatch(text)
    if found is None:
        raise Invalid(
            Message("“{text}” is not a colour.", text=text),
            Message('Write it in quotation marks, as "#8a1c2e".'),
        )
    digits = found[1].lower()
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, each as ``#rrggbb``."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def legible(ink: str, ground: str, least: float = LEAST_CONTRAST) -> str:
    """The colour nearest to ``ink`` on its way to black or white that can be read on ``ground``."""
    goal = BLACK if _luminance(ground) > 0.18 else WHITE
    for step in range(_STEPS + 1):
        found = mixed(ink, goal, step / _STEPS)
        if contrast(found, ground) >= least:
            return found
    return goal


def mixed(one: str, other: str, share: float) -> str:
    """The colour that is ``share`` of the way from one to the other."""
    parts = (round(a + (b - a) * share) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _rgb(text: str) -> Rgb:
    red, green, blue = (int(text[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def _luminance(text: str) -> float:
    """The relative luminance (WCAG 2.2, "relative luminance"), 0 to 1."""
    linear = []
    for part in _rgb(text):
        value = part / 255
        linear.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
