"""What pandoc's text has otherwise than a Word file of this page should have it: the widths of
tables, the space below them, and the order of some elements of formulas.
"""

from __future__ import annotations

from typing import Any

from nashr.importing.ooxml import find_all, tag
from nashr.outputs.docx.package import Parts
from nashr.word_files import EQUATION

#: Twentieths of a point that a letter of a table takes on average, and what a cell has around it.
_LETTER, _AROUND = 115, 240
#: No column is made narrower by a guess.
_NARROWEST = 500
#: Between a table and the text below it, in twentieths of a point.
_BELOW = 160


def tidy(parts: Parts, width: float) -> None:
    """Set the text for lines of ``width`` points."""
    for story in (parts.document, parts.notes):
        if story is None:
            continue
        for table in story.iter(tag("w:tbl")):
            _fit(table, round(width * 20))
            if not _holds_equation(table):
                _set_apart(table.getnext())
        for column in story.iter(tag("m:mcPr")):
            # The schema wants the count first (ISO/IEC 29500-1, 22.1.2.61).
            count = column.find(tag("m:count"))
            if count is not None:
                column.insert(0, count)


def _fit(table: Any, room: int) -> None:
    """Give the columns of a table their widths: those that the author gave as parts of the line,
    else as their words need them.
    """
    columns = table.findall(f"{tag('w:tblGrid')}/{tag('w:gridCol')}")
    properties = table.find(tag("w:tblPr"))
    whole = properties.find(tag("w:tblW"))
    if not columns or whole is None:
        return
    given = [int(one.get(tag("w:w"), "0")) for one in columns]
    if whole.get(tag("w:type")) == "pct":
        parts = int(float(whole.get(tag("w:w"), "5000"))) / 5000
        scale = room * parts / max(sum(given), 1)
        widths = [round(one * scale) for one in given]
    else:
        wanted = _wanted(table, len(columns))
        scale = min(1.0, room / max(sum(wanted), 1))
        widths = [round(one * scale) for one in wanted]
        whole.set(tag("w:w"), "0")
    for one, width in zip(columns, widths, strict=True):
        one.set(tag("w:w"), str(width))
    if whole.get(tag("w:type")) == "pct":
        whole.set(tag("w:type"), "dxa")
        whole.set(tag("w:w"), str(sum(widths)))
    if _holds_equation(table):
        for cell in table.iter(tag("w:tcPr")):
            if cell.find(tag("w:vAlign")) is None:
                cell.append(cell.makeelement(tag("w:vAlign"), {tag("w:val"): "center"}))


def _holds_equation(table: Any) -> bool:
    """Whether it is the frame of a formula with its number."""
    return f"{EQUATION}Table" in find_all(table, "./w:tblPr/w:tblStyle/@w:val")


def _set_apart(below: Any) -> None:
    """Give a paragraph of the text space above it: a table of Word has none below itself."""
    if below is None or below.tag != tag("w:p"):
        return
    properties = below.find(tag("w:pPr"))
    styles = find_all(below, "./w:pPr/w:pStyle/@w:val")
    if properties is None or not {"BodyText", "FirstParagraph"}.intersection(styles):
        return
    # The schema wants it behind these (ISO/IEC 29500-1, 17.3.1.26).
    ahead = [one for one in properties if one.tag in (tag("w:pStyle"), tag("w:bidi"))]
    space = properties.makeelement(tag("w:spacing"), {tag("w:before"): str(_BELOW)})
    ahead[-1].addnext(space)


def _wanted(table: Any, count: int) -> list[int]:
    """The widths that the longest cells of the columns need."""
    found = [_NARROWEST] * count
    for row in table.findall(tag("w:tr")):
        place = 0
        for cell in row.findall(tag("w:tc")):
            spans = find_all(cell, "./w:tcPr/w:gridSpan/@w:val")
            span = int(spans[0]) if spans else 1
            if span == 1 and place < count:
                letters = max((_letters(p) for p in cell.iter(tag("w:p"))), default=0)
                found[place] = max(found[place], letters * _LETTER + _AROUND)
            place += span
    return found


def _letters(paragraph: Any) -> int:
    return sum(len(one.text or "") for one in paragraph.iter(tag("w:t"), tag("m:t")))
