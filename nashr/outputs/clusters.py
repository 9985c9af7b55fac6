"""Letters with marks that the typeface of a text cannot put together, set in another as a whole.

Where a font lacks a mark, or has no place for it at a letter, the mark stands beside its letter. In
phonetic transcription this is another sound, or none. Browsers look for another font only where
this one lacks a mark, and take the next of the list, which may be one without serifs.
"""

from __future__ import annotations

import re

from nashr.ports import FontShop

_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
#: A letter with its marks; a mark over two letters takes the second one along.
_CLUSTER = re.compile(rf"[^\W\d_](?:{_MARK}*[\u035c-\u0362]{_MARK}*[^\W\d_])*{_MARK}*")
_MARKED = re.compile(_MARK)
#: Words are of one font as a whole.
_WORD = re.compile(r"[^\s<>&;]+")
#: What is no text of the page, and tags.
_OUTSIDE = re.compile(
    r"<(title|style|script|math|svg|code|pre|kbd|samp)\b.*?</\1>|<[^>]*>", re.DOTALL
)


def with_clusters(html: str, shop: FontShop) -> tuple[str, frozenset[str]]:
    """The page with words that have such letters in spans of the class ``cluster``, and the
    characters of these.
    """
    if _MARKED.search(html) is None:
        return html, frozenset()
    words = [
        match for match in _WORD.finditer(_OUTSIDE.sub(_blank, html)) if _MARKED.search(match[0])
    ]
    apart = shop.apart({cluster for word in words for cluster in _clusters(word[0])})
    if not apart:
        return html, frozenset()
    parts, at, characters = [], 0, set()
    for word in words:
        if not apart.isdisjoint(_clusters(word[0])):
            parts += [html[at : word.start()], f'<span class="cluster">{word[0]}</span>']
            at = word.end()
            characters |= set(word[0])
    return "".join((*parts, html[at:])), frozenset(characters)


def _clusters(word: str) -> list[str]:
    return [found for found in _CLUSTER.findall(word) if _MARKED.search(found)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
