"""The words for formulas: every language has those that English has."""

from __future__ import annotations

import re

import pytest

from nashr.languages.formula_words import formula_words

ENGLISH = formula_words("en")
OTHERS = ("az", "ru", "tr")


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_has_words_for_what_english_has(tag: str) -> None:
    words = formula_words(tag)
    assert words.lang == tag
    assert words.patterns.keys() == ENGLISH.patterns.keys()
    assert words.signs.keys() >= ENGLISH.signs.keys()
    assert words.functions.keys() == ENGLISH.functions.keys()
    assert words.units.keys() == ENGLISH.units.keys()


@pytest.mark.parametrize("tag", OTHERS)
def test_a_pattern_says_all_that_the_english_one_says(tag: str) -> None:
    for name, pattern in ENGLISH.patterns.items():
        places = set(re.findall(r"\{\d\}", pattern))
        assert set(re.findall(r"\{\d\}", formula_words(tag).patterns[name])) == places, name


@pytest.mark.parametrize("tag", ("en", *OTHERS))
def test_no_word_holds_a_sign_of_tex(tag: str) -> None:
    words = formula_words(tag)
    said = [*words.signs.values(), *words.functions.values(), *words.units.values()]
    assert [word for word in said if set(word) & set("\\^_{}") or not word] == []
