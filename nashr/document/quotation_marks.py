"""Quotation marks that open and do not close, or close what was not opened.

Straight marks are paired by pandoc; what it leaves, and what was typed with a direction, is
paired here, paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic, Span
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Inlines, Node

#: An opening mark and the marks that close it, in any language.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«»", "”": "”"}
_MARKS = frozenset("“”„«»")
#: What a mark may have been in the manuscript.
_TYPED = {"“": '(?:["“]|``)', "”": '["”]'}
#: So many characters beside a mark are enough to find it by its words.
_NEAR = 100
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060-\u2069\ufeff\u00ad]")
#: Stands for what is no text: formulas, code, citations, quotations that pandoc paired.
_OBJECT = "\ufffc"
#: Stands for the opening mark of a quotation in double marks that pandoc paired.
_PAIRED = "\ufffb"
#: What may stand before an opening mark, beside a space: brackets, dashes, other marks, and signs
#: that join or compare, as in ``type=“review”``.
_BEFORE_OPENING = frozenset(f'([{{—–-/“«„"‘=+:|<>~&{_OBJECT}{_PAIRED}')
_HINT = Message("Close the quotation, or take the mark away.")


def unmatched(tree: Any, places: Places) -> Iterator[Diagnostic]:
    """A warning for each paragraph with a mark that has no counterpart."""
    paragraphs = list(_paragraphs(tree))
    alone = [list(_alone(text)) for text in paragraphs]
    finder = _Finder(places)
    for n, (here, following) in enumerate(pairwise([*alone, []])):
        next_text = paragraphs[n + 1] if n + 1 < len(paragraphs) else ""
        if here and _goes_on(paragraphs[n], here, next_text, following):
            here = here[:-1]
            if following and paragraphs[n + 1][following[0]] in "”»“" and following[0] > 0:
                following.pop(0)
        if here:
            yield from _told(paragraphs[n].replace(_PAIRED, _OBJECT), here, finder)


def _goes_on(text: str, alone: list[int], next_text: str, next_alone: list[int]) -> bool:
    """Whether the last quotation of a paragraph goes on in the next one.

    A quotation of several paragraphs opens in each of them, or in the first alone.
    """
    mark = text[alone[-1]]
    if mark not in "“„«" or not _opens(text, alone[-1]):
        return False
    closes = bool(next_alone) and next_text[next_alone[0]] in _CLOSING[mark]
    return next_text[:1] in (mark, _PAIRED) or closes


def _paragraphs(tree: Any) -> Iterator[str]:
    for node in ast.nodes(tree, leaves=False):
        if node["t"] in ("Para", "Plain", "Header"):
            inlines = node["c"][2] if node["t"] == "Header" else node["c"]
            yield _INVISIBLE.sub("", _text(inlines))


def _text(inlines: Inlines) -> str:
    """The text as it was typed, with a sign for what is no text."""
    return "".join(map(_text_of, inlines))


def _text_of(node: Node) -> str:
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Note":
            return ""
        case "Quoted":
            opening = _PAIRED if node["c"][0]["t"] == "DoubleQuote" else _OBJECT
            return f"{opening}{_text(node['c'][1])}{_OBJECT}"
        case "Span" | "Link":
            return _text(node["c"][1])
        case "Emph" | "Strong" | "Underline" | "SmallCaps" | "Superscript" | "Subscript":
            return _text(node["c"])
        case "Strikeout":
            return _text(node["c"])
        case _:
            return _OBJECT


def _is_hebrew(letter: str) -> bool:
    """Whether a mark behind the letter may be a sign of an abbreviation."""
    return "\u0590" <= letter <= "\u05ff"


def _opens(text: str, at: int) -> bool:
    before, after = text[:at][-1:], text[at + 1 : at + 2]
    begins = not before or before.isspace() or before in _BEFORE_OPENING
    spaced = text[at] == "«"  # in French a space stands inside the marks
    return begins and bool(after) and (spaced or not after.isspace())


def _alone(text: str) -> Iterator[int]:
    """The offsets of marks without a counterpart, in order."""
    opened: list[int] = []
    found: list[int] = []
    for at, char in enumerate(text):
        if char not in _MARKS:
            continue
        before, after = text[:at][-1:], text[at + 1 : at + 2]
        closes = opened and char in _CLOSING[text[opened[-1]]]
        if before.isalnum() and after.isalnum() and (not closes or _is_hebrew(before)):
            continue  # inside a word; but a suffix may stand behind a quotation: “Azadlıq”ın
        spaced = char == "»" and before.isspace() and not after.isalnum()
        if closes and (spaced or not (before.isspace() and _opens(text, at))):
            opened.pop()
        elif _opens(text, at):
            opened.append(at)
        elif not before.isdigit():  # else inches or seconds
            found.append(at)
    yield from sorted([*found, *opened])


def _told(text: str, alone: list[int], finder: _Finder) -> Iterator[Diagnostic]:
    """The warning for a paragraph's first mark, unless it was told of."""
    at = alone[0]
    place = finder.first_of(text, alone)
    if place is not None:
        piece = " ".join(text[max(at - 12, 0) : at + 20].replace(_OBJECT, "…").split()).strip("…")
        message = Message(
            "The quotation mark {text} in “…{piece}…” has no counterpart in its paragraph.",
            text=text[at],
            piece=piece,
        )
        yield Diagnostic("quotation-unmatched", place, message, _HINT)


