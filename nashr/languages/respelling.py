"""The words of a language in another script than its file has: Uzbek in Cyrillic letters.

A file has the words once; how they are spelled in the other script is a table of it. Readers of
such an article would else find *va b.* and *Adabiyotlar* among Cyrillic letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from nashr.languages.base import LICENSES, Language, Respelling
from nashr.records import replace

#: Names in Latin letters, which stay, and what a template has in braces.
_KEPT = r"\{[^{}]*\}|\b(?:DOI|URL|ISBN|ISSN|ORCID|CRediT|CC0?|PDF|XML|JEL|MSC|PACS)\b"
_TEXTS = frozenset({"date", "list_and", "et_al", "proof", "date_in_numbers"})
_LISTS = frozenset(
    "months hijri_months abbreviations introducing theses reports before_number query seasons "
    "theorems".split()
)
_TABLES = frozenset(
    "article_types peer_reviews credit_roles states contributors style_words callouts".split()
)


def speller(rules: Respelling) -> Callable[[str], str]:
    """A function that spells a text, its placeholders and names of standards as they are."""
    return lambda text: _spelled(text, rules)


def _spelled(text: str, rules: Respelling) -> str:
    stems, letters = _patterns(rules)
    groups = {group for group in rules.letters if len(group) > 1}

    def of_word(found: re.Match[str]) -> str:
        word = found[0]
        if re.fullmatch(_KEPT, word):
            return word
        if stem := stems.match(word):
            begun = rules.stems[stem[0].lower()]
            begun = begun.capitalize() if word[0].isupper() else begun
            return begun + letters.sub(of_letters, word[stem.end() :])
        if (first := rules.initial.get(word[0].lower())) and word[:2].lower() not in groups:
            first = first.upper() if word[0].isupper() else first
            return first + letters.sub(of_letters, word[1:])
        return letters.sub(of_letters, word)

    def of_letters(found: re.Match[str]) -> str:
        spelled = rules.letters[found[0].lower()]
        return spelled.capitalize() if found[0][0].isupper() else spelled

    return re.sub(rf"{_KEPT}|[^\W\d_][\w’ʻʼ]*", of_word, text)


@lru_cache(maxsize=4)
def _patterns(rules: Respelling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    def one_of(table: Mapping[str, str]) -> str:
        return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))

    return re.compile(one_of(rules.stems), re.I), re.compile(one_of(rules.letters), re.I)


def respelled(record: Language, rules: Respelling) -> Language:
    """The record with its words in the other script, and the alphabet of that."""
    spell = speller(rules)
    changed: dict[str, Any] = {name: spell(getattr(record, name)) for name in _TEXTS}
    changed |= {name: tuple(map(spell, getattr(record, name))) for name in _LISTS}
    changed |= {
        name: {key: spell(word) for key, word in getattr(record, name).items()} for name in _TABLES
    }
    labels = {name: spell(getattr(record.labels, name)) for name in _fields(record.labels)}
    changed["labels"] = replace(record.labels, **labels)
    changed["license_statements"] = {
        spdx: LICENSES[spdx].join(map(spell, text.split(LICENSES[spdx])))
        for spdx, text in record.license_statements.items()
    }
    # Authors may type either.
    changed["locator_terms"] = {
        label: (*map(spell, words), *words) for label, words in record.locator_terms.items()
    }
    return replace(record, alphabet=rules.alphabet, endonym=rules.endonym, **changed)


def _fields(labels: Any) -> list[str]:
    return [name for name in labels.__slots__ if isinstance(getattr(labels, name), str)]
