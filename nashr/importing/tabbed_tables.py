"""Lines of a Word file that tabs set in columns, as tables: pandoc makes a space of a tab, so that
the columns run together.
"""

from __future__ import annotations

import copy

from lxml import etree

from nashr.importing.ooxml import Element, WordPackage, find_all, tag

#: So many lines, with so many columns, are a table; no more columns fit on a page.
_FEWEST_LINES, _FEWEST_COLUMNS, _MOST_COLUMNS = 3, 3, 12
#: A cell is no longer than this.
_LONGEST_CELL = 80
_PARAGRAPH, _RUN, _TAB = tag("w:p"), tag("w:r"), tag("w:tab")
_IGNORED = frozenset(
    map(tag, ("w:pPr", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak"))
)
_PLAIN = frozenset(map(tag, ("w:rPr", "w:t", "w:tab", "w:noBreakHyphen", "w:softHyphen", "w:sym")))


def make_tables_of_tabs(package: WordPackage) -> int:
    """Make tables of such lines in the body of the file, and count them."""
    count = 0
    body = package.document.find(tag("w:body"))
    if body is None:
        return 0
    group: list[tuple[Element, list[list[Element]]]] = []
    for element in [*body, None]:
        cells = None if element is None else _cells(element)
        if cells is not None and group and len(cells) != len(group[0][1]):
            count += _made(group)
            group = []
        if element is not None and cells is not None:
            group.append((element, cells))
        else:
            count += _made(group)
            group = []
    return count


def _cells(element: Element) -> list[list[Element]] | None:
    """The runs of the cells of a line; None for any other paragraph."""
    if element.tag != _PARAGRAPH or element.find(f".//{_TAB}") is None:
        return None
    if find_all(element, "./w:pPr/w:numPr | ./w:pPr/w:tabs/w:tab[@w:leader] | ./w:pPr/w:sectPr"):
        return None
    cells: list[list[Element]] = [[]]
    for child in element:
        if child.tag in _IGNORED:
            continue
        if child.tag != _RUN or any(one.tag not in _PLAIN for one in child):
            return None
        for piece in _parted(child):
            if piece is None:
                cells.append([])
            else:
                cells[-1].append(piece)
    texts = ["".join(_text(run) for run in cell).strip() for cell in cells]
    if not _FEWEST_COLUMNS <= len(cells) <= _MOST_COLUMNS or not all(texts):
        return None
    return cells if all(len(text) <= _LONGEST_CELL for text in texts) else None


def _parted(run: Element) -> list[Element | None]:
    """The parts of a run between its tabs, with None for each tab."""
    properties = run.find(tag("w:rPr"))
    parts: list[Element | None] = []
    for child in run:
        if child.tag == _TAB:
            parts.append(None)
        elif child is not properties:
            part = etree.Element(_RUN)
            if properties is not None:
                part.append(copy.deepcopy(properties))
            part.append(copy.deepcopy(child))
            parts.append(part)
    return parts


def _text(run: Element) -> str:
    return "".join(one.text or "" for one in run.findall(tag("w:t")))


def _made(lines: list[tuple[Element, list[list[Element]]]]) -> int:
    """Put a table in the place of lines, if they are enough; gives how many there are."""
    if len(lines) < _FEWEST_LINES:
        return 0
    table = etree.Element(tag("w:tbl"))
    etree.SubElement(table, tag("w:tblPr"))
    grid = etree.SubElement(table, tag("w:tblGrid"))
    for _ in lines[0][1]:
        etree.SubElement(grid, tag("w:gridCol"))
    for _, cells in lines:
        row = etree.SubElement(table, tag("w:tr"))
        for runs in cells:
            cell = etree.SubElement(row, tag("w:tc"))
            etree.SubElement(cell, _PARAGRAPH).extend(runs)
    first = lines[0][0]
    first.addprevious(table)
    for line, _ in lines:
        line.getparent().remove(line)
    return 1
