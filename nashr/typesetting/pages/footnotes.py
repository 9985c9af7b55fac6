"""Footnotes: each once, beginning on the page of its call, a long one going on at the next foot.

WeasyPrint lays out a page once, from top to bottom. It keeps the notes that wait, stand and were
put off in three lists, which go wrong whenever lines are laid out twice, taken back or made anew,
so that notes are lost, doubled or late. Here the notes of a page follow from the page itself:

- While the text is laid out, each line with calls takes the room for its notes from the page
  before WeasyPrint looks whether the line fits. A line whose notes do not fit goes to the next
  page with them, unless the last of them is long enough to be cut.
- When the text of the page is laid out, the calls that stand in it are counted. Their notes,
  behind those that go on from the page before, are set into the room that the text left, so that
  nothing can overlap. Where a note would begin too late, the text is laid out again with more room
  for notes; where that does not help, the page shows the beginning of each note.
- What does not fit is carried to the next page and kept by the page's number, so that a page can
  be made anew at any time.

The layout follows https://www.w3.org/TR/css-gcpm-3/#footnotes, with ``footnote-policy: line`` for
all notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from nashr.records import dataclass, field
from nashr.typesetting.pages.grid import begin_grid
from nashr.typesetting.pages.note_area import Column, Entry, NoteArea, NoteStore
from nashr.typesetting.pages.note_pages import NotePage
from nashr.typesetting.patching.apply import original, patched

#: Where WeasyPrint's layout context keeps the state of the notes.
_STATE = "nashr_notes"
#: Where it keeps the column that is laid out.
_COLUMN = "nashr_column"
_ITER_LINE_BOXES = "weasyprint.layout.inline:iter_line_boxes"
_BLOCK_LEVEL_LAYOUT = "weasyprint.layout.page:block_level_layout"
_REMAKE_PAGE = "weasyprint.layout.page:remake_page"
_MAKE_ALL_PAGES = "weasyprint.layout.page:make_all_pages"
_CONTEXT = "weasyprint.layout:LayoutContext"


def begin_column(context: Any, column: Column | None) -> float:
    """Say into which column the text is laid out next, or that it is none; returns the height of
    the highest area of notes of the columns before it.
    """
    is_first = column is None or column.number == 0
    height = max(notes_heights(context), default=0.0) if is_first else 0.0
    setattr(context, _COLUMN, column)
    if column is None:
        _state_of(context).page = None
    return height


def notes_heights(context: Any) -> list[float]:
    """How high the notes of each column of the page are that was laid out."""
    return [page.notes_height for page in _state_of(context).columns]


def notes_below(context: Any, text: Any) -> float:
    """How high the notes are that stand below the text of a column. A column of nothing but notes
    has no text, so that the columns of text cannot be counted with those of notes.
    """
    for page in _state_of(context).columns:
        column = page.area.column
        if column is not None and abs(column.around.content_box_x() - text.position_x) < 1:
            return page.notes_height
    return 0.0


def number_of_columns(context: Any) -> int:
    """How many columns the page has that was laid out."""
    return len(_state_of(context).columns)


def have_room_above(context: Any, calls: Sequence[Any]) -> bool:
    """Whether the notes that are called above the columns begin on the page that was laid out;
    ``calls`` are these notes.
    """
    columns = _state_of(context).columns
    rest = columns[0].filling.rest if columns else ()
    return not any(entry.skip is None and entry.note in calls for entry in rest)


def are_notes_laid_out(context: Any) -> bool:
    """Whether it is a note that is laid out at the moment."""
    state: _Notes | None = getattr(context, _STATE, None)
    return state is not None and state.store.busy


def column_of(context: Any) -> Column | None:
    """The column that is laid out; None where the page has none."""
    return cast("Column | None", getattr(context, _COLUMN, None))


def patch_footnotes(order: Mapping[Any, int]) -> AbstractContextManager[None]:
    """Let WeasyPrint set footnotes as this module describes.

    ``order`` is the position of each element in the manuscript, by which notes are numbered; a
    figure may stand elsewhere in the layout.
    """
    iter_line_boxes, block_level_layout = original(_ITER_LINE_BOXES), original(_BLOCK_LEVEL_LAYOUT)
    remake_page, make_all_pages = original(_REMAKE_PAGE), original(_MAKE_ALL_PAGES)

    def lines(context: Any, box: Any, *others: Any) -> Iterator[tuple[Any, Any]]:
        made: Iterator[tuple[Any, Any]] = iter_line_boxes(context, box, *others)
        state: _Notes | None = getattr(context, _STATE, None)
        if state is None or state.page is None or state.store.busy:
            return made
        bottom_space, containing_block = others[1], others[3]
        return state.page.lines(box, made, bottom_space, containing_block)

    def lay_out(context: Any, box: Any, *others: Any, **named: Any) -> Any:
        begin_grid(context, box)
        state: _Notes | None = getattr(context, _STATE, None)
        if state is None or not state.notes:
            return block_level_layout(context, box, *others, **named)
        return state.lay_out(block_level_layout, box, *others, **named)

    def remake(index: int, context: Any, *others: Any) -> Any:
        return _state_of(context).remake(remake_page, index, *others)

    def make_all(context: Any, *others: Any) -> Any:
        _state_of(context).begin(order)
        return make_all_pages(context, *others)

    return patched(
        {
            _ITER_LINE_BOXES: lines,
            _BLOCK_LEVEL_LAYOUT: lay_out,
            _REMAKE_PAGE: remake,
            _MAKE_ALL_PAGES: make_all,
            f"{_CONTEXT}.layout_footnote": _take_no_room,
            f"{_CONTEXT}.unlayout_footnote": _take_back,
            f"{_CONTEXT}.report_footnote": _take_no_room,
        }
    )


def mark_notes(context: Any) -> Callable[[], None]:
    """Remember where the page has calls, before a table or figure is laid out that may be taken
    back; the function brings it back.
    """
    state: _Notes | None = getattr(context, _STATE, None)
    page = state.page if state is not None else None
    if page is None:
        return lambda: None
    seen, line, row = page.seen, page.line, page.row

    def restore() -> None:
        page.seen, page.line, page.row = seen, line, row

    return restore


def has_notes_below(context: Any) -> bool:
    """Whether notes take room from the text of the page that is laid out."""
    return bool(context.page_bottom < context.current_footnote_area.position_y)


@contextmanager
def page_of_its_own(context: Any) -> Iterator[None]:
    """Lay out a box within the block as if it stood, with its notes, on a page with nothing else;
    ``page_bottom`` is then how far down it may reach.
    """
    state: _Notes | None = getattr(context, _STATE, None)
    page = state.page if state is not None else None
    bottom, context.page_bottom = context.page_bottom, context.current_footnote_area.position_y
    if state is not None and page is not None:
        state.page = NotePage(state, page.area, ())
    try:
        yield
    finally:
        if state is not None and page is not None and state.page is not None:
            page.seen |= state.page.seen
            state.page = page
        context.page_bottom = bottom


def _state_of(context: Any) -> _Notes:
    if not hasattr(context, _STATE):
        setattr(context, _STATE, _Notes(context))
    state: _Notes = getattr(context, _STATE)
    return state


def _take_no_room(context: Any, note: Any) -> bool:
    """In place of WeasyPrint's own layout of notes, which is asked for those of earlier pages."""
    if note in context.footnotes:
        context.footnotes.remove(note)
    return False


