"""Lines that WeasyPrint breaks itself: those with words that go the other way."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from pages_kit import Character, characters, pages_of
from pdf_kit import build

#: The size of running text is above this, that of notes and feet is not, in points.
SMALLEST = 9.0
#: Between the heads and feet of pages, in points from the top.
TEXT = 60.0, 600.0
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


@pytest.mark.parametrize("sign", [".", "—", "!"])
def test_the_call_of_a_note_does_not_begin_a_line(sign: str) -> None:
    """From right to left, where the beginning of a line is its right end."""
    words = "قياس النهر في مصر القديمة وما حولها من البلاد"
    text = "\n\n".join(
        f"{'كل ' * n}{words} {'a' * (n % 3)} الكلمة{sign}^[حاشية.] {words}" for n in range(24)
    )
    begins = []
    for page in pypdfium2.PdfDocument(build(text, lang="ar")[0]):
        rows: dict[int, list[Character]] = {}
        for one in characters(page):
            if one.size > SMALLEST and TEXT[0] < one.baseline < TEXT[1] and one.char.strip():
                rows.setdefault(round(one.baseline), []).append(one)
        begins += [max(row, key=lambda one: one.right).char for row in rows.values()]
    assert len(begins) > 40
    assert [char for char in begins if char.isdecimal()] == []


def test_numbers_and_abbreviations_are_kept_on_a_line() -> None:
    """As in paragraphs that nashr breaks itself."""
    text = "\n\n".join(
        f"{'word ' * 9}{'i' * n} 12 450 km, Prof. Aliyeva, s. 12, [تصريف]{{lang=ar}} {'go ' * 9}."
        for n in range(1, 40)
    )
    found = lines(text)
    assert [one for one in found if re.search(r"(?:12|450|Prof\.|s\.)$", one)] == []
    assert sum("12450km" in one for one in found) == 39
