"""Floats: figures and tables that have no room on their page stand at the head of the next one.

WeasyPrint lays a figure out where it stands in the text; where there is no room for it, the page
ends early. Here the text goes on past it to the foot of the page, whatever follows, and the figure
waits for the next page:

- While the text of a page is laid out, a figure that does not fit is passed over as if it were not
  there, and so are all later ones of its kind, which keep their order. A table that begins on the
  page and goes on on the next fits, unless it is short; one that has no room on a page of its own
  does not wait.
- One that is all that stands below a heading waits only where the heading begins the page: else
  both go to the next page.
- What has a page to itself, such as a table that is turned, waits in any case.
- The next page begins with what waits, as much as has room; the text, which may have been cut in
  mid-paragraph, goes on below it. A page without room for both has no text.
- What waits is kept by the page's number, so that a page can be made anew at any time. Where the
  text ends first, pages of figures follow it. They stand before the reference list and other
  sections behind the text where these begin on its last page.

The elements keep their place in the HTML, by which the tagged text is ordered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import takewhile
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.pages.columns import WAITS, blocks_that_wait, spans_columns
from nashr.typesetting.pages.float_area import HeadArea, Waiting
from nashr.typesetting.pages.float_places import (
    Place,
    begun_by,
    end_before_unseen,
    has_rows,
    indent_next,
    indent_of,
    is_behind_text,
    is_short,
    margin_above,
    path_of,
    places,
    skip_to,
)
from nashr.typesetting.pages.footnotes import column_of, mark_notes
from nashr.typesetting.pages.relayout import BELOW, REST, snapshot
from nashr.typesetting.patching.apply import original, patched

#: Where WeasyPrint's layout context keeps the state of the floats, and a box that it begins with
#: what has a page to itself.
_STATE, _TURNED = "nashr_floats", "nashr_turned"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_PAGE_NAME = "weasyprint.layout.block:block_level_page_name"
_IN_FLOW_LAYOUT = "weasyprint.layout.block:_in_flow_layout"
_SWITCH = "weasyprint.layout.block:block_level_layout_switch"
_REMAKE_PAGE = "weasyprint.layout.page:remake_page"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"


def patch_floats() -> AbstractContextManager[None]:
    """Let WeasyPrint set figures and tables as this module describes."""
    block_level_layout, in_flow_layout = original(_BLOCK_LEVEL_LAYOUT), original(_IN_FLOW_LAYOUT)
    switch_layout, page_name = original(_SWITCH), original(_PAGE_NAME)
    remake_page, make_all_pages = original(_REMAKE_PAGE), original(_MAKE_ALL_PAGES)

    def lay_out(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        state: _Floats | None = getattr(context, _STATE, None)
        if state is None or not box.is_for_root_element:
            return block_level_layout(context, box, *others, **named)
        return state.lay_out(block_level_layout, _Text(box, *others))

    def in_flow(context: Any, box: Any, index: int, child: Any, *others: Any) -> Any:
        state: _Floats | None = getattr(context, _STATE, None)
        if state is None or state.page is None or child not in state.places or context.in_column:
            return in_flow_layout(context, box, index, child, *others)
        position = child.position_x, child.position_y
        siblings = _Siblings(in_flow_layout, context, box, index, child, others, position)
        return state.page.lay_out_in_flow(siblings)

    def switch(
        context: Any,
        box: Any,
        bottom_space: float,
        skip: Any,
        around: Any,
        *others: Any,
        **named: Any,
    ) -> Any:
        result = switch_layout(context, box, bottom_space, skip, around, *others, **named)
        state: _Floats | None = getattr(context, _STATE, None)
        if state is not None and state.page is not None and box is state.page.tried:
            is_low = state.page.area.is_low
            _check_room(context, box, result, bottom_space, around, others, is_low=is_low)
        return result

    def name(before: Any, after: Any) -> str | None:
        # The text goes on past what has a page of another name.
        return None if getattr(after, _TURNED, False) else page_name(before, after)

    def remake(index: int, context: Any, *others: Any) -> Any:
        state: _Floats | None = getattr(context, _STATE, None)
        if state is None:
            return remake_page(index, context, *others)
        return state.remake(remake_page, index, *others)

    def make_all(context: Any, root_box: Any, *others: Any) -> Any:
        _begin(context, root_box)
        return make_all_pages(context, root_box, *others)

    return patched(
        {
            _BLOCK_LEVEL_LAYOUT: lay_out,
            _IN_FLOW_LAYOUT: in_flow,
            _SWITCH: switch,
            _PAGE_NAME: name,
            _REMAKE_PAGE: remake,
            _MAKE_ALL_PAGES: make_all,
        }
    )


def _begin(context: Any, root_box: Any) -> None:
    """Find the figures of a document, before all pages are made, and each time they are."""
    found = places(root_box)
    if found:
        if not hasattr(context, _STATE):
            setattr(context, _STATE, _Floats(context))
        state: _Floats = getattr(context, _STATE)
        state.places, state.indent = found, indent_of(root_box)
        for place in found.values():
            for box in begun_by(root_box, place.path) if place.page else ():
                setattr(box, _TURNED, True)


class _NoRoomError(Exception):
    """The figure that is laid out does not fit its page."""


def _check_room(
    context: Any,
    box: Any,
    result: Any,
    bottom_space: float,
    around: Any,
    others: tuple[Any, ...],
    *,
    is_low: bool,
) -> None:
    """Raise ``_NoRoomError`` where a figure that was laid out has no room on its page.

    ``others`` are the arguments of WeasyPrint's function behind the containing block. What begins a
    page has its room in any case, and what begins a column that ``is_low`` has not.
    """
    from weasyprint.layout.block import remove_placeholders

    page_is_empty, absolute_boxes, fixed_boxes, *_ = others
    made, resume = result[0], result[1]
    if page_is_empty and not is_low:
        return
    if made is None:
        raise _NoRoomError
    space = bottom_space + made.padding_bottom + made.border_bottom_width
    if not around.bottom_margin_collapses():
        space += made.margin_bottom
    bottom = made.border_box_y() + made.border_height()
    is_over = (
        context.overflows_page(space, bottom)
        if resume is None
        else not has_rows(made) or (made.is_table_wrapper and is_short(box))
    )
    if is_over:
        remove_placeholders(context, [made], absolute_boxes, fixed_boxes)
        raise _NoRoomError


@dataclass(slots=True)
class _Text:
    """The text of a page, as WeasyPrint asks for its layout: ``box`` is the root box, ``skip`` the
    position at which the page begins.
    """

    box: Any
    bottom_space: float
    skip: Any
    around: Any
    page_is_empty: bool
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    margins: list[Any]

    def lay_out(self, lay_out: Callable[..., Any], context: Any, *, below_head: bool) -> Any:
        return lay_out(
            context,
            self.box,
            self.bottom_space,
            self.skip,
            self.around,
            self.page_is_empty and not below_head,
            self.absolute_boxes,
            self.fixed_boxes,
            list(self.margins),
        )


@dataclass(slots=True)
class _Siblings:
    """A child that WeasyPrint asks the layout of, among its siblings. ``others`` are the arguments
    of WeasyPrint's function from the boxes before the child on, ``position`` is where it begins.
    """

    function: Callable[..., Any]
    context: Any
    box: Any
    index: int
    child: Any
    others: tuple[Any, ...]
    position: tuple[float, float]

    @property
    def before(self) -> list[Any]:
        """The boxes that stand before the child on the page."""
        boxes: list[Any] = self.others[0]
        return boxes

    @property
    def are_in_flow(self) -> bool:
        return any(box.is_in_normal_flow() for box in self.before)

    def lay_out(self) -> Any:
        self.child.position_x, self.child.position_y = self.position
        before, page_is_empty, absolute_boxes, fixed_boxes, margins, *others = self.others
        return self.function(
            self.context,
            self.box,
            self.index,
            self.child,
            before,
            page_is_empty,
            absolute_boxes,
            fixed_boxes,
            list(margins),
            *others,
        )

    @property
    def skip(self) -> Any:
        """Where the child goes on, if it began on an earlier page."""
        return self.others[7]

    @property
    def begin_page(self) -> bool:
        """Whether nothing stands before the child on the page."""
        return bool(self.others[1]) and not self.are_in_flow

    def pass_over(self) -> Any:
        """What WeasyPrint's function gives, as if there were no child."""
        return self._without_child()

    def end_before(self) -> Any:
        """The same where the page ends before the child."""
        if self.are_in_flow:
            return self._without_child(resume={self.index: None})
        return self._without_child(abort=True)

    def _without_child(self, *, abort: bool = False, resume: Any = None) -> Any:
        before, _, _, _, margins, _, position_y, *_, next_page, max_lines = self.others
        ends = resume is not None
        return abort, ends, resume, position_y, margins, next_page, before, max_lines


