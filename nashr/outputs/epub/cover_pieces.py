"""The pieces of a line of a cover, each of one face: Pillow takes no letter from another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby

from nashr.ports import Face

#: Gives those of the characters that a face does not have.
Lacking = Callable[[Face, frozenset[str]], frozenset[str]]
Piece = tuple[Face, str]
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def pieces(text: str, faces: Sequence[Face], lacking: Lacking) -> list[Piece]:
    """The pieces of a line from left to right: one, of the face that has all of it; otherwise each
    character is of the first face that has it, marks and spaces of that before them.
    """
    characters = frozenset(text)
    lacks = {face: lacking(face, characters) for face in faces}
    whole = next((face for face in reversed(faces) if not lacks[face]), None)
    if whole is not None or not text:
        return [(whole or faces[0], text)]
    chosen: list[Face] = []
    for char in text:
        able = [face for face in faces if char not in lacks[face]] or [faces[0]]
        clings = char.isspace() or unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")
        chosen.append(chosen[-1] if clings and chosen and chosen[-1] in able else able[0])
    found: list[Piece] = []
    for face, places in groupby(range(len(text)), chosen.__getitem__):
        found.append((face, "".join(text[place] for place in places)))
    return _from_left(found, turned=_direction(text) == "R")


def _from_left(found: list[Piece], *, turned: bool) -> list[Piece]:
    """The pieces in the order in which they stand; those of the other direction are turned."""
    own, other = ("R", "L") if turned else ("L", "R")
    ways: list[str] = []
    strong = [_direction(text) for _, text in found]
    for place, way in enumerate(strong):
        after = next((one for one in strong[place:] if one), own)
        # What has no direction is between two of the other one a part of them.
        inside = bool(ways) and ways[-1] == other == after
        ways.append(way or (other if inside else own))
    order: list[Piece] = []
    for way, places in groupby(range(len(found)), ways.__getitem__):
        some = [found[place] for place in places]
        order += reversed(some) if way == other else some
    if not turned:
        return order
    # Pieces from left to right are in order already, when the whole is turned.
    return list(reversed(order))


def _direction(text: str) -> str:
    """``L`` or ``R`` by the first letter that has a direction; empty for none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            return "L" if kind == "L" else "R"
    return ""
