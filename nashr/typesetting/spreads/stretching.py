"""What of a page can give a line, so that its text ends lower.

A paragraph is set in one line more where its lines stay as even as they were; else the space around
a figure, table, formula, quotation or list, or above a heading, becomes a line wider. Everything
moves by whole lines, so that text stays on the baseline grid. The rows of a table that ends a page
stand as much further apart as its foot lacks. A paragraph that has a few words on its last line may
be set in one line less instead, so that the page has room for what did not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.modules import box_classes
from nashr.typesetting.pages.grid import HEADINGS, pitch_of
from nashr.typesetting.paragraphs.lineboxes import lines_by, prefer, resized_plan
from nashr.typesetting.paragraphs.plan import Plan

#: Elements with space around them, and the classes of such elements. What is in the first is not
#: changed, in the others there may be paragraphs.
_DISPLAYS = frozenset({"figure", "table", "pre"})
_DISPLAY_CLASSES = frozenset({"equation", "line-block", "epigraph"})
_STANZA = "line-block"
#: The opening of an article, whose parts belong together.
_OPENING = "header"
#: The class of the statements behind the text, which are a list and stand equally far apart.
_STATEMENTS = "declarations"
#: The class of a title above the heading of a translated abstract.
_TITLE = "translated-title"
_LISTS = frozenset({"ol", "ul", "dl"})
_SET_OFF = _LISTS | {"blockquote"}
#: What a line of space costs, in demerits of line breaks: around a display, around a list or a
#: quotation, above a heading. The second line at one place costs that much more.
_DISPLAY_GAP, _SET_OFF_GAP, _HEADING_GAP, _AGAIN = 20_000.0, 45_000.0, 30_000.0, 90_000.0
#: How far a line may stand off the grid, in pixels.
_EXACT = 0.02
#: How far above the foot of a display its last line may stand, in pixels.
_NEAR_FOOT = 12.0
#: The most demerits that a line more of a paragraph may cost, and how many lines it has at least.
_MOST, _FEWEST_LINES = 130_000.0, 3
#: How much wider the space between two rows of a table may become, in pixels.
_ROW_GAP = 4.0
#: How many paragraphs are tried to be set in one line less, those with the shortest last lines.
_TRIED_SHORTER = 5
#: How many paragraphs are tried for each line that is wanted, those with the fullest last lines,
#: and how many more where that is not enough.
_TRIED, _TRIED_MORE = 2, 4


@dataclass(slots=True)
class _Edit:
    """A way to win a line: by a longer plan of a paragraph, or by space above a box, which
    ``is_between`` two statements.
    """

    box: Any
    cost: float
    plan: Plan | None = None
    is_between: bool = False


@dataclass(slots=True)
class Edits:
    """What is changed on a page, and its cost in demerits: plans by the ``id`` of paragraphs, space
    in pixels by that of the boxes below it, or of the tables between whose rows it is. What ends a
    page that ``is_off`` stands on no line and cannot be moved.
    """

    cost: float = 0.0
    is_off: bool = False
    plans: dict[int, Plan] = field(default_factory=dict)
    space: dict[int, float] = field(default_factory=dict)
    rows: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Page:
    """What was found on a page: paragraphs that end on it, and places for space."""

    paragraphs: list[Any] = field(default_factory=list)
    places: list[_Edit] = field(default_factory=list)
    is_empty: bool = True
    #: The first place behind which nothing stands on the grid.
    loose: Any = None
    after_heading: bool = False
    after_display: bool = False
    #: Whether the display was a stanza. Those of a poem stand as far apart as each other.
    after_stanza: bool = False
    #: How many lists what is read stands in. Between their items is no place for space: the
    #: marker of an item would not follow its text, and the item would seem to begin another list.
    lists: int = 0
    #: How many statements were met, or None outside of them.
    statements: int | None = None

    def read(self, box: Any) -> None:
        """Look through the blocks in a box, in order."""
        for child in box.children:
            if child.is_in_normal_flow() and _is_block(child):
                self._read_block(child)

    def _read_block(self, box: Any) -> None:
        tag, classes = box.element_tag, _classes(box)
        after_stanza, self.after_stanza = self.after_stanza, _STANZA in classes
        if not box.children and (tag in _DISPLAYS or tag == _OPENING):
            return  # the place of one that stands across the columns
        if tag == _OPENING:
            self.is_empty = False
        elif tag in HEADINGS or _TITLE in classes:
            self._place(box, 0.0 if self.after_heading else _HEADING_GAP)
            self.statements = None if self.statements is None else self.statements + 1
            self.after_heading, self.after_display = True, False
        elif tag in _DISPLAYS or not _DISPLAY_CLASSES.isdisjoint(classes):
            self._place(box, 0.0 if after_stanza and self.after_stanza else _DISPLAY_GAP)
            self.after_heading, self.after_display = False, True
        elif _has_lines(box):
            self._place(box, _DISPLAY_GAP if self.after_display else 0.0)
            self.after_heading = self.after_display = False
            self.paragraphs.append(box)
            if pitch_of(box.style):
                self.loose = None
        elif tag in _SET_OFF:
            self._place(box, _SET_OFF_GAP)
            self.lists += tag in _LISTS
            self.read(box)
            self.lists -= tag in _LISTS
            self.after_display = True
        elif _STATEMENTS in classes:
            self.statements = 0
            self.read(box)
            self.statements = None
        else:
            self.read(box)

    def _place(self, box: Any, cost: float) -> None:
        if cost and not self.is_empty and not self.after_heading and not self.lists:
            self.places.append(_Edit(box, cost, is_between=bool(self.statements)))
            self.loose = self.loose if self.loose is not None else box
        self.is_empty = False


def _classes(box: Any) -> Sequence[str]:
    element = box.element
    return (element.get("class") or "").split() if element is not None else ()


def _is_block(box: Any) -> bool:
    boxes = box_classes()

    return isinstance(box, boxes.BlockLevelBox)


def _has_lines(box: Any) -> bool:
    boxes = box_classes()

    return bool(box.children) and isinstance(box.children[0], boxes.LineBox)


def edits_for(text: Any, lines: int, pitch: float, baseline: float) -> Edits | None:
    """How a page's text becomes so many lines longer at the least cost; None where it cannot.

    ``pitch`` is the height of a line, and ``baseline`` where the last line is to stand, in pixels.
    A display that ends the page goes down to the baseline by less than a line besides.
    """
    page = _Page()
    page.read(text)
    off = (baseline - last_baseline(text) + _EXACT) % pitch - _EXACT
    if off > _EXACT and page.loose is None:
        return _between_rows(text, lines * pitch + off) or Edits(is_off=True)
    again = (edit for edit in page.places if not edit.is_between)
    ways = [*page.places, *(_Edit(edit.box, edit.cost + _AGAIN) for edit in again)]
    ways += _longer(page.paragraphs, lines, pitch)
    if len(ways) < lines:
        return _between_rows(text, lines * pitch + off)
    edits = Edits()
    between = [edit.box for edit in page.places if edit.is_between]
    for edit in sorted(ways, key=attrgetter("cost"))[:lines]:
        edits.cost += edit.cost
        if edit.is_between:  # they stand on no grid, and as far apart as each other
            for box in between:
                space = edits.space.get(id(box), 0.0)
                edits.space[id(box)] = space + pitch / len(between)
        elif edit.plan is None:
            edits.space[id(edit.box)] = edits.space.get(id(edit.box), 0.0) + pitch
        else:
            edits.plans[id(edit.box)] = edit.plan
    if off > _EXACT:
        edits.space[id(page.loose)] = edits.space.get(id(page.loose), 0.0) + off
    return edits


def lines_of(text: Any) -> int:
    """How many lines of text a page has, headings not counted."""
    boxes = box_classes()

    found: set[int] = set()
    waiting = [text]
    while waiting:
        box = waiting.pop()
        if isinstance(box, boxes.LineBox):
            found.add(round(box.position_y + box.baseline))
        elif box.element_tag not in HEADINGS and box.is_in_normal_flow():
            waiting += getattr(box, "children", ())
    return len(found)


def last_baseline(text: Any) -> float:
    """Where the last line of a text stands, in pixels, or the foot of what ends without a line.

    A box that goes on on the next page reaches to the foot of its page, whatever is in it.
    """
    boxes = box_classes()

    box = text
    while not isinstance(box, boxes.LineBox | boxes.TableRowBox):
        inner = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        if not inner:
            break
        box = inner[-1]
    baseline = foot = 0.0
    for inner in (box, *box.descendants()):
        if isinstance(inner, boxes.LineBox):
            baseline = max(baseline, inner.position_y + inner.baseline)
        if isinstance(inner, boxes.LineBox | boxes.ReplacedBox):
            foot = max(foot, inner.position_y + inner.margin_height())
    return baseline if foot - baseline < _NEAR_FOOT else foot


def _between_rows(text: Any, space: float) -> Edits | None:
    """The same between the rows of the table that ends a page; None where there are too few."""
    table = last_table(text)
    gaps = len(_rows(table)) - 1 if table is not None else 0
    if gaps < 1 or space > gaps * _ROW_GAP:
        return None
    return Edits(rows={id(table): space})


def last_table(text: Any) -> Any:
    """The table that a page ends with, if it ends with one."""
    boxes = box_classes()

    box = text
    while not isinstance(box, boxes.TableBox):
        inner = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        if not inner:
            return None
        box = inner[-1]
    return box


def _rows(table: Any) -> list[Any]:
    """The rows of a table on a page without those of its head and foot."""
    groups = [group for group in table.children if not group.is_header and not group.is_footer]
    return [row for group in groups for row in group.children]


def _longer(paragraphs: list[Any], lines: int, pitch: float) -> Iterator[_Edit]:
    """The paragraphs that may be set in one line more; those that look best are tried alone."""
    likely = [
        (_missing(block), number, block)
        for number, block in enumerate(_resizable(paragraphs, pitch))
        if not any(box.footnote for box in block.descendants(placeholders=True))
    ]
    won = 0
    for number, (_, _, block) in enumerate(sorted(likely)[: _TRIED * lines + _TRIED_MORE]):
        if won >= lines and number >= _TRIED * lines:
            break
        found = resized_plan(block.children, 1)
        if found is not None and found[0] < _MOST:
            won += 1
            yield _Edit(block, max(found[0], 0.0), found[1])


def shorten(text: Any, lines: int, pitch: float) -> list[Callable[[], None]] | None:
    """Have as many paragraphs of a page set in one line less when it is laid out again; None where
    there are too few. The functions bring back what was.
    """
    page = _Page()
    page.read(text)
    likely = [
        (float(block.children[-1].width), number, block)
        for number, block in enumerate(_resizable(page.paragraphs, pitch))
    ]
    ways = []
    for _, number, block in sorted(likely)[: _TRIED_SHORTER * lines]:
        found = resized_plan(block.children, -1)
        if found is not None and found[0] < _MOST:
            ways.append((found[0], number, block, found[1]))
    if len(ways) < lines:
        return None
    return [prefer(block.children, plan) for _, _, block, plan in sorted(ways)[:lines]]


def _resizable(paragraphs: list[Any], pitch: float) -> Iterator[Any]:
    """The paragraphs of some lines, all of the usual height."""
    for block in paragraphs:
        if len(block.children) >= _FEWEST_LINES and all(
            abs(line.height - pitch) < 0.1 for line in block.children
        ):
            yield block


def _missing(block: Any) -> float:
    """How much each line of a paragraph would have to give for the last one to run over."""
    last = block.children[-1]
    return float(block.width - last.width) / len(block.children)


def apply(context: Any, box: Any, edits: Edits, *out_of_flow: list[Any]) -> float:
    """Change what is in a laid-out box; returns by how much it became higher."""
    moved = 0.0
    for child in box.children:
        moved += edits.space.get(id(child), 0.0)
        if moved:
            child.translate(0, moved)
        plan = edits.plans.get(id(child))
        if plan is not None:
            before = child.children[-1]
            child.children = lines_by(context, plan, child, *out_of_flow)
            after = child.children[-1]
            higher = after.position_y + after.height - before.position_y - before.height
            child.height += higher
            moved += higher
        elif id(child) in edits.rows:
            moved += _move_apart(child, edits.rows[id(child)])
        elif hasattr(child, "children") and _is_block(child):
            moved += apply(context, child, edits, *out_of_flow)
    box.height += moved
    return moved


def _move_apart(table: Any, space: float) -> float:
    """Move the rows of a laid-out table apart by so much in all; returns that."""
    rows = _rows(table)
    gap, below = space / (len(rows) - 1), {id(row) for row in rows[1:]}
    moved = 0.0
    for group in table.children:
        begin = moved + (gap if group.children and id(group.children[0]) in below else 0.0)
        for row in group.children:
            moved += gap if id(row) in below else 0.0
            row.translate(0, moved)
        group.position_y += begin
        group.height += moved - begin
    table.height += space
    return space
