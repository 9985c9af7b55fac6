"""What stands beside, above and below a base: scripts, limits, accents, braces.

MathML Core, sections 3.4; the corners of glyphs are fitted by the font's kerns (OpenType, *MATH*,
``MathKernInfo``).
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from nashr.engines import math_classes
from nashr.engines.math_boxes import EMPTY, Box, Rule, over
from nashr.engines.math_elements import Layouter, Style, Undrawable, operator_core, text_of
from nashr.records import replace

#: Accents as they are typed, and the characters whose glyphs the font makes accents with.
_ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "´": "\u0301",
    "`": "\u0300",
    "˘": "\u0306",
    "ˇ": "\u030c",
    "˚": "\u030a",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "←": "\u20d6",
    "↔": "\u20e1",
    "…": "\u20db",
    "¯": "\u0304",
    "‾": "\u0304",
    "̅": "\u0304",
}
_ARROWS = {"\u20d7": "→", "\u20d6": "←", "\u20e1": "↔"}
#: Those that become as wide as their base, and those that are lines along it.
_WIDE = frozenset("\u0302\u0303\u20d7\u20d6\u20e1\u030c\u0306")
_LINES = frozenset("¯‾_̲̅")
_OVERLINE = frozenset("¯")
#: An accent that covers no more than this part of its base is too short.
_SHORT = 0.8
_MAY_STAND_ALONE = frozenset({"none", "mprescripts"})


class Scripts:
    """Lays out scripts for a layout."""

    def __init__(self, layout: Layouter) -> None:
        self.layout = layout

    # --- beside ------------------------------------------------------------------------------

    def beside(self, element: Element, style: Style) -> Box:
        """``msub``, ``msup`` and ``msubsup``."""
        _expect(element, 3 if element.tag == "msubsup" else 2)
        sub = element[1] if element.tag != "msup" else None
        sup = element[-1] if element.tag != "msub" else None
        return self._scripts(element[0], sub, sup, style)

    def _scripts(self, of: Element, sub: Element | None, sup: Element | None, style: Style) -> Box:
        base = self.layout.box(of, style)
        return self._attached(base, [(sub, sup)], style, core=operator_core(of))

    def around(self, element: Element, style: Style) -> Box:
        """``mmultiscripts``: pairs behind the base, and pairs before it."""
        if not len(element):
            raise Undrawable(element.tag)
        scripts = list(element[1:])
        cut = next((n for n, e in enumerate(scripts) if e.tag == "mprescripts"), len(scripts))
        behind, before = _pairs(scripts[:cut]), _pairs(scripts[cut + 1 :])
        base = self.layout.box(element[0], style)
        box = self._attached(base, behind, style, core=operator_core(element[0]))
        if not before:
            return box
        strut = replace(base, width=0.0, marks=(), italic=0.0, glyph=None)
        lead = self._attached(strut, before, style, core=None)
        return over([(lead, 0.0, 0.0), (box, lead.width, 0.0)], lead.width + box.width)

    def _attached(
        self,
        base: Box,
        pairs: Sequence[tuple[Element | None, Element | None]],
        style: Style,
        *,
        core: Element | None,
    ) -> Box:
        """The base with scripts behind it, pair after pair."""
        placed, x = [(base, 0.0, 0.0)], base.width
        large = core is not None and math_classes.is_large(text_of(core))
        for lower, upper in pairs:
            inside = replace(style, display=False, level=style.level + 1)
            sub = self._script(lower, replace(inside, cramped=True))
            sup = self._script(upper, inside)
            down, up = self._shifts(base, sub, sup, style)
            end = x
            if sup is not None:
                at = x + (0.0 if large else base.italic) + self._kern(base, sup, up, top=True)
                placed.append((sup, at, up))
                end = max(end, at + sup.width)
            if sub is not None:
                at = x - (base.italic if large else 0.0) + self._kern(base, sub, -down, top=False)
                placed.append((sub, at, -down))
                end = max(end, at + sub.width)
            after = self.layout.constant("SPACE_AFTER_SCRIPT", style)
            x = end + (after if sub is not None or sup is not None else 0.0)
        return over(placed, x)

    def _script(self, element: Element | None, style: Style) -> Box | None:
        if element is None or element.tag in _MAY_STAND_ALONE:
            return None
        return self.layout.box(element, style)

    def _shifts(
        self, base: Box, sub: Box | None, sup: Box | None, style: Style
    ) -> tuple[float, float]:
        """How far the scripts stand below and above the baseline."""

        def measure(name: str) -> float:
            return self.layout.constant(name, style)

        down = up = 0.0
        is_letter = base.glyph is not None
        if sub is not None:
            drop = 0.0 if is_letter else base.descent + measure("SUBSCRIPT_BASELINE_DROP_MIN")
            down = max(
                measure("SUBSCRIPT_SHIFT_DOWN"), sub.ascent - measure("SUBSCRIPT_TOP_MAX"), drop
            )
        if sup is not None:
            raised = "SUPERSCRIPT_SHIFT_UP_CRAMPED" if style.cramped else "SUPERSCRIPT_SHIFT_UP"
            drop = 0.0 if is_letter else base.ascent - measure("SUPERSCRIPT_BASELINE_DROP_MAX")
            up = max(measure(raised), sup.descent + measure("SUPERSCRIPT_BOTTOM_MIN"), drop)
        if sub is not None and sup is not None:
            gap = (up - sup.descent) - (sub.ascent - down)
            lacking = measure("SUB_SUPERSCRIPT_GAP_MIN") - gap
            if lacking > 0:
                room = measure("SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT") - (up - sup.descent)
                raise_ = min(lacking, max(0.0, room))
                up, down = up + raise_, down + lacking - raise_
        return down, up

    def _kern(self, base: Box, script: Box, y: float, *, top: bool) -> float:
        """What the font says of the corners of two letters; MathML Core leaves it open."""
        if base.glyph is None or base.glyph.size == 0:
            return 0.0
        font, size = self.layout.font, base.glyph.size
        heights = (y - script.descent, base.ascent) if top else (-base.descent, y + script.ascent)
        own = [font.kern(base.glyph.glyph, "right", h / size, top=top) * size for h in heights]
        other = [0.0, 0.0]
        if script.glyph is not None:
            scale = script.glyph.size
            other = [
                font.kern(script.glyph.glyph, "left", (h - y) / scale, top=not top) * scale
                for h in heights
            ]
        return max(one + two for one, two in zip(own, other, strict=True))

    # --- above and below -----------------------------------------------------------------------

    def above_and_below(self, element: Element, style: Style) -> Box:
        """``munder``, ``mover`` and ``munderover``."""
        _expect(element, 3 if element.tag == "munderover" else 2)
        under = element[1] if element.tag != "mover" else None
        over_ = element[-1] if element.tag != "munder" else None
        core = operator_core(element[0])
        sign = text_of(core) if core is not None else ""
        if math_classes.has_limits(sign) and not style.display:
            return self._scripts(element[0], under, over_, style)
        base_style = replace(style, cramped=True) if _is_accent(over_, element) else style
        base = self._base(element[0], base_style)
        scripts = replace(style, display=False, level=style.level + 1)
        above = None if over_ is None else self._mark(over_, element, scripts)
        below = None if under is None else self._mark(under, element, scripts)
        if math_classes.is_arrow(sign):
            base = self._arrow(sign, base, [above, below], style)
        if over_ is not None and above is not None:
            base = self._set(base, above, style, over_, element, up=True, sign=sign)
        if under is not None and below is not None:
            base = self._set(base, below, style, under, element, up=False, sign=sign)
        return base

    def _base(self, element: Element, style: Style) -> Box:
        letter = text_of(element)
        if element.tag == "mi" and letter in {"i", "j"} and not element.get("mathvariant"):
            italic = {"i": "𝑖", "j": "𝑗"}[letter]
            return self.layout.text(italic, style, {"dtls": 1})
        return self.layout.box(element, style)

    def _mark(self, mark: Element, element: Element, style: Style) -> Box:
        """What stands above or below; nothing for an accent, which ``_set`` draws."""
        if _is_accent(mark, element):
            return EMPTY
        return self.layout.box(mark, style)

    def _arrow(self, sign: str, base: Box, marks: Sequence[Box | None], style: Style) -> Box:
        """An arrow as long as what stands above and below it."""
        size = self.layout.size(style)
        wanted = max((mark.width for mark in marks if mark is not None), default=0.0) + 0.6 * size
        if wanted <= base.width:
            return base
        return self.layout.stretching.widened(sign, wanted, size)

    def _set(
        self,
        base: Box,
        mark: Box,
        style: Style,
        script: Element,
        element: Element,
        *,
        up: bool,
        sign: str,
    ) -> Box:
        char = text_of(script) if script.tag == "mo" else ""
        if _is_accent(script, element) or char in math_classes.BRACES:
            if char in math_classes.BRACES:
                return self._braced(base, char, style, up=up)
            single = base.glyph is not None
            if char in _LINES and (not single or char in _OVERLINE or not up):
                return self._lined(base, style, up=up)
            return self._accented(base, char, style, single=single, up=up)
        return self._limit(base, mark, style, up=up, sign=sign)

    def _limit(self, base: Box, mark: Box, style: Style, *, up: bool, sign: str) -> Box:
        def measure(name: str) -> float:
            return self.layout.constant(name, style)

        slant = base.italic / 2 if math_classes.is_integral(sign) else 0.0
        if up:
            gap, rise = measure("UPPER_LIMIT_GAP_MIN"), measure("UPPER_LIMIT_BASELINE_RISE_MIN")
            y = base.ascent + max(gap + mark.descent, rise if math_classes.is_large(sign) else 0.0)
        else:
            gap, drop = measure("LOWER_LIMIT_GAP_MIN"), measure("LOWER_LIMIT_BASELINE_DROP_MIN")
            large = math_classes.is_large(sign)
            y = -base.descent - max(gap + mark.ascent, drop if large else 0.0)
            slant = -slant
        width = max(base.width, mark.width)
        left = (width - base.width) / 2
        at = (width - mark.width) / 2 + slant
        box = over([(base, left, 0.0), (mark, at, y)], width)
        return replace(box, attachment=left + base.middle)

    def _braced(self, base: Box, char: str, style: Style, *, up: bool) -> Box:
        size = self.layout.size(style)
        brace = self.layout.stretching.widened(char, base.width, size)
        gap = self.layout.constant("STRETCH_STACK_GAP_ABOVE_MIN", style) + 0.05 * size
        y = base.ascent + gap + brace.descent if up else -(base.descent + gap + brace.ascent)
        width = max(base.width, brace.width)
        placed = [(base, (width - base.width) / 2, 0.0), (brace, (width - brace.width) / 2, y)]
        return over(placed, width)

    def _lined(self, base: Box, style: Style, *, up: bool) -> Box:
        name = "OVERBAR" if up else "UNDERBAR"
        gap = self.layout.constant(f"{name}_VERTICAL_GAP", style) * 0.6
        rule = self.layout.constant(f"{name}_RULE_THICKNESS", style)
        width = base.width + max(0.0, base.italic)
        y = base.ascent + gap if up else -(base.descent + gap + rule)
        line = Rule(0.0, y, width, rule)
        box = replace(base, marks=(*base.marks, line), glyph=None, italic=0.0, width=width)
        if up:
            return replace(box, ascent=y + 2 * rule)
        return replace(box, descent=-y + rule)

    def _accented(self, base: Box, char: str, style: Style, *, single: bool, up: bool) -> Box:
        size = self.layout.size(style)
        drawn = _ACCENTS.get(char, char)
        if single or drawn not in _WIDE:
            accent = self.layout.text(drawn, replace(style, level=0))
            scale = size / self.layout.size(replace(style, level=0))
            if scale != 1:
                accent = self.layout.stretching.widest(drawn, 0.0, size)
            left, right = self.layout.stretching.reach(accent)
            middle = accent.attachment if accent.attachment is not None else (left + right) / 2
        else:
            accent = self._wide(drawn, base.width, size)
            left, right = 0.0, accent.width
            middle = accent.width / 2
        if up:
            height = self.layout.constant("ACCENT_BASE_HEIGHT", style)
            y = max(0.0, base.ascent - height)
        else:
            y = -(base.descent + accent.ascent + 0.1 * size)
        at = base.middle - middle
        box = over([(base, 0.0, 0.0), (accent, at, y)], base.width)
        # An accent changes nothing for the scripts behind its letter.
        return replace(box, italic=base.italic, glyph=base.glyph, attachment=base.attachment)

    def _wide(self, drawn: str, width: float, size: float) -> Box:
        """An accent nearly as wide as its base: the arrow itself where the accent is too short."""
        accent = self.layout.stretching.widest(drawn, width, size)
        char = _ARROWS.get(drawn, "")
        if accent.width > _SHORT * width or not char:
            return accent
        arrow = self.layout.stretching.widened(char, width, size)
        # It stands as far above the base as an accent does.
        gap = accent.ascent - accent.height - self.layout.font.constant("ACCENT_BASE_HEIGHT") * size
        height = self.layout.font.constant("ACCENT_BASE_HEIGHT") * size
        return replace(arrow.raised(height + gap + arrow.descent), glyph=None)


def _is_accent(mark: Element | None, element: Element) -> bool:
    if mark is None or mark.tag != "mo":
        return False
    said = mark.get("accent") or element.get("accent") or element.get("accentunder")
    return said == "true"


def _pairs(scripts: Sequence[Element]) -> list[tuple[Element | None, Element | None]]:
    padded: list[Element | None] = [*scripts, *([None] if len(scripts) % 2 else [])]
    return list(zip(padded[::2], padded[1::2], strict=True))


def _expect(element: Element, count: int) -> None:
    if len(element) != count:
        raise Undrawable(element.tag)
