"""The notes of one page: the room that they take from its text, and how much of them it shows.

``footnotes`` describes how.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from nashr.records import dataclass, field
from nashr.typesetting.pages.grid import raise_to_grid
from nashr.typesetting.pages.note_area import Entry, Filling, NoteArea, lowest
from nashr.typesetting.pages.note_places import called_notes
from nashr.typesetting.pages.relayout import snapshot

#: Where a box of lines keeps whether it has calls.
_CALLS = "nashr_calls"
#: How often the text of a page may be laid out.
_ATTEMPTS = 4
#: The part of a page that is left to the text while a note goes on, from an earlier page or on the
#: next one.
_TEXT_SHARE = 0.25


class Notes(Protocol):
    """The notes of the document: ``begun`` is the page on which each begins."""

    context: Any
    begun: dict[Any, int]

    def in_order(self, calls: Sequence[Any]) -> list[Any]:
        """The notes that begin in the column that is made, of those that are called there."""


@dataclass(slots=True)
class NotePage:
    """The notes of the page that is laid out.

    ``called`` are those whose calls were laid out and not taken back, ``cuts`` says for a note
    that may be cut how far down the text may reach then, ``least`` is room kept for notes, ``line``
    the paragraph and the number of the last line with calls, ``row`` the top of the first row
    of a table with calls. With ``sharing`` all notes of that row may be cut to keep it whole, with
    ``bottom`` all notes of the page, and it is how far down the text may reach then.
    """

    state: Notes
    area: NoteArea
    carried: tuple[Entry, ...]
    called: list[Any] = field(default_factory=list)
    cuts: dict[Any, float] = field(default_factory=dict)
    least: float = 0.0
    seen: bool = False
    line: tuple[int, int] | None = None
    row: float | None = None
    sharing: bool = False
    bottom: float | None = None
    filling: Filling = field(default_factory=lambda: Filling((), ()))
    rest: tuple[Entry, ...] = ()

    @property
    def _context(self) -> Any:
        return self.state.context

    @property
    def _foot(self) -> float:
        return float(self.area.box.position_y)

    @property
    def _share(self) -> float:
        """How far down the text may reach at least, beside a note that goes on on another page."""
        column = self.area.column
        around = self.area.box.page if column is None else column.around
        return float(around.content_box_y() + around.height * _TEXT_SHARE)

    @property
    def _above(self) -> list[Any]:
        """The notes that are called above the column."""
        return list(self.area.column.called_above) if self.area.column is not None else []

    @property
    def notes_height(self) -> float:
        """How much of the column's height its notes take."""
        return self.area.taken(self.filling.parts)

    # --- while lines are laid out ----------------------------------------------------------

    def lines(
        self, box: Any, made: Iterator[tuple[Any, Any]], bottom_space: float, around: Any
    ) -> Iterator[tuple[Any, Any]]:
        """The lines of a paragraph, each after it took the room for its notes."""
        if not hasattr(box, _CALLS):
            setattr(box, _CALLS, bool(called_notes(box)))
        has_calls = getattr(box, _CALLS)
        for number, (line, resume) in enumerate(made):
            if has_calls or self.cuts:
                end = around.padding_bottom + around.border_bottom_width if resume is None else 0
                bottom = line.position_y + line.height + end + bottom_space
                notes = self._new(called_notes(line)) if has_calls else []
                if notes:
                    self._call(notes, bottom, around)
                    self.line = id(box), number
                elif number == 1 or resume is None:
                    self._shorten(bottom, follows=self.line == (id(box), number - 1))
            yield line, resume

    def take_back(self, note: Any) -> None:
        if note in self.called:
            self.called.remove(note)
            self.cuts.pop(note, None)
            self._set_bottom()

    def _new(self, calls: list[Any]) -> list[Any]:
        begun = {id(entry.note) for entry in self.carried}
        return [note for note in self.state.in_order(calls) if id(note) not in begun]

    def _call(self, notes: list[Any], bottom: float, around: Any) -> None:
        """Take the room for the notes of a line that ends at ``bottom``."""
        from weasyprint.formatting_structure import boxes

        self.seen = True
        called = [note for note in self.called if note not in notes]
        self.called = self.state.in_order([*called, *notes])
        last = self.called[-1]
        for note in notes:
            self.cuts.pop(note, None)
        in_row = isinstance(around, boxes.TableCellBox)
        if in_row and self.row is None:
            self.row = around.position_y
        if self.bottom is None and bottom + self._height() > self._foot and last in notes:
            is_first_row = in_row and around.position_y == self.row
            least = self.area.least_height(self._entries(), every=self.sharing and is_first_row)
            if bottom + least <= self._foot:
                # What stands beside the line in a table's row may reach lower, and the text at the
                # head of the page has its share.
                bottom = max(bottom, min(self._share, self._foot - least))
                self.cuts[last] = self._foot - least if in_row else bottom
        self._set_bottom()

    def _shorten(self, bottom: float, *, follows: bool) -> None:
        """Cut the last note where a line of the text would be left alone otherwise: one that is cut
        already, or that would go to the next page with the line that calls it.
        """
        last = self.called[-1] if self.called else None
        if last is None or self.bottom is not None:  # the line that called it was taken back
            return
        if not (last in self.cuts or follows) or bottom <= self._context.page_bottom:
            return
        if bottom + self.area.least_height(self._entries()) <= self._foot:
            self.cuts[last] = bottom
            self._set_bottom()

    def _entries(self) -> list[Entry]:
        return [*self.carried, *map(Entry, self.called)]

    def _height(self) -> float:
        return max(self.least, self.area.height(self._entries()))

    def _set_bottom(self) -> None:
        """Tell WeasyPrint how far down the text may reach."""
        if self._context.in_column:
            return
        is_shared = self.bottom is not None
        bottom = self._foot - self._height() if self.bottom is None else self.bottom
        if self.area.column is not None:
            bottom = min(bottom, self.area.column.foot)
        if self.called and not is_shared:
            bottom = max(bottom, self.cuts.get(self.called[-1], bottom))
        elif self.carried and not is_shared:
            bottom = max(bottom, self._share)
        self._context.page_bottom = bottom

    # --- the text of a page ----------------------------------------------------------------

    def lay_out_text(
        self,
        lay_out: Callable[..., Any],
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        around: Any,
        page_is_empty: bool,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        margins: list[Any],
    ) -> Any:
        """The text, laid out until its notes have room; the same as WeasyPrint's layout gives."""
        restore = snapshot(self._context, box, absolute_boxes, fixed_boxes)

        def lay_out_again() -> Any:
            self.called, self.cuts, self.filling = self._new(self._above), {}, Filling((), ())
            self.seen = self.seen or bool(self.called)
            self._set_bottom()
            return lay_out(
                self._context,
                box,
                bottom_space,
                skip_stack,
                around,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                list(margins),
            )

        reached: float | None = None
        top = around.content_box_y()
        for attempt in range(_ATTEMPTS):
            if attempt:
                restore()
            result = lay_out_again()
            text, resume = result[0], result[1]
            if text is None or not (self.seen or self.carried):
                return result
            bottom = lowest(text, resume)
            if not box.children:  # the text ended on an earlier page
                self.filling = self.area.fill(self.carried, self.area.room(bottom), forced=True)
                return result
            entries = self._found(text)
            if not entries or self._fits(entries, bottom):
                return result
            if self.sharing or attempt == _ATTEMPTS - 1:
                break
            if reached is None or bottom < reached:
                reached = bottom
                self.least = min(self.area.least_height(entries), self.area.room(top))
            elif self.row is not None and not self.carried:
                self.sharing, self.least = True, 0.0
            else:
                break
        if self.carried and skip_stack is not None:
            restore()
            return self._without_text(lay_out, box, skip_stack, around, margins)
        return self._with_shared_room(result, entries, lay_out_again, restore)

    def _with_shared_room(
        self,
        result: Any,
        entries: list[Entry],
        lay_out_again: Callable[[], Any],
        restore: Callable[[], None],
    ) -> Any:
        """The text, laid out until there is room for the beginning of every note: what stands
        first on the page, with all its calls, leaves no room for whole notes.
        """
        for _ in range(_ATTEMPTS):
            bottom = lowest(result[0], result[1])
            self.filling = self.area.share(entries, self.area.room(bottom))
            limit = self._foot - self.area.least_height(entries, every=True)
            if len(self.filling.parts) == len(entries) or (
                self.bottom is not None and self.bottom <= limit
            ):
                break
            self.bottom = limit
            restore()
            result = lay_out_again()
            if result[0] is None:
                return result
            entries = self._found(result[0])
        return result

    def _found(self, text: Any) -> list[Entry]:
        """What the page has to show, by the calls that stand on it."""
        self.called = self._new([*self._above, *called_notes(text)]) if self.seen else []
        return self._entries()

    def _fits(self, entries: list[Entry], bottom: float) -> bool:
        """Whether every note begins on this page, and all but the last end on it."""
        filling = self.area.fill(entries, self.area.room(bottom))
        self.filling = filling
        return len(filling.parts) == len(entries)

    def _without_text(
        self, lay_out: Callable[..., Any], box: Any, skip_stack: Any, around: Any, margins: Any
    ) -> Any:
        """A page of nothing but notes that go on: no line of the text has room beside them. A
        column has those that are called above it as well.
        """
        self._context.page_bottom = self._foot
        empty = box.copy_with_children([])
        text = lay_out(self._context, empty, 0, None, around, True, [], [], list(margins))[0]
        self.called = self._new(self._above)
        room = self.area.room(around.content_box_y())
        self.filling = self.area.fill(self._entries(), room, forced=True)
        if self.called and len(self.filling.parts) < len(self._entries()):
            self.filling = self.area.share(self._entries(), room)
        page = self._context.page_maker[self._context.current_page - 1][1]["page"]
        return text, skip_stack, {"break": "any", "page": page}, [], False, None

    def end_text(self) -> None:
        """Leave the text that is done no more room than notes that fill the page leave it."""
        bottom = self._foot - self.notes_height
        self._context.page_bottom = min(self._context.page_bottom, bottom)

    def area_box(self, out_of_flow: list[Any]) -> Any:
        """The box of the area with the page's notes; None without any."""
        self.rest = self.filling.rest
        if not self.filling.parts:
            return None
        area, self.rest = self.area.lay_out(self.filling.parts, self.filling.rest, out_of_flow)
        raise_to_grid(self._context, area, self._foot)
        for part in self.filling.parts:
            if part.entry.skip is None:
                self.state.begun[part.entry.note] = self._context.current_page
        return area
