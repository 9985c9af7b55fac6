"""Facing pages end on the same line, or both some lines short, and so do the columns of a page.

A page often ends above its last line: a heading needs lines of its text below it, a paragraph is
not divided so that one line stands alone. Single lines are then moved to the page behind (R.
Bringhurst, The Elements of Typographic Style, 2.4.9): where a left page ends a line short, the
right page is a line shorter too, and a left page is made a line shorter where the right one cannot
end below. What a page lacks beyond that it gives itself (see ``stretching``): it has space for a
line more, or a paragraph in one line less, so that it has room for what did not fit. Where the
right page cannot, other ways to end the left one are tried, which let the right one begin a line
earlier or later; the best of all is taken. Where a left page can do nothing about it, the right one
ends as many lines short. Notes at the foot are part of the page: a page with notes ends with them,
and a line left above them does not show.

The last page has five lines of text at least, in all of its columns; the page before leaves it what
it lacks, unless nothing of the text stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from math import ceil, floor, inf
from typing import Any

from nashr.records import dataclass, field, replace
from nashr.typesetting.pages.footnotes import notes_below, number_of_columns
from nashr.typesetting.pages.grid import Grid, grid_of, pitch_of
from nashr.typesetting.paragraphs.plan_memory import forget_plans
from nashr.typesetting.patching.apply import original, patched
from nashr.typesetting.spreads.stretching import (
    Edits,
    apply,
    edits_for,
    last_baseline,
    last_table,
    lines_of,
    shorten,
)

#: Where WeasyPrint's layout context keeps the state of the spreads.
_STATE = "nashr_spreads"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_REMAKE_PAGE = "weasyprint.layout.page:remake_page"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
#: How many lines a page may be given.
_MOST_LINES = 5
#: How many lines the last page has at least, and how many another may leave to it for that.
_ENOUGH, _MOST_TAKEN = 5, 12
#: How many lines short a spread may be where its pages can end together nowhere else, and the
#: demerits of each line from the second on.
_MOST_SHORT, _SHORT = 5, 100_000.0
#: How many other ways to end a left page are tried where the right one cannot end well, and where
#: it can, at a cost.
_TRIED, _TRIED_FOR_LOOKS = 10, 2
#: How many pages may be made anew for that: so many in any document, and one more for each page.
_MOST_TRIED = 30
#: The element with the text of a column.
_BODY = "body"
#: Makes a page of an index, and gives what WeasyPrint's ``remake_page`` does.
_Make = Callable[[int], Any]
#: From these demerits on the spread is tried with a line less, or more.
_DEAR = 70_000.0
#: By what part of a line the end of a text may stand off a line.
_EXACT = 0.02


def patch_spreads() -> AbstractContextManager[None]:
    """Let WeasyPrint end facing pages, and the columns of a page, on the same line."""
    block_level_layout = original(_BLOCK_LEVEL_LAYOUT)
    remake_page, make_all_pages = original(_REMAKE_PAGE), original(_MAKE_ALL_PAGES)

    def lay_out(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        if not box.is_for_root_element or not box.children or not pitch_of(box.style):
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


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to end a left page: by how many lines its spread is ``short``, which is None for what
    the text comes to, how many lines the page leaves to the right one and is ``given`` again by
    what it has, and in how many lines less its paragraphs are set.
    """

    short: int | None = None
    given: int = 0
    less: int = 0


@dataclass(slots=True)
class _Text:
    """The text of a page, or of a column of it: its box, how far down it may reach, and whether
    notes stand below it. What ``is_short`` could not give what it lacks.
    """

    box: Any
    grid: Grid
    bottom: float
    pitch: float
    has_notes: bool
    is_short: bool = False
    lacking: int = 0

    def __post_init__(self) -> None:
        beyond = self.grid.last_baseline(self.bottom) - last_baseline(self.box)
        self.lacking = max(floor(beyond / self.pitch + _EXACT), 0)

    @property
    def ends_in_rows(self) -> bool:
        return last_table(self.box) is not None

    def edits(self, spared: int) -> Edits | None:
        """How the text ends so many lines above its foot; None where it cannot.

        Above notes, one line may be left.
        """
        spared = min(self.lacking, 1) if self.has_notes else spared
        lines = self.lacking - spared
        if lines > _MOST_LINES:
            return None
        baseline = self.grid.last_baseline(self.bottom) - spared * self.pitch
        return edits_for(self.box, lines, self.pitch, baseline)


