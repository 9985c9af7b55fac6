"""Formulas laid out: MathML to boxes, with the measures of a font for mathematics.

The rules are those of MathML Core (W3C), with TeX's spaces between atoms and LaTeX's rows of
matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from nashr.engines import math_classes, math_tables, math_words
from nashr.engines.math_boxes import EMPTY, Box, Glyph, Mark, Rule, Stroke, beside, over
from nashr.engines.math_elements import (
    LENGTH,
    Style,
    Undrawable,
    class_of,
    in_variant,
    length,
    operator_core,
    text_of,
)
from nashr.engines.math_font import MathFont, Placed
from nashr.engines.math_scripts import Scripts
from nashr.engines.math_stretching import Stretching
from nashr.records import replace

#: How deep formulas may be nested.
_DEEPEST = 80
#: How far the degree of a root stands above the hook of its sign, in em.
_CLEAR = 0.1
_SPACES = {"\u00a0": "\u0020", "\u202f": "\u2009"}
#: The thickness of lines around or across something, their distance from it, and how far they go
#: beyond what they cross, in em.
_LINE, _AROUND, _BEYOND = 0.05, 0.2, 0.08


class Layout:
    """Lays out formulas in one font."""

    def __init__(self, font: MathFont) -> None:
        self.font = font
        self.stretching = Stretching(font)
        self.scripts = Scripts(self)
        self._of: Mapping[str, Callable[[Element, Style], Box]] = {
            "math": self.row,
            "mrow": self.row,
            "mtd": self.row,
            "mstyle": self._styled,
            "mi": self._identifier,
            "mn": self._text,
            "mtext": self._text,
            "ms": self._string,
            "mo": lambda element, style: self.operator(element, style),
            "mspace": self._space,
            "mfrac": self._fraction,
            "msqrt": self._root,
            "mroot": self._root,
            "mphantom": self._phantom,
            "mpadded": self._padded,
            "menclose": self._enclosed,
            "mtable": lambda element, style: math_tables.table(self, element, style),
            "none": self._space,
            **dict.fromkeys(("msub", "msup", "msubsup"), self.scripts.beside),
            **dict.fromkeys(("munder", "mover", "munderover"), self.scripts.above_and_below),
            "mmultiscripts": self.scripts.around,
        }

    def box(self, element: Element, style: Style) -> Box:
        """The box of an element. Raises ``Undrawable``."""
        draw = self._of.get(element.tag)
        if draw is None or style.depth > _DEEPEST:
            raise Undrawable(element.tag)
        return draw(element, replace(style, depth=style.depth + 1))

    def size(self, style: Style) -> float:
        """The size of the letters of a style, in em of the text."""
        names = {0: None, 1: "SCRIPT_PERCENT_SCALE_DOWN"}
        name = names.get(style.level, "SCRIPT_SCRIPT_PERCENT_SCALE_DOWN")
        return style.scale * (self.font.constant(name) if name else 1.0)

    def constant(self, name: str, style: Style) -> float:
        return self.font.constant(name) * self.size(style)

    # --- letters -----------------------------------------------------------------------------

    def text(self, text: str, style: Style, features: Mapping[str, int] | None = None) -> Box:
        """Characters side by side. Raises ``Undrawable`` where the font lacks one."""
        if not text:
            return EMPTY
        features = {**(features or {}), **({"ssty": min(style.level, 2)} if style.level else {})}
        shaped = self.font.shaped(text, features)
        return self.glyphs(*shaped, self.size(style)) if shaped else self._words(text, style)

    def _words(self, text: str, style: Style) -> Box:
        """Words in letters that the font lacks, in other fonts."""
        found = math_words.pieces(text, self.font)
        boxes = []
        for piece in found or ():
            shaped = piece.font.shaped(piece.text, {}, right_to_left=piece.right_to_left)
            if shaped is None:
                raise Undrawable(text)
            boxes.append(self.glyphs(*shaped, self.size(style), piece.font))
        if not boxes:
            raise Undrawable(text)
        return replace(beside(boxes), italic=0.0, attachment=None, glyph=None)

    def glyphs(
        self, placed: Sequence[Placed], width: float, size: float, font: MathFont | None = None
    ) -> Box:
        """Glyphs as a box, at that size; ``placed`` and ``width`` are in em of it."""
        ascent = descent = 0.0
        for number, at in enumerate(placed):
            extents = (font or self.font).extents(at.glyph)
            top, bottom = (extents.top + at.y) * size, (extents.bottom + at.y) * size
            ascent = top if not number else max(ascent, top)
            descent = -bottom if not number else max(descent, -bottom)
        marks = tuple(Glyph(at.glyph, at.x * size, at.y * size, size, font) for at in placed)
        alone = marks[0] if len(marks) == 1 else None
        return Box(
            width * size,
            ascent,
            descent,
            marks,
            italic=self.font.italic(alone.glyph) * size if alone else 0.0,
            attachment=self.font.attachment(alone.glyph) * size if alone else None,
            glyph=alone,
        )

    def _identifier(self, element: Element, style: Style) -> Box:
        text = text_of(element)
        variant = element.get("mathvariant") or style.variant
        if not variant and len(text) == 1:
            variant = "italic"
        return self.text(in_variant(text, variant), style)

    def _text(self, element: Element, style: Style) -> Box:
        text = text_of(element)
        for char, drawn in _SPACES.items():
            text = text.replace(char, drawn)
        variant = element.get("mathvariant") or style.variant
        return self.text(in_variant(text, variant), style)

    def _string(self, element: Element, style: Style) -> Box:
        return self.text(f"“{text_of(element)}”", style)

    def operator(
        self, element: Element, style: Style, tall: tuple[float, float] | None = None
    ) -> Box:
        """A sign. ``tall``: the ascent and descent of what it is to enclose, where it grows."""
        char = text_of(element).replace("-", "\u2212")
        if not char or char in math_classes.INVISIBLE:
            return EMPTY
        size = self.size(style)
        if len(char) > 1:
            return self.text(char, style)
        if math_classes.is_large(char) and style.display and element.get("largeop") != "false":
            least = self.font.constant("DISPLAY_OPERATOR_MIN_HEIGHT")
            return self.stretching.centred(char, least * size, size)
        if (wanted := length(element.get("minsize"))) and self._grows(element, char):
            return self.stretching.centred(char, wanted * size, size, closest=True)
        if tall is not None and self._grows(element, char):
            axis = self.constant("AXIS_HEIGHT", style)
            reach = max(tall[0] - axis, tall[1] + axis)
            return self.stretching.centred(_bar(char), 2 * reach, size)
        return self.text(char, style)

    def _grows(self, element: Element, char: str) -> bool:
        said = element.get("stretchy")
        return said == "true" or (said != "false" and math_classes.is_fence(char))

    # --- rows --------------------------------------------------------------------------------

    def row(self, element: Element, style: Style) -> Box:
        """The children of an element side by side, or in lines where they are broken."""
        lines: list[list[Element]] = [[]]
        for child in element:
            if child.tag == "mspace" and child.get("linebreak") == "newline":
                lines.append([])
            else:
                lines[-1].append(child)
        if len(lines) == 1:
            return self.members(lines[0], style)
        rows = [[self.members(line, style)] for line in lines]
        return math_tables.grid(self, rows, [["left"]] * len(rows), style, math_tables.EQUATIONS)

    def members(self, children: Sequence[Element], style: Style) -> Box:
        """Elements in a row, fences as tall as what stands between them."""
        if not children:
            return EMPTY
        growing = {
            number: child
            for number, child in enumerate(children)
            if child.tag == "mo" and self._grows(child, text_of(child))
        }
        boxes: list[Box] = [
            EMPTY if number in growing else self.box(child, style)
            for number, child in enumerate(children)
        ]
        others = [box for number, box in enumerate(boxes) if number not in growing]
        tall = (
            max((box.ascent for box in others), default=0.0),
            max((box.descent for box in others), default=0.0),
        )
        for number, mo in growing.items():
            boxes[number] = self.operator(mo, style, tall if others else None)
        return beside(boxes, self._gaps(children, boxes, style))

    def _gaps(self, children: Sequence[Element], boxes: Sequence[Box], style: Style) -> list[float]:
        """The spaces before the members of a row."""
        cores = [operator_core(child) for child in children]
        kept = [n for n, core in enumerate(cores) if core is not None and _is_infix(core)]
        classes = math_classes.resolved([class_of(child) for child in children], kept)
        gaps, size = [0.0] * len(children), self.size(style)
        before: int | None = None
        for number, this in enumerate(classes):
            own = cores[number]
            if this is not None:
                last = classes[before] if before is not None else None
                said = _said(own, "lspace")
                if said is None and before is not None:
                    said = _said(cores[before], "rspace")
                if said is not None:
                    gaps[number] += said * size
                elif last is not None:
                    gaps[number] += math_classes.space(last, this, script=style.level > 0) * size
                before = number
            if number and this in {"open", "close", "punct", "ord"} and gaps[number] == 0.0:
                gaps[number] += _slant(boxes[number - 1], boxes[number])
        return gaps

    def _styled(self, element: Element, style: Style) -> Box:
        display = element.get("displaystyle")
        if display is not None:
            style = replace(style, display=display == "true")
        level = element.get("scriptlevel", "")
        if level.lstrip("+-").isdecimal():
            relative = style.level if level[0] in "+-" else 0
            style = replace(style, level=max(0, relative + int(level)))
        if variant := element.get("mathvariant"):
            style = replace(style, variant=variant)
        if (size := length(element.get("mathsize"))) is not None and 0.2 <= size <= 5:
            style = replace(style, scale=style.scale * size)
        return self.row(element, style)

    # --- fractions and roots -------------------------------------------------------------------

    def _fraction(self, element: Element, style: Style) -> Box:
        _expect(element, 2)
        inside = replace(style, display=False)
        if not style.display:
            inside = replace(inside, level=style.level + 1)
        top = self.box(element[0], inside)
        bottom = self.box(element[1], replace(inside, cramped=True))
        size = self.size(style)
        said = length(element.get("linethickness"))
        rule = self.constant("FRACTION_RULE_THICKNESS", style) if said is None else said * size
        if rule == 0:
            up, down = self._stack_shifts(top, bottom, style)
        else:
            up, down = self._fraction_shifts(top, bottom, rule, style)
        side = 0.06 * size
        width = max(top.width, bottom.width)
        placed = [
            (top, side + (width - top.width) / 2, up),
            (bottom, side + (width - bottom.width) / 2, -down),
        ]
        box = over(placed, width + 2 * side)
        if rule:
            axis = self.constant("AXIS_HEIGHT", style)
            line = Rule(side, axis - rule / 2, width, rule)
            box = replace(box, marks=(*box.marks, line))
        return box

    def _fraction_shifts(
        self, top: Box, bottom: Box, rule: float, style: Style
    ) -> tuple[float, float]:
        shown = "_DISPLAY_STYLE" if style.display else ""
        num_gap = (
            "FRACTION_NUM_DISPLAY_STYLE_GAP_MIN"
            if style.display
            else ("FRACTION_NUMERATOR_GAP_MIN")
        )
        denom_gap = (
            "FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN"
            if style.display
            else ("FRACTION_DENOMINATOR_GAP_MIN")
        )
        axis = self.constant("AXIS_HEIGHT", style)
        up = max(
            self.constant(f"FRACTION_NUMERATOR{shown}_SHIFT_UP", style),
            axis + rule / 2 + self.constant(num_gap, style) + top.descent,
        )
        down = max(
            self.constant(f"FRACTION_DENOMINATOR{shown}_SHIFT_DOWN", style),
            -axis + rule / 2 + self.constant(denom_gap, style) + bottom.ascent,
        )
        return up, down

    def _stack_shifts(self, top: Box, bottom: Box, style: Style) -> tuple[float, float]:
        shown = "_DISPLAY_STYLE" if style.display else ""
        up = self.constant(f"STACK_TOP{shown}_SHIFT_UP", style)
        down = self.constant(f"STACK_BOTTOM{shown}_SHIFT_DOWN", style)
        gap = self.constant(f"STACK{shown}_GAP_MIN", style)
        lacking = gap - (up - top.descent + down - bottom.ascent)
        return (up + lacking / 2, down + lacking / 2) if lacking > 0 else (up, down)

    def _root(self, element: Element, style: Style) -> Box:
        inside = replace(style, cramped=True)
        if element.tag == "mroot":
            _expect(element, 2)
            base = self.box(element[0], inside)
            degree = self.box(element[1], replace(inside, display=False, level=2))
        else:
            base, degree = self.members(list(element), inside), EMPTY
        size = self.size(style)
        rule = self.constant("RADICAL_RULE_THICKNESS", style)
        shown = "RADICAL_DISPLAY_STYLE_VERTICAL_GAP" if style.display else "RADICAL_VERTICAL_GAP"
        gap = self.constant(shown, style)
        sign = self.stretching.grown("√", (base.height + gap + rule), size)
        gap += max(0.0, sign.height - base.height - gap - rule) / 2
        top = base.ascent + gap + rule
        shift = top - sign.ascent
        left = 0.0
        placed = []
        if degree.marks:
            before = self.constant("RADICAL_KERN_BEFORE_DEGREE", style)
            after = self.constant("RADICAL_KERN_AFTER_DEGREE", style)
            raised = self.font.constant("RADICAL_DEGREE_BOTTOM_RAISE_PERCENT") * sign.height
            up = top - sign.height + raised + degree.descent + _CLEAR * size
            placed.append((degree, max(0.0, before), up))
            left = max(0.0, max(0.0, before) + degree.width + after)
        placed += [(sign, left, shift), (base, left + sign.width, 0.0)]
        width = left + sign.width + base.width + max(0.0, base.italic)
        box = over(placed, width + 0.02 * size)
        line = Rule(left + sign.width - 0.01 * size, top - rule, width - left - sign.width, rule)
        extra = self.constant("RADICAL_EXTRA_ASCENDER", style)
        return replace(box, ascent=max(box.ascent, top) + extra / 2, marks=(*box.marks, line))

    # --- spaces and frames ---------------------------------------------------------------------

    def _space(self, element: Element, style: Style) -> Box:
        size = self.size(style)
        width, height, depth = (
            (length(element.get(name)) or 0.0) * size for name in ("width", "height", "depth")
        )
        return Box(width, height, depth)

    def _phantom(self, element: Element, style: Style) -> Box:
        return replace(self.row(element, style), marks=(), glyph=None)

    def _padded(self, element: Element, style: Style) -> Box:
        box, size = self.row(element, style), self.size(style)

        def changed(name: str, value: float) -> float:
            return _changed(element.get(name), value, size)

        x, y = changed("lspace", 0.0), changed("voffset", 0.0)
        return Box(
            changed("width", box.width),
            changed("height", box.ascent),
            changed("depth", box.descent),
            box.moved(x, y),
        )

    def _enclosed(self, element: Element, style: Style) -> Box:
        notations = set((element.get("notation") or "longdiv").split())
        box, size = self.row(element, style), self.size(style)
        line = _LINE * size
        sides = {"top", "bottom", "left", "right"}
        if notations & {"box", "roundedbox"}:
            notations = (notations - {"box", "roundedbox"}) | sides
        strikes = {"updiagonalstrike", "downdiagonalstrike", "horizontalstrike", "verticalstrike"}
        if notations - sides - strikes:
            raise Undrawable(" ".join(sorted(notations)))
        pad = (_AROUND if notations & sides else _BEYOND) * size
        width, top, bottom = box.width + 2 * pad, box.ascent + pad, -box.descent - pad
        height = top - bottom
        drawn: dict[str, Mark] = {
            "top": Rule(0.0, top - line, width, line),
            "bottom": Rule(0.0, bottom, width, line),
            "left": Rule(0.0, bottom, line, height),
            "right": Rule(width - line, bottom, line, height),
            "updiagonalstrike": Stroke(0.0, bottom, width, top, line),
            "downdiagonalstrike": Stroke(0.0, top, width, bottom, line),
            "horizontalstrike": Rule(0.0, (top + bottom - line) / 2, width, line),
            "verticalstrike": Rule((width - line) / 2, bottom, line, height),
        }
        lines = tuple(mark for name, mark in drawn.items() if name in notations)
        return Box(width, top, -bottom, (*box.moved(pad, 0.0), *lines))


def _is_infix(core: Element) -> bool:
    return core.get("form") == "infix"


def _bar(char: str) -> str:
    return "‖" if char == "∥" else char


def _said(core: Element | None, name: str) -> float | None:
    return None if core is None else length(core.get(name))


def _slant(before: Box, after: Box) -> float:
    """What keeps a slanted letter from an upright sign behind it."""
    if before.glyph is None or after.glyph is None or after.italic or not before.italic:
        return 0.0
    return before.italic


def _expect(element: Element, count: int) -> None:
    if len(element) != count:
        raise Undrawable(element.tag)


def _changed(said: str | None, value: float, size: float) -> float:
    """A measure of ``mpadded``: a length, a part of what it was, or a change of it."""
    if said is None:
        return value
    found = LENGTH.match(said.strip().removesuffix("width").removesuffix("height").strip())
    if found is None:
        return value
    sign, _, unit = found.groups()
    change = length(found.group()) or 0.0
    change = change * value if unit == "%" else change * size
    return value + change if sign else change