class _Finder:
    """Finds marks in the manuscript by the words beside them, each mark once: the same words in
    another paragraph, such as a note's, stand for another mark.
    """

    def __init__(self, places: Places) -> None:
        self._places = places
        self._body = places.manuscript.body
        self._taken: set[int] = set()
        #: Where the last mark between the same words ends.
        self._searched: dict[str, int] = {}

    def first_of(self, text: str, alone: list[int]) -> Span | None:
        """The place of a paragraph's first mark; None where each that it could be is taken."""
        first = re.findall(r"\w+", text.split(_OBJECT)[0])[:5] or re.findall(r"\w+", text)[:2]
        words = re.compile(r"[\W_]+".join(map(re.escape, first)))
        opening = words.search(self._body) if first else None
        start = max(opening.start() - 3, 0) if opening else 0
        found = [self._offset(text, at, start) for at in alone]
        if found[0] is not None:
            return self._places.at(found[0]) if found[0] >= 0 else None
        return self._places.at(opening.start()) if opening else self._places.of_words(first)

    def _offset(self, text: str, at: int, start: int) -> int | None:
        """The offset of a mark; -1 where each that it could be is taken, None if there is none."""
        near = text[max(at - _NEAR, 0) : at].rsplit(_OBJECT, 1)[-1]
        before = re.findall(r"\w+|\W", near)[-3:]
        after = re.findall(r"\w+|\W", text[at + 1 : at + _NEAR].split(_OBJECT, 1)[0])[:3]
        offset = self._between(text[at], before, after, start)
        if offset is None and len(after) > 1:  # a note may stand behind the first word
            offset = self._between(text[at], before, after[:1], start)
        return offset

    def _between(self, mark: str, before: list[str], after: list[str], start: int) -> int | None:
        pattern = r"[*_\\\u200b-\u200f\u00ad]{0,3}".join(
            [
                *map(_loosely, before),
                f"(?P<mark>{_TYPED.get(mark, re.escape(mark))})",
                *map(_loosely, after),
            ]
        )
        searched = self._searched.get(pattern)
        offset = None if searched is None else -1
        for match in re.compile(pattern).finditer(self._body, max(start, searched or 0)):
            offset = match.start("mark")
            self._searched[pattern] = offset + 1
            if offset not in self._taken:
                self._taken.add(offset)
                return offset
            offset = -1
        return offset


def _loosely(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return {**_TYPED, "’": "['’]", "‘": "['‘]", "–": "(?:–|--)", "…": r"(?:…|\.{3})"}.get(
        piece, re.escape(piece)
    )
