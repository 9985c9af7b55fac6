"""Facing pages end on the same line, or both a line short.

A page often ends above its last line: a heading needs lines of its text below it, a paragraph is
not divided so that one line stands alone. Single lines are then moved to the page behind (R.
Bringhurst, The Elements of Typographic Style, 2.4.9): where a left page ends a line short, the
right page is a line shorter too, and a left page is made a line shorter where the right one cannot
end below. What a page lacks beyond that it gives itself (see ``stretching``). Notes at the foot are
part of the page: a page with notes ends with them, and a line left above them does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from math import floor, inf
from typing import Any

from nashr.typesetting.pages.columns import columns_of
from nashr.typesetting.pages.grid import Grid, grid_of, pitch_of
from nashr.typesetting.pages.stretching import apply, edits_for, end_of
from nashr.typesetting.patching.apply import original, patched

#: Where WeasyPrint's layout context keeps the state of the spreads.
_STATE = "nashr_spreads"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_REMAKE_PAGE = "weasyprint.layout.page:remake_page"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
#: How many lines a page may be given.
_MOST_LINES = 5
#: From these demerits on the spread is tried with a line less, or more.
_DEAR = 70_000.0
#: By what part of a line the end of a text may stand off a line.
_EXACT = 0.02


def patch_spreads() -> AbstractContextManager[None]:
    """Let WeasyPrint end facing pages on the same line."""
    block_level_layout = original(_BLOCK_LEVEL_LAYOUT)
    remake_page, make_all_pages = original(_REMAKE_PAGE), original(_MAKE_ALL_PAGES)

    def lay_out(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        style = box.style
        if not box.is_for_root_element or not box.children or not pitch_of(style):
            return block_level_layout(context, box, *others, **named)
        if columns_of(style)[0] > 1:
            return block_level_layout(context, box, *others, **named)
        return _state_of(context).lay_out(block_level_layout, box, *others)

    def remake(index: int, context: Any, *others: Any) -> Any:
        return _state_of(context).remake(remake_page, index, *others)

    def make_all(context: Any, *others: Any) -> Iterator[Any]:
        return _state_of(context).in_spreads(make_all_pages(context, *others))

    return patched({_BLOCK_LEVEL_LAYOUT: lay_out, _REMAKE_PAGE: remake, _MAKE_ALL_PAGES: make_all})


def _state_of(context: Any) -> _Spreads:
    if not hasattr(context, _STATE):
        setattr(context, _STATE, _Spreads(context))
    state: _Spreads = getattr(context, _STATE)
    return state


@dataclass(slots=True)
class _Spreads:
    """The pages of a document while it is laid out, by their index.

    ``short`` says for a left page by how many lines its spread is shorter than a full page, and
    ``wanted`` where that was chosen after both pages were tried. ``cost`` is what the end of a page
    cost in demerits. ``redone`` is a left page that was made anew after the right one.
    """

    context: Any
    short: dict[int, int] = field(default_factory=dict)
    wanted: dict[int, int] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    redone: Any = None

    def in_spreads(self, pages: Iterator[Any]) -> Iterator[Any]:
        """The pages as they are made, each given away when the next one is done."""
        before = None
        for page in pages:
            if self.redone is not None:
                before, self.redone = self.redone, None
            if before is not None:
                yield before
            before = page
        if before is not None:
            yield before

    def remake(self, remake_page: Callable[..., Any], index: int, *others: Any) -> Any:
        """Make a page, and its spread anew where the two pages do not end well together."""
        made = remake_page(index, self.context, *others)
        left = index - 1
        if left not in self.short or left in self.wanted or not self._is_right(index):
            return made
        cost, short = self._cost_of(left), self.short[left]
        if self.cost.get(index, 0.0) < _DEAR:
            return made
        for self.wanted[left] in (1 - short, short):
            self._forget(left)
            page, _ = remake_page(left, self.context, *others)
            self._forget(index)
            made = remake_page(index, self.context, *others)
            if self._cost_of(left) < cost:
                break
        self.redone = page
        return made

    def _is_right(self, index: int) -> bool:
        return bool(self.context.page_maker[index][2])

    def _cost_of(self, left: int) -> float:
        return self.cost.get(left, 0.0) + self.cost.get(left + 1, 0.0)

    def _forget(self, index: int) -> None:
        """Forget what WeasyPrint noted when it made a page."""
        state = self.context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])

    # --- the text of a page ----------------------------------------------------------------

    def lay_out(self, lay_out: Callable[..., Any], box: Any, *others: Any) -> Any:
        """In place of WeasyPrint's layout of a page's text."""
        context = self.context
        index = context.current_page - 1
        is_right = self._is_right(index)
        wanted = self.short.get(index - 1, 0) if is_right else self.wanted.get(index)
        shorter = (wanted or 0) * pitch_of(box.style)
        context.page_bottom -= shorter
        context.current_footnote_area.position_y -= shorter
        bottom = context.page_bottom
        result = lay_out(context, box, *others)
        text, resume, next_page = result[:3]
        self.short.pop(index, None)
        self.cost[index] = 0.0
        grid = grid_of(context)
        if text is None or resume is None or next_page["break"] != "any" or grid is None:
            return result
        has_notes = bottom - context.page_bottom > _EXACT
        is_alone = is_right and not index
        lacking = floor((grid.foot(context.page_bottom) - end_of(text)) / grid.pitch + _EXACT)
        spare = has_notes or is_alone or (not is_right and wanted is None)
        spared = min(lacking, 1) if spare else 0
        cost = self._stretch(text, lacking - spared, spared, grid, others[4], others[5])
        self.cost[index] = 0.0 if has_notes or is_alone else cost
        if not is_right and self.cost[index] < inf:
            self.short[index] = wanted or (0 if has_notes else spared)
        return result

    def _stretch(
        self, text: Any, lines: int, spared: int, grid: Grid, *out_of_flow: list[Any]
    ) -> float:
        """Make a page's text so many lines longer; returns the demerits, which are without bound
        where it cannot be done.
        """
        if lines > _MOST_LINES:
            return inf
        baseline = grid.last_baseline(self.context.page_bottom) - spared * grid.pitch
        edits = edits_for(text, lines, grid.pitch, baseline)
        if edits is None:
            return inf
        apply(self.context, text, edits, *out_of_flow)
        return edits.cost
