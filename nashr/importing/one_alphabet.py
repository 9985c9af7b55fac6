"""Words whose letters are of two alphabets and look alike, in one of them."""

from __future__ import annotations

import re

_PAIRS = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT ХX аa еe оo рp сc хx уy".split(),
    "ІI ЈJ ЅS ӘƏ ҺH ҮY іi јj ѕs әə һh".split(),
)
#: Cyrillic letters that are Latin ones in a Latin word, and the other way about: letters that few
#: languages of Cyrillic have stand for Latin ones alone.
_TO_LATIN = {ord(pair[0]): pair[1] for pairs in _PAIRS for pair in pairs}
_TO_CYRILLIC = {ord(pair[1]): pair[0] for pair in _PAIRS[0]}
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IS_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259]")


def in_one_alphabet(word: str) -> str:
    """A word in one alphabet; as it is where its letters do not tell which."""
    cyrillic, latin = _IS_CYRILLIC.findall(word), _IS_LATIN.findall(word)
    if not cyrillic or not latin:
        return word
    is_alike = all(ord(letter) in _TO_LATIN for letter in cyrillic)
    is_alike_back = all(ord(letter) in _TO_CYRILLIC for letter in latin)
    if is_alike and (not is_alike_back or len(latin) > len(cyrillic)):
        return word.translate(_TO_LATIN)
    if is_alike_back and (not is_alike or len(cyrillic) > len(latin)):
        return word.translate(_TO_CYRILLIC)
    return word
