"""The boxes of a paragraph's lines, made by the plan of its line breaks.

WeasyPrint fills one line after the other and has no hook for another line breaking algorithm, so
its function that makes the lines of a paragraph is replaced. Where a paragraph has a plan, the
boxes are made from it, in a third of the time that WeasyPrint needs to find out how much fits on
each line. Centred and right-to-left text, text beside floats and whatever else ``inlines`` does
not support is laid out by WeasyPrint's own function.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from math import floor, inf
from operator import attrgetter
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.modules import box_classes, module
from nashr.typesetting.pages.folios import mark_repeats
from nashr.typesetting.paragraphs.drawing import SPACING
from nashr.typesetting.paragraphs.inlines import inlines_of
from nashr.typesetting.paragraphs.lineends import ends_in_hyphen, note_end, note_space
from nashr.typesetting.paragraphs.linestarts import bind_spaces
from nashr.typesetting.paragraphs.plan import Plan, PlannedLine, plan_of
from nashr.typesetting.paragraphs.shaping import shaper_of, strut_of
from nashr.typesetting.patching.apply import original, patched

#: Where a line box keeps its plans, and the width and text that they are for. The first is the
#: best; others avoid a hyphen at the end of a page.
PLAN, PLAN_KEY = "nashr_plan", "nashr_plan_key"
#: Where a line keeps the line box of the whole paragraph, the plan and its number in it.
ORIGIN = "nashr_origin"
#: Where the line box of a paragraph keeps plans of other lengths, by where they begin to differ,
#: how many lines it has from there on, and how many more it is to have.
RESIZED = "nashr_resized"
#: By what part of a line the room for lines may be too small.
_EXACT = 0.01
_ITER_LINE_BOXES = "weasyprint.layout.inline:iter_line_boxes"
_EARLIER_BREAK = "weasyprint.layout.block:find_earlier_page_break"
#: WeasyPrint's ``skip_stack``, the position at which a box is continued: ``{index of the child: the
#: same for the child}``, with the byte offset in a text box as the innermost key.
SkipStack = dict[int, Any] | None


def patch_paragraph_layout() -> AbstractContextManager[None]:
    """Let WeasyPrint take the lines of paragraphs from plans, where there are plans."""
    iter_line_boxes = original(_ITER_LINE_BOXES)

    def lines(
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: SkipStack,
        containing_block: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        *styles: Any,
    ) -> Iterator[tuple[Any, SkipStack]]:
        plans = [] if any(styles) else _planned(context, box, skip_stack, containing_block.width)
        plan, number = _line_number(plans, box, skip_stack)
        out_of_flow = absolute_boxes, fixed_boxes
        if plan is None:
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
        builder = _LineBuilder(context, box, plan, containing_block, bottom_space, *out_of_flow)
        yield from builder.lines(number, position_y)

    find_earlier_page_break = original(_EARLIER_BREAK)

    def earlier(context: Any, children: list[Any], *out_of_flow: list[Any]) -> Any:
        found = find_earlier_page_break(context, children, *out_of_flow)
        if found and _is_right_page(context):
            return _without_hyphen(context, *found, *out_of_flow)
        return found

    return patched({_ITER_LINE_BOXES: lines, _EARLIER_BREAK: earlier})


def _without_hyphen(
    context: Any, kept: list[Any], resume: SkipStack, *out_of_flow: list[Any]
) -> tuple[list[Any], SkipStack]:
    """Fewer lines of a paragraph, if a page would end in the middle of a word otherwise.

    ``kept`` are the lines, or other boxes, that stay on the page before ``resume``.
    """
    boxes = box_classes()
    from weasyprint.layout.block import remove_placeholders

    while isinstance(kept[-1], boxes.LineBox) and len(kept) > kept[0].style["orphans"]:
        text = [box for box in kept[-1].descendants() if isinstance(box, boxes.TextBox)]
        if not text or not ends_in_hyphen(text[-1]):
            break
        remove_placeholders(context, kept[-1:], *out_of_flow)
        kept = kept[:-1]
        resume = {0: kept[-1].resume_at}
    return kept, resume


def resized_plan(lines: Sequence[Any], more: int) -> tuple[float, Plan] | None:
    """A plan by which laid-out lines, up to the last of their paragraph, become so many lines more
    or fewer, and the demerits that it costs; None where there is none.
    """
    box, plan, number = getattr(lines[0], ORIGIN, (None, None, 0))
    if plan is None or len(plan.lines) != number + len(lines):
        return None
    known: dict[tuple[int, int, int], tuple[float, Plan] | None]
    known = vars(box).setdefault(RESIZED, {})
    key = plan.lines[number].begin, len(lines), more
    if key not in known:
        known[key] = plan.resized(number, more)
    return known[key]


def prefer(lines: Sequence[Any], plan: Plan) -> Callable[[], None]:
    """Set the paragraph of laid-out lines by a plan from now on; the function ends that."""
    plans: list[Plan] = getattr(getattr(lines[0], ORIGIN)[0], PLAN)
    plans.insert(0, plan)

    def withdraw() -> None:
        plans[:] = [other for other in plans if other is not plan]

    return withdraw


def lines_by(context: Any, plan: Plan, block: Any, *out_of_flow: list[Any]) -> list[Any]:
    """The lines of a laid-out block, made anew by another plan for the same text."""
    from weasyprint.layout import inline
    from weasyprint.layout.block import remove_placeholders

    first = block.children[0]
    box, _, number = getattr(first, ORIGIN)
    begin = plan.lines[number].begin
    skip_stack = _skip_stack_of(plan, box, begin) if number else None
    remove_placeholders(context, block.children, *out_of_flow)
    plans: list[Plan] = getattr(box, PLAN)
    plans.insert(0, plan)
    lines: list[Any] = []
    try:
        for line, resume in inline.iter_line_boxes(
            context, box, first.position_y, -inf, skip_stack, block, *out_of_flow, None, None
        ):
            line.resume_at = resume
            lines.append(line)
    finally:
        del plans[0]
    return lines


def number_of_lines(line: Any) -> int:
    """1 for a line; for the line box of a paragraph, how many lines it was last laid out in."""
    plans = () if hasattr(line, ORIGIN) else getattr(line, PLAN, ())
    return len(plans[0].lines) if plans else 1


def _set_leading(box: Any) -> None:
    """Give an inline box the margins with which it is as high as its lines, as WeasyPrint does."""
    line_height, box.baseline = strut_of(box.style)
    box.height = box.style["font_size"]
    half = (line_height - box.height) / 2
    box.margin_top = half - box.border_top_width - box.padding_top
    box.margin_bottom = half - box.border_bottom_width - box.padding_bottom


def _planned(context: Any, box: Any, skip_stack: SkipStack, width: float) -> list[Plan]:
    """The plans of a line box, made once for each text and width."""
    if skip_stack is None:
        mark_repeats(box)
    inlines = None if context.excluded_shapes else inlines_of(box)
    if inlines is None:
        if skip_stack is None:
            bind_spaces(box, width)
        return []
    key = width, inlines.key()
    if getattr(box, PLAN_KEY, None) != key:
        plan = plan_of(inlines, context, box, width)
        setattr(box, PLAN, [] if plan is None else [plan])
        setattr(box, PLAN_KEY, key)
    plans: list[Plan] = getattr(box, PLAN)
    return plans


def _line_number(plans: list[Plan], box: Any, skip_stack: SkipStack) -> tuple[Plan | None, int]:
    """The first plan that has a line that begins at the position, and the line's number."""
    for plan in plans:
        position = 0 if skip_stack is None else _position(plan, box, skip_stack)
        number = bisect_left(plan.lines, position, key=attrgetter("begin"))
        found = plan.lines[number : number + 1]
        if found and found[0].begin == position:
            return plan, number
    return None, 0


