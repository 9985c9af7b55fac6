"""Tables made to fit: what a table needs is measured while it is laid out, and the HTML of one
that is too wide is changed for the next layout.

In this order: words are divided by the rules of their language, columns of long words, numbers or
addresses are narrowed so that these break at any letter, the table is set smaller, it is turned on
a page of its own, and at last every column may break its words. A table that is still too wide
remains so, which ``too_wide`` tells. A style sheet can say how small the letters of a table may be:
``--least-size: 14pt``. A head or foot that has no room beside a row becomes rows itself, and so
does a head that would take a large part of each page on which the table goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from math import inf
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.pages.captions import widen_captions
from nashr.typesetting.pages.footnotes import has_notes_below, page_of_its_own
from nashr.typesetting.pages.table_widths import has_waste, is_crushed, narrow
from nashr.typesetting.patching.apply import original, patched

_AUTO_LAYOUT = "weasyprint.layout.table:auto_table_layout"
_WIDTHS = "weasyprint.layout.table:table_and_columns_preferred_widths"
_TABLE_LAYOUT = "weasyprint.layout.table:table_layout"
_EARLIER_BREAK = "weasyprint.layout.table:_find_earlier_page_break"
#: The smallest size of a table's letters if no style sheet says another, and CSS pixels in a point.
SMALLEST, _PIXELS = 7.5, 96 / 72
#: In em of the table: how wide a column may be at most for the sake of one word, how narrow it may
#: be for the sake of dividing one, and how narrow at all.
_WIDEST, _DIVIDED, _NARROWEST = 11.0, 5.5, 2.4
#: Rounding, in CSS pixels.
_TOLERANCE = 0.1
#: The part of a page's height from which on a row may be continued on the next page.
_TALL = 0.3
#: The part of a page's height that a head may take on each page of a table.
_HEAD_SHARE = 0.4
#: The classes that the style sheet knows.
DIVIDED, LANDSCAPE, CONTINUED, TALL = "divided", "landscape", "continued", "tall"
#: The class of the rows that were the foot of their table.
FOOT = "foot"
#: The class of a table that can say that it goes on.
CONTINUING = "continuing"
#: The attribute of blocks that stand across the columns, or not, of a page: see ``columns``.
SPAN, ALL, NONE = "data-span", "all", "none"
#: Elements in which a table cannot have a page of its own.
_HELD_IN = frozenset({"td", "th", "figure", "span"})


@dataclass(slots=True)
class _Measured:
    """What a table needed when it was last laid out, in CSS pixels."""

    available: float
    needed: float
    least: float
    size: float


@dataclass(slots=True)
class _State:
    """What was done to a table so far. ``size`` is that of its letters before, ``smallest`` the
    least that they may have, in CSS pixels. ``whole`` are the widths that its columns need when no
    word is divided, in em.
    """

    size: float
    smallest: float
    whole: list[float] = field(default_factory=list)
    at_any_letter: bool = False


class TableFitter:
    """Makes tables fit, from one layout of a document to the next."""

    def __init__(self) -> None:
        self._states: dict[Any, _State] = {}
        self._measured: dict[Any, _Measured] = {}
        self._headless: dict[Any, None] = {}
        self._footless: dict[Any, None] = {}
        #: The tables that a column of the page crushes.
        self._crushed: dict[Any, None] = {}
        self._available = 0.0
        #: Whether the table that is laid out begins its page.
        self._begins_page = False

    @property
    def too_wide(self) -> list[Any]:
        """The tables that are wider than their place after all, as elements of the HTML."""
        return [
            element
            for element, found in self._measured.items()
            if found.least > found.available + _TOLERANCE
        ]

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Measure tables while the block runs, and narrow the columns of those that are divided."""
        from weasyprint.layout.block import remove_placeholders

        auto_layout, widths = original(_AUTO_LAYOUT), original(_WIDTHS)
        layout, earlier_break = original(_TABLE_LAYOUT), original(_EARLIER_BREAK)

        def measured_layout(context: Any, wrapper: Any, containing_block: Any) -> None:
            self._available = _available(wrapper, containing_block)
            auto_layout(context, wrapper, containing_block)
            widen_captions(context, wrapper, self._available)

        def fitted_widths(context: Any, wrapper: Any, outer: bool = True) -> Any:
            found = widths(context, wrapper, outer)
            return found if outer or not found[-1] else self._fitted(wrapper, found)

        def begun_layout(
            context: Any, table: Any, bottom_space: float, skip_stack: Any, *rest: Any
        ) -> Any:
            _, page_is_empty, *lists = rest
            outer, self._begins_page = self._begins_page, page_is_empty
            try:
                if skip_stack is not None:
                    made, resume, *others = layout(context, table, bottom_space, skip_stack, *rest)
                    self._note_foot(table, made)
                    return made, _no_earlier(table, resume, skip_stack), *others
                table = _without_continued(table)
                result = layout(context, table, bottom_space, skip_stack, *rest)
                is_refused = result[0] is None and page_is_empty
                lacks_room = is_refused or not _has_its_head(table, result[0])
                if lacks_room and has_notes_below(context):
                    # WeasyPrint leaves out a head below which no row has room. The notes of
                    # earlier pages get a page of their own.
                    remove_placeholders(context, [result[0]], *lists)
                    with page_of_its_own(context):
                        result = layout(context, table, bottom_space, skip_stack, *rest)
                self._note_head(context, table, *result[:2])
                self._note_foot(table, result[0])
                return result
            finally:
                self._begins_page = outer

        def any_break(
            context: Any, element: Any, index: int, previous: Any, page_is_empty: bool, *lists: Any
        ) -> Any:
            found = earlier_break(context, element, index, previous, page_is_empty, *lists)
            is_alone = self._begins_page and not has_notes_below(context)
            if found == (None, None) and previous and is_alone:
                # No page can hold all that the style sheet keeps together.
                return previous, {index: None}
            return found

        with patched(
            {
                _AUTO_LAYOUT: measured_layout,
                _WIDTHS: fitted_widths,
                _TABLE_LAYOUT: begun_layout,
                _EARLIER_BREAK: any_break,
            }
        ):
            yield

    def _note_head(self, context: Any, table: Any, made: Any, resume: Any) -> None:
        """Remember a table of which a page shows no head, or little else where it goes on."""
        if table.element is None or made is None or not _has_head(table):
            return
        height = made.children[0].height if _has_head(made) else inf
        if height == inf or (
            resume is not None and height > _HEAD_SHARE * context.current_footnote_area.page.height
        ):
            self._headless[table.element] = None

    def _note_foot(self, table: Any, made: Any) -> None:
        """Remember a table of which a page shows no foot."""
        is_in_text = table.element is not None and made is not None
        if is_in_text and _has_foot(table) and not _has_foot(made):
            self._footless[table.element] = None

    def _fitted(self, wrapper: Any, found: Any) -> Any:
        """WeasyPrint's result with columns that have room beside each other, if they can."""
        least, most, minimal, maximal, percentages, constrained, spacing, grid = found
        table = wrapper.get_wrapped_table()
        if has_waste(percentages, maximal, self._available - spacing):
            percentages = [0.0] * len(percentages)
            most = sum(maximal) + spacing
            found = least, most, minimal, maximal, percentages, constrained, spacing, grid
        state = self._states.get(table.element)
        available = self._available - spacing
        if is_crushed(minimal, maximal, available, table.style["font_size"]):
            self._crushed[table.element] = None
        else:
            self._crushed.pop(table.element, None)
        if table.element is None or (state is None and sum(minimal) <= available + _TOLERANCE):
            return found
        em = table.style["font_size"]
        if state is None:
            whole = [width / em for width in minimal]
            self._states[table.element] = _State(em, min(_least_size(table.style), em), whole)
            self._measured[table.element] = _Measured(available, sum(minimal), sum(minimal), em)
            return found
        wanted = [
            max(width, min(whole * em, _DIVIDED * em))
            for width, whole in zip(minimal, state.whole, strict=False)
        ]
        lowest = [min(width, _WIDEST * em) for width in wanted]
        needed = sum(lowest)
        if state.at_any_letter:
            lowest = [min(width, _NARROWEST * em) for width in minimal]
        narrowed = narrow(wanted, lowest, available)
        self._measured[table.element] = _Measured(available, needed, sum(narrowed), em)
        least = sum(narrowed) + spacing
        return (
            least,
            max(least, most),
            narrowed,
            [max(pair) for pair in zip(narrowed, maximal, strict=True)],
            percentages,
            constrained,
            spacing,
            grid,
        )

    def forget_others(self, root: Any) -> None:
        """Forget the tables that are not in the tree ``root``: those of a layout on trial."""
        own = set(root.iter("table"))
        kept_of = self._states, self._measured, self._headless, self._footless, self._crushed
        for kept in kept_of:
            for table in [table for table in kept if table not in own]:
                del kept[table]

    def change(self, root: Any, page_height: float, *, in_columns: bool = False) -> bool:
        """Change the HTML of tables that did not fit; whether there were any.

        ``page_height`` is the width of a line on a page that is turned, in CSS pixels.
        ``in_columns`` tells that a table may stand across the columns of a page.
        """
        above = {child: parent for parent in root.iter() for child in parent}
        changed = [
            (in_columns and _span(table, above)) or self._change(table, found, above, page_height)
            for table, found in list(self._measured.items())
        ]
        if in_columns:
            changed += [_span(table, above) for table in self._crushed if table is not None]
        return any(changed)

    def end_heads(self, *, wait: bool) -> bool:
        """Change the HTML of tables whose heads or feet had no room in the last layout; whether
        there were any. With ``wait`` another layout comes first, which may give them room.
        """
        headless, self._headless = self._headless, {}
        footless, self._footless = self._footless, {}
        if wait:
            return False
        return any([*map(_end_head, headless), *map(_end_foot, footless)])

    def _change(
        self, table: Any, found: _Measured, above: dict[Any, Any], turned_width: float
    ) -> bool:
        state = self._states[table]
        if DIVIDED not in _classes(table):
            _add_class(table, DIVIDED)
            return True
        if found.needed <= found.available + _TOLERANCE or state.at_any_letter:
            return False
        smallest = state.smallest
        turned = self._is_turned(table, above)
        size = found.size * found.available / found.needed
        if size >= smallest and found.size > smallest + _TOLERANCE:
            _set_size(table, max(size * 0.995, smallest))
            return True
        if not turned and not _is_held(table, above):
            _add_class(table, LANDSCAPE)
            if table.get(SPAN):  # a page that is turned has one column
                table.set(SPAN, NONE)
            size = found.size * turned_width / found.needed * 0.995
            _shrink(table, state, size)
            state.at_any_letter = size < smallest
            return True
        state.at_any_letter = True
        _shrink(table, state, smallest)
        return True

    def _is_turned(self, table: Any, above: dict[Any, Any]) -> bool:
        return any(LANDSCAPE in _classes(element) for element in _up(table, above))


