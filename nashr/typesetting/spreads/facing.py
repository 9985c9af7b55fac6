"""Facing pages end on the same line, or both a line short.

A page often ends above its last line: a heading needs lines of its text below it, a paragraph is
not divided so that one line stands alone. Single lines are then moved to the page behind (R.
Bringhurst, The Elements of Typographic Style, 2.4.9): where a left page ends a line short, the
right page is a line shorter too, and a left page is made a line shorter where the right one cannot
end below. What a page lacks beyond that it gives itself (see ``stretching``). Notes at the foot are
part of the page: a page with notes ends with them, and a line left above them does not show.

The last page has five lines of text at least; the page before leaves it what it lacks, unless
nothing of the text stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from math import floor, inf
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.pages.columns import columns_of
from nashr.typesetting.pages.grid import grid_of, pitch_of
from nashr.typesetting.patching.apply import original, patched
from nashr.typesetting.spreads.stretching import Edits, apply, edits_for, last_baseline, lines_of

#: Where WeasyPrint's layout context keeps the state of the spreads.
_STATE = "nashr_spreads"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_REMAKE_PAGE = "weasyprint.layout.page:remake_page"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
#: How many lines a page may be given.
_MOST_LINES = 5
#: How many lines the last page has at least, and how many another may leave to it for that.
_ENOUGH, _MOST_TAKEN = 5, 12
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
    cost in demerits. ``redone`` is a left page that was made anew after the right one, ``taken``
    are the lines that a page leaves to the last one, ``free`` those that it has no text for, and
    ``lines`` how many the last one has.
    """

    context: Any
    short: dict[int, int] = field(default_factory=dict)
    wanted: dict[int, int] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    redone: Any = None
    taken: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    lines: int = _ENOUGH

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
        self.lines = _ENOUGH
        made = remake_page(index, self.context, *others)
        left = index - 1
        if made[1] is None and index:
            self._take_lines(index)
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

    def _take_lines(self, last: int) -> None:
        """Have the page before the last made anew with fewer lines, if the last has too few."""
        before = last - 1
        free = max(self.free.get(before, 0), self.taken.get(before, 0))
        taken = free + _ENOUGH - self.lines
        if self.lines < _ENOUGH and taken <= _MOST_TAKEN:
            self.taken[before] = taken
            self.context.page_maker[before][-1]["content_changed"] = True

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
        context, pitch = self.context, pitch_of(box.style)
        index = context.current_page - 1
        is_right = self._is_right(index)
        wanted = self.short.get(index - 1, 0) if is_right else self.wanted.get(index)
        taken = self.taken.get(index, 0)
        self._lower(-((wanted or 0) + taken) * pitch)
        bottom = context.page_bottom
        result = lay_out(context, box, *others)
        has_notes = bottom - context.page_bottom > _EXACT
        self._lower(taken * pitch)
        text, resume, next_page = result[:3]
        self.short.pop(index, None)
        self.cost[index] = 0.0
        grid = grid_of(context)
        if text is None or grid is None:
            return result
        if resume is None:
            self.lines = lines_of(text)
            return result
        is_alone = is_right and not index
        beyond = grid.last_baseline(context.page_bottom) - last_baseline(text)
        lacking = self.free[index] = max(floor(beyond / pitch + _EXACT), 0)
        if resume == others[1]:  # a page of figures, or of the end of a note
            self.free[index] = _MOST_TAKEN
        if next_page["break"] == "any" and (is_right or not taken):
            spare = has_notes or is_alone or (not is_right and wanted is None)
            spared = min(lacking, 1) if spare else 0
            baseline = grid.last_baseline(context.page_bottom) - spared * pitch
            edits = self._edits(text, lacking - spared, pitch, baseline)
            if edits is not None:
                apply(context, text, edits, others[4], others[5])
            if not has_notes and not is_alone:
                self.cost[index] = inf if edits is None else edits.cost
            if not is_right and (has_notes or (edits is not None and not edits.is_off)):
                self.short[index] = wanted or (0 if has_notes else spared)
        return result

    def _lower(self, distance: float) -> None:
        """Move the foot of the page down, for the text and for its notes."""
        self.context.page_bottom += distance
        self.context.current_footnote_area.position_y += distance

    @staticmethod
    def _edits(text: Any, lines: int, pitch: float, baseline: float) -> Edits | None:
        if lines > _MOST_LINES:
            return None
        return edits_for(text, lines, pitch, baseline)
