"""What pandoc complains of, and what nothing closes, is told in the author's lines."""

from __future__ import annotations

import pytest
from document_kit import loaded, places


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("A[^1].\n\n[^1]: One.\n\n[^1]: Two.", "note-duplicate", 8, 1),
        ("A[^x] b[^x].\n\n[^x]: One.\n\n[^x]: Two.", "note-duplicate", 8, 1),
        ("A[^x] b[^x], c[^x].\n\n[^x]: One.", "note-repeated", 4, 8),
        ("A[^x].\n\n| b[^x] |\n|---|\n| c |\n\n[^x]: One.", "note-repeated", 6, 4),
        ("A.\n\n[^1]: Nothing calls it.", "note-uncalled", 6, 1),
        ("A\\index{x} b.\n\n\\emph{c}\n\n[^z]: Nothing calls it.", "note-uncalled", 8, 1),
        ("A and[^no].", "note-unknown", 4, 6),
        ("# Title[^no]\n\nText.", "note-unknown", 4, 8),
        ("| a[^no] |\n|---|\n| b |", "note-unknown", 4, 4),
        ("Text <!-- open.\n\nMore.", "block-unclosed", 4, 6),
        ("A <!-- b --> c.\n\n<!-- open.\n\nMore.", "block-unclosed", 6, 1),
        ("A[^a] b[^b].\n\n[^a]: See[^b].\n\n[^b]: Two.", "note-unknown", 6, 10),
        ("A[^a] b[^b].\n\n[^b]: Two.\n[^a]: One.\n\n    See[^b].", "note-unknown", 9, 8),
        ("::: {lang=tr}\nMetin.\n\nText.", "block-unclosed", 4, 1),
        ("A.\n\n::: note\n\n::: inner\nB.\n:::\n", "block-unclosed", 6, 1),
        ("A.\n\n```\ncode", "block-unclosed", 6, 1),
        ("A.\n\n~~~ python\ncode\n", "block-unclosed", 6, 1),
        ("A.\n\n- item\n\n  ```\n  code\n", "block-unclosed", 8, 3),
        (
            "[a].\n\n[a]: https://example.org/1\n\n[a]: https://example.org/2",
            "pandoc-warning",
            8,
            1,
        ),
    ],
)
def test_each_is_told_where_it_stands(body: str, code: str, line: int, column: int) -> None:
    assert (code, line, column) in places(loaded(body).diagnostics)


@pytest.mark.parametrize(
    "body",
    [
        "A[^1].\n\n[^1]: One.",
        "A \\emph{b[^1]}.\n\n[^1]: Called in the argument of a command.",
        "A \\footnote{See [here][l].}\n\n[l]: https://example.org",
        "A[^x] `[^x]` \\[^x] <!-- [^x] --> b.\n\n[^x]: One.",
        "A `[^no]` and $x[^2]$ \\[^no\\].\n\n```\n[^no]\n::: x\n```",
        "::: note\nA.\n:::\n\n```\n:::\n```\n\n~~~~\n~~~\n~~~~",
        "A ``` b ``` c.",
        "A:\n\n    ```\n    code\n",
        "<!--\n```\n-->\n\nA.",
    ],
)
def test_nothing_is_told_of_what_is_right(body: str) -> None:
    assert loaded(body).diagnostics == ()


def test_a_note_of_the_text_cannot_be_called_in_the_front_matter() -> None:
    front = "title: T\nacknowledgements: Thanks[^1] to all^[Of them.] and \\[^2]."
    found = loaded(
        "A[^1].\n\n[^1]: One.",
        front_matter=front,
        acknowledgements="Thanks[^1] to all^[Of them.] and \\[^2].",
    )
    assert places(found.diagnostics) == [("note-unknown", 3, 25)]
