"""Signs that LaTeX makes of several characters."""

from __future__ import annotations

import pytest

from nashr.importing.latex_shorthands import with_quotation_marks

_RUSSIAN = "\\usepackage[english,russian]{babel}\n"
_GERMAN = "\\documentclass[ngerman]{article}\n"


@pytest.mark.parametrize(
    ("preamble", "text", "made"),
    [
        ("", "<<bir>> ,,iki`` $a << b$ 1,,2", "«bir» „iki`` $a << b$ 1,,2"),
        ("", '"bir" \\verb|<<|', '"bir" \\verb|<<|'),
        (_RUSSIAN, 'лес "--- это "=да "`дом"\'', "лес — это -да „дом“"),
        (_GERMAN, 'B"aume stra"se "`Wort"\' Ein"=gang', "Bäume straße „Wort“ Ein-gang"),
        ("\\usepackage[turkish]{babel}\n", 'a "--- b "a', 'a "--- b "a'),
    ],
)
def test_signs_are_those_that_are_printed(preamble: str, text: str, made: str) -> None:
    assert with_quotation_marks(preamble + text) == preamble + made
