"""The notes at the foot of a page: how high they are, how much of them fits, and their boxes.

Each note is laid out by itself and set under the one before, so that a note that began on an
earlier page can go on here without the rule above the notes being lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

from nashr.records import dataclass, field

#: CSS pixels by which a part of a note may be lower than its room, for errors of rounding.
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Entry:
    """A note that a page has to show, and where it goes on; ``skip`` is None at its beginning.

    ``skip`` is a position as WeasyPrint gives it, ``{index of the child: the same for the child}``.
    """

    note: Any
    skip: Any = None


@dataclass(frozen=True, slots=True)
class Extent:
    """The height of a note on a page, in CSS pixels: its border box and the margins around it."""

    margin_top: float
    height: float
    margin_bottom: float


@dataclass(frozen=True, slots=True)
class Part:
    """What a page shows of a note; ``cut`` where the note goes on on the next page."""

    entry: Entry
    extent: Extent
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """The parts of notes that a page shows, and what is left for the next page."""

    parts: tuple[Part, ...]
    rest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a page: its number, the page's box as if it had this column alone, the notes that
    are called above the columns and stand below this one, and how far down its text may reach.
    """

    number: int
    around: Any
    called_above: tuple[Any, ...]
    foot: float


@dataclass(slots=True)
class NoteArea:
    """Lays out the notes of a page, or of a ``column``. ``box`` is WeasyPrint's box for them, with
    resolved lengths.
    """

    context: Any
    box: Any
    store: NoteStore
    column: Column | None = None

    def room(self, top: float) -> float:
        """The height that notes may have between ``top`` and the foot of the page."""
        return float(self.box.position_y) - top - self._around

    def height(self, entries: Sequence[Entry]) -> float:
        """The height of the area with whole notes, 0 without any."""
        if not entries:
            return 0.0
        return _stacked([self.extent(entry) for entry in entries]) + self._around

    def taken(self, parts: Sequence[Part]) -> float:
        """The height of the area with these parts of notes, 0 without any."""
        return _stacked([part.extent for part in parts]) + self._around if parts else 0.0

    def least_height(self, entries: Sequence[Entry], *, every: bool = False) -> float:
        """The height of the area when the last note, or each, may go on on the next page."""
        *whole, last = entries
        extents = [*map(self._least if every else self.extent, whole), self._least(last)]
        return _stacked(extents) + self._around

    @property
    def _around(self) -> float:
        box = self.box
        above = (box.margin_top, box.border_top_width, box.padding_top)
        below = (box.padding_bottom, box.border_bottom_width, box.margin_bottom)
        return float(sum(length for length in (*above, *below) if length != "auto"))

    # --- how much fits ---------------------------------------------------------------------

    def extent(self, entry: Entry) -> Extent:
        """The height of a whole note, or of all that is left of it."""
        key = id(entry.note), repr(entry.skip), self._width()
        if key not in self.store.extents:
            made, _ = self._lay_out(entry, 0.0, None)
            self.store.extents[key] = _extent_of(made)
        return self.store.extents[key]

    def fill(self, entries: Sequence[Entry], room: float, *, forced: bool = False) -> Filling:
        """As much of the notes as has room, one after the other; only the last part is cut.

        ``forced`` shows something of the first note in any case.
        """
        extents: list[Extent] = []
        parts: list[Part] = []
        for number, entry in enumerate(entries):
            whole = self.extent(entry)
            if _stacked([*extents, whole]) <= room + _TOLERANCE:
                extents.append(whole)
                parts.append(Part(entry, whole))
                continue
            left = room - _stacked([*extents, Extent(whole.margin_top, 0.0, 0.0)])
            part, rest = self._cut(entry, left, forced=forced and number == 0)
            following = tuple(entries[number + 1 :])
            if part is None:
                return Filling(tuple(parts), (entry, *following))
            return Filling((*parts, part), rest + following)
        return Filling(tuple(parts), ())

    def share(self, entries: Sequence[Entry], room: float) -> Filling:
        """The same where every note has to begin: each leaves room for the first lines of those
        behind it. What has no room at all is left for the next page.
        """
        parts: list[Part] = []
        rest: tuple[Entry, ...] = ()
        for number, entry in enumerate(entries):
            extents = [part.extent for part in parts]
            later = [self._least(other) for other in entries[number + 1 :]]
            whole = self.extent(entry)
            if _stacked([*extents, whole, *later]) <= room + _TOLERANCE:
                parts.append(Part(entry, whole))
                continue
            left = room - _stacked([*extents, Extent(whole.margin_top, 0.0, 0.0), *later])
            part, carried = self._cut(entry, left)
            if part is None:
                least = self._least(entry)
                left = room - _stacked([*extents, Extent(least.margin_top, 0.0, 0.0)])
                part, carried = self._cut(entry, min(left, least.height))
            if part is None:
                return Filling(tuple(parts), (*rest, *entries[number:]))
            parts.append(part)
            rest += carried
        return Filling(tuple(parts), rest)

    def _least(self, entry: Entry) -> Extent:
        """The least that may be shown of a note: all of it, or as few lines as may stand alone."""
        key = id(entry.note), repr(entry.skip), self._width()
        if key not in self.store.least:
            whole = self.extent(entry)
            found = whole
            lines, orphans = _first_lines(self._lay_out(entry, 0.0, None)[0]), 0
            if lines:
                orphans = max(1, int(lines[0].style["orphans"]))
            for line in lines[orphans - 1 :]:
                height = line.position_y + line.height - whole.margin_top
                if height >= whole.height:
                    break
                part, _ = self._cut(entry, height)
                if part is not None:
                    found = part.extent
                    break
            self.store.least[key] = found
        return self.store.least[key]

    def _cut(
        self, entry: Entry, room: float, *, forced: bool = False
    ) -> tuple[Part | None, tuple[Entry, ...]]:
        """The part of a note that has room, and what is left of it."""
        if room <= 0 and not forced:
            return None, (entry,)
        whole = self.extent(entry)
        bottom = float(self.box.position_y)
        top = bottom - room - whole.margin_top
        made, resume = self._lay_out(entry, top, bottom + _TOLERANCE, forced=forced)
        if made is None:
            return None, (entry,)
        if resume is None:
            return Part(entry, whole), ()
        height = lowest(made, resume) - (top + whole.margin_top)
        return Part(entry, Extent(whole.margin_top, height, 0.0), cut=True), (
            Entry(entry.note, resume),
        )

    # --- boxes -----------------------------------------------------------------------------

    def lay_out(
        self, parts: Sequence[Part], rest: Sequence[Entry], out_of_flow: list[Any]
    ) -> tuple[Any, tuple[Entry, ...]]:
        """The box of the area, and what is left of the notes for the next page."""
        area = self._sized()
        box_height = _stacked([part.extent for part in parts])
        area.height = box_height
        y = area.content_box_y()
        children: list[Any] = []
        carried: list[Entry] = []
        before: float | None = None
        for part in parts:
            top, bottom = part.extent.margin_top, part.extent.margin_bottom
            if before is not None:
                y += _collapsed(before, top) - top
            limit = y + top + part.extent.height + _TOLERANCE if part.cut else None
            made, resume = self._lay_out(
                part.entry, y, limit, forced=part.cut, area=area, out_of_flow=out_of_flow
            )
            if resume is not None:
                carried.append(Entry(part.entry.note, resume))
            children.append(made)
            y += top + part.extent.height
            before = bottom
        area.children = children
        begun = {id(entry.note) for entry in carried}
        carried += [entry for entry in rest if id(entry.note) not in begun]
        return area, tuple(carried)

    def _sized(self) -> Any:
        """A copy of the area's box, as wide as the page's text."""
        from weasyprint.layout.block import block_level_width
        from weasyprint.layout.percent import resolve_percentages

        area, page = self.box.deepcopy(), self._page
        area.position_x = page.content_box_x()
        resolve_percentages(area, page)
        for side in ("margin_top", "margin_bottom"):
            if getattr(area, side) == "auto":
                setattr(area, side, 0)
        block_level_width(area, page)
        return area

    @property
    def _page(self) -> Any:
        return self.box.page if self.column is None else self.column.around

    def _width(self) -> float:
        return float(self._page.width)

    def _lay_out(
        self,
        entry: Entry,
        top: float,
        bottom: float | None,
        *,
        forced: bool = False,
        area: Any = None,
        out_of_flow: list[Any] | None = None,
    ) -> tuple[Any, Any]:
        """The box of a note, from ``top`` and not beyond ``bottom``, and where the note goes on."""
        from weasyprint.layout.block import block_level_layout

        around = area if area is not None else self._sized()
        box = self.store.box_of(entry.note)
        box.position_x, box.position_y = around.content_box_x(), top
        positioned = out_of_flow if out_of_flow is not None else []
        with self._apart(bottom):
            made, resume, *_ = block_level_layout(
                self.context,
                box,
                -inf if bottom is None else 0,
                entry.skip,
                around,
                page_is_empty=forced,
                absolute_boxes=positioned,
                fixed_boxes=positioned,
                adjoining_margins=[],
            )
        return made, resume

    @contextmanager
    def _apart(self, bottom: float | None) -> Iterator[None]:
        """Lay out what is no part of the text, down to ``bottom``."""
        context = self.context
        page_bottom, context.page_bottom = context.page_bottom, bottom or inf
        in_column, context.in_column = context.in_column, False
        context.create_block_formatting_context(object())
        self.store.busy = True
        try:
            yield
        finally:
            self.store.busy = False
            context.finish_block_formatting_context()
            context.page_bottom, context.in_column = page_bottom, in_column


