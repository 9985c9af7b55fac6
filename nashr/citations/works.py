"""CSL JSON items as works: names, dates and text, read with a forgiving eye.

What an item says in a form that CSL JSON does not know is taken as text or left out; nothing in
an item raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nashr.citations.richtext import clean, field_text
from nashr.model import CslItem

#: CSL 1.0.2, appendix IV.
NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
NUMBERS = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue "
    "locator number number-of-pages number-of-volumes page page-first part-number "
    "printing-number section supplement-number version volume".split()
)
#: Addresses and identifiers, whose characters are never changed.
_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"})
_ALIASES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, or an institution's as ``literal``."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known. ``season`` is 1 (spring) to 4 (winter)."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0

    @property
    def sort_key(self) -> str:
        return f"{self.year + 100_000:06}{self.month:02}{self.day:02}"


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date, a range, or what the author wrote in its place."""

    begin: Day | None = None
    end: Day | None = None
    #: A range that has not ended.
    open_end: bool = False
    literal: str = ""
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """One item. The keys are CSL's variable names; text may carry marks (see ``richtext``)."""

    key: str
    type: str
    fields: Mapping[str, str]
    names: Mapping[str, tuple[PersonName, ...]]
    dates: Mapping[str, DateValue]
    #: BCP 47 tag, or nothing.
    language: str = ""

    def has(self, variable: str) -> bool:
        return variable in self.fields or variable in self.names or variable in self.dates


def read_work(key: str, item: CslItem) -> Work:
    """The item under its citation key."""
    fields: dict[str, str] = {}
    names: dict[str, tuple[PersonName, ...]] = {}
    dates: dict[str, DateValue] = {}
    for name, value in item.items():
        variable = _ALIASES.get(name, name)
        if variable in ("id", "type", "language", "custom") or value is None:
            continue
        if variable in NAMES:
            if people := _names(value):
                names[variable] = people
        elif variable in DATES:
            if date := _date(value):
                dates[variable] = date
        elif text := _field(variable, value):
            fields.setdefault(variable, text)
    if "page" in fields and "page-first" not in fields:
        fields["page-first"] = re.split(r"\s*[-–,&]", fields["page"], maxsplit=1)[0]
    language = item.get("language")
    kind = item.get("type")
    return Work(
        key=key,
        type=kind if isinstance(kind, str) else "document",
        fields=fields,
        names=names,
        dates=dates,
        language=clean(language) if isinstance(language, str) else "",
    )


def _field(variable: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if variable == "DOI":
        return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", clean(text), flags=re.I)
    return clean(text) if variable in _VERBATIM else field_text(text)


# --- names ---------------------------------------------------------------------------------


def _names(value: Any) -> tuple[PersonName, ...]:
    people = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_name, people) if name is not None)


def _name(value: Any) -> PersonName | None:
    if isinstance(value, str):
        value = {"literal": value}
    if not isinstance(value, Mapping):
        return None

    def part(name: str) -> str:
        text = value.get(name)
        return field_text(text) if isinstance(text, str) else ""

    name = PersonName(
        family=part("family"),
        given=part("given"),
        dropping_particle=part("dropping-particle"),
        particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        literal=part("literal"),
        comma_suffix=_flag(value.get("comma-suffix")),
        static_ordering=_flag(value.get("static-ordering")),
    )
    if name.literal or name.family:
        return name
    return PersonName(literal=name.given) if name.given else None


def _flag(value: Any) -> bool:
    return value not in (None, False, 0, "", "0", "false")


# --- dates ---------------------------------------------------------------------------------

_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?([~?%]?)")


def _date(value: Any) -> DateValue | None:
    if isinstance(value, str):
        return _raw_date(value)
    if not isinstance(value, Mapping):
        return None
    circa = _flag(value.get("circa"))
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
    if 13 <= month <= 16:
        return Day(year, season=month - 12)
    if 21 <= month <= 24:
        return Day(year, season=month - 20)
    if not 1 <= month <= 12:
        return Day(year)
    return Day(year, month, day if 1 <= day <= 31 else 0)


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _raw_date(text: str) -> DateValue | None:
    """ISO 8601 dates, their ranges with a slash, and EDTF's marks of doubt; else as written."""
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
