"""Signs that stand for themselves, and are printed as they are typed."""

from __future__ import annotations

import pytest
from document_kit import clean, of_type

from nashr import ast


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("in the '60s and '70s, but", "in the ’60s and ’70s, but"),
        ("Since '92, he said 'yes' to it.", "Since ’92, he said ‘yes’ to it."),
        ("'60 men came' in '60", "‘60 men came’ in ’60"),
        ("'Rock 'n' roll' it's", "‘Rock ’n’ roll’ it’s"),
        ("'Tis so in '60, they say 'so'.", "’Tis so in ’60, they say ‘so’."),
        ("A --> B, H---->O, <-- C <--> D<!-- e --> --", "A --> B, H---->O, <-- C <--> D –"),
        ("q~k~x and -da~-də~-ta, H~2~O, x~i~, V~max~ın", "q~k~x and -da~-də~-ta, H2O, xi, Vmaxın"),
        ("So^[1]^ and^[2, 3–5]^ so^[a]^.", "So[1] and[2,\xa03–5] so[a]."),
        (
            "By [Oran](1998) and [1](p. 5), [b](http://a.org).",
            "By [Oran](1998) and [1](p.\xa05), b.",
        ),
        ("`'60s` and $'60s$", "'60s and '60s"),
        ("by __init__ and __name__", "by __init__ and __name__"),
        ("a `__init__`, __bold__ and __all__ of it", "a __init__, bold and __all__ of it"),
    ],
)
def test_signs_that_stand_for_themselves(body: str, words: str) -> None:
    assert ast.plain_text(clean(body).blocks) == words


def test_a_raised_comma_parts_two_notes_in_the_line() -> None:
    blocks = clean("So^[One.]^,^[Two.] and[^a]^,^[^b].\n\n[^a]: Three.\n\n[^b]: Four.").blocks
    assert len(of_type(blocks, "Note")) == 4
    assert "[" not in ast.plain_text(blocks)


def test_an_escaped_bar_in_code_is_a_bar_in_a_table_alone() -> None:
    blocks = clean("| a | b |\n|---|---|\n| `x \\| y` | 2 |\n\nAnd `x \\| y`.").blocks
    assert [one["c"][1] for one in of_type(blocks, "Code")] == ["x | y", "x \\| y"]
