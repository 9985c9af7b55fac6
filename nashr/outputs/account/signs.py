"""What stands between the letters of a text, held against what the author wrote: spaces, the
separators of digits, punctuation, quotation marks, minus and per cent.

Letters and digits are compared as keys, which have none of it. Here the text of a product is read
from passage to passage: each must stand there as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from nashr.outputs.account.passages import COMPARED, FORMULA, Passage, key_with_calls

#: Characters that nobody sees, which products have of their own, and the boxes of a list of tasks,
#: which they draw.
_LEFT_OUT = re.compile(
    "[\u2610\u2612\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011", "-"))
#: What may have its letters in another place too, as a title in an address.
_ELSEWHERE = ("title", "field")


def as_compared(text: str) -> str:
    """A text with one space wherever words stand apart in it."""
    return " ".join(_LEFT_OUT.sub("", text).translate(_HYPHENS).split())


def respelt(places: Iterable[tuple[Passage, int]], text: str) -> Iterator[tuple[Passage, int]]:
    """The passages that stand otherwise in the text of a product, each with the place in its key
    that they do so behind. ``places`` are passages with where they begin in the key of the text.
    """
    shown = as_compared(text)
    at = passed = 0
    for passage, start in sorted(places, key=lambda one: one[1]):
        written, end = as_compared(passage.text), start + len(passage.key)
        if any(display for display, _ in passage.formulas):
            written = _beside_formulas(written, shown, at)
        found = shown.find(written, at)
        if found < 0 or (found > at and _counted(shown[at:found]) != start - passed):
            # These letters stand before it too, or it is none of those: see where it should be.
            at, passed = _behind(shown, at, start - passed), start
            found = shown.find(written, at)
            if found > at and _counted(shown[at:found]):
                found = -1
        if found >= 0:
            at = found + len(written)
        else:
            if passage.kind not in _ELSEWHERE or written not in shown:
                yield passage, _alike(written, shown, at)
            at = _behind(shown, at, end - passed)
        passed = end


def _beside_formulas(written: str, shown: str, at: int) -> str:
    """A passage with the spaces beside its formulas that a product has there: one that is displayed
    parts a paragraph, and what stands behind it begins another.
    """
    parts = (re.escape(part.strip()) for part in written.split(FORMULA))
    found = re.compile(rf"\s?{FORMULA}\s?".join(parts)).search(shown, at)
    return found[0] if found else written


def _alike(written: str, shown: str, at: int) -> int:
    """How many compared characters of a passage stand in a product as they were written."""
    first = COMPARED.search(written)
    there = COMPARED.search(shown, at)
    if first is None or there is None:
        return 0
    pairs = zip(written[first.start() :], islice(shown, there.start(), None), strict=False)
    alike = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return max(0, _counted(alike) - 1)


def _counted(text: str) -> int:
    return len(key_with_calls(text))


def _behind(text: str, at: int, number: int) -> int:
    """The place behind so many compared characters."""
    last = next(islice(COMPARED.finditer(text, at), number - 1, None), None) if number else None
    return last.end() if last is not None else at
