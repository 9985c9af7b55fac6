"""Hold the words of an author's file, and its notes, pictures and formulas, against those of the
manuscript, paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from nashr.importing.draft import Draft
from nashr.importing.marks import numbers_in, without_marks
from nashr.importing.paragraphs import Paragraph
from nashr.records import dataclass, field

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """The words of a paragraph that are missing in the manuscript, or are there and not in it; how
    many of its notes, pictures and formulas are missing.
    """

    paragraph: Paragraph
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    notes: int = 0
    pictures: int = 0
    formulas: int = 0


@dataclass(slots=True)
class _There:
    """What the manuscript has of a paragraph."""

    pieces: list[str] = field(default_factory=list)
    notes: int = 0
    pictures: int = 0
    formulas: int = 0


def unbalanced(paragraphs: Iterable[Paragraph], draft: Draft) -> list[Unbalanced]:
    """The paragraphs that are not as in the file. Called before marks are settled: the text of a
    field that became a mark is not compared.
    """
    all_there = _all_there(draft)
    found = []
    for paragraph in paragraphs:
        there = all_there.get(id(paragraph), _There())
        wanted = Counter(_WORD.findall(paragraph.text))
        words = Counter(_WORD.findall("".join(there.pieces)))
        missing, added = wanted - words, words - wanted
        if not letters(missing) - letters(added):
            missing = Counter()
        lost = [
            max(0, getattr(paragraph, kind) - getattr(there, kind))
            for kind in ("notes", "pictures", "formulas")
        ]
        if missing or any(lost):
            words_of = (tuple(missing.elements()), tuple(added.elements()))
            found.append(Unbalanced(paragraph, *words_of, *lost))
    return found


def letters(words: Counter[str]) -> Counter[str]:
    """How often each character is in the words. A sign that one side has as an element of its own
    parts a word there, and not in the other.
    """
    return Counter("".join(words.elements()))


def _all_there(draft: Draft) -> dict[int, _There]:
    """What stands behind the mark of each paragraph, up to the next one of the same story."""
    found: dict[int, _There] = {}

    def begin(text: str, current: _There) -> _There:
        for number in numbers_in(text):
            if isinstance(draft.things[number], Paragraph):
                current = found.setdefault(id(draft.things[number]), _There())
        current.pieces.append(without_marks(text))
        return current

    def walk(tree: Any, current: _There) -> _There:
        if isinstance(tree, list):
            for one in tree:
                current = walk(one, current)
            return current
        if not isinstance(tree, dict):
            return current
        match tree:
            case {"t": "Note", "c": inside}:
                current.notes += 1
                walk(inside, _There())
            case {"t": "Str", "c": str(text)}:
                current = begin(text, current)
            case {"t": "Code" | "CodeBlock", "c": [_, str(text)]}:
                current = begin(text, current)
            case {"t": "Space" | "SoftBreak" | "LineBreak"}:
                current.pieces.append(" ")
            case {"t": "Math"}:
                current.formulas += 1
            case {"t": "Image"}:
                current.pictures += 1
            case _:
                current = walk(tree.get("c", []), current)
        return current

    walk(draft.blocks, _There())
    return found
