"""Line breaking: all lines of a paragraph chosen together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11,
1981): every way to break a paragraph has demerits for loose and tight lines, for divided words
and above all for consecutive lines that end in a hyphen; the way with the fewest demerits is taken.

Nothing here depends on characters or fonts. A paragraph is a list of ``Chunk``: its parts between
two positions at which a line may end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from operator import attrgetter
from typing import Any, NamedTuple

from nashr.records import dataclass

#: How far a space may shrink, or stretch before a line counts as loose, as parts of its width.
SHRINK, STRETCH = 0.15, 0.45
#: How much letterspacing and how much horizontal scaling of the letters may give to a line and
#: take from it, as parts of the width of its letters: too little to be seen.
LETTERS, SCALING = 0.010, 0.015
#: By what the letterspacing is multiplied where a paragraph has no good lines otherwise.
_EMERGENCY = 2.3
#: How much a space may be widened, as a part of its width, while there is another way.
_WIDEST = 0.87
#: Up to this ratio, either way, a line is as wide as it would be by itself.
_DECENT = 0.5
#: How much of the measure a line that is not justified may leave empty at no great cost.
RAG = 0.22
#: A last line should have at least this part of the measure.
_SHORTEST_LAST = 0.13

#: How much narrower than the measure a tightened line is made, in pixels: rounded widths add up.
ROUNDING = 1.0
#: The length of the longest line that may still be tightened to fit, as a multiple of the measure.
#: Where a quarter of a line is spaces, they give 15% of it and the letters 2.5%: 6% in all.
_LONGEST = 1.08

#: The natural length of the shortest line that a divided word may end although all of it would fit,
#: as a multiple of the measure.
_SHORTEST_NATURAL = 0.94

#: Pixels by which a line is surely too loose, whatever the rounding of sums.
_SURELY = 1e-3

#: How near balanced lines come to the shortest measure, in pixels.
_BALANCE = 1.0

_LINE = 10.0
#: Demerits of a divided word; a name costs twice as much.
_HYPHEN = 28_000.0
_NAME_HYPHEN = 2 * _HYPHEN
#: Demerits of a line by the number of consecutive lines, it included, that end in a hyphen.
_STACKED = (0.0, 0.0, 12_000.0, 1e9, 2e9)
_MOST_STACKED = len(_STACKED) - 1
#: The ratio from which demerits grow no further.
_LOOSEST = 20.0
#: From these demerits on a paragraph has a fault, and it is set with more letterspacing if that
#: mends it.
_FAULTY = 1e7
#: Differences in the fitness class of two consecutive lines that cost nothing.
_NEAR = (-1, 0, 1)
_PENULTIMATE = 9_000.0
_UNEVEN, _SHORT_LAST, _WORD_END_LAST = 6_000.0, 2e7, 1e8


class Division(NamedTuple):
    """A position inside a chunk at which a word may be divided.

    ``width`` is the width of the chunk up to there, with as much of the hyphen as does not hang out
    of the line, ``rest`` the width behind.
    """

    position: int
    width: float
    rest: float
    in_name: bool


class Chunk(NamedTuple):
    """Text inside which no line ends: its width, and that of the spaces behind it.

    ``inner_spaces`` and ``spaces_behind`` count the spaces that stretch; ``rigid`` is the part of
    the width that is neither spaced nor scaled, such as a formula's. ``left`` and ``right`` are how
    far its ends hang out of a line that begins or ends with it.
    """

    width: float
    space: float
    inner_spaces: int
    spaces_behind: int
    rigid: float = 0.0
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """The end of a line: after ``chunk``, or at a ``division`` in it.

    ``ratio`` is how much of what its letters may give or take they are to give or take: from -1,
    as tight as is allowed, by 0, as they are, to 1. ``letters`` is the most letterspacing and
    ``scaling`` the most scaling, as parts of their width. What the line still lacks or has too much
    is for the spaces.
    """

    chunk: int
    division: int | None
    ratio: float
    letters: float = LETTERS
    scaling: float = SCALING


@dataclass(slots=True)
class _Node:
    """A break after which a line may begin, with the best way to get there (an active node)."""

    chunk: int
    division: int | None
    start: float
    spaces: int
    rigid: float
    demerits: float
    fitness: int
    hyphens: int
    ratio: float
    before: _Node | None
    #: How many lines end before the next one, where they are counted.
    line: int = 0


Divide = Callable[[int], Sequence[Division]]


@dataclass(frozen=True, slots=True)
class Measure:
    """The width to fill, the first line's indent, the usual width of a space, all in pixels.

    Text that is not ``justified`` keeps its spaces as they are, and its lines become similar in
    length; those of ``balanced`` text as similar as can be, in as few lines as can be. ``letters``
    and ``scaling`` are how much letterspacing and scaling of the letters may give to a line and
    take from it, as parts of the width of its letters. ``whole`` is the number of a line at whose
    end no word is divided, from 0; -1 stands for none.
    """

    width: float
    indent: float
    space: float
    justified: bool = True
    letters: float = LETTERS
    scaling: float = SCALING
    balanced: bool = False
    whole: int = -1


def best_lines(chunks: Sequence[Chunk], divide: Divide, measure: Measure) -> list[Line] | None:
    """The best lines, or None where a chunk is wider than the measure.

    ``divide`` gives the divisions of a chunk and is asked only for those near a line's end.
    """
    if measure.balanced and not measure.justified:
        return _balanced(chunks, measure)
    best: tuple[float, list[Line]] | None = None
    for widest, factor in _PASSES if measure.justified else _PASSES[:1]:
        if best is not None and (best[0] < _FAULTY or widest == inf):
            break
        letters = measure.letters * factor
        ends = _Search(chunks, divide, measure, widest, letters).run().values()
        end = min(ends, key=attrgetter("demerits"), default=None)
        if end is not None and (best is None or end.demerits < best[0]):
            best = end.demerits, _lines(end, letters, measure.scaling)
    return best[1] if best is not None else None


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of a paragraph and their demerits; ``loose`` are those stretched as far as is good."""

    lines: list[Line]
    demerits: float

    @property
    def loose(self) -> int:
        return sum(line.ratio >= 1 for line in self.lines)


