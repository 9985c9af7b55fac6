"""Captions and descriptions in attributes, as Quarto has them (``fig-cap``, ``tbl-cap``).

Source: quarto.org/docs/authoring (figures, tables, cross-references).
"""

from __future__ import annotations

from typing import Any

from nashr import ast
from nashr.document.subfigures import figure_of_image
from nashr.model import Blocks, Inlines, Node

_FIGURE, _TABLE, _ALT = ("fig-cap", "fig.cap"), ("tbl-cap", "tab.cap"), ("fig-alt", "fig.alt")


def with_captions(blocks: Blocks) -> Blocks:
    """The blocks with the captions of attributes where Markdown has them.

    An image without words in its brackets, a table without a caption and a div of either without a
    last paragraph have the caption that their attribute says. What a div says of its picture
    (``fig-alt``) is said of the one image in it.
    """
    done: Blocks = ast.rewrite(blocks, _captioned)
    return done


def _captioned(node: Node) -> list[Node] | None:
    match node["t"]:
        case "Para" | "Plain":
            return _paragraph(node)
        case "Table":
            return _table(node)
        case "Div":
            return _div(node)
    return None


def _taken(attributes: ast.Attr, names: tuple[str, ...]) -> tuple[str, ast.Attr]:
    """What the attributes say under one of these names, and the attributes without it."""
    identifier, classes, values = attributes
    words = next((value for key, value in values if key in names and value.strip()), "")
    return words, [identifier, classes, [pair for pair in values if pair[0] not in names]]


def _paragraph(node: Node) -> list[Node] | None:
    """An image that is alone in its paragraph becomes a figure."""
    inlines: Inlines = node["c"]
    if len(inlines) != 1 or inlines[0]["t"] != "Image" or inlines[0]["c"][1]:
        return None
    attributes, _, target = inlines[0]["c"]
    words, kept = _taken(attributes, _FIGURE)
    if not words:
        return None
    return [figure_of_image({"t": "Image", "c": [kept, ast.words(words), target]})]


def _table(table: Node) -> list[Node] | None:
    attributes, (short, caption), *others = table["c"]
    words, kept = _taken(attributes, _TABLE)
    if not words or ast.plain_text(caption):
        return None
    return [{"t": "Table", "c": [kept, [short, [ast.plain(ast.words(words))]], *others]}]


def _div(div: Node) -> list[Node] | None:
    attributes, blocks = div["c"]
    identifier = attributes[0]
    words, kept = _taken(attributes, _FIGURE + _TABLE)
    alt, kept = _taken(kept, _ALT)
    if not (words or alt) or not identifier.startswith(("fig:", "tbl:")):
        return None
    images = [node for node in ast.nodes(blocks, leaves=False) if node["t"] == "Image"]
    if alt and len(images) == 1:
        blocks = _described(blocks, alt)
    is_captioned = len(blocks) > 1 and blocks[-1]["t"] == "Para" and not _is_image(blocks[-1])
    if words and not is_captioned:
        blocks = [*blocks, ast.para(ast.words(words))]
    return [{"t": "Div", "c": [kept, blocks]}]


def _is_image(paragraph: Node) -> bool:
    return any(node["t"] == "Image" for node in paragraph["c"])


def _described(blocks: Blocks, alt: str) -> Blocks:
    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Image":
            return None
        attributes, *rest = node["c"]
        values: dict[str, Any] = ast.keyvals(attributes)
        if {"alt", "fig-alt"} & values.keys():
            return None
        described = ast.attr(attributes[0], attributes[1], {**values, "alt": alt})
        return [{"t": "Image", "c": [described, *rest]}]

    done: Blocks = ast.rewrite(blocks, change)
    return done
