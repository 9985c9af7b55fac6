"""The direction of a text is that of most of its letters."""

from __future__ import annotations

import pytest

from nashr.languages import language
from nashr.languages.directions import text_direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Smith, J. و Brown, A. (2011). History of Iran.", "ltr"),
        ("رضایی، علی (2010). تاریخ ایران", "rtl"),
        ("כותרת", "rtl"),
        ("История", "ltr"),
        ("[1, 2]", None),
        ("۱۲", None),
        ("", None),
    ],
)
def test_direction(text: str, direction: str | None) -> None:
    assert text_direction(text) == direction


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_marks_of_arabic_script(tag: str) -> None:
    assert (language(tag).comma, language(tag).semicolon) == ("، ", "؛ ")
