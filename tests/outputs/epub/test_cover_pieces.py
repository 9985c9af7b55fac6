"""A line of a cover is drawn by as many faces as it needs, from left to right."""

from __future__ import annotations

import pytest

from nashr.outputs.epub.cover_pieces import pieces
from nashr.ports import Face

LATIN, ARABIC, OLD = Face("serif"), Face("arabic"), Face("further", script="own-old")
HAVE = {
    LATIN: frozenset("abcdef :."),
    ARABIC: frozenset("ابجد "),
    OLD: frozenset("𐰀𐰉𐰍"),
}


def lacking(face: Face, characters: frozenset[str]) -> frozenset[str]:
    return characters - HAVE[face]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc de", [(LATIN, "abc de")]),
        ("ابج", [(ARABIC, "ابج")]),
        ("ab: 𐰀𐰉.", [(LATIN, "ab: "), (OLD, "𐰀𐰉"), (LATIN, ".")]),
        ("ab 𐰀𐰉:𐰍 c", [(LATIN, "ab "), (OLD, "𐰍"), (LATIN, ":"), (OLD, "𐰀𐰉"), (LATIN, " c")]),
        ("ابج ab اد", [(ARABIC, "اد"), (LATIN, "ab "), (ARABIC, "ابج ")]),
    ],
)
def test_pieces_stand_from_left_to_right(text: str, expected: list[tuple[Face, str]]) -> None:
    assert pieces(text, (LATIN, ARABIC, OLD), lacking) == expected


def test_a_character_that_no_face_has_is_left_to_the_first() -> None:
    assert pieces("a漢", (LATIN, OLD), lacking) == [(LATIN, "a漢")]