@dataclass(slots=True)
class _Floats:
    """The figures of a document while it is laid out.

    ``places`` are those that may wait, with their paths, ``indent`` is that of a paragraph behind
    another one, ``carried`` what each page, by its index, has to show of earlier pages, and
    ``fitting`` tells of tables whether they fit a page.
    """

    context: Any
    places: dict[Any, Place] = field(default_factory=dict)
    indent: Any = None
    carried: dict[int, tuple[Waiting, ...]] = field(default_factory=dict)
    fitting: dict[Any, bool] = field(default_factory=dict)
    page: _Page | None = None
    rest: tuple[Waiting, ...] = ()
    #: What waits after each column of the page.
    of_columns: list[tuple[Waiting, ...]] = field(default_factory=list)

    def remake(self, remake_page: Callable[..., Any], index: int, *others: Any) -> Any:
        """Make a page, again or for the first time, with what waits for it."""
        self.page, self.rest = None, ()
        page, resume = remake_page(index, self.context, *others)
        self.page = None
        if self.rest != self.carried.get(index + 1, ()) and resume is not None:
            self.context.page_maker[index + 1][-1]["content_changed"] = True
        self.carried[index + 1] = self.rest
        return page, resume

    def lay_out(self, lay_out: Callable[..., Any], text: _Text) -> Any:
        """In place of WeasyPrint's layout of a page's text: what waited, and the text below."""
        column = column_of(self.context)
        number = column.number if column is not None else 0
        carried = self.carried.get(self.context.current_page - 1, ())
        if number:
            carried = self.of_columns[number - 1]
        elif column is not None:
            below = getattr(self.context, BELOW, None)
            carried = carried if below is None else below
        result = self._lay_out(lay_out, text, carried)
        setattr(self.context, REST, self.rest)
        self.of_columns[number:] = [self.rest]
        return result

    def _lay_out(
        self, lay_out: Callable[..., Any], text: _Text, carried: tuple[Waiting, ...]
    ) -> Any:
        if not text.box.children:  # a page of nothing but notes
            self.page, self.rest = None, carried
            return text.lay_out(lay_out, self.context, below_head=False)
        lists = text.absolute_boxes, text.fixed_boxes
        restore = snapshot(self.context, text.box, *lists)
        area = HeadArea(self.context, text.around, *lists)
        self.page = _Page(self, area)
        result = self._lay_out_below(lay_out, text, carried)
        if result[1] is None and self.rest and self.page.has_back:
            restore()
            self.page = _Page(self, area, keeps_back=True)
            result = self._lay_out_below(lay_out, text, carried)
        self.page = None
        made, resume, next_page, *others = result
        if resume is None and self.rest:
            resume = end_before_unseen(made, text.box)
        resume = self._past_turned(resume)
        name = "" if self._is_preceded() else self._page_name(self.rest[:1])
        if name and next_page["break"] == "any":
            next_page = {**next_page, WAITS: True}
        return made, resume, {**next_page, "page": name or next_page["page"]}, *others

    def _past_turned(self, resume: Any) -> Any:
        """The position at which the text goes on, behind what has the next page to itself."""
        turned = {place.path: box for box, place in self.places.items() if place.page}
        while resume is not None and (box := turned.get(path_of(resume))) is not None:
            self.rest += (Waiting(box),)
            *around, index = path_of(resume)
            resume = skip_to((*around, index + 1))
        return resume

    def _page_name(self, waiting: tuple[Waiting, ...]) -> str:
        """The name of the page that the first has to itself, if it has one."""
        return next((self.places[one.box].page for one in waiting), "")

    def _is_preceded(self) -> bool:
        """Whether a block across the columns waits that stands before the first of its kind that
        waits here: it gets the next page.
        """
        waiting = {box.element for box in blocks_that_wait(self.context)} if self.rest else set()
        if not waiting:
            return False
        first = self.places[self.rest[0].box]
        return any(
            box.element in waiting and place.kind == first.kind and place.path < first.path
            for box, place in self.places.items()
        )

    def _kinds(self, waiting: tuple[Waiting, ...]) -> set[str]:
        return {self.places[one.box].kind for one in waiting}

    def _of_this_page(
        self, carried: tuple[Waiting, ...]
    ) -> tuple[tuple[Waiting, ...], tuple[Waiting, ...]]:
        """What may stand at the head of the page that is laid out, and what waits after that."""
        name = self._page_name(carried)
        page = self.context.page_maker[self.context.current_page - 1][1]["page"]
        if name and (name != page or column_of(self.context) is not None):
            return (), carried
        here = tuple(takewhile(lambda one: self.places[one.box].page == name, carried))
        return here, carried[len(here) :]

    def _lay_out_below(
        self, lay_out: Callable[..., Any], text: _Text, carried: tuple[Waiting, ...]
    ) -> Any:
        page = self.page
        assert page is not None
        here, later = self._of_this_page(carried)
        if not here:
            page.behind = self._kinds(later)
            result = text.lay_out(lay_out, self.context, below_head=False)
            self.rest = later + tuple(page.passed(result[1]))
            return result
        head = page.area.fill(here)
        left = head.rest + later
        page.behind = self._kinds(left)
        top, is_last = text.box.position_y, is_behind_text(text.box, text.skip)
        margin = max(0.0, head.margin - margin_above(text.box, text.skip))
        text.box.position_y = head.bottom + (0.0 if is_last else margin)
        result = (None,)
        if is_last or not (head.is_full or self._page_name(here)):
            result = text.lay_out(lay_out, self.context, below_head=not is_last)
        if result[0] is None:
            page.waiting = []
            text.box.position_y = head.bottom
            result = self._without_text(lay_out, text)
        text.box.position_y = top
        self.rest = left + tuple(page.passed(result[1]))
        made, resume, next_page, *others = result
        made.children = [*head.boxes, *made.children]
        if self._page_name(here):
            next_page = {**next_page, "page": text.box.style["page"]}
        return made, resume, next_page, *others

    def _without_text(self, lay_out: Callable[..., Any], text: _Text) -> Any:
        """A page of nothing but figures."""
        empty = text.box.copy_with_children([])
        made = lay_out(self.context, empty, 0, None, text.around, True, [], [], [])[0]
        page = self.context.page_maker[self.context.current_page - 1][1]["page"]
        return made, text.skip, {"break": "any", "page": page}, [], False, None


