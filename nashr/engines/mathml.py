"""Formulas as images: MathML drawn with STIX Two Math, as outlines in SVG.

``math_layout`` lays a formula out, here it is read and written. The font comes with ``ziamath``
and is the one that web page and EPUB embed; ziamath's own layout is not used, since it sets
fences, matrices, spaces and wide accents otherwise than the font and TeX ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from xml.etree import ElementTree

from nashr.engines import fonts
from nashr.engines.math_boxes import Box, Glyph, Mark, Rule, Stroke
from nashr.engines.math_elements import Style, Undrawable
from nashr.engines.math_font import MathFont, opened
from nashr.engines.math_layout import Layout

#: Units of the drawing that make one em of the text around it.
_EM = 100.0
#: What is left free around the drawing, in em.
_MARGIN = 0.01
#: Letters and signs that are a glyph each: of other scripts several may be one.
_DRAWN_APART = re.compile(
    r"[!-~\u00a1-\u00ac\u00ae-\u00b6\u00b9-\u02af\u0391-\u03f5\u0410-\u045f"
    r"\u2013\u2014\u2016\u2020-\u2026\u2030-\u2037\u2100-\u2dff\U0001d400-\U0001d7ff]"
)
_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def draw(mathml: str) -> bytes | None:
    """The formula as SVG, or None where it cannot be drawn whole.

    ``width`` and ``height`` of the image are in em of the surrounding text, and its style
    holds the ``vertical-align`` that sets it on the baseline. Its ``title`` is what is said for it.
    """
    try:
        root = ElementTree.fromstring(_as_xml(mathml))
        words = _bare(root)
        layout = _layout()
        box = layout.row(root, Style(display=root.get("display") == "block"))
        if _inked(box.marks, layout.font) < sum(_signs(root)):
            raise Undrawable("a sign of it")
    except (ElementTree.ParseError, Undrawable, RecursionError):
        return None
    return _svg(box, layout.font, words).encode()


@cache
def _layout() -> Layout:
    return Layout(opened(fonts.path_of("math")))


def _as_xml(mathml: str) -> str:
    # HTML writes MathML without a namespace and no-break spaces by name.
    return mathml.replace("&nbsp;", "\u00a0")


def _bare(root: ElementTree.Element) -> str:
    """Remove the namespace and the annotations, in place; returns its words, or its TeX source."""
    tex = ""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_MATHML)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "annotation":
                tex = child.text or tex
                parent.remove(child)
        if parent.tag == "semantics":
            parent.tag = "mrow"
    return root.get("alttext") or tex.strip()


# --- whether it is whole ---------------------------------------------------------------------


def _signs(element: ElementTree.Element) -> Iterator[int]:
    """How much must at least be drawn of the elements: signs, the lines of fractions, roots."""
    match element.tag:
        case "mphantom":
            return
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            yield len(_DRAWN_APART.findall(element.text or ""))
        case "mfrac":
            yield not (element.get("linethickness") or "").startswith("0")
        case "msqrt" | "mroot":
            yield 2
        case _:
            pass
    for child in element:
        yield from _signs(child)


def _inked(marks: Sequence[Mark], font: MathFont) -> int:
    """How many of the marks are seen."""
    return sum(
        not isinstance(mark, Glyph) or bool((mark.font or font).outline(mark.glyph))
        for mark in marks
    )


# --- the drawing ---------------------------------------------------------------------------


def _svg(box: Box, font: MathFont, words: str) -> str:
    left, right, bottom, top = _bounds(box, font)
    width, height = right - left, top - bottom
    title = f"<title>{_escaped(words)}</title>" if words else ""
    view = " ".join(_number(value) for value in (left, -top, width, height))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width:.4g}em" height="{height:.4g}em" '
        f'style="vertical-align:{bottom:.4f}em" viewBox="{view}">'
        f"{title}{_drawn(box.marks, font)}</svg>"
    )


def _bounds(box: Box, font: MathFont) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of what is drawn, and of the room that the formula takes."""
    lefts, rights = [0.0], [box.width]
    bottoms, tops = [-box.descent], [box.ascent]
    for mark in box.marks:
        low_x, high_x, low_y, high_y = _reach(mark, font)
        lefts.append(low_x)
        rights.append(high_x)
        bottoms.append(low_y)
        tops.append(high_y)
    return (
        min(lefts) - _MARGIN,
        max(rights) + _MARGIN,
        min(bottoms) - _MARGIN,
        max(tops) + _MARGIN,
    )


def _reach(mark: Mark, font: MathFont) -> tuple[float, float, float, float]:
    match mark:
        case Glyph():
            extents = (mark.font or font).extents(mark.glyph)
            return (
                mark.x + extents.left * mark.size,
                mark.x + extents.right * mark.size,
                mark.y + extents.bottom * mark.size,
                mark.y + extents.top * mark.size,
            )
        case Rule():
            return mark.x, mark.x + mark.width, mark.y, mark.y + mark.height
        case Stroke():
            low_y, high_y = sorted((mark.y, mark.to_y))
            return min(mark.x, mark.to_x), max(mark.x, mark.to_x), low_y, high_y


def _drawn(marks: Sequence[Mark], font: MathFont) -> str:
    letters = "".join(
        segment for mark in marks if isinstance(mark, Glyph) for segment in _outline(mark, font)
    )
    found = [f'<path d="{letters}"/>'] if letters else []
    for mark in marks:
        if isinstance(mark, Rule):
            x, y, width, height = map(
                _number, (mark.x, -(mark.y + mark.height), mark.width, mark.height)
            )
            found.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>')
        elif isinstance(mark, Stroke):
            start = f"{_number(mark.x)} {_number(-mark.y)}"
            end = f"{_number(mark.to_x)} {_number(-mark.to_y)}"
            thickness = _number(mark.thickness)
            found.append(
                f'<path d="M{start}L{end}" stroke="black" stroke-width="{thickness}" fill="none"/>'
            )
    return "".join(found)


def _outline(mark: Glyph, font: MathFont) -> Iterator[str]:
    for command, numbers in (mark.font or font).outline(mark.glyph):
        points = [
            (mark.x + number * mark.size) if at % 2 == 0 else -(mark.y + number * mark.size)
            for at, number in enumerate(numbers)
        ]
        yield command + " ".join(map(_number, points))


def _number(value: float) -> str:
    """A length in em as units of the drawing."""
    text = f"{value * _EM:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
