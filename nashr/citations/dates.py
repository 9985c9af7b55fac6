"""``cs:date`` and ``cs:date-part``: single dates, ranges, and dates in a locale's form."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citeproc import model

from nashr.citations.cite import Cite
from nashr.citations.elements import Rendering, cased, decorated
from nashr.citations.richtext import affixed, formatted, glue, join
from nashr.citations.works import DateValue, Day

#: The attributes of one ``cs:date-part``.
Part = Mapping[str, str]
_DATE_PART = "{http://purl.org/net/xbiblio/csl}date-part"
_ORDER = ("year", "month", "day")


class Date(Rendering, model.Date):
    def show(self, cite: Cite) -> str:
        variable = self.get("variable", "")
        value = cite.date(variable)
        if value is None:
            return cite.note(variable, "")
        if cite.sort is not None:
            return cite.note(variable, self._sort_text(value))
        parts, delimiter = self._parts(cite)
        if value.begin is None:
            text = value.literal
        elif value.end is not None:
            text = _range(value.begin, value.end, parts, delimiter, cite)
        else:
            text = _single(value.begin, parts, delimiter, cite)
            text += "–" if text and value.open_end else ""
        if self.get("form"):
            # What a locale puts behind a part, it puts there for the part that follows.
            text = text.strip(" ")
        return decorated(self, cased(self, cite.note(variable, text), cite))

    def _sort_text(self, value: DateValue) -> str:
        if value.begin is None:
            return value.literal
        wanted = self._wanted()
        day = value.begin
        return Day(
            day.year, day.month if "month" in wanted else 0, day.day if "day" in wanted else 0
        ).sort_key

    def _wanted(self) -> set[str]:
        if self.get("form"):
            return set(self.get("date-parts", "year-month-day").split("-"))
        return {part.get("name", "") for part in self.iterchildren(_DATE_PART)}

    def _parts(self, cite: Cite) -> tuple[list[Part], str]:
        """The parts to print, in order, and what stands between them.

        A date in a locale's form takes its parts from the locale; the style's own parts may
        change their form, not their affixes (CSL 1.0.2, "Localized Date Formats").
        """
        own = [dict(part.attrib) for part in self.iterchildren(_DATE_PART)]
        form = self.get("form")
        localized = cite.sheet.date(form) if form else None
        if localized is None:
            return list(own), self.get("delimiter", "")
        wanted = self._wanted()
        changes = {part.get("name"): part for part in own}
        parts: list[Part] = []
        for element in localized.iterchildren(_DATE_PART):
            name = element.get("name", "")
            if name in wanted:
                change = changes.get(name, {})
                change = {k: v for k, v in change.items() if k not in ("prefix", "suffix")}
                parts.append({**element.attrib, **change})
        return parts, localized.get("delimiter", "")


def _single(day: Day, parts: Sequence[Part], delimiter: str, cite: Cite) -> str:
    return join([_part(day, part, cite) for part in parts], delimiter)


def _range(begin: Day, end: Day, parts: Sequence[Part], delimiter: str, cite: Cite) -> str:
    """A range says once what both dates share, before or behind what differs."""
    largest = next((n for n in _ORDER if _value(begin, n) != _value(end, n)), None)
    if largest is None:
        return _single(begin, parts, delimiter, cite)
    differing = set(_ORDER[_ORDER.index(largest) :])
    shown = [part for part in parts if part.get("name") in differing]
    if not shown:
        return _single(begin, parts, delimiter, cite)
    first, last = parts.index(shown[0]), len(parts) - 1 - list(reversed(parts)).index(shown[-1])
    dash = next((p.get("range-delimiter") for p in shown if p.get("name") == largest), None) or "–"
    middle = parts[first : last + 1]
    opening = [*middle[:-1], {k: v for k, v in middle[-1].items() if k != "suffix"}]
    closing = [{k: v for k, v in middle[0].items() if k != "prefix"}, *middle[1:]]
    both = _single(begin, opening, delimiter, cite) + dash
    tail = join([_part(end, part, cite) for part in closing], delimiter)
    before = [_part(begin, part, cite) for part in parts[:first]]
    behind = [_part(end, part, cite) for part in parts[last + 1 :]]
    return join([*before, both + tail, *behind], delimiter)


def _value(day: Day, name: str) -> int:
    if name == "month":
        return day.month or day.season + 20
    return day.year if name == "year" else day.day


def _part(day: Day, part: Part, cite: Cite) -> str:
    match part.get("name"):
        case "year":
            text = _year(day, part, cite)
        case "month":
            text = _month(day, part, cite)
        case "day":
            text = _day(day, part, cite)
        case _:
            text = ""
    if not text:
        return ""
    return affixed(part, formatted(part, cased(part, text, cite)))


def _year(day: Day, part: Part, cite: Cite) -> str:
    text = str(abs(day.year))
    if part.get("form") == "short" and day.year > 0:
        text = text[-2:]
    if day.year < 0:
        text += cite.sheet.term("bc")
    elif day.year < 1000:
        text += cite.sheet.term("ad")
    if cite.detail.year_suffix and not cite.suffix_printed and not cite.sheet.prints_year_suffix:
        cite.suffix_printed = True
        text = glue(text, cite.detail.year_suffix)
    return text


def _month(day: Day, part: Part, cite: Cite) -> str:
    form = part.get("form", "long")
    if day.season:
        return cite.sheet.term(f"season-{day.season:02}")
    if not day.month:
        return ""
    if form == "numeric":
        return str(day.month)
    if form == "numeric-leading-zeros":
        return f"{day.month:02}"
    return cite.sheet.term(f"month-{day.month:02}", form)


def _day(day: Day, part: Part, cite: Cite) -> str:
    if not day.day:
        return ""
    form = part.get("form", "numeric")
    if form == "numeric-leading-zeros":
        return f"{day.day:02}"
    only_first = cite.sheet.option("limit-day-ordinals-to-day-1") == "true"
    if form == "ordinal" and not (only_first and day.day > 1):
        gender = cite.sheet.gender(f"month-{day.month:02}")
        return f"{day.day}{cite.sheet.ordinal(day.day, gender)}"
    return str(day.day)
