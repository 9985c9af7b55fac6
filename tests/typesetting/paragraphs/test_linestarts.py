"""Lines that WeasyPrint breaks itself: those with words that go the other way."""

from __future__ import annotations

import re

import pytest
from pages_kit import pages_of
from pdf_kit import build

_WORDS = "[debi]{lang=tr} or [akım]{lang=tr} is, and [расход воды]{lang=ru}, [تصريف]{lang=ar}."


def lines(text: str) -> list[str]:
    """The lines of the pages, without spaces."""
    return [row.text for page in pages_of(build(text, lang="en")[0]) for row in page]


@pytest.mark.parametrize("made", ["Text.^[**{}**]", "**{}**"])
def test_a_word_in_an_element_is_not_broken_behind_its_first_letter(made: str) -> None:
    text = "\n\n".join(made.format("i" * n + " go" * 16 + " " + _WORDS) for n in range(1, 24))
    rest = r"ebi|bi|kım|ım|treamflow|асход|сход|оды|ды"
    assert [line for line in lines(text) if re.match(rest, line)] == []


@pytest.mark.parametrize("before", ["", "One "])
def test_a_word_that_is_wider_than_a_line_is_still_broken(before: str) -> None:
    found = lines(f"{before}*{'z' * 150}* [تصريف]{{lang=ar}}.")
    pieces = [line.count("z") for line in found if "zz" in line]
    assert sum(pieces) == 150
    assert max(pieces) < 100
