"""Warnings of the typesetting engine in the words of messages."""

from __future__ import annotations

import pytest

from nashr.diagnostics import Span
from nashr.outputs.edition import Theme
from nashr.outputs.pdf.engine_warnings import place, sentence, sheet_files


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


_BASE = "html { color: black }\np { margin: 0 }\n"
_THEME = Theme(
    sheets={"pdf": "/* science */\n\np { foo: bar }\nh1 { color: blu }\n"},
    files={"pdf": (("templates/themes/a/pdf.css", 1), ("templates/themes/b/pdf.css", 3))},
)


@pytest.mark.parametrize(
    ("logged", "where"),
    [
        ("Ignored `foo: bar` at 3:5, unknown property.", ("templates/themes/b/pdf.css", 1, 5)),
        ("Ignored `color: blu` at 4:6, invalid value.", ("templates/themes/b/pdf.css", 2, 6)),
        ("Ignored `margin: 0` at 2:5, invalid value.", ("templates/pdf/article.css", 2, 5)),
        ("Ignored `padding: 0` at 2:5, invalid value.", None),
        ("Something else happened.", None),
    ],
)
def test_the_style_sheet_is_named_that_it_is_about(
    logged: str, where: tuple[str, int, int] | None
) -> None:
    found = place(logged, sheet_files(_THEME, "pdf/article.css", _BASE))
    assert found == (Span(*where) if where else None)
