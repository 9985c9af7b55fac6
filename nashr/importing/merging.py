"""Bring a revised file of the author's together with a manuscript that an editor has changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from nashr.records import dataclass

#: Paragraphs are taken for the same one from this share of common words on.
_LEAST_ALIKE = 0.4
#: So many pairs of paragraphs of one changed place are compared.
_MOST_COMPARED = 2500
_BETWEEN = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both have changed: the line in the editor's text, and the first words of what
    each has there.
    """

    line: int
    editor: str
    author: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with the changes of both; ``changed`` are the first words of the paragraphs that
    the author has changed or added. With ``conflicts`` the text is the editor's.
    """

    text: str
    changed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, editor: str, author: str) -> Merged:
    """Merge by paragraphs: ``base`` is what the last import wrote, ``editor`` what stands there
    now, ``author`` what the revised file gives.
    """
    old = _paragraphs(base)
    sides = [_sides(old, _paragraphs(text)) for text in (editor, author)]
    merged: list[str] = []
    changed: list[str] = []
    conflicts: list[Conflict] = []
    for before, ours, theirs in zip(_sides(old, old), *sides, strict=True):
        if theirs in (before, ours):
            merged += ours
        elif ours == before:
            merged += theirs
            changed += map(_excerpt, theirs)
        else:
            place = editor.find(ours[0]) if ours else -1
            line = editor.count("\n", 0, place) + 1 if place >= 0 else 0
            conflicts.append(Conflict(line, _excerpt(*ours[:1]), _excerpt(*theirs[:1])))
    if conflicts:
        return Merged(editor, conflicts=tuple(conflicts))
    return Merged("\n\n".join(merged) + "\n", tuple(changed))


def _paragraphs(text: str) -> list[str]:
    return _BETWEEN.split(text.replace("\r\n", "\n").strip("\n"))


def _excerpt(paragraph: str = "") -> str:
    words = paragraph.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _sides(base: Sequence[str], other: Sequence[str]) -> list[list[str]]:
    """What another text has in the place of each paragraph, and before each: lists of the same
    number for every text. A paragraph that is changed stands in the place of the old one.
    """
    before: list[list[str]] = [[] for _ in range(len(base) + 1)]
    instead: list[list[str]] = [[] for _ in base]
    matcher = difflib.SequenceMatcher(None, base, other, autojunk=False)
    for _, begin, end, begin_other, end_other in matcher.get_opcodes():
        place = begin_other
        for n, partner in _partners(base[begin:end], other[begin_other:end_other]):
            before[begin + n] += other[place : begin_other + partner]
            instead[begin + n] = [other[begin_other + partner]]
            place = begin_other + partner + 1
        before[end] += other[place:end_other]
    pairs = zip(before, instead, strict=False)
    return [*(one for pair in pairs for one in pair), before[-1]]


def _partners(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph of another text each of a base has become: those at the same place where
    there are as many, else those that are most alike, in order.
    """
    if len(base) == len(other) or len(base) * len(other) > _MOST_COMPARED:
        return [(n, n) for n in range(min(len(base), len(other)))]
    # The sums of likeness of the best partners of what stands before each pair of places.
    best = [[0.0] * (len(other) + 1) for _ in range(len(base) + 1)]
    alike = [[_likeness(one, two) for two in other] for one in base]
    for n in range(len(base)):
        for m in range(len(other)):
            both = best[n][m] + alike[n][m]
            best[n + 1][m + 1] = max(both, best[n][m + 1], best[n + 1][m])
    found: list[tuple[int, int]] = []
    n, m = len(base), len(other)
    while n and m:
        if best[n][m] == best[n - 1][m]:
            n -= 1
        elif best[n][m] == best[n][m - 1]:
            m -= 1
        else:
            n, m = n - 1, m - 1
            found.append((n, m))
    return found[::-1]


def _likeness(one: str, other: str) -> float:
    """How much two paragraphs have in common, from 0 to 1; little is none."""
    found = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return found if found >= _LEAST_ALIKE else 0.0


def line_in(merged: str, author: str) -> list[int]:
    """The line of a merged text that stands for each line of the author's, which is number 0 in the
    list for line 1. Where the editor has other words, it is the line where those begin.
    """
    lines, other = author.split("\n"), merged.split("\n")
    found = [0] * len(lines)
    matcher = difflib.SequenceMatcher(None, lines, other, autojunk=False)
    for _, begin, end, begin_other, end_other in matcher.get_opcodes():
        for n in range(begin, end):
            last = max(begin_other, end_other - 1)
            found[n] = min(begin_other + n - begin, last) + 1
    return found
