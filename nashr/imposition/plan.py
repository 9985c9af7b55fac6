"""Which page stands where: the plan of a booklet or of signatures, as sheets with two sides.

A *signature* is a number of sheets that are folded together, one within the other; a booklet is one
signature of all pages, stapled through the fold. On a side of a sheet stand two, four or eight
pages; it is folded once, twice or three times, each time the half away from page 1 to the back:
two pages across; four pages down and then across; eight pages across, down and across.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from nashr.records import dataclass

#: Rows of pages on a side, from the top. Pages of a row that is ``True`` stand on their heads. The
#: numbers are those of a sheet that is folded alone; they are found again by folding it.
_Side: TypeAlias = tuple[tuple[bool, tuple[int, ...]], ...]
_LAYOUTS: dict[int, tuple[_Side, _Side]] = {
    2: (((False, (4, 1)),), ((False, (2, 3)),)),
    4: (
        ((True, (5, 4)), (False, (8, 1))),
        ((True, (3, 6)), (False, (2, 7))),
    ),
    8: (
        ((True, (5, 12, 9, 8)), (False, (4, 13, 16, 1))),
        ((True, (7, 10, 11, 6)), (False, (2, 15, 14, 3))),
    ),
}
PAGES_ON_A_SIDE = tuple(_LAYOUTS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a side of a sheet: its number from 1 (None for an empty one), its column from the
    left and its row from the top, whether it stands on its head, on which side its spine is, and
    within how many other sheets it is folded.
    """

    page: int | None
    column: int
    row: int
    is_turned: bool
    spine: str
    depth: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the signature and the sheet that it belongs to, from 1, its pages."""

    signature: int
    sheet: int
    is_front: bool
    pages: tuple[Placed, ...]


def columns_and_rows(on_a_side: int) -> tuple[int, int]:
    """How many pages stand beside and above each other."""
    rows = _LAYOUTS[on_a_side][0]
    return len(rows[0][1]), len(rows)


def plan(
    pages: int, signature: int | None, on_a_side: int = 2, *, bound_right: bool = False
) -> tuple[Side, ...]:
    """The sides of all sheets, a front before its back. ``signature`` is its number of pages; None
    makes one of all pages. Empty pages fill the last sheet; the last signature may be shorter than
    the others. Raises ``ValueError`` for a signature that no whole sheets make.
    """
    on_a_sheet = 2 * on_a_side
    whole = -(-pages // on_a_sheet) * on_a_sheet
    length = whole if signature is None else signature
    if length % on_a_sheet:
        raise ValueError(f"a signature of {length} pages is no whole number of sheets")
    sides: list[Side] = []
    for number, start in enumerate(range(0, whole, length) if length else (), 1):
        own = min(length, whole - start)
        sides += _signature(number, start, own, pages, on_a_side, bound_right)
    return tuple(sides)


def _signature(
    number: int, start: int, length: int, pages: int, on_a_side: int, bound_right: bool
) -> Iterator[Side]:
    on_a_sheet = 2 * on_a_side
    for sheet in range(length // on_a_sheet):
        for is_front, layout in zip((True, False), _LAYOUTS[on_a_side], strict=True):
            placed = []
            for row, (is_turned, numbers) in enumerate(layout):
                shown = numbers[::-1] if bound_right else numbers
                for column, one in enumerate(shown):
                    page = _in_signature(one, sheet, length, on_a_sheet)
                    depth = min((page - 1) // 2, (length - page) // 2)
                    spine = "left" if (page % 2 == 1) != bound_right else "right"
                    shown_page = start + page if start + page <= pages else None
                    placed.append(Placed(shown_page, column, row, is_turned, spine, depth))
            yield Side(number, sheet + 1, is_front, tuple(placed))


def _in_signature(one: int, sheet: int, length: int, on_a_sheet: int) -> int:
    """The page of a signature that stands where a sheet alone has ``one``: the sheets lie in each
    other, the first outside.
    """
    half = on_a_sheet // 2
    if one <= half:
        return sheet * half + one
    return length - (sheet + 1) * half + one - half
