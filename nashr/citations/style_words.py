"""The words of a style that was made for another language, in the language of the article.

A style has words of its own in the values and affixes of its elements (``value="Available from"``,
``prefix="/ под ред. "``) and in a ``cs:locale`` for all languages. A language's record translates
those that common styles print; a style that is made for the language itself keeps its words, but
for the English ones that it has left of the style that it was made from.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from nashr.citations.locales import are_of_one_language
from nashr.languages import capitalize_first, language, lower

#: Words that mean too many things to be translated where they are no terms.
_TERMS_ALONE = frozenset({"in", "from", "available", "k", "tarih"})
#: Words that are English in a style of any language.
_ENGLISH = frozenset(
    {
        *(
            "available at",
            "available from",
            "available online at",
            "data set",
            "edited by",
            "filed",
        ),
        *("in press", "issued", "original work broadcast", "original work published"),
        *("original work recorded", "personal communication", "pub. l. no.", "published on"),
        *("repr.", "reprint", "retrieved from", "review of", "translated by", "www document"),
    }
)
_ATTRIBUTES = ("value", "prefix", "suffix")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NS = "{http://purl.org/net/xbiblio/csl}"


def translate_words(root: Any, tag: str) -> None:
    """Replace the words of a style's elements, in place, where the record of ``tag`` has others."""
    if not language(tag).style_words:
        return
    is_own = are_of_one_language(root.get("default-locale") or "en-US", tag)
    if not is_own:
        _translate_terms(root, tag)
    pattern = _pattern(tag, english_alone=is_own)
    for element in root.iter(*(f"{_NS}{name}" for name in _PRINTING)):
        for name in _ATTRIBUTES:
            written = element.get(name, "")
            if any(char.isalpha() for char in written):
                said = pattern.sub(lambda found: _translated(found[0], tag), written)
                element.set(name, said if said == written else re.sub(" +", " ", said))


def _translate_terms(root: Any, tag: str) -> None:
    """Give the terms that a style has for all languages, or for Turkish alone, to a locale of the
    language, translated. İSNAD says *kanun no* by the term *section*.
    """
    locales = {element.get(_LANG, ""): element for element in root.iterchildren(f"{_NS}locale")}
    spoken = [element for lang, element in locales.items() if are_of_one_language(lang, tag)]
    there = [
        element for lang, element in locales.items() if not lang or are_of_one_language(lang, "tr")
    ]
    if not there or spoken:
        return
    own = root.makeelement(f"{_NS}locale", {_LANG: tag})
    terms = root.makeelement(f"{_NS}terms", {})
    own.append(terms)
    for term in [term for element in there for term in element.iter(f"{_NS}term")]:
        phrase = (term.text or "").strip("[]() ")
        words = language(tag).style_words.get(lower(phrase, "en"))
        if words is not None and not len(term):
            term.text = (term.text or "").replace(phrase, words)
            terms.append(term)
    there[0].addprevious(own)


#: The elements that have words in their attributes.
_PRINTING = (
    *("text", "number", "label", "date", "date-part", "group", "names", "name", "name-part"),
    *("institution", "layout", "et-al"),
)


@lru_cache(maxsize=16)
def _pattern(tag: str, *, english_alone: bool) -> re.Pattern[str]:
    known = set(language(tag).style_words)
    known = known & _ENGLISH if english_alone else known - _TERMS_ALONE
    phrases = sorted(known, key=len, reverse=True)
    if not phrases:
        return re.compile(r"(?!)")
    written = "|".join(re.escape(phrase).replace(r"\ ", r"[ \u00a0]") for phrase in phrases)
    return re.compile(rf"(?<![\w/])(?:{written})(?![\w/])", re.IGNORECASE)


def _translated(phrase: str, tag: str) -> str:
    """The phrase in the language, with a capital where it had one."""
    words = language(tag).style_words[lower(phrase, "en").replace("\u00a0", " ")]
    return capitalize_first(words, tag) if phrase[0].isupper() else words
