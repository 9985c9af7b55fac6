"""Pandoc tables as JATS: the XHTML table model, each header cell with its scope, columns of
numbers aligned by their decimal sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from nashr import ast
from nashr.model import Blocks
from nashr.outputs import number_columns
from nashr.outputs.jats.xml import Element, add, make

#: Writes the blocks of a cell into its element.
WriteCell = Callable[[Element, Blocks], None]

_ALIGN = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}


#: Inlines that a number may stand in, and those that hold marks behind it.
_PLAIN = frozenset(
    {"Emph", "Strong", "Span", "Underline", "Strikeout", "SmallCaps", "Plain", "Para"}
)
_RAISED = frozenset({"Superscript", "Subscript", "Note"})


def table(content: Sequence[Any], write: WriteCell, decimal_sign: str = ".") -> Element:
    """The ``table`` of a Pandoc ``Table``, given its contents.

    ``decimal_sign`` is that of the article's language.
    """
    _, _, columns, head, bodies, foot = content
    element = make("table")
    _columns(element, columns)
    signs = _decimal_signs(len(columns), bodies, foot, decimal_sign)
    rows = _Rows([spec[0]["t"] for spec in columns], signs, write)
    has_body = any(body[2] or body[3] for body in bodies)
    # A table of header rows alone is one of body rows that are headers: there is no other form.
    if head[1]:
        rows.write(add(element, "thead" if has_body else "tbody"), head[1], header=True)
    if foot[1]:
        rows.write(add(element, "tfoot"), foot[1])
    for _, head_columns, heads, body_rows in bodies:
        if heads or body_rows:
            group = add(element, "tbody")
            rows.write(group, heads, header=True)
            rows.write(group, body_rows, head_columns=head_columns)
    if element.find("tbody") is None:
        add(add(add(element, "tbody"), "tr"), "td")
    return element


def _columns(element: Element, columns: Sequence[Any]) -> None:
    """Column widths, where the manuscript gives them."""
    widths = [spec[1].get("c") for spec in columns]
    if any(widths):
        for width in widths:
            add(element, "col", width=f"{width:.2%}" if width else None)


def _placed(rows: Sequence[Any], count: int) -> Iterator[list[tuple[int, Any]]]:
    """The cells of each row with the number of the column in which they begin."""
    spans = [0] * count
    for _, cells in rows:
        placed, column = [], 0
        for cell in cells:
            while column < count and spans[column]:
                column += 1
            placed.append((column, cell))
            for covered in range(column, min(column + cell[3], count)):
                spans[covered] = cell[2]
            column += cell[3]
        yield placed
        spans = [max(0, span - 1) for span in spans]


def _decimal_signs(
    count: int, bodies: Iterable[Any], foot: Any, usual: str
) -> tuple[str | None, ...]:
    """The decimal sign of each column, "" for one of whole numbers, None for one of words."""
    found: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    groups = [(rows, head_columns) for _, head_columns, _, rows in bodies] + [(foot[1], 0)]
    for rows, head_columns in groups:
        for placed in _placed(rows, count):
            for number, cell in placed:
                if head_columns <= number < count and cell[3] == 1:
                    found[number].append(_read(cell[4]))
    columns = [
        number_columns.column([text for text, _ in cells], [raised for _, raised in cells], usual)
        for cells in found
    ]
    return tuple(None if one is None else one.sign for one in columns)


def _read(blocks: Blocks) -> tuple[str, str]:
    """What a cell shows, and the marks behind it; something that is no number where it holds more
    than a number.
    """
    text: list[str] = []
    raised: list[str] = []
    for kind, piece in _pieces(blocks):
        if kind == "other" or (kind == "text" and piece.strip() and raised):
            return "?!", ""
        (raised if kind == "raised" else text).append(piece)
    return " ".join("".join(text).split()), "".join(raised)


def _pieces(nodes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield "text", content
        elif kind in ("Space", "SoftBreak"):
            yield "text", " "
        elif kind in _RAISED:
            yield "raised", "1" if kind == "Note" else ast.plain_text(content)
        elif kind in _PLAIN:
            yield from _pieces(content[1] if kind == "Span" else content)
        else:
            yield "other", ""


class _Rows:
    """Rows of one table, which share its columns' alignment."""

    def __init__(
        self, alignments: Sequence[str], signs: Sequence[str | None], write: WriteCell
    ) -> None:
        self._alignments = alignments
        self._signs = signs
        self._write = write

    def write(
        self, group: Element, rows: Sequence[Any], *, header: bool = False, head_columns: int = 0
    ) -> None:
        """``rows`` in a ``thead``, ``tbody`` or ``tfoot``; empty ones are left out."""
        for placed in _placed(rows, len(self._alignments)):
            row = make("tr")
            for column, cell in placed:
                is_head = header or column < head_columns
                self._cell(row, cell, column, is_head, "col" if header else "row")
            if len(row):
                group.append(row)

    def _cell(self, row: Element, cell: Any, column: int, is_head: bool, scope: str) -> None:
        (_, _, keyvals), align, row_span, column_span, blocks = cell
        own = align["t"]
        if own == "AlignDefault" and column < len(self._alignments):
            own = self._alignments[column]
        if is_head and column_span > 1 and scope == "col":
            scope = "colgroup"
        sign = self._signs[column] if column < len(self._signs) and column_span == 1 else None
        aligned = _ALIGN.get(own) or ("right" if sign is not None else None)
        by_sign = sign if not is_head else None
        element = add(
            row,
            "th" if is_head else "td",
            scope=scope if is_head else None,
            align="char" if by_sign else aligned,
            char=by_sign or None,
            rowspan=str(row_span) if row_span > 1 else None,
            colspan=str(column_span) if column_span > 1 else None,
        )
        lang = dict(keyvals).get("lang")  # in JATS a cell has no language, its paragraphs have
        self._write(element, _in_language(blocks, lang) if lang else blocks)


def _in_language(blocks: Blocks, lang: str) -> Blocks:
    return [{"t": "Div", "c": [["", [], [["lang", lang]]], blocks]}]
