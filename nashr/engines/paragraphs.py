"""Whole paragraphs for WeasyPrint, which by itself fills one line after the other.

WeasyPrint has no place where another way to break lines could be put in. Two functions of its
layout are therefore wrapped while a document is set: the one that begins a paragraph, to choose
its line ends by ``linebreaks``, and the one that takes a line's text from a text box, to take it
to the chosen end. Centred and right-to-left text is left to WeasyPrint.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from nashr.engines.compositor import SetLine, compositor, line_break_places
from nashr.engines.folios import name_repeats
from nashr.engines.inking import SPACING
from nashr.engines.linebreaks import Chunk, Division, Line, Measure, best_lines

#: Where a plan is kept: on WeasyPrint's own text and line boxes.
_ALIGNED, _LAST_ALIGNED = {"justify", "start", "left"}, {"auto", "start"}
_PIECES, _PLANNED = "nashr_pieces", "nashr_planned"
_WORD = re.compile(r"[^\W\d_]\u0301?(?:['’ʼ]?[^\W\d_][\u0300-\u036f]*)*")
#: Where no line ends although Unicode would allow it: in 1991-ci and SSRİ-dən, before a dash,
#: between initials, between a year and its locator, in a range, between № or s. and the number.
_KEPT = re.compile(
    r"(?:\d|\b[^\W\d_a-zəıöüğçş]{2,})-(?=[^\W\d_]{1,4}\b)"
    r"| (?=[–—](?: |$))"
    r"|(?<![^\W\d_])[^\W\d_]\. (?=[^\W\d_]\.|[^\W\d_a-zəıöüğçş])"
    r"|: (?=\d)|\d[-–](?=\d)"
    r"|(?:[№§]|\b(?:[sScCpPтТсС]|[Ss]əh|pp|[Vv]ol|[Nn]o|Bd|Nr|стр)\.) (?=\d)",
)
#: In an address a line ends after a slash, never after its ``//`` or a hyphen, which would seem
#: to be one of ours.
_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,}/)\S+")
_IN_ADDRESS = re.compile(r"//|-|\?|=|&|%")
#: What a text box ends with when a line may end there.
_ENDING = " -–—/\u2010\u200b"
_OBJECT = "\ufffc"
#: Pixels by which a line may seem too long because widths were added up.
_SLACK = 2.5
_HAIR = 0.01


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a text box gives to one line: its bytes up to ``end``; the next begins at ``resume``.

    ``resume`` is None for the last piece of the box.
    """

    end: int
    resume: int | None
    hyphen: str
    spacing: float
    tracking: float


