"""Line breaking: all lines of a paragraph chosen together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11,
1981): every way to break a paragraph has demerits for loose and tight lines, for divided words
and above all for consecutive lines that end in a hyphen; the way with the fewest demerits is taken.

Nothing here depends on characters or fonts. A paragraph is a list of ``Chunk``: its parts between
two positions at which a line may end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

#: How far a space may shrink, or stretch before a line counts as loose, as parts of its width.
SHRINK, STRETCH = 0.18, 0.50
#: How far tracking may tighten or widen the letters of a line, as parts of the line's width: too
#: little to be seen.
CLOSE, OPEN = 0.005, 0.011
#: Up to this ratio, either way, a line has no tracking.
_DECENT = 0.5
#: How much of the measure a line that is not justified may leave empty at no great cost.
RAG = 0.22
#: Lines with a higher ratio are considered only when there is no other way.
_TOLERANCE = 3.0
#: A last line should have at least this part of the measure.
_SHORTEST_LAST = 0.16

#: How much narrower than the measure a tightened line is made, in pixels: rounded widths add up.
_ROUNDING = 1.0
#: The length of the longest line that may still be tightened to fit, as a multiple of the measure.
_LONGEST = 1.06

_LINE = 10.0
_HYPHEN, _NAME_HYPHEN = 60.0, 160.0
#: Demerits of a line by the number of consecutive lines, it included, that end in a hyphen.
_STACKED = (0.0, 0.0, 9_000.0, 150_000.0, 600_000.0)
_MOST_STACKED = len(_STACKED) - 1
#: The ratio from which demerits grow no further.
_LOOSEST = 20.0
#: Differences in the fitness class of two consecutive lines that cost nothing.
_NEAR = (-1, 0, 1)
_PENULTIMATE = 9_000.0
_UNEVEN, _SHORT_LAST, _WORD_END_LAST = 6_000.0, 90_000.0, 400_000.0


class Division(NamedTuple):
    """A position inside a chunk at which a word may be divided.

    ``width`` is the width of the chunk up to there, with the hyphen, ``rest`` the width behind.
    """

    position: int
    width: float
    rest: float
    in_name: bool


class Chunk(NamedTuple):
    """Text inside which no line ends: its width, and that of the spaces behind it.

    ``inner_spaces`` and ``spaces_behind`` count the spaces that stretch.
    """

    width: float
    space: float
    inner_spaces: int
    spaces_behind: int


@dataclass(frozen=True, slots=True)
class Line:
    """The end of a line: after ``chunk``, or at a ``division`` in it.

    ``spacing`` is added to each space of a tight line, and is 0 on other lines. ``tracking`` is
    added to all letters of the line together: negative on a tight line, positive on a loose one,
    0 on a line near its natural width. What a loose line still lacks is for justification to add.
    """

    chunk: int
    division: int | None
    spacing: float
    tracking: float


@dataclass(slots=True)
class _Node:
    """A break after which a line may begin, with the best way to get there (an active node)."""

    chunk: int
    division: int | None
    start: float
    spaces: int
    demerits: float
    fitness: int
    hyphens: int
    spacing: float
    tracking: float
    before: _Node | None


Divide = Callable[[int], Sequence[Division]]


@dataclass(frozen=True, slots=True)
class Measure:
    """The width to fill, the first line's indent, the usual width of a space, all in pixels.

    Text that is not ``justified`` keeps its spaces as they are, and its lines become similar in
    length.
    """

    width: float
    indent: float
    space: float
    justified: bool = True


def best_lines(chunks: Sequence[Chunk], divide: Divide, measure: Measure) -> list[Line] | None:
    """The best lines, or None where a chunk is wider than the measure.

    ``divide`` gives the divisions of a chunk and is asked only for those near a line's end.
    """
    for tolerance in (_TOLERANCE, inf):
        end = _Search(chunks, divide, measure, tolerance).run()
        if end is not None:
            return _lines(end)
    return None


def _lines(end: _Node) -> list[Line]:
    lines = []
    node: _Node | None = end
    while node is not None and node.before is not None:
        lines.append(Line(node.chunk, node.division, node.spacing, node.tracking))
        node = node.before
    return lines[::-1]


class _Search:
    def __init__(
        self,
        chunks: Sequence[Chunk],
        divide: Divide,
        measure: Measure,
        tolerance: float,
    ) -> None:
        self._chunks = chunks
        self._divide = divide
        self._measure = measure.width
        self._justified = measure.justified
        self._shrink = measure.space * SHRINK
        self._stretch = measure.space * STRETCH
        self._tolerance = tolerance
        self._active = [_Node(-1, None, -measure.indent, 0, 0.0, 1, 0, 0.0, 0.0, None)]

    def run(self) -> _Node | None:
        x, spaces = 0.0, 0
        last = len(self._chunks) - 1
        for n, chunk in enumerate(self._chunks):
            end, inside = x + chunk.width, spaces + chunk.inner_spaces
            if self._straddles(x, end):
                for division in self._divide(n):
                    # Spaces inside a chunk stand before the word that is divided.
                    place = x + division.width
                    resume = end - division.rest
                    self._try(n, division, place, resume, inside, inside)
            x, spaces = end + chunk.space, inside + chunk.spaces_behind
            if n < last:
                self._try(n, None, end, x, inside, spaces)
                self._drop(x)
                if not self._active:
                    return None
            else:
                return self._finish(n, end)
        return None

    def _straddles(self, start: float, end: float) -> bool:
        first, last = start - self._measure, end - self._measure
        for active in self._active:  # noqa: SIM110 - asked for every word
            if first < active.start < last:
                return True
        return False

    def _try(
        self,
        chunk: int,
        division: Division | None,
        end: float,
        resume: float,
        spaces: int,
        spaces_after: int,
    ) -> None:
        """Add the best ways to end a line here, one for each fitness class and run of hyphens.

        This runs thousands of times for a page, and so the loop calls no function.
        """
        found: dict[tuple[int, int], tuple[float, _Node, float]] = {}
        measure, shrink, stretch = self._measure, self._shrink, self._stretch
        tolerance, justified, rag = self._tolerance, self._justified, self._measure * RAG
        divided = division is not None
        penalty = _LINE
        if division is not None:
            penalty += _NAME_HYPHEN if division.in_name else _HYPHEN
        run = 0
        for active in self._active:
            width = end - active.start
            extra = measure - width
            # The adjustment ratio: 1 is a line stretched as far as is good, -1 shrunk to the limit.
            if not justified:
                ratio = extra / rag
                if ratio < 0:
                    continue
            elif extra < 0:
                ratio = extra / ((spaces - active.spaces) * shrink + width * CLOSE)
                if ratio < -1:
                    continue
            else:
                ratio = extra / ((spaces - active.spaces) * stretch + width * OPEN + 1e-9)
            if ratio > tolerance:
                continue
            fitness = 0 if ratio < -_DECENT else 1 if ratio <= _DECENT else 2 if ratio <= 1 else 3
            size = -ratio if ratio < 0 else ratio if ratio < _LOOSEST else _LOOSEST
            demerits = active.demerits + (penalty + 100.0 * size**3) ** 2
            if divided:
                run = active.hyphens + 1
                demerits += _STACKED[run if run < _MOST_STACKED else _MOST_STACKED]
            if fitness - active.fitness not in _NEAR:
                demerits += _UNEVEN
            key = fitness, run if run < 3 else 3
            if key not in found or demerits < found[key][0]:
                found[key] = demerits, active, ratio
        for (fitness, run), (demerits, active, ratio) in found.items():
            if any(d + _UNEVEN < demerits and r <= run for (_, r), (d, _, _) in found.items()):
                continue  # another way to end here is better whatever follows
            width, count = end - active.start, spaces - active.spaces
            self._active.append(
                _Node(
                    chunk,
                    division.position if division is not None else None,
                    resume,
                    spaces_after,
                    demerits,
                    fitness,
                    active.hyphens + 1 if divided else 0,
                    self._spacing(ratio, width, count),
                    self._tracking(ratio, width),
                    active,
                )
            )

    def _spacing(self, ratio: float, width: float, count: int) -> float:
        if ratio >= 0 or not count:
            return 0.0
        alone = ratio * width * CLOSE / count if ratio >= -_DECENT else 0.0
        return ratio * self._shrink + alone - _ROUNDING / count

    def _tracking(self, ratio: float, width: float) -> float:
        if not self._justified or abs(ratio) <= _DECENT:
            return 0.0
        return min(ratio, 1.0) * width * (OPEN if ratio > 0 else CLOSE)

    def _drop(self, x: float) -> None:
        """Deactivate the breaks from which a line to ``x`` would be too long, however tight."""
        # Where a quarter of a line is spaces, they give 18% of it and the letters 0.5%: 5% in all.
        limit = self._measure * _LONGEST
        self._active = [a for a in self._active if x - a.start <= limit]

    def _finish(self, chunk: int, end: float) -> _Node | None:
        best: _Node | None = None
        for active in self._active:
            width = end - active.start
            if width > self._measure:
                continue
            demerits = active.demerits + _LINE**2
            if width < self._measure * _SHORTEST_LAST:
                demerits += _WORD_END_LAST if active.hyphens else _SHORT_LAST
            if active.hyphens:
                demerits += _PENULTIMATE
            if best is None or demerits < best.demerits:
                best = _Node(chunk, None, end, 0, demerits, 1, 0, 0.0, 0.0, active)
        return best
