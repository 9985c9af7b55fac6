"""What stays together on a page beyond what CSS can say, which counts no lines of neighbours.

A heading stands above two lines of its text at least, also where that begins with a paragraph or
an item of one line; a display (formula, quotation, verse, code) stands below two lines of the text
before it, also where a paragraph of one line introduces it. The style sheet keeps headings with
what follows, displays with what stands before them, and paragraphs from being divided behind their
first line or before their last one.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.modules import box_classes
from nashr.typesetting.pages.grid import HEADINGS
from nashr.typesetting.paragraphs.lineboxes import number_of_lines
from nashr.typesetting.patching.apply import original, patched

_PAGE_BREAK = "weasyprint.layout.block:block_level_page_break"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
#: A paragraph, and what text may flow past after a heading.
_PARAGRAPH, _FLOATS = "p", frozenset({"figure", "table"})
#: Marks of boxes, which their copies on the pages have too (a style is that of many boxes): that
#: one begins the text below a heading, that one is followed by a display.
_BEGINS, _INTRODUCES = "nashr_begins", "nashr_introduces"


def patch_keeps() -> AbstractContextManager[None]:
    """Let WeasyPrint end no page between what stays together."""
    page_break, make_all_pages = original(_PAGE_BREAK), original(_MAKE_ALL_PAGES)

    def between(before: Any, after: Any) -> Any:
        result = page_break(before, after)
        if (
            result == "auto"
            and after is not None
            and (
                (hasattr(before, _BEGINS) and _has_one_line(before))
                or (
                    before.element_tag == _PARAGRAPH
                    and hasattr(after, _INTRODUCES)
                    and _has_one_line(after)
                )
            )
        ):
            return "avoid"
        return result

    def make_all(context: Any, root_box: Any, *others: Any) -> Any:
        _mark(root_box, begins=False)
        return make_all_pages(context, root_box, *others)

    return patched({_PAGE_BREAK: between, _MAKE_ALL_PAGES: make_all})


def _mark(box: Any, *, begins: bool) -> bool:
    """Mark the blocks in a box; ``begins`` tells, before it and as the result behind it, whether
    text that follows is the first below a heading.
    """
    boxes = box_classes()

    before = None
    for child in box.children:
        if not isinstance(child, boxes.BlockLevelBox) or not child.is_in_normal_flow():
            continue
        if before is not None and child.style["break_before"] == "avoid":
            setattr(before, _INTRODUCES, True)
        before = child
        if child.element_tag in HEADINGS:
            begins = True
        elif child.element_tag not in _FLOATS:
            if begins:
                setattr(child, _BEGINS, True)
            begins = not _has_lines(child) and _mark(child, begins=begins)
    return begins


def _has_lines(box: Any) -> bool:
    boxes = box_classes()

    children = getattr(box, "children", ())
    return not children or any(isinstance(child, boxes.LineBox) for child in children)


def _has_one_line(box: Any) -> bool:
    """Whether a block, laid out or about to be, has one line of text."""
    return _lines(box, 2) == 1


def _lines(box: Any, most: int) -> int:
    """How many lines a block has, counted up to ``most``."""
    boxes = box_classes()

    found = 0
    for child in getattr(box, "children", ()):
        if found >= most:
            break
        if isinstance(child, boxes.LineBox):
            found += number_of_lines(child)
        elif child.is_in_normal_flow():
            found += _lines(child, most - found)
    return found
