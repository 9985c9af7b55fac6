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
    marks = [node for node in block["c"] if _is_mark(node)]
    rest = [node for node in block["c"] if not _is_mark(node)]
    places = [n for n, node in enumerate(rest) if node["t"] == "Image"]
    first, last = places[0], places[-1] + 1
    pictures = rest[first:last]
    before, behind = _without_blank(rest[:first]), _without_blank(rest[last:])
    words = before or behind
    is_mixed = bool(before and behind) or not all(
        _is_blank(node) or node["t"] == "Image" for node in pictures
    )
    if is_mixed or not words or not is_caption([*marks, *words]):
        return [block]
    parted = [ast.para([*marks, *pictures]), ast.para([*marks, *words])]
    return parted[::-1] if before else parted


def _is_mark(node: Node) -> bool:
    return node["t"] == "Str" and number_of(node["c"]) is not None


def _is_blank(node: Node) -> bool:
    return node["t"] in _BLANK or (node["t"] == "Str" and not without_marks(node["c"]).strip())


def _without_blank(inlines: Inlines) -> Inlines:
    """The inlines without spaces and breaks at both ends."""
    kept = list(inlines)
    while kept and _is_blank(kept[0]):
        kept.pop(0)
    while kept and _is_blank(kept[-1]):
        kept.pop()
    return kept
