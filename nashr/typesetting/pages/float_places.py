"""Places in the tree of boxes: where figures and tables stand, and what stands around them.

The tree is that of the document before layout. A path is the index of the child at each level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.pages.grid import HEADINGS, pitch_of

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure or table stands; ``kind`` is the one by which it keeps its order, empty for a
    section behind the text, ``page`` the name of the page that it has to itself, if it has one.
    One that ``fills`` a section is the first of those that are all that stands below its heading.
    """

    path: Path
    kind: str
    page: str = ""
    fills: bool = False


#: What may leave its place in the text, and so may all that has a page to itself.
KINDS = frozenset({"figure", "table"})
#: The opening of an article, which stands first even where it has a page to itself.
_OPENING = "header"
#: Elements that a figure may leave, and those that it leaves only where something stands before it.
_AROUND = frozenset({"html", "body", "article", "main", "section", "div", "blockquote", "ul", "ol"})
_ITEMS = frozenset({"li", "dl", "dd"})
#: The classes of the sections before which figures stand rather than behind them.
_BACK = frozenset({"declarations", "references", "about"})
#: The rows of a short table, those of its head and its foot included.
_SHORT = 14
#: Where a line box keeps its own style while it has another.
_STYLE = "nashr_own_style"
#: What the line box of a paragraph has to forget when its indent changes.
_PLAN_KEY = "nashr_plan_key"


def places(root: Any) -> dict[Any, Place]:
    """The figures and tables that may leave their place, and the sections behind the text, such as
    the reference list; none where there are only such sections.
    """
    found = dict(_places(root, (), is_item=False))
    return found if any(place.kind for place in found.values()) else {}


def _places(around: Any, path: Path, *, is_item: bool) -> Iterator[tuple[Any, Place]]:
    """``is_item`` tells that the box is an item, or in one, of which nothing came yet."""
    filling = _filling(around)
    for index, box in enumerate(around.children):
        if not box.is_in_normal_flow():
            continue
        tag, here = box.element_tag, (*path, index)
        page = box.style["page"]
        if tag == _OPENING:
            continue
        if page != around.style["page"]:
            yield box, Place(here, _kind_of(box), page)
        elif tag in KINDS:
            if not is_item:
                yield box, Place(here, tag, fills=box is filling)
        elif tag == "section" and box.element.get("class") in _BACK:
            yield box, Place(here, "")
        elif (tag in _AROUND or tag in _ITEMS) and _is_plain(box):
            yield from _places(box, here, is_item=is_item or tag in _ITEMS)
        is_item = False


def _filling(around: Any) -> Any:
    """The first figure or table of a section that has nothing else below its heading, if any."""
    heading, *below = [child for child in around.children if child.is_in_normal_flow()] or [None]
    if heading is None or heading.element_tag not in HEADINGS:
        return None
    return below[0] if below and all(child.element_tag in KINDS for child in below) else None


def _kind_of(box: Any) -> str:
    """The kind of what stands in a box."""
    return next((one.element_tag for one in box.descendants() if one.element_tag in KINDS), "table")


def _is_plain(box: Any) -> bool:
    """Whether nothing shows where a box begins and ends, and its children stand in one column."""
    from weasyprint.draw.color import get_color
    from weasyprint.formatting_structure import boxes

    if not isinstance(box, boxes.BlockBox):
        return False
    style = box.style
    sides = ("top", "right", "bottom", "left")
    return not (
        any(style[f"border_{side}_width"] for side in sides)
        or get_color(style, "background_color").alpha > 0
        or style["background_image"] != (("none", None),)
        or style["column_count"] != "auto"
        or style["column_width"] != "auto"
    )


def is_short(table: Any) -> bool:
    """Whether a table has so few rows that it is not divided where it may wait."""
    return sum(1 for _ in table.element.iter("tr")) <= _SHORT


def has_rows(made: Any) -> bool:
    """Whether a part of a table has more than the caption, or lines of it."""
    return not made.is_table_wrapper or any(box.element_tag == "table" for box in made.children)


def path_of(skip: Any) -> Path:
    """A position as WeasyPrint gives it as a path; empty for the beginning."""
    path: list[int] = []
    while skip:
        index, skip = next(iter(skip.items()))
        path.append(index)
    return tuple(path)


def skip_to(path: Path) -> Any:
    """A path as a position as WeasyPrint gives it."""
    skip: Any = None
    for index in reversed(path):
        skip = {index: skip}
    return skip


