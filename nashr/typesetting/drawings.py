"""Texts of drawings: in the document's own typefaces, and shaped as a whole.

WeasyPrint asks for the font that a drawing names, which is none of the document's, and gets any of
them. It sets each character by itself: letters of Arabic stand from left to right and do not
join, marks do not sit on their letters, and no pair is kerned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from nashr.outputs.typefaces import STACKS
from nashr.typesetting.patching.apply import original, patched

_DRAW_NODE = "weasyprint.svg:SVG.draw_node"
_TEXTS = frozenset({"text", "textPath", "a", "tspan"})
_FIXED = re.compile(r"mono|courier|consol|menlo|typewriter|\bcode\b", re.IGNORECASE)
_SERIF = re.compile(
    r"(?<!sans-)(?<!sans )\bserif|times|georgia|garamond|cambria|palatino|roman|book|century"
    r"|baskerville|caslon|minion|constantia|charter|computer modern|stix|libertin",
    re.IGNORECASE,
)
#: Scripts whose letters are shaped by their neighbours, or stand from right to left.
_SHAPED = frozenset({"R", "AL"})
_PLACES = ("x", "y", "dx", "dy", "rotate")


def patch_drawings() -> AbstractContextManager[None]:
    """Let WeasyPrint set the texts of drawings as a whole, in the document's typefaces."""
    draw_node = original(_DRAW_NODE)

    def draw(svg: Any, node: Any, *arguments: Any, **options: Any) -> Any:
        if node.tag in _TEXTS:
            named = node.get("font-family", "")
            if "Nashr" not in named:  # a part of a text has the family of the whole
                node.attrib["font-family"] = own_families(named)
            if node.text:
                node._etree_node.text = _Pieces(node.text, pieces(node))
        return draw_node(svg, node, *arguments, **options)

    return patched({_DRAW_NODE: draw})


def own_families(named: str) -> str:
    """The stack of typefaces for the families that a drawing names; that without serifs for none,
    as charts mostly have it.
    """
    for family in named.split(","):
        if _FIXED.search(family):
            return STACKS["mono"]
        if "sans" in family.lower():
            break
        if _SERIF.search(family):
            return STACKS["serif"]
    return STACKS["sans"]


class _Pieces(str):
    """A text that WeasyPrint, which takes the members of a text for its letters, sets in pieces."""

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, text: str, parts: tuple[str, ...]) -> _Pieces:
        made = super().__new__(cls, text)
        made.pieces = parts
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self.pieces)


def pieces(node: Any) -> tuple[str, ...]:
    """The pieces of a text that are shaped by themselves: all of it, where it has one place; the
    letters with their marks where they are spaced; the characters where these have places.
    """
    text = str(node.text)
    if any(len(re.split(r"[\s,]+", node.get(name, "").strip())) > 1 for name in _PLACES):
        return tuple(text)
    spacing = node.get("letter-spacing", "normal").strip()
    is_spaced = spacing not in ("normal", "") and not re.fullmatch(r"[-+]?0*\.?0*\D*", spacing)
    is_stretched = bool(node.get("textLength")) and node.get("lengthAdjust") != "spacingAndGlyphs"
    if not (is_spaced or is_stretched) or any(map(_is_shaped, text)):
        return (text,)
    return tuple(_clusters(text))


def _is_shaped(char: str) -> bool:
    return unicodedata.bidirectional(char) in _SHAPED or unicodedata.category(char) == "Mc"


def _clusters(text: str) -> Iterator[str]:
    """Letters, each with its marks."""
    cluster = ""
    for char in text:
        if cluster and unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
