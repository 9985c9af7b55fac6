"""Languages: the records of the supported ones, and casing, sorting and hyphenation by them.

A language is one module of this package and is imported when it is first asked for, and so are
sorting and hyphenation: every command of nashr imports this package, few need all of it.
"""

from dataclasses import replace
from functools import lru_cache
from importlib import import_module

from nashr.languages.base import (
    ARTICLE_TYPES,
    CREDIT_ROLES,
    DOTTED_I,
    LICENSES,
    LOCATORS,
    Direction,
    Labels,
    Language,
    Quotes,
    SortKey,
)
from nashr.languages.casing import capitalize_first, lower, upper

__all__ = [
    "ARTICLE_TYPES",
    "CREDIT_ROLES",
    "LICENSES",
    "LOCATORS",
    "SUPPORTED",
    "Labels",
    "Language",
    "Quotes",
    "SortKey",
    "capitalize_first",
    "is_supported",
    "language",
    "lower",
    "register_hyphenation",
    "sort_key",
    "upper",
]

SUPPORTED = (
    "ar",
    "az",
    "crh",
    "de",
    "en",
    "fa",
    "fr",
    "hy",
    "ka",
    "kk",
    "ky",
    "ru",
    "sv",
    "tk",
    "tr",
    "uk",
    "uz",
)
"""Primary subtags of the languages that have a record of their own."""

_RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa"})


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def is_supported(tag: str) -> bool:
    """Say whether the language of a BCP 47 tag has a record of its own."""
    return _primary(tag) in SUPPORTED


@lru_cache(maxsize=256)
def language(tag: str) -> Language:
    """Find the record for a BCP 47 tag; a tag with an underscore is understood as well.

    The record is that of the primary subtag (``az`` for ``az-Latn-AZ``), or the English one
    for a language without a record, but without its alphabet. It carries the tag asked for, and
    the direction of the script that the tag names.
    """
    primary = _primary(tag)
    tag = tag.replace("_", "-")
    if primary in SUPPORTED:
        record = _record(primary)
        if tag == record.tag:
            return record
        return replace(record, tag=tag, direction=_direction(tag, record.direction))
    return replace(
        _record("en"),
        tag=tag,
        endonym=tag,
        alphabet=(),
        dotted_i=primary in DOTTED_I,
        direction=_direction(tag, "rtl" if primary in _RTL_LANGUAGES else "ltr"),
    )


def _record(primary: str) -> Language:
    record: Language = import_module(f"nashr.languages.{primary}").LANGUAGE
    return record


def _direction(tag: str, usual: Direction) -> Direction:
    scripts = [part.lower() for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()]
    if not scripts:
        return usual
    return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"


def sort_key(text: str, tag: str) -> SortKey:
    """Make the key by which ``text`` is sorted among texts in the language of ``tag``.

    Letters are compared first, then accents, then case, then punctuation; see
    ``nashr.languages.collation``.
    """
    from nashr.languages import collation

    return collation.sort_key(text, language(tag))


def register_hyphenation() -> None:
    """Make the languages of ``nashr.languages.hyphenation`` known to Pyphen and WeasyPrint."""
    from nashr.languages import hyphenation

    hyphenation.register_hyphenation()