def is_behind_text(root: Any, skip: Any) -> bool:
    """Whether nothing of the text is to be seen from a position on."""
    from weasyprint.formatting_structure import boxes

    box = root
    while skip and not isinstance(box, boxes.LineBox):
        index, skip = next(iter(skip.items()))
        if any(map(_is_seen, box.children[index + 1 if skip else index :])):
            return False
        if index >= len(box.children):
            return True
        box = box.children[index]
    return not isinstance(box, boxes.LineBox)


def begun_by(root: Any, path: Path) -> Iterator[Any]:
    """The box at a path, and those around it that begin with it."""
    chain = [root]
    for index in path:
        chain.append(chain[-1].children[index])
    for around, box in zip(reversed(chain[:-1]), reversed(chain), strict=False):
        yield box
        if next((one for one in around.children if one.is_in_normal_flow()), None) is not box:
            return


def end_of_text(root: Any) -> Any:
    """The position behind all that is to be seen, but before what may follow it unseen."""
    (index,) = (n for n, child in enumerate(root.children) if child.element_tag == "body")
    body = root.children[index]
    seen = [n for n, child in enumerate(body.children) if _is_seen(child)]
    return {index: {max(seen, default=-1) + 1: None}}


def end_before_unseen(made: Any, root: Any) -> Any:
    """End a page where all text is at its end, so that pages of figures follow. What comes behind
    the text unseen belongs to the last of them, by which pages are counted. ``made`` is the page's
    text laid out; the position is that at which the next page begins.
    """
    end = end_of_text(root)
    ((_, position),) = end.items()
    ((index, _),) = position.items()
    body = [child for child in made.children if child.element_tag == "body"][-1]
    body.children = [child for child in body.children if child.index < index]
    return end


def _is_seen(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox | boxes.ReplacedBox | boxes.TableBox):
        return True
    return box.is_in_normal_flow() and any(map(_is_seen, getattr(box, "children", ())))


def margin_above(root: Any, skip: Any) -> float:
    """The margin above the block that begins at a position of the text, in CSS pixels; 0 in the
    middle of a block.
    """
    from weasyprint.formatting_structure import boxes

    box, margin = root, 0.0
    while isinstance(box, boxes.BlockBox):
        index, skip = next(iter(skip.items())) if skip else (0, None)
        rest = (child for child in box.children[index:] if child.is_in_normal_flow())
        box = next(rest, None)
        if skip is None and isinstance(box, boxes.BlockLevelBox):
            above = box.style["margin_top"]
            if getattr(above, "unit", "") == "px":
                margin = max(margin, above.value)
    return margin


def indent_of(root: Any) -> Any:
    """The usual indent of a paragraph that follows another one, as a computed value. Those of the
    running text count, which stands on the baseline grid: the paragraphs of an opening may have
    none. Without such paragraphs it is what the style sheet says of the root: ``--indent: 1.2em``.
    """
    from weasyprint.css.properties import Dimension

    running: Counter[Any] = Counter()
    stack = [root]
    while stack:
        children = [child for child in stack.pop().children if child.is_in_normal_flow()]
        for before, after in pairwise(children):
            if before.element_tag == after.element_tag == "p" and pitch_of(after.style):
                running[after.style["text_indent"]] += 1
        stack += [child for child in children if child.element_tag in _AROUND]
    for indent, _ in running.most_common(1):
        return indent
    try:
        stated = root.style["__indent"]
    except KeyError:  # a project's own style sheet
        return None
    lengths = [token.value for token in stated if token.type == "dimension"]
    return Dimension(lengths[0] * root.style["font_size"], "px") if lengths else None


def indent_next(around: Any, index: int, before: list[Any], indent: Any) -> None:
    """Give the paragraph behind the child with that index an indent, or with None its own.

    ``before`` are the boxes that stand before it on the page. Only a paragraph that follows
    another one is indented.
    """
    from weasyprint.formatting_structure import boxes

    following = around.children[index + 1 : index + 2]
    if not following or following[0].element_tag != "p" or not following[0].children:
        return
    line = following[0].children[0]
    if not isinstance(line, boxes.LineBox):
        return
    own = getattr(line, _STYLE, line.style)
    last = next((box for box in reversed(before) if box.is_in_normal_flow()), None)
    style = own
    if indent is not None and last is not None and last.element_tag == "p":
        if line.style is not own:
            return
        style = own.copy()
        style["text_indent"] = indent
    if line.style is not style:
        setattr(line, _STYLE, own)
        setattr(line, _PLAN_KEY, None)
        line.style = style
