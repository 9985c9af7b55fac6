"""What is copied out of a PDF where several glyphs are one letter with its marks."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from nashr.typesetting.paragraphs.glyph_texts import parts_of
from tests.typesetting.paragraphs.test_shaping import typeset

_GLYPHS = {"s": 1, "\u0331": 2, "ö": 3, "\u0308": 4, "ı": 5, "\u030d": 6, "i": 7, "o": 8}


@pytest.mark.parametrize(
    ("text", "glyphs", "parts"),
    [
        ("s\u0331", [1, 2], ["s", "\u0331"]),
        ("o\u0308\u0308", [3, 4], ["ö", "\u0308"]),
        ("i\u030d", [5, 6], ["ı", "\u030d"]),
        ("s\u0331", [40, 2], ["s", "\u0331"]),
        ("o\u0308", [40, 41], ["ö", ""]),
    ],
    ids=["letter and mark", "composed", "dotless", "other shape", "unknown shapes"],
)
def test_each_glyph_has_its_own_part(text: str, glyphs: list[int], parts: list[str]) -> None:
    assert parts_of(text, glyphs, _GLYPHS.get) == parts


@pytest.mark.parametrize(
    "words", ["o\u0308\u0308 söz oo", "ş\u030c o\u0308\u0308 s\u0331 sas", "a\u0331\u0323 ab"]
)
def test_letters_are_copied_after_they_had_marks(words: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(typeset(f"<p><em>{words}</em></p>").pdf)
    document = pypdfium2.PdfDocument(str(path))
    found = document[0].get_textpage().get_text_range()
    document.close()
    said = unicodedata.normalize("NFD", found).replace(" ", "")
    assert unicodedata.normalize("NFD", words).replace(" ", "") in said
