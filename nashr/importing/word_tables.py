"""The tables of a Word file: written so that pandoc reads each cell in its place (ISO/IEC 29500-1,
17.4), and their cells with their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from nashr.importing.flattening import put_in_place
from nashr.importing.marks import numbers_in
from nashr.importing.ooxml import Element, WordPackage, find_all, tag, value
from nashr.importing.paragraphs import Paragraph
from nashr.records import dataclass

#: The width of a column that has none, in twentieths of a point.
_USUAL_WIDTH = "2000"
_WRAPPERS = tuple(map(tag, ("w:sdt", "w:customXml", "w:smartTag")))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in its table, from 0, and how many rows and columns it takes."""

    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its size, and the paragraphs of each of its cells, those of tables in it left out.
    ``number`` counts the tables of the file from 1.
    """

    number: int
    rows: int
    columns: int
    cells: tuple[tuple[Place, tuple[Paragraph, ...]], ...]


def mend_tables(package: WordPackage) -> None:
    """Write what pandoc does not read of tables as what it reads: rows and cells in content
    controls, rows that begin or end inside of the grid, cells merged as in old files, grids with
    too few columns.
    """
    for _, story in package.stories():
        for table in list(story.iter(tag("w:tbl"))):
            _unwrap(table, "w:tr")
            rows = table.findall(tag("w:tr"))
            for row in rows:
                _unwrap(row, "w:tc")
                _merge_across(row)
                _fill_ends(row)
            columns = max(map(_columns, rows), default=0)
            for row in rows:
                _fill(row, columns)
            _mend_grid(table, columns)


def _unwrap(parent: Element, name: str) -> None:
    """Put rows or cells that stand in content controls in their place."""
    while True:
        wrapped = [
            one
            for one in parent
            if one.tag in _WRAPPERS
            and any(_holder(found) is parent for found in one.iter(tag(name)))
        ]
        if not wrapped:
            return
        for one in wrapped:
            content = one.find(tag("w:sdtContent")) if one.tag == tag("w:sdt") else one
            put_in_place(one, [] if content is None else list(content))


def _holder(element: Element) -> Element | None:
    """The nearest element around it that is no wrapper."""
    transparent = (*_WRAPPERS, tag("w:sdtContent"))
    return next((one for one in element.iterancestors() if one.tag not in transparent), None)


def _merge_across(row: Element) -> None:
    """Cells merged by ``w:hMerge`` (17.4.22), as one that spans the columns."""
    first: Element | None = None
    for cell in row.findall(tag("w:tc")):
        merge = cell.find(f"{tag('w:tcPr')}/{tag('w:hMerge')}")
        if merge is None:
            first = None
        elif value(merge) == "restart" or first is None:
            first = cell
        else:
            _set_span(first, _span(first) + _span(cell))
            row.remove(cell)


def _set_span(cell: Element, columns: int) -> None:
    properties = cell.find(tag("w:tcPr"))
    span = properties.find(tag("w:gridSpan"))
    if span is None:
        width = properties.find(tag("w:tcW"))
        span = etree.Element(tag("w:gridSpan"))
        properties.insert(0 if width is None else properties.index(width) + 1, span)
    span.set(tag("w:val"), str(columns))


def _fill_ends(row: Element) -> None:
    """Empty cells where a row begins or ends inside of the grid (17.4.14, 17.4.15)."""
    before = _number(row.find(f"{tag('w:trPr')}/{tag('w:gridBefore')}"))
    after = _number(row.find(f"{tag('w:trPr')}/{tag('w:gridAfter')}"))
    cells = row.findall(tag("w:tc"))
    place = row.index(cells[0]) if cells else len(row)
    for _ in range(before):
        row.insert(place, _empty_cell())
    for _ in range(after):
        row.append(_empty_cell())
    for one in find_all(row, "./w:trPr/w:gridBefore | ./w:trPr/w:gridAfter"):
        one.getparent().remove(one)


def _fill(row: Element, columns: int) -> None:
    for _ in range(columns - _columns(row)):
        row.append(_empty_cell())


def _empty_cell() -> Element:
    cell = etree.Element(tag("w:tc"))
    etree.SubElement(cell, tag("w:p"))
    return cell


def _mend_grid(table: Element, columns: int) -> None:
    """As many columns as the widest row has, each with a width: pandoc drops the cells beyond."""
    grid = table.find(tag("w:tblGrid"))
    if grid is None:
        grid = table.makeelement(tag("w:tblGrid"), {})
        properties = table.find(tag("w:tblPr"))
        table.insert(0 if properties is None else 1, grid)
    for one in grid.findall(tag("w:gridCol")):
        if not value(one, "w:w"):
            one.set(tag("w:w"), _USUAL_WIDTH)
    for _ in range(columns - len(grid.findall(tag("w:gridCol")))):
        etree.SubElement(grid, tag("w:gridCol")).set(tag("w:w"), _USUAL_WIDTH)


def _columns(row: Element) -> int:
    return sum(map(_span, row.findall(tag("w:tc"))))


def _span(cell: Element) -> int:
    return max(1, _number(cell.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")))


def _number(element: Element | None) -> int:
    text = value(element)
    return min(int(text), 200) if text.isdecimal() else 0


# --- the cells -----------------------------------------------------------------------------


def tables_of(package: WordPackage, things: Mapping[int, object]) -> tuple[WordTable, ...]:
    """The tables with text, after ``mend_tables`` and with marks at the heads of paragraphs;
    ``things`` are what the marks stand for.
    """
    found: list[WordTable] = []
    for _, story in package.stories():
        for table in story.iter(tag("w:tbl")):
            cells = tuple(_cells(table, things))
            if any(paragraphs for _, paragraphs in cells):
                rows = table.findall(tag("w:tr"))
                columns = max(map(_columns, rows), default=0)
                found.append(WordTable(len(found) + 1, len(rows), columns, cells))
    return tuple(found)


def _cells(
    table: Element, things: Mapping[int, object]
) -> Iterator[tuple[Place, tuple[Paragraph, ...]]]:
    cells: list[tuple[Place, Element]] = []
    #: The number of the cell that is open for rows below, by its column.
    open_cells: dict[int, int] = {}
    for row, element in enumerate(table.findall(tag("w:tr"))):
        column = 0
        for cell in element.findall(tag("w:tc")):
            merge = cell.find(f"{tag('w:tcPr')}/{tag('w:vMerge')}")
            if merge is not None and value(merge) != "restart" and column in open_cells:
                place, above = cells[open_cells[column]]
                taller = Place(place.row, place.column, row - place.row + 1, place.width)
                cells[open_cells[column]] = taller, above
            else:
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = len(cells)
                cells.append((Place(row, column, 1, _span(cell)), cell))
            column += _span(cell)
    for place, cell in cells:
        yield place, tuple(_paragraphs(cell, things))


def _paragraphs(cell: Element, things: Mapping[int, object]) -> Iterator[Paragraph]:
    for paragraph in cell.iter(tag("w:p")):
        if next(paragraph.iterancestors(tag("w:tc"))) is not cell:
            continue
        for one in find_all(paragraph, "./w:r[1]/w:t[1]")[:1]:
            thing = next((things.get(number) for number in numbers_in(one.text or "")), None)
            if isinstance(thing, Paragraph):
                yield thing
