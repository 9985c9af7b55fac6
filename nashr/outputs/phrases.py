"""Small phrases of the article's page, as a language writes them: labels, dates, shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nashr.languages import Language, small_first
from nashr.model import DatesStyle


def with_colon(label: str, words: Language) -> str:
    """A label as the language joins it to what follows."""
    return words.labels.colon.format(label=label)


def as_member(text: str, words: Language) -> str:
    """A label or name behind a colon or semicolon, as the language begins it there."""
    return small_first(text, words.tag) if words.small_in_lists else text


def written_date(date: dt.date, words: Language, style: DatesStyle = "words") -> str:
    """The date as the language writes it out, or in numbers."""
    if style == "numbers":
        written = words.date_in_numbers.format(day=date.day, month=date.month, year=date.year)
    else:
        month = words.months[date.month - 1]
        written = words.date.format(day=date.day, month=month, year=date.year)
    return words.in_digits(written)


def percent(share: str, words: Language) -> str:
    """A share in percent as the language writes it; ``share`` has a full stop as decimal sign."""
    return words.percent.format(n=words.in_digits(share.replace(".", words.decimal_sign)))


def joined_names(names: Sequence[str], words: Language) -> str:
    """The names in a row, the last after the language's *and*."""
    if len(names) < 2:
        return "".join(names)
    return f"{words.listed(names[:-1])} {words.list_and} {names[-1]}"
