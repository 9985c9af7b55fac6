"""Bring a revised file of the author's together with a manuscript that an editor has changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from nashr.records import dataclass

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
        both = min(end - begin, end_other - begin_other)
        for n in range(both):
            instead[begin + n] = [other[begin_other + n]]
        before[begin + both] += other[begin_other + both : end_other]
    pairs = zip(before, instead, strict=False)
    return [*(one for pair in pairs for one in pair), before[-1]]


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
