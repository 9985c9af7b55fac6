"""The lines of whole paragraphs, as WeasyPrint's boxes.

WeasyPrint fills one line after the other, and has no place where another way to break lines could
be put in. While a document is set, the function that makes the lines of a paragraph is therefore
wrapped: where there is a plan, the boxes of its lines are made here, which takes a third of the
time that finding them by trying would. Centred and right-to-left text, text beside floats and what
else ``inlines`` does not take is left to WeasyPrint.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from operator import attrgetter
from typing import Any

from nashr.typesetting.pages.folios import name_repeats
from nashr.typesetting.paragraphs.drawing import SPACING
from nashr.typesetting.paragraphs.inlines import inlines_of
from nashr.typesetting.paragraphs.lineends import note_end, note_space
from nashr.typesetting.paragraphs.plan import Plan, PlannedLine, plan_of
from nashr.typesetting.paragraphs.shaping import compositor
from nashr.typesetting.patching.replace import replaced

#: Where a line box keeps its plan, and what the plan was made for.
_PLAN, _MADE_FOR = "nashr_plan", "nashr_made_for"
#: How WeasyPrint says where a box goes on: ``{index of the child: the same for the child}``, and at
#: the end the byte of a text.
Stack = dict[int, Any] | None


@contextlib.contextmanager
def whole_paragraphs() -> Iterator[None]:
    """Let WeasyPrint set whole paragraphs while the block runs."""
    from weasyprint.layout.inline import iter_line_boxes

    def lines(
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Stack,
        containing_block: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        *styles: Any,
    ) -> Iterator[tuple[Any, Stack]]:
        plan = None if any(styles) else _planned(context, box, skip_stack, containing_block.width)
        number = _number(plan, box, skip_stack) if plan is not None else None
        out_of_flow = absolute_boxes, fixed_boxes
        if plan is None or number is None:
            yield from iter_line_boxes(
                context,
                box,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                *out_of_flow,
                *styles,
            )
            return
        setter = _Setter(context, box, plan, containing_block, bottom_space, *out_of_flow)
        yield from setter.lines(number, position_y)

    with replaced(iter_line_boxes, lines):
        yield


def _planned(context: Any, box: Any, skip_stack: Stack, width: float) -> Plan | None:
    """The plan of a line box, made once for a text and a width."""
    if skip_stack is None:
        name_repeats(box)
    inlines = None if context.excluded_shapes else inlines_of(box)
    if inlines is None:
        return None
    made_for = width, inlines.key()
    if getattr(box, _MADE_FOR, None) != made_for:
        setattr(box, _PLAN, plan_of(inlines, context, box, width))
        setattr(box, _MADE_FOR, made_for)
    plan: Plan | None = getattr(box, _PLAN)
    return plan


def _number(plan: Plan, box: Any, skip_stack: Stack) -> int | None:
    """The number of the line that begins there; None where none does."""
    place = 0 if skip_stack is None else _place(plan, box, skip_stack)
    number = bisect_left(plan.lines, place, key=attrgetter("begin"))
    found = plan.lines[number : number + 1]
    return number if found and found[0].begin == place else None


def _place(plan: Plan, box: Any, stack: dict[int, Any]) -> int:
    """The place in the paragraph's text of what WeasyPrint says so; -1 where it is none."""
    ((index, below),) = stack.items()
    child = box.children[index]
    start, _ = plan.spans[id(child)]
    if below is None:
        return start
    if id(child) not in plan.sets:
        return _place(plan, child, below) if hasattr(child, "children") else -1
    ((byte, _),) = below.items()
    return start + bisect_left(plan.sets[id(child)].offsets, byte)


