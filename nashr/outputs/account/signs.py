"""What stands between the letters of a text, held against what the author wrote: spaces, the
separators of digits, punctuation, quotation marks, minus and per cent.

Letters and digits are compared as keys, which have none of it. Here the text of a product is read
from passage to passage: each must stand there as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from nashr.outputs.account.compare import certain
from nashr.outputs.account.passages import COMPARED, FORMULA, IMAGE, Passage, counted

#: Characters that nobody sees, which products have of their own, and the boxes of a list of tasks,
#: which they draw.
_LEFT_OUT = (
    "\u2610\u2612\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_HYPHENS = "\u2010\u2011"
#: Stands between texts that are made ready at once.
_BETWEEN = "\0"
#: What may have its letters in another place too, as a title in an address.
_ELSEWHERE = ("title", "field")


#: A formula with its number.
_NUMBERED = re.compile(rf"{FORMULA}\s*(\([^()\s]{{1,12}}\))")


def as_compared(text: str) -> str:
    """A text with one space wherever words stand apart in it, and around formulas with their
    numbers and images, which may stand on a line of their own.
    """
    text = _NUMBERED.sub(rf"{FORMULA} \1 ", text)
    for sign in (FORMULA, IMAGE):
        text = text.replace(sign, f" {sign} ")
    for char in _LEFT_OUT:
        text = text.replace(char, "")
    for char in _HYPHENS:
        text = text.replace(char, "-")
    return " ".join(text.split())


def respelt(places: Iterable[tuple[Passage, int]], product: str) -> Iterator[tuple[Passage, int]]:
    """The passages that stand otherwise in the text of a product, each with the place in its key
    that they do so behind. ``places`` are passages with where they begin in the key of ``product``,
    its text.
    """
    shown = as_compared(product)
    at = passed = 0
    ordered = sorted(places, key=lambda one: one[1])
    texts = as_compared(_BETWEEN.join(passage.text for passage, _ in ordered)).split(_BETWEEN)
    if len(texts) != len(ordered):  # nothing stands there, or an author wrote the character
        texts = [as_compared(passage.text) for passage, _ in ordered]
    sure = {id(passage) for passage, _ in certain(ordered)}
    for (passage, start), text in zip(ordered, texts, strict=True):
        written, end = text.strip(), start + len(passage.key)
        found = shown.find(written, at)
        if found < 0 or (found > at and counted(shown[at:found]) != start - passed):
            # These letters stand before it too, or it is none of those: see where it should be.
            at, passed = _behind(shown, at, start - passed), start
            found = shown.find(written, at)
            if found > at and counted(shown[at:found]):
                found = -1
        if found >= 0:
            at = found + len(written)
        else:
            may_be_elsewhere = passage.kind in _ELSEWHERE or id(passage) not in sure
            if not (may_be_elsewhere and written in shown):
                yield passage, _alike(written, shown, at)
            at = _behind(shown, at, end - passed)
        passed = end


def _alike(written: str, shown: str, at: int) -> int:
    """How many compared characters of a passage stand in a product as they were written."""
    first = COMPARED.search(written)
    there = COMPARED.search(shown, at)
    if first is None or there is None:
        return 0
    pairs = zip(written[first.start() :], islice(shown, there.start(), None), strict=False)
    alike = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return max(0, counted(alike) - 1)


def _behind(text: str, at: int, number: int) -> int:
    """The place behind so many compared characters."""
    last = next(islice(COMPARED.finditer(text, at), number - 1, None), None) if number else None
    return last.end() if last is not None else at
