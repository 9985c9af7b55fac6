"""Marks stand at their letters: a word is set in a font that has a place for them."""

from __future__ import annotations

import pytest

from nashr.engines.fonts import shop
from nashr.outputs.pdf.clusters import with_clusters


@pytest.mark.parametrize("letter", ["ə̥", "ŋ̊", "n̪̩", "d͡ʒ", "æ̝̃", "r̥̄", "а̑"])
def test_a_word_with_a_mark_that_the_typeface_cannot_place_is_set_in_another(letter: str) -> None:
    html, characters = with_clusters(f"<p>Bir [a{letter}], söz.</p>", shop())
    assert html == f'<p>Bir <span class="cluster">[a{letter}],</span> söz.</p>'
    assert characters == frozenset(f"[a{letter}],")


@pytest.mark.parametrize("word", ["ṣ̌ade", "ọ̈̄", "š̱", "ӯ̌", "şəkil", "e\u0301te\u0301", "שָׁלוֹם"])
def test_marks_that_it_can_place_stay(word: str) -> None:
    assert with_clusters(f"<p>{word}</p>", shop()) == (f"<p>{word}</p>", frozenset())


def test_only_text_is_changed() -> None:
    html = "<title>ə̥</title><p title='ə̥'>ŋ̊ &amp; <code>ə̥</code> <math><mi>ə̥</mi></math></p>"
    changed, _ = with_clusters(html, shop())
    assert changed == html.replace("ŋ̊", '<span class="cluster">ŋ̊</span>')
