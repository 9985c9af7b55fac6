"""The dates of bibliography entries: from what people type to the dates of CSL.

Understood are EDTF (Library of Congress, 2019: levels 0 and 1), numbers in the order of a language,
and months by their names. What else has words is kept as it is typed (``literal`` in CSL), and what
is in no calendar raises ``NoSuchDate``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

from nashr.languages import HIJRI_YEARS, is_supported, language, nearest_first
from nashr.messages import Message

#: Year, month and day as far as they are known.
Parts: TypeAlias = list[int]
CslDate: TypeAlias = dict[str, Any]

#: The largest year that EDTF writes without a sign of its own.
LAST_YEAR = 9999
#: Characters of a date; what is longer is a text.
_LONGEST = 100

_EDTF = re.compile(
    r"(?P<before>[~?%]?)(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.+Z-]*)?(?P<after>[~?%]?)"
)
#: EDTF has digits and signs alone, in which “~” is no space of TeX.
_SIGNS_OF_EDTF = re.compile(r"[\d~?%/.XxuTZ:+-]+")
#: Months and days that nobody knows.
_UNKNOWN_END = re.compile(r"(\d{4}(?:-\d\d)?)(?:-(?:XX|xx|uu)){1,2}([~?%]?)")
#: The basic form of ISO 8601.
_BASIC = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_UNSPECIFIED = re.compile(r"(\d\d)(?:(\d)[XxUu]|[XxUu]{2})([~?%]?)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?\.?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})\.?")
#: 12.XI.1990, as Russian and Azerbaijani letters are dated.
_ROMAN_MONTH = re.compile(r"(\d{1,2})([-./\s])\s?(I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})\2\s?(\d{4})\.?")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_YEARS = re.compile(r"(\d{4})\s*(?:-{1,3}|[–—/])\s*(\d{4}|\d\d)")
_RANGE = re.compile(r"\s*(?:--+|[–—])\s*|\s+-\s+")
_YEAR = re.compile(r"-?\d{1,4}")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|-?(?:ci|cı|cu|cü|го|е))?", re.IGNORECASE)
_WORD = re.compile(r"[^\s,]+")
#: Years between the counts of the Hijra, lunar or solar, and the common one: 1440/2019.
_HIJRA = range(550, 650)
#: *About* before a year, *of the year* behind it, and *before Christ* on either side.
_ABOUT = re.compile(
    r"(?:c|ca|circa|təx|təxminən|təqr|təqribən|yak|yaklaşık|ykl|ок|около|прибл|бл|близько|um)"
    r"(?:\.\s*|\s+)(?=\d)",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"(?<=\d)(?:\s*-?c[iıuü])?\s*(?:гг?\.?|год|р\.|рік|ili?|yılı?)", re.IGNORECASE
)
_BEFORE = r"(?:b\.?\s?c\.?(?:\s?e\.?)?|e\.\s?ə\.?|eramızdan əvvəl|m\.?\s?ö\.?|до н\.\s?э\.?)"
_BEFORE_CHRIST = re.compile(
    rf"{_BEFORE}\s*(?P<one>\d{{1,4}})|(?P<other>\d{{1,4}})\s*{_BEFORE}", re.I
)
#: What people write where there is no date; each style has its own words for that.
_UNDATED = frozenset(
    "nd|sd|ty|td|sa|oj|бг|бд|no date|not dated|undated|tarihsiz|tarih yok|tarixsiz|без даты|"
    "sans date|ohne jahr".split("|")
)
#: In these the month of 02/03/2001 is February.
_MONTH_FIRST = frozenset({"en", "en-us", "en-ca", "en-ph"})


class NoSuchDate(ValueError):
    """The text has the form of a date and none of the calendar: a sentence without its subject."""


class NoDate(ValueError):
    """Nothing can be made of the text."""


def read(text: str, tags: Sequence[str] = ()) -> CslDate:
    """A date of CSL JSON from what stands in a field.

    ``tags`` are the languages of the entry and of the article, in which months have their names;
    the first says what 01/02/2001 means. Nothing for words that say that there is no date. Raises
    ``NoSuchDate`` and ``NoDate``.
    """
    text = " ".join(text.split()).strip(",;")
    if is_undated(text):
        return {}
    text = re.sub(r"^\((\d{4})\)$|^(?:©|copyright|cop\.)\s*(\d{4})$", r"\1\2", text)
    if re.fullmatch(r"[\d\s–—-]+", bare := _OF_YEAR.sub("", text)):
        text = bare.strip()
    if before := _BEFORE_CHRIST.fullmatch(text):
        return {"date-parts": [[-int(before["one"] or before["other"])]]}
    if about := _ABOUT.match(text):
        date = read(text[about.end() :], tags)
        return {**date, "circa": True} if "date-parts" in date else {"literal": text}
    text = _UNKNOWN_END.sub(r"\1\2", text) if _UNKNOWN_END.fullmatch(text) else text
    text = text.removesuffix(".") if re.fullmatch(r"\d{4}\.", text) else text
    if not re.search(r"\w", text):
        raise NoDate
    if len(text) > _LONGEST:
        return {"literal": text}
    return (
        _edtf(text)
        or _span_of_years(text)
        or _numbers(text, tags)
        or _with_words(text, tags)
        or _literal(text)
    )


def is_undated(text: str) -> bool:
    """Whether words say that there is no date: *n.d.*, *t.y.*"""
    plain = text.lower().strip()
    return re.sub(r"[.\s\[\]()]", "", plain) in _UNDATED or plain.strip(".") in _UNDATED


def is_edtf(text: str) -> bool:
    """Whether a text has the digits and signs of EDTF alone."""
    return bool(_SIGNS_OF_EDTF.fullmatch(text))


def is_year_alone(date: CslDate) -> bool:
    """Whether a date is one year, without month or season."""
    parts = date.get("date-parts", ())
    return len(parts) == 1 and len(parts[0]) == 1 and "season" not in date


def read_month(text: str, tags: Sequence[str] = ()) -> Sequence[Parts] | None:
    """A ``month`` field as one month or two, each with a day where it has one; None for no month.

    A season is a month above 12, as in CSL's older data: 13 is spring.
    """
    found = [_month_and_day(part, tags) for part in _RANGE.split(text.strip(" .,"))]
    if len(found) == 1 and found[0] is None:
        parts = re.split(r"[/-]", text.strip(" .,"))
        if len(parts) == 2 and parts[0].isdigit() != parts[1].isdigit():
            return read_month(" ".join(parts), tags)  # 12-May
        halves = [_month_and_day(part, tags) for part in parts]
        found = halves if len(halves) == 2 else found
    months = [one for one in found if one is not None]
    return months if len(months) == len(found) and len(months) in (1, 2) else None


# --- forms of numbers ----------------------------------------------------------------------


def _edtf(text: str) -> CslDate | None:
    begin, slash, end = text.partition("/")
    if not slash:
        decade = _UNSPECIFIED.fullmatch(text)
        if decade:
            first = int(decade[1]) * 100 + int(decade[2] or 0) * 10
            last = first + (9 if decade[2] else 99)
            return {"date-parts": [[first], [last]]}
    one = _EDTF.fullmatch(begin)
    if one is not None and one[3] == "00":
        return None
    if one is None and not (slash and begin in ("", "..") and _EDTF.fullmatch(end)):
        return None
    other = _EDTF.fullmatch(end) if end not in ("", "..") else None
    if slash and end not in ("", "..") and other is None:
        return None
    if one is None:
        return {"literal": f"–{end}"}
    parts = [checked(*_numbers_of(one))]
    if not parts[0][0]:
        raise NoDate
    if other is not None and int(other[2]) - parts[0][0] in _HIJRA and parts[0][0] < 1500:
        return {"literal": text}
    if other is not None:
        parts.append(checked(*_numbers_of(other)))
    elif slash:
        parts.append([0])
    date: CslDate = {"date-parts": parts}
    if len(parts[0]) == 2 and 21 <= parts[0][1] <= 24 and len(parts) == 1:
        date["season"] = parts[0].pop() - 20
    if any(found and (found["before"] or found["after"]) for found in (one, other)):
        date["circa"] = True
    return date


def _numbers_of(found: re.Match[str]) -> Parts:
    """The numbers of a date; the year -0043 of EDTF, which counts a year 0, is 44 BC."""
    year, *rest = (int(part) for part in found.groups()[1:4] if part is not None)
    return [year - 1 if year < 0 else year, *rest]


def _span_of_years(text: str) -> CslDate | None:
    """1999–2000, 1999-00; 2001-02 is a month, and has been read before."""
    found = _YEARS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), found[2]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if len(last) == 2 and end <= first:
        end += 100
    if end <= first or (len(last) == 2 and end > first + 20):
        return None
    return {"date-parts": [[first], [end]]}


def _numbers(text: str, tags: Sequence[str]) -> CslDate | None:
    if found := _YEAR_FIRST.fullmatch(text):
        day = [int(found[4])] if found[4] else []
        return {"date-parts": [checked(int(found[1]), int(found[3]), *day)]}
    if found := _DAY_FIRST.fullmatch(text):
        day_, month = int(found[1]), int(found[3])
        english = bool(tags) and tags[0].lower() in _MONTH_FIRST
        if found[2] == "/" and ((english and day_ <= 12) or month > 12 >= day_):
            day_, month = month, day_
        return {"date-parts": [checked(int(found[4]), month, day_)]}
    if found := _ROMAN_MONTH.fullmatch(text):
        month = _ROMAN.index(found[3]) + 1
        return {"date-parts": [checked(int(found[4]), month, int(found[1]))]}
    if found := _MONTH_YEAR.fullmatch(text):
        return {"date-parts": [checked(int(found[2]), int(found[1]))]}
    if found := _BASIC.fullmatch(text):
        return {"date-parts": [checked(*map(int, found.groups()))]}
    if _YEAR.fullmatch(text) and int(text):
        return {"date-parts": [[int(text)]]}
    return None


def checked(year: int, month: int = 0, day: int = 0) -> Parts:
    """The parts of a day that there is; raises ``NoSuchDate``."""
    parts = [year, *([month] if month else []), *([day] if day else [])]
    if not month:
        return [year]
    if 21 <= month <= 24 and not day:
        return parts
    if not 1 <= month <= 12:
        raise NoSuchDate(Message("there is no month {month}.", month=month))
    if day:
        days = monthrange(max(abs(year), 1), month)[1]
        if year in HIJRI_YEARS:  # 31 Ordibehesht 1400
            days = max(days, 31 if month <= 6 else 30)
        if day > days:
            raise NoSuchDate(
                Message("this month has {days} days, and not {day}.", days=days, day=day)
            )
    return parts


# --- words ---------------------------------------------------------------------------------


def _with_words(text: str, tags: Sequence[str]) -> CslDate | None:
    """12 May 2021, May 12, 2021, mayıs 2021, 2021 May, Jan–Feb 2004, Spring 2004."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    if year is None or not re.search(r"[^\W\d_]", text):
        return None
    rest = (text[: year.start()] + " " + text[year.end() :]).strip(" ,.-/–")
    rest = re.sub(r"\s+(?:г|il|ili|yılı)\.?$", "", rest)
    months = read_month(rest, tags)
    if not months:
        return None
    return dated(int(year[0]), months)


