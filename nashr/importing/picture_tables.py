"""Tables that lay out pictures side by side, with their letters or captions below them, as Word's
users make figures of several parts: they become paragraphs, or one figure with its parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from nashr import ast
from nashr.importing.caption_numbers import BoundCaption
from nashr.importing.marks import number_of, without_marks
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass, replace

#: The class of a figure of several parts that has no caption yet, and of a part with a letter.
_PARTS, _LETTERED = "nashr-parts", "nashr-lettered"
_LONGEST_LABEL = 300
_LETTER = re.compile(r"\s*\(?([^\W\d_])(?:[).:]|\s*$)\s*")
_LETTERS = ("abcdefgh", "abcçdeəf", "абвгдежз")
_BLANK = frozenset({"Space", "SoftBreak", "LineBreak"})


@dataclass(slots=True)
class _Part:
    """The pictures of a cell, and what stands below them."""

    images: Inlines
    label: Inlines


@dataclass(slots=True)
class _Grid:
    parts: list[_Part]
    #: What stands below all of them, in the table.
    caption: Inlines


def without_picture_tables(blocks: Blocks, is_caption: Callable[[Node], bool]) -> Blocks:
    """The blocks with such tables as figures, where they, or a block beside them, have a caption of
    a figure, which ``is_caption`` knows.
    """
    made: Blocks = []
    used: set[int] = set()
    for place, block in enumerate(blocks):
        grid = _grid(block) if block["t"] == "Table" and not block["c"][1][1] else None
        if grid is None:
            made.append(block)
            continue
        # Below it, or above where that is not of a picture before.
        beside = (
            [place + 1]
            if place < 2 or _images(blocks[place - 2 : place])
            else [place + 1, place - 1]
        )
        free = [n for n in beside if n not in used and any(map(is_caption, blocks[n : n + 1]))]
        if free and not grid.caption:
            used.add(free[0])
        made += _figures(block, grid, bool(free), is_caption)
    return made


def _figures(
    table: Node, grid: _Grid, has_caption: bool, is_caption: Callable[[Node], bool]
) -> Blocks:
    if grid.caption:
        if not is_caption(ast.para(grid.caption)):
            return [table]
        return [_whole(grid.parts), ast.para(grid.caption)]
    if any(is_caption(ast.para(part.label)) for part in grid.parts):
        pieces = ((part.images, part.label) for part in grid.parts)
        return [ast.para(piece) for pair in pieces for piece in pair if piece]
    return [_whole(grid.parts)] if has_caption else [table]


def _whole(parts: list[_Part]) -> Node:
    """One figure of the parts; of a single one, its paragraph."""
    if len(parts) == 1 and not parts[0].label:
        return ast.para(parts[0].images)
    return ast.div(list(_numbered(parts)), ["", [_PARTS], []])


def _numbered(parts: list[_Part]) -> Iterator[Node]:
    """The parts without the letters that are typed below them, which nashr gives itself."""
    typed = [_LETTER.match(_text(part.label).lower()) for part in parts]
    letters = "".join(found[1] for found in typed if found)
    has_letters = len(letters) == len(parts) and any(
        order.startswith(letters) for order in _LETTERS
    )
    for part, found in zip(parts, typed, strict=True):
        label = _dropped(part.label, found.end()) if has_letters and found else part.label
        marks = [one for one in part.label if _is_mark(one)] if not _text(label) else []
        images = ast.plain([*marks, *part.images])
        if not _text(label) and not has_letters:
            yield ast.para(images["c"])
            continue
        caption = [ast.plain(label)] if _text(label) else []
        attributes = ["", [_LETTERED] if has_letters else [], []]
        yield {"t": "Figure", "c": [attributes, [None, caption], [images]]}


def is_parts(block: Node) -> bool:
    """Whether a block is a figure of several parts that has no caption yet."""
    return bool(block["t"] == "Div" and _PARTS in block["c"][0][1])


def named_parts(block: Node, whole: BoundCaption, known: list[BoundCaption]) -> Node:
    """A figure whose parts with letters have ids, which become ``known``; any other block as it
    is.
    """
    if not is_parts(block):
        return block
    count = 0

    def change(node: Node) -> list[Node] | None:
        nonlocal count
        if node["t"] != "Figure" or _LETTERED not in node["c"][0][1]:
            return None
        sign = chr(ord("a") + count)
        count += 1
        name = f"{whole.identifier}{sign}"
        known.append(replace(whole, number=f"{whole.number}{sign}", identifier=name))
        return [{"t": "Figure", "c": [ast.attr(name), *node["c"][1:]]}]

    attributes, inside = block["c"]
    return {"t": "Div", "c": [attributes, ast.rewrite(inside, change)]}


def _dropped(inlines: Inlines, count: int) -> Inlines:
    """The inlines without their first characters; marks stay."""
    kept: Inlines = []
    for node in inlines:
        if _is_mark(node) or count <= 0:
            kept.append(node)
        elif node["t"] == "Str":
            if node["c"][count:]:
                kept.append(ast.text(node["c"][count:]))
            count -= len(node["c"])
        elif node["t"] in _BLANK:
            count -= 1
        elif isinstance(node["c"], list) and all(isinstance(one, dict) for one in node["c"]):
            length = len(without_marks(ast.plain_text([node])))
            if inside := _dropped(node["c"], count):
                kept.append({"t": node["t"], "c": inside})
            count -= length
        else:
            kept.append(node)
            count = 0
    return kept


def _grid(table: Node) -> _Grid | None:
    """The pictures of a table that has nothing else but short texts below them."""
    parts: list[_Part] = []
    last: list[_Part] = []
    caption: Inlines = []
    for row in _rows(table):
        cells = [cell for cell in row if _images(cell) or _text(cell)]
        if not cells:
            continue
        if caption or any(not _is_plain(cell) for cell in row):
            return None
        if all(map(_images, cells)):
            last = [_Part(_images(cell), _words(cell)) for cell in cells]
            parts += last
        elif any(map(_images, cells)) or not last:
            return None
        elif len(cells) == len(last) and not any(_text(part.label) for part in last):
            for part, cell in zip(last, cells, strict=True):
                part.label = _words(cell)
            last = []
        elif len(cells) == 1:
            caption = _words(cells[0])
        else:
            return None
    if not parts or any(len(_text(part.label)) > _LONGEST_LABEL for part in parts):
        return None
    return _Grid(parts, caption)


def _rows(table: Node) -> Iterator[list[Blocks]]:
    _, _, _, (_, head), bodies, (_, foot) = table["c"]
    for _, cells in [*head, *(row for _, _, a, b in bodies for row in (*a, *b)), *foot]:
        yield [blocks for *_, blocks in cells]


def _is_plain(cell: Blocks) -> bool:
    return all(block["t"] in ("Para", "Plain") for block in cell)


def _images(cell: Blocks) -> Inlines:
    return [node for node in ast.nodes(cell) if node["t"] == "Image"]


def _words(cell: Blocks) -> Inlines:
    """The words of a cell in one paragraph, without its pictures."""
    words: Inlines = []
    for block in cell:
        own = [node for node in block["c"] if not _images([node])]
        if words and _text(own):
            words.append({"t": "Space"})
        words += own
    return words


def _text(tree: Blocks | Inlines) -> str:
    return without_marks(ast.plain_text(tree)).strip()


def _is_mark(node: Node) -> bool:
    return node["t"] == "Str" and number_of(node["c"]) is not None