def allow_breaks_in_tall_rows(document: Any, root: Any) -> bool:
    """Let the rows that take a large part of a page be continued on the next; whether any did."""
    from weasyprint.formatting_structure import boxes

    if next(root.iter("table"), None) is None:
        return False
    changed = False
    for page in document.pages:
        limit = page._page_box.height * _TALL
        stack = [page._page_box]
        while stack:
            box = stack.pop()
            if isinstance(box, boxes.TableRowBox):
                element = box.element
                tall = element is not None and box.height > limit
                if tall and TALL not in _classes(element):
                    _add_class(element, TALL)
                    changed = True
                continue
            if not isinstance(box, boxes.LineBox):
                stack.extend(getattr(box, "children", ()))
    return changed


def is_continued(element: Any) -> bool:
    """Whether an element is the row that says that its table goes on."""
    return element is not None and element.tag == "tr" and CONTINUED in _classes(element)


def _without_continued(table: Any) -> Any:
    """The box of a table that begins here: the row that says that it goes on has no height."""
    if not table.children or not table.children[0].is_header:
        return table
    head = table.children[0]
    if not head.children or not is_continued(head.children[0].element):
        return table
    row, *others = head.children
    cells = [_emptied(cell) for cell in row.children]
    head = head.copy_with_children([row.copy_with_children(cells), *others])
    return table.copy_with_children([head, *table.children[1:]])


