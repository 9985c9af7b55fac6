"""Two columns of text on a page, each with its notes at its foot, and blocks across both.

A style sheet says ``--columns: 2`` and ``--column-gap: 17pt`` for the root, and ``--span: all`` for
blocks that stand across the columns. WeasyPrint's own columns know no footnotes that belong to one
of them. Here a page's text is laid out twice: into the left column down to its foot, as if it were
a narrow page, and from there on into the right one; both are put into one box. So all that holds
for pages (notes, widows, headings that stay with their text, the baseline grid) holds for columns,
and page numbers, links and the logical structure are those of the page.

A block that spans stands above both columns: on its own page, where nothing stands before it,
else on the next one, and at the end of the text below the columns, or, if it is a table that has
no room there, on a page behind them. Where it stood in the text there is nothing. One that is
taller than a page gets pages of one column, and columns below its end where it has no notes. On the
last page the columns are made equally long. A page with a name (a turned one) has one column.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.pages.float_places import end_before_unseen, is_short
from nashr.typesetting.pages.footnotes import are_notes_laid_out, begin_column, have_room_above
from nashr.typesetting.pages.note_area import Column, lowest
from nashr.typesetting.pages.note_places import called_notes
from nashr.typesetting.pages.relayout import BELOW, MET, REST, snapshot
from nashr.typesetting.pages.tables import ALL, NONE, SPAN
from nashr.typesetting.patching.apply import original, patched

_STATE = "nashr_columns"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_SWITCH = "weasyprint.layout.block:block_level_layout_switch"
_COLUMNS = "--columns"
#: The name of pages that have columns.
_PAGE = "portrait"
#: The value of the attribute of blocks that span on pages of one column.
WHOLE = "page"
#: Says of the next page that it is for what waits, and not for the text, which goes on here.
WAITS = "nashr_waits"
#: The name of pages of one column for a block that is taller than a page, and the least part of it
#: that columns take below the end of the block.
_WHOLE_PAGE, _BELOW = "whole", 0.3
#: The part of a page that several blocks above the columns may take together.
_HEADS = 0.75
#: The fewest lines of text below an article's opening.
_FEWEST = 6
#: Pixels in a point, and errors of rounding.
_POINT, _EXACT = 4 / 3, 0.02


def columns_of(style: Any) -> tuple[int, float]:
    """How many columns a root's style asks for, and the pixels between them."""
    try:
        count, gap = style["__columns"], style["__column_gap"]
    except KeyError:
        return 1, 0.0
    numbers = [token.int_value for token in count if token.type == "number"]
    lengths = [token.value for token in gap if token.type == "dimension"]
    return (numbers or [1])[0] or 1, (lengths or [0.0])[0] * _POINT


def has_columns(document: Any) -> bool:
    """Whether a laid-out document has pages of several columns."""
    return any(columns_of(page._page_box.children[0].style)[0] > 1 for page in document.pages[:1])


def spans_of(root: Any) -> list[str]:
    """What the HTML says of blocks that span; when it changes, another layout is needed."""
    return [f"{n} {one.get(SPAN)}" for n, one in enumerate(root.iter()) if one.get(SPAN)]


def spans_columns(context: Any, box: Any) -> bool:
    """Whether a block stands across the columns of the page that is laid out."""
    state: _State | None = getattr(context, _STATE, None)
    return state is not None and state.page is not None and state.page.is_spanning(box)


def blocks_that_wait(context: Any) -> list[Any]:
    """The blocks across the columns that the page which is laid out hands on to the next one."""
    state: _State | None = getattr(context, _STATE, None)
    page = state.page if state is not None else None
    return [*page.kept, *page.later] if page is not None else []


