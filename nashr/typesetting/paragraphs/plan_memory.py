"""When the plans of paragraphs are forgotten, which take more memory than their boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.typesetting.modules import box_classes
from nashr.typesetting.paragraphs.lineboxes import ORIGIN, PLAN, PLAN_KEY, RESIZED


def forget_plans(page: Any) -> None:
    """Forget the plans of the paragraphs that stand wholly on a page that is finished. If it is
    made anew, they are planned as before.

    A page that begins within a paragraph may have to be made anew by the plan by which the page
    before was made; such plans are kept.
    """
    lines: dict[int, list[Any]] = {}
    for line in _own_lines(page):
        if hasattr(line, ORIGIN):
            lines.setdefault(id(getattr(line, ORIGIN)[0]), []).append(line)
    for own in lines.values():
        box, _, number = getattr(own[0], ORIGIN)
        _, plan, last = getattr(own[-1], ORIGIN)
        if number == 0 and last == len(plan.lines) - 1:
            for one in (box, *own):
                _forget(one)


def forget_all_plans(page: Any) -> None:
    """Forget the plans of all lines on a page that is not made anew any more."""
    boxes = box_classes()

    for child in getattr(page, "children", ()):
        if isinstance(child, boxes.LineBox):
            if hasattr(child, ORIGIN):
                _forget(getattr(child, ORIGIN)[0])
            _forget(child)
        forget_all_plans(child)


def _forget(line: Any) -> None:
    for name in (ORIGIN, PLAN, PLAN_KEY, RESIZED):
        vars(line).pop(name, None)


def _own_lines(box: Any) -> Iterator[Any]:
    """The lines in a laid-out box that no other page shows again, as it does those of heads."""
    boxes = box_classes()

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
            continue
        repeated = isinstance(child, boxes.TableRowGroupBox) and (
            child.is_header or child.is_footer
        )
        if not repeated and not isinstance(child, boxes.MarginBox):
            yield from _own_lines(child)