def dated(year: int, months: Sequence[Parts]) -> CslDate:
    """A date of a year and the months, or season, that ``read_month`` found."""
    first = months[0]
    if len(months) == 1 and first[0] > 12:
        return {"date-parts": [[year]], "season": first[0] - 12}
    if any(one[0] > 12 for one in months):
        return {"date-parts": [[year]]}
    return {"date-parts": [checked(year, *one) for one in months]}


def _month_and_day(text: str, tags: Sequence[str]) -> Parts | None:
    words = [word.strip(".") for word in _WORD.findall(text)]
    if len(words) == 1 and words[0].isdigit():
        number = int(words[0])
        return [number] if 1 <= number <= 12 else None
    if not 1 <= len(words) <= 2:
        return None
    month = day = 0
    for word in words:
        if number := _month(word, tags):
            month = month or number
        elif found := _DAY.fullmatch(word):
            day = int(found[1])
        else:
            return None
    if not month or len(words) != 1 + bool(day):
        return None
    return [month, day] if day else [month]


def _month(word: str, tags: Sequence[str]) -> int:
    """The number of a month, or 12 and that of a season; 0 for any other word."""
    return _month_in(_folded(word), tuple(dict.fromkeys((*tags, "en", "tr", "az", "ru"))))


@lru_cache(maxsize=1024)
def _month_in(word: str, tags: tuple[str, ...]) -> int:
    for tag in tags:
        if not is_supported(tag):
            continue
        names = [_folded(name) for name in language(tag).months]
        for alike in (_same, _abbreviated, _inflected):
            found = [n for n, name in enumerate(names, 1) if alike(word, name)]
            if len(found) == 1:
                return found[0]
        of_hijra = [_folded(name) for name in language(tag).hijri_months]
        if word in of_hijra:
            return of_hijra.index(word) + 1
    return _season_in(word, tags)