def _no_earlier(table: Any, resume: Any, begun: Any) -> Any:
    """Where a table goes on that went on from ``begun`` on this page.

    WeasyPrint lets a cell that got no room on a page begin anew on the next, also where its first
    lines stand on an earlier page. Positions are ``{index of the child: the same for the child}``;
    None is a child's beginning, and in a row each cell that is not done has its own.
    """
    if resume is None:
        return None
    ((group, rows),), ((first_group, first_rows),) = resume.items(), begun.items()
    if group != first_group or first_rows is None:
        return resume
    ((row, cells),) = (rows or first_rows).items()
    ((first_row, first_cells),) = first_rows.items()
    if row != first_row or first_cells is None:
        return resume
    if rows is None or cells is None:
        return begun
    boxes = table.children[group].children[row].children
    kept = {
        number: first_cells.get(number, {len(boxes[number].children): None})
        if position == {0: None}
        else position
        for number, position in cells.items()
    }
    return {group: {row: kept}}


def _has_its_head(table: Any, made: Any) -> bool:
    """Whether a table that was laid out, unless it has to go to the next page, kept its head."""
    return made is None or not _has_head(table) or _has_head(made)


def _has_head(table: Any) -> bool:
    return bool(table.children and table.children[0].is_header)


def _has_foot(table: Any) -> bool:
    return bool(table.children and table.children[-1].is_footer)


