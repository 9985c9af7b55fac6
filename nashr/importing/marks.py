"""Marks in a text: short sequences of private characters that pandoc passes through as they are.

A mark stands at the head of each paragraph, and in the place of what pandoc does not read. It has
a number; what it stands for is kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nashr.records import dataclass, field

#: Characters of plane 15, which is for private use: no font and no author has them.
_FIRST, _LAST, _DIGITS = 0xF0000, 0xF0001, 0xF0010
_BEGIN, _END = chr(_FIRST), chr(_LAST)
MARK = re.compile(f"{_BEGIN}([{chr(_DIGITS)}-{chr(_DIGITS + 9)}]+){_END}")
_TO_PRIVATE = {ord("0") + n: _DIGITS + n for n in range(10)}
_FROM_PRIVATE = {_DIGITS + n: ord("0") + n for n in range(10)}
_FORGED = re.compile(f"[{_BEGIN}{_END}{chr(_DIGITS)}-{chr(_DIGITS + 9)}]")


def without_forged(text: str) -> str:
    """A text of the author's without the characters that marks are made of."""
    return _FORGED.sub("", text)


def encode(number: int) -> str:
    """The mark of a number."""
    return f"{_BEGIN}{str(number).translate(_TO_PRIVATE)}{_END}"


def numbers_in(text: str) -> list[int]:
    """The numbers of the marks in a text, in order."""
    return [int(found.translate(_FROM_PRIVATE)) for found in MARK.findall(text)]


def without_marks(text: str) -> str:
    return MARK.sub("", text)


def replace_marks(text: str, replacement: Callable[[int], str]) -> str:
    """The text with what ``replacement`` gives in the place of each mark."""
    return MARK.sub(lambda found: replacement(int(found[1].translate(_FROM_PRIVATE))), text)


@dataclass(slots=True)
class Marks:
    """What the marks of one file stand for, by number."""

    things: dict[int, object] = field(default_factory=dict)

    def add(self, thing: object) -> str:
        """The mark for one more thing."""
        number = len(self.things) + 1
        self.things[number] = thing
        return encode(number)


def number_of(text: str) -> int | None:
    """The number of the mark that a text is, and nothing else; None for any other text."""
    found = MARK.fullmatch(text)
    return int(found[1].translate(_FROM_PRIVATE)) if found else None


def pieces_of(text: str) -> list[str]:
    """The text cut before and behind each mark, without empty pieces."""
    pieces: list[str] = []
    end = 0
    for found in MARK.finditer(text):
        pieces += [text[end : found.start()], found[0]]
        end = found.end()
    return [piece for piece in (*pieces, text[end:]) if piece]
