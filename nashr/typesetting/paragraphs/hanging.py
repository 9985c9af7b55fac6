"""Optical margins: marks at the ends of lines hang partly into the margin.

A hyphen, a full stop or a quotation mark has so little ink that a line ending in it seems to end
before the margin. As in Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system"
(TUGboat 21, 2000), each mark hangs out by a part of its width. A style sheet says by how much of
that with ``--hanging``: 0% for none, 100% for all.
"""

from __future__ import annotations

#: By what part of their width marks hang out to the left and to the right. What is not listed,
#: such as a letter, stands within the measure.
_PARTS: dict[str, tuple[float, float]] = {
    "-": (0.0, 0.6),
    "\u2010": (0.0, 0.6),
    "–": (0.2, 0.3),
    "—": (0.15, 0.2),
    ".": (0.0, 0.6),
    ",": (0.0, 0.6),
    ":": (0.0, 0.4),
    ";": (0.0, 0.4),
    "!": (0.0, 0.2),
    "?": (0.0, 0.2),
    "…": (0.0, 0.2),
    "(": (0.1, 0.0),
    ")": (0.0, 0.1),
} | dict.fromkeys("'\"‘’“”‚„‹›«»", (0.45, 0.45))
_NONE = (0.0, 0.0)


def left_part(char: str) -> float:
    """By what part of its width a character hangs out at the beginning of a line."""
    return _PARTS.get(char, _NONE)[0]


def right_part(char: str) -> float:
    """By what part of its width a character hangs out at the end of a line."""
    return _PARTS.get(char, _NONE)[1]
