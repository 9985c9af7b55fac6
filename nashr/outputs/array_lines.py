"""The lines between rows and columns of ``array``, which pandoc's MathML does not have.

Browsers that know MathML Core draw no ``columnlines``; they draw the borders of cells. So the cells
say by classes on which side a line stands, and JATS has the attributes of MathML 3.
"""

from __future__ import annotations

import re

import lxml.html

from nashr.records import dataclass, field

BEFORE, AFTER, ABOVE, BELOW = "line-before", "line-after", "line-above", "line-below"

_TOKEN = re.compile(
    r"\\begin\s*\{(?P<begin>[^{}]*)\}(?:\[[^\]]*\])?|\\end\s*\{[^{}]*\}"
    r"|\\(?P<rule>hline|toprule|midrule|bottomrule)(?![A-Za-z])|(?P<row>\\\\)|\\.",
    re.S,
)
#: The environments that pandoc makes tables of.
_TABLES = frozenset(
    """
    array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases rcases dcases aligned
    alignedat align alignat split gathered gather eqnarray flalign multline
    """.split()
)
_COLUMN = re.compile(
    r"(?P<line>\|)|(?P<simple>[lcr])|[pmbX]\s*\{(?P<wide>[^{}]*)\}|[@!<>]\s*\{[^{}]*\}"
)
_REPEATED = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")


@dataclass(slots=True)
class Array:
    """Before which columns and rows lines stand, both from 0."""

    columns: set[int]
    rows: set[int] = field(default_factory=set)
    #: The rows that have ended so far.
    ended: int = 0

    def sides(self, row: int, column: int, rows: int) -> list[str]:
        """On which sides of a cell lines stand, in a table of so many rows."""
        last = row == rows - 1
        is_below = row + 1 in self.rows or (last and any(one > row for one in self.rows))
        return [
            *([BEFORE] if not column and 0 in self.columns else []),
            *([AFTER] if column + 1 in self.columns else []),
            *([ABOVE] if not row and 0 in self.rows else []),
            *([BELOW] if is_below else []),
        ]


def arrays(tex: str) -> list[Array]:
    """The tables of a formula in the order in which they begin; none where no line stands."""
    if "array" not in tex or ("|" not in tex and "rule" not in tex and "hline" not in tex):
        return []
    return _arrays(tex)


def set_lines(math: lxml.html.HtmlElement) -> None:
    """Classes for the cells of a formula whose arrays have lines."""
    tex = "".join(math.itertext("annotation"))
    found = arrays(tex)
    tables = list(math.iter("mtable"))
    if len(found) != len(tables):
        return
    for array, table in zip(found, tables, strict=True):
        if array.columns or array.rows:
            _mark(table, array)


def _arrays(tex: str) -> list[Array]:
    """The tables of a formula in the order in which they begin."""
    found: list[Array] = []
    open_: list[Array | None] = []
    for token in _TOKEN.finditer(tex):
        if token["begin"] is not None:
            name = token["begin"].rstrip("*")
            array = None
            if name in _TABLES:
                array = Array(_columns(tex, token.end()) if name == "array" else set())
                found.append(array)
            open_.append(array)
        elif token[0].startswith("\\end"):
            if open_:
                open_.pop()
        elif open_ and (here := open_[-1]) is not None:
            if token["row"]:
                here.ended += 1
            elif token["rule"]:
                here.rows.add(here.ended)
    return found


def _columns(tex: str, start: int) -> set[int]:
    """The columns that a line stands before, from what stands behind ``\\begin{array}``."""
    depth, end = 0, start
    for end in range(start, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[end], 0)
        if depth <= 0 and tex[end] == "}":
            break
    shape = _REPEATED.sub(lambda m: m[2] * int(m[1]), tex[start:end].strip().removeprefix("{"))
    lines: set[int] = set()
    count = 0
    for part in _COLUMN.finditer(shape):
        if part["line"]:
            lines.add(count)
        elif part["simple"] or part["wide"] is not None:
            count += 1
    return lines


def _mark(table: lxml.html.HtmlElement, array: Array) -> None:
    rows = [[cell for cell in row if cell.tag == "mtd"] for row in table if row.tag == "mtr"]
    if len(rows) > 1 and len(rows) - 1 == array.ended and not any(map(_holds, rows[-1])):
        # What stands behind the last \\ is a line and no row.
        table.remove(rows.pop()[0].getparent())
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if sides := array.sides(number, column, len(rows)):
                cell.set("class", " ".join(filter(None, (cell.get("class"), *sides))))


def _holds(cell: lxml.html.HtmlElement) -> bool:
    return bool(len(cell) or (cell.text or "").strip())


def with_attributes(table: lxml.html.HtmlElement) -> dict[str, str]:
    """The attributes of MathML 3 for the lines of an ``mtable``, as far as there are such."""
    rows = _sides(table)
    if not rows or not rows[0]:
        return {}
    between = ["solid" if AFTER in cell else "none" for cell in rows[0][:-1]]
    below = ["solid" if row and BELOW in row[0] else "none" for row in rows[:-1]]
    found = {}
    if "solid" in between:
        found["columnlines"] = " ".join(between)
    if "solid" in below:
        found["rowlines"] = " ".join(below)
    if len(outer_lines(table)) == len(_NOTATIONS):
        found["frame"] = "solid"
    return found


#: What ``menclose`` calls a line on a side, for a table that has lines on some sides only.
_NOTATIONS = {BEFORE: "left", AFTER: "right", ABOVE: "top", BELOW: "bottom"}


def outer_lines(table: lxml.html.HtmlElement) -> list[str]:
    """The sides of an ``mtable`` on which lines stand, in the words of ``menclose``."""
    rows = _sides(table)
    if not rows or not rows[0] or not rows[-1]:
        return []
    corners = {BEFORE: rows[0][0], AFTER: rows[0][-1], ABOVE: rows[0][0], BELOW: rows[-1][0]}
    return [_NOTATIONS[side] for side, cell in corners.items() if side in cell]


def _sides(table: lxml.html.HtmlElement) -> list[list[list[str]]]:
    return [[(cell.get("class") or "").split() for cell in row] for row in table]
