"""Justified lines that are not set by shaped lines: how wide they are on the page."""

from __future__ import annotations

import contextlib

import pytest
from pages_kit import Row, pages_of
from pdf_kit import build

from nashr.typesetting import weasyprint

#: Kaf is brought closer to the space before it in the Arabic face.
ARABIC = "جاء بعدهم من زاد في ذلك وكتب فيه كتبا كثيرة. قياس النهر في مصر كان من أهم أعمال الدولة "
#: The size of the text, in points.
SIZE = 9.8
#: How far the beginnings of lines may stand apart, in points.
EXACT = 0.35


def lines() -> list[Row]:
    """The lines of one paragraph."""
    (page, *_) = pages_of(build(ARABIC * 9, lang="ar")[0])
    found = [row for row in page if row.size == SIZE]
    assert len(found) > 6
    return found


def test_no_line_from_right_to_left_begins_in_the_margin() -> None:
    begins = [row.right for row in lines()]
    assert max(begins) - min(begins) < EXACT


def test_lines_begin_in_the_margin_without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "patch_justification", contextlib.nullcontext)
    begins = [row.right for row in lines()]
    assert max(begins) - min(begins) > 4 * EXACT


def test_a_few_words_before_a_wide_picture_are_not_scattered_over_their_line() -> None:
    """Whether the paragraph has a plan, as with a picture of a known width, or none."""
    for width in ("10cm", "100%"):
        body = f"Bir iki üç ![](media/square.svg){{width={width} alt='x'}} {'dörd beş ' * 40}"
        (page, *_) = pages_of(build(body)[0])
        (line,) = (row for row in page if row.text == "Birikiüç")
        assert line.right - line.left < 10 * SIZE, width
