"""The queries of a proof: in the outer margin, at the height of what they ask about.

The style sheet takes them out of the text and gives them their width; where a page's outer margin
is, and whether two queries would overlap, is known when the pages are set.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from nashr.typesetting.patching.replace import replaced

_CLASS, _MARK = "query", "query-mark"
#: More than any page has room for, in CSS pixels.
_ENDLESS = 1e6
#: CSS pixels between two queries, and from the edge of the sheet.
_GAP, _EDGE = 5.0, 18.0


@contextlib.contextmanager
def whole_queries() -> Iterator[None]:
    """Keep queries whole at the foot of a page while the block runs."""
    from weasyprint.layout import absolute

    absolute_block = absolute.absolute_block

    def lay_out(context: Any, box: Any, around: Any, fixed: Any, space: Any, *others: Any) -> Any:
        room = -_ENDLESS if _is_query(box) else space
        return absolute_block(context, box, around, fixed, room, *others)

    with replaced(absolute_block, lay_out, absolute):
        yield


def set_in_margin(document: Any) -> None:
    """Move the queries of a laid-out document to the outer margins of their pages."""
    for page in document.pages:
        notes = sorted(_queries(page._page_box), key=lambda found: found[0])
        tops = _tops([(top, note.margin_height()) for top, note in notes], page.height)
        is_left = page._page_box.page_type.side == "left"
        for (_, note), top in zip(notes, tops, strict=True):
            left = _EDGE if is_left else page.width - _EDGE - note.margin_width()
            note.translate(left - note.position_x, top - note.position_y)


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


def _tops(places: list[tuple[float, float]], height: float) -> list[float]:
    """Tops for notes of (top, height), in order, that overlap neither each other nor the edge."""
    tops: list[float] = []
    free = _EDGE
    for top, extent in places:
        tops.append(max(top, free))
        free = tops[-1] + extent + _GAP
    limit = height - _EDGE
    for number in range(len(places) - 1, -1, -1):
        tops[number] = min(tops[number], limit - places[number][1])
        limit = tops[number] - _GAP
    return tops
