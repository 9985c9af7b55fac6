"""Tables without bars, which pandoc calls simple and multiline: their columns and their lines.

A line of hyphens in two groups and more says where the columns begin. With a line of hyphens above
the heads the rows are parted by empty lines, up to the next line of hyphens; so are those of a
table without heads, whose rows stand between two such lines. All others end with an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nashr.document.scanning import Scan
from nashr.records import dataclass

_DASHES = re.compile(r"^[ ]*(?P<dashes>-+(?:[ ]+-+)+)[ ]*$", re.M)
_CLOSING = re.compile(r"^[ ]*-{2,}(?:[ ]+-+)*[ ]*$", re.M)
_EMPTY = re.compile(r"\n[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class DashTable:
    """``edges``: where each column but the first begins in a line; ``spans``: of its heads and of
    its rows, in the text.
    """

    text: str
    edges: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of heads and rows, and where it begins."""
        for start, stop in self.spans:
            here = start
            while here < stop:
                end = self.text.find("\n", here)
                end = stop if end < 0 or end > stop else end
                yield here, self.text[here:end]
                here = end + 1

    def cells(self) -> Iterator[tuple[int, int]]:
        """What each line has of each column, as stretches of the text."""
        for start, line in self.lines():
            ends = [0, *(edge for edge in self.edges if edge < len(line)), len(line)]
            for left, right in pairwise(ends):
                yield start + left, start + right


def dash_tables(scan: Scan) -> Iterator[DashTable]:
    """The tables of a text, in order."""
    behind = 0
    for rule in _DASHES.finditer(scan.text) if "--" in scan.text else ():
        if rule.start() < behind or scan.region_at(rule.start("dashes")) is not None:
            continue
        starts = [found.start() for found in re.finditer(r"-+", rule["dashes"])][1:]
        edges = tuple(rule.start("dashes") - rule.start() + start for start in starts)
        heads, is_long = _heads(scan.text, rule.start())
        end = _EMPTY.search(scan.text, rule.end())
        if is_long or heads == rule.start():
            end = _CLOSING.search(scan.text, rule.end() + 1) or end
        behind = end.start() if end else len(scan.text)
        first = rule.end() + 1
        yield DashTable(scan.text, edges, ((heads, rule.start()), (first, max(first, behind))))
        behind = max(first, end.end() if end else behind)


def _heads(text: str, below: int) -> tuple[int, bool]:
    """Where the lines of heads begin that stand right above an offset, and whether a line of
    hyphens stands above them.
    """
    start = below
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        words = text[line : start - 1]
        if not words.strip() or "|" in words:
            break
        if not words.strip(" -"):
            return start, start < below
        start = line
    return start, False
