"""What stays together on a line although Unicode would let the line end there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nashr.languages import all_languages
from nashr.outputs.units import UNITS

_LETTER = r"[^\W\d_]"
#: In an address a line ends after a slash, never after its ``//`` or a hyphen, which would seem to
#: be that of a divided word.
_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,}/)\S+")
_IN_ADDRESS = re.compile(r"//|-|\?|=|&|%")
#: ``A. Surname``, ``A. B.`` and ``Surname, A.``, if both letters are capitals.
_NAMES = (
    re.compile(rf"(?<!{_LETTER})(?P<one>{_LETTER})\.[ \u00a0](?=(?P<other>{_LETTER}))"),
    re.compile(
        rf"(?<!{_LETTER})(?P<one>{_LETTER}){_LETTER}+,? (?=(?P<other>{_LETTER})\.(?!{_LETTER}))"
    ),
)


@cache
def _plain() -> re.Pattern[str]:
    """In 1991-ci and SSRİ-dən, before a dash, between a year and its locator, in a range and among
    the digits of a number, between № or s. and the number, between a number and its unit, between
    a day and its month.

    A reference list has entries of many languages, so their abbreviations hold in all of them.
    """
    written = {word for record in all_languages() for word in record.before_number}
    words = {form for word in written for form in (word, word[0].upper() + word[1:])}
    abbreviations = "|".join(sorted(map(re.escape, words)))
    months = "|".join(sorted({month for record in all_languages() for month in record.months}))
    return re.compile(
        r"(?:\d|\b[^\W\d_a-zəıöüğçş]{2,})-(?=[^\W\d_]{1,4}\b)"
        r"|\b[^\W\d_a-zəıöüğçşа-яё]{2,}-(?=[a-zəıöüğçşа-яё]+\b)"
        r"| (?=[–—](?: |$))"
        r"|: (?=\d)|\d[-–](?=\d)"
        rf"|(?:[№§%‰€$£₺₼₽]|\b(?:{abbreviations})\.) (?=\d)"
        r"|(?<=\d)(?<!\d{4}) (?=\d{3}(?!\d))"
        rf"|(?<=\d) (?=(?:{UNITS})(?![\w-]))"
        rf"|(?<!\d)(?:[12]?\d|3[01])\.? (?=(?:{months})\b)"
    )


def kept_together(text: str) -> set[int]:
    """The positions at which no line begins, beside those that Unicode forbids."""
    return {found.end() for found in _plain().finditer(text)} | set(_others(text))


def _others(text: str) -> Iterator[int]:
    for pattern in _NAMES:
        for found in pattern.finditer(text):
            if found["one"].isupper() and found["other"].isupper():
                yield found.end()
    for address in _ADDRESS.finditer(text):
        for found in _IN_ADDRESS.finditer(address.group()):
            yield address.start() + found.end()
