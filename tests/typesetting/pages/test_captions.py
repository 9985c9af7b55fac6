"""Captions above tables that are much narrower than their line."""

from __future__ import annotations

import pytest
from pages_kit import Row, pages_of
from pdf_kit import build

CAPTION = (
    "Qiymətlər yalnız iki rayon üzrə müqayisə üçün verilir, yuvarlaqlaşdırılmış halda göstərilir."
)
_ROWS = "| 1900 | 4 |\n| 1901 | 5 |\n"


def rows_of_table(text: str) -> list[Row]:
    """The rows from the caption to the last one of the table."""
    rows = pages_of(build(text)[0])[0]
    first = next(n for n, row in enumerate(rows) if row.text.startswith(("Qiymətlər", "İkirayon")))
    last = max(n for n, row in enumerate(rows) if row.text.startswith("1901"))
    return rows[first : last + 1]


@pytest.mark.parametrize(("caption", "lines"), [(CAPTION, 2), ("İki rayon üzrə qiymətlər.", 1)])
def test_a_caption_stands_in_few_lines_centred_above_a_narrow_table(
    caption: str, lines: int
) -> None:
    *above, _, year, _ = rows_of_table(f"| İl | Qiymət |\n|---|--:|\n{_ROWS}\n: {caption}\n")
    assert len(above) == lines
    middle = (year.left + year.right) / 2
    for row in above:
        assert row.left < year.left
        assert (row.left + row.right) / 2 == pytest.approx(middle, abs=3)


def test_a_caption_is_as_wide_as_a_table_that_is_wide() -> None:
    words = "beynəlxalq münasibətlər tarixi"
    table = f"| İl | {words} | {words} |\n|---|---|---|\n| 1901 | {words} | {words} |\n"
    *above, _, last = rows_of_table(f"{table}\n: {CAPTION}\n")
    assert len(above) == 2
    assert all(row.left == pytest.approx(last.left, abs=1) for row in above)
    assert all(row.right < last.right + 1 for row in above)
