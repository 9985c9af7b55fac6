"""Runs of words of another direction that go over the edges of elements, put into one element.

WeasyPrint sets the elements of a line one after the other in the direction of the paragraph, and
reorders the letters inside each text alone. In a paragraph from right to left, *the Silk Road*
with two words in italics would read *Silk Road the*, and H₂O would read O₂H. Which words belong
together is that of Unicode Standard Annex 9: from the first letter of the other direction to the
last, numbers behind it included, with no letter of the paragraph's direction between them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import lxml.html
from lxml.html import HtmlElement

from nashr.languages.directions import letter_direction
from nashr.records import dataclass

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
_BLOCKS = frozenset(
    """
    p div blockquote section ul ol li dl dt dd table thead tbody tfoot tr td th caption figure
    figcaption pre h1 h2 h3 h4 h5 h6 hr br header footer aside
    """.split()
)
#: Blocks of notes, which are spans: a run ends where one begins or ends.
_NOTE_BLOCKS = frozenset("note-paragraph note-quote note-list note-item note-code".split())
_NUMBERS = frozenset({"EN", "AN"})

Kind = Literal["ltr", "rtl", "number", "neutral", "edge"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character of a text, or a whole element; ``item`` is the number of its text or element."""

    item: int
    offset: int
    kind: Kind


def join_runs(root: HtmlElement, around: str) -> None:
    """Put each run that goes over the edge of an element into a span with its direction.

    ``around`` is the direction of the text around the fragment.
    """
    if not _RIGHT_TO_LEFT.search(root.text_content()):
        return
    _join_inside(root, around)


def _join_inside(element: HtmlElement, around: str) -> None:
    around = element.get("dir") or around
    children = list(element)
    for child in children:
        if isinstance(child.tag, str) and child.tag not in ("pre", "math", "svg"):
            _join_inside(child, around)
    if children:
        for first, last in reversed(_runs(_pieces(element), around)):
            _wrap(element, first, last, "ltr" if around == "rtl" else "rtl")


def _pieces(element: HtmlElement) -> list[_Piece]:
    """The texts and children of an element: texts have even numbers, children odd ones."""
    found = [_Piece(0, n, _kind(char)) for n, char in enumerate(element.text or "")]
    for n, child in enumerate(element):
        found.append(_Piece(2 * n + 1, 0, _kind_of(child)))
        found += [_Piece(2 * n + 2, at, _kind(char)) for at, char in enumerate(child.tail or "")]
    return found


def _kind(char: str) -> Kind:
    if unicodedata.bidirectional(char) in _NUMBERS:
        return "number"
    return letter_direction(char) or "neutral"


def _kind_of(child: HtmlElement) -> Kind:
    classes = child.get("class", "").split()
    if not isinstance(child.tag, str) or "footnote" in classes or "note-call" in classes:
        return "neutral"
    if child.get("dir") or any(map(_is_block, child.iter())):
        return "edge"
    kinds = {_kind(char) for char in child.text_content()}
    if "ltr" in kinds or "rtl" in kinds:
        return "edge" if {"ltr", "rtl"} <= kinds else "ltr" if "ltr" in kinds else "rtl"
    return "number" if "number" in kinds else "neutral"


def _is_block(element: HtmlElement) -> bool:
    classes = element.get("class", "").split()
    return element.tag in _BLOCKS or not _NOTE_BLOCKS.isdisjoint(classes)


def _runs(pieces: list[_Piece], around: str) -> list[tuple[_Piece, _Piece]]:
    """The first and last piece of each run that holds more than one text or element."""
    found: list[tuple[_Piece, _Piece]] = []
    first = last = None
    for piece in [*pieces, _Piece(-1, 0, "edge")]:
        if piece.kind in ("edge", around):
            if first is not None and last is not None and first.item != last.item:
                found.append((first, last))
            first = last = None
        elif piece.kind == "number" and first is not None:
            last = piece
        elif piece.kind in ("ltr", "rtl"):
            first, last = first or piece, piece
    return found


def _wrap(element: HtmlElement, first: _Piece, last: _Piece, direction: str) -> None:
    """Move what lies between two pieces into a new span."""
    children = list(element)
    span: HtmlElement = lxml.html.Element("span", {"dir": direction})
    place = (first.item + 1) // 2
    inside = children[place - first.item % 2 : (last.item + 1) // 2]
    # What is behind the run in the text that it ends in.
    if last.item % 2:
        rest, inside[-1].tail = inside[-1].tail, None
    else:
        before = children[last.item // 2 - 1]
        tail = before.tail or ""
        rest, before.tail = tail[last.offset + 1 :], tail[: last.offset + 1]
    # What is before it in the text that it begins in.
    if first.item == 0:
        text = element.text or ""
        element.text, span.text = text[: first.offset], text[first.offset :]
    elif first.item % 2 == 0:
        before = children[first.item // 2 - 1]
        tail = before.tail or ""
        before.tail, span.text = tail[: first.offset], tail[first.offset :]
    element.insert(element.index(inside[0]), span)
    span.extend(inside)
    span.tail = rest
