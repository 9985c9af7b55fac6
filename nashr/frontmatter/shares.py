"""The shares of the authors in an article: percents by family name, whole name or number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

#: Given name, where there is one, and family name.
Name: TypeAlias = tuple[str | None, str]

_PERCENT = re.compile(r"%?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%?")
#: How far the sum of rounded shares may be from a hundred, for each author.
_ROUNDING = Fraction(1, 10)


def percent(text: str) -> str | None:
    """A share as digits with a full stop before a fraction; None for another text."""
    found = _PERCENT.fullmatch(text.strip())
    number = found[1].replace(",", ".") if found else ""
    return number if number and 0 < Fraction(number) <= 100 else None


def author_named(key: str, authors: Sequence[Name]) -> int | None:
    """Which author a key means, from 0 on; None where it is none of them, or several."""
    if key.isdecimal() and key.isascii():
        return int(key) - 1 if 0 < int(key) <= len(authors) else None
    wanted = " ".join(key.split()).casefold()
    found = [n for n, name in enumerate(authors) if wanted in _written(name)]
    return found[0] if len(found) == 1 else None


def _written(name: Name) -> Iterator[str]:
    given, family = name
    yield family.casefold()
    if given:
        yield f"{given} {family}".casefold()
        yield f"{family} {given}".casefold()
        yield f"{family}, {given}".casefold()


def makes_a_whole(shares: Sequence[str]) -> bool:
    """Whether the shares are a hundred percent together, as rounded numbers are."""
    total = sum(map(Fraction, shares), Fraction())
    return abs(total - 100) <= _ROUNDING * len(shares)


def shares_of(value: str | Mapping[str, Any] | None, authors: Sequence[Name]) -> dict[int, str]:
    """The share of each author, by place in the list."""
    if not isinstance(value, Mapping):
        return {}
    found: dict[int, str] = {}
    for key, text in value.items():
        number, share = author_named(str(key), authors), percent(str(text))
        if number is not None and share is not None:
            found[number] = share
    return found
