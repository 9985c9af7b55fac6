"""The plan of a paragraph: all its line breaks, chosen together.

The text of a line box is divided into chunks at the line break opportunities and measured;
``linebreaks`` chooses among them, and ``lineboxes`` makes the lines by the plan.
"""

from __future__ import annotations

import copy
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Any

from nashr.outputs.together import kept_together
from nashr.records import dataclass, replace
from nashr.typesetting.paragraphs.hanging import left_part, right_part
from nashr.typesetting.paragraphs.inlines import Inlines, Run, is_balanced, part_of
from nashr.typesetting.paragraphs.linebreaks import (
    LETTERS,
    ROUNDING,
    SCALING,
    Chunk,
    Division,
    Line,
    Measure,
    Setting,
    best_lines,
    settings,
)
from nashr.typesetting.paragraphs.pango import character_positions, line_break_positions
from nashr.typesetting.paragraphs.shaping import ShapedText, shaper_of

_WORD = re.compile(r"[^\W\d_]\u0301?(?:['’ʼ]?[^\W\d_][\u0300-\u036f]*)*")


#: Letters that join or stand on each other: Hebrew to Myanmar, Khmer to Tai Tham, and their
#: presentation forms. A text that has them is not spaced.
_JOINED = re.compile("[\u0590-\u109f\u1780-\u1aff\ufb1d-\ufdff\ufe70-\ufefc]")
#: What joins a word with another one: neither of them is divided.
_JOINS = frozenset("-\u2010\u2011@/")
#: The last character of a text box after which a line may end.
_BREAKING = " -–—/\u2010\u200b"
_HYPHENS = ("-", "\u2010")
#: Styles in which a word that is wider than a line may be broken anywhere.
_BREAKS_WORDS = frozenset({"anywhere", "break-word"})
#: How much narrower than a line the pieces of such a word are made, in pixels: sums are rounded.
_PIECE_ROUNDING = 0.05
#: By how many spaces' width each space of a line at the end of a page may grow for the sake of a
#: whole word there.
_HOLE = 1.2
#: Where a style keeps how its words are divided.
_HYPHENATION = "nashr_hyphenation"
#: What each loose line more costs where a paragraph is set in more lines than is best, in demerits.
_LOOSE = 30_000.0


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """The text of a line, from ``begin`` to ``resume``.

    The spaces before ``start`` and from ``end`` on do not show.

    ``spacing`` and ``tracking`` are what each space and each letter is given, in pixels; ``scale``
    is by what the letters' widths are multiplied. ``left`` and ``right`` are by how many pixels the
    line hangs out of the measure.
    """

    begin: int
    start: int
    end: int
    resume: int
    divided: bool
    spacing: float
    tracking: float
    scale: float
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of a paragraph, and by the ``id`` of its boxes the shaped text of each text box and
    the range of each box in the paragraph's text. ``rigid`` are the ids of the text boxes whose
    letters are neither spaced nor scaled. ``paragraph`` finds other lines for the same text.
    """

    lines: tuple[PlannedLine, ...]
    shaped: Mapping[int, ShapedText]
    spans: Mapping[int, tuple[int, int]]
    rigid: frozenset[int]
    paragraph: Paragraph

    def with_whole_end(self, number: int, end: int) -> Plan | None:
        """The same lines up to a line, and from it on lines of which number ``end`` ends in a whole
        word; None where it cannot, or would have holes between its words.
        """
        begin = self.lines[number].begin
        rest = self.paragraph.rest(begin, first=number == 0, whole=end - number)
        found = rest.plan_again(self.spans)
        if found is None or rest.has_holes(found.lines[: end - number + 1]):
            return None
        return replace(found, lines=(*self.lines[:number], *found.lines))

    def resized(self, number: int, more: int) -> tuple[float, Plan] | None:
        """The demerits that so many lines more cost, or fewer, and the same lines up to a line and
        from it on so many more; None where there is no such setting.
        """
        rest = self.paragraph.rest(self.lines[number].begin, first=number == 0)
        found = rest.settings()
        usual = found.get(len(self.lines) - number)
        other = found.get(len(self.lines) - number + more)
        if usual is None or other is None:
            return None
        plan = rest.plan(other.lines, self.spans)
        plan = replace(plan, lines=(*self.lines[:number], *plan.lines))
        loose = max(other.loose - usual.loose, 0)
        return other.demerits - usual.demerits + loose * _LOOSE, plan


def plan_of(inlines: Inlines, context: Any, box: Any, width: float) -> Plan | None:
    """The lines of a line box of that width; None where a chunk is wider than the line and may not
    be broken.
    """
    style = box.style
    is_justified = style["text_align_all"] == "justify"
    hanging = part_of(style, "hanging", 0.0) if is_justified else 0.0
    paragraph = Paragraph(inlines, context, hanging)
    indent = style["text_indent"]
    measure = Measure(
        width,
        indent.value if getattr(indent, "unit", "") == "px" else 0.0,
        paragraph.space,
        justified=is_justified,
        letters=part_of(style, "letterspacing", LETTERS),
        scaling=part_of(style, "glyph-scaling", SCALING),
        balanced=is_balanced(style),
    )
    lines = paragraph.lines(measure)
    return None if lines is None else paragraph.plan(lines, inlines.spans)


class Paragraph:
    """The text of a line box, in chunks between which a line may end.

    ``hanging`` is how much of what may hang out of a line does, as a part of it.
    """

    def __init__(self, inlines: Inlines, context: Any, hanging: float = 0.0) -> None:
        self._runs = inlines.runs
        self._hanging = hanging
        self._context = context
        self._text = inlines.text()
        self._starts = [run.start for run in self._runs]
        self._shaped: dict[int, ShapedText] = {}
        self._rigid = [run for run in self._runs if run.box is None or _JOINED.search(run.text)]
        self._positions = self._measure()
        self._bounds = self._chunk_bounds()
        #: The divisions of chunks that were asked for, by the bounds of the chunk.
        self._divided: dict[tuple[int, int], list[Division]] = {}
        self._chunks = [self._chunk(start, end) for start, end in self._bounds]
        #: The chunks that are pieces of a word wider than a line.
        self._pieces: frozenset[int] = frozenset()

    def _measure(self) -> Sequence[float]:
        """Where each character would begin if all stood on one line, and where the last ends.

        They take a quarter of a list's memory, which is kept until the pages are written.
        """
        positions = array("d", [0.0])
        for run in self._runs:
            before = positions[-1]
            if run.box is None:
                positions.append(before + run.width)
            else:
                whole = shaper_of(run.box.style).paragraph(run.text)
                self._shaped[id(run.box)] = whole
                own = iter(whole.positions)
                next(own)
                positions.extend(own if not before else [before + position for position in own])
        return positions

    @property
    def space(self) -> float:
        """The usual width of a space, in pixels."""
        box = self._first_box
        return shaper_of(box.style).width("\u00a0") if box is not None else 0.0

    def lines(self, measure: Measure) -> list[Line] | None:
        """The best lines; None where a chunk is wider than the measure, or there is no text."""
        self._line_measure = measure
        if self._first_box is None:
            return None
        width, indent = measure.width, measure.indent
        found = best_lines(self._chunks, self._divisions, measure)
        if measure.balanced and found is not None:
            return self._with_whole_compounds(found)
        if found is None and self._break_wide_chunks(width - max(indent, 0.0) - _PIECE_ROUNDING):
            found = best_lines(self._chunks, self._divisions, measure)
        return found

    def _with_whole_compounds(self, usual: list[Line]) -> list[Line]:
        """Lines of a title or heading of which none ends behind a hyphen, if it takes no line more
        than ``usual``.
        """
        bounds, chunks = self._bounds, self._chunks
        starts = [start for start, _ in bounds if self._text[start - 1 : start] not in _HYPHENS]
        if len(starts) == len(bounds):
            return usual
        self._bounds = list(pairwise((*starts, len(self._text))))
        self._chunks = [self._chunk(start, end) for start, end in self._bounds]
        found = best_lines(self._chunks, self._divisions, self._line_measure)
        if found is not None and len(found) <= len(usual):
            return found
        self._bounds, self._chunks = bounds, chunks
        return usual

    def _break_wide_chunks(self, width: float) -> bool:
        """Break the chunks that are wider than a line into pieces that fill it; False where one
        cannot be broken.

        WeasyPrint would shape the rest of the word anew for every line.
        """
        bounds: list[tuple[int, int]] = []
        pieces: set[int] = set()
        places = self._places_in_words()
        for (start, end), chunk in zip(self._bounds, self._chunks, strict=True):
            if chunk.width <= width:
                bounds.append((start, end))
                continue
            begin, stop = start, start + len(self._text[start:end].rstrip(" "))
            while self._width(begin, stop) > width:
                furthest = bisect_right(self._positions, self._positions[begin] + width) - 1
                number = bisect_right(places, furthest) - 1
                if number < 0 or places[number] <= begin:
                    return False
                pieces.add(len(bounds))
                bounds.append((begin, places[number]))
                begin = places[number]
            pieces.add(len(bounds))
            bounds.append((begin, end))
        self._bounds, self._pieces = bounds, frozenset(pieces)
        self._chunks = [self._chunk(start, end) for start, end in bounds]
        return True

    def _places_in_words(self) -> list[int]:
        """Where a word that is wider than a line may be broken."""
        places: list[int] = []
        for run in self._runs:
            style = None if run.box is None else run.box.style
            if style is None or style["overflow_wrap"] not in _BREAKS_WORDS:
                continue
            if style["white_space"] != "nowrap":
                places += (run.start + n for n in character_positions(run.text, style["lang"]))
        return places

    def _chunk_bounds(self) -> list[tuple[int, int]]:
        """The chunks as ranges of the text, the spaces behind them included."""
        self._kept = kept_together(self._text)
        ends = [position for position in self._break_positions() if position not in self._kept]
        return list(pairwise((0, *ends, len(self._text))))

    def _break_positions(self) -> Iterator[int]:
        """Where a line may end by the rules of Unicode, and a skip stack can say so: inside a text
        box, or at its end.
        """
        positions = line_break_positions(self._text, self._language)
        for number, run in enumerate(self._runs):
            stop = run.stop
            own = positions[bisect_right(positions, run.start) : bisect_right(positions, stop)]
            if run.box is None or not own:
                continue
            inside = own[:-1] if own[-1] == stop else own
            wraps = run.box.style["white_space"] != "nowrap"
            if wraps:
                yield from inside
            # No line ends between a word and its note call.
            if own[-1] == stop and self._text[stop - 1] in _BREAKING:
                after = self._runs[number + 1].box if number + 1 < len(self._runs) else None
                if wraps or after is None or after.style["white_space"] != "nowrap":
                    yield stop

    @cached_property
    def _first_box(self) -> Any:
        return next((run.box for run in self._runs if run.box is not None), None)

    @cached_property
    def _language(self) -> str | None:
        return self._first_box.style["lang"] if self._first_box is not None else None

    def _run_at(self, position: int) -> Run:
        return self._runs[bisect_right(self._starts, position) - 1]

    def _chunk(self, start: int, end: int) -> Chunk:
        text, positions = self._text, self._positions
        stop = end
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        return Chunk(
            positions[stop] - positions[start],
            positions[end] - positions[stop],
            text.count(" ", start, stop) + text.count("\u00a0", start, stop),
            end - stop,
            self._rigid_width(start, stop) if self._rigid else 0.0,
            self._hangs_left(start),
            self._hangs_right(stop),
        )

    def _hangs_left(self, start: int) -> float:
        """How far a line that begins at a position hangs out to the left."""
        if not self._hanging or start >= len(self._text):
            return 0.0
        part = left_part(self._text[start])
        return self._hanging * part * self._width(start, start + 1) if part else 0.0

    def _hangs_right(self, end: int) -> float:
        """How far a line that ends before a position hangs out to the right."""
        if not self._hanging or not end:
            return 0.0
        part = right_part(self._text[end - 1])
        return self._hanging * part * self._width(end - 1, end) if part else 0.0

    def _rigid_width(self, start: int, end: int) -> float:
        """The width of the text that is neither spaced nor scaled."""
        ranges = ((max(start, run.start), min(end, run.stop)) for run in self._rigid)
        return sum(self._width(first, last) for first, last in ranges if first < last)

    def _width(self, start: int, end: int) -> float:
        return self._positions[end] - self._positions[start]

    def _divisions(self, number: int) -> list[Division]:
        """Where the words of a chunk may be divided."""
        if number in self._pieces:
            return []
        start, end = self._bounds[number]
        found = self._divided.get((start, end))
        if found is None:
            found = self._divided[start, end] = list(self._found_divisions(start, end))
        return found

    def _found_divisions(self, start: int, end: int) -> Iterator[Division]:
        stop = start + len(self._text[start:end].rstrip(" "))
        for word in _WORD.finditer(self._text, start, end):
            run = self._run_at(word.start())
            if run.box is None or word.end() > run.stop:
                continue
            if self._is_joined(word.start(), word.end()):
                continue
            offsets = self._hyphenation(word.group(), run.box.style)
            if not offsets:
                continue
            hyphen = run.box.style["hyphenate_character"]
            width, hangs = self._hyphen_width(run, hyphen), self._hyphen_hangs(run, hyphen)
            name = word.group()[0].isupper()
            for offset in offsets:
                position = word.start() + offset
                head = self._width(start, position) + width - hangs
                yield Division(position, head, self._width(position, stop), name)

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether the word is part of a compound with a hyphen or of a number, or stands with one:
        a month with its day, a unit with its number.
        """
        if start in self._kept and self._text[start - 2 : start - 1].isdigit():
            return True
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        return before in _JOINS or after in _JOINS or before.isdigit() or after.isdigit()

    def _hyphenation(self, word: str, style: Any) -> list[int]:
        """Where the style lets a word be divided, as offsets in it."""
        least, positions = getattr(style, _HYPHENATION, None) or self._hyphenation_of(style)
        return [] if len(word) < least else list(map(int, positions(word)))

    def _hyphenation_of(self, style: Any) -> tuple[float, Callable[[str], Sequence[int]]]:
        """How many letters the shortest word has that the style lets be divided, and the function
        that finds the places.
        """
        import pyphen

        lang = style["lang"] and pyphen.language_fallback(style["lang"])
        found: tuple[float, Callable[[str], Sequence[int]]] = inf, lambda _: ()
        if style["hyphens"] == "auto" and style["white_space"] != "nowrap" and lang:
            total, left, right = style["hyphenate_limit_chars"]
            known = self._context.dictionaries
            key = (lang, left, right, total)
            if key not in known:
                known[key] = pyphen.Pyphen(lang=lang, left=left, right=right)
            found = total, known[key].positions
        setattr(style, _HYPHENATION, found)
        return found

    def _hyphen_width(self, run: Run, hyphen: str) -> float:
        return shaper_of(run.box.style).width(hyphen)

    def _hyphen_hangs(self, run: Run, hyphen: str) -> float:
        """How far the hyphen of a divided word hangs out of its line."""
        if not self._hanging or len(hyphen) != 1:
            return 0.0
        return self._hanging * right_part(hyphen) * self._hyphen_width(run, hyphen)

    def rest(self, begin: int, *, first: bool, whole: int = -1) -> Paragraph:
        """The text from the beginning of a line on; line ``whole`` of it ends in a whole word."""
        found = copy.copy(self)
        number = bisect_right([start for start, _ in self._bounds], begin) - 1
        found._bounds = [(begin, self._bounds[number][1]), *self._bounds[number + 1 :]]
        found._chunks = [self._chunk(*found._bounds[0]), *self._chunks[number + 1 :]]
        found._pieces = frozenset(piece - number for piece in self._pieces)
        if begin > self._bounds[number][0]:  # the rest of a divided word
            found._pieces |= {0}
        indent = self._line_measure.indent if first else 0.0
        found._line_measure = replace(self._line_measure, indent=indent, whole=whole)
        return found

    def has_holes(self, lines: Sequence[PlannedLine]) -> bool:
        """Whether the spaces of any line of a justified text become much wider than is usual."""
        measure = self._line_measure
        for line in lines if measure.justified else ():
            spaces = self._text.count(" ", line.start, line.end)
            lacks = measure.width - self._width(line.start, line.end)
            if lacks > spaces * _HOLE * measure.space:
                return True
        return False

    def settings(self) -> dict[int, Setting]:
        """The best lines for each number of lines, of a text whose measure is known already."""
        if self._line_measure.balanced:
            return {}
        return settings(self._chunks, self._divisions, self._line_measure)

    def plan_again(self, spans: Mapping[int, tuple[int, int]]) -> Plan | None:
        """The lines of a text whose measure is known already."""
        lines = best_lines(self._chunks, self._divisions, self._line_measure)
        return None if lines is None else self.plan(lines, spans)

    def plan(self, lines: Sequence[Line], spans: Mapping[int, tuple[int, int]]) -> Plan:
        """The lines as ranges of the text."""
        planned: list[PlannedLine] = []
        start = self._bounds[0][0]
        room = self._line_measure.width - self._line_measure.indent
        for line in lines:
            first, last = self._bounds[line.chunk]
            divided = line.division is not None
            resume = last if line.division is None else line.division
            end = resume if divided else first + len(self._text[first:last].rstrip(" "))
            visible = end - len(self._text[start:end].lstrip(" "))
            left = 0.0 if not planned and self._line_measure.indent else self._hangs_left(visible)
            right = 0.0
            if divided:
                run = self._run_at(end - 1)
                right = self._hyphen_hangs(run, run.box.style["hyphenate_character"])
            elif line is not lines[-1]:
                right = self._hangs_right(end)
            given = self._given(line, visible, end, room + left + right)
            planned.append(PlannedLine(start, visible, end, resume, divided, *given, left, right))
            start, room = resume, self._line_measure.width
        # Other lines are sought at few feet of pages, but the plans of notes are kept to the end.
        self._divided.clear()
        rigid = frozenset(id(run.box) for run in self._rigid if run.box is not None)
        return Plan(tuple(planned), self._shaped, spans, rigid, self)

    def _given(self, line: Line, start: int, end: int, room: float) -> tuple[float, float, float]:
        """What each space and each letter of a line is given, and the scale of its letters.

        The spaces of a loose line are given nothing: justification widens them exactly.
        """
        if not line.ratio:
            return 0.0, 0.0, 1.0
        width = self._width(start, end)
        if line.division is not None:
            run = self._run_at(end - 1)
            width += self._hyphen_width(run, run.box.style["hyphenate_character"])
        elastic, letters = width, end - start + (line.division is not None)
        for run in self._rigid:
            first, last = max(start, run.start), min(end, run.stop)
            if first < last:
                elastic -= self._width(first, last)
                letters -= last - first
        scale = 1 + line.ratio * line.scaling
        tracking = line.ratio * line.letters * elastic / letters if letters > 0 else 0.0
        text = self._text[start:end]
        spaces = text.count(" ") + text.count("\u00a0")
        if line.ratio > 0 or not spaces:
            return 0.0, tracking, scale
        wanted = room - ROUNDING - width - elastic * line.ratio * (line.scaling + line.letters)
        return min(wanted / spaces, 0.0), tracking, scale
