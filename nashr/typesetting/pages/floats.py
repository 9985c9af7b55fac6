"""Figures that leave a hole: they step behind the text that follows them.

WeasyPrint sets a figure where it stands, and where there is no room for it the page ends early.
After a first layout such figures are found and moved behind as many of the following paragraphs
as fill the page; the cross-references in the text lead to them as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: The part of a page that may stay empty above a figure's page.
_TOLERABLE = 0.14
#: What reaches to the page's foot when it goes on behind it.
_FULL_HEIGHT = {"html", "body", "article", "div", "section"}
#: What a figure may step behind.
_PASSABLE = {"p", "ul", "ol", "dl", "blockquote", "pre"}


def fill_pages(document: Any, root: Any) -> bool:
    """Move the first figure of ``root`` that leaves a hole in ``document``; whether one was."""
    for before, page in zip(document.pages, document.pages[1:], strict=False):
        figure = _first_figure(page)
        if figure is None:
            continue
        hole = _hole(before)
        if hole and _step_back(figure, root, hole, _heights(document)):
            return True
    return False


def _heights(document: Any) -> dict[Any, float]:
    """The heights of elements, summed over the pages."""
    heights: dict[Any, float] = {}
    for page in document.pages:
        for box in _blocks(page._page_box):
            if box.element is not None and box.element_tag == box.element.tag:
                heights[box.element] = heights.get(box.element, 0.0) + box.margin_height()
    return heights


def _blocks(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockLevelBox) and child.is_in_normal_flow():
            yield child
            yield from _blocks(child)


def _first_figure(page: Any) -> Any:
    """The figure that the page begins with, if it does."""
    box = page._page_box
    while box is not None and box.element_tag != "figure":
        box = next((b for b in getattr(box, "children", ()) if b.is_in_normal_flow()), None)
    return box.element if box is not None else None


def _hole(page: Any) -> float:
    """The height left empty at the page's foot, 0 where it is tolerable."""
    from weasyprint.formatting_structure import boxes

    page_box = page._page_box
    text, *others = page_box.children
    last = top = page_box.content_box_y()
    bottom = top + page_box.height
    for other in others:
        if isinstance(other, boxes.FootnoteAreaBox):
            bottom = min(bottom, other.position_y)
    for box in _blocks(text):
        if box.element_tag not in _FULL_HEIGHT:
            last = max(last, box.position_y + box.margin_height())
    hole: float = bottom - last
    return hole if hole > page_box.height * _TOLERABLE else 0.0


def _step_back(figure: Any, root: Any, hole: float, heights: dict[Any, float]) -> bool:
    parent = next(element for element in root.iter() if figure in list(element))
    siblings = list(parent)
    place = siblings.index(figure)
    filled, steps, leads_on = 0.0, 0, False
    for sibling in siblings[place + 1 :]:
        if sibling.tag not in _PASSABLE or (filled >= hole and not leads_on):
            break
        filled += heights.get(sibling, 0.0)
        leads_on = _leads_on(sibling)
        steps += 1
    if not steps:
        return False
    parent.remove(figure)
    parent.insert(place + steps, figure)
    return True


def _leads_on(element: Any) -> bool:
    """Whether a paragraph ends in a colon or a formula, so that what follows belongs to it."""
    text = "".join(element.itertext()).rstrip()
    formula = any("equation" in (child.get("class") or "").split() for child in element)
    return text.endswith(":") or formula
