"""Lines that tabs set in columns become tables."""

from __future__ import annotations

import pytest
from word_kit import paragraph, text, word_file, written

from nashr.importing.writing import Written

_HEAD = paragraph("Başlıq", style="KonuBal") + paragraph("Giriş", style="Balk1")
_TAB = "<w:r><w:tab/></w:r>"


def _line(*cells: str, properties: str = "") -> str:
    pieces = [piece for cell in cells for piece in (_TAB, text(cell))][1:]
    return paragraph(*pieces, properties=properties)


def _made(*blocks: str) -> Written:
    return written(word_file(_HEAD + "".join(blocks)))


def test_lines_of_the_same_columns_become_a_table() -> None:
    made = _made(
        paragraph("Əvvəl."),
        _line("Ad", "Yaş", "Şəhər"),
        paragraph(text("Əli", "<w:b/>"), "<w:r><w:tab/><w:t>25</w:t><w:tab/><w:t>Bakı</w:t></w:r>"),
        _line("Vəli", "30", "Gəncə"),
        paragraph("Sonra."),
    )
    rows = [line for line in made.text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert cells == [["Ad", "Yaş", "Şəhər"], ["**Əli**", "25", "Bakı"], ["Vəli", "30", "Gəncə"]]
    assert made.text.index("Əvvəl.") < made.text.index("| Ad") < made.text.index("Sonra.")
    assert [one.finding.kind for one in made.findings] == ["tabbed-table"]


@pytest.mark.parametrize(
    "lines",
    [
        [_line("Ad", "Yaş", "Şəhər"), _line("Əli", "25", "Bakı")],
        [_line("Ad", "Əli"), _line("Yaş", "25"), _line("Şəhər", "Bakı")],
        [_line("Ad", "Yaş", "Şəhər"), _line("Əli", "25"), _line("Vəli", "30", "Gəncə")],
        [_line("söz " * 30, "b", "c") for _ in range(3)],
        [
            _line("Giriş", "a", "3", properties='<w:tabs><w:tab w:leader="dot"/></w:tabs>')
            for _ in range(3)
        ],
    ],
    ids=["two-lines", "two-columns", "other-columns", "sentences", "contents"],
)
def test_other_lines_with_tabs_stay_text(lines: list[str]) -> None:
    made = _made(*lines)
    assert "|" not in made.text
    assert [one.finding.kind for one in made.findings] == ["tabs"]
