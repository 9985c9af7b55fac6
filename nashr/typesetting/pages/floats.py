"""Floats: figures that would leave a page part empty move behind the text that follows them.

WeasyPrint lays a figure out where it stands in the text; where there is no room for it, the page
ends early. After a first layout, such a figure is moved behind as many of the following blocks as
fill the page. Cross-references still lead to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: The part of a page that may stay empty at its foot before a figure.
_TOLERABLE = 0.14
#: Elements whose box extends to the page's foot where they continue on the next page.
_FULL_HEIGHT = {"html", "body", "article", "div", "section"}
#: Elements that stay with what follows them, and one that text does not flow past.
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_FIGURE = "figure"


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
    from weasyprint.formatting_structure import boxes

    heights: dict[Any, float] = {}
    for page in document.pages:
        for box in _blocks(page._page_box):
            if isinstance(box, boxes.TableBox):
                continue  # it has a box of the same element around it
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
    """Move a figure behind the blocks that fill the gap; whether there are any."""
    above = {child: parent for parent in root.iter() for child in parent}
    last, filled, introduces_next = None, 0.0, False
    for block in _following(figure, above):
        if block.tag == _FIGURE or (filled >= gap and not introduces_next):
            break
        filled += heights.get(block, 0.0)
        introduces_next = _introduces_next(block)
        if not introduces_next:
            last = block
    if last is None:
        return False
    above[figure].remove(figure)
    around = above[last]
    around.insert(list(around).index(last) + 1, figure)
    return True


def _following(figure: Any, above: dict[Any, Any]) -> Iterator[Any]:
    """The blocks behind a figure, also those of the sections that follow its own."""
    element = figure
    while element in above:
        around = above[element]
        siblings = list(around)
        for sibling in siblings[siblings.index(element) + 1 :]:
            yield from _in_section(sibling)
        if around.tag != "section":
            return
        element = around


def _in_section(element: Any) -> Iterator[Any]:
    if element.tag != "section":
        yield element
        return
    for child in element:
        yield from _in_section(child)


def _introduces_next(element: Any) -> bool:
    """Whether what follows belongs to an element: a heading, or a paragraph that ends in a colon
    or a formula.
    """
    if element.tag in _HEADINGS:
        return True
    text = "".join(element.itertext()).rstrip()
    formula = any("equation" in (child.get("class") or "").split() for child in element)
    return text.endswith(":") or formula
