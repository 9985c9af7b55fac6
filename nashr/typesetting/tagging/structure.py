"""The logical structure of a typeset document: every element once, in the order of reading.

WeasyPrint makes a structure element of every box, so that what breaks across lines and pages
comes to pieces. ``reading`` asks the boxes which element of the page they show, so that the tree
follows the page's own tree, ``arranging`` sets notes behind what calls them, ``tags`` writes it:
ISO 32000-1, 14.7 and 14.8, as ISO 14289-1 (PDF/UA-1) wants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nashr.typesetting.tagging.roles import INLINE

#: CSS pixels to points.
POINT = 0.75


@dataclass(eq=False, slots=True)
class Piece:
    """Marked content: a text box or a picture on a page.

    ``text`` is what it shows, ``space`` whether a word ends behind it without a visible space,
    ``hyphen`` whether its last character is a hyphen of the typesetter's.
    """

    page: int
    mark: int
    text: str
    box: Any
    space: bool = False
    hyphen: bool = False

    def bounds(self, height: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in points, on a page of that height in pixels."""
        x, y = self.box.position_x, self.box.position_y
        right, bottom = x + self.box.margin_width(), y + self.box.margin_height()
        return (x * POINT, (height - bottom) * POINT, right * POINT, (height - y) * POINT)


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. ``source`` is the page's element, None for one that has none."""

    role: str
    source: Any
    lang: str
    parent: Element | None = None
    kids: list[Element | Piece] = field(default_factory=list)
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    alt: str = ""
    expansion: str = ""
    inline: bool = False

    def add(self, role: str, source: Any = None, lang: str = "") -> Element:
        kid = Element(role, source, lang or self.lang, self, inline=role in INLINE)
        self.kids.append(kid)
        return kid

    def pieces(self) -> Iterator[Piece]:
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            else:
                yield from kid.pieces()

    @property
    def text(self) -> str:
        """What is read: text and the words for pictures, a word whole that a line's end parted."""
        return " ".join("".join(self._spoken()).split())

    def _spoken(self) -> Iterator[str]:
        yield self.alt
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid._spoken()
            else:
                yield kid.text[:-1] if kid.hyphen else kid.text
                yield " " * kid.space


@dataclass(slots=True)
class Structure:
    """The tree, and the marked content that is no part of it: furniture of the page.

    ``furniture`` holds the pieces of running heads and folios with their margin box,
    ``repeated`` what is shown again or says nothing.
    """

    document: Element
    furniture: list[tuple[Piece, Any]] = field(default_factory=list)
    repeated: list[Piece] = field(default_factory=list)
