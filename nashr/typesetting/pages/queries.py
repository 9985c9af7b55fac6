"""The queries of a proof: in the outer margin, at the height of what they ask about.

The style sheet takes them out of the flow and gives them their width. On which side the outer
margin is, and whether two queries would overlap, is known only after layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from nashr.typesetting.patching.apply import original, patched

_CLASS, _MARK = "query", "query-mark"
#: In CSS pixels: taller than any page.
_UNLIMITED = 1e6
#: CSS pixels between two queries, and from the edge of the sheet.
_GAP, _EDGE = 5.0, 18.0
_ABSOLUTE_BLOCK = "weasyprint.layout.absolute:absolute_block"


def patch_query_layout() -> AbstractContextManager[None]:
    """Let WeasyPrint lay out a query whole, also where it would not fit above the page's foot."""
    absolute_block = original(_ABSOLUTE_BLOCK)

    def lay_out(context: Any, box: Any, around: Any, fixed: Any, space: Any, *others: Any) -> Any:
        bottom_space = -_UNLIMITED if _is_query(box) else space
        return absolute_block(context, box, around, fixed, bottom_space, *others)

    return patched({_ABSOLUTE_BLOCK: lay_out})


def move_queries_to_margin(document: Any, root: Any) -> None:
    """Move the queries of a laid-out document to the outer margins of their pages. ``root`` is its
    HTML: one that has no queries is not searched box by box.
    """
    if not any(_CLASS in (element.get("class") or "").split() for element in root.iter()):
        return
    for page in document.pages:
        queries = sorted(_queries(page._page_box), key=lambda found: found[0])
        tops = _tops([(top, query.margin_height()) for top, query in queries], page.height)
        is_left = page._page_box.page_type.side == "left"
        for (_, query), top in zip(queries, tops, strict=True):
            left = _EDGE if is_left else page.width - _EDGE - query.margin_width()
            query.translate(left - query.position_x, top - query.position_y)


def _queries(page_box: Any) -> Iterator[tuple[float, Any]]:
    """The queries of a page, each with the height of its mark in the text."""
    mark = None
    for box in _boxes(page_box):
        if box.element is not None and _MARK in (box.element.get("class") or "").split():
            mark = box
        elif _is_query(box):
            yield float((mark or box).position_y), box


def _boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _is_query(box: Any) -> bool:
    element = box.element
    if element is None or box.element_tag != element.tag or box.is_in_normal_flow():
        return False
    return _CLASS in (element.get("class") or "").split()


def _tops(wanted: list[tuple[float, float]], height: float) -> list[float]:
    """The tops of queries of (wanted top, height), so that none overlaps another or the edge."""
    tops: list[float] = []
    free = _EDGE
    for top, extent in wanted:
        tops.append(max(top, free))
        free = tops[-1] + extent + _GAP
    limit = height - _EDGE
    for number in range(len(wanted) - 1, -1, -1):
        tops[number] = min(tops[number], limit - wanted[number][1])
        limit = tops[number] - _GAP
    return tops
