"""Marks beside lines of code that are too long and go on in the next line, and numbers of lines.

Without marks a reader cannot tell a line that was divided from one that ends. Marks and numbers are
drawings and artifacts of the page (ISO 32000-1, 14.8.2.2): they are neither copied nor read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.paragraphs.line_numbers import draw_number
from nashr.typesetting.patching.apply import original, patched

_DRAW_BLOCKS = "weasyprint.draw:draw_block_level"
_UNCOUNTED = re.compile("[\\s\u200b\u00ad]+")
#: The mark's distance from the text, its width, and the width of its line, by the font's size.
_GAP, _WIDTH, _STROKE = 0.25, 0.55, 0.06


def patch_code_drawing() -> AbstractContextManager[None]:
    """Let WeasyPrint draw a mark behind each line of code that goes on in the next one."""
    draw_blocks = original(_DRAW_BLOCKS)
    listings = _Listings()

    def draw(page: Any, stream: Any, blocks: Any) -> None:
        draw_blocks(page, stream, blocks)
        for block in blocks:
            if block.style["white_space"] == "pre-wrap" and _is_listing(block):
                for line in listings.lines(block):
                    if line.goes_on:
                        _draw_mark(stream, block, line.box)
                    if line.number is not None:
                        draw_number(stream, block, line.box, line.number)

    return patched({_DRAW_BLOCKS: draw})


def _is_listing(block: Any) -> bool:
    """Whether a block is code, in the text or in a note, where it is a ``span``."""
    from weasyprint.formatting_structure import boxes

    return (
        isinstance(block, boxes.BlockContainerBox)
        and block.element is not None
        and block.element_tag == block.element.tag
        and any(isinstance(child, boxes.LineBox) for child in block.children)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line box of a listing: whether its line goes on in the next box, and the number of the line
    that begins with it.
    """

    box: Any
    goes_on: bool
    number: int | None


@dataclass(slots=True)
class _Listing:
    """How far a listing was drawn: ``lengths`` are those of its lines, white space not counted."""

    lengths: list[int]
    first: int | None
    line: int = 0
    drawn: int = 0
    is_begun: bool = False

    def read(self, box: Any) -> _Line:
        begins, self.is_begun = not self.is_begun, True
        number = self.line + self.first if begins and self.first is not None else None
        self.drawn += len(_UNCOUNTED.sub("", _text(box)))
        goes_on = self.line < len(self.lengths) and self.drawn < self.lengths[self.line]
        if not goes_on:
            self.line, self.drawn, self.is_begun = self.line + 1, 0, False
        return _Line(box, goes_on, number)


class _Listings:
    """The listings of a document, whose pages are drawn in order."""

    def __init__(self) -> None:
        self._read: dict[Any, _Listing] = {}

    def lines(self, block: Any) -> Iterator[_Line]:
        """The line boxes of a listing, or of its part on a page."""
        from weasyprint.formatting_structure import boxes

        element = block.element
        if element not in self._read:
            first = element.get("data-first-line") or ""
            texts = "".join(element.itertext()).split("\n")
            lengths = [len(_UNCOUNTED.sub("", text)) for text in texts]
            self._read[element] = _Listing(lengths, int(first) if first.isdecimal() else None)
        listing = self._read[element]
        for line in block.children:
            if isinstance(line, boxes.LineBox):
                yield listing.read(line)


def _text(box: Any) -> str:
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return text
    return "".join(map(_text, getattr(box, "children", ())))


def _draw_mark(stream: Any, block: Any, line: Any) -> None:
    """An arrow that turns down and back, beside the end of a line of the measure."""
    size = block.style["font_size"]
    is_reversed = block.style["direction"] == "rtl"
    side = -1 if is_reversed else 1
    edge = block.content_box_x() + (0 if is_reversed else block.width)
    near, far = edge + side * _GAP * size, edge + side * (_GAP + _WIDTH) * size
    base = line.position_y + line.baseline
    top, foot, barb = base - 0.55 * size, base - 0.15 * size, 0.16 * size
    with stream.artifact(), stream.stacked():
        stream.set_color(block.style["color"], stroke=True)
        stream.set_line_width(_STROKE * size)
        stream.move_to(far, top)
        stream.line_to(far, foot)
        stream.line_to(near, foot)
        stream.move_to(near + side * barb, foot - barb)
        stream.line_to(near, foot)
        stream.line_to(near + side * barb, foot + barb)
        stream.stroke()
