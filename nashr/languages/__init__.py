"""Languages: the records of the supported ones, and casing, sorting and hyphenation by them.

A language is one module of this package, named by its primary subtag, and is imported when it is
first asked for, and so are sorting and hyphenation: every command of nashr imports this package,
few need all of it. ``docs/architecture.md`` says how a language is added.
"""

from nashr.languages.base import (
    ARTICLE_TYPES,
    CALLOUTS,
    CREDIT_ROLES,
    END_OF_NAME,
    HIJRI_YEARS,
    LICENSES,
    LOCATORS,
    PEER_REVIEWS,
    THEOREMS,
    Direction,
    Labels,
    Language,
    Quotes,
    SortKey,
)
from nashr.languages.casing import capitalize_first, lower, small_first, upper
from nashr.languages.records import (
    all_languages,
    is_supported,
    language,
    nearest_first,
    supported,
)

__all__ = [
    "ARTICLE_TYPES",
    "CALLOUTS",
    "CREDIT_ROLES",
    "END_OF_NAME",
    "HIJRI_YEARS",
    "LICENSES",
    "LOCATORS",
    "PEER_REVIEWS",
    "PREPARED",
    "THEOREMS",
    "Direction",
    "Labels",
    "Language",
    "Quotes",
    "SortKey",
    "all_languages",
    "capitalize_first",
    "is_supported",
    "language",
    "lower",
    "nearest_first",
    "register_hyphenation",
    "small_first",
    "sort_key",
    "supported",
    "upper",
]

PREPARED = ("az", "tr", "en")
"""Languages whose fonts and hyphens are made ready before an article comes, which is a matter of
speed alone: those of most articles, and of nearly all abstracts.
"""


def sort_key(text: str, tag: str) -> SortKey:
    """Make the key by which ``text`` is sorted among texts in the language of ``tag``.

    Letters are compared first, then accents, then case, then punctuation; see
    ``nashr.languages.collation``.
    """
    from nashr.languages import collation

    return collation.sort_key(text, language(tag))


def register_hyphenation() -> None:
    """Make the languages that have syllable rules known to Pyphen and WeasyPrint."""
    from nashr.languages import hyphenation

    hyphenation.register_hyphenation()