def patch_columns(sheets: Iterable[str]) -> AbstractContextManager[None]:
    """Let WeasyPrint set pages of two columns as this module describes, if a sheet asks for any."""
    if not any(_COLUMNS in sheet for sheet in sheets):
        return nullcontext()
    # What stands there already sets the notes and figures, of each column as of a page.
    lay_out_text, lay_out_block = original(_BLOCK_LEVEL_LAYOUT), original(_SWITCH)

    def in_columns(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        if not box.is_for_root_element or not box.children:
            return lay_out_text(context, box, *others, **named)
        count, gap = columns_of(box.style)
        page = others[2]
        if count > 1 and not hasattr(context, _STATE):
            setattr(context, _STATE, _State(context, lay_out_text, lay_out_block, count, gap))
        if count < 2 or page.page_type.name not in (None, _PAGE):
            foot = context.page_bottom
            result = lay_out_text(context, box, *others, **named)
            if count > 1 and page.page_type.name == _WHOLE_PAGE:
                heads = result[0].children
                if _have_room_below(context, heads, page, foot) and result[1] == others[1]:
                    return _below(context, box, others, heads, foot)
            _hand_on(context, result[1])
            return result
        return _PageOfColumns(getattr(context, _STATE), box, *others).laid_out()

    def across(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        if spans_columns(context, box):
            return getattr(context, _STATE).page.meet(box, *others, **named)
        return lay_out_block(context, box, *others, **named)

    return patched({_BLOCK_LEVEL_LAYOUT: in_columns, _SWITCH: across})


@dataclass(slots=True)
class _State:
    """A document in columns while it is laid out. ``waiting`` are the blocks that each page, by its
    index, gets from the pages before it.
    """

    context: Any
    lay_out_text: Callable[..., Any]
    lay_out_block: Callable[..., Any]
    count: int
    gap: float
    waiting: dict[int, list[Any]] = field(default_factory=dict)
    page: _PageOfColumns | None = None

    def give(self, index: int, boxes: list[Any]) -> None:
        """Let a page begin with these blocks; it is made anew if it began with others."""
        before = [box.element for box in self.waiting.get(index, [])]
        if [box.element for box in boxes] != before:
            self.waiting[index] = boxes
            if index < len(self.context.page_maker):
                self.context.page_maker[index][-1]["content_changed"] = True


def _hand_on(context: Any, resume: Any) -> None:
    """Hand the blocks that wait for a page without columns on to the next one. Where the text ends
    they are marked to stand in a column.
    """
    state: _State | None = getattr(context, _STATE, None)
    if state is None:
        return
    index = context.current_page - 1
    waiting = state.waiting.get(index, [])
    if resume is not None:
        state.give(index + 1, waiting)
    else:
        for box in waiting:
            box.element.set(SPAN, NONE)


def _have_room_below(context: Any, heads: Sequence[Any], sheet: Any, foot: float) -> bool:
    """Whether there is room for columns below what ended on a page of one column."""
    rest = getattr(context, REST, ())
    if not heads or any(one.skip is not None for one in rest[:1]):
        return False
    bottom = heads[-1].position_y + heads[-1].margin_height()
    # Notes of what stands above the columns would have to go on below them.
    return foot - bottom > sheet.height * _BELOW and not any(map(called_notes, heads))


def _below(context: Any, box: Any, others: Sequence[Any], heads: Sequence[Any], foot: float) -> Any:
    """A page of one column on which the text goes on in columns below what stands there."""
    setattr(context, BELOW, getattr(context, REST, ()))
    context.page_bottom = foot
    page = _PageOfColumns(getattr(context, _STATE), box, *others)
    page.placed = list(heads)
    try:
        return page.laid_out()
    finally:
        setattr(context, BELOW, None)


@dataclass(slots=True)
class _PageOfColumns:
    """A page of columns that is laid out; the fields up to ``margins`` are what
    ``block_level_layout`` gets for the root.

    ``own`` are blocks that span and stand above all text of this page, ``later`` those that the
    next page gets, and ``kept`` those of earlier pages that it gets for want of room; ``first`` is
    the one that was met before any text. ``placed`` are the blocks of a page of one column.
    """

    state: _State
    root: Any
    bottom_space: float
    skip: Any
    sheet: Any
    is_empty: bool
    absolute: list[Any]
    fixed: list[Any]
    margins: list[Any]
    placed: list[Any] = field(default_factory=list)
    own: list[Any] = field(default_factory=list)
    later: list[Any] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)
    first: Any = None
    number: int = 0
    above: bool = False

    @property
    def context(self) -> Any:
        return self.state.context

    def laid_out(self) -> Any:
        """The page's text; the same as ``block_level_layout`` gives."""
        context, state = self.context, self.state
        foot = context.page_bottom
        index = context.current_page - 1
        waiting = state.waiting.get(index, [])
        restore = snapshot(context, self.root, self.absolute, self.fixed)
        state.page = self
        try:
            while True:
                heads, self.kept = self._heads(waiting)
                top = self._top(heads)
                made = self._columns(heads, top, foot)
                if self.first is None:
                    break
                self.own.append(self.first)
                restore()
                context.page_bottom = foot  # notes of the columns took of it
            self._leave_room(made, top, foot)
            self._leave_room_for_notes(heads)
            if made.resume is None or not _goes_on(made.next_page):
                made = self._balanced(made, heads, top, foot, restore)
        finally:
            state.page = None
            context.page_bottom = foot
            context.nashr_column = None
            setattr(context, MET, None)
        below, left = self._wait([*self.kept, *self.later], index, made, foot)
        root = made.root.copy_with_children([*heads, *made.children, *below])
        root.position_x, root.width = self.sheet.content_box_x(), self.sheet.width
        root.position_y = self.sheet.content_box_y()
        root.height = foot - root.position_y
        resume = end_before_unseen(root, self.root) if left else made.resume
        return root, resume, made.next_page, [], False, None

    # --- blocks across the columns ---------------------------------------------------------

    def is_spanning(self, box: Any) -> bool:
        if self.above or box.element is None or box.element_tag != box.element.tag:
            return False
        if are_notes_laid_out(self.context):  # they inherit from the block that calls them
            return False
        if box.element.get(SPAN) in (WHOLE, NONE) or not box.is_in_normal_flow():
            return False
        return _value(box.style, "__span") == ALL

    def meet(self, box: Any, *others: Any, **named: Any) -> Any:
        """In place of the layout of a block that spans, where it stands in the text."""
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.percent import resolve_percentages

        around, page_is_empty = others[2], others[3]
        if not any(box.element is one.element for one in self.own):
            if page_is_empty and not self.number and self.first is None and not self.later:
                self.first = box
            else:
                self.later.append(box)
        nothing = boxes.BlockBox.anonymous_from(box, [])
        nothing.position_x, nothing.position_y = box.position_x, box.position_y
        resolve_percentages(nothing, around)
        return self.state.lay_out_block(self.context, nothing, *others, **named)

    def _heads(self, waiting: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """The blocks above the columns, laid out, and those that have no room on this page."""
        made = list(self.placed)
        top = self.sheet.content_box_y()
        y = made[-1].position_y + made[-1].margin_height() if made else top
        all_of_them = [*waiting, *self.own]
        for number, box in enumerate(all_of_them):
            head, is_whole = self._across(box, y)
            bottom = head.position_y + head.margin_height()
            if made and (not is_whole or bottom - top > self.sheet.height * _HEADS):
                return made, all_of_them[number:]
            made.append(head)
            y = bottom
        return made, []

    def _across(self, box: Any, y: float) -> tuple[Any, bool]:
        """A block as wide as the page's text, and whether all of it has room. One that is taller
        than a page is marked for the next layout of the document.
        """
        from weasyprint.layout.block import block_level_layout

        box.position_x, box.position_y = self.sheet.content_box_x(), y
        begin_column(self.context, None)
        self.above = True
        made, resume, *_ = block_level_layout(
            self.context, box, 0, None, self.sheet, True, self.absolute, self.fixed, []
        )
        self.above = False
        begins_page = y < self.sheet.content_box_y() + _EXACT
        if resume is not None and box.element is not None and begins_page:
            box.element.set(SPAN, WHOLE)
        return made, resume is None

    def _top(self, heads: Sequence[Any]) -> float:
        """Where the columns begin: on the baseline grid, below the blocks above them."""
        top = float(self.sheet.content_box_y())
        if not heads:
            return top
        bottom = heads[-1].position_y + heads[-1].margin_height()
        pitch = self._pitch
        return float(top + math.ceil((bottom - top - _EXACT) / pitch) * pitch)

    def _leave_room(self, made: _Made, top: float, foot: float) -> None:
        """A block that begins the text, such as an article's opening, and leaves no room for some
        lines of it below, gets a page of one column for itself. Lines enough may stand beside a
        long note, which takes what room there is.
        """
        lines = (foot - top - made.notes) / self._pitch
        begins = self.own and self.skip is None and made.resume is not None
        if begins and lines < _FEWEST and sum(map(_lines_in, made.children)) < _FEWEST:
            self.own[-1].element.set(SPAN, WHOLE)

    def _leave_room_for_notes(self, heads: Sequence[Any]) -> None:
        """A block that leaves no room below for the beginnings of its notes gets a page of one
        column for itself, where it may go on on the next page.
        """
        for head in heads:
            calls = called_notes(head)
            if calls and head.element is not None and not have_room_above(self.context, calls):
                head.element.set(SPAN, WHOLE)

    def _wait(
        self, boxes: list[Any], index: int, made: _Made, foot: float
    ) -> tuple[list[Any], bool]:
        """Hand blocks on to the next page; those without notes that the last page has room for are
        laid out below its columns. Of the others, tables get one more page, which the result tells,
        and the rest are marked to stand in a column.
        """
        if made.resume is not None:
            self.state.give(index + 1, boxes)
            return [], False
        below: list[Any] = []
        left: list[Any] = []
        self.state.page = self
        y = made.bottom
        for box in boxes:
            laid, is_whole = self._across(box, y)
            bottom = laid.position_y + laid.margin_height()
            # Notes stand in a column, and none is left for those of a block below them all.
            if is_whole and bottom <= foot - made.notes and not called_notes(laid) and not left:
                below.append(laid)
                y = bottom
            elif box.element.tag == "table":
                left.append(box)
            else:
                box.element.set(SPAN, NONE)
        self.state.page = None
        self.state.give(index + 1, left)
        return below, bool(left)

    @property
    def _pitch(self) -> float:
        """The distance of the lines of the baseline grid."""
        lengths = [token.value for token in self.root.style["__grid"] if token.type == "dimension"]
        return float((lengths or [1.0])[0]) * _POINT

    # --- columns ---------------------------------------------------------------------------

    def _columns(self, heads: Sequence[Any], top: float, foot: float) -> _Made:
        """The columns from ``top`` down to ``foot``."""
        context = self.context
        self.first, self.later = None, []
        setattr(context, MET, self.later)
        calls = [note for head in heads for note in called_notes(head)]
        skip, made = self.skip, []
        for number in range(self.state.count):
            self.number, around = number, self._around(number, top, foot)
            column = Column(number, around, () if number else tuple(calls), foot)
            begin_column(context, column)
            root = self.root.copy()
            root.position_x, root.position_y = around.content_box_x(), top
            context.page_bottom = foot
            result = self.state.lay_out_text(
                context, root, self.bottom_space, skip, around, True, self.absolute, self.fixed, []
            )
            made.append(result)
            skip, next_page = result[1], {**result[2]}
            waits = next_page.pop(WAITS, False)
            if skip is None or self.first is not None or not (waits or _goes_on(next_page)):
                break
        texts = [result[0] for result in made]
        ends = [lowest(text, result[1]) for text, result in zip(texts, made, strict=True)]
        notes = begin_column(context, None)
        children = [child for text in texts for child in text.children]
        return _Made(texts[0], children, skip, next_page, max(ends), len(made), notes)

    def _around(self, number: int, top: float, foot: float) -> Any:
        """The page as if it were the column alone."""
        around = self.sheet.copy()
        around.position_y += top - self.sheet.content_box_y()
        around.height = foot - top
        count, gap = self.state.count, self.state.gap
        around.width = (self.sheet.width - (count - 1) * gap) / count
        place = count - 1 - number if self.root.style["direction"] == "rtl" else number
        around.position_x = self.sheet.position_x + place * (around.width + gap)
        return around

    def _balanced(
        self,
        made: _Made,
        heads: Sequence[Any],
        top: float,
        foot: float,
        restore: Callable[[], None],
    ) -> _Made:
        """The last page before a page break with columns of the same length, as short as can be. A
        table of few rows is not divided for that.
        """
        pitch = self._pitch
        most = math.ceil((made.bottom - top - _EXACT) / pitch)
        least = most * made.count // self.state.count // 2
        while least < most:
            lines = (least + most) // 2
            restore()
            tried = self._columns(heads, top, top + lines * pitch + _EXACT)
            fits = tried.resume == made.resume and tried.bottom <= top + lines * pitch + 1
            if fits and not _divides_short_table(tried.children):
                most = lines
            else:
                least = lines + 1
        restore()
        return self._columns(heads, top, min(foot, top + most * pitch + _EXACT))


@dataclass(frozen=True, slots=True)
class _Made:
    """Laid-out columns: the box of the first, their contents, where the text goes on and on which
    page, where the longest ends, how many there are, and the height of the notes below them.
    """

    root: Any
    children: list[Any]
    resume: Any
    next_page: Any
    bottom: float
    count: int
    notes: float


def _lines_in(box: Any) -> int:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox):
        return 1
    return sum(map(_lines_in, getattr(box, "children", ())))


def _divides_short_table(texts: Iterable[Any]) -> bool:
    """Whether a table of few rows begins in one of the laid-out columns and goes on in another."""
    from weasyprint.formatting_structure import boxes

    seen: set[Any] = set()
    waiting = list(texts)
    while waiting:
        box = waiting.pop()
        if getattr(box, "is_table_wrapper", False) and box.element is not None:
            if box.element in seen and is_short(box):
                return True
            seen.add(box.element)
        elif not isinstance(box, boxes.LineBox):
            waiting += getattr(box, "children", ())
    return False


def _goes_on(next_page: Any) -> bool:
    """Whether the text may go on in the next column, and no page break was asked for."""
    return next_page["break"] == "any" and next_page["page"] in (None, _PAGE)


def _value(style: Any, name: str) -> str:
    """A custom property that is a word."""
    try:
        tokens = style[name]
    except KeyError:
        return ""
    return next((str(token.value) for token in tokens if token.type == "ident"), "")