@contextlib.contextmanager
def whole_paragraphs() -> Iterator[None]:
    """Let WeasyPrint break whole paragraphs while the block runs."""
    from weasyprint.layout import block, inline

    iter_line_boxes, split_text_box = block.iter_line_boxes, inline.split_text_box

    def begin(
        context: Any,
        box: Any,
        position_y: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        *others: Any,
    ) -> Any:
        if skip_stack is None:
            name_repeats(box)
            _plan(context, box, containing_block)
        return iter_line_boxes(
            context, box, position_y, bottom_space, skip_stack, containing_block, *others
        )

    def split(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        pieces = getattr(box, _PIECES, None) if width is not None else None
        piece = next((p for p in pieces or () if p.resume is None or p.resume > skip), None)
        if piece is None:
            return _spread(split_text_box(context, box, width, skip, is_line_start))
        text = box.text.encode()[skip : piece.end].decode() + piece.hyphen
        if not text:
            return None, piece.resume, False
        part = box.copy_with_text(text)
        setattr(part, _PIECES, None)
        setattr(part, SPACING, (piece.spacing, piece.tracking))
        done, _, _ = _spread(split_text_box(context, part, None, 0, is_line_start))
        if done is not None and done.width > width + _SLACK:
            setattr(box, _PIECES, None)
            return split_text_box(context, box, width, skip, is_line_start)
        if done is not None:
            # A nested box measures by a hair more than its parent allows.
            done.width = min(done.width, width - _HAIR)
        return done, piece.resume, False

    block.iter_line_boxes, inline.split_text_box = begin, split
    try:
        yield
    finally:
        block.iter_line_boxes, inline.split_text_box = iter_line_boxes, split_text_box


def _spread(result: Any) -> Any:
    """Give the text box that was set the width that its spaces and letters have in its line."""
    done = result[0]
    spacing, tracking = getattr(done, SPACING, (0.0, 0.0))
    if isinstance(getattr(done, "pango_layout", None), SetLine):
        spaces = done.text.count(" ") + done.text.count("\u00a0")
        done.width += spacing * spaces + tracking * len(done.text)
    return result


def _plan(context: Any, box: Any, containing_block: Any) -> None:
    """Choose the line ends of a line box, once for a width and a text."""
    width = containing_block.width
    runs = None if context.excluded_shapes else _runs(box)
    key = (width, "".join(run.text for run in runs)) if runs is not None else None
    if key is not None and getattr(box, _PLANNED, None) == key:
        return
    setattr(box, _PLANNED, key)
    for text_box in _text_boxes(box):
        setattr(text_box, _PIECES, None)
    if runs is None:
        return
    paragraph = _Paragraph(runs, context)
    indent = box.style["text_indent"]
    lines = paragraph.lines(
        width,
        indent.value if getattr(indent, "unit", "") == "px" else 0.0,
        justified=box.style["text_align_all"] == "justify",
    )
    if lines is not None:
        paragraph.mark(lines)


def _text_boxes(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _text_boxes(child)


# --- a line box as runs --------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """A text box, or something of fixed width where ``box`` is None."""

    box: Any
    text: str
    width: float = 0.0
    start: int = 0


def _runs(box: Any) -> list[_Run] | None:
    """The runs of a paragraph; None for what is left to WeasyPrint."""
    style = box.style
    if style["text_align_all"] not in _ALIGNED or style["text_align_last"] not in _LAST_ALIGNED:
        return None
    if style["white_space"] != "normal":
        return None
    if style["direction"] != "ltr":
        return None
    runs: list[_Run] = []
    if not _collect(box, runs):
        return None
    start = 0
    for run in runs:
        run.start = start
        start += len(run.text)
    return runs if start > 40 else None


def _collect(box: Any, runs: list[_Run]) -> bool:
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            if "\n" in child.text or "\u00ad" in child.text or not child.style["font_size"]:
                return False
            runs.append(_Run(child, child.text))
        elif isinstance(child, boxes.InlineBox):
            edges = [_edge(child.style, side) for side in ("left", "right")]
            if None in edges or child.style["direction"] != "ltr" or child.is_leader:
                return False
            _add_edge(runs, edges[0])
            if not _collect(child, runs):
                return False
            _add_edge(runs, edges[1])
        elif isinstance(child, boxes.InlineReplacedBox):
            edges = [_edge(child.style, side) for side in ("left", "right")]
            width = child.style["width"]
            if None in edges or getattr(width, "unit", None) != "px":
                return False
            runs.append(_Run(None, _OBJECT, width.value + sum(e or 0.0 for e in edges)))
        else:
            return False
    return True


def _add_edge(runs: list[_Run], width: float | None) -> None:
    if width:
        # A word joiner: no line ends there.
        runs.append(_Run(None, "\u2060", width))


def _edge(style: Any, side: str) -> float | None:
    """Margin, border and padding on one side, in pixels; None where that is not known yet."""
    total = 0.0
    for name in (f"margin_{side}", f"padding_{side}"):
        value = style[name]
        if getattr(value, "unit", None) != "px":
            return None
        total += value.value
    border = style[f"border_{side}_width"]
    return total + float(getattr(border, "value", border))


# --- measuring and marking -----------------------------------------------------------------

class _Paragraph:
    """The text of a line box, cut where lines may end."""

    def __init__(self, runs: Sequence[_Run], context: Any) -> None:
        self._runs = runs
        self._context = context
        self._text = "".join(run.text for run in runs)
        self._starts = [run.start for run in runs]
        self._places = self._measured()
        self._bounds = self._cut()
        self._chunks = [self._chunk(start, end) for start, end in self._bounds]

    def _measured(self) -> list[float]:
        """Where each character would begin if all stood on one line, and where the last ends."""
        places = [0.0]
        for run in self._runs:
            before = places[-1]
            if run.box is None:
                places.append(before + run.width)
            else:
                own = iter(compositor(run.box.style).places(run.text))
                next(own)
                places.extend(own if not before else [before + place for place in own])
        return places

    def lines(self, width: float, indent: float, *, justified: bool) -> list[Line] | None:
        box = next((run.box for run in self._runs if run.box is not None), None)
        if box is None:
            return None
        space = compositor(box.style).width("\u00a0")
        measure = Measure(width, indent, space, justified)
        return best_lines(self._chunks, self._divisions, measure)

    def _cut(self) -> list[tuple[int, int]]:
        """The chunks as ranges of the text, the spaces behind them included."""
        kept = {found.end() for found in _KEPT.finditer(self._text)}
        for address in _ADDRESS.finditer(self._text):
            kept.update(
                address.start() + found.end() for found in _IN_ADDRESS.finditer(address.group())
            )
        ends = [place for place in self._line_ends() if place not in kept]
        return list(pairwise((0, *ends, len(self._text))))

    def _line_ends(self) -> Iterator[int]:
        """Where a line may end by the rules of Unicode, and can be told to: inside text, or at the
        end of a text box.
        """
        places = line_break_places(self._text, self._language)
        for number, run in enumerate(self._runs):
            stop = run.start + len(run.text)
            own = places[bisect_right(places, run.start) : bisect_right(places, stop)]
            if run.box is None or not own:
                continue
            inside = own[:-1] if own[-1] == stop else own
            wraps = run.box.style["white_space"] != "nowrap"
            if wraps:
                yield from inside
            # A note's call belongs to the word before it.
            if own[-1] == stop and self._text[stop - 1] in _ENDING:
                after = self._runs[number + 1].box if number + 1 < len(self._runs) else None
                if wraps or after is None or after.style["white_space"] != "nowrap":
                    yield stop

    @cached_property
    def _language(self) -> str | None:
        box = next((run.box for run in self._runs if run.box is not None), None)
        return box.style["lang"] if box is not None else None

    def _run_at(self, place: int) -> _Run:
        return self._runs[bisect_right(self._starts, place) - 1]

    def _chunk(self, start: int, end: int) -> Chunk:
        visible = self._text[start:end].rstrip(" ")
        stop = start + len(visible)
        places = self._places
        return Chunk(
            places[stop] - places[start],
            places[end] - places[stop],
            visible.count(" ") + visible.count("\u00a0"),
            end - stop,
        )

    def _width(self, start: int, end: int) -> float:
        return self._places[end] - self._places[start]

    def _divisions(self, number: int) -> list[Division]:
        """The places where the words of a chunk may be divided."""
        start, end = self._bounds[number]
        stop = start + len(self._text[start:end].rstrip(" "))
        found = []
        for word in _WORD.finditer(self._text, start, end):
            run = self._run_at(word.start())
            if run.box is None or word.end() > run.start + len(run.text):
                continue
            if self._is_joined(word.start(), word.end()):
                continue
            hyphen = run.box.style["hyphenate_character"]
            name = word.group()[0].isupper()
            for position in self._positions(word.group(), run.box.style):
                place = word.start() + position
                head = self._width(start, place) + self._hyphen_width(run, hyphen)
                found.append(Division(place, head, self._width(place, stop), name))
        return found

    def _is_joined(self, start: int, end: int) -> bool:
        """Whether the word is part of a compound with a hyphen or of a number."""
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        return any(char in "-\u2010\u2011@/" or char.isdigit() for char in (before, after) if char)

    def _positions(self, word: str, style: Any) -> list[int]:
        import pyphen

        lang = style["lang"] and pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "auto" or style["white_space"] == "nowrap" or not lang:
            return []
        total, left, right = style["hyphenate_limit_chars"]
        if len(word) < total:
            return []
        key = (lang, left, right, total)
        if key not in self._context.dictionaries:
            self._context.dictionaries[key] = pyphen.Pyphen(lang=lang, left=left, right=right)
        return [int(place) for place in self._context.dictionaries[key].positions(word)]

    def _hyphen_width(self, run: _Run, hyphen: str) -> float:
        return compositor(run.box.style).width(hyphen)

    def mark(self, lines: Sequence[Line]) -> None:
        """Tell each text box what it gives to which line."""
        pieces: dict[int, list[_Piece]] = {}
        start = 0
        for line in lines[:-1]:
            first, last = self._bounds[line.chunk]
            if line.division is not None:
                end = resume = line.division
            else:
                end = first + len(self._text[first:last].rstrip(" "))
                resume = last
            self._mark_line(pieces, start, end, resume, line)
            start = resume
        self._mark_line(pieces, start, len(self._text), None, lines[-1])
        for number, parts in pieces.items():
            setattr(self._runs[number].box, _PIECES, tuple(parts))

    def _mark_line(
        self,
        pieces: dict[int, list[_Piece]],
        start: int,
        end: int,
        resume: int | None,
        line: Line,
    ) -> None:
        tracking = line.tracking / (end - start) if end > start else 0.0
        for number, run in enumerate(self._runs):
            if run.box is None:
                continue
            stop = run.start + len(run.text)
            last = resume if resume is not None else len(self._text)
            if not (run.start < last and stop > start):
                continue
            if resume is None or stop < resume:
                piece = _Piece(_bytes(run, stop), None, "", line.spacing, tracking)
            else:
                hyphen = run.box.style["hyphenate_character"] if line.division is not None else ""
                piece = _Piece(
                    _bytes(run, min(end, stop)),
                    _bytes(run, resume),
                    hyphen,
                    line.spacing,
                    tracking,
                )
            pieces.setdefault(number, []).append(piece)


def _bytes(run: _Run, place: int) -> int:
    return len(run.text[: max(place - run.start, 0)].encode())
