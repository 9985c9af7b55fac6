"""Matrices, cases and aligned equations: rows and columns of a formula.

The distances are LaTeX's: rows of 1.2 em as long as what stands in them is not higher, an em
between columns, nothing between the two sides of an equation.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.etree.ElementTree import Element

from nashr.engines import math_classes
from nashr.engines.math_boxes import EMPTY, Box, Mark, Rule
from nashr.engines.math_elements import Layouter, Style, Undrawable, class_of
from nashr.records import dataclass, replace

#: Cells that are joined are not drawn.
_JOINED = ("rowspan", "columnspan", "colspan")
#: What rows have more between them for lines.
_BESIDE_LINES = 0.3
#: Classes of cells beside which lines stand; see ``outputs.array_lines``.
_UPRIGHT, _LEVEL = ("line-before", "line-after"), ("line-above", "line-below")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in em: the least ascent and descent of a row, the least gap between rows, that
    between columns, that before the first and behind the last column; and whether columns come in
    pairs without a gap.
    """

    ascent: float
    descent: float
    gap: float
    columns: float
    side: float
    paired: bool = False


MATRIX = Spacing(0.84, 0.36, 0.24, 1.0, 0.12)
CASES = Spacing(0.94, 0.42, 0.24, 1.0, 0.12)
EQUATIONS = Spacing(0.9, 0.45, 0.3, 2.0, 0.0, paired=True)
SCRIPTS = Spacing(0.0, 0.0, 0.2, 0.5, 0.0)


def table(layout: Layouter, element: Element, style: Style) -> Box:
    """The box of an ``mtable``."""
    lines = [[cell for cell in line if cell.tag == "mtd"] for line in element]
    if any(cell.get(name, "1") != "1" for line in lines for cell in line for name in _JOINED):
        raise Undrawable("joined cells")
    sides = [_sides(element, row, cells) for row, cells in zip(element, lines, strict=True)]
    first = sides[0] if sides else []
    beside = _lines(lines)
    equations = len(first) > 1 and not beside[0]
    equations = equations and all(
        side == ("right", "left")[number % 2] for number, side in enumerate(first)
    )
    kind = MATRIX
    if style.level:
        kind = SCRIPTS
    elif equations or element.get("displaystyle") == "true":
        kind = EQUATIONS
    elif set(first) == {"left"}:
        kind = CASES
    inside = replace(style, display=style.display and kind is EQUATIONS)
    rows = [[layout.row(cell, inside) for cell in line] for line in lines]
    if equations:
        rows = _with_spaces(layout, rows, lines, style)
    return grid(layout, rows, sides, style, kind, beside)


def _lines(cells: Sequence[Sequence[Element]]) -> tuple[frozenset[int], frozenset[int]]:
    """Before which columns and rows a line stands, as classes of the cells say."""
    columns: set[int] = set()
    rows: set[int] = set()
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            names = (cell.get("class") or "").split()
            columns |= {column + (name == "line-after") for name in names if name in _UPRIGHT}
            rows |= {number + (name == "line-below") for name in names if name in _LEVEL}
    return frozenset(columns), frozenset(rows)


def _with_spaces(
    layout: Layouter, rows: list[list[Box]], lines: list[list[Element]], style: Style
) -> list[list[Box]]:
    """The right sides of equations with the space before the relation that begins them."""
    found = []
    for boxes, cells in zip(rows, lines, strict=True):
        line = []
        for number, (box, cell) in enumerate(zip(boxes, cells, strict=True)):
            begins = class_of(cell[0]) if number % 2 and len(cell) else None
            before = {"rel": math_classes.THICK, "bin": math_classes.MEDIUM}.get(begins or "", 0.0)
            x = before * layout.size(style)
            line.append(
                replace(box, width=box.width + x, marks=box.moved(x, 0.0), glyph=None) if x else box
            )
        found.append(line)
    return found


