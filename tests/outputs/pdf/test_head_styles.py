"""The size, the capitals and the spacing of running heads under the style sheet of a theme."""

from __future__ import annotations

import pytest

from nashr.outputs.page_geometry import SIZE
from nashr.outputs.pdf.head_styles import HeadStyle, head_styles

BASE = HeadStyle(8.6)
BOTH = ".running-authors, .running-title"


def test_heads_are_small_capitals_that_grow_with_the_text() -> None:
    assert head_styles("", SIZE) == (BASE, BASE)
    assert head_styles("p { font-size: 30pt }", 2 * SIZE)[0] == HeadStyle(17.2)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("font-size: 12pt", HeadStyle(12.0)),
        ("font-size: 16px; font-variant-caps: normal", HeadStyle(12.0, small_capitals=False)),
        ("font-variant: all-small-caps", BASE),
        ("letter-spacing: 0", HeadStyle(8.6, spacing=0.0)),
        ("letter-spacing: 1.2pt; font-size: 12pt", HeadStyle(12.0, spacing=0.1)),
        ("letter-spacing: 0.1em; font-size: 12pt", HeadStyle(12.0, spacing=0.1)),
        ('font: italic 11pt/14pt "A Face"', HeadStyle(11.0, small_capitals=False)),
        ("font-size: 50%", HeadStyle(5.0)),
        ("font-size: larger; color: red", BASE),
    ],
)
def test_a_theme_may_set_them_otherwise(rules: str, expected: HeadStyle) -> None:
    sheet = f"/* heads */ p {{ font-size: 30pt }} {BOTH} {{ {rules} }}"
    assert head_styles(sheet, 10.0 if "%" in rules else SIZE) == (expected, expected)


def test_each_head_has_its_own_rules_and_the_last_counts() -> None:
    sheet = f"{BOTH} {{ font-size: 10pt }} .running-title {{ font-size: 12pt }}"
    assert head_styles(sheet, SIZE) == (HeadStyle(10.0), HeadStyle(12.0))


def test_rules_for_some_heads_alone_do_not_count() -> None:
    sheet = "[dir=rtl] .running-title { font-size: 30pt } .closest .running-authors { font: 20pt }"
    assert head_styles(sheet, SIZE) == (BASE, BASE)
