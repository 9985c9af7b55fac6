"""The figures and tables at the head of a page, before its text: how many fit, and their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from nashr.records import dataclass
from nashr.typesetting.pages.footnotes import page_of_its_own

#: The least part of a page's height that is left to the text below figures, if any is.
_LEAST_TEXT = 0.1
#: CSS pixels by which a box may be lower than its room, for errors of rounding.
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure or table that waits for a page, and where it goes on; ``skip`` is None at its
    beginning.

    ``box`` is the one of the document's tree, before layout. ``skip`` is a position as WeasyPrint
    gives it, ``{index of the child: the same for the child}``.
    """

    box: Any
    skip: Any = None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a page. ``bottom`` is where the last box ends, without its margin,
    ``margin`` that margin, ``rest`` what waits for the next page. ``is_full`` tells that there is
    no room for text below.
    """

    boxes: tuple[Any, ...]
    bottom: float
    margin: float
    rest: tuple[Waiting, ...]
    is_full: bool


@dataclass(slots=True)
class HeadArea:
    """Lays out what stands at the head of a page. ``page`` is the page's box; ``absolute_boxes``
    and ``fixed_boxes`` get the positioned boxes in it.
    """

    context: Any
    page: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]

    @property
    def is_low(self) -> bool:
        """Whether the page is a column that begins below a block across all columns. What has no
        room there may have it in the next one.
        """
        sheet = self.context.current_footnote_area.page
        return bool(self.page.content_box_y() > sheet.content_box_y() + 1)

    def fill(self, waiting: Sequence[Waiting]) -> Head:
        """As many as have room whole, in their order, and the first in any case, unless the column
        begins low.
        """
        is_low = self.is_low
        made: list[Any] = []
        bottom, margin = float(self.page.content_box_y()), 0.0
        rest = tuple(waiting)
        while rest:
            may_wait = bool(made) or (is_low and rest[0].skip is None)
            box, resume = self._lay_out(rest[0], bottom, margin, may_wait=may_wait)
            if box is None:
                break
            made.append(box)
            bottom, margin = _bottom(box), float(box.margin_bottom)
            rest = rest[1:]
            if resume is not None:
                rest = Waiting(waiting[len(made) - 1].box, resume), *rest
                break
        least = self.page.height * _LEAST_TEXT
        is_full = self.context.overflows_page(0, bottom + margin + least)
        return Head(tuple(made), bottom, margin, rest, is_full)

    def has_room_for(self, box: Any) -> bool:
        """Whether a box fits a page, whole and with its notes, if there is nothing else on it."""
        with page_of_its_own(self.context):
            top = float(self.context.current_footnote_area.page.content_box_y())
            made, _ = self._block(Waiting(box), top, -inf)
            has_room = not self._overflows(made)
            self._take_back(made)
        return has_room

    def _lay_out(
        self, waiting: Waiting, above: float, margin: float, *, may_wait: bool
    ) -> tuple[Any, Any]:
        """The box below ``above``, from which it keeps the larger of two margins, and where it goes
        on; None where it has no room and ``may_wait``. The first has no margin above.

        A figure that is higher than a page stays whole where its pictures can be made smaller for
        the next layout; what else is too high goes on on the next page.
        """
        from weasyprint.layout.percent import resolve_percentages

        box = waiting.box
        resolve_percentages(box, self.page)
        # What goes on here has no margin above it.
        has_own = waiting.skip is None and box.margin_top != "auto"
        own = float(box.margin_top) if has_own else 0.0
        is_first = above <= self.page.content_box_y()
        top = above if is_first else above + max(margin, own)
        made, resume = self._block(waiting, top - own, 0)
        if made is None or resume is not None or self._overflows(made):
            self._take_back(made)
            if may_wait:
                return None, None
            made, resume = self._block(waiting, top - own, 0, forced=True)
            if resume is not None and box.element_tag == "figure":
                made, resume = self._whole(waiting, top - own, made)
        made.translate(0, top - made.border_box_y())
        return made, resume

    def _whole(self, figure: Waiting, y: float, part: Any) -> tuple[Any, Any]:
        """All of a figure of which a part fits, if its pictures can be made smaller."""
        self._take_back(part)
        made, _ = self._block(figure, y, -inf, forced=True)
        if _can_shrink(made, self.page.height):
            return made, None
        self._take_back(made)
        return self._block(figure, y, 0, forced=True)

    def _block(
        self, waiting: Waiting, y: float, bottom_space: float, *, forced: bool = False
    ) -> tuple[Any, Any]:
        from weasyprint.layout.block import block_level_layout

        waiting.box.position_x, waiting.box.position_y = self.page.content_box_x(), y
        made, resume, *_ = block_level_layout(
            self.context,
            waiting.box,
            bottom_space,
            waiting.skip,
            self.page,
            page_is_empty=forced,
            absolute_boxes=self.absolute_boxes,
            fixed_boxes=self.fixed_boxes,
            adjoining_margins=[],
        )
        return made, resume

    def _overflows(self, made: Any) -> bool:
        return bool(self.context.overflows_page(0, _bottom(made) - _TOLERANCE))

    def _take_back(self, made: Any) -> None:
        from weasyprint.layout.block import remove_placeholders

        if made is not None:
            remove_placeholders(self.context, [made], self.absolute_boxes, self.fixed_boxes)


def _can_shrink(figure: Any, height: float) -> bool:
    """Whether the pictures of a figure leave room for its text if they are made smaller."""
    from weasyprint.formatting_structure import boxes

    if figure.element_tag != "figure":
        return False
    pictures = [box for box in figure.descendants() if isinstance(box, boxes.ReplacedBox)]
    tallest = max((picture.height for picture in pictures), default=0.0)
    return bool(figure.border_height() - tallest / 2 < height)


def _bottom(box: Any) -> float:
    return float(box.border_box_y() + box.border_height())
