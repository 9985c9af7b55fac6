"""Words that Word shows in capitals by format."""

from __future__ import annotations

import pytest
from word_kit import body_of, imported, paragraph, text, word_file

_CAPITALS = "<w:caps/>"
_HEAD = paragraph("Başlıq", style="KonuBal")
_TURKISH = "Bu metin bir gazete için yazılmış olarak kalır ve "
_ENGLISH = "This is the text of the newspaper and "


@pytest.mark.parametrize(
    ("before", "typed", "properties", "shown"),
    [
        (_TURKISH, "birinci ilan", _CAPITALS, "BİRİNCİ İLAN"),
        (_ENGLISH, "in print", _CAPITALS, "IN PRINT"),
        (_TURKISH, "unicef", '<w:caps/><w:lang w:val="en-US"/>', "UNICEF"),
        (_TURKISH, "ilan", '<w:caps w:val="0"/>', "ilan"),
    ],
)
def test_words_in_a_paragraph_are_capitals_as_word_shows_them(
    before: str, typed: str, properties: str, shown: str
) -> None:
    body = body_of(word_file(_HEAD + paragraph(before, text(typed, properties), ".")))
    assert body == f"{before}{shown}."


def test_a_heading_that_was_typed_with_its_capital_stays_as_it_was_typed() -> None:
    heading = paragraph(text("Giriş ve yöntem", _CAPITALS), style="Balk1")
    draft = imported(word_file(_HEAD + heading + paragraph(_TURKISH)))[1]
    assert "capitals-as-typed" in [one.kind for one in draft.findings]
    assert body_of(word_file(_HEAD + heading + paragraph(_TURKISH))).startswith("# Giriş ve yöntem")


def test_a_paragraph_that_was_typed_in_small_letters_has_the_capitals_that_are_seen() -> None:
    heading = paragraph(text("ilk giriş", _CAPITALS), style="Balk1")
    draft = imported(word_file(_HEAD + heading + paragraph(_TURKISH)))[1]
    assert "capitals" in [one.kind for one in draft.findings]
    assert body_of(word_file(_HEAD + heading + paragraph(_TURKISH))).startswith("# İLK GİRİŞ")
