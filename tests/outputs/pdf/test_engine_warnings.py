"""Warnings of the typesetting engine in the words of messages."""

from __future__ import annotations

import pytest

from nashr.outputs.pdf.engine_warnings import sentence


@pytest.mark.parametrize(
    ("logged", "said"),
    [
        (
            "Ignored `foo: bar ` at 1:14, unknown property.",
            "In a style sheet, line 1, column 14: “foo: bar” is no property of print.",
        ),
        (
            "Ignored `color: ` at 1:5, no value.",
            "In a style sheet, line 1, column 5: “color:” has no value.",
        ),
        (
            "Ignored `color:\n  blu` at 3:5, invalid value.",
            "In a style sheet, line 3, column 5: “color: blu” cannot be understood and was left"
            " out.",
        ),
        (
            "Unsupported @page selector ':x', the whole @page rule was ignored at 7:1.",
            "In a style sheet, line 7, column 1: the rule @page cannot be understood and was left"
            " out.",
        ),
        (
            "Error: EOF reached before {} block for a qualified rule. at 2:11.",
            "In a style sheet, line 2, column 11: a brace or a sign is missing or wrong.",
        ),
        ("Something else happened.", "Something else happened."),
    ],
)
def test_it_says_where_and_what(logged: str, said: str) -> None:
    assert str(sentence(logged)) == said