def settings(chunks: Sequence[Chunk], divide: Divide, measure: Measure) -> dict[int, Setting]:
    """The best lines of a justified text for each number of lines that it can be set in without a
    fault: the looseness of Knuth and Plass.
    """
    search = _Search(chunks, divide, measure, _WIDEST, measure.letters, counted=True)
    return {
        number: Setting(_lines(end, measure.letters, measure.scaling), end.demerits)
        for number, end in search.run().items()
        if end.demerits < _FAULTY
    }


def _balanced(chunks: Sequence[Chunk], measure: Measure) -> list[Line] | None:
    """Lines filled one by one, to the shortest measure that takes no line more."""
    widest = max(chunk.width for chunk in chunks)
    if widest > measure.width:
        return None
    best = _filled(chunks, measure.width, measure.indent)
    shortest, enough = widest, measure.width
    while enough - shortest > _BALANCE:
        width = (shortest + enough) / 2
        ends = _filled(chunks, width, measure.indent)
        if len(ends) > len(best):
            shortest = width
        else:
            best, enough = ends, width
    return [Line(end, None, 0.0) for end in best]


def _filled(chunks: Sequence[Chunk], width: float, indent: float) -> list[int]:
    """The last chunk of each line where every line takes as much as fits."""
    ends: list[int] = []
    x = indent
    for number, chunk in enumerate(chunks):
        if number and x + chunk.width > width:
            ends.append(number - 1)
            x = 0.0
        x += chunk.width + chunk.space
    return [*ends, len(chunks) - 1]


def _lines(end: _Node, letters: float, scaling: float) -> list[Line]:
    lines = []
    node: _Node | None = end
    while node is not None and node.before is not None:
        lines.append(Line(node.chunk, node.division, node.ratio, letters, scaling))
        node = node.before
    return lines[::-1]


#: How searches differ, one after the other: how much spaces may be widened, and the letterspacing.
_PASSES = ((_WIDEST, 1.0), (_WIDEST, _EMERGENCY), (inf, _EMERGENCY))


