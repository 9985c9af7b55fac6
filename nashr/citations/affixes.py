"""Encode the prefixes and suffixes that an author writes in a citation as rich text."""

from __future__ import annotations

from nashr import ast
from nashr.citations.richtext import (
    BOLD,
    CLOSE,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Attachments,
    without_reserved,
)
from nashr.model import Inlines

_MARKS = {
    "Emph": ITALIC,
    "Strong": BOLD,
    "SmallCaps": SMALL_CAPS,
    "Superscript": SUPERSCRIPT,
    "Subscript": SUBSCRIPT,
    "Underline": UNDERLINE,
}
_NO_SPACE_AFTER = tuple(" \u00a0([{“‘«„‹—–-/’'\"")


def encode_inlines(inlines: Inlines, attachments: Attachments) -> str:
    """Inlines as rich text: simple formatting becomes marks, other nodes are attached whole."""
    pieces: list[str] = []
    for node in inlines:
        match node["t"]:
            case "Str":
                pieces.append(without_reserved(node["c"]))
            case "Space" | "SoftBreak":
                pieces.append(" ")
            case tag if tag in _MARKS:
                pieces.append(f"{_MARKS[tag]}{encode_inlines(node['c'], attachments)}{CLOSE}")
            case _:
                pieces.append(attachments.node(node))
    return "".join(pieces)


def prefix_text(inlines: Inlines, attachments: Attachments) -> str:
    """The prefix, with a space after it unless it ends in a space or opening punctuation."""
    text = encode_inlines(inlines, attachments)
    if not text or ast.plain_text(inlines[-1:])[-1:] in _NO_SPACE_AFTER or text[-1] in " \u00a0":
        return text
    return text + " "


def suffix_text(inlines: Inlines, attachments: Attachments) -> str:
    """The suffix, with a space before it if it begins with a word or opening punctuation."""
    text = encode_inlines(inlines, attachments)
    first = ast.plain_text(inlines)[:1]
    if text and not text.startswith(" ") and (first.isalnum() or first in "([«“‘„"):
        return " " + text
    return text
