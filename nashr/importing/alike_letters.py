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
from nashr.importing.font_letters import UnreadableText
from nashr.importing.one_alphabet import in_one_alphabet
from nashr.importing.text_language import language_of
from nashr.messages import plural
from nashr.model import Node

_WORD = re.compile(r"[^\W\d_]+")
#: Another letter that looks like ə (U+01DD); its capital (U+018E) looks otherwise.
_TURNED = "\u01dd"


def write_alike_letters(draft: Draft) -> None:
    """Write such words of a draft in one alphabet each, and tell how many there are. Texts in fonts
    of their own code stay as they are.
    """
    if any(isinstance(thing, UnreadableText) for thing in draft.things.values()):
        return
    count: Counter[str] = Counter()
    text = ast.plain_text(draft.blocks)
    has_schwa = _TURNED in text and language_of(text.replace(_TURNED, "ə")) == "az"

    def change(words: str) -> list[Node] | None:
        changed = words.replace(_TURNED, "ə") if has_schwa else words
        if not changed.isascii():
            changed = _WORD.sub(lambda found: in_one_alphabet(found[0]), changed)
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
