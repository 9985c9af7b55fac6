"""Captions of tables that are a row of the table itself, over all of its columns."""

from __future__ import annotations

from nashr import ast
from nashr.model import Blocks, Node

#: A table with its caption in it has so many rows, and columns.
_FEWEST_ROWS = 2


def first_row(table: Node) -> Blocks:
    """The paragraph of a first row that is one cell over all columns, and the table without it;
    nothing for any other table.
    """
    attributes, caption, columns, (head_attributes, head), bodies, foot = table["c"]
    rows = head or (bodies[0][3] if bodies else [])
    if len(rows) + (len(bodies[0][3]) if head and bodies else 0) < _FEWEST_ROWS or not rows[0][1]:
        return []
    (_, _, height, width, blocks), *others = rows[0][1]
    if others or height != 1 or width != len(columns) or len(columns) < _FEWEST_ROWS:
        return []
    if len(blocks) != 1 or blocks[0]["t"] not in ("Para", "Plain"):
        return []
    if head:
        left = [head_attributes, head[1:]], bodies
    else:
        left = [head_attributes, head], [[*bodies[0][:3], rows[1:]], *bodies[1:]]
    rest = {"t": "Table", "c": [attributes, caption, columns, *left, foot]}
    return [ast.para(blocks[0]["c"]), rest]
