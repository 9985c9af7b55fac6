"""Hold each table of an author's file against the manuscript's, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.paragraphs import Paragraph
from nashr.importing.word_tables import Place, WordTable
from nashr.messages import Message, plural
from nashr.model import Node
from nashr.records import dataclass

#: Of one table, so many cells are named.
_MOST_CELLS = 12
_HINT = Message("hold the table against the author's file.")


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell of the manuscript, and the size of its table."""

    place: Place
    rows: int
    columns: int
    merged: frozenset[Place]


def balance_tables(draft: Draft, tables: Iterable[WordTable]) -> None:
    """Tell of each table that is none in the manuscript, and of each cell that stands at another
    place there, or takes other rows and columns. Called before marks are settled.
    """
    found = dict(_places(draft))
    for table in tables:
        cells = [(place, one) for place, own in table.cells for one in own[:1]]
        known = [(place, one) for place, one in cells if id(one) in found]
        if not known:
            _tell_table(draft, table, cells[0][1])
            continue
        moved = [(p, one) for p, one in known if found[id(one)].place != p]
        for place, one in moved[:_MOST_CELLS]:
            _tell_cell(draft, table, place, found[id(one)].place, one)
        if more := len(moved) - _MOST_CELLS:
            _tell_more(draft, table, more, moved[_MOST_CELLS][1]) if more > 0 else None
        there = found[id(known[0][1])]
        if not moved and (there.rows, there.columns) != (table.rows, table.columns):
            _tell_size(draft, table, there, known[0][1])
        elif not moved and there.merged != _merged(place for place, _ in table.cells):
            _tell_merged(draft, table, known[0][1])


def name_of_cell(tables: Iterable[WordTable]) -> Mapping[int, tuple[int, int, int]]:
    """The number of the table, the row and the column of each paragraph in a table, all from 1, by
    the identity of the paragraph.
    """
    return {
        id(one): (table.number, place.row + 1, place.column + 1)
        for table in tables
        for place, own in table.cells
        for one in own
    }


def _places(draft: Draft) -> Iterator[tuple[int, _Found]]:
    """The cell of each paragraph of the manuscript's tables, by the identity of the paragraph."""
    for node in ast.nodes(draft.blocks):
        if node["t"] == "Table":
            cells = list(cells_of(node))
            rows = max((place.row + place.height for place, _ in cells), default=0)
            columns = len(node["c"][2])
            merged = _merged(place for place, _ in cells)
            for place, blocks in cells:
                for one in draft.paragraphs_in(_without_tables(blocks)):
                    yield id(one), _Found(place, rows, columns, merged)


def _merged(places: Iterable[Place]) -> frozenset[Place]:
    return frozenset(place for place in places if place.height * place.width > 1)


def _without_tables(blocks: Sequence[Node]) -> Any:
    return ast.rewrite(list(blocks), lambda node: [] if node["t"] == "Table" else None)


def cells_of(table: Node) -> Iterator[tuple[Place, Sequence[Node]]]:
    """The cells of pandoc's table with their places, the head's first."""
    _, _, _, head, bodies, foot = table["c"]
    parts = [head[1], *(part for body in bodies for part in body[2:4]), foot[1]]
    taken: set[tuple[int, int]] = set()
    row = 0
    for part in parts:
        for _, cells in part:
            column = 0
            for _, _, height, width, blocks in cells:
                while (row, column) in taken:
                    column += 1
                yield Place(row, column, height, width), blocks
                taken |= {(row + r, column + c) for r in range(height) for c in range(width)}
                column += width
            row += 1


def _tell_table(draft: Draft, table: WordTable, paragraph: Paragraph) -> None:
    message = Message(
        "Table {number} of the file, of {rows} rows and {columns} columns, is no table in the "
        "manuscript.",
        number=table.number,
        rows=table.rows,
        columns=table.columns,
    )
    draft.add("tables-lost", Outcome.LOST, message, paragraph, _HINT)


def _tell_cell(
    draft: Draft, table: WordTable, place: Place, there: Place, paragraph: Paragraph
) -> None:
    if (place.row, place.column) != (there.row, there.column):
        message = Message(
            "In table {number}, the cell of row {row} and column {column} (“{text}”) stands in row "
            "{new_row} and column {new_column}.",
            new_row=there.row + 1,
            new_column=there.column + 1,
        )
    else:
        message = Message(
            "In table {number}, the cell of row {row} and column {column} (“{text}”) takes {rows} "
            "× {columns} rows and columns, and {new_rows} × {new_columns} in the manuscript.",
            rows=place.height,
            columns=place.width,
            new_rows=there.height,
            new_columns=there.width,
        )
    message = message.having(
        number=table.number, row=place.row + 1, column=place.column + 1, text=paragraph.excerpt
    )
    draft.add("cell-misplaced", Outcome.LOST, message, paragraph, _HINT)


def _tell_more(draft: Draft, table: WordTable, more: int, paragraph: Paragraph) -> None:
    message = plural(
        "In table {number}, one more cell stands otherwise than in the file.",
        "In table {number}, {n} more cells stand otherwise than in the file.",
        more,
    )
    draft.add("cell-misplaced", Outcome.LOST, message.having(number=table.number), paragraph, _HINT)


def _tell_size(draft: Draft, table: WordTable, there: _Found, paragraph: Paragraph) -> None:
    message = Message(
        "Table {number} has {rows} rows and {columns} columns, and {new_rows} and {new_columns} in "
        "the manuscript.",
        number=table.number,
        rows=table.rows,
        columns=table.columns,
        new_rows=there.rows,
        new_columns=there.columns,
    )
    draft.add("cell-misplaced", Outcome.LOST, message, paragraph, _HINT)


def _tell_merged(draft: Draft, table: WordTable, paragraph: Paragraph) -> None:
    message = Message(
        "Empty cells of table {number} are merged otherwise in the manuscript.", number=table.number
    )
    draft.add("cell-misplaced", Outcome.LOST, message, paragraph, _HINT)