def _is_right_page(context: Any) -> bool:
    """Whether the page that is laid out is a right-hand one."""
    index = context.current_page - 1
    return index < len(context.page_maker) and bool(context.page_maker[index][2])


def _position(plan: Plan, box: Any, stack: dict[int, Any]) -> int:
    """A skip stack as a position in the paragraph's text; -1 for one inside an image."""
    ((index, below),) = stack.items()
    child = box.children[index]
    start, _ = plan.spans[id(child)]
    if below is None:
        return start
    if id(child) not in plan.shaped:
        return _position(plan, child, below) if hasattr(child, "children") else -1
    ((byte, _),) = below.items()
    return start + bisect_left(plan.shaped[id(child)].offsets, byte)


def _skip_stack_of(
    plan: Plan, parent: Any, position: int, reached: Mapping[int, int] | None = None
) -> SkipStack:
    """A position in the paragraph's text as a skip stack.

    ``reached`` are the first children that may have the position, by the ``id`` of the parent.
    """
    first = reached.get(id(parent), 0) if reached else 0
    for index in range(first, len(parent.children)):
        child = parent.children[index]
        start, stop = plan.spans[id(child)]
        if position == start:
            return {index: None}
        if position < stop:
            if id(child) in plan.shaped:
                return {index: {plan.shaped[id(child)].offsets[position - start]: None}}
            return {index: _skip_stack_of(plan, child, position, reached)}
    return None


