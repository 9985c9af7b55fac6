"""Whether an author has typed the word of a cross-reference before it: ``Figure @fig:a``."""

from __future__ import annotations

import re
from functools import lru_cache

from nashr import ast
from nashr.document.numbering import Kind, label_words
from nashr.languages import lower
from nashr.model import Inlines


@lru_cache(maxsize=64)
def _pattern(kind: Kind, tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\A|[^\w]){label_words(kind, tag)}\.?[\s\u00a0]*\Z")


def has_label_word(before: Inlines, kind: Kind, tag: str) -> bool:
    """Whether the last word of these inlines is a word for ``kind`` in the language of ``tag``
    or in English, whole or abbreviated."""
    tail: list[str] = []
    for node in reversed(before[-6:]):
        if node["t"] in ("Space", "SoftBreak"):
            tail.append(" ")
        elif node["t"] == "Str":
            tail.append(node["c"])
        else:
            break
    text = lower("".join(reversed(tail))[-40:], tag)
    return bool(text) and _pattern(kind, tag).search(text) is not None


def label_word_of(inlines: Inlines, kind: Kind, tag: str) -> bool:
    """Whether an affix such as the prefix of ``[Figure @fig:a]`` ends with a word for it."""
    return has_label_word(inlines, kind, tag) or has_label_word(
        ast.words(ast.plain_text(inlines)), kind, tag
    )
