"""Pandoc tables as JATS: the XHTML table model, each header cell with its scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from nashr.model import Blocks
from nashr.outputs.jats.xml import Element, add, make

#: Writes the blocks of a cell into its element.
WriteCell = Callable[[Element, Blocks], None]

_ALIGN = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}


def table(content: Sequence[Any], write: WriteCell) -> Element:
    """The ``table`` of a Pandoc ``Table``, given its contents."""
    _, _, columns, head, bodies, foot = content
    element = make("table")
    _columns(element, columns)
    rows = _Rows([spec[0]["t"] for spec in columns], write)
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


class _Rows:
    """Rows of one table, which share its columns' alignment."""

    def __init__(self, alignments: Sequence[str], write: WriteCell) -> None:
        self._alignments = alignments
        self._write = write

    def write(
        self, group: Element, rows: Sequence[Any], *, header: bool = False, head_columns: int = 0
    ) -> None:
        """``rows`` in a ``thead``, ``tbody`` or ``tfoot``; empty ones are left out."""
        spans = [0] * len(self._alignments)
        for _, cells in rows:
            row = make("tr")
            column = 0
            for cell in cells:
                while column < len(spans) and spans[column]:
                    column += 1
                is_head = header or column < head_columns
                self._cell(row, cell, column, is_head, "col" if header else "row")
                for covered in range(column, min(column + cell[3], len(spans))):
                    spans[covered] = cell[2]
                column += cell[3]
            spans = [max(0, span - 1) for span in spans]
            if len(row):
                group.append(row)

    def _cell(self, row: Element, cell: Any, column: int, is_head: bool, scope: str) -> None:
        (_, _, keyvals), align, row_span, column_span, blocks = cell
        own = align["t"]
        if own == "AlignDefault" and column < len(self._alignments):
            own = self._alignments[column]
        if is_head and column_span > 1 and scope == "col":
            scope = "colgroup"
        element = add(
            row,
            "th" if is_head else "td",
            scope=scope if is_head else None,
            align=_ALIGN.get(own),
            rowspan=str(row_span) if row_span > 1 else None,
            colspan=str(column_span) if column_span > 1 else None,
        )
        lang = dict(keyvals).get("lang")  # in JATS a cell has no language, its paragraphs have
        self._write(element, _in_language(blocks, lang) if lang else blocks)


def _in_language(blocks: Blocks, lang: str) -> Blocks:
    return [{"t": "Div", "c": [["", [], [["lang", lang]]], blocks]}]
