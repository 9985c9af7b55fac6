"""Editions: ordinals as the numbers that they are, so that each language prints its own."""

from __future__ import annotations

import re

#: Ordinals in words, as title pages have them, in the order of their numbers.
_ROWS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "birinci ikinci üçüncü dördüncü beşinci altıncı yeddinci səkkizinci doqquzuncu onuncu",
    "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
    "первое второе третье четвертое пятое шестое седьмое восьмое девятое десятое",
    "перше друге третє четверте п’яте шосте сьоме восьме дев’яте десяте",
)
_WORDS = {word: n for row in _ROWS for n, word in enumerate(row.split(), start=1)}
#: What stands for *edition* behind the number.
_EDITION = (
    r"(?:edition|edn|ed|nəşri?|çapı?|baskı(?:sı)?|basım|bası|bs|bas|изд(?:ание)?|видання|вид"
    r"|auflage|aufl|éd(?:ition)?)\b"
)
#: The end of an ordinal in figures.
_SUFFIX = r"(?:st|nd|rd|th|-?(?:i?n)?c[iıuü]|-?(?:е|ое|ье|є|те|ге|ме))\b"
_NUMERAL = re.compile(
    rf"(?P<number>\d{{1,3}})\s*(?:{_SUFFIX})?\.?(?:\s*{_EDITION}\.?)?", re.IGNORECASE
)
_WORD = re.compile(rf"(?P<word>[^\W\d_’]+(?:’[^\W\d_]+)?)(?:\s+{_EDITION}\.?)?", re.IGNORECASE)


def number(edition: str) -> str:
    """An ordinal in figures or a word, *edition* behind it or not, as a number; others stay.

    CSL prints the ordinal of a number in the language of the style, and *edition* behind it;
    a number that has its suffix already would get a second one.
    """
    text = re.sub(r"</?sup>", "", edition).strip()
    if found := _NUMERAL.fullmatch(text):
        return str(int(found["number"]))
    if (found := _WORD.fullmatch(text)) and (word := _folded(found["word"])) in _WORDS:
        return str(_WORDS[word])
    return edition.strip()


def _folded(word: str) -> str:
    return word.replace("İ", "i").lower().replace("ё", "е")
