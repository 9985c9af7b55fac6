"""Row headers of tables: cells that a screen reader says before the others of their row.

The author gives their number with the caption (``: Caption {row-headers=1}``). Without it the first
column counts where it plainly is one: names or years that differ from row to row, beside numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Blocks, Node

_KEY = "row-headers"
#: What stands in a cell of numbers: digits, signs, units of a letter or two.
_NUMBERS = re.compile(r"[−–+\-±≈<>≤≥~]?\s*\d[\d\s.,:/–−±×()*%‰°'’\u00a0\u2009]*[^\W\d_]{0,3}[.*]*")
_ABSENT = re.compile(r"[\s–—\-−.…*]*")
_YEAR = re.compile(r"1[89]\d{2}|20\d{2}")
#: A row header is no sentence.
_LONGEST = 60


def set_row_headers(blocks: Blocks, places: Places) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """The blocks with the row headers of their tables, and what was wrong with their numbers."""
    found: list[Diagnostic] = []

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Table":
            return None
        (identifier, classes, values), caption, columns, head, bodies, foot = node["c"]
        given = dict(values).get(_KEY)
        values = [[key, value] for key, value in values if key != _KEY]
        number = _given(given, len(columns)) if given is not None else _plain(head, bodies)
        if number is None:
            found.append(_wrong(str(given), len(columns), caption, places))
            number = 0
        bodies = [[a, max(own, number), top, rows] for a, own, top, rows in bodies]
        attributes = [identifier, classes, values]
        return [{"t": "Table", "c": [attributes, caption, columns, head, bodies, foot]}]

    done: Blocks = ast.rewrite(blocks, change)
    return done, tuple(found)


def _given(value: str, columns: int) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,3}", value) and int(value) < columns else None


def _wrong(value: str, columns: int, caption: Any, places: Places) -> Diagnostic:
    words = re.findall(r"\w+", ast.plain_text(caption))[:6]
    message = Message(
        "“row-headers={value}” is no number of columns that this table could have as row headers.",
        value=value,
    )
    hint = Message(
        "Write row-headers=1, or another number below {columns}; row-headers=0 says that there "
        "are none.",
        columns=columns,
    )
    return Diagnostic("markdown-slip", places.of_words(words), message, hint)


def _plain(head: Any, bodies: Sequence[Any]) -> int:
    """1 where the first column is plainly one of row headers, else 0."""
    rows = [cells for _, _, _, rows in bodies for _, cells in rows]
    is_simple = all(cell[2] == cell[3] == 1 for cells in rows for cell in cells)
    widths = {len(cells) for cells in rows}
    if len(rows) < 2 or not is_simple or len(widths) != 1 or widths < {2} or not head[1]:
        return 0
    first, *others = [[_text(cell) for cell in column] for column in zip(*rows, strict=True)]
    if not others or len(set(first)) < len(first) or not all(map(_is_name, first)):
        years = [text for text in first if _YEAR.fullmatch(text)]
        is_row = years in (sorted(set(years)), sorted(set(years), reverse=True))
        if not others or len(years) < len(first) or not is_row:
            return 0
    return int(all(_is_numbers(column) for column in others))


def _text(cell: Any) -> str:
    return " ".join("".join(_pieces(cell[4])).split())


def _pieces(nodes: Any) -> Iterator[str]:
    for node in ast.nodes(nodes):
        if node["t"] == "Str":
            yield node["c"]
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif node["t"] == "Math":
            yield str(node["c"][1])


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST and any(map(str.isalpha, text)) and not _NUMBERS.fullmatch(text)
    )


def _is_numbers(column: Sequence[str]) -> bool:
    """Whether a column has numbers, and nothing else but signs that one is missing."""
    numbers = [text for text in column if _NUMBERS.fullmatch(text)]
    others = [text for text in column if not _NUMBERS.fullmatch(text)]
    return bool(numbers) and all(map(_ABSENT.fullmatch, others))
