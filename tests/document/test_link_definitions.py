"""Lines that look like the definition of a link and are text."""

from __future__ import annotations

import re

import pytest
from document_kit import PNG, clean, loaded, places

from nashr import ast


@pytest.mark.parametrize(
    "line",
    [
        "[Question 1]: How did it begin?",
        "[A.K.]: “Very well.”",
        "[3]: Kaya, A. Kitab, Bakı, s. 5 (Ankara)",
        "[2]: Same.",
        "[Note]:Without a space",
        "[*Note*]: With *emphasis*",
        "> [Answer]: In a quotation.",
        "- [Answer]: In an item.",
        "- - [Answer]: In an inner item.",
        "1. One\n\n    [Answer]: Further in an item.",
        "Term\n:   [Answer]: In a definition.",
        "[One]: First of two.\n[Two]: And the second.",
        "[Answer]:\n  on the next line",
        "[Empty]:",
        "[a [b] c]: Words here",
        "<table><tr><td>[Note]: Words</td><td>[Two]:More</td></tr></table>",
        "<div>[Note]: Words in HTML</div>",
    ],
)
def test_a_sentence_behind_a_word_in_brackets_stands_in_the_text(line: str) -> None:
    printed = ast.plain_text(clean(f"Before.\n\n{line}\n\nAfter [2] it.\n").blocks)
    line = re.sub(r"<[^<>]*>", " ", line)
    words = re.findall(r"[^\W_]+(?!\.\s)", line)
    lost = [word for word in words if word not in printed]
    assert not lost, f"the reader does not see {lost} in: {printed}"


def test_an_address_is_none_of_the_text() -> None:
    body = (
        "One [a], [b][b], ![c][c], [d], [e] and [words][f].\n\n"
        "[a]: https://example.org 'Title'\n[b]: <https://example.org/a b>\n"
        '[c]: my map.png "Map"\n[d]: #end\n[e]:\n  mailto:name@example.org\n[f]: example.org\n\n'
        "[//]: # (a remark)\n\n# The end {#end}\n"
    )
    outcome = loaded(body, files={"my map.png": PNG})
    assert outcome.value is not None
    printed = ast.plain_text(outcome.value.blocks)
    assert "[" not in printed
    assert "example.org" not in printed
    assert "content-dropped" not in {found.code for found in outcome.diagnostics}


def test_code_that_looks_like_it_stays_as_it_is() -> None:
    blocks = clean("Text.\n\n    [x]: code\n\n```\n[y]: code\n```\n").blocks
    assert [block["c"][1] for block in blocks if block["t"] == "CodeBlock"] == [
        "[x]: code",
        "[y]: code",
    ]


def test_an_address_that_nothing_calls_is_told_of() -> None:
    found = loaded("Text [a].\n\n[a]: https://example.org\n\n[1]: https://example.org/b\n")
    assert places(found.diagnostics) == [("content-dropped", 8, 1)]
