"""The positions of cites: first, subsequent, ibid, near-note.

CSL 1.0.2, "Choose", the attribute ``position``.
"""

from __future__ import annotations

from collections.abc import Sequence

from nashr.citations.requests import CitedGroup, CitedItem
from nashr.records import dataclass

#: Positions by their number in CSL JSON: first, subsequent, ibid, ibid with locator.
_NUMBERED = (
    frozenset({"first"}),
    frozenset({"subsequent"}),
    frozenset({"subsequent", "ibid"}),
    frozenset({"subsequent", "ibid", "ibid-with-locator"}),
)


@dataclass(frozen=True, slots=True)
class CitePosition:
    """The positions of a cite, and the note in which its work was first cited."""

    positions: frozenset[str]
    first_note: int = 0


def find_positions(groups: Sequence[CitedGroup], near: int) -> list[list[CitePosition]]:
    """The position of each item of each citation; ``near`` is the near-note distance."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    result: list[list[CitePosition]] = []
    for n, group in enumerate(groups):
        number = group.note_number or n + 1
        row: list[CitePosition] = []
        for index, item in enumerate(group.items):
            if item.position is not None:
                row.append(_given(item))
                continue
            positions = {"first"}
            if item.key in first_notes:
                positions = _repeated(item, _before(groups, n, index))
                if number - last_notes[item.key] <= near:
                    positions.add("near-note")
            first = item.first_note or first_notes.get(item.key, 0)
            row.append(CitePosition(frozenset(positions), first if "first" not in positions else 0))
            first_notes.setdefault(item.key, group.note_number)
            last_notes[item.key] = number
        result.append(row)
    return result


def _given(item: CitedItem) -> CitePosition:
    position = item.position or 0
    positions = _NUMBERED[position] if 0 <= position < len(_NUMBERED) else _NUMBERED[1]
    if item.near_note:
        positions |= {"near-note"}
    return CitePosition(positions, item.first_note)


def _before(groups: Sequence[CitedGroup], n: int, index: int) -> CitedItem | None:
    """The item that ibid would refer to: the previous one, if nothing is cited in between."""
    if index:
        return groups[n].items[index - 1]
    number = groups[n].note_number
    at = n - 1
    while at >= 0 and (groups[at].note_number == 0) != (number == 0):
        # Citations in the text and in notes are separate sequences.
        at -= 1
    if at < 0 or not groups[at].items:
        return None
    before = groups[at].note_number
    gap = number - before
    if gap not in (0, 1):
        return None
    keys = {item.key for item in groups[at].items}
    if gap == 1:
        earlier = at - 1
        while earlier >= 0 and groups[earlier].note_number == before:
            keys.update(item.key for item in groups[earlier].items)
            earlier -= 1
    return groups[at].items[-1] if len(keys) == 1 else None


def _located(item: CitedItem) -> tuple[object, ...]:
    return item.label, item.locator, item.more


def _repeated(item: CitedItem, before: CitedItem | None) -> set[str]:
    positions = {"subsequent"}
    if before is None or before.key != item.key:
        return positions
    if not item.locator:
        return positions if before.locator else positions | {"ibid"}
    positions |= {"ibid", "ibid-with-locator"}
    same = _located(item) == _located(before)
    return positions - {"ibid-with-locator"} if same else positions
