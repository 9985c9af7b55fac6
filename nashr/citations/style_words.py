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
    is_russian = are_of_one_language(root.get("default-locale") or "en-US", "ru")
    for element in list(root.iter(*(f"{_NS}{name}" for name in _PRINTING))):
        of_number = _is_of_number(element)
        if of_number and element.get("term") == "issue":
            element.set("term", "number")
        for name in _ATTRIBUTES:
            written = element.get(name, "")
            if any(char.isalpha() for char in written):
                if is_russian:
                    written = _LATIN_C.sub("С", written)
                said = pattern.sub(
                    lambda found: _translated(found[0], tag, of_number=of_number),  # noqa: B023
                    written,
                )
                element.set(name, said if said == written else re.sub(" +", " ", said))
        if not is_own and element.get("variable") == "edition":
            _set_ordinal(element)


def _translate_terms(root: Any, tag: str) -> None:
    """Give the terms that a style has for all languages, or for Turkish alone, to a locale of the
    language, translated. İSNAD says *kanun no* by the term *section*.
    """
    locales = {element.get(_LANG, ""): element for element in root.iterchildren(f"{_NS}locale")}
    spoken = [element for lang, element in locales.items() if are_of_one_language(lang, tag)]
    own = root.makeelement(f"{_NS}locale", {_LANG: tag})
    terms = root.makeelement(f"{_NS}terms", {})
    own.append(terms)
    for lang, element in locales.items() if not spoken else ():
        for term in list(element.iter(f"{_NS}term")):
            written = term.text or ""
            phrase = written.strip("[]() ")
            words = language(tag).style_words.get(lower(phrase, "en"))
            is_meant = not lang or are_of_one_language(lang, "tr") or phrase in _MISNAMED
            if words is None or len(term) or not is_meant:
                continue
            terms.append(term.makeelement(term.tag, dict(term.attrib)))
            terms[-1].text = written.replace(phrase, words)
            if not lang:
                element.find(f"{_NS}terms").remove(term)
    if len(terms):
        root.find(f"{_NS}locale").addprevious(own)


#: What styles have by the name of another term, for which CSL has none: *pat.* is a *letter*.
_MISNAMED = frozenset({"pat."})
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


def _is_of_number(element: Any) -> bool:
    """Whether an element is the number of a law, patent or report, or the word before it."""
    if element.get("variable"):
        return bool(element.get("variable") == "number")
    while element.getnext() is None and element.getparent().tag == f"{_NS}group":
        element = element.getparent()
    beside = element.getnext()
    return beside is not None and beside.get("variable") == "number"


def _set_ordinal(element: Any) -> None:
    """Let a number have the ordinal of the language where the style has a Russian ending for it."""
    suffix = element.get("suffix", "")
    if not suffix.startswith("-е "):
        return
    number = element.makeelement(f"{_NS}number", {**element.attrib, "form": "ordinal"})
    number.set("suffix", suffix.removeprefix("-е"))
    element.getparent().replace(element, number)


#: A Latin C for *с.*, the page, as styles have it that were typed on two keyboards.
_LATIN_C = re.compile(r"(?<![\w.])[Cc](?=\.\s*$)")


def _translated(phrase: str, tag: str, *, of_number: bool = False) -> str:
    """The phrase in the language, with a capital where it had one; *no.* of a law is no issue."""
    if of_number and lower(phrase, "en") == "no." and are_of_one_language(tag, "tr"):
        return phrase
    words = language(tag).style_words[lower(phrase, "en").replace("\u00a0", " ")]
    return capitalize_first(words, tag) if phrase[0].isupper() else words