class _Search:
    def __init__(
        self,
        chunks: Sequence[Chunk],
        divide: Divide,
        measure: Measure,
        widest: float,
        letters: float,
        *,
        counted: bool = False,
    ) -> None:
        self._chunks = chunks
        #: Up to which number lines are counted.
        self._counted = inf if counted else measure.whole + 1
        self._divide = divide
        self._measure = measure.width
        self._longest = measure.width * _LONGEST
        self._justified = measure.justified
        self._whole = measure.whole
        self._shrink = measure.space * SHRINK
        self._stretch = measure.space * STRETCH
        self._widest = measure.space * widest
        self._elastic = letters + measure.scaling
        start = -measure.indent or chunks[0].left
        self._active = [_Node(-1, None, start, 0, 0.0, 0.0, 1, 0, 0.0, None)]
        #: No active break lies before this one.
        self._earliest = start

    def run(self) -> dict[int, _Node]:
        """The best end of the text for each number of lines, or only for 0 if not counted."""
        x, spaces, rigid = 0.0, 0, 0.0
        last = len(self._chunks) - 1
        for n, chunk in enumerate(self._chunks):
            end, inside = x + chunk.width, spaces + chunk.inner_spaces
            rigid += chunk.rigid
            if self._straddles(x, end):
                for division in self._divide(n):
                    # Spaces inside a chunk stand before the word that is divided.
                    place = x + division.width
                    resume = end - division.rest
                    self._try(n, division, place, resume, inside, inside, rigid)
            x, spaces = end + chunk.space, inside + chunk.spaces_behind
            if n < last:
                start = x + self._chunks[n + 1].left
                self._try(n, None, end - chunk.right, start, inside, spaces, rigid)
                if x - self._earliest > self._longest:
                    self._drop(x)
                if not self._active:
                    break
            else:
                return self._finish(n, end, inside, rigid)
        return {}

    def _straddles(self, start: float, end: float) -> bool:
        first, last = start - self._measure, end - self._measure * _SHORTEST_NATURAL
        if self._earliest >= last:
            return False
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
        rigid: float,
    ) -> None:
        """Add the best ways to end a line here, one for each fitness class, run of hyphens and
        number of lines.

        This runs thousands of times for a page, and so the loop calls no function.
        """
        measure, justified, widest = self._measure, self._justified, self._widest
        elastic = self._elastic
        latest = inf
        if justified and self._active:
            # A line that begins later lacks more than all its spaces and letters may be given.
            most = (spaces - self._active[0].spaces) * widest + measure * max(elastic, 0.0)
            latest = end - measure + most + _SURELY
            if self._earliest > latest:
                return
        found: dict[tuple[int, int, int], tuple[float, _Node, float]] = {}
        shrink, stretch, rag = self._shrink, self._stretch, measure * RAG
        divided = division is not None
        hyphen = 0.0
        if division is not None:
            hyphen = _NAME_HYPHEN if division.in_name else _HYPHEN
        run = 0
        whole = self._whole if divided else -1
        for active in self._active:
            if active.start > latest or active.line == whole:
                continue
            width = end - active.start
            extra = measure - width
            letters = (width - rigid + active.rigid) * elastic
            # The adjustment ratio: 1 is a line stretched as far as is good, -1 shrunk to the limit.
            if not justified:
                ratio = extra / rag
                if ratio < 0:
                    continue
            elif extra < 0:
                ratio = extra / ((spaces - active.spaces) * shrink + letters + 1e-9)
                if ratio < -1:
                    continue
            else:
                ratio = extra / ((spaces - active.spaces) * stretch + letters + 1e-9)
                if ratio > 1 and extra - letters > (spaces - active.spaces) * widest:
                    continue
            fitness = 0 if ratio < -_DECENT else 1 if ratio <= _DECENT else 2 if ratio <= 1 else 3
            size = -ratio if ratio < 0 else ratio if ratio < _LOOSEST else _LOOSEST
            demerits = active.demerits + (_LINE + 100.0 * size**3) ** 2 + hyphen
            if divided:
                run = active.hyphens + 1
                demerits += _STACKED[run if run < _MOST_STACKED else _MOST_STACKED]
            if fitness - active.fitness not in _NEAR:
                demerits += _UNEVEN
            key = fitness, run if run < 3 else 3, active.line
            if key not in found or demerits < found[key][0]:
                found[key] = demerits, active, ratio
        if found and resume < self._earliest:
            self._earliest = resume
        least = _least_demerits(found) if len(found) > 1 else {}
        for (fitness, run, line), (demerits, active, ratio) in found.items():
            if least and least[run, line] + _UNEVEN < demerits:
                continue  # another way to end here is better whatever follows
            self._active.append(
                _Node(
                    chunk,
                    division.position if division is not None else None,
                    resume,
                    spaces_after,
                    rigid,
                    demerits,
                    fitness,
                    active.hyphens + 1 if divided else 0,
                    min(ratio, 1.0) if justified else 0.0,
                    active,
                    line + 1 if line < self._counted else line,
                )
            )

    def _drop(self, x: float) -> None:
        """Deactivate the breaks from which a line to ``x`` would be too long, however tight."""
        self._active = [a for a in self._active if x - a.start <= self._longest]
        self._earliest = min((a.start for a in self._active), default=inf)

    def _finish(self, chunk: int, end: float, spaces: int, rigid: float) -> dict[int, _Node]:
        best: dict[int, _Node] = {}
        for active in self._active:
            width = end - active.start
            extra, ratio = self._measure - width, 0.0
            if extra < 0:
                if not self._justified:
                    continue
                letters = (width - rigid + active.rigid) * self._elastic
                ratio = extra / ((spaces - active.spaces) * self._shrink + letters + 1e-9)
                if ratio < -1:
                    continue
            demerits = active.demerits + (_LINE + 100.0 * abs(ratio) ** 3) ** 2
            if active.division is not None and active.chunk == chunk:
                demerits += _WORD_END_LAST
            if width < self._measure * _SHORTEST_LAST and active.before is not None:
                demerits += _SHORT_LAST
            if active.hyphens:
                demerits += _PENULTIMATE
            line = active.line + 1 if active.line < self._counted else active.line
            if line not in best or demerits < best[line].demerits:
                best[line] = _Node(chunk, None, end, 0, rigid, demerits, 1, 0, ratio, active, line)
        return best


def _least_demerits(
    found: Mapping[tuple[int, int, int], tuple[float, Any, float]],
) -> dict[tuple[int, int], float]:
    """For each run of hyphens and number of lines the least demerits of the ways to end there that
    have as many lines, and no more hyphens behind one another.
    """
    least: dict[tuple[int, int], float] = {}
    for (_, run, line), (demerits, _, _) in found.items():
        if demerits < least.get((run, line), inf):
            least[run, line] = demerits
    for run, line in sorted(least) if len(least) > 1 else ():
        before = min((least[r, line] for r in range(run) if (r, line) in least), default=inf)
        least[run, line] = min(least[run, line], before)
    return least
