"""Images that stand on a line of their own inside a paragraph, or alone in a list item.

Pandoc makes a figure of an image that is alone in a paragraph with empty lines around it. Other
programs ask for no empty lines, and a list without them has no paragraphs: there the image stands
in the line, and a caption beside its alternative text would be printed nowhere.
"""

from __future__ import annotations

from nashr import ast
from nashr.document.subfigures import figure_of_image
from nashr.model import Blocks, Inlines, Node

_BREAKS = frozenset({"SoftBreak", "LineBreak"})
_SPACES = frozenset({"Space"})


def set_apart(blocks: Blocks) -> Blocks:
    """The blocks with a ``Figure`` for each image that has a caption and no text beside it on its
    line; without a caption, the first and the last line become paragraphs.
    """
    apart: Blocks = ast.rewrite(blocks, _parted)
    return apart


def _parted(node: Node) -> list[Node] | None:
    match node["t"]:
        case "Para":
            return _blocks_of(node)
        case "BulletList":
            return [{"t": "BulletList", "c": [_items(item) for item in node["c"]]}]
        case "OrderedList":
            return [{"t": "OrderedList", "c": [node["c"][0], list(map(_items, node["c"][1]))]}]
        case "DefinitionList":
            entries = [[term, list(map(_items, found))] for term, found in node["c"]]
            return [{"t": "DefinitionList", "c": entries}]
    return None


def _items(blocks: Blocks) -> Blocks:
    """The blocks of a list item, whose texts may be ``Plain``."""
    return [
        part
        for block in blocks
        for part in ((_blocks_of(block) or [block]) if block["t"] == "Plain" else [block])
    ]


def _blocks_of(block: Node) -> list[Node] | None:
    """A text parted at its figures; None where it has none."""
    lines = _lines(block["c"])
    ends = (0, len(lines) - 1) if len(lines) > 1 else ()
    apart = [
        _figures(line) or (_pictures(line) if n in ends else []) for n, line in enumerate(lines)
    ]
    if not any(apart):
        return None
    done: list[Node] = []
    text: Inlines = []
    for line, figures in zip(lines, apart, strict=True):
        if figures:
            done += [*_text(block["t"], text), *figures]
            text = []
        else:
            text += line
    return [*done, *_text(block["t"], text)]


def _lines(inlines: Inlines) -> list[Inlines]:
    """The lines, each with the break behind it."""
    lines: list[Inlines] = [[]]
    for node in inlines:
        lines[-1].append(node)
        if node["t"] in _BREAKS:
            lines.append([])
    return lines


def _text(kind: str, inlines: Inlines) -> list[Node]:
    while inlines and inlines[-1]["t"] in _BREAKS | _SPACES:
        inlines = inlines[:-1]
    return [{"t": kind, "c": inlines}] if inlines else []


def _figures(line: Inlines) -> list[Node]:
    """The figures that a line is made of; none for any other line."""
    found = [node for node in line if node["t"] not in _BREAKS | _SPACES]
    if not all(node["t"] == "Image" and _is_figure(node) for node in found):
        return []
    if len(found) > 1 and not all(map(_is_described, found)):
        return []  # a row of small pictures: the words in their brackets are no captions
    return [figure_of_image(node) for node in found]


def _pictures(line: Inlines) -> list[Node]:
    """A paragraph of the images without captions that a line is made of; none for any other line.

    In the paragraph that they begin or end, as wide as they may be, they would draw out the line
    before them. Between two lines of text they may be a sign.
    """
    found = [node for node in line if node["t"] not in _BREAKS | _SPACES]
    if not found or not all(node["t"] == "Image" and _is_large(node) for node in found):
        return []
    return [] if any(node["c"][1] for node in found) else [ast.para(found)]


def _is_figure(image: Node) -> bool:
    """Whether an image has a caption, and is none that is for a line of text."""
    return bool(image["c"][1]) and _is_large(image)


def _is_large(image: Node) -> bool:
    """Whether nothing says that an image is for a line of text: a size in letters, a class."""
    _, classes, values = image["c"][0]
    return not any("icon" in name or name in ("inline", "emoji") for name in classes) and not any(
        key in ("width", "height") and value.strip().endswith(("em", "ex")) for key, value in values
    )


def _is_described(image: Node) -> bool:
    """Whether an image has an alternative text beside its caption, or the id of a figure."""
    identifier, _, values = image["c"][0]
    return identifier.startswith("fig:") or any(key in ("alt", "fig-alt") for key, _ in values)