@dataclass(slots=True)
class _Spreads:
    """The pages of a document while it is laid out, by their index.

    ``short`` says for a left page by how many lines its spread is shorter than a full page, and
    ``ways`` how it is to end where that was chosen after others were tried. ``cost`` is what the
    end of a page cost in demerits, ``texts`` what stands on it and could not give what it lacks,
    ``withdraw`` takes back that its paragraphs are set in ``less`` lines. ``redone`` is a left page
    that was made anew after the right one. ``lower`` are the lines that each page of a spread
    leaves to the last page, by the left one's index, ``taken`` those that a single page leaves to
    it, ``free`` those that it has no text for, and ``lines`` how many the last one has.
    """

    context: Any
    short: dict[int, int] = field(default_factory=dict)
    ways: dict[int, _Way] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    texts: dict[int, list[_Text]] = field(default_factory=dict)
    withdraw: dict[int, list[Callable[[], None]]] = field(default_factory=dict)
    less: dict[int, int] = field(default_factory=dict)
    redone: Any = None
    lower: dict[int, int] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    lines: int = _ENOUGH
    #: How many columns the last page has.
    wide: int = 1
    #: How many pages were made anew.
    tried: int = 0
    #: Of the page that was laid out last: whether it has columns, the height of a line, and how
    #: many lines the text lacks at its foot.
    are_columns: bool = False
    pitch: float = 0.0
    lacking: int = 0

    def in_spreads(self, pages: Iterator[Any]) -> Iterator[Any]:
        """The pages as they are made, each given away when the next one is done."""
        before = None
        for page in pages:
            if self.redone is not None:
                before, self.redone = self.redone, None
            if before is not None:
                forget_plans(before)
                yield before
            before = page
        if before is not None:
            yield before

    def remake(self, remake_page: Callable[..., Any], index: int, *others: Any) -> Any:
        """Make a page, and its spread anew where the two pages do not end well together."""
        self.lines = _ENOUGH

        def make(number: int) -> Any:
            return remake_page(number, self.context, *others)

        made = make(index)
        if made[1] is None and index:
            self._take_lines(index)
        if self._is_right(index) and index:
            return self._facing(make, index, made)
        enough = _DEAR if self.are_columns else _SHORT
        if index in self.ways or self._is_enough(index) or self.cost.get(index, 0.0) < enough:
            return made
        return self._by_itself(make, index, made)

    def _by_itself(self, make: _Make, index: int, made: Any) -> Any:
        """A left page, or the first one, that lacks what it cannot give: in other ways, or as many
        lines short as it is.
        """
        best, found, last = self.cost[index], _Way(), _Way()
        for last in [_Way(1)] * self.are_columns + [_Way(less=1), _Way(less=2)]:
            tried = self._page_by(make, index, last)
            if tried is not None and self.cost[index] < best:
                best, found, made = self.cost[index], last, tried
                if best < _DEAR:
                    break
        if last != found:
            made = self._page_by(make, index, found)
        if self._is_right(index) and found.short is not None:
            return made
        del self.ways[index]
        self.less[index] = found.less
        return made

    def _facing(self, make: _Make, index: int, made: Any) -> Any:
        """A right page, with its left one made anew if they do not end well together."""
        left = index - 1
        if self._is_enough(index):
            return made
        made = self._as_good(make, index, made)
        best = self._cost_of(left)
        if left not in self.short or left in self.ways or self.cost.get(index, 0.0) < _DEAR:
            return made
        found = last = _Way(self.short[left], less=self.less.get(left, 0))
        page: Any = None
        for number, way in enumerate(_other_ways(found)):
            most = _TRIED if best == inf else _TRIED_FOR_LOOKS
            if number >= most or self._is_enough(index):
                break
            last, (page, made) = way, self._spread_by(make, left, way)
            if (cost := self._cost_of(left)) < best:
                best, found = cost, way
                if best < _DEAR or (number and best < inf):
                    break
        if last != found:
            page, made = self._spread_by(make, left, found)
        self.redone = page
        return made

    def _spread_by(self, make: _Make, left: int, way: _Way) -> tuple[Any, Any]:
        """A left page, ended in a way, and what ``remake_page`` gives for the right one."""
        self._set_as_usual(left + 1)
        made = self._page_by(make, left, way)
        if made is None:
            self.cost[left] = inf
            return None, None
        self._forget(left + 1)
        return made[0], self._as_good(make, left + 1, make(left + 1))

    def _page_by(self, make: _Make, index: int, way: _Way) -> Any:
        """A page, ended in a way; None where it has too few paragraphs that become shorter."""
        before, self.ways[index] = self.ways.get(index, _Way()), way
        is_made = index in self.texts and not self.withdraw.get(index)
        if way.less and is_made and replace(before, less=way.less) == way:
            self.tried += 1  # a page that is as this one before its paragraphs become shorter
            return self._in_fewer_lines(make, index, way.less)
        self._set_as_usual(index)
        self._forget(index)
        made = make(index)
        return self._in_fewer_lines(make, index, way.less) if way.less else made

    def _as_good(self, make: _Make, index: int, made: Any) -> Any:
        """A right page, with a paragraph in a line less where it lacks what it cannot give."""
        if self.cost.get(index, 0.0) < inf:
            return made
        tried = self._in_fewer_lines(make, index, 1)
        if tried is not None and self.cost[index] < inf:
            return tried
        if tried is not None:
            self._set_as_usual(index)
            self._forget(index)
            return make(index)
        return made

    def _in_fewer_lines(self, make: _Make, index: int, less: int) -> Any:
        """A page, made anew with so many lines less for what stands on it; None where it cannot.

        In columns, those have fewer lines that end too early, or all.
        """
        texts = self.texts.get(index, [])
        for text in [text for text in texts if text.is_short] or texts:
            found = shorten(text.box, less, self.pitch)
            if found is None:
                self._set_as_usual(index)
                return None
            self.withdraw.setdefault(index, []).extend(found)
        self._forget(index)
        return make(index)

    def _set_as_usual(self, index: int) -> None:
        """Let the paragraphs of a page have as many lines as is best for them."""
        for withdraw in self.withdraw.pop(index, ()):
            withdraw()

    def _take_lines(self, last: int) -> None:
        """Have the page before the last made anew with fewer lines, if the last has too few; or
        the two pages before it, where they are a spread.
        """
        before, left = last - 1, last - 2
        wanted = ceil((_ENOUGH - self.lines) / self.wide)
        if wanted <= 0:
            return
        lower = self.lower.get(left, 0) + self.short.get(left, 0) + ceil(wanted / 2)
        if self._is_right(before) and left in self.short and lower <= _MOST_SHORT:
            self.lower[left] = lower
            self.ways.pop(left, None)
            self._set_as_usual(left)
            self._set_as_usual(before)
            changed = [left, before]
        else:
            taken = max(one.get(before, 0) for one in (self.free, self.taken, self.short)) + wanted
            if taken > _MOST_TAKEN:
                return
            self.taken[before] = taken
            changed = [before]
        for index in changed:
            self.context.page_maker[index][-1]["content_changed"] = True

    def _is_right(self, index: int) -> bool:
        return bool(self.context.page_maker[index][2])

    def _cost_of(self, left: int) -> float:
        return self.cost.get(left, 0.0) + self.cost.get(left + 1, 0.0)

    def _is_enough(self, index: int) -> bool:
        """Whether no more pages may be made anew."""
        return self.tried > _MOST_TRIED + index

    def _forget(self, index: int) -> None:
        """Forget what WeasyPrint noted when it made a page, which is made anew."""
        self.tried += 1
        state = self.context.page_maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])

    # --- the text of a page ----------------------------------------------------------------

    def lay_out(self, lay_out: Callable[..., Any], box: Any, *others: Any) -> Any:
        """In place of WeasyPrint's layout of a page's text."""
        context, pitch = self.context, pitch_of(box.style)
        index, self.pitch = context.current_page - 1, pitch
        is_right, way = self._is_right(index), self.ways.get(index, _Way())
        if is_right and index:
            way = _Way(self.short.get(index - 1, 0))
        taken = self.taken.get(index, 0)
        given = taken + way.given
        lower = self.lower.get(index - 1 if is_right else index, 0)
        self._lower(-((way.short or 0) + given + lower) * pitch)
        bottom = context.page_bottom
        result = lay_out(context, box, *others)
        has_notes = bottom - context.page_bottom > _EXACT
        self._lower(given * pitch)
        text, resume, next_page = result[:3]
        self.short.pop(index, None)
        self.texts = {}
        self.cost[index] = 0.0
        grid = grid_of(context)
        if text is None or grid is None:
            return result
        columns = [child for child in text.children if child.element_tag == _BODY]
        # Where no note is in the document, none of its columns is counted with the notes.
        self.are_columns = len(columns) > 1 or (bool(columns) and number_of_columns(context) > 1)
        if resume is None:
            self.lines = sum(map(lines_of, text.children)) if self.are_columns else lines_of(text)
            self.wide = max(len(columns), 1)
            return result
        bottom = context.page_bottom
        texts = [_Text(text, grid, bottom, pitch, has_notes=has_notes)]
        if self.are_columns:
            heights = [notes_below(context, column) for column in columns]
            texts = [
                _Text(column, grid, bottom - height, pitch, has_notes=height > 0)
                for column, height in zip(columns, heights, strict=True)
            ]
        self.texts[index] = texts
        self.lacking = self.free[index] = texts[-1].lacking
        if resume == others[1]:  # a page of figures, or of the end of a note
            self.free[index] = _MOST_TAKEN
        if next_page["break"] == "any" and (is_right or not taken):
            self._give(texts, index, way, others[4], others[5])
        return result

    def _give(self, texts: list[_Text], index: int, way: _Way, *out_of_flow: list[Any]) -> None:
        """Let the texts of a page end lower, on the line on which the page is to end."""
        is_right = self._is_right(index)
        counts = self.are_columns or not (is_right and not index)
        alone = [text for text in texts if not text.has_notes]
        short, edits = self._edits(texts, way, counts=counts)
        for text, found in zip(texts, edits, strict=True):
            if found is not None:
                apply(self.context, text.box, found, *out_of_flow)
            text.is_short = found is None
            if counts and not text.has_notes:
                self.cost[index] += inf if found is None else found.cost
        is_off = any(found is None or found.is_off for found in edits)
        if not is_right and not (is_off and alone):
            self.short[index] = short
            self.cost[index] += max(short - 1, 0) * _SHORT

    def _edits(
        self, texts: list[_Text], way: _Way, *, counts: bool
    ) -> tuple[int, list[Edits | None]]:
        """By how many lines a page is short, and how each of its texts becomes longer.

        A page that ends as the text comes to ends a line short at no cost, and some more where
        the text cannot become longer.
        """
        if way.short is not None:
            return way.short, [text.edits(0) for text in texts]
        alone = [text for text in texts if not text.has_notes]
        most = min((text.lacking for text in alone), default=0)
        least = 0 if counts and any(text.ends_in_rows for text in alone) else min(most, 1)
        edits: list[Edits | None] = []
        for short in range(least, min(most, _MOST_SHORT if counts else 1) + 1):
            edits = [text.edits(short) for text in texts]
            if None not in edits:
                return short, edits
        return least, edits

    def _lower(self, distance: float) -> None:
        """Move the foot of the page down, for the text and for its notes."""
        self.context.page_bottom += distance
        self.context.current_footnote_area.position_y += distance


def _other_ways(usual: _Way) -> Iterator[_Way]:
    """Ways to end a left page, those that show least first."""
    other = 1 if usual.short != 1 else 0
    yield _Way(other)
    yield _Way(usual.short, less=usual.less + 1)
    yield _Way(usual.short, given=1)
    yield _Way(other, less=1)
    yield _Way(other, given=1)
    yield _Way(2)
    yield _Way(usual.short, given=2)
    for lines in range(3, _MOST_SHORT + 1):
        yield _Way(lines)
