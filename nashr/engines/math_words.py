"""Words in formulas in letters that the font for mathematics lacks: other fonts have them.

The order of the pieces is that of the Unicode Bidirectional Algorithm (UAX #9), as far as words of
a formula need it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from nashr.engines import fonts
from nashr.engines.math_font import MathFont, opened
from nashr.records import dataclass

_FAMILIES = ("serif", "arabic", "broad", "further")
_RIGHT_TO_LEFT, _NUMBERS = frozenset({"R", "AL"}), frozenset({"EN", "AN"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that one font sets, in one direction."""

    text: str
    font: MathFont
    right_to_left: bool


def pieces(text: str, first: MathFont) -> list[Piece] | None:
    """The pieces of a text from left to right; None where no font has a character of it."""
    chosen = list(_fonts(text, first))
    if None in chosen:
        return None
    levels = _levels(text)
    runs = [
        (level, Piece(text[places[0] : places[-1] + 1], font, level % 2 == 1))
        for (level, font), places in _grouped(levels, chosen)
        if font is not None
    ]
    for least in (2, 1):
        runs = _turned(runs, least)
    return [piece for _, piece in runs]


def _grouped(
    levels: Sequence[int], chosen: Sequence[MathFont | None]
) -> Iterator[tuple[tuple[int, MathFont | None], list[int]]]:
    numbers: dict[int, int] = {}
    keys = [numbers.setdefault(id(font), len(numbers)) for font in chosen]
    for _, places in groupby(range(len(levels)), lambda n: (levels[n], keys[n])):
        found = list(places)
        yield (levels[found[0]], chosen[found[0]]), found


def _fonts(text: str, first: MathFont) -> Iterator[MathFont | None]:
    """The font of each character: that of the one before where it has both."""
    last = first
    for char, following in pairwise([*text, " "]):
        fonts_ = (last, first, *_others()) if char.isspace() or _clings(char) else (first, last)
        if not char.isspace() and unicodedata.combining(following):
            # A letter and the mark on it are of one font.
            both = [one for one in (*fonts_, *_others()) if one.has(char) and one.has(following)]
            fonts_ = (*both, *fonts_)
        found = next((one for one in (*fonts_, *_others()) if one.has(char)), None) or _rare(char)
        last = found or last
        yield found


def _rare(char: str) -> MathFont | None:
    """The font of a character of another script."""
    faces = fonts.shop().rare(char)
    return opened(fonts.path_of(fonts.key_of(next(iter(faces))))) if faces else None


def _clings(char: str) -> bool:
    """Whether a character stands in the font of its word: marks on letters, and those that show
    nothing.
    """
    return unicodedata.category(char) in ("Mn", "Mc", "Cf")


@cache
def _others() -> tuple[MathFont, ...]:
    return tuple(opened(fonts.path_of(family)) for family in _FAMILIES)


def _levels(text: str) -> list[int]:
    """The embedding level of each character."""
    sides = [_side(unicodedata.bidirectional(char)) for char in text]
    base = 1 if next((side for side in sides if side in ("L", "R")), "L") == "R" else 0
    levels: list[int] = []
    last = "R" if base else "L"
    for n, side in enumerate(sides):
        if side == "N":  # rule N1, where numbers count as written from the right
            after = next((one for one in sides[n:] if one != "N"), "R" if base else "L")
            number = "L" if last == "L" and not base else "R"
            around = {number if one == "#" else one for one in (last, after)}
            alike = around.pop() if len(around) == 1 else ""
            levels.append({"L": 2 * base, "R": 1}.get(alike, base))
            continue
        if side == "#" and last == "L" and not base:
            side = "L"
        levels.append({"L": 2 * base, "R": 1, "#": 2}[side])
        last = side
    return levels


def _side(kind: str) -> str:
    """``L`` and ``R`` for letters, ``#`` for digits, ``N`` for all else."""
    if kind == "L" or kind in _NUMBERS:
        return "L" if kind == "L" else "#"
    return "R" if kind in _RIGHT_TO_LEFT else "N"


def _turned(runs: list[tuple[int, Piece]], least: int) -> list[tuple[int, Piece]]:
    done: list[tuple[int, Piece]] = []
    for turns, stretch in groupby(runs, lambda run: run[0] >= least):
        found = list(stretch)
        done += reversed(found) if turns else found
    return done
