"""What is done with pandoc's tree of a JATS article: tables get their captions, and references to
figures and tables become cross-references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.importing.caption_numbers import cross_reference
from nashr.importing.jats_body import EQUATION_BEGIN, EQUATION_END, JatsTargets
from nashr.model import Blocks, Inlines, Node

_EQUATION = re.compile(f"{EQUATION_BEGIN}(eq:\\d+){EQUATION_END}(.*)", re.S)
_NUMBER = re.compile(r"(.*?)(\d+)(?!.*\d)(.*)", re.S)


def settle_tree(blocks: Blocks, targets: JatsTargets) -> Blocks:
    """The blocks with captions in their tables, and with cross-references."""
    return list(_blocks(_linked(_with_ids(blocks), targets)))


def _with_ids(blocks: Blocks) -> Blocks:
    """The blocks with the ids of formulas as nashr's Markdown has them."""

    def change(text: str) -> list[Node] | None:
        found = _EQUATION.fullmatch(text)
        if found is None:
            return None
        rest = [ast.text(found[2])] if found[2] else []
        return [ast.raw_markdown(f"{{#{found[1]}}}"), *rest]

    changed: Blocks = ast.rewrite_strings(blocks, change)
    return changed


def _blocks(blocks: Blocks) -> Iterator[Node]:
    for block in blocks:
        match block:
            case {"t": "Div", "c": [[name, classes, _], inside]}:
                if "table-wrap" in classes:
                    yield from _table(str(name), list(_blocks(inside)))
                else:
                    yield from _blocks(inside)
            case {"t": "Header", "c": [level, attributes, inlines]} if level > 6:
                yield {"t": "Header", "c": [6, attributes, inlines]}
            case {"t": "Figure", "c": [attributes, caption, inside]}:
                yield from _figure(attributes, caption, inside)
            case {"t": "BlockQuote", "c": inside}:
                yield {"t": "BlockQuote", "c": list(_blocks(inside))}
            case _:
                yield block


def _figure(attributes: ast.Attr, caption: Any, inside: Blocks) -> Iterator[Node]:
    """A figure of one picture; of several, one of parts. One without any is its caption."""
    images = [node for node in ast.nodes(inside) if node["t"] == "Image"]
    words = _words(caption[1])
    if len(images) == 1:
        shown = [ast.plain(words)] if words else []
        yield {"t": "Figure", "c": [attributes, [None, shown], [ast.plain(images)]]}
    elif images:
        parts = [ast.para([image]) for image in images]
        yield ast.div([*parts, *([ast.para(words)] if words else [])], attributes)
    elif words:
        yield ast.para([ast.span([], ast.attr(str(attributes[0]))), *words])


def _words(blocks: Blocks) -> Inlines:
    """The inlines of several paragraphs, one behind the other."""
    found: Inlines = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            found += [*([{"t": "Space"}] if found else []), *block["c"]]
    return found


def _table(name: str, inside: Blocks) -> Iterator[Node]:
    """The first table with the caption before it; a picture of a table stands in a cell."""
    caption: Inlines = []
    first = next((n for n, block in enumerate(inside) if _is_table(block)), None)
    if first is None:
        yield from inside
        return
    for block in inside[:first]:
        caption += [*([{"t": "Space"}] if caption else []), *_inlines(block)]
    shown = [None, [ast.plain(caption)] if caption else []]
    table = inside[first]
    if table["t"] != "Table":
        table = _of_one_cell(table)
    attributes, _, *rest = table["c"]
    if caption:
        yield {"t": "Table", "c": [[name, *attributes[1:]], shown, *rest]}
    else:
        yield ast.div([table], ast.attr(name))
    yield from inside[first + 1 :]


def _is_table(block: Node) -> bool:
    return block["t"] == "Table" or any(node["t"] == "Image" for node in ast.nodes(block))


def _inlines(block: Node) -> Inlines:
    if block["t"] == "Header":
        return [{"t": "Strong", "c": block["c"][2]}]
    return list(block["c"]) if block["t"] in ("Para", "Plain") else []


def _of_one_cell(block: Node) -> Node:
    align, width = {"t": "AlignDefault"}, {"t": "ColWidthDefault"}
    row = [ast.attr(), [[ast.attr(), align, 1, 1, [block]]]]
    empty = [ast.attr(), []]
    body = [ast.attr(), 0, [], [row]]
    return {"t": "Table", "c": [ast.attr(), [None, []], [[align, width]], empty, [body], empty]}


def _linked(blocks: Blocks, targets: JatsTargets) -> Blocks:
    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Link":
            return None
        attributes, inlines, (target, title) = node["c"]
        name = target[1:] if target.startswith("#") else ""
        if name in targets.numbered and (words := _reference(inlines, name)):
            return words
        kept = [pair for pair in attributes[2] if pair[0] != "ref-type"]
        return [{"t": "Link", "c": [[*attributes[:2], kept], inlines, [target, title]]}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _reference(inlines: Inlines, name: str) -> Inlines | None:
    """“Fig 3A” as a cross-reference with the author's word before it, and the letter behind."""
    text = ast.plain_text(inlines)
    found = _NUMBER.fullmatch(text)
    if found is None or found[2] != name.partition(":")[2]:
        return None
    before, _, behind = found.groups()
    if re.search(r"\d", before):
        return None
    space: Inlines = [{"t": "Space"}] if before.endswith((" ", "\u00a0")) else []
    return [
        *ast.words(before.rstrip()),
        *space,
        cross_reference(name, found[2]),
        *ast.words(behind),
    ]
