"""Volumes, issues and pages without the words before them, which the style prints by itself.

People type *Cilt 3*, *№ 2*, *s. 12–15* and *350 s.* into fields of numbers. Where nothing but a
number stands beside such a word, the number is what was meant: styles would print *no. № 2*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: The words for them in the languages of the region and of those who write about it, and what
#: catalogues abbreviate them to. Of one letter only with a full stop: *A 12* may be a series.
_VOLUMES = r"vol(?:ume|umen|s)?|cild|cilt|jild|jilt|том|тт|band|bd|tome|[cvtт]\.|ج\.|مجلد|جلد"
_ISSUES = (
    r"sa\.|no|nos|nr|num|number|issue|iss|sayı|sayi|sy|nömrə|nomre|buraxılış|bur|номер|вып|выпуск|вип"
    r"|випуск|heft|numéro|№№|№|n[°ºᵒo]|شماره|عدد|[nh]\."
)
_PAGES = (
    r"pages?|pp|pgs?|p\.|səhifələr|səhifə|səh|seh|sayfalar|sayfa|sf|ss|s\.|страницы|страница|стр"
    r"|сс|с\.|сторінки|стор|seiten?|صص|ص"
)
_ROMAN = r"[IVXLCDM]+|[ivxlcdm]+"
_ONE = rf"(?:[A-Za-z]{{0,2}}\d+[A-Za-zə]{{0,2}}|{_ROMAN})"
#: A number, several, or from one to another.
_NUMBERS = rf"{_ONE}(?:\s*(?:[-–—/,&+]|--+)\s*{_ONE})*"
#: Between a word and its number; nothing behind a sign for one.
_BETWEEN = r"\s*[.:]\s*|\s+|(?<=[№°º])\s*"


def _labelled(words: str) -> re.Pattern[str]:
    """A number with a word before or behind it, or with a full stop that ends nothing."""
    before = rf"(?:{words})(?:{_BETWEEN}|(?<=\.))(?P<first>{_NUMBERS})"
    behind = rf"(?P<second>{_NUMBERS})\s*[-.]?(?:c[iıuü]\b)?\s+(?:{words})\.?"
    return re.compile(rf"(?:{before}|{behind}|(?P<third>{_NUMBERS}))\s*\.?", re.IGNORECASE)


#: The number of a law, a patent or a report has letters of its own behind the word.
_NUMBER = re.compile(rf"(?:{_ISSUES})(?:{_BETWEEN})(?P<first>\S*\d\S*)", re.I)

_WORDS: Mapping[str, re.Pattern[str]] = {
    "volume": _labelled(_VOLUMES),
    "issue": _labelled(_ISSUES),
    "collection-number": _labelled(f"{_VOLUMES}|{_ISSUES}"),
    "number": _NUMBER,
    "page": _labelled(_PAGES),
    "number-of-pages": _labelled(_PAGES),
}
#: Works that fill a volume: one number among their pages is how many there are.
_WHOLE = frozenset({"book", "thesis", "report", "pamphlet"})
_LONGEST = 60


def settle(item: dict[str, Any]) -> None:
    """Take the words out of the fields of numbers of a CSL item, in place."""
    for variable, pattern in _WORDS.items():
        value = item.get(variable)
        if isinstance(value, str) and value and len(value) <= _LONGEST:
            found = pattern.fullmatch(value.strip())
            if found is not None:
                item[variable] = next(filter(None, found.groups()))
    _count_pages(item)


def _count_pages(item: dict[str, Any]) -> None:
    """A book has no pages, it has so many: *pages = {350}* is what a catalogue says of it."""
    pages = item.get("page")
    if (
        item.get("type") in _WHOLE
        and isinstance(pages, str)
        and re.fullmatch(r"\d{2,4}", pages)
        and not item.get("container-title")
    ):
        item.setdefault("number-of-pages", pages)
        del item["page"]
