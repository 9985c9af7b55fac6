"""Locators: from “, səh. 455–467” behind a citation key to a label and a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nashr import ast
from nashr.languages import language
from nashr.model import Inlines

_ROMAN = r"[ivxlcdm]+(?![^\W_])"
_NUMBER = r"[^\W\d_]{0,3}\d[^\W_]*(?:[.:/][^\W_]+)*"
_RANGE = r"\s*[-\u2010-\u2015]\s*"


def _run(word: str) -> str:
    """Numbers, ranges of them and lists of either: “33–35, 38-39 & 40”."""
    one = rf"\(?{word}\)?(?:{_RANGE}\(?{word}\)?)*(?:\s?ff?\.(?!\w))?"
    return rf"{one}(?:\s*[,&]\s*{one})*"


_WITH_LABEL = re.compile(_run(rf"(?:{_NUMBER}|{_ROMAN})"), re.IGNORECASE)
_WITHOUT_LABEL = re.compile(_run(r"\d[^\W_]*(?:[.:/][^\W_]+)*"))
_BRACED = re.compile(r"\{([^{}]*)\}")
_LEAD = re.compile(r"\s*,?\s*")


@dataclass(frozen=True, slots=True)
class Located:
    """``label`` is a CSL locator label, set whenever ``locator`` is; ``suffix`` is the rest."""

    label: str | None
    locator: str | None
    suffix: Inlines


def parse(suffix: Inlines, *tags: str) -> Located:
    """Take the locator from the front of a citation's suffix.

    The words for “page” and the like are those of the languages of ``tags``, the first of which
    comes first, and of English. A number without a word is a
    page; ``{…}`` marks a locator that would not be seen as one. What stays keeps its comma or
    space, so that it can follow the citation as it is.
    """
    head, tail = _leading_text(suffix)
    start = _LEAD.match(head)
    at = start.end() if start else 0
    braced = _BRACED.match(head, at)
    if braced:
        label, begin = _label(braced[1], 0, tags)
        locator = braced[1][begin:].strip()
        return _located(label, locator, head[braced.end() :], tail) if locator else _none(suffix)
    label, begin = _label(head, at, tags)
    found = (_WITH_LABEL if label else _WITHOUT_LABEL).match(head, begin)
    if not found:
        return _none(suffix)
    return _located(label, found[0], head[found.end() :], tail)


def _none(suffix: Inlines) -> Located:
    return Located(None, None, suffix)


def _located(label: str | None, locator: str, rest: str, tail: Inlines) -> Located:
    suffix = [*ast.words(rest), *tail]
    return Located(label or "page", locator, suffix)


def _leading_text(inlines: Inlines) -> tuple[str, Inlines]:
    """The text up to the first formatted inline; no-break spaces are spaces here."""
    pieces: list[str] = []
    for n, node in enumerate(inlines):
        if node["t"] == "Str":
            pieces.append(node["c"])
        elif node["t"] in ("Space", "SoftBreak"):
            pieces.append(" ")
        else:
            return "".join(pieces).replace("\u00a0", " "), inlines[n:]
    return "".join(pieces).replace("\u00a0", " "), []


def _label(text: str, at: int, tags: tuple[str, ...]) -> tuple[str | None, int]:
    """The CSL label of the word at ``at``, and where the number after it begins."""
    found = _words(tags).match(text, at)
    if not found:
        return None, at
    return _terms(tags)[_folded(found[1])], found.end()


def _folded(word: str) -> str:
    """In lower case, with one i for the dotted and the dotless one, as ``re`` takes them."""
    return word.lower().replace("\u0307", "").replace("ı", "i")


@lru_cache(maxsize=64)
def _terms(tags: tuple[str, ...]) -> dict[str, str]:
    terms: dict[str, str] = {}
    for record in map(language, (*tags, "en")):
        for label, words in record.locator_terms.items():
            for word in words:
                terms.setdefault(_folded(word), label)
    return terms


@lru_cache(maxsize=64)
def _words(tags: tuple[str, ...]) -> re.Pattern[str]:
    """The longest word wins; a word of letters may not run on into another letter."""
    records = [language(tag) for tag in (*tags, "en")]
    terms = {w for record in records for words in record.locator_terms.values() for w in words}
    words = sorted(terms, key=lambda word: (-len(word), word))
    forms = (re.escape(w) + (r"(?![^\W\d_])" if w[-1].isalpha() else "") for w in words)
    return re.compile(rf"({'|'.join(forms)})\.?\s*", re.IGNORECASE)
