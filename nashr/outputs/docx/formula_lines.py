"""The lines between the rows and columns of ``array``: Word's matrices have none, its boxes around
formulas have sides.

Source: ISO/IEC 29500-1, 22.1.2.11 (borderBox).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.importing.ooxml import tag
from nashr.outputs.array_lines import ABOVE, AFTER, BEFORE, BELOW, Array, arrays

#: The properties that hide a side, in the order of the schema.
_HIDDEN = ((ABOVE, "hideTop"), (BELOW, "hideBot"), (BEFORE, "hideLeft"), (AFTER, "hideRight"))
_TABLES = (tag("m:m"), tag("m:eqArr"))


def set_lines(formula: Any, tex: str) -> None:
    """Boxes around the cells of a formula's matrices, with the sides on which lines stand."""
    found = arrays(tex)
    tables = list(formula.iter(*_TABLES))
    if len(found) != len(tables):
        return
    for array, table in zip(found, tables, strict=True):
        if array.columns or array.rows:
            _mark(table if table.tag == _TABLES[0] else _as_matrix(table), array)


def _as_matrix(equations: Any) -> Any:
    """The matrix of an array of equations, which pandoc writes for columns ``rl``; it takes its
    place.
    """
    rows = [list(_cells(row)) for row in equations.findall(tag("m:e"))]
    matrix = _made(equations, "m:m", _made(equations, "m:mPr", _made(equations, "m:mcs")))
    for number in range(max(map(len, rows), default=0)):
        side = "left" if number % 2 else "right"
        count = _made(equations, "m:count", value="1")
        look = _made(equations, "m:mcPr", count, _made(equations, "m:mcJc", value=side))
        matrix[0][0].append(_made(equations, "m:mc", look))
    for row in rows:
        cells = [_made(equations, "m:e", *cell) for cell in row]
        matrix.append(_made(equations, "m:mr", *cells))
    equations.getparent().replace(equations, matrix)
    return matrix


def _cells(row: Any) -> Iterator[list[Any]]:
    cell: list[Any] = []
    for child in list(row):
        if child.tag == tag("m:r") and "".join(child.itertext()).strip() == "&":
            yield cell
            cell = []
        else:
            cell.append(child)
    yield cell


def _made(beside: Any, name: str, *children: Any, value: str | None = None) -> Any:
    element = beside.makeelement(tag(name), {tag("m:val"): value} if value else {})
    element.extend(children)
    return element


def _mark(table: Any, array: Array) -> None:
    rows = table.findall(tag("m:mr"))
    if len(rows) > 1 and len(rows) - 1 == array.ended and not any(map(len, rows[-1])):
        # What stands behind the last \\ is a line and no row.
        table.remove(rows.pop())
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.findall(tag("m:e"))):
            if sides := array.sides(number, column, len(rows)):
                _enclose(cell, sides)


def _enclose(cell: Any, sides: list[str]) -> None:
    hidden = [_made(cell, f"m:{name}", value="on") for side, name in _HIDDEN if side not in sides]
    inside = _made(cell, "m:e", *cell)
    cell.append(_made(cell, "m:borderBox", _made(cell, "m:borderBoxPr", *hidden), inside))
