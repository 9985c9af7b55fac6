"""``cs:date`` and ``cs:date-part``: single dates, ranges, and localized dates."""
# mypy: disallow-subclassing-any=False

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from citeproc import model

from nashr.citations.cite import Cite, Renderer
from nashr.citations.compiling import Compiler, Rendering
from nashr.citations.datevalues import literal_sort_text
from nashr.citations.formatting import NO_FORMATTING, Formatting, formatting_of
from nashr.citations.locales import Locale, are_of_one_language
from nashr.citations.richtext import glue, join
from nashr.citations.text_case import Recase, recaser
from nashr.citations.variables import in_digits_of_work, state_of_publication
from nashr.citations.works import DateValue, Day
from nashr.languages import HIJRI_YEARS
from nashr.languages import language as spoken
from nashr.records import dataclass, replace

_DATE_PART = "{http://purl.org/net/xbiblio/csl}date-part"
_ORDER = ("year", "month", "day")
_SEPARATORS = " \u00a0.,/-·"
#: The end of the scripts of Europe and the Near East, and of India's.
_LAST_PARTED = "\u0dff"


@dataclass(frozen=True, slots=True)
class Part:
    """One ``cs:date-part``, parsed."""

    name: str
    form: str
    formatting: Formatting
    change: Recase | None
    dash: str
    #: Whether it is of a date of the locale, whose affixes part it from the parts beside it.
    localized: bool = False
    #: Whether a day is printed with it.
    with_day: bool = False

    def without(self, *, prefix: bool = False, suffix: bool = False) -> Part:
        """The part without an affix, where it is next to the dash of a range."""
        old = self.formatting
        formatting = Formatting(
            "" if prefix else old.prefix, "" if suffix else old.suffix, old.opening, old.closing
        )
        return replace(self, formatting=formatting, localized=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The parts of a date in order, the delimiter between them, and the date's formatting."""

    parts: tuple[Part, ...]
    delimiter: str
    formatting: Formatting = NO_FORMATTING
    change: Recase | None = None
    #: The parts of a date without a day, where they have other affixes.
    dayless: tuple[Part, ...] = ()


def _part(attributes: Mapping[str, str]) -> Part:
    name = attributes.get("name", "")
    form = attributes.get("form", "")
    dash = attributes.get("range-delimiter")
    return Part(
        name, form, formatting_of(attributes), recaser(attributes), "–" if dash is None else dash
    )


class Date(Rendering, model.Date):
    def compiled(self, compiler: Compiler) -> Renderer:
        variable = self.get("variable", "")
        change, formatting = recaser(self), formatting_of(self)
        language = compiler.language
        wanted = self._date_parts()
        patterns: dict[int, Pattern] = {}

        def render(cite: Cite) -> str:
            value = cite.date(variable)
            if value is None or (cite.comparing and variable == "accessed"):
                # Works are not distinguished by their date of access; nor in citeproc-js.
                cite.variables_called += 1
                cite.variables_filled += value is not None
                return ""
            if cite.sort is not None:
                return cite.record(variable, _sort_text(value, wanted))
            pattern = patterns.get(id(cite.locale))
            if pattern is None:
                pattern = patterns[id(cite.locale)] = self._pattern(cite.locale, language)
            text = cite.record(variable, _text(value, pattern, cite, variable))
            if not text:
                return ""
            if pattern.change is not None:
                text = pattern.change(text, cite, cite.locale.lang)
            if change is not None:
                text = change(text, cite, cite.locale.lang)
            return formatting(pattern.formatting(text))

        return render

    def _date_parts(self) -> frozenset[str]:
        if self.get("form"):
            return frozenset(self.get("date-parts", "year-month-day").split("-"))
        return frozenset(part.get("name", "") for part in self.iterchildren(_DATE_PART))

    def _pattern(self, locale: Locale, language: str) -> Pattern:
        """The parts to print, for a style in ``language``.

        A localized date has the parts of the locale; the style's parts may change their form,
        not their affixes (CSL 1.0.2, "Localized Date Formats"). The parts of another date are in
        the order of the style's language, but day before month where the locale has them so.
        """
        own = [dict(part.attrib) for part in self.iterchildren(_DATE_PART)]
        form = self.get("form")
        localized = locale.date(form) if form else None
        if localized is None:
            listed = list(map(_part, own))
            is_own = are_of_one_language(locale.lang, language)
            # A style in Turkish may have kept the order of the English one it was made from.
            if locale.is_day_first() and not (is_own and are_of_one_language(language, "en")):
                swapped = _with_days(_day_first(listed))
                return Pattern(swapped, self.get("delimiter", ""), dayless=tuple(listed))
            return Pattern(_with_days(listed), self.get("delimiter", ""))
        wanted = self._date_parts()
        changes = {part.get("name"): part for part in own}
        parts: list[Part] = []
        for element in localized.iterchildren(_DATE_PART):
            name = element.get("name", "")
            if name in wanted:
                change = changes.get(name, {})
                change = {k: v for k, v in change.items() if k not in ("prefix", "suffix")}
                part = _part({**element.attrib, **change})
                parts.append(replace(part, localized=True))
        whole = list(localized.iterchildren(_DATE_PART))
        if parts and whole and parts[-1].name != whole[-1].get("name"):
            suffix = parts[-1].formatting.suffix
            parts[-1] = parts[-1] if suffix.strip(_SEPARATORS) else parts[-1].without(suffix=True)
        return Pattern(
            _with_days(parts),
            localized.get("delimiter", ""),
            formatting_of(localized),
            recaser(localized),
        )


def _with_days(parts: list[Part]) -> tuple[Part, ...]:
    if not any(part.name == "day" for part in parts):
        return tuple(parts)
    return tuple(replace(part, with_day=True) for part in parts)


def _day_first(parts: list[Part]) -> list[Part]:
    """*May 6* as *6 May*: the two change places, and their affixes stay where they are."""
    names = [part.name for part in parts]
    for n, pair in enumerate(pairwise(names)):
        month, day = parts[n : n + 2]
        # In numbers, month and day before the year; 2024-05-06 has its year in front.
        if pair == ("month", "day") and (
            not month.form.startswith("numeric") or names[n + 2 : n + 3] == ["year"]
        ):
            first = replace(day, formatting=month.formatting)
            second = replace(month, formatting=_without_comma(day.formatting))
            return [*parts[:n], first, second, *parts[n + 2 :]]
    return parts


def _without_comma(formatting: Formatting) -> Formatting:
    """A day is set off from the year by a comma only where it stands between month and year."""
    return replace(formatting, suffix=formatting.suffix.replace(",", "", 1))


def _sort_text(value: DateValue, wanted: frozenset[str]) -> str:
    text = "/".join(
        Day(
            day.year,
            (day.month or day.season * 3) if "month" in wanted else 0,
            day.day if "day" in wanted else 0,
        ).sort_key
        for day in (value.begin, value.end)
        if day is not None
    )
    return text or literal_sort_text(value.literal)


def _text(value: DateValue, pattern: Pattern, cite: Cite, variable: str) -> str:
    if value.begin is None:
        return _literal(value, pattern, cite, variable)
    if pattern.dayless and not value.begin.day:
        pattern = replace(pattern, parts=pattern.dayless)
    if value.end is not None:
        text = _range(value.begin, value.end, pattern, cite, variable)
    else:
        text = _single(value.begin, pattern.parts, pattern.delimiter, cite, variable)
        text += "–" if text and value.open_end else ""
    if text and value.circa and not cite.style.knows_circa and _names_year(pattern):
        opened = len(text) - len(text.lstrip("(["))  # a style may have brackets around the year
        text = f"{text[:opened]}{cite.locale.term('circa', 'short')}\u00a0{text[opened:]}"
    return text


def _names_year(pattern: Pattern) -> bool:
    return any(part.name == "year" for part in pattern.parts)


def _literal(value: DateValue, pattern: Pattern, cite: Cite, variable: str) -> str:
    """Words for a date, where its year would be: a style that prints day and month apart from
    the year would print them twice.
    """
    literal = state_of_publication(value.literal, cite) or value.literal
    if _names_year(pattern):
        return _with_year_suffix(literal, cite, variable)
    return "" if pattern.parts else literal


def _single(day: Day, parts: Sequence[Part], delimiter: str, cite: Cite, variable: str) -> str:
    if any(part.localized for part in parts):
        there = [n for n, part in enumerate(parts) if _component(day, part.name)]
        last = there[-1] if there else 0
        if last + 1 < len(parts) and not parts[last].formatting.suffix.strip(_SEPARATORS):
            parts = [*parts[:last], parts[last].without(suffix=True)]
        if [parts[n].name for n in there] == ["year"] and len(parts) > 1:
            # *6 мая 2024 г.*, and a year alone without its word.
            parts = [p.without(suffix=p.formatting.suffix[:1] == " ") for p in parts]
    texts = [_render_part(day, part, cite, variable) for part in parts]
    return join(texts, delimiter)


def _range(begin: Day, end: Day, pattern: Pattern, cite: Cite, variable: str) -> str:
    """A range; parts that both dates share are printed once, before or after the others."""
    parts, delimiter = pattern.parts, pattern.delimiter
    printed = {part.name for part in parts}
    largest = next(
        (n for n in _ORDER if n in printed and _component(begin, n) != _component(end, n)), None
    )
    if largest is None:
        return _single(begin, parts, delimiter, cite, variable)
    differing = set(_ORDER[_ORDER.index(largest) :])
    shown = [n for n, part in enumerate(parts) if part.name in differing]
    first, last = shown[0], shown[-1]
    dash = next(part.dash for part in parts if part.name == largest)
    middle = list(parts[first : last + 1])
    opening = _non_empty(middle, begin)
    closing = _non_empty(middle, end)
    if opening:
        opening[-1] = opening[-1].without(suffix=True)
    if closing:
        closing[0] = closing[0].without(prefix=True)
    head = _single(begin, opening, delimiter, cite, variable)
    tail = join([_render_part(end, part, cite, variable) for part in closing], delimiter)
    before = [_render_part(begin, part, cite, variable) for part in parts[:first]]
    after = [_render_part(end, part, cite, variable) for part in parts[last + 1 :]]
    return join([*before, head + dash + tail if head and tail else head or tail, *after], delimiter)


def _non_empty(parts: Sequence[Part], day: Day) -> list[Part]:
    """The parts for which the day has a value."""
    return [part for part in parts if _component(day, part.name)]


def _component(day: Day, name: str) -> int:
    if name == "month":
        return day.month or (day.season and day.season + 20)
    return day.year if name == "year" else day.day


def _render_part(day: Day, part: Part, cite: Cite, variable: str) -> str:
    match part.name:
        case "year":
            text = _year(day, part, cite, variable)
        case "month":
            text = _month(day, part, cite)
        case "day":
            text = _day(day, part, cite)
        case _:
            text = ""
    if not text:
        return ""
    text = in_digits_of_work(text, cite)
    if part.change is not None:
        text = part.change(text, cite, cite.locale.lang)
    return part.formatting(text)


def _year(day: Day, part: Part, cite: Cite, variable: str) -> str:
    if not day.year:
        return ""
    text = str(abs(day.year))
    if part.form == "short" and day.year > 0:
        text = text[-2:]
    if day.year < 1000:
        era = cite.locale.term("bc" if day.year < 0 else "ad")
        # The letter belongs to the number: 44a BC.
        if variable == "issued" and not (cite.suffix_printed or cite.suppress_year):
            text += cite.year_suffix
            cite.suffix_printed = cite.suffix_in_year = bool(cite.year_suffix)
        text = _with_era(text, era, before=spoken(cite.locale.lang).era_first)
    return _with_year_suffix(text, cite, variable)


def _with_era(year: str, era: str, *, before: bool) -> str:
    """A year with its era: in front of it in some languages (*MÖ 44*), else behind it, and never
    without a space in scripts that part words.
    """
    if before or era[-1:].isspace():
        return f"{era.strip()}\u00a0{year}" if era else year
    parted = not era[:1].isalpha() or era[0] > _LAST_PARTED
    return f"{year}{era}" if parted else f"{year}\u00a0{era}"


def _with_year_suffix(text: str, cite: Cite, variable: str) -> str:
    """The year with the year suffix, unless the style places the suffix itself."""
    if variable != "issued":
        return text
    if not cite.year_text:
        cite.year_text = text
    if cite.suppress_year:
        text = ""
    if cite.detail.year_suffix and not cite.suffix_printed and not cite.style.prints_year_suffix:
        cite.suffix_printed = True
        text = glue(text, cite.year_suffix)
    return text


def _month(day: Day, part: Part, cite: Cite) -> str:
    form = part.form or "long"
    if day.season:
        return cite.locale.term(f"season-{day.season:02}")
    if not day.month:
        return ""
    if form == "numeric":
        return str(day.month)
    if form == "numeric-leading-zeros":
        return f"{day.month:02}"
    if day.year in HIJRI_YEARS:
        # In the calendar, and so the language, of the work.
        names = spoken(cite.work.language or cite.locale.lang).hijri_months
        if names:
            return names[day.month - 1]
    if form == "long" and part.with_day and day.day:
        return cite.locale.month_of_day(day.month)
    return cite.locale.term(f"month-{day.month:02}", form)


def _day(day: Day, part: Part, cite: Cite) -> str:
    if not day.day:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day.day:02}"
    only_first = cite.locale.option("limit-day-ordinals-to-day-1") == "true"
    if part.form == "ordinal" and not (only_first and day.day > 1):
        gender = cite.locale.gender(f"month-{day.month:02}")
        return f"{day.day}{cite.locale.ordinal(day.day, gender)}"
    return str(day.day)
