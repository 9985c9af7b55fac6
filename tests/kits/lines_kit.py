"""How evenly the lines of a PDF are set: spaces, hyphens and last lines, measured on its pages."""

from __future__ import annotations

import ctypes
import itertools
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

HYPHENS = "-\u2010\u00ad\ufffe\x02"
#: How far a full line may end before the edge of the text, in points.
_EDGE = 2.5
#: The narrowest space between words, in points.
_SPACE = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """``loose``, ``wide``, ``tight`` and ``hyphened`` are parts of all justified lines: with spaces
    above 1.5 and 2 times and below 0.8 times the font's, and ending in a hyphen. ``widest`` is the
    greatest mean space of a line, ``stacked`` the most hyphens below each other, ``short`` how many
    last lines have less than an eighth of the measure.
    """

    lines: int
    loose: float
    wide: float
    tight: float
    hyphened: float
    widest: float
    stacked: int
    short: int

    def row(self) -> str:
        return (
            f"{self.lines:6}{self.loose:9.1%}{self.wide:9.1%}{self.tight:9.1%}"
            f"{self.hyphened:9.1%}{self.widest:9.2f}{self.stacked:9}{self.short:9}"
        )


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    spaces: tuple[float, ...]


def measure(path: Path) -> Figures:
    """Measure the text of the size that most of the PDF has."""
    pages = _lines(path)
    full, run, stacked, short = [], 0, 0, 0
    hyphened = 0
    usual: Counter[float] = Counter()
    for lines in pages:
        edge = _edge(lines)
        usual.update(
            round(s, 1) for line in lines if line.right < edge - _EDGE for s in line.spaces
        )
    natural = usual.most_common(1)[0][0]
    for lines in pages:
        edge, left = _edge(lines), min(line.left for line in lines)
        before = False
        for line in lines:
            if line.right > edge - _EDGE and len(line.spaces) > 1:
                full.append(statistics.fmean(line.spaces) / natural)
                run = run + 1 if line.text[-1] in HYPHENS else 0
                hyphened += run > 0
                stacked, before = max(stacked, run), True
            else:
                short += before and line.right - line.left < (edge - left) / 8
                run, before = 0, False
    count = len(full)
    return Figures(
        count,
        sum(space > 1.5 for space in full) / count,
        sum(space > 2 for space in full) / count,
        sum(space < 0.8 for space in full) / count,
        hyphened / count,
        max(full),
        stacked,
        short,
    )


def _edge(lines: list[_Line]) -> float:
    """Where the full lines of a page end."""
    ends = Counter(round(line.right) for line in lines)
    near = {end: sum(ends[end + step] for step in (-1, 0, 1)) for end in ends}
    return float(max(near, key=lambda end: (near[end], end)))


def _lines(path: Path) -> list[list[_Line]]:
    rows: list[dict[float, list[tuple[float, str, float]]]] = []
    sizes: Counter[float] = Counter()
    document = pypdfium2.PdfDocument(path)
    found: list[list[tuple[float, float, float, str, float]]] = []
    for page in document:
        text = page.get_textpage()
        chars = []
        for index in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = round(abs(matrix.d) * pdfium.FPDFText_GetFontSize(text, index), 1)
            char = chr(pdfium.FPDFText_GetUnicode(text, index))
            if char in "\r\n" or not size:
                continue
            sizes[size] += 1
            if not char.isspace():  # the reader adds spaces of its own
                end = text.get_charbox(index, loose=True)[2]
                chars.append((size, round(y.value, 1), x.value, char, end))
        found.append(chars)
    body = sizes.most_common(1)[0][0]
    for chars in found:
        lines: dict[float, list[tuple[float, str, float]]] = defaultdict(list)
        for size, y, x, char, right in chars:
            if abs(size - body) < 0.06:
                lines[y].append((x, char, right))
        rows.append(lines)
    return [
        made for lines in rows if (made := [_line(lines[y]) for y in sorted(lines, reverse=True)])
    ]


def _line(chars: list[tuple[float, str, float]]) -> _Line:
    chars = sorted(chars)
    gaps = (after[0] - before[2] for before, after in itertools.pairwise(chars))
    spaces = tuple(gap for gap in gaps if gap > _SPACE)
    return _Line("".join(char for _, char, _ in chars), chars[0][0], chars[-1][2], spaces)
