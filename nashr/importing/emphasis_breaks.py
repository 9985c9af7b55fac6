"""Line breaks inside of emphasis, as Word has them at the end of a bold line: they stand between
emphasis, so that lines can be told apart, and Markdown has no signs that close nothing.
"""

from __future__ import annotations

from nashr import ast
from nashr.importing.marks import number_of
from nashr.model import Blocks, Inlines, Node

_EMPHASIS = frozenset({"Strong", "Emph", "Underline", "Strikeout", "SmallCaps"})


def with_breaks_outside(blocks: Blocks) -> Blocks:
    """The blocks with emphasis parted at its line breaks."""
    done: Blocks = ast.rewrite(blocks, _parted)
    return done


def _parted(node: Node) -> list[Node] | None:
    if node["t"] not in _EMPHASIS or not any(one["t"] == "LineBreak" for one in node["c"]):
        return None
    pieces: list[Inlines] = [[]]
    for one in node["c"]:
        if one["t"] == "LineBreak":
            pieces.append([])
        else:
            pieces[-1].append(one)
    done: Inlines = []
    for n, piece in enumerate(pieces):
        done += [{"t": "LineBreak"}] if n else []
        done += [{"t": node["t"], "c": piece}] if _is_shown(piece) else piece
    return done


def _is_shown(inlines: Inlines) -> bool:
    """Whether there is more than spaces and marks."""
    return any(
        one["t"] not in ("Space", "SoftBreak")
        and not (one["t"] == "Str" and number_of(one["c"]) is not None)
        for one in inlines
    )
