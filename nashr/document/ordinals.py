"""Paragraphs that begin with an ordinal, *XIX. yüzyılda*, *1918. ildə*, *2. baskı*: no lists; and
lists of letters that leave some out, *a) … c) …*, as laws are quoted: each item has its own.

Pandoc makes a list of every line that begins with a number and a full stop. One item alone is no
list, and where paragraphs below each other begin with numbers that do not count, neither are they.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nashr.document.rewriting import Edit
from nashr.document.scanning import QUOTED, Scan, line_before

_ITEM = re.compile(
    rf"^(?P<before>{QUOTED}[ ]{{0,3}}(?:(?:[-*+:]|\[\^[^\[\]\s]+\]:)[ \t]+)?)"
    r"(?P<number>\d{1,4}|[IVXLCDM]{2,7}|[ivxlcdm]{2,7}|[a-z])(?P<stop>\.)[ \t]+[^\s\\]",
    re.M,
)
#: An item with a letter or a Roman number; a name that begins with its initial is none.
_LETTERED = re.compile(
    rf"^(?P<before>{QUOTED}[ ]{{0,3}})(?P<open>\(?)"
    r"(?P<number>[a-z]|[A-Z](?!\.)|[ivxlcdm]{2,7}|[IVXLCDM]{2,7})(?P<stop>[.)])[ \t]+[^\s\\]",
    re.M,
)
_OTHER_LETTER = re.compile(r"^[ >]{0,6}\(?[^\W\d_a-zA-Z][.)][ \t]", re.M)
_NOTE = re.compile(r"^[ ]{0,3}\[\^[^\[\]\s]+\]:[^\n]*(?:\n|\Z)", re.M)
_INDENTED = re.compile(r"(?:[ \t>]*+\n)*+(?:[ \t>]*+(?<=[ ]{2})\S|\t)")
#: What ends a list: a line at the margin below an empty one.
_END = re.compile(r"\n[ \t>]*\n(?=[^\s>])")
_YEAR = 100
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def edits(scan: Scan) -> Iterator[Edit]:
    """A backslash before the full stop of each number that counts nothing, and a comment before
    each item that does not count on from the letter above: it begins a list of its own.
    """
    yield from _restarts(scan)
    group: list[re.Match[str]] = []
    for found in _ITEM.finditer(scan.text):
        if scan.region_at(found.start("number")) is not None or not _begins_block(scan.text, found):
            continue
        if group and not _goes_on(scan.text, group[-1], found):
            yield from _ordinals(scan.text, group)
            group = []
        group.append(found)
    yield from _ordinals(scan.text, group)


def _restarts(scan: Scan) -> Iterator[Edit]:
    above: re.Match[str] | None = None
    # Lists with letters that pandoc does not know are printed as they are typed: ``list_slips``.
    text = "" if _OTHER_LETTER.search(scan.text) else scan.text
    for found in _LETTERED.finditer(text):
        if scan.region_at(found.start("number")) is not None or not _begins_block(text, found):
            continue
        if above is not None and _skips(scan.text, above, found):
            gap = found["before"].rstrip()
            comment = f"{gap}\n{gap} <!-- -->\n{gap}\n" if gap else "\n<!-- -->\n\n"
            yield Edit(found.start(), found.start(), comment)
        above = found


def _skips(text: str, above: re.Match[str], found: re.Match[str]) -> bool:
    """Whether an item is of the list of the one above, and has not the letter behind its."""
    same = all(above[name] == found[name] for name in ("before", "open", "stop"))
    counts = _counts_on(above["number"], found["number"])
    return same and not counts and _goes_on(text, above, found)


def _counts_on(above: str, below: str) -> bool:
    """Whether one is behind the other, as letters or as Roman numbers: *i*, *v* may be either."""
    as_letters = len(above) == len(below) == 1 and ord(below) == ord(above) + 1
    romans = [n for n in (above, below) if set(n.lower()) <= set(_VALUES)]
    return as_letters or (len(romans) == 2 and _roman(below) == _roman(above) + 1)


def _begins_block(text: str, found: re.Match[str]) -> bool:
    """Whether a list can begin here, or an item go on from one above."""
    above = line_before(text, found.start())
    inside = bool(found["before"].strip(" \t>"))
    return (
        inside or not above.strip(" \t>") or any(p.match(above) for p in (_ITEM, _NOTE, _LETTERED))
    )


def _goes_on(text: str, above: re.Match[str], found: re.Match[str]) -> bool:
    """Whether two items are of one list, as pandoc reads them."""
    if found["before"].strip(" \t>") or _kind(above["number"]) != _kind(found["number"]):
        return False
    if above["before"].count(">") != found["before"].count(">"):
        return False
    between = _NOTE.sub("", text[above.end() - 1 : found.start()])
    ends = [end for end in _END.finditer(between) if between[end.end() :].strip()]
    return not ends


def _kind(typed: str) -> tuple[bool, bool]:
    return typed.isdigit(), typed.isupper()


def _ordinals(text: str, group: list[re.Match[str]]) -> Iterator[Edit]:
    numbers = [_number(found["number"]) for found in group]
    counts = all(b - a == 1 for a, b in pairwise(numbers))
    # Lists of years have numbers of their own: see ``list_slips``.
    if len(numbers) > 1 and (counts or not numbers[0] < _YEAR <= max(numbers)):
        return
    above = _ITEM.match(line_before(text, group[0].start())) if group else None
    if above is not None and _number(above["number"]) + 1 == numbers[0]:
        return  # an item below one that begins its list in the middle of another
    for found in group:
        end = text.find("\n", found.end())
        if len(group) == 1 and end >= 0 and _INDENTED.match(text, end + 1):
            return  # an item with more below it
        yield Edit(found.start("stop"), found.end("stop"), r"\.")


def _number(typed: str) -> int:
    if typed.isdigit():
        return int(typed)
    if len(typed) == 1:
        return ord(typed) - ord("a") + 1
    return _roman(typed)


def _roman(typed: str) -> int:
    values = [_VALUES[letter] for letter in typed.lower()]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
