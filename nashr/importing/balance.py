"""Hold the words of an author's file against those of the manuscript, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from nashr.importing.draft import Draft
from nashr.importing.marks import numbers_in, without_marks
from nashr.importing.paragraphs import Paragraph
from nashr.records import dataclass

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """The words of a paragraph that are missing in the manuscript, or are there and not in it."""

    paragraph: Paragraph
    missing: tuple[str, ...]
    added: tuple[str, ...]


def unbalanced(paragraphs: Iterable[Paragraph], draft: Draft) -> list[Unbalanced]:
    """The paragraphs whose words are not those of the file. Called before marks are settled: the
    text of a field that became a mark is not compared.
    """
    texts = _texts(draft)
    found = []
    for paragraph in paragraphs:
        wanted = Counter(_WORD.findall(paragraph.text))
        there = Counter(_WORD.findall(texts.get(id(paragraph), "")))
        missing, added = wanted - there, there - wanted
        if letters(missing) - letters(added):
            found.append(Unbalanced(paragraph, tuple(missing.elements()), tuple(added.elements())))
    return found


def letters(words: Counter[str]) -> Counter[str]:
    """How often each character is in the words. A sign that one side has as an element of its own
    parts a word there, and not in the other.
    """
    return Counter("".join(words.elements()))


def _texts(draft: Draft) -> dict[int, str]:
    """The text behind the mark of each paragraph, up to the next one of the same story."""
    pieces: dict[int, list[str]] = {}

    def walk(tree: Any, current: list[str]) -> list[str]:
        if isinstance(tree, list):
            for one in tree:
                current = walk(one, current)
            return current
        if not isinstance(tree, dict):
            return current
        kind = tree.get("t")
        if kind == "Note":
            walk(tree["c"], [])
            return current
        if kind == "Str":
            for number in numbers_in(tree["c"]):
                if isinstance(draft.things[number], Paragraph):
                    current = pieces.setdefault(id(draft.things[number]), [])
            current.append(without_marks(tree["c"]))
        elif kind in ("Code", "CodeBlock"):
            for number in numbers_in(tree["c"][1]):
                if isinstance(draft.things[number], Paragraph):
                    current = pieces.setdefault(id(draft.things[number]), [])
            current.append(without_marks(tree["c"][1]))
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            current.append(" ")
        elif kind not in ("Math", "Image"):
            current = walk(tree.get("c", []), current)
        return current

    walk(draft.blocks, [])
    return {key: "".join(found) for key, found in pieces.items()}
