"""Dates of a manuscript's history as authors and templates type them: “Daxil olub: 12 mart 2024”,
“Geliş Tarihi / Received: 12.03.2024”, “Статья поступила в редакцию 12 марта 2024 г.”
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

#: Words that say what a date is of, in small letters; parts of words stand for all their endings.
_KINDS: Mapping[str, str] = {
    "received": r"received|submitted|submission|göndərilib|göndərilmə|daxil\s+olub|daxil\s+olma|"
    r"daxil\s+olmuşdur|redaksiyaya\s+daxil|gəlib|geliş|gönderim|gönderilme|başvuru|alındı|поступила|получена|дата\s+поступления",
    "revised": r"одобрена\s+после\s+рецензирования|revised|düzeltme|düzəliş|revizyon|"
    r"после\s+доработки|после\s+рецензирования|доработана|переработана|yenidən\s+işlən\w*",
    "accepted": r"accepted|yayına\s+kabul|yayıma\s+kabul|qəbul|kabul|принята|одобрена|"
    r"çapa\s+qəbul|çapa\s+təqdim",
    "published": r"published|yayım|yayın|yayımlanma|nəşr|dərc|çap\s+olun\w*|опубликована",
}
_LABEL = re.compile("|".join(rf"(?P<{kind}>\b(?:{words}))" for kind, words in _KINDS.items()))
#: What may stand beside the labels and the dates.
_FILLERS = re.compile(
    r"\b(?:date|dates|on|at|the|of|article|manuscript|paper|first|online|tarix\w*|tarih\w*|məqalə\w*|"
    r"makale\w*|redaksiyaya|edilib|edilmişdir|edildi|olunub|olunmuşdur|olmuşdur|olub|olma|olunma\w*|çapa|"
    r"edilmə|il\w*|"
    r"cü|cu|ci|cı|статья|статьи|рукопись|рукописи|дата|в|к|редакцию|публикации|печать|печати|г|года|год|"
    r"для|после|və|ve|and|и|in|final|form|revised|of|st|nd|rd|th|"
    r"publication|print|for)\b|[\s/|:;,.()–—-]+"
)
_MONTHS = (
    "yanvar ocak january jan январ|fevral şubat february feb феврал|mart march mar март|"
    "aprel nisan april apr апрел|may mayıs mayis май мая|iyun haziran june jun июн|"
    "iyul temmuz july jul июл|avqust ağustos august aug август|sentyabr eylül september sep sept "
    "сентябр|oktyabr ekim october oct октябр|noyabr kasım november nov ноябр|"
    "dekabr aralık december dec декабр"
).split("|")
_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = rf"(?P<{{0}}>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})[^\W\d_]*\.?"
_DATE = re.compile(
    r"\b(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_WORD.format('name')}\s*,?\s*(?P<year2>\d{{4}})|"
    rf"{_WORD.format('name2')}\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year3>\d{{4}}))"
    r"(?:[-–](?:cü|cu|ci|cı))?\b"
)


def dates_in(text: str) -> dict[str, str]:
    """The dates of a line that has nothing else, as ``received`` with the day of ISO 8601; empty
    where a word is not understood, a date has no label, or one of them is no day of the calendar.
    """
    small = text.replace("İ", "i").lower()
    found: dict[str, str] = {}
    rest = _DATE.sub(" ", small)
    if not _LABEL.search(rest) or _FILLERS.sub("", _LABEL.sub(" ", rest)):
        return {}
    kind, last = "", 0
    for date in _DATE.finditer(small):
        labels = [one.lastgroup or "" for one in _LABEL.finditer(small, last, date.start())]
        last = date.end()
        kind = labels[0] if labels else ""
        day = _day(date)
        if not kind or not day or found.get(kind, day) != day:
            return {}
        found[kind] = day
    return found


def _day(found: re.Match[str]) -> str:
    if found["iso"]:
        parts = found["iso"].split("-")
    elif found["month"]:
        parts = [found["year"], found["month"], found["day"]]
    else:
        month = str(_MONTH_OF[found["name"] or found["name2"]])
        parts = [found["year2"] or found["year3"], month, found["day2"] or found["day3"]]
    try:
        return datetime.date(*map(int, parts)).isoformat()
    except ValueError:
        return ""
