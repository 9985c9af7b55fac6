"""Numbers in CSL: numeric content, page ranges, Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeVar

from nashr.languages import digits

T = TypeVar("T")

#: Numbers with more digits are not parsed and stay as they are written.
MAX_DIGITS = 18
#: Longer texts, in characters, are not treated as numbers.
_MAX_LENGTH = 500

_DIGITS = r"[A-Za-z]{0,3}\d+(?:\.\d+)*[A-Za-z]{0,3}"
_NUMBER = rf"{_DIGITS}|[ivxlcdmIVXLCDM]+"
_NUMERIC = re.compile(rf"{_DIGITS}(?:\s*(?:[-–—,&]|--)\s*{_DIGITS})*")
#: An escaped hyphen, which does not mark a range.
_ESCAPED_HYPHEN = "\\-"
_RANGE = re.compile(r"(?P<first>\w+)\s*(?P<mark>--|[-–—])\s*(?P<last>\w+)")
#: What parts the numbers of a list: a sign, or a word such as *and* with a number on either side.
_SPLIT = re.compile(
    rf"(\s*[,;]\s*|\s*&\s*|(?<=[\divxlcdmIVXLCDM])\s+[^\W\d_]+\s+(?=(?:{_NUMBER})\b))"
)
_TRAILING_DIGITS = re.compile(r"(\w*?)(\d+)")
_ROMAN = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")


def parse_whole_number(text: str | None, default: T) -> int | T:
    """The non-negative whole number in ``text``; ``default`` for anything else."""
    is_number = text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if text and is_number else default


def is_numeric(text: str) -> bool:
    """Whether ``text`` is numeric content (CSL 1.0.2, ``is-numeric``): ``12``, ``2b``, ``1-3``."""
    return len(text) <= _MAX_LENGTH and bool(_NUMERIC.fullmatch(text.strip()))


@lru_cache(maxsize=64)
def _plural_pattern(conjunctions: tuple[str, ...]) -> re.Pattern[str]:
    words = "".join(rf"|,?\s{re.escape(word)}\s" for word in conjunctions)
    return re.compile(rf"(?:{_NUMBER})\s*(?:--|[-–—,&]{words})\s*(?:{_NUMBER})|\w\s*–\s*\w")


def is_plural(text: str, conjunction: str = "") -> bool:
    """Whether ``text`` contains several numbers, so that its label is plural.

    ``conjunction`` is the locale's *and*.
    """
    if len(text) > _MAX_LENGTH:
        return False
    words = tuple(dict.fromkeys(word for word in ("and", "et", conjunction) if word))
    return bool(_plural_pattern(words).search(text.replace(_ESCAPED_HYPHEN, "")))


def roman(number: int) -> str:
    return digits.roman(number) if 0 < number < 4000 else str(number)


def ranges(text: str, form: str | None, dash: str, ampersand: str = "&") -> str:
    """Numbers with ranges in a ``page-range-format``; other text stays as it is."""
    if text.isdigit() or len(text) > _MAX_LENGTH:
        return text
    pieces = _SPLIT.split(text.strip())
    for n, piece in enumerate(pieces):
        if n % 2:
            sign = piece.strip()
            pieces[n] = f"{sign} " if sign in (",", ";") else piece
            if sign == "&":
                pieces[n] = f" {ampersand} "
        else:
            pieces[n] = _range(piece, form, dash)
    return "".join(pieces).replace(_ESCAPED_HYPHEN, "-")


def _range(part: str, form: str | None, dash: str) -> str:
    found = _RANGE.fullmatch(part)
    if found is None:
        # Between numbers that have hyphens themselves, as A-12, a hyphen is no mark of a range.
        marked = re.split(r"\s*(?:--|–)\s*", part)
        return (dash if not any("-" in one for one in marked) else "–").join(marked)
    first, last = found["first"], found["last"]
    if _ROMAN.fullmatch(first) and _ROMAN.fullmatch(last):
        return f"{first}{dash}{last}"
    one, other = _TRAILING_DIGITS.fullmatch(first), _TRAILING_DIGITS.fullmatch(last)
    if one is None or other is None:
        numbers = any(c.isdigit() for c in first) and any(c.isdigit() for c in last)
        return f"{first}{dash}{last}" if numbers else part
    if form and one[1] != other[1]:
        # Which digits such a range abbreviates is unknown, so it is not changed.
        return f"{first}{'-' if found['mark'] == '-' else dash}{last}"
    return f"{first}{dash}{_last_page(one[1], one[2], other[1], other[2], form)}"


def _last_page(mark: str, start: str, own: str, end: str, form: str | None) -> str:
    if not form:
        return own + end
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if len(end) > MAX_DIGITS or int(end) <= int(start) or len(end) != len(start):
        return mark + end
    kept = _digits_kept(start, end, form)
    return mark + end if kept >= len(end) else end[-kept:]


def _digits_kept(start: str, end: str, form: str) -> int:
    """How many digits of ``end`` are printed (CSL 1.0.2, appendix V)."""
    changed = next(len(end) - n for n in range(len(end)) if start[n] != end[n])
    if form.startswith("chicago"):
        number = int(start)
        if number < 100 or number % 100 == 0:
            return len(end)
        if form != "chicago-16" and len(start) == 4 and changed >= 3:
            return len(end)
        return changed if number % 100 < 10 else max(changed, 2)
    if form == "minimal":
        return changed
    return max(changed, 2) if form == "minimal-two" else len(end)
