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
from nashr.model import Inlines, Node

#: An opening mark and the marks that close it, in any language.
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«»", "”": "”"}
_MARKS = frozenset("“”„«»")
#: What a mark may have been in the manuscript.
_TYPED = {"“": '["“]', "”": '["”]'}
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060-\u2069\ufeff\u00ad]")
#: Stands for what is no text: formulas, code, citations, quotations that pandoc paired.
_OBJECT = "\ufffc"
_HINT = "Close the quotation, or take the mark away."


def unmatched(tree: Any, places: Places) -> Iterator[Diagnostic]:
    """A warning for each paragraph with a mark that has no counterpart."""
    paragraphs = list(_paragraphs(tree))
    alone = [list(_alone(text)) for text in paragraphs]
    for n, (here, following) in enumerate(pairwise([*alone, []])):
        next_text = paragraphs[n + 1] if n + 1 < len(paragraphs) else ""
        if here and _goes_on(paragraphs[n], here, next_text, following):
            here = here[:-1]
            if following and paragraphs[n + 1][following[0]] in "”»“" and following[0] > 0:
                following.pop(0)
        if here:
            yield _told(paragraphs[n], here, places)


def _goes_on(text: str, alone: list[int], next_text: str, next_alone: list[int]) -> bool:
    """Whether the last quotation of a paragraph goes on in the next one.

    A quotation of several paragraphs opens in each of them, or in the first alone.
    """
    mark = text[alone[-1]]
    if mark not in "“„«" or not _opens(text, alone[-1]):
        return False
    closes = bool(next_alone) and next_text[next_alone[0]] in _CLOSING[mark]
    return next_text[:1] == mark or closes


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
            return f"{_OBJECT}{_text(node['c'][1])}{_OBJECT}"
        case "Span" | "Link":
            return _text(node["c"][1])
        case "Emph" | "Strong" | "Underline" | "SmallCaps" | "Superscript" | "Subscript":
            return _text(node["c"])
        case "Strikeout":
            return _text(node["c"])
        case _:
            return _OBJECT


def _opens(text: str, at: int) -> bool:
    before, after = text[:at][-1:], text[at + 1 : at + 2]
    begins = not before or before.isspace() or before in '([{—–-/“«„"‘' or before == _OBJECT
    return begins and bool(after) and not after.isspace()


def _alone(text: str) -> Iterator[int]:
    """The offsets of marks without a counterpart, in order."""
    opened: list[int] = []
    found: list[int] = []
    for at, char in enumerate(text):
        if char not in _MARKS:
            continue
        before, after = text[:at][-1:], text[at + 1 : at + 2]
        if before.isalnum() and after.isalnum():
            continue  # inside a word, as in Hebrew abbreviations
        closes = opened and char in _CLOSING[text[opened[-1]]]
        if closes and not (before.isspace() and _opens(text, at)):
            opened.pop()
        elif _opens(text, at):
            opened.append(at)
        elif not before.isdigit():  # else inches or seconds
            found.append(at)
    yield from sorted([*found, *opened])


def _told(text: str, alone: list[int], places: Places) -> Diagnostic:
    at = alone[0]
    piece = " ".join(text[max(at - 12, 0) : at + 20].replace(_OBJECT, "…").split()).strip("…")
    message = f"The quotation mark {text[at]} in “…{piece}…” has no counterpart in its paragraph."
    return Diagnostic("quotation-unmatched", _place(text, at, places), message, _HINT)


def _place(text: str, at: int, places: Places) -> Span:
    """Where the mark stands: found by the words beside it, behind the paragraph's first words."""
    body = places.manuscript.body
    first = re.findall(r"\w+", text.split(_OBJECT)[0])[:5] or re.findall(r"\w+", text)[:2]
    opening = re.search(r"[\W_]+".join(map(re.escape, first)), body) if first else None
    start = max(opening.start() - 3, 0) if opening else 0
    before = re.findall(r"\w+|\W", text[:at].rsplit(_OBJECT, 1)[-1])[-3:]
    after = re.findall(r"\w+|\W", text[at + 1 :].split(_OBJECT, 1)[0])[:3]
    pattern = r"[*_\\\u200b-\u200f\u00ad]{0,3}".join(
        [
            *map(_loosely, before),
            f"(?P<mark>{_TYPED.get(text[at], re.escape(text[at]))})",
            *map(_loosely, after),
        ]
    )
    found = re.compile(pattern).search(body, start)
    if found is not None:
        return places.at(found.start("mark"))
    return places.at(opening.start()) if opening else places.of_words(first)


def _loosely(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    return {**_TYPED, "’": "['’]", "‘": "['‘]", "–": "(?:–|--)", "…": r"(?:…|\.{3})"}.get(
        piece, re.escape(piece)
    )