def _season_in(word: str, tags: tuple[str, ...]) -> int:
    """12 and the number of a season, or 0. The nearest language decides: yaz is the summer in
    Turkish and the spring in Azerbaijani.
    """
    nearest = map(language, filter(is_supported, tags))
    for record in chain(nearest, nearest_first("en")):
        for number, names in enumerate(record.seasons, 1):
            if word in map(_folded, names.split()):
                return 12 + number
    return 0


def _folded(word: str) -> str:
    return word.strip(".,").replace("İ", "i").lower().replace("ı", "i")


def _same(word: str, name: str) -> bool:
    return word == name


def _abbreviated(word: str, name: str) -> bool:
    return len(word) >= 3 and name.startswith(word)


def _inflected(word: str, name: str) -> bool:
    """Another case of the same word: январь and января, mayın and may."""
    common = 0
    for mine, other in zip(word, name, strict=False):
        if mine != other:
            break
        common += 1
    return common >= 3 and common >= len(name) - 1 and len(word) <= len(name) + 3


# --- what is left --------------------------------------------------------------------------


def _literal(text: str) -> CslDate:
    """Words stay; figures alone that are no date do not."""
    if re.fullmatch(r"[\d\s./-]+", text) and not re.search(r"(?<!\d)\d{3,4}(?!\d)", text):
        raise NoDate
    if _many(re.findall(r"\d+", text)) and not re.search(r"[^\W\d_]", text):
        raise NoSuchDate(Message("there is no such day."))
    return {"literal": text}


def _many(numbers: Sequence[str]) -> bool:
    return len(numbers) >= 3


def year_in(text: str) -> int | None:
    """The year that a literal date names first, by which it is sorted."""
    return next(_years(text), None)


def _years(text: str) -> Iterator[int]:
    return (int(found[0]) for found in re.finditer(r"(?<!\d)\d{4}(?!\d)", text))
