"""Tables of Word files keep each cell in its place."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, table, word_file

_FIRST = paragraph("Başlıq", style="KonuBal") + paragraph("Mətn.")


def _cell(words: str, properties: str = "") -> str:
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inside}{paragraph(words) if words else '<w:p/>'}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    inside = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inside}{''.join(cells)}</w:tr>"


def _table(*rows: str, columns: int = 2) -> bytes:
    grid = f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>"
    return word_file(f"{_FIRST}<w:tbl>{grid}{''.join(rows)}</w:tbl>" + paragraph("Son."))


def _lines(data: bytes) -> list[list[str]]:
    """The cells of the table's lines in the manuscript."""
    lines = [line for line in body_of(data).split("\n") if line.startswith("|")]
    return [[one.strip() for one in line.strip("|").split("|")] for line in lines]


_CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
_HEAD = _row(_cell("A"), _cell("B"))
_SECOND = _row(_cell("C"), _cell("D"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((_HEAD, _row(_cell("D"), properties='<w:gridBefore w:val="1"/>')), ["", "D"]),
        ((_HEAD, _row(_cell("C"), properties='<w:gridAfter w:val="1"/>')), ["C", ""]),
        ((_HEAD, _row(_cell("C"))), ["C", ""]),
        ((_HEAD, _CONTROL.format(_SECOND)), ["C", "D"]),
        ((_HEAD, _CONTROL.format(_CONTROL.format(_SECOND))), ["C", "D"]),
        ((_HEAD, f"<w:customXml w:element='r'>{_SECOND}</w:customXml>"), ["C", "D"]),
        ((_HEAD, _row(_cell("C"), _CONTROL.format(_cell("D")))), ["C", "D"]),
    ],
)
def test_each_cell_of_a_row_stands_in_its_column(
    rows: tuple[str, ...], expected: list[str]
) -> None:
    data = _table(*rows)
    head, *_, last = _lines(data)
    assert head == ["A", "B"]
    assert last == expected
    assert not [one for one in imported(data)[1].findings if one.outcome.value == "lost"]


def test_cells_merged_as_in_old_files_are_one() -> None:
    merged = _row(_cell("C", '<w:hMerge w:val="restart"/>'), _cell("", "<w:hMerge/>"))
    data = _table(_HEAD, merged)
    prepared, draft = imported(data)
    assert [place.width for place, own in prepared.tables[0].cells if own] == [1, 1, 2]
    assert not [one for one in draft.findings if one.outcome.value == "lost"]


def test_a_table_within_a_table_keeps_its_lines() -> None:
    """A mark that is left in a cell would be taken out of one line, which then is too short."""
    inner = table([["bir", "iki"], ["üç", "dörd"]])
    cells = f"<w:tc>{inner}{paragraph('altında')}</w:tc><w:tc>{paragraph('yanında')}</w:tc>"
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    outer = f"<w:tbl>{grid}<w:tr>{cells}</w:tr></w:tbl>"
    made = body_of(word_file(paragraph("Başlıq", style="KonuBal") + outer + paragraph("Son.")))
    lines = [line for line in made.split("\n") if line.startswith(("|", "+"))]
    assert len({len(line) for line in lines}) == 1
    assert "| bir " in made
