"""The levels of headings and the first numbers of lists, held against those of the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from nashr.outputs.account.passages import Passage, Shape

#: Where in the key of a product headings and lists begin, and of which level or number they are.
Shapes: TypeAlias = Mapping[Shape, Sequence[tuple[int, int]]]
#: More than any level or number.
_MOST = 1 << 30


def misshapen(
    wanted: Mapping[Shape, Sequence[tuple[Passage, int]]],
    shapes: Shapes,
    places: Iterable[tuple[Passage, int]],
) -> Iterator[tuple[Shape, Passage]]:
    """The headings of another level, and the lists that begin with another number: ``wanted`` are
    their first passages with their levels and numbers, ``places`` all passages with where they
    begin in the key of the product.
    """
    ordered = list(places)
    starts = {id(passage): start for passage, start in ordered}
    ends = sorted(start + len(passage.key) for passage, start in ordered)
    for kind, listed in wanted.items():
        seen = sorted(shapes.get(kind, ()))
        pairs: list[tuple[Passage, int, list[int]]] = []
        for passage, value in listed:
            start = starts.get(id(passage))
            if start is None:
                continue
            # What a template writes above it, its number say, may stand in it.
            before = bisect_right(ends, start)
            first = bisect_left(seen, (ends[before - 1] if before else 0, -1))
            last = bisect_right(seen, (start, _MOST))
            pairs.append((passage, value, [shown for _, shown in seen[first:last]]))
        if kind == "heading":
            pairs = [(passage, value, found[-1:]) for passage, value, found in pairs]
            usual = _usual(pairs)
            pairs = [(passage, usual[level], found) for passage, level, found in pairs]
        else:  # a list of a note of the PDF is made of other elements
            pairs = [one for one in pairs if one[2]]
        yield from ((kind, passage) for passage, value, found in pairs if value not in found)


def _usual(pairs: Sequence[tuple[Passage, int, list[int]]]) -> dict[int, int]:
    """The level in a product of most headings of each level of the document; 0 where it is not
    below that of the headings above them.
    """
    usual: dict[int, int] = {}
    above = 0
    for level in sorted({level for _, level, _ in pairs}):
        counted = Counter(one for _, value, found in pairs if value == level for one in found)
        shown = max(counted, key=lambda one: (counted[one], -one), default=0)
        usual[level] = shown if shown >= above else 0
        above = max(above, shown)
    return usual
