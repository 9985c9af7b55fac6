"""The logical structure of a typeset document: every element once, in reading order.

WeasyPrint makes a structure element of every box, so that an element that breaks across lines or
pages becomes several. Here the tree follows the elements of the HTML: ``structure_builder`` finds
out which element each box shows, ``reading_order`` moves notes behind their calls, ``tags`` writes
the tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, that is PDF/UA-1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.tagging.roles import INLINE

#: CSS pixels to points.
POINT = 0.75


@dataclass(frozen=True, slots=True)
class Place:
    """What of the box of a piece its tags need: the element of the HTML and the name of the box's
    element, whether it is set from right to left, and its margin box and its content box, each as
    left, top, width and height in CSS pixels. The boxes themselves are most of a book's memory.
    """

    element: Any
    tag: str
    is_right_to_left: bool
    margin_box: tuple[float, float, float, float]
    content_box: tuple[float, float, float, float]

    @classmethod
    def of(cls, box: Any) -> Place:
        return cls(
            box.element,
            getattr(box, "element_tag", None) or "",
            box.style["direction"] == "rtl",
            (box.position_x, box.position_y, box.margin_width(), box.margin_height()),
            (box.content_box_x(), box.content_box_y(), box.width, box.height),
        )


@dataclass(eq=False, slots=True)
class Piece:
    """A marked-content sequence: a text box or an image on a page.

    ``mark`` is its MCID in WeasyPrint's stream, ``text`` what it shows. ``space`` tells whether a
    word ends behind it without a visible space, ``hyphen`` whether its last character is a hyphen
    that hyphenation inserted. ``indent`` are the blanks that a line of code begins with.
    """

    page: int
    mark: int
    text: str
    place: Place
    space: bool = False
    hyphen: bool = False
    indent: str = ""

    def bounds(self, height: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in points, on a page of that height in pixels."""
        x, y, box_width, box_height = self.place.margin_box
        right, bottom = x + box_width, y + box_height
        return (x * POINT, (height - bottom) * POINT, right * POINT, (height - y) * POINT)


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. ``source`` is the element of the HTML, None where there is none."""

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
        """What a screen reader says: text and alternative texts, divided words joined again."""
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
    """The tree, and the marked content that is not in it: artifacts (ISO 32000-1, 14.8.2.2).

    ``margins`` holds the pieces of running heads and folios, each with its margin box,
    ``repeated`` content that is shown again, such as a table's head, and ornaments.
    """

    document: Element
    margins: list[tuple[Piece, Any]] = field(default_factory=list)
    repeated: list[Piece] = field(default_factory=list)
