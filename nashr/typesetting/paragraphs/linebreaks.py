"""Where the lines of a paragraph end: the whole paragraph weighed at once.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11,
1981): every way to break a paragraph has demerits for loose and tight lines, for divided words
and above all for hyphens under each other, and the way with the fewest is taken.

Nothing here knows what text is. A paragraph is a list of ``Chunk``: what stands between two
places where a line may end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

#: How far a space may shrink or comfortably stretch, as a part of its own width.
SHRINK, STRETCH = 0.18, 0.50
#: How far a line's letters may close up or open with it, as a part of the line's width: too little
#: to be seen, and half as much again as the spaces can do.
CLOSE, OPEN = 0.005, 0.011
#: Up to this ratio the letters stay as they are.
_DECENT = 0.5
#: How much of the measure a line that is not justified may well leave empty.
RAG = 0.22
#: Lines looser than this many times the stretch are taken only when there is no other way.
_TOLERANCE = 3.0
#: A last line should have at least this part of the measure.
_SHORTEST_LAST = 0.16

#: What a tightened line is drawn in beyond its measure, since widths are added up.
_ROUNDING = 1.0

_LINE = 10.0
_HYPHEN, _NAME_HYPHEN = 60.0, 160.0
#: For the second, third and further hyphen under each other.
_STACKED = (0.0, 0.0, 9_000.0, 150_000.0, 600_000.0)
_MOST_STACKED = len(_STACKED) - 1
#: A looser line is not worse.
_LOOSEST = 20.0
#: How far the fitness of a line may be from that of the one before.
_NEAR = (-1, 0, 1)
_PENULTIMATE = 9_000.0
_UNEVEN, _SHORT_LAST, _WORD_END_LAST = 6_000.0, 90_000.0, 400_000.0


class Division(NamedTuple):
    """A place inside a chunk where its word may be divided.

    ``width`` is that of the chunk's part before it with the hyphen, ``rest`` of the part after.
    """

    position: int
    width: float
    rest: float
    in_name: bool


class Chunk(NamedTuple):
    """Text without a line end inside: its width, and that of the spaces behind it.

    ``spaces`` counts those that stretch, inside the chunk and behind it.
    """

    width: float
    space: float
    inner_spaces: int
    spaces_behind: int


@dataclass(frozen=True, slots=True)
class Line:
    """The end of a line: after ``chunk``, or at a ``division`` in it.

    ``spacing`` is what each space on a tightened line takes beside its own width, negative or
    0. ``tracking`` is what the letters of the line take together, negative on a tight line and 0
    on a decent one; what a loose line lacks then is left to its spaces.
    """

    chunk: int
    division: int | None
    spacing: float
    tracking: float


@dataclass(slots=True)
class _Node:
    """A line end that some line may begin after."""

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
    """The width to fill, the first line's indent, the usual width of a space.

    Text that is not ``justified`` keeps its spaces, and its lines come near each other in length.
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
        """Add the best ways to end a line here, one for each kind of line.

        It is asked thousands of times for a page, and so nothing is called in the loop.
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
            # How much the line gives (1: as far as is good) or takes (-1: all it can).
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
                continue  # whatever follows, another way to end here is better
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
        """Forget the line ends from which even a tightened line would be too long by now."""
        # A space shrinks by a sixth at most, and no line is all spaces.
        limit = self._measure * 1.06
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
