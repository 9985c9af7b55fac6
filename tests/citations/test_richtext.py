"""Marks in strings: joining, casing, fields, page ranges, dates, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nashr import ast
from nashr.citations import numbers
from nashr.citations.casing import recase
from nashr.citations.inlines import to_inlines
from nashr.citations.markup import field_text
from nashr.citations.richtext import (
    CLOSE,
    CLOSE_QUOTE,
    ITALIC,
    OPEN_QUOTE,
    Attachments,
    Quotes,
    glue,
    join,
    plain,
)
from nashr.citations.works import DateValue, Day, read_work

AMERICAN = Quotes(punctuation_inside=True)


def shown(text: str, quotes: Quotes = AMERICAN) -> str:
    return ast.plain_text(to_inlines(text, Attachments(), quotes))


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("et al.", ".", "et al."),
        ("Why?", ". Next", "Why? Next"),
        ("a ", " b", "a b"),
        (f"{ITALIC}Ed.{CLOSE}", ". B", f"{ITALIC}Ed.{CLOSE} B"),
        ("a. ", ". b", "a. b"),
        ("Court ", ".", "Court."),
        ("Court:", "!", "Court!"),
        ("", "b", "b"),
        ("a...", "b", "a...b"),
    ],
)
def test_marks_are_not_doubled_where_texts_meet(left: str, right: str, whole: str) -> None:
    assert glue(left, right) == whole


def test_empty_parts_take_no_delimiter() -> None:
    assert join(["", "a", "", "b"], ", ") == "a, b"


def test_a_comma_goes_into_american_quotes_and_stays_out_of_others() -> None:
    text = f"{OPEN_QUOTE}A theory{CLOSE_QUOTE}, 1948"
    assert shown(text) == "“A theory,” 1948"
    assert shown(text, Quotes(("«", "»"), ("„", "“"))) == "«A theory», 1948"


def test_quotes_inside_quotes_are_the_inner_ones() -> None:
    title = field_text('On "law"')
    assert shown(f"{OPEN_QUOTE}{title}{CLOSE_QUOTE}") == "“On ‘law’”"


RUSSIAN = Quotes(("«", "»"), ("„", "“"))


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("О «новых» данных", "«О „новых“ данных»"),
        ("О «новых «внутри» слов» данных", "«О „новых «внутри» слов“ данных»"),
        ("О «новых данных", "«О «новых данных»"),
    ],
)
def test_marks_that_an_author_typed_are_inner_ones_inside_the_same(
    title: str, printed: str
) -> None:
    assert shown(f"{OPEN_QUOTE}{field_text(title)}{CLOSE_QUOTE}", RUSSIAN) == printed
    assert shown(field_text(title), RUSSIAN) == title


@given(st.text())
def test_any_field_survives_as_text(text: str) -> None:
    assert isinstance(to_inlines(field_text(text), Attachments(), AMERICAN), list)


@given(st.text(alphabet="ab <>&/i", max_size=30))
@example("<i>b</i &a>")
def test_only_tags_vanish_from_a_field(text: str) -> None:
    letters = plain(field_text(text))
    assert letters.count("&") == text.count("&")
    assert letters.count("a") == text.count("a")


@pytest.mark.parametrize(
    ("text", "case", "tag", "result"),
    [
        ("istanbul və Iğdır", "uppercase", "az", "İSTANBUL VƏ IĞDIR"),
        ("istanbul", "uppercase", "en", "ISTANBUL"),
        ("IĞDIR", "lowercase", "tr", "ığdır"),
        ("ikinci nəşr", "capitalize-first", "az", "İkinci nəşr"),
        ("arXiv preprint", "capitalize-first", "en", "arXiv preprint"),
        ("the art of war: a history", "title", "en", "The Art of War: A History"),
        ("Brown v. Board", "title", "en", "Brown v. Board"),
    ],
)
def test_case_follows_the_language(text: str, case: str, tag: str, result: str) -> None:
    assert recase(text, case, tag) == result


@pytest.mark.parametrize("case", ["title", "capitalize-all"])
@pytest.mark.parametrize(
    "title",
    [
        'Wars Beyond <span class="nocase">Eastern Europe</span>’s States',
        "New <i>S</i>pecies Beneath Water",
        'An <span class="nocase">i</span>Pod',
    ],
)
def test_a_word_goes_on_behind_markup(title: str, case: str) -> None:
    assert recase(field_text(title), case, "en") == field_text(title)


def test_nocase_is_left_alone() -> None:
    text = field_text('the <span class="nocase">iPod</span> story')
    assert plain(recase(text, "uppercase", "en")) == "THE iPod STORY"


@pytest.mark.parametrize(
    ("text", "form", "result"),
    [
        ("81-114", None, "81–114"),
        ("81--114", None, "81–114"),
        ("455-67", "expanded", "455–467"),
        ("455-467", "minimal", "455–67"),
        ("455-457", "minimal", "455–7"),
        ("455-457", "minimal-two", "455–57"),
        ("101-108", "chicago", "101–8"),
        ("321-328", "chicago", "321–28"),
        ("100-104", "chicago", "100–104"),
        ("1496-1504", "chicago-16", "1496–504"),
        ("xii-xv, 3", "expanded", "xii–xv, 3"),
        ("A/42/427", None, "A/42/427"),
    ],
)
def test_page_ranges(text: str, form: str | None, result: str) -> None:
    assert numbers.ranges(text, form, "–") == result


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2000, 2, 1]]}, DateValue(Day(2000, 2, 1))),
        ({"date-parts": [["2000", "2"]]}, DateValue(Day(2000, 2))),
        ({"date-parts": [[2000], [2001]]}, DateValue(Day(2000), Day(2001))),
        ({"date-parts": [[1993]], "season": 2}, DateValue(Day(1993, season=2))),
        ({"raw": "2000-02-01"}, DateValue(Day(2000, 2, 1))),
        ({"raw": "2000/2001"}, DateValue(Day(2000), Day(2001))),
        ({"raw": "in press"}, DateValue(literal="in press")),
        ({"literal": "XIX əsr"}, DateValue(literal="XIX əsr")),
        ({"date-parts": [[1918]], "circa": True}, DateValue(Day(1918), circa=True)),
    ],
)
def test_dates_are_read_in_every_form(value: dict[str, Any], date: DateValue) -> None:
    assert read_work("k", {"type": "book", "issued": value}).dates["issued"] == date


@pytest.mark.parametrize("value", [None, [], {}, "", 0, {"date-parts": [[]]}, {"date-parts": 3}])
def test_a_date_that_says_nothing_is_none(value: Any) -> None:
    assert read_work("k", {"type": "book", "issued": value}).dates == {}
