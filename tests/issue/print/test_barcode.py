"""The barcode of an issue: its number, and its sizes at full size."""

from __future__ import annotations

import pytest

from nashr.issue.print.barcode import BARS, MODULE, of_isbn, of_issn


def test_the_number_of_a_periodical_is_its_issn_with_a_price_code() -> None:
    assert of_issn("0378-5955").number == "9770378595002"
    assert of_issn("0378-5955", "12").number == "9770378595125"
    assert of_issn("2434-561X").number == "9772434561006"


@pytest.mark.parametrize("isbn", ["0306406152", "9780306406157"])
def test_the_number_of_a_book_is_its_isbn(isbn: str) -> None:
    assert of_isbn(isbn).number == "9780306406157"


def test_full_size() -> None:
    """GS1 General Specifications, 5.2.3: 113 modules of 0.33 mm, of which 95 are bars."""
    code = of_issn("0378-5955")
    assert (round(code.width, 2), code.height) == (37.29, 25.93)
    assert code.bars[0].left == pytest.approx(11 * MODULE)
    last = code.bars[-1]
    assert last.left + last.width == pytest.approx(106 * MODULE)
    heights = {round(bar.height, 2) for bar in code.bars}
    assert heights == {BARS, BARS + round(5 * MODULE, 2)}
    assert all(round(bar.width / MODULE) in (1, 2, 3, 4) for bar in code.bars)


def test_the_add_on_stands_behind_a_quiet_zone_with_its_digits_above() -> None:
    code = of_issn("0378-5955", add_on="07")
    behind = [bar for bar in code.bars if bar.left > 106 * MODULE]
    gap = behind[0].left / MODULE - 106
    assert 7 <= round(gap, 3) <= 12
    assert behind[-1].left + behind[-1].width - behind[0].left == pytest.approx(20 * MODULE)
    digits = {one.text: one for one in code.digits}
    assert digits["07"].baseline < behind[0].top
    assert code.width - behind[-1].left - behind[-1].width == pytest.approx(5 * MODULE)


def test_digits_are_as_wide_as_their_bars() -> None:
    first, left, right = [one for one in of_issn("0378-5955").digits if one.text.isdecimal()]
    assert first.left + 7 * MODULE < 11 * MODULE
    assert left.left == pytest.approx(14 * MODULE, abs=0.2)
    assert right.left == pytest.approx(61 * MODULE, abs=0.2)
