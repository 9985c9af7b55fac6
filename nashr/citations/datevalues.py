"""Read the dates of CSL JSON: date parts, seasons, ranges, EDTF strings, and literals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.citations.markup import field_text
from nashr.citations.people import is_true
from nashr.citations.richtext import clean
from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A date; unknown parts are 0. ``season`` is 1 (spring) to 4 (winter)."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0

    @property
    def sort_key(self) -> str:
        return f"{self.year + 100_000:06}{self.month:02}{self.day:02}"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date, a range, or a literal text."""

    begin: Day | None = None
    end: Day | None = None
    #: Whether the range has no end.
    open_end: bool = False
    literal: str = ""
    circa: bool = False


_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?([~?%]?)")


def read_date(value: Any) -> DateValue | None:
    if isinstance(value, str):
        return _raw_date(value)
    if not isinstance(value, Mapping):
        return None
    circa = is_true(value.get("circa"))
    season = _number(value.get("season"))
    parts = value.get("date-parts")
    days = [day for day in map(_day, parts if isinstance(parts, list) else []) if day]
    if days:
        begin = days[0]
        if season and not begin.month:
            begin = Day(begin.year, season=season if 1 <= season <= 4 else 0)
        end = days[1] if len(days) > 1 and days[1] != begin else None
        open_end = isinstance(parts, list) and len(parts) > 1 and len(days) == 1
        return DateValue(begin, end, open_end=open_end, circa=circa)
    literal = value.get("literal")
    if isinstance(literal, str) and clean(literal):
        return DateValue(literal=field_text(literal), circa=circa)
    raw = value.get("raw")
    return _raw_date(raw) if isinstance(raw, str) else None


def _day(parts: Any) -> Day | None:
    if not isinstance(parts, list) or not parts:
        return None
    year = _number(parts[0])
    if not year:
        return None
    month = _number(parts[1]) if len(parts) > 1 else 0
    day = _number(parts[2]) if len(parts) > 2 else 0
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> Day:
    if 13 <= month <= 24:
        # Seasons: from 13 in older data, from 21 in EDTF; citeproc-js reads both this way.
        return Day(year, season=(month - 13) % 4 + 1)
    if not 1 <= month <= 12:
        return Day(year)
    return Day(year, month, day if 1 <= day <= 31 else 0)


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _raw_date(text: str) -> DateValue | None:
    """An ISO 8601 date or range, with EDTF's qualifiers; else the text as a literal."""
    text = clean(text)
    if not text:
        return None
    begin, slash, end = text.partition("/")
    first = _ISO.fullmatch(begin)
    last = _ISO.fullmatch(end) if end not in ("", "..") else None
    if first is None or (end not in ("", "..") and last is None):
        return DateValue(literal=field_text(text))
    day = _checked(*(int(first[n] or 0) for n in (1, 2, 3)))
    until = _checked(*(int(last[n] or 0) for n in (1, 2, 3))) if last else None
    return DateValue(day, until, open_end=bool(slash) and until is None, circa=bool(first[4]))


def literal_sort_text(literal: str) -> str:
    """A date in words as a sort key: by its year, after the plain dates of that year."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", literal)
    return f"{Day(int(year[0])).sort_key}/{literal}" if year else literal
