"""Characters that a font draws alike are told apart by who copies them from a PDF."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from nashr.engines.fonts import FontShop
from nashr.engines.own_glyphs import shared
from nashr.ports import Face


@pytest.mark.parametrize("face", [Face("serif"), Face("serif", "italic", 600), Face("sans")])
@pytest.mark.parametrize("alike", ["‘ʻ", "’ʼ", "µμ", "∆Δ", "\u2126\u03a9"])
def test_alike_characters_have_a_glyph_each(face: Face, alike: str) -> None:
    font = TTFont(io.BytesIO(FontShop().subset(face, frozenset(f"abo{alike}"), "ttf")))
    glyphs = [font.getBestCmap()[ord(char)] for char in alike]
    assert len(set(glyphs)) == 2
    if face.family == "serif":  # where they look the same
        first, second = (font["glyf"][glyph] for glyph in glyphs)
        assert first == second
        assert font["hmtx"][glyphs[0]] == font["hmtx"][glyphs[1]]
    assert {"a", "b", "o", " "} <= {chr(code) for code in font.getBestCmap()}


def test_punctuation_keeps_the_glyph_that_is_kerned() -> None:
    glyphs = {ord("’"): 7, ord("ʼ"): 7, ord("a"): 3, ord(" "): 1, 0xA0: 1}
    assert shared(glyphs, "ʼ’a \u00a0") == [(ord("ʼ"), 7)]
    assert shared(glyphs, "ʼa") == []


def test_a_font_whose_characters_differ_stays_as_it_is() -> None:
    shop = FontShop()
    plain = TTFont(io.BytesIO(shop.subset(Face("serif"), frozenset("abʼ"), "ttf")))
    assert 4 in {table.format for table in plain["cmap"].tables}