@dataclass(slots=True)
class NoteStore:
    """What is known of a document's notes: their boxes, ready for layout, and their heights.

    ``busy`` tells that a note is laid out at the moment.
    """

    busy: bool = False
    extents: dict[tuple[int, str, float], Extent] = field(default_factory=dict)
    least: dict[tuple[int, str, float], Extent] = field(default_factory=dict)
    _boxes: dict[int, Any] = field(default_factory=dict)
    _inner: dict[int, list[Any]] = field(default_factory=dict)

    def box_of(self, note: Any) -> Any:
        from weasyprint.formatting_structure.build import create_anonymous_boxes

        if id(note) not in self._boxes:
            self._boxes[id(note)] = create_anonymous_boxes(note.deepcopy())
        return self._boxes[id(note)]

    def called_in(self, note: Any) -> list[Any]:
        """The notes that are called in a note."""
        if id(note) not in self._inner:
            boxes = self.box_of(note).descendants(placeholders=True)
            self._inner[id(note)] = [box.footnote for box in boxes if box.footnote]
        return self._inner[id(note)]

    def forget(self) -> None:
        """Take notes anew from the text: page numbers in them may have changed."""
        for known in (self.extents, self.least, self._boxes, self._inner):
            known.clear()


def lowest(box: Any, resume: Any) -> float:
    """Where the content of a laid-out box ends; ``resume`` is where the box goes on, if it does.

    A box that goes on reaches to the foot of its page, and what is in it tells where it ends.
    """
    from weasyprint.formatting_structure import boxes

    if resume is None or not isinstance(box, boxes.BlockContainerBox):
        return float(box.border_box_y() + box.border_height())
    ((index, inner),) = resume.items() if len(resume) == 1 else ((None, None),)
    bottom = float(box.content_box_y())
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            bottom = max(bottom, child.position_y + child.height)
        elif child.is_in_normal_flow() or child.is_floated():
            own = inner if getattr(child, "index", None) == index else None
            bottom = max(bottom, lowest(child, own))
    return bottom


def _extent_of(box: Any) -> Extent:
    return Extent(float(box.margin_top), float(box.border_height()), float(box.margin_bottom))


def _stacked(extents: Sequence[Extent]) -> float:
    """The height of boxes one under the other, margins between them collapsed."""
    total, before = 0.0, 0.0
    for number, extent in enumerate(extents):
        total += _collapsed(before, extent.margin_top) if number else extent.margin_top
        total += extent.height
        before = extent.margin_bottom
    return total + before


def _collapsed(*margins: float) -> float:
    return max(0.0, *margins) + min(0.0, *margins)


def _first_lines(box: Any) -> list[Any]:
    """The lines of the first block of lines in a box."""
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            return [line for line in box.children if isinstance(line, boxes.LineBox)]
        if child.is_in_normal_flow():
            return _first_lines(child)
    return []