@dataclass(slots=True)
class _LineBuilder:
    """Makes the lines of a line box, by its plan."""

    context: Any
    box: Any
    plan: Plan
    around: Any
    bottom_space: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    #: The latest text box.
    last: Any = None
    #: By the ``id`` of a box: the first child that the next line may have a part of.
    reached: dict[int, int] = field(default_factory=dict)
    #: The ``id`` of each box in the line box whose lengths are resolved; its parts have them too.
    resolved: set[int] = field(default_factory=set)

    def lines(self, number: int, position_y: float) -> Iterator[tuple[Any, SkipStack]]:
        """The lines from the given one on, each with the position at which the next one begins."""
        from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

        resolve_percentages(self.box, self.around)
        resolve_one_percentage(self.box, "text_indent", self.around.width)
        indent = self.box.text_indent if number == 0 else 0
        leading, _ = strut_of(self.box.style)
        end = self._foreseen_end(number, position_y, leading)
        if end >= number and self.plan.lines[end].divided:
            self._keep_whole(number, end)
        while number < len(self.plan.lines):
            if self.plan.lines[number].divided and self._ends_page(number, position_y, leading):
                self._keep_whole(number, number)
            made = self._line(number, position_y, indent)
            setattr(made, ORIGIN, (self.box, self.plan, number))
            is_last = number == len(self.plan.lines) - 1
            resume = None
            if not is_last:
                position = self.plan.lines[number].resume
                resume = _skip_stack_of(self.plan, self.box, position, self.reached)
            yield made, resume
            position_y = made.position_y + made.height
            number, indent = number + 1, 0

    def _ends_page(self, number: int, position_y: float, leading: float) -> bool:
        """Whether a line will be the last of a right-hand page.

        It is, where the next line has no room and is not the last one, or where the line behind
        that has none and is the last one, which is not left alone on the next page.
        """
        context, after = self.context, len(self.plan.lines) - number - 1
        if context.current_page is None or not _is_right_page(context):
            return False
        room = 1 if after == self.box.style["widows"] else 0
        below = position_y + leading * (2 + room)
        return bool(after >= self.box.style["widows"]) and bool(
            context.overflows_page(self.bottom_space, below)
        )

    def _foreseen_end(self, number: int, position_y: float, leading: float) -> int:
        """The line that will be the last of a right-hand page, if it has no notes; -1 for none."""
        context, last = self.context, len(self.plan.lines) - 1
        if context.current_page is None or not _is_right_page(context) or not leading:
            return -1
        lines = (context.page_bottom - self.bottom_space - position_y) / leading + _EXACT
        if lines > last - number:
            return -1
        widows = int(self.box.style["widows"])
        return int(min(number - 1 + floor(lines), last - widows))

    def _keep_whole(self, number: int, end: int) -> None:
        """Go on with lines of which number ``end`` ends in a whole word, if there are such."""
        plan = self.plan.with_whole_end(number, end)
        if plan is not None:
            self.plan = plan
            getattr(self.box, PLAN).append(plan)

    def _line(self, number: int, position_y: float, indent: float) -> Any:
        inline = module("weasyprint.layout.inline")
        box, line, is_last = self.box, self.plan.lines[number], number == len(self.plan.lines) - 1
        box.position_x, box.position_y = self.around.content_box_x(), position_y
        placeholders: list[Any] = []
        begin = box.position_x + indent - line.left
        children = self._children(box, line, begin, is_last, placeholders)
        made = self._parent(box, children, number == 0, is_last)
        width = self.around.width + line.right
        offset_x = inline.text_align(self.context, made, width, last=is_last)
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
        """The parts of a box's children on the line, side by side from ``x``."""
        boxes = box_classes()

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
                made += self._out_of_flow(parent, index, child, placeholders)
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

    def _parent(self, box: Any, children: list[Any], is_first: bool, is_last: bool) -> Any:
        """A copy of a line box or an inline box with these children."""
        made = box.copy_with_children(children)
        made.remove_decoration(start=not is_first, end=not is_last)
        made.width = 0
        for child in reversed(children):
            if child.is_in_normal_flow():
                made.width = child.position_x + child.margin_width() - made.content_box_x()
                break
        _set_leading(made)
        return made

    def _resolve(self, box: Any) -> None:
        """Resolve the lengths of a box that is not resolved yet."""
        if id(box) not in self.resolved:
            module("weasyprint.layout.percent").resolve_percentages(box, self.around)
            self.resolved.add(id(box))

    def _inline(self, box: Any, line: PlannedLine, is_last: bool, placeholders: list[Any]) -> Any:
        self._resolve(box)
        start, stop = self.plan.spans[id(box)]
        begins, ends = start >= line.begin, is_last or stop <= line.resume
        edge = box.margin_left + box.border_left_width + box.padding_left if begins else 0
        children = self._children(box, line, box.position_x + edge, is_last, placeholders)
        return self._parent(box, children, begins, ends)

    def _text(self, box: Any, line: PlannedLine) -> Any:
        """The part of a text box on the line; None where nothing of it shows."""
        start, stop = self.plan.spans[id(box)]
        first, last = max(line.start, start) - start, min(line.end, stop) - start
        taken = box.text[max(line.begin - start, 0) : line.resume - start]
        if first >= last:
            if taken.isspace() and self.last is not None:
                note_space(self.last)
            return None
        self._resolve(box)
        hyphen = box.style["hyphenate_character"] if line.divided and line.resume <= stop else ""
        done = shaper_of(box.style).part(self.plan.shaped[id(box)], first, last, hyphen)
        made = box.copy_with_text(done.text)
        made.pango_layout = done
        spaces = done.text.count(" ") + done.text.count("\u00a0")
        rigid = id(box) in self.plan.rigid
        tracking, scale = (0.0, 1.0) if rigid else (line.tracking, line.scale)
        made.width = done.width * scale + line.spacing * spaces + tracking * len(done.text)
        setattr(made, SPACING, (line.spacing, tracking, scale))
        made.height = done.height
        line_height, _ = strut_of(box.style)
        made.margin_top = made.margin_bottom = (line_height - done.height) / 2
        made.baseline = done.baseline + made.margin_top
        note_end(made, taken, box.text[:first], hyphen)
        self.last = made
        return made

    def _other(self, box: Any) -> Any:
        """An image."""
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

    def _out_of_flow(self, parent: Any, index: int, box: Any, placeholders: list[Any]) -> list[Any]:
        """The placeholder of an absolutely positioned box or a footnote, if it has one."""
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
