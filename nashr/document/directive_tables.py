"""The tables of MyST's directives ``list-table`` and ``csv-table``.

Source: docutils.sourceforge.io/docs/ref/rst/directives.html (tables).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from nashr import ast
from nashr.model import Blocks, Node

_DEFAULT = {"t": "AlignDefault"}
_DELIMITERS = {"tab": "\t", "space": " "}


def csv_rows(text: str, options: Mapping[str, str]) -> list[list[tuple[str, int]]] | None:
    """The cells of a CSV text, each with where it begins in it; None where it cannot be read."""
    named = options.get("delim", ",")
    delimiter = _DELIMITERS.get(named, named)
    quote = options.get("quote", '"')
    if len(delimiter) != 1 or len(quote) != 1:
        return None
    try:
        reader = csv.reader(
            StringIO(text),
            delimiter=delimiter,
            quotechar=quote,
            escapechar=options.get("escape") or None,
            skipinitialspace="keepspace" not in options,
            strict=True,
        )
        rows = [row for row in reader if any(cell.strip() for cell in row)]
    except (csv.Error, TypeError, ValueError):
        return None
    return list(_placed(rows, text))


def _placed(rows: list[list[str]], text: str) -> Iterator[list[tuple[str, int]]]:
    here = 0
    for row in rows:
        cells: list[tuple[str, int]] = []
        for cell in row:
            words = cell.split()
            at = text.find(words[0], here) if words else -1
            here = at if at >= 0 else here
            cells.append((cell.strip(), here))
            here += len(cell.strip()) if at >= 0 else 0
        yield cells


def listed_rows(blocks: Blocks) -> list[list[Blocks]] | None:
    """The cells of a list whose items are lists; None for anything else."""
    if len(blocks) != 1 or blocks[0]["t"] != "BulletList":
        return None
    rows: list[list[Blocks]] = []
    for item in blocks[0]["c"]:
        if len(item) != 1 or item[0]["t"] != "BulletList":
            return None
        rows.append(item[0]["c"])
    return rows


def table_of(rows: list[list[Blocks]], caption: Blocks, heads: int, stubs: int) -> Node:
    """The table of these cells, so many first rows its head and so many columns heads of rows."""
    columns = max(len(row) for row in rows)
    none = ast.attr()
    made = [[none, [_cell(row[n] if n < len(row) else []) for n in range(columns)]] for row in rows]
    heads = min(heads, len(made) - 1)
    return {
        "t": "Table",
        "c": [
            none,
            [None, caption],
            [[_DEFAULT, {"t": "ColWidthDefault"}] for _ in range(columns)],
            [none, made[:heads]],
            [[none, min(stubs, columns - 1), [], made[heads:]]],
            [none, []],
        ],
    }


def _cell(blocks: Blocks) -> list[Any]:
    if len(blocks) == 1 and blocks[0]["t"] == "Para":
        blocks = [ast.plain(blocks[0]["c"])]
    return [ast.attr(), _DEFAULT, 1, 1, blocks]