def grid(
    layout: Layouter,
    rows: Sequence[Sequence[Box]],
    sides: Sequence[Sequence[str]],
    style: Style,
    kind: Spacing,
    lines: tuple[Collection[int], Collection[int]] = ((), ()),
) -> Box:
    """Boxes in rows and columns, with its middle on the axis of the formula; ``lines``: before
    which columns and rows a line stands.
    """
    size = layout.size(style)
    count = max((len(row) for row in rows), default=0)
    if not count:
        return EMPTY
    if lines[1]:
        kind = replace(kind, gap=kind.gap + _BESIDE_LINES)
    if {0, count} & set(lines[0]):
        kind = replace(kind, side=kind.columns / 2)
    widths = [
        max((row[n].width for row in rows if n < len(row)), default=0.0) for n in range(count)
    ]
    lefts, x = [], kind.side * size
    for number, width in enumerate(widths):
        if number and not (kind.paired and number % 2):
            x += kind.columns * size
        lefts.append(x)
        x += width
    baselines, heights = _baselines(rows, kind, size)
    if 0 in lines[1]:
        baselines = [y + _BESIDE_LINES * size / 2 for y in baselines]
        heights += _BESIDE_LINES * size / 2
    if len(rows) in lines[1]:
        heights += _BESIDE_LINES * size / 2
    axis = layout.constant("AXIS_HEIGHT", style)
    shift = axis + heights / 2
    marks: list[Mark] = []
    for row, line, baseline in zip(rows, sides, baselines, strict=True):
        for number, box in enumerate(row):
            free = widths[number] - box.width
            side = line[number] if number < len(line) else "center"
            inset = {"left": 0.0, "right": free}.get(side, free / 2)
            marks += box.moved(lefts[number] + inset, shift - baseline)
    whole = x + kind.side * size
    thickness = layout.constant("FRACTION_RULE_THICKNESS", style)
    gap = kind.columns * size / 2
    places = [0.0, *(left - gap for left in lefts[1:]), whole - thickness]
    marks += [
        Rule(
            places[n] - thickness / 2 if 0 < n < count else places[n],
            shift - heights,
            thickness,
            heights,
        )
        for n in sorted(lines[0])
    ]
    middles = [shift, *_between(rows, baselines, shift), shift - heights]
    marks += [Rule(0.0, middles[n] - thickness / 2, whole, thickness) for n in sorted(lines[1])]
    return Box(whole, shift, heights - shift, tuple(marks))


def _between(
    rows: Sequence[Sequence[Box]], baselines: Sequence[float], shift: float
) -> list[float]:
    """The heights in the middle between rows that follow each other."""
    found = []
    for number in range(1, len(rows)):
        below = max((box.descent for box in rows[number - 1]), default=0.0)
        above = max((box.ascent for box in rows[number]), default=0.0)
        found.append(shift - (baselines[number - 1] + below + baselines[number] - above) / 2)
    return found


def _baselines(
    rows: Sequence[Sequence[Box]], kind: Spacing, size: float
) -> tuple[list[float], float]:
    """How far below the top of the table each baseline is, and the height of the table."""
    found, y = [], 0.0
    below = 0.0
    for number, row in enumerate(rows):
        above = max((box.ascent for box in row), default=0.0)
        if number:
            least = (kind.ascent + kind.descent) * size
            y += max(least, below + above + kind.gap * size)
        else:
            y = above if kind is SCRIPTS else max(above, 0.7 * kind.ascent * size)
        found.append(y)
        below = max((box.descent for box in row), default=0.0)
    return found, y + max(below, 0.0 if kind is SCRIPTS else 0.6 * kind.descent * size)


def _sides(element: Element, row: Element, cells: Sequence[Element]) -> list[str]:
    listed = (row.get("columnalign") or element.get("columnalign") or "center").split()
    return [
        cell.get("columnalign") or listed[min(number, len(listed) - 1)]
        for number, cell in enumerate(cells)
    ]
