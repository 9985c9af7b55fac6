"""A second look at the whole of a labelled reference: a work has one title, one journal, one block
of authors.

The sequence labeller sees a reference word by word and does not know what it has found far before.
Where it has found twice what a work has once, the likeliest reading without that is taken instead,
unless it is much less likely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import exp

#: What stands in a reference in one place.
_ONCE = (
    "title",
    "container-title",
    "collection-title",
    "author",
    "publisher",
    "pages",
    "edition",
)
#: What a part may be instead.
_OTHERS = (
    "title",
    "container-title",
    "publisher",
    "location",
    "author",
    "editor",
    "collection-title",
    "note",
    "volume",
    "genre",
    "date",
    "pages",
)
#: How much likelier a reading is to be right for each thing less that stands twice in it. Of
#: references in which the labeller finds something twice one in fifty has it twice.
_ONCE_LIKELIER = exp(4)
#: How many parts are read anew, one after the other.
_MOST = 3

Part = tuple[int, int, str]
Probability = Callable[[Sequence[str]], float]


def plausible(labels: Sequence[str], probability: Probability) -> list[str]:
    """The labels of a reference, or others if those make a likelier whole. ``probability`` tells
    how likely labels are by the words alone.
    """
    found = list(labels)
    if not _twice(found):
        return found
    best = probability(found)
    for _ in range(_MOST):
        times = _twice(found)
        readings = [
            (probability(other) * _ONCE_LIKELIER ** (times - fewer), other)
            for other in _readings(found)
            if (fewer := _twice(other)) < times
        ]
        likelihood, other = max(readings, default=(0.0, found))
        if likelihood <= best:
            break
        best, found = probability(other), other
    return found


def _twice(labels: Sequence[str]) -> int:
    """How many parts there are of what stands in one place, beyond the first of each."""
    parts = Counter(label for _, _, label in _parts(labels))
    return sum(max(0, parts[label] - 1) for label in _ONCE)


def _parts(labels: Sequence[str]) -> list[Part]:
    """The parts of a reference: where each starts and ends, and its label."""
    starts = [n for n, label in enumerate(labels) if not n or labels[n - 1] != label]
    return [(start, end, labels[start]) for start, end in pairwise([*starts, len(labels)])]


def _readings(labels: list[str]) -> Iterator[list[str]]:
    """Other labels for each part, and for what stands between two parts of a kind."""
    parts = _parts(labels)
    for n, (start, end, label) in enumerate(parts):
        for other in _OTHERS:
            if other != label:
                yield [*labels[:start], *[other] * (end - start), *labels[end:]]
        for _, last, same in parts[n + 2 : n + 4]:
            if same == label:
                yield [*labels[:start], *[label] * (last - start), *labels[last:]]
