"""References that are labelled by hand, and how many of their words are labelled rightly.

A word counts if it has a letter or a digit: a mark that stands alone belongs to both sides of it.
Words are parted by spaces. Where one word holds several fields, as “2009;37(4):221-7”, it is right
if its label is one of theirs. Labels are compared by the variable of CSL that they stand for:
``journal`` and ``source`` are ``container-title`` as well, ``medium`` is ``genre``, ``director``
``author``, ``producer`` ``publisher``; an address that holds a DOI is ``doi`` and ``url``. A
reference is right if all of its words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from nashr.importing.reference_labels import label

#: A word of a reference, and its label.
Word = tuple[str, str]

_SAME = {
    "journal": "container-title",
    "source": "container-title",
    "medium": "genre",
    "director": "author",
    "producer": "publisher",
}
_ADDRESSES = {"doi", "url"}
_CODES = {
    "a": "author",
    "b": "publisher",
    "c": "container-title",
    "d": "date",
    "e": "editor",
    "g": "genre",
    "i": "doi",
    "k": "isbn",
    "l": "location",
    "n": "citation-number",
    "o": "note",
    "p": "pages",
    "r": "translator",
    "s": "collection-title",
    "t": "title",
    "u": "url",
    "v": "volume",
    "x": "edition",
}


@dataclass(frozen=True)
class Measured:
    """Shares from 0 to 1, and the references that are wrong with the words that are."""

    words: float
    references: float
    wrong: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]


def of_anystyle(path: Path) -> list[list[Word]]:
    """The references of a file in AnyStyle's XML: an element for each field."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    return [
        [
            (word, _SAME.get(part.tag, part.tag))
            for part in one
            for word in (part.text or "").split()
        ]
        for one in root
    ]


def of_lines(text: str) -> list[list[Word]]:
    """The references of a text that has one in a line, with ``{a}`` before its author and so on."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [
        [
            (word, _CODES[code])
            for code, part in re.findall(r"\{(\w)\}([^{]*)", line)
            for word in part.split()
        ]
        for line in lines
    ]


def measured(references: Iterable[Sequence[Word]]) -> Measured:
    """How many words and references the model labels as a person did."""
    right = total = whole = count = 0
    wrong = []
    for words in references:
        found = _labels(words)
        bad = [
            (word, wanted, "+".join(labels))
            for (word, wanted), labels in zip(words, found, strict=True)
            if re.search(r"\w", word) and wanted not in labels
        ]
        counted = sum(bool(re.search(r"\w", word)) for word, _ in words)
        total, right = total + counted, right + counted - len(bad)
        count, whole = count + 1, whole + (not bad)
        if bad:
            wrong.append((" ".join(word for word, _ in words), bad))
    return Measured(right / total, whole / count, wrong)


def _labels(words: Sequence[Word]) -> list[set[str]]:
    """For each word the labels of its pieces."""
    labelled = label(" ".join(word for word, _ in words))
    found: list[set[str]] = []
    place = 0
    for word, _ in words:
        end = place + len(word)
        pieces = zip(labelled.tokens, labelled.labels, strict=True)
        labels = {one for token, one in pieces if place <= token.start < end}
        if "10." in word and not labels.isdisjoint(_ADDRESSES):
            labels |= _ADDRESSES
        found.append(labels)
        place = end + 1
    return found
