"""Pictures and their caption in one paragraph, as Word has them behind a line break."""

from __future__ import annotations

from collections.abc import Callable

from nashr import ast
from nashr.importing.marks import number_of, without_marks
from nashr.model import Inlines, Node

_BLANK = frozenset({"Space", "SoftBreak", "LineBreak"})


def pictures_apart(block: Node, is_caption: Callable[[Inlines], bool]) -> list[Node]:
    """A paragraph of pictures with their caption behind or before them as two; any other as it is.
    Both have the marks of the paragraph.
    """
    if block["t"] != "Para" or not any(node["t"] == "Image" for node in block["c"]):
        return [block]
    marks = [node for node in block["c"] if is_mark(node)]
    anchors = [node for node in block["c"] if is_anchor(node)]
    rest = [node for node in block["c"] if not (is_mark(node) or is_anchor(node))]
    places = [n for n, node in enumerate(rest) if node["t"] == "Image"]
    first, last = places[0], places[-1] + 1
    pictures = rest[first:last]
    before, behind = _without_blank(rest[:first]), _without_blank(rest[last:])
    words = before or behind
    is_mixed = bool(before and behind) or not all(
        is_blank(node) or node["t"] == "Image" for node in pictures
    )
    if is_mixed or not words or not is_caption([*marks, *words]):
        return [block]
    parted = [ast.para([*marks, *pictures]), ast.para([*marks, *anchors, *words])]
    return parted[::-1] if before else parted


def is_anchor(node: Node) -> bool:
    """Whether a node is a place for links without words, as a bookmark of Word beside a picture."""
    return node["t"] == "Span" and all(map(is_blank, node["c"][1]))


def is_mark(node: Node) -> bool:
    """Whether a node is a mark of the import."""
    return node["t"] == "Str" and number_of(node["c"]) is not None


def is_blank(node: Node) -> bool:
    """Whether a node is a space, a break, or a text of marks alone."""
    return node["t"] in _BLANK or (node["t"] == "Str" and not without_marks(node["c"]).strip())


def _without_blank(inlines: Inlines) -> Inlines:
    """The inlines without spaces and breaks at both ends."""
    kept = list(inlines)
    while kept and is_blank(kept[0]):
        kept.pop(0)
    while kept and is_blank(kept[-1]):
        kept.pop()
    return kept