def _end_head(table: Any) -> bool:
    """Make the head of a table the first rows of its body, where a page may end between them;
    whether it had a head.
    """
    head, body = table.find("thead"), table.find("tbody")
    if head is None or body is None:
        return False
    body[:0] = [row for row in head if not is_continued(row)]
    table.remove(head)
    table.set("class", " ".join(name for name in _classes(table) if name != CONTINUING))
    return True


def _end_foot(table: Any) -> bool:
    """Make the foot of a table the last rows of its body; whether it had a foot."""
    foot = table.find("tfoot")
    if foot is None:
        return False
    foot.tag = "tbody"
    _add_class(foot, FOOT)
    table.remove(foot)
    table.append(foot)
    return True


def _emptied(cell: Any) -> Any:
    made = cell.copy_with_children([])
    made.style = cell.style.copy()
    for side in ("top", "bottom"):
        made.style[f"padding_{side}"] = cell.style["text_indent"]._replace(value=0, unit="px")
    return made


def _available(wrapper: Any, containing_block: Any) -> float:
    """The width that a table may have, as ``auto_table_layout`` finds it."""
    table = wrapper.get_wrapped_table()
    width, _ = containing_block
    margins = sum(m for m in (wrapper.margin_left, wrapper.margin_right) if m != "auto")
    inside = table.padding_left + table.padding_right
    borders = table.border_left_width + table.border_right_width
    return float(width - margins - inside - borders)


def _is_held(table: Any, above: dict[Any, Any]) -> bool:
    """Whether the table stands where it cannot have a page of its own."""
    return any(element.tag in _HELD_IN for element in _up(table, above))


def _up(element: Any, above: dict[Any, Any]) -> Iterator[Any]:
    """The element and those around it."""
    while element is not None:
        yield element
        element = above.get(element)


def _span(table: Any, above: dict[Any, Any]) -> bool:
    """Let a table stand across the columns; whether it did not yet, and can."""
    if table.get(SPAN) or any(one.get(SPAN) for one in _up(table, above)) or _is_held(table, above):
        return False
    table.set(SPAN, ALL)
    return True


def _least_size(style: Any) -> float:
    """How small a table's letters may be by its style, in CSS pixels."""
    try:
        tokens = style["__least_size"]
    except KeyError:
        return SMALLEST * _PIXELS
    sizes = [token.value for token in tokens if token.type == "dimension"]
    return float((sizes or [SMALLEST])[0]) * _PIXELS


def _shrink(table: Any, state: _State, size: float) -> None:
    """Set a table in letters of a size between its smallest and its own."""
    size = max(size, state.smallest)
    if size < state.size - _TOLERANCE:
        _set_size(table, size)


def _set_size(table: Any, pixels: float) -> None:
    points = int(pixels / _PIXELS * 100) / 100
    table.set("style", f"font-size:{points:g}pt;line-height:{points * 4 / 3:.2f}pt")
    _add_class(table, "small")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _add_class(element: Any, name: str) -> None:
    classes = _classes(element)
    if name not in classes:
        element.set("class", " ".join([*classes, name]))
