"""Editions: ordinals as the numbers that they are, so that each language prints its own."""

from __future__ import annotations

import re

_WORDS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_NUMERAL = re.compile(
    r"(?P<number>\d{1,3})\s*(?:st|nd|rd|th)?\.?(?:\s*(?:edition|edn|ed)\b\.?)?", re.IGNORECASE
)
_WORD = re.compile(r"(?P<word>[A-Za-z]+)(?:\s+(?:edition|edn|ed)\b\.?)?")


def number(edition: str) -> str:
    """A plain English ordinal, or a number with *ed.* behind it, as a number; others as they are.

    CSL prints the ordinal of a number in the language of the style, and *edition* behind it;
    a number that has its suffix already would get a second one.
    """
    text = re.sub(r"</?sup>", "", edition).strip()
    if found := _NUMERAL.fullmatch(text):
        return str(int(found["number"]))
    if (found := _WORD.fullmatch(text)) and found["word"].lower() in _WORDS:
        return str(_WORDS[found["word"].lower()])
    return edition.strip()
