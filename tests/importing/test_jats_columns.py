"""Tables of JATS: no cell is lost, whatever columns the table names."""

from __future__ import annotations

import pytest
from jats_source_kit import body_of

_ROW = "<tr><td>bir</td><td>iki</td><td>üç</td></tr>"


@pytest.mark.parametrize(
    "table",
    [
        f'<col/><col span="2"/><tbody>{_ROW}</tbody>',
        f'<colgroup><col/><col span="2"/></colgroup><tbody>{_ROW}</tbody>',
        f"<col/><tbody>{_ROW}</tbody>",
        _ROW,
        f'<colgroup><col width="10%"/><col/></colgroup><thead><tr><th>a</th></tr></thead>'
        f"<tbody>{_ROW}</tbody>",
        '<tbody><tr><td rowspan="2">bir</td><td>b</td></tr><tr><td>iki</td><td>üç</td></tr>'
        "</tbody>",
        f'<tbody><tr><td colspan="2">a</td></tr>{_ROW}</tbody>',
        f'<tbody><tr><td colspan="x" rowspan="0">a</td></tr>{_ROW}</tbody>',
    ],
)
def test_all_cells_are_read(table: str) -> None:
    made = body_of(f"<table-wrap><table>{table}</table></table-wrap>")
    assert [word for word in ("bir", "iki", "üç") if word not in made] == []
