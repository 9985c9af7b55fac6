"""Dates as people type them."""

from __future__ import annotations

import pytest

from nashr.bibliography.dates import NoDate, NoSuchDate, is_undated, read


@pytest.mark.parametrize(
    ("text", "tags", "season"),
    [
        ("Spring 2004", (), 1),
        ("yaz 2004", ("tr",), 2),
        ("yaz 2004", ("az",), 1),
        ("kış 2004", ("tr",), 4),
        ("qış 2004", ("az",), 4),
        ("осень 2004", ("en",), 3),
        ("жаз 2004", ("kk",), 2),
        ("жаз 2004", ("ky",), 1),
        ("kuz 2004", ("uz",), 3),
        ("güýz 2004", ("tk",), 3),
        ("qış 2004", ("crh",), 4),
        ("ზამთარი 2004", ("ka",), 4),
        ("ամառ 2004", ("hy",), 2),
        ("بهار ۲۰۰۴", ("fa",), 1),
        ("الشتاء 2004", ("ar",), 4),
    ],
)
def test_a_season_is_read_in_the_nearest_language(
    text: str, tags: tuple[str, ...], season: int
) -> None:
    assert read(text, tags) == {"date-parts": [[2004]], "season": season}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1850~", {"date-parts": [[1850]], "circa": True}),
        ("~1850", {"date-parts": [[1850]], "circa": True}),
        ("c. 1850", {"date-parts": [[1850]], "circa": True}),
        ("təx. 1850", {"date-parts": [[1850]], "circa": True}),
        ("около 1850", {"date-parts": [[1850]], "circa": True}),
        ("2001-ci il", {"date-parts": [[2001]]}),
        ("2001 г.", {"date-parts": [[2001]]}),
        ("1999–2000 гг.", {"date-parts": [[1999], [2000]]}),
        ("©2001", {"date-parts": [[2001]]}),
        ("44 BC", {"date-parts": [[-44]]}),
        ("e.ə. 44", {"date-parts": [[-44]]}),
        ("M.Ö. 44", {"date-parts": [[-44]]}),
        ("44 г. до н. э.", {"literal": "44 г. до н. э."}),
        ("-0043", {"date-parts": [[-44]]}),
        ("c. the turn of the century", {"literal": "c. the turn of the century"}),
        ("1850~/1860~", {"date-parts": [[1850], [1860]], "circa": True}),
        ("2021-05-XX", {"date-parts": [[2021, 5]]}),
        ("2021-xx-xx", {"date-parts": [[2021]]}),
        ("20210512", {"date-parts": [[2021, 5, 12]]}),
        ("12-May-1999", {"date-parts": [[1999, 5, 12]]}),
        ("(1999)", {"date-parts": [[1999]]}),
        ("1999-2000", {"date-parts": [[1999], [2000]]}),
        # Two calendars and not six centuries.
        ("1440/2019", {"literal": "1440/2019"}),
        # Each style has its own words for no date.
        ("n.d.", {}),
        ("[n.d.]", {}),
        ("t.y.", {}),
        ("б. г.", {}),
        ("tarixsiz", {}),
    ],
)
def test_forms_of_dates(text: str, meant: object) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("text", ["0000", "???", "..", "12.05"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(NoDate):
        read(text)


@pytest.mark.parametrize("text", ["20211332", "2021-02-30", "31.04.2010", "29 February 2021"])
def test_what_is_in_no_calendar(text: str) -> None:
    with pytest.raises(NoSuchDate):
        read(text)


@pytest.mark.parametrize(
    ("text", "tag", "parts"),
    [
        ("۱۲ اردیبهشت ۱۳۹۹", "fa", [1399, 2, 12]),
        ("مهر ۱۴۰۰", "fa", [1400, 7]),
        # The first six months of the Persian calendar have 31 days, and Ordibehesht is the second.
        ("1400-02-31", "fa", [1400, 2, 31]),
        ("رمضان 1440", "ar", [1440, 9]),
    ],
)
def test_a_date_of_the_hijra_has_its_own_months(text: str, tag: str, parts: list[int]) -> None:
    assert read(text, (tag,)) == {"date-parts": [parts]}


@pytest.mark.parametrize(
    ("text", "undated"), [("n.d.", True), ("[t.y.]", True), ("Б. г.", True), ("1999", False)]
)
def test_words_that_say_that_there_is_no_date(text: str, undated: bool) -> None:
    assert is_undated(text) == undated


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12.XI.1990", [1990, 11, 12]),
        ("5.V.1990", [1990, 5, 5]),
        ("1 IX 1912", [1912, 9, 1]),
        ("3-II-1905", [1905, 2, 3]),
    ],
)
def test_a_month_in_roman_numerals(text: str, parts: list[int]) -> None:
    assert read(text, ("az",)) == {"date-parts": [parts]}
