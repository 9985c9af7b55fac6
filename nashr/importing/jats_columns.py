"""The columns of tables in JATS: pandoc's reader takes those that the table names, or those of its
widest row without what reaches down into that, and drops the cells beyond.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from lxml import etree

Element = Any
#: No table has so many columns.
_MOST = 1000


def name_columns(root: Element) -> None:
    """Let each table name as many columns as its rows have, and its first row have all of them."""
    for table in root.iter("table"):
        _hold_rows(table)
        named = [one for col in table.iter("col") for one in _expanded(col)]
        rows = list(_rows(table))
        width = max((taken for _, taken in rows), default=0)
        for row, taken in rows[:1]:
            for _ in range(width - taken):
                etree.SubElement(row, "td")
        spans = any(_count(col.get("span")) > 1 for col in table.iter("col"))
        if not width or (len(named) == width and not spans):
            continue
        for one in [*table.findall("colgroup"), *table.findall("col")]:
            table.remove(one)
        columns = named if len(named) == width else [etree.Element("col") for _ in range(width)]
        for place, column in enumerate(columns):
            table.insert(place, column)


def _hold_rows(table: Element) -> None:
    """Put rows that stand in the table itself into a body: pandoc passes over them."""
    rows = table.findall("tr")
    if rows:
        body = etree.Element("tbody")
        rows[0].addprevious(body)
        body.extend(rows)


def _expanded(column: Element) -> list[Element]:
    """A column of several as those; without widths, which would be those of each."""
    count = min(_count(column.get("span")), _MOST)
    if count == 1:
        one = copy.deepcopy(column)
        one.tail = None
        return [one]
    return [etree.Element("col") for _ in range(count)]


def _rows(table: Element) -> Iterator[tuple[Element, int]]:
    """The rows, each with the columns that it takes, those that reach down into it included."""
    for part in [one for one in table if one.tag in ("thead", "tbody", "tfoot")] or [table]:
        reaching: dict[int, int] = {}
        for row in part.findall("tr"):
            column = 0
            below = {place: left - 1 for place, left in reaching.items() if left > 1}
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                while column in reaching:
                    column += 1
                across, down = _count(cell.get("colspan")), _count(cell.get("rowspan"))
                if down > 1:
                    below |= dict.fromkeys(range(column, column + across), down - 1)
                column += across
            yield row, max((column, *(place + 1 for place in reaching)))
            reaching = below


def _count(text: str | None) -> int:
    """A count of rows or columns; 1 where there is none."""
    number = (text or "").strip()
    return int(number) if number.isdecimal() and 0 < int(number) < _MOST else 1
