"""Whether an author has typed the word of a cross-reference before it: ``Figure @fig:a``."""

from __future__ import annotations

import re
from functools import lru_cache

from nashr import ast
from nashr.document.numbering import Kind
from nashr.languages import language, lower
from nashr.model import Inlines

#: The CSL locator terms that are words for a kind of element.
_TERMS: dict[Kind, tuple[str, ...]] = {
    "figure": ("figure",),
    "table": ("table",),
    "section": ("section", "chapter", "part"),
    "equation": ("equation",),
}
#: Abbreviations that are in use beside those of the locator terms.
_MORE: dict[Kind, dict[str, str]] = {
    "figure": {"en": "fig. figs. figure figures", "de": "abb. abbn.", "fr": "fig. figs."},
    "table": {
        "en": "tab. tabs. tbl. table tables",
        "az": "cəd. cədv.",
        "tr": "tab. çizelge çiz.",
        "ru": "табл. таблица таблицы таблице таблицу таблицей",
        "uk": "табл. таблиця таблиці таблицю",
        "de": "tab. tabelle tabellen",
        "fr": "tab. tabl. tableau tableaux",
    },
    "section": {"en": "sec. sect. section sections chapter §", "az": "böl.", "tr": "böl."},
    "equation": {
        "en": "eq. eqs. eqn. eqns. equation equations formula",
        "az": "tən. düs.",
        "tr": "denk. eşt.",
        "ru": "ур. уравнение уравнения уравнении формуле формулу",
    },
}


@lru_cache(maxsize=64)
def _pattern(kind: Kind, tag: str) -> re.Pattern[str]:
    words: set[str] = set()
    for one in dict.fromkeys((tag, "en")):
        labels = language(one).labels
        words |= {getattr(labels, f"{kind}{form}") for form in ("", "_lower")}
        terms = language(one).locator_terms
        for term in _TERMS[kind]:
            words.update(terms.get(term, ()))
        words.update(_MORE[kind].get(one.partition("-")[0], "").split())
    plain = {lower(word.replace("{n}", "").strip(" .\u00a0"), tag) for word in words} - {""}
    either = "|".join(sorted(map(re.escape, plain), key=len, reverse=True))
    return re.compile(rf"(?:\A|[^\w])(?:{either})\.?[\s\u00a0]*\Z")


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
