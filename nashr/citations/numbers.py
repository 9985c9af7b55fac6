"""Numbers as CSL knows them: numeric content, page ranges, Roman numerals."""

from __future__ import annotations

import re

from citeproc.model import romanize

_NUMBER = r"[A-Za-z]{0,3}\d+(?:\.\d+)*[A-Za-z]{0,3}|[ivxlcdmIVXLCDM]+"
_DIGITS = r"[A-Za-z]{0,3}\d+(?:\.\d+)*[A-Za-z]{0,3}"
_NUMERIC = re.compile(rf"{_DIGITS}(?:\s*(?:[-–—,&]|--)\s*{_DIGITS})*")
_SEVERAL = re.compile(rf"(?:{_NUMBER})\s*(?:--|[-–—,&])\s*(?:{_NUMBER})")
_RANGE = re.compile(r"(\w+)\s*(?:--|[-–—])\s*(\w+)")
_PAGE = re.compile(r"([A-Za-z]*)(\d+)")


def is_numeric(text: str) -> bool:
    """Whether ``text`` is numeric content (CSL 1.0.2, ``is-numeric``): ``12``, ``2b``, ``1-3``."""
    return bool(_NUMERIC.fullmatch(text.strip()))


def is_plural(text: str) -> bool:
    """Whether ``text`` names several numbers, so that its label is a plural."""
    return bool(_SEVERAL.search(text))


def roman(number: int) -> str:
    return str(romanize(number)).lower() if 0 < number < 4000 else str(number)


def number_list(text: str) -> str:
    """Ranges with an en dash, lists with a space after the comma."""
    text = re.sub(r"(?<=\w)\s*(?:--|[-–])\s*(?=\w)", "–", text)
    text = re.sub(r"\s*,\s*", ", ", text)
    return re.sub(r"\s*&\s*", " & ", text)


def pages(text: str, form: str | None, delimiter: str) -> str:
    """Page numbers, their ranges in a ``page-range-format`` and with the locale's delimiter."""
    parts = [part.strip() for part in text.split(",")]
    return ", ".join(_page_part(part, form, delimiter) for part in parts if part)


def _page_part(part: str, form: str | None, delimiter: str) -> str:
    found = _RANGE.fullmatch(part)
    if found is None:
        return part.replace("--", delimiter)
    return f"{found[1]}{delimiter}{_last_page(found[1], found[2], form)}"


def _last_page(first: str, last: str, form: str | None) -> str:
    one, other = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if form is None or one is None or other is None or (other[1] and other[1] != one[1]):
        return last
    start, end = one[2], other[2]
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if int(end) <= int(start) or len(end) != len(start):
        return one[1] + end
    kept = _digits_kept(start, end, form)
    return one[1] + end if kept >= len(end) else end[-kept:]


def _digits_kept(start: str, end: str, form: str) -> int:
    """How many digits of ``end`` are printed (CSL 1.0.2, appendix V)."""
    changed = next(len(end) - n for n in range(len(end)) if start[n] != end[n])
    if form.startswith("chicago"):
        number = int(start)
        if number < 100 or number % 100 == 0:
            return len(end)
        if form == "chicago-15" and len(start) == 4 and changed >= 3:
            return len(end)
        return changed if number % 100 < 10 else max(changed, 2)
    if form == "minimal":
        return changed
    return max(changed, 2) if form == "minimal-two" else len(end)
