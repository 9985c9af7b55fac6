"""Pipe tables that pandoc does not read as they were meant.

Pandoc takes as many columns as the line of hyphens has, and drops what stands in more cells than
that without a word. Where that line does not stand right below the heads, or the heads stand right
below a line of text, there is no table at all, and its signs are read as text or as verse. Tables
without bars are cut where the next column begins, through words that reach as far.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nashr.diagnostics import Diagnostic
from nashr.document.dash_tables import DashTable, dash_tables
from nashr.document.positions import Places
from nashr.document.scanning import Scan
from nashr.document.text_lines import TextLines
from nashr.messages import Message, plural
from nashr.records import dataclass

#: The line of hyphens below the heads, within quotations, lists and notes as well.
_RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ROW = re.compile(r"^[ \t>]*\|(?P<cells>[^\n|]+\|.*)\|[ \t]*$")
_BEFORE = re.compile(r"[ \t>]*")
#: The mark of a list whose item, or that of a note whose text, begins with a table.
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]+(?=\|)")
_RIGHT_BELOW = Message("Put a line such as |---|---| right below the row of heads.")
#: Where the row of another kind of table stands.
_FRAME = re.compile(r"^[ \t>]*\+[-=:]")
#: Two lines and more with tabs between words; items of lists have one behind their mark.
_TABBED = r"(?!(?:[-*+•>#:]|\(?\w{1,3}[.)])[ \t])[^\s|][^\n|\t]*(?:\t+[^\s|][^\n|\t]*)+"
_TABS = re.compile(rf"^{_TABBED}(?:\n{_TABBED})+$", re.M)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def table_slips(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """All slips of the tables of a text."""
    yield from _cut_words(scan, lines, places)
    yield from _with_tabs(scan, lines, places)
    if "|" not in scan.text:
        return
    here, found = 0, []
    for text in scan.text.split("\n"):
        found.append(_Line(here, text))
        here += len(text) + 1
    rules = Counter(_bare(line.text)[1] for line in found if _RULE.match(line.text))
    told = -1
    for n, line in enumerate(found):
        if n <= told or "|" not in line.text:
            continue
        region = scan.region_at(line.start + len(_bare(line.text)[0]))
        if region is not None and region.kind in ("fence", "comment"):
            continue
        if _RULE.match(line.text):
            told = n
            rule = _bare(line.text)[1]
            heads = _bare(found[n - 1].text)[1] if n else ""
            if lines.shows_rule(heads, rule, rules[rule]):
                yield _no_table(found, n, places)
            elif n and "|" in found[n - 1].text:
                yield from _lost_cells(scan, found, n, places)
        elif _is_verse(found, n, lines):
            told = _end(found, n)
            if told + 1 < len(found) and _RULE.match(found[told + 1].text):
                told = _end(found, told + 1)  # an empty line parts the heads from their table
            yield _told(places, line, Message("These rows are no table, and are read as verse."))


def _with_tabs(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """Rows that were pasted from a table, their cells parted by tabs."""
    for found in scan.matches(_TABS, "\t"):
        rows = found[0].split("\n")
        number = rows[0].count("\t")
        if all(row.count("\t") == number for row in rows) and lines.goes_on(
            rows[1][1:], rows[1][:1]
        ):
            message = Message("These lines have tabs between their cells, and are no table.")
            hint = Message("Write | around the cells, and |---|---| right below the row of heads.")
            yield Diagnostic("markdown-slip", places.at(found.start()), message, hint)


def _cut_words(scan: Scan, lines: TextLines, places: Places) -> Iterator[Diagnostic]:
    """The first word of each table without bars that is parted between two columns."""
    for table in dash_tables(scan):
        for offset, word in _cut(table):
            if not lines.holds(word):
                message = Message(
                    "“{word}” is parted: a column of the table ends in it.", word=word
                )
                hint = Message(
                    "Make the hyphens of each column as long as its longest cell, and begin the "
                    "cells below them."
                )
                yield Diagnostic("markdown-slip", places.at(offset), message, hint)
                break


def _cut(table: DashTable) -> Iterator[tuple[int, str]]:
    """The words, and the tags, that reach from one column into the next."""
    for start, line in table.lines():
        tags = [found.span() for found in _TAG.finditer(line)] if "<" in line else []
        for edge in table.edges:
            in_tag = any(first < edge < end for first, end in tags)
            if edge < len(line) and edge and (in_tag or line[edge - 1 : edge + 1].isalnum()):
                first = len(line[:edge].rsplit(None, 1)[0]) if " " in line[:edge].strip() else 0
                first += len(line[first:]) - len(line[first:].lstrip())
                yield start + first, line[first:].split(None, 1)[0]


def _told(
    places: Places, line: _Line, message: Message, hint: Message = _RIGHT_BELOW
) -> Diagnostic:
    return Diagnostic(
        "markdown-slip", places.at(line.start + len(_bare(line.text)[0])), message, hint
    )


def _no_table(found: list[_Line], at: int, places: Places) -> Diagnostic:
    """The line of hyphens at ``at`` stands as text."""
    first = at
    while first and "|" in found[first - 1].text:
        first -= 1
    below_text = bool(first and found[first - 1].text.strip("> \t"))
    if below_text:
        message = Message("A table right below a line of text is read as a part of that line.")
        return _told(
            places, found[first], message, Message("Leave a line empty above its row of heads.")
        )
    return _told(places, found[first], Message("These rows are no table, and are read as text."))


def _lost_cells(scan: Scan, found: list[_Line], rule: int, places: Places) -> Iterator[Diagnostic]:
    """The rows of the table with words in more cells than the line of hyphens at ``rule`` has."""
    columns = len(_cells(scan, found[rule]))
    for line in (found[rule - 1], *found[rule + 1 : _end(found, rule + 1)]):
        cells = _cells(scan, line)
        beyond = [(start, words) for start, words in cells[columns:] if words]
        if beyond:
            yield Diagnostic(
                "text-lost",
                places.at(beyond[0][0]),
                plural(
                    "“{words}” is lost: the line of hyphens makes a table of {n} column.",
                    "“{words}” is lost: the line of hyphens makes a table of {n} columns.",
                    columns,
                    words=beyond[0][1][:40],
                ),
                Message(
                    "Give that line a part for each column, as |---|---|, and write \\| for a bar "
                    "that is a sign of the text."
                ),
            )


def _cells(scan: Scan, line: _Line) -> list[tuple[int, str]]:
    """The offset and the words of each cell. Bars of code, of formulas and behind a backslash
    end none.
    """
    before, bare = _bare(line.text)
    offset = line.start + len(before)
    ends, here = [], 0
    while here < len(bare):
        region = scan.region_at(offset + here)
        if region is not None and region.kind in ("code", "math"):
            here = region.end - offset
        elif bare[here] == "\\":
            here += 2
        else:
            if bare[here] == "|" or (bare[here] == "+" and _RULE.match(line.text)):
                ends.append(here)
            here += 1
    starts = [-1, *ends] if ends[:1] != [0] else ends
    stops = [*starts[1:], len(bare)]
    cells = [(start + 1, bare[start + 1 : stop]) for start, stop in zip(starts, stops, strict=True)]
    if not cells[-1][1].strip():
        cells.pop()  # behind the bar at the end of the row
    return [
        (offset + start + len(cell) - len(cell.lstrip()), cell.strip()) for start, cell in cells
    ]


def _bare(line: str) -> tuple[str, str]:
    """The marks of quotations and of an item and the spaces before a row, and the row."""
    before = _BEFORE.match(line)
    end = before.end() if before else 0
    if not _RULE.match(line) and (item := _ITEM.match(line, end)):
        end = item.end()
    return line[:end], line[end:].rstrip()


def _end(found: list[_Line], at: int) -> int:
    """Where the rows end that go on at ``at``."""
    while at < len(found) and "|" in found[at].text:
        at += 1
    return at


def _is_verse(found: list[_Line], at: int, lines: TextLines) -> bool:
    """Whether rows with a bar at both ends and between them begin here, and became verse."""
    if at and "|" in found[at - 1].text:
        return False
    rows = found[at : _end(found, at)]
    if any(_RULE.match(row.text) for row in rows[:2]):
        return False
    if _FRAME.match(found[at - 1].text if at else "") or not all(_ROW.match(r.text) for r in rows):
        return False
    first = _ROW.match(rows[0].text)
    return first is not None and lines.holds(f"{first['cells']}|")
