"""Spaces that do not break and signs without width hide no marks."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("#\xa0Heading\n\nText.", ["Header", "Para"]),
        ("\ufeff# Heading\n\nText.", ["Header", "Para"]),
        ("Text.\n\n\u200b## Heading", ["Para", "Header"]),
        ("-\xa0one\n-\xa0two", ["BulletList"]),
        ("1.\xa0one\n2. two", ["OrderedList"]),
        (">\xa0quoted", ["BlockQuote"]),
        ("Text.\n\xa0\n- one\n- two", ["Para", "BulletList"]),
        ("Text.\n\n\xa0\n\nMore.", ["Para", "Para"]),
        ("1920.\xa0ildə", ["Para"]),
        ("-\xa0Salam.", ["Para"]),
        ("```\n#\xa0x\n```", ["CodeBlock"]),
    ],
)
def test_a_mark_is_seen(body: str, tags: list[str]) -> None:
    blocks = clean(body, "az").blocks
    assert [block["t"] for block in blocks] == tags
    assert "#" not in ast.plain_text([b for b in blocks if b["t"] != "CodeBlock"])


def test_a_word_that_is_divided_at_the_end_of_a_line_is_whole() -> None:
    assert ast.plain_text(clean("A di\xad\nvided word.").blocks) == "A di\xadvided word."


@pytest.mark.parametrize(
    ("body", "formulas"),
    [
        ("Between $5 and 10$.", 0),
        ("From $20 million to $30 million$.", 0),
        ("So $2 sin x$ and $5 km$ and $3 \\mu m$.", 3),
        ("So $a$ and $2 + x$.", 2),
    ],
)
def test_an_amount_of_dollars_is_no_formula(body: str, formulas: int) -> None:
    done = clean(body)
    assert len(of_type(done.blocks, "Math")) == formulas
