"""Laying out the text of a page again: what the first layout changed is brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Where WeasyPrint's layout context keeps the blocks that were met in a page's columns and stand
#: across both on a later page; None on pages without columns.
MET = "nashr_met_in_columns"
#: Where it has the figures that wait behind the text that was laid out, and those that wait beside
#: a text below them, in columns.
REST, BELOW = "nashr_rest", "nashr_below"


def snapshot(context: Any, box: Any, *lists: list[Any]) -> Callable[[], None]:
    """Remember what the layout of a page's text changes; the function brings it back.

    ``box`` is the root box, ``lists`` are those to which the layout adds positioned boxes.
    """
    position = box.position_x, box.position_y
    met: list[Any] | None = getattr(context, MET, None)
    if met is not None:
        lists = *lists, met
    lengths = [len(one) for one in lists]
    broken = dict(context.broken_out_of_flow)
    roots = list(context._excluded_shapes_root_boxes)
    shapes = {
        root: (excluded, list(excluded) if isinstance(excluded, list) else None)
        for root, excluded in context._excluded_shapes.items()
    }

    def restore() -> None:
        box.position_x, box.position_y = position
        for one, length in zip(lists, lengths, strict=True):
            del one[length:]
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(broken)
        context._excluded_shapes_root_boxes[:] = roots
        context._excluded_shapes.clear()
        for root, (excluded, content) in shapes.items():
            if content is not None:
                excluded[:] = content
            context._excluded_shapes[root] = excluded
        for pages in context.running_elements.values():
            pages.pop(context.current_page, None)

    return restore
