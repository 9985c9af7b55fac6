"""The links of a product that lead to another part of it, held against those that the author wrote:
cross-references, citations and the calls of notes. Each must lead to what it leads to in the
document. Both ends are compared by their places in the text, since products name parts otherwise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nashr.outputs.account.passages import Part, Passage

#: A passage, where in its key a link begins, and whether it is there and leads elsewhere.
Misled = tuple[Passage, int, bool]
#: So few letters stand in many places: where a note of no more is, nobody can tell.
_FEW = 3


def misled(
    parts: Mapping[str, Part],
    links: Sequence[tuple[int, int]],
    places: Iterable[tuple[Passage, int]],
) -> Iterator[Misled]:
    """The links that are missing or lead elsewhere. ``parts`` are what they may lead to, ``links``
    the places of a product's links and of what these lead to, both in its key; ``places`` are the
    passages with where they begin in it.
    """
    ordered = sorted(places, key=lambda one: one[1])
    starts = {id(passage): start for passage, start in ordered}
    ends = sorted(start + len(passage.key) for passage, start in ordered)
    seen = sorted(links)
    for passage, start in ordered:
        for begins, behind, name in passage.leads:
            part = parts.get(name)
            if part is None or id(part.first) not in starts or id(part.last) not in starts:
                continue
            if part.first.kind == "note" and len(part.first.key) <= _FEW:
                continue
            low, high = starts[id(part.first)], starts[id(part.last)] + len(part.last.key)
            # What stands before it, its number or label, may be part of it.
            before = bisect_right(ends, low)
            room = range(ends[before - 1] if before else 0, max(high + part.is_within, low + 1))
            first = bisect_left(seen, (start + begins, -1))
            last = bisect_left(seen, (start + max(behind, begins + 1), -1))
            found = [to for _, to in seen[first:last]]
            if not any(to in room for to in found):
                yield passage, begins, bool(found)
