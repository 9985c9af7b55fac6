"""Type that the style of a span asks for."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast


@pytest.mark.parametrize(
    ("style", "elements"),
    [
        ("font-weight:700", ["Strong"]),
        ("color: red; font-weight: bold", ["Strong"]),
        ("font-style:italic;font-weight:600", ["Strong", "Emph"]),
        ("text-decoration: underline", ["Underline"]),
        ("vertical-align:super", ["Superscript"]),
        ("font-weight:400;font-style:normal", []),
    ],
)
def test_what_a_style_says(style: str, elements: list[str]) -> None:
    blocks = clean(f'A <span style="{style}">word</span>.').blocks
    for element in ("Strong", "Emph", "Underline", "Superscript"):
        shown = [ast.plain_text(one) for one in of_type(blocks, element)]
        assert shown == (["word"] if element in elements else [])
    assert ast.plain_text(blocks) == "A word."
