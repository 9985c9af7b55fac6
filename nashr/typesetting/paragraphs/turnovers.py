"""Marks beside lines of code that are too long and go on in the next line.

Without them a reader cannot tell a line that was divided from one that ends. The mark is a drawing
and an artifact of the page (ISO 32000-1, 14.8.2.2): it is neither copied nor read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

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
                for line in listings.divided_lines(block):
                    _draw_mark(stream, block, line)

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


class _Listings:
    """The listings of a document, whose pages are drawn in order."""

    def __init__(self) -> None:
        #: By element: how many characters were drawn, those of white space not counted.
        self._drawn: dict[Any, int] = {}

    def divided_lines(self, block: Any) -> Iterator[Any]:
        """The line boxes of a listing, or of its part on a page, that end within a line of it."""
        from weasyprint.formatting_structure import boxes

        ends = _line_ends("".join(block.element.itertext()))
        drawn = self._drawn.get(block.element, 0)
        for line in block.children:
            if isinstance(line, boxes.LineBox):
                drawn += len(_UNCOUNTED.sub("", _text(line)))
                if drawn and drawn not in ends:
                    yield line
        self._drawn[block.element] = drawn


def _line_ends(text: str) -> frozenset[int]:
    """After how many characters the lines of a text end, those of white space not counted."""
    ends: set[int] = set()
    number = 0
    for line in text.split("\n"):
        number += len(_UNCOUNTED.sub("", line))
        ends.add(number)
    return frozenset(ends)


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
