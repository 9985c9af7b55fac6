"""Letters of another alphabet that look like those of a word, as of a keyboard or a font without ə:
*Xülasә* with the Cyrillic letter, *Вakı*. Nobody sees them, and neither searches nor rules of a
language find such a word.

A word is written in one alphabet where one of its letters shows which that is, or most of them do.
"""

from __future__ import annotations

import re
from collections import Counter

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.text_language import language_of
from nashr.messages import plural
from nashr.model import Node

_PAIRS = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT ХX аa еe оo рp сc хx уy".split(),
    "ІI ЈJ ЅS ӘƏ ҺH ҮY іi јj ѕs әə һh".split(),
)
#: Cyrillic letters that are Latin ones in a Latin word, and the other way about: letters that few
#: languages of Cyrillic have stand for Latin ones alone.
_TO_LATIN = {ord(pair[0]): pair[1] for pairs in _PAIRS for pair in pairs}
_TO_CYRILLIC = {ord(pair[1]): pair[0] for pair in _PAIRS[0]}
_WORD = re.compile(r"[^\W\d_]+")
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IS_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259]")
#: Another letter that looks like ə (U+01DD); its capital (U+018E) looks otherwise.
_TURNED = "\u01dd"


def write_alike_letters(draft: Draft) -> None:
    """Write such words of a draft in one alphabet each, and tell how many there are."""
    count: Counter[str] = Counter()
    text = ast.plain_text(draft.blocks).replace(_TURNED, "ə")
    has_schwa = _TURNED in ast.plain_text(draft.blocks) and language_of(text) == "az"

    def change(words: str) -> list[Node] | None:
        changed = words.replace(_TURNED, "ə") if has_schwa else words
        if not changed.isascii():
            changed = _WORD.sub(lambda found: _in_one(found[0]), changed)
        if changed == words:
            return None
        count["words"] += 1
        return [ast.text(changed)]

    draft.blocks = ast.rewrite_strings(draft.blocks, change)
    if count["words"]:
        message = plural(
            "A word with letters of two alphabets that look alike is written in one: {n} place.",
            "Words with letters of two alphabets that look alike are written in one: {n} places.",
            count["words"],
        )
        draft.add("letters-alike", Outcome.DONE, message)


def _in_one(word: str) -> str:
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