@dataclass(slots=True)
class _Setter:
    """Makes the lines of a line box, by its plan."""

    context: Any
    box: Any
    plan: Plan
    around: Any
    bottom_space: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    #: The text box that was made last.
    last: Any = None
    #: By the numbers of boxes: from which child on the next line has to look.
    reached: dict[int, int] = field(default_factory=dict)

    def lines(self, number: int, position_y: float) -> Iterator[tuple[Any, Stack]]:
        """The lines from the one with the number, each with the place where the next begins."""
        from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

        resolve_percentages(self.box, self.around)
        resolve_one_percentage(self.box, "text_indent", self.around.width)
        indent = self.box.text_indent if number == 0 else 0
        last = len(self.plan.lines) - 1
        for line in self.plan.lines[number:]:
            made = self._line(number, position_y, indent)
            yield made, None if number == last else self._stack(self.box, line.resume)
            position_y = made.position_y + made.height
            number, indent = number + 1, 0

    def _line(self, number: int, position_y: float, indent: float) -> Any:
        from weasyprint.layout import inline

        box, line, is_last = self.box, self.plan.lines[number], number == len(self.plan.lines) - 1
        box.position_x, box.position_y = self.around.content_box_x(), position_y
        placeholders: list[Any] = []
        children = self._children(box, line, box.position_x + indent, is_last, placeholders)
        made = self._parent(box, children, number == 0, is_last)
        offset_x = inline.text_align(self.context, made, self.around.width, last=is_last)
        bottom, top = inline.line_box_verticality(made)
        made.baseline, made.position_y, made.height = -top, top, bottom - top
        made.margin_top = made.margin_bottom = 0
        made.translate(offset_x, position_y - top)
        made.position_y = position_y  # exactly
        for placeholder in placeholders:
            if "inline" in placeholder.style.specified["display"]:
                placeholder.translate(0, position_y - placeholder.position_y)
            else:
                below = position_y + made.height - placeholder.position_y
                placeholder.translate(made.position_x - placeholder.position_x, below)
        return made

    def _children(
        self, parent: Any, line: PlannedLine, x: float, is_last: bool, placeholders: list[Any]
    ) -> list[Any]:
        """What of a box stands on the line, one beside the other from ``x``."""
        from weasyprint.formatting_structure import boxes

        made: list[Any] = []
        for index in range(self.reached.get(id(parent), 0), len(parent.children)):
            child = parent.children[index]
            start, stop = self.plan.spans[id(child)]
            if start >= line.resume and not is_last:
                break
            self.reached[id(parent)] = index
            if start < line.begin and stop <= line.begin:
                continue
            child.position_x, child.position_y = x, parent.position_y
            if not child.is_in_normal_flow():
                made += self._set_aside(parent, index, child, placeholders)
                continue
            if isinstance(child, boxes.TextBox):
                done = self._text(child, line)
            elif isinstance(child, boxes.InlineBox):
                done = self._inline(child, line, is_last, placeholders)
            else:
                done = self._other(child)
            if done is not None:
                made.append(done)
                x = done.position_x + done.margin_width()
        return made

    def _stack(self, parent: Any, place: int) -> Stack:
        """The place in the paragraph's text, as WeasyPrint says it."""
        for index in range(self.reached.get(id(parent), 0), len(parent.children)):
            child = parent.children[index]
            start, stop = self.plan.spans[id(child)]
            if place == start:
                return {index: None}
            if place < stop:
                if id(child) in self.plan.sets:
                    return {index: {self.plan.sets[id(child)].offsets[place - start]: None}}
                return {index: self._stack(child, place)}
        return None

    def _parent(self, box: Any, children: list[Any], is_first: bool, is_last: bool) -> Any:
        """A copy of a line box or an inline box with these children."""
        from weasyprint.layout import inline

        made = box.copy_with_children(children)
        made.remove_decoration(start=not is_first, end=not is_last)
        made.width = 0
        for child in reversed(children):
            if child.is_in_normal_flow():
                made.width = child.position_x + child.margin_width() - made.content_box_x()
                break
        inline._adjust_line_height(made)
        return made

    def _inline(self, box: Any, line: PlannedLine, is_last: bool, placeholders: list[Any]) -> Any:
        from weasyprint.layout.percent import resolve_percentages

        resolve_percentages(box, self.around)
        start, stop = self.plan.spans[id(box)]
        begins, ends = start >= line.begin, is_last or stop <= line.resume
        edge = box.margin_left + box.border_left_width + box.padding_left if begins else 0
        children = self._children(box, line, box.position_x + edge, is_last, placeholders)
        return self._parent(box, children, begins, ends)

    def _text(self, box: Any, line: PlannedLine) -> Any:
        """The part of a text box on the line; None where it has none but spaces."""
        from weasyprint.layout import inline
        from weasyprint.layout.percent import resolve_percentages

        start, stop = self.plan.spans[id(box)]
        first, last = max(line.start, start) - start, min(line.end, stop) - start
        taken = box.text[max(line.begin - start, 0) : line.resume - start]
        if first >= last:
            if taken.isspace() and self.last is not None:
                note_space(self.last)
            return None
        resolve_percentages(box, self.around)
        hyphen = box.style["hyphenate_character"] if line.divided and line.resume <= stop else ""
        done = compositor(box.style).part(self.plan.sets[id(box)], first, last, hyphen)
        made = box.copy_with_text(done.text)
        made.pango_layout = done
        spaces = done.text.count(" ") + done.text.count("\u00a0")
        made.width = done.width + line.spacing * spaces + line.tracking * len(done.text)
        setattr(made, SPACING, (line.spacing, line.tracking))
        made.height = done.height
        line_height, _ = inline.strut(box.style)
        made.margin_top = made.margin_bottom = (line_height - done.height) / 2
        made.baseline = done.baseline + made.margin_top
        note_end(made, taken, box.text[:first], hyphen)
        self.last = made
        return made

    def _other(self, box: Any) -> Any:
        """A picture."""
        from weasyprint.layout import inline

        none: list[Any] = []
        return inline.split_inline_level(
            self.context,
            box,
            box.position_x,
            inf,
            self.bottom_space,
            None,
            self.around,
            self.absolute_boxes,
            self.fixed_boxes,
            *(none, none, none),
            *(None, None),
        )[0]

    def _set_aside(self, parent: Any, index: int, box: Any, placeholders: list[Any]) -> list[Any]:
        """What keeps the place of a box that stands elsewhere, if anything does."""
        from weasyprint.layout import inline

        none: list[Any] = []
        kept: list[Any] = []
        inline._out_of_flow_layout(
            self.context,
            parent,
            self.around,
            index,
            box,
            none,
            none,
            kept,
            none,
            self.absolute_boxes,
            self.fixed_boxes,
            placeholders,
            {},
            inf,
            box.position_x,
            self.bottom_space,
        )
        return [placeholder for _, placeholder, _ in kept]
