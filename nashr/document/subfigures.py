"""Figures of several parts: a ``Div`` with a figure's id becomes a figure that holds others."""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.model import Blocks, Inlines, Node

#: The class of a figure whose parts stand side by side, and of the number of them on a line.
SIDE_BY_SIDE, COLUMNS = "subfigures", "columns-{n}"
#: Attributes of a table that is a part of several: the id of them all, and its letter.
PANEL, PANEL_PART = "panel", "panel-part"
#: More parts on a line could not be seen.
_MOST_COLUMNS = 4
#: Quarto's attribute for the number of parts on a line.
_LAYOUT = "layout-ncol"
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")
_BLANK = frozenset({"Space", "SoftBreak", "LineBreak"})


def gather_figures(blocks: Blocks) -> Blocks:
    """The blocks with a ``Figure`` for each ``Div`` with a figure's id.

    Its last paragraph is the caption; images that stand alone in a paragraph become figures
    inside it, with a caption each where they have a text.
    """
    gathered: Blocks = ast.rewrite(blocks, _figure_of_div)
    return gathered


def letter(n: int) -> str:
    """The letter of the ``n``-th part, from 0: a to z, then aa."""
    before, place = divmod(n, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + place)


def _figure_of_div(node: Node) -> list[Node] | None:
    if node["t"] != "Div" or not node["c"][0][0].startswith("fig:"):
        return None
    attributes, blocks = node["c"]
    if len(blocks) == 1 and blocks[0]["t"] == "Figure" and not blocks[0]["c"][0][0]:
        return [{"t": "Figure", "c": [attributes, *blocks[0]["c"][1:]]}]
    caption: Blocks = []
    if len(blocks) > 1 and _is_text(blocks[-1]):
        *blocks, last = blocks
        caption = [ast.plain(last["c"])]
    parts = [part for block in blocks for part in _parts(block)]
    figures = [part for part in parts if part["t"] == "Figure"]
    if len(figures) == 1 and caption:
        parts = [inside for part in parts for inside in _bare(part)]
    if len(figures) > 1:
        attributes = _side_by_side(attributes, figures)
        parts = [_without_share(p) if p["t"] == "Figure" else p for p in parts]
    return [{"t": "Figure", "c": [attributes, [None, caption], parts]}]


def _bare(part: Node) -> Blocks:
    """What a figure without a caption and an id of its own holds: the one picture of its whole."""
    if part["t"] != "Figure" or part["c"][0][0] or part["c"][1][1]:
        return [part]
    inside: Blocks = part["c"][2]
    return inside


def _is_text(block: Node) -> bool:
    return block["t"] == "Para" and _images(block) is None


def _parts(block: Node) -> list[Node]:
    """A block, or the figures of its images where it has nothing else."""
    images = _images(block)
    return [block] if images is None else [figure_of_image(image) for image in images]


def _images(block: Node) -> Inlines | None:
    """The images of a paragraph of images; None for any other block."""
    if block["t"] not in ("Para", "Plain"):
        return None
    images = [node for node in block["c"] if node["t"] not in _BLANK]
    return images if images and all(node["t"] == "Image" for node in images) else None


def figure_of_image(image: Node) -> Node:
    """As pandoc makes one of an image that is alone in its paragraph."""
    (identifier, classes, values), inlines, target = image["c"]
    caption = [ast.plain(inlines)] if inlines else []
    inside: Node = {"t": "Image", "c": [["", classes, values], inlines, target]}
    attributes = ast.attr(identifier)
    return {"t": "Figure", "c": [attributes, [None, caption], [ast.plain([inside])]]}


def _side_by_side(attributes: Any, figures: list[Node]) -> Any:
    identifier, classes, values = attributes
    asked = ast.keyvals(attributes).get(_LAYOUT, "")
    count = int(asked) if asked.isdecimal() and int(asked) else _columns(figures)
    columns = COLUMNS.format(n=min(count, len(figures), _MOST_COLUMNS))
    kept = [[key, value] for key, value in values if key != _LAYOUT]
    return [identifier, [*classes, SIDE_BY_SIDE, columns], kept]


def _columns(figures: list[Node]) -> int:
    """How many parts stand on a line: as many as the widths that they are given leave room for,
    else up to three; four stand in two lines.
    """
    widest = max(_share(figure) for figure in figures)
    if widest:
        return max(1, int(100 / widest))
    return 2 if len(figures) in (2, 4) else 3


def _share(figure: Node) -> float:
    """The part of a line, in percent, that an image of the figure is given; 0 for none."""
    found = [
        _PERCENT.fullmatch(ast.keyvals(node["c"][0]).get("width", ""))
        for node in ast.nodes(figure["c"][2], leaves=False)
        if node["t"] == "Image"
    ]
    return max((float(one[1]) for one in found if one), default=0.0)


def _without_share(figure: Node) -> Node:
    """The figure whose images are as wide as its column where they were given part of a line."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        (identifier, classes, values), *rest = node["c"]
        values = [
            [key, "100%" if key == "width" and _PERCENT.fullmatch(value) else value]
            for key, value in values
        ]
        return [{"t": "Image", "c": [[identifier, classes, values], *rest]}]

    attributes, caption, blocks = figure["c"]
    return {"t": "Figure", "c": [attributes, caption, ast.rewrite(blocks, change)]}
