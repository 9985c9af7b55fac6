"""Whether a work is cited for the first time, again, or right after itself.

CSL 1.0.2, "Choose", the attribute ``position``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nashr.model import Citation, CiteItem


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its positions, and the note in which its work was first cited."""

    positions: frozenset[str]
    first_note: int = 0


def places(citations: Sequence[Citation], near: int) -> list[list[Place]]:
    """The place of each item of each citation; ``near`` is the style's near-note distance."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    result: list[list[Place]] = []
    for n, citation in enumerate(citations):
        number = citation.note_number or n + 1
        row: list[Place] = []
        for index, item in enumerate(citation.items):
            before = _before(citations, n, index)
            positions = {"first"}
            if item.key in first_notes:
                positions = _repeated(item, before)
                if number - last_notes[item.key] <= near:
                    positions.add("near-note")
            row.append(Place(frozenset(positions), first_notes.get(item.key, 0)))
            first_notes.setdefault(item.key, citation.note_number)
            last_notes[item.key] = number
        result.append(row)
    return result


def _before(citations: Sequence[Citation], n: int, index: int) -> CiteItem | None:
    """The item that an ibid would refer to: the one before, if nothing stands between."""
    if index:
        return citations[n].items[index - 1]
    if n == 0 or len(citations[n - 1].items) != 1:
        return None
    gap = citations[n].note_number - citations[n - 1].note_number
    return citations[n - 1].items[0] if gap in (0, 1) else None


def _repeated(item: CiteItem, before: CiteItem | None) -> set[str]:
    positions = {"subsequent"}
    if before is None or before.key != item.key:
        return positions
    if item.locator is None:
        return positions if before.locator is not None else positions | {"ibid"}
    positions |= {"ibid", "ibid-with-locator"}
    same = (item.label, item.locator) == (before.label, before.locator)
    return positions - {"ibid-with-locator"} if same else positions
