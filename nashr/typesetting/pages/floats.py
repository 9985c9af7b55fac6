"""Floats: figures that would leave a page part empty move behind the text that follows them.

WeasyPrint lays a figure out where it stands in the text; where there is no room for it, the page
ends early. After a first layout, such a figure is moved behind as many of the following paragraphs
as fill the page. Cross-references still lead to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: The part of a page that may stay empty at its foot before a figure.
_TOLERABLE = 0.14
#: Elements whose box extends to the page's foot where they continue on the next page.
_FULL_HEIGHT = {"html", "body", "article", "div", "section"}
#: Elements that a figure may move behind.
_MOVABLE_BEHIND = {"p", "ul", "ol", "dl", "blockquote", "pre"}


def fill_pages(document: Any, root: Any) -> bool:
    """Move the first figure that leaves a page of ``document`` part empty, in the tree ``root``.

    Returns whether there was one, so that the document has to be laid out again.
    """
    for before, page in zip(document.pages, document.pages[1:], strict=False):
        figure = _first_figure(page)
        if figure is None:
            continue
        gap = _gap(before)
        if gap and _move_back(figure, root, gap, _heights(document)):
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


def _gap(page: Any) -> float:
    """The height left empty at the page's foot, in pixels; 0 where it is tolerable."""
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
    gap: float = bottom - last
    return gap if gap > page_box.height * _TOLERABLE else 0.0


def _move_back(figure: Any, root: Any, gap: float, heights: dict[Any, float]) -> bool:
    """Move a figure behind the siblings that fill the gap; whether there are any."""
    parent = next(element for element in root.iter() if figure in list(element))
    siblings = list(parent)
    place = siblings.index(figure)
    filled, steps, introduces_next = 0.0, 0, False
    for sibling in siblings[place + 1 :]:
        if sibling.tag not in _MOVABLE_BEHIND or (filled >= gap and not introduces_next):
            break
        filled += heights.get(sibling, 0.0)
        introduces_next = _introduces_next(sibling)
        steps += 1
    if not steps:
        return False
    parent.remove(figure)
    parent.insert(place + steps, figure)
    return True


def _introduces_next(element: Any) -> bool:
    """Whether a paragraph ends in a colon or a formula, so that what follows belongs to it."""
    text = "".join(element.itertext()).rstrip()
    formula = any("equation" in (child.get("class") or "").split() for child in element)
    return text.endswith(":") or formula