def _take_back(context: Any, note: Any) -> None:
    """A line with the note's call is taken back, or was never laid out."""
    state: _Notes | None = getattr(context, _STATE, None)
    if state is not None and state.page is not None and not state.store.busy:
        state.page.take_back(note)


@dataclass(slots=True)
class _Notes:
    """The notes of a document while it is laid out.

    ``notes`` is their place in the manuscript, ``begun`` the page on which each begins,
    ``carried`` what each page, by its index, has to show of notes of earlier pages.
    """

    context: Any
    notes: dict[Any, int] = field(default_factory=dict)
    begun: dict[Any, int] = field(default_factory=dict)
    carried: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    store: NoteStore = field(default_factory=NoteStore)
    page: NotePage | None = None
    #: The columns of the page, or the page itself.
    columns: list[NotePage] = field(default_factory=list)

    def begin(self, order: Mapping[Any, int]) -> None:
        """Take the notes of the text, before all pages are made, and each time they are."""
        context = self.context
        self.notes = {note: order.get(note.element, len(order)) for note in context.footnotes}
        context.footnotes = []
        self.store.forget()
        for index, (resume, *_, remake_state) in enumerate(context.page_maker):
            # WeasyPrint takes the page on which the text ends for the last, unless it is remade.
            if index and resume is None and self.carried.get(index):
                context.page_maker[index - 1][-1]["content_changed"] = True
                remake_state["content_changed"] = True

    def remake(self, remake_page: Callable[..., Any], index: int, *others: Any) -> Any:
        """Make a page, again or for the first time, with the notes that are carried to it."""
        context = self.context
        context.reported_footnotes = list(self.carried.get(index, ()))
        for note in [note for note, page in self.begun.items() if page == index + 1]:
            del self.begun[note]
        self.page, self.columns = None, []
        page, resume = remake_page(index, context, *others)
        rest = self.columns[-1].rest if self.columns else ()
        self.page, self.columns = None, []
        context.reported_footnotes = list(rest)
        if rest != self.carried.get(index + 1, ()) and (rest or resume is not None):
            context.page_maker[index + 1][-1]["content_changed"] = True
        self.carried[index + 1] = rest
        return page, resume

    def lay_out(self, lay_out: Callable[..., Any], box: Any, *others: Any, **named: Any) -> Any:
        """In place of WeasyPrint's layout of a page's blocks: its text, and the area of notes."""
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.FootnoteAreaBox):
            made = self._areas(named["absolute_boxes"])
            if made is None:
                return lay_out(self.context, box, *others, **named)
            return made, None, None, [], False, None
        if not box.is_for_root_element:
            return lay_out(self.context, box, *others, **named)
        index = self.context.current_page - 1
        column = column_of(self.context)
        area = NoteArea(self.context, self.context.current_footnote_area, self.store, column)
        if column is None or column.number == 0:
            self.columns, carried = [], self.carried.get(index, ())
        else:
            carried = self.columns[-1].filling.rest
        self.page = NotePage(self, area, carried)
        self.columns.append(self.page)
        result = self.page.lay_out_text(lay_out, box, *others)
        self.page.end_text()
        return result

    def _areas(self, out_of_flow: list[Any]) -> Any:
        """The box with the page's notes, or with the areas of its columns; None without any."""
        made = [page.area_box(out_of_flow) for page in self.columns]
        areas = [area for area in made if area is not None]
        if not areas or self.columns[0].area.column is None:
            return areas[0] if areas else None
        around = self.columns[0].area.box.deepcopy()
        for side in ("top", "bottom", "left", "right"):
            for name in ("margin_{}", "padding_{}", "border_{}_width"):
                setattr(around, name.format(side), 0)
        around.width, around.height = around.page.width, 0
        for area in areas:
            area.translate(dy=-area.margin_height())
        around.children = areas
        return around

    def in_order(self, calls: Sequence[Any]) -> list[Any]:
        """The notes that begin in the column that is made, of those that are called there: the
        head of a table calls its notes again where it is repeated.
        """
        page = self.context.current_page
        fresh = {note for note in calls if self.begun.get(note, page) >= page}
        for note in list(fresh):
            fresh.update(self.store.called_in(note))
        fresh -= {note for column in self.columns[:-1] for note in column.called}
        return sorted(fresh, key=self.notes.__getitem__)
