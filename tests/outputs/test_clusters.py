"""Marks stand at their letters: a word is set in a font that has a place for them."""

from __future__ import annotations

import io
import zipfile

import pytest
from edition_kit import edition
from pdf_kit import ENGINES

from nashr.engines.fonts import shop
from nashr.outputs.clusters import with_clusters
from nashr.outputs.epub import render as epub
from nashr.outputs.html import render as html


@pytest.mark.parametrize("letter", ["ə̥", "ŋ̊", "n̪̩", "d͡ʒ", "æ̝̃", "r̥̄", "а̑"])
def test_a_word_with_a_mark_that_the_typeface_cannot_place_is_set_in_another(letter: str) -> None:
    page, characters = with_clusters(f"<p>Bir [a{letter}], söz.</p>", shop())
    assert page == f'<p>Bir <span class="cluster">[a{letter}],</span> söz.</p>'
    assert characters == frozenset(f"[a{letter}],")


@pytest.mark.parametrize("word", ["ṣ̌ade", "ọ̈̄", "š̱", "ӯ̌", "şəkil", "e\u0301te\u0301", "שָׁלוֹם"])
def test_marks_that_it_can_place_stay(word: str) -> None:
    assert with_clusters(f"<p>{word}</p>", shop()) == (f"<p>{word}</p>", frozenset())


def test_only_text_is_changed() -> None:
    page = "<title>ə̥</title><p title='ə̥'>ŋ̊ &amp; <code>ə̥</code> <math><mi>ə̥</mi></math></p>"
    changed, _ = with_clusters(page, shop())
    assert changed == page.replace("ŋ̊", '<span class="cluster">ŋ̊</span>')


def test_the_web_page_and_the_book_have_the_other_typeface_for_such_words() -> None:
    made = edition(text="Səs ŋ̊a və söz.")
    page = html.render(made, ENGINES).value[0].data.decode()
    with zipfile.ZipFile(io.BytesIO(epub.render(made, ENGINES).value[0].data)) as book:
        text = next(name for name in book.namelist() if name.endswith("text.xhtml"))
        pages = book.read(text).decode()
        names = book.namelist()
    for one in (page, pages):
        assert '<span class="cluster">ŋ̊a</span>' in one
    assert '@font-face{font-family:"Nashr Further"' in page
    assert any("further-normal-400" in name for name in names)