@dataclass(slots=True)
class _Page:
    """The figures of the page that is laid out. ``area`` lays out its head.

    ``waiting`` are those that were passed over, ``behind`` the kinds of those that the head of the
    page had no room for, ``tried`` is the one that is laid out. ``has_back`` tells that a section
    behind the text begins on the page; with ``keeps_back`` none does while a figure waits.
    """

    state: _Floats
    area: HeadArea
    keeps_back: bool = False
    waiting: list[Any] = field(default_factory=list)
    behind: set[str] = field(default_factory=set)
    tried: Any = None
    has_back: bool = False

    def passed(self, resume: Any) -> Iterator[Waiting]:
        """What waits where the page ends at ``resume``; what stands behind that is met again."""
        end = path_of(resume)
        for child in self.waiting:
            if resume is None or self.state.places[child].path < end:
                yield Waiting(child)

    def lay_out_in_flow(self, siblings: _Siblings) -> Any:
        """In place of WeasyPrint's layout of a figure: as if it were not there if it has to wait.

        A figure of which nothing of the text stands before on the page is laid out in any case,
        unless it is in a column that begins below other blocks.
        """
        child, before = siblings.child, siblings.before
        place = self.state.places[child]
        if not place.kind:
            return self._lay_out_back(siblings)
        if siblings.skip is not None:
            return siblings.lay_out()
        kinds = self.behind | {self.state.places[one].kind for one in self.waiting}
        indent = partial(indent_next, siblings.box, siblings.index, before)
        if spans_columns(self.state.context, child):
            # What stands across the columns is no figure of one of them: ``columns`` has it wait.
            indent(self.state.indent)
            return siblings.lay_out()
        if place.kind in kinds:
            if not self._may_wait(child) and not siblings.begin_page:
                return siblings.end_before()
        elif not place.page:
            # What is out of the flow before a first child moves with it and is not moved back.
            self.tried = child if siblings.are_in_flow or not before else None
            indent(None)
            restore = mark_notes(self.state.context)
            try:
                return siblings.lay_out()
            except _NoRoomError:
                restore()
            finally:
                self.tried = None
            if not self._may_wait(child) or (place.fills and not siblings.others[1]):
                return siblings.lay_out()
        indent(self.state.indent)
        self.waiting.append(child)
        return siblings.pass_over()

    def _may_wait(self, child: Any) -> bool:
        """Whether a figure or table may stand at the head of a page."""
        if child.element_tag != "table" or self.state.places[child].page:
            return True
        fitting = self.state.fitting
        if child not in fitting:
            fitting[child] = self.area.has_room_for(child)
        return fitting[child]

    def _lay_out_back(self, siblings: _Siblings) -> Any:
        if self.keeps_back and (self.waiting or self.behind) and not siblings.begin_page:
            return siblings.end_before()
        result = siblings.lay_out()
        aborted, _, resume, *_ = result
        self.has_back |= not aborted and resume != {siblings.index: None}
        return result
