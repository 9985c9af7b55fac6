"""Headings one below the other, without a level left out.

PDF/UA-1 (ISO 14289-1, 7.4.2), EPUB Accessibility and HTML's checkers ask that no level is left out
on the way down; authors choose levels by the size of their letters. A note has no sections: it is
read out of turn, and JATS allows none in it. Its headings are paragraphs in bold.
"""

from __future__ import annotations

from itertools import pairwise

from nashr import ast
from nashr.document.positions import offset_of
from nashr.model import Blocks, Node


def level_headings(blocks: Blocks, top: int | None = None) -> Blocks:
    """The blocks with each heading at most one level below the heading that it stands under.

    The highest level of all becomes ``top``, or stays as it is; levels keep their order (1, 3, 3, 2
    is 1, 2, 2, 2).
    """
    levels = _levels(blocks)
    is_at_top = top is None or min(levels, default=top) == top
    if is_at_top and _are_levelled(levels) and not _are_in_notes(blocks):
        return blocks
    in_flow: Blocks = ast.rewrite(blocks, _without_headings)
    if top is None:
        top = min(_levels(in_flow), default=1)
    above: list[int] = []

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Header":
            return None
        level, attributes, inlines = node["c"]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        return [{"t": "Header", "c": [top + len(above) - 1, attributes, inlines]}]

    levelled: Blocks = ast.rewrite(in_flow, change)
    return levelled


def _levels(blocks: Blocks) -> list[int]:
    return [node["c"][0] for node in ast.nodes(blocks, leaves=False) if node["t"] == "Header"]


def _are_levelled(levels: list[int]) -> bool:
    """Whether the first level is the highest, and none is left out behind it."""
    steps = pairwise([min(levels, default=1) - 1, *levels])
    return all(below <= above + 1 for above, below in steps)


def _are_in_notes(blocks: Blocks) -> bool:
    notes = (node for node in ast.nodes(blocks, leaves=False) if node["t"] == "Note")
    return any(_levels(note["c"]) for note in notes)


def _without_headings(node: Node) -> list[Node] | None:
    """A note with paragraphs in place of its headings."""
    if node["t"] != "Note":
        return None
    return [{"t": "Note", "c": ast.rewrite(node["c"], _in_bold)}]


def _in_bold(node: Node) -> list[Node] | None:
    if node["t"] != "Header":
        return None
    _, (identifier, classes, values), inlines = node["c"]
    bold: Node = {"t": "Strong", "c": inlines}
    if offset_of(identifier) is not None:  # the author's own id, and not one of pandoc's
        bold = ast.span([bold], [identifier, classes, values])
    return [ast.para([bold])]
