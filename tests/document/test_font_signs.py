"""Bullets of Symbol and Wingdings that were pasted from Word."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "\uf076", "\uf06e"])
def test_lines_with_such_bullets_are_a_list(sign: str) -> None:
    (found,) = of_type(clean(f"Siyahı:\n{sign}\tbir\n{sign}\tiki").blocks, "BulletList")
    assert [ast.plain_text(item) for item in found["c"]] == ["bir", "iki"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\uf0b7 One alone.\n\n\uf0fc Done.", "• One alone. ✓ Done."),
        ("A \uf0e0 B \uf0b7 C", "A → B • C"),
        # The two fonts have different signs here, and nobody can say which is meant.
        ("The angle \uf0a7 and `\uf0b7`", "The angle \uf0a7 and \uf0b7"),
    ],
)
def test_known_signs_are_those_of_unicode(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


def test_a_letter_that_stands_for_a_ring_is_a_bullet() -> None:
    (found,) = of_type(clean("Siyahı:\no\tbir\n o\tiki").blocks, "BulletList")
    assert [ast.plain_text(item) for item in found["c"]] == ["bir", "iki"]
    assert ast.plain_text(clean("o\tbir\n\no\tiki\n\nSon.").blocks) == "• bir • iki Son."
    assert ast.plain_text(clean("o\tgəldi.\n\nSon.").blocks) == "o gəldi. Son."
