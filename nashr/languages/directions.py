"""The direction of a text by its letters (Unicode Standard Annex 9)."""

from __future__ import annotations

import unicodedata

from nashr.languages.base import Direction

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def letter_direction(char: str) -> Direction | None:
    """The direction of a letter; None for digits, punctuation and spaces."""
    kind = unicodedata.bidirectional(char)
    if kind == "L":
        return "ltr"
    return "rtl" if kind in _RIGHT_TO_LEFT else None


def text_direction(text: str) -> Direction | None:
    """The direction of most letters of a text; None for a text without letters."""
    found = [letter_direction(char) for char in text]
    left, right = found.count("ltr"), found.count("rtl")
    if not left and not right:
        return None
    return "rtl" if right > left else "ltr"
