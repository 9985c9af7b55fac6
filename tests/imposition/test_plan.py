"""The plans of booklets and signatures, folded as paper is: then the pages are in order."""

from __future__ import annotations

import pytest

from nashr.imposition.plan import Side, columns_and_rows, plan

#: A leaf as it lies: the page that faces up, and the one on its back.
Leaf = tuple[int | None, int | None]


def folded(front: Side, back: Side, on_a_side: int, *, bound_right: bool) -> list[Leaf]:
    """The leaves of one sheet from the top, once it was folded: the half away from page 1 behind
    the other where there are four columns, the upper row behind the lower, then again across.
    """
    columns, rows = columns_and_rows(on_a_side)
    backs = {(one.column, one.row): one.page for one in back.pages}
    stacks = {
        (one.column, one.row): [(one.page, backs[columns - 1 - one.column, one.row])]
        for one in front.pages
    }
    while columns * rows > 1:
        if rows > 1 and columns <= 2:
            for column in range(columns):
                stacks[column, 0] = stacks[column, 1] + behind(stacks[column, 0])
            rows = 1
        else:
            half = columns // 2
            kept = range(half) if bound_right else range(half, columns)
            stacks = {
                (column - kept.start, row): stacks[column, row]
                + behind(stacks[columns - 1 - column, row])
                for column in kept
                for row in range(rows)
            }
            columns = half
    return stacks[0, 0]


def behind(stack: list[Leaf]) -> list[Leaf]:
    return [(back, front) for front, back in reversed(stack)]


def read(sides: tuple[Side, ...], on_a_side: int, *, bound_right: bool) -> list[int | None]:
    """The pages as a reader turns them: sheets of a signature lie in each other."""
    pages: list[int | None] = []
    for number in sorted({side.signature for side in sides}):
        first: list[Leaf] = []
        last: list[Leaf] = []
        own = [side for side in sides if side.signature == number]
        for front, back in zip(own[::2], own[1::2], strict=True):
            leaves = folded(front, back, on_a_side, bound_right=bound_right)
            first += leaves[: len(leaves) // 2]
            last = leaves[len(leaves) // 2 :] + last
        pages += [page for leaf in (*first, *last) for page in leaf]
    return pages


@pytest.mark.parametrize("bound_right", [False, True])
@pytest.mark.parametrize(
    ("pages", "signature", "on_a_side"),
    [
        *((4, None, 2), (13, None, 2), (16, 8, 2), (37, 16, 2), (40, 4, 2)),
        *((8, 8, 4), (30, 16, 4), (32, None, 4), (16, 16, 8), (64, 32, 8)),
    ],
)
def test_folded_sheets_are_read_in_order(
    pages: int, signature: int | None, on_a_side: int, bound_right: bool
) -> None:
    sides = plan(pages, signature, on_a_side, bound_right=bound_right)
    found = read(sides, on_a_side, bound_right=bound_right)
    assert found[:pages] == list(range(1, pages + 1))
    assert all(page is None for page in found[pages:])
    assert len(found) % (2 * on_a_side) == 0 and len(found) - pages < 2 * on_a_side


def test_a_wrong_plan_is_not_read_in_order() -> None:
    """The control: two sheets in the wrong order."""
    sides = plan(8, None)
    assert read((*sides[2:], *sides[:2]), 2, bound_right=False) != list(range(1, 9))


def test_inner_pages_lie_within_more_sheets() -> None:
    depth = {p.page: p.depth for side in plan(16, None) for p in side.pages}
    assert [depth[page] for page in range(1, 17)] == [
        *(0, 0, 1, 1, 2, 2, 3, 3),
        *(3, 3, 2, 2, 1, 1, 0, 0),
    ]


def test_the_spine_is_between_the_pages_of_a_sheet() -> None:
    for bound_right in (False, True):
        for side in plan(8, None, bound_right=bound_right):
            left, right = sorted(side.pages, key=lambda one: one.column)
            assert (left.spine, right.spine) == ("right", "left")


def test_a_signature_of_no_whole_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number of sheets"):
        plan(12, 4, 4)
