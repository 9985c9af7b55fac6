"""The front of a JATS article held against the front matter that is made of it."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from typing import Any

from nashr.importing.front_words import without_corresponding
from nashr.importing.ooxml import one_line

Element = Any
_WORD = re.compile(r"\w+")
_LEVELLED = re.compile("[₀-₉⁰¹²³⁴-⁹ⁿⁱₐ-ₜ]")
#: What has words of the author, or of the journal about the article.
_READ = (
    "./title-group | ./contrib-group | ./aff | ./author-notes | ./abstract | ./trans-abstract "
    "| ./kwd-group | ./funding-group | ./supplementary-material"
)
#: Labels, calls and codes, and titles such as “Abstract”, which nashr prints itself.
_NOT_COUNTED = (
    ".//label | .//tex-math | .//xref | .//contrib-id | .//institution-id | .//sup | .//alt-text "
    "| self::abstract/title | self::trans-abstract/title | self::kwd-group/title "
    "| .//aff[count(institution) > 1]/institution[position() > 1] | .//uri "
    "| .//role[@vocab or contains(@content-type, 'credit')]"
)
#: Words that say of an address what it is, which nashr has its own for, and of an editor.
_SAID = re.compile(
    r"\b(?:(?:to whom )?correspondence(?: (?:should|may) be)?(?: addressed)?(?: to)?|e-?mails?|"
    r"corresponding authors?|(?:academic |handling |reviewing |senior )?editor|reviewer|referee)\b",
    re.IGNORECASE,
)


def unread_front(front: Element | None, known: str) -> list[tuple[str, ...]]:
    """The words of each part of a ``front`` that are not among the ``known`` ones, in order."""
    meta = None if front is None else front.find("article-meta")
    if meta is None:
        return []
    # What is lowered or raised is characters of its own in keywords, as in CO₂.
    there = frozenset((*_WORD.findall(known), *_WORD.findall(_LEVELLED.sub(" ", known))))
    lost = (_lost(part, there) for part in meta.xpath(_READ))
    return [words for words in lost if words]


def _lost(part: Element, there: Collection[str]) -> tuple[str, ...]:
    kept = copy.deepcopy(part)
    for one in kept.xpath(_NOT_COUNTED):
        one.clear(keep_tail=True)
    text = one_line(" ".join(kept.itertext()))
    if part.tag == "author-notes" or part.tag == "contrib-group":
        text = without_corresponding(_SAID.sub(" ", text))
    words = _WORD.findall(text)
    return tuple(word for word in words if word not in there and len(word) > 1)
