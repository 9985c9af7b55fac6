"""Divs and code of Quarto and bookdown whose attributes hold words of the author; callouts.

Source: quarto.org/docs/authoring (callouts, cross-references, code annotation);
bookdown.org/yihui/bookdown/markdown-extensions-by-bookdown.html (theorems).
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.model import Blocks, Node


def gather_divs(blocks: Blocks) -> Blocks:
    """The blocks with what Quarto's divs mean.

    The title of a callout or of a theorem, an attribute or the heading that a callout begins with,
    is a line of bold text, and so is the caption of code. A div with a table's id gives this id to
    the table in it, and its last paragraph as the caption where the table has none.
    """
    gathered: Blocks = ast.rewrite(blocks, _meaning)
    return gathered


_BREAKS = ("SoftBreak", "LineBreak")
#: Attributes that hold words of the text: of blocks, and of code.
_TITLES = ("title", "name", "caption")
_CODE_TITLES = ("caption", "lst-cap", "filename")


def _meaning(node: Node) -> list[Node] | None:
    if node["t"] == "CodeBlock":
        return _with_title(node["c"][0], _CODE_TITLES, [node])
    if node["t"] == "BlockQuote":
        return _marked_quotation(node)
    if node["t"] != "Div":
        return None
    (identifier, classes, _), blocks = node["c"]
    if identifier.startswith("tbl:"):
        return _table(node)
    if any(name == "callout" or name.startswith("callout-") for name in classes):
        return [_callout(node)]
    titled = _with_title(node["c"][0], _TITLES, blocks)
    kept = [[key, value] for key, value in node["c"][0][2] if key not in _TITLES]
    return titled and [{"t": "Div", "c": [[identifier, classes, kept], titled]}]


def _with_title(attributes: ast.Attr, names: tuple[str, ...], blocks: Blocks) -> Blocks | None:
    """The blocks below what the attributes of these names say; None where they say nothing."""
    values = ast.keyvals(attributes)
    titles = [ast.words(values[name]) for name in names if values.get(name, "").strip()]
    shown = [ast.para([{"t": "Strong", "c": title}]) for title in titles]
    return [*shown, *blocks] if shown else None


def _callout(node: Node) -> Node:
    (identifier, classes, values), blocks = node["c"]
    title = ast.words(ast.keyvals(node["c"][0]).get("title", ""))
    if not title and blocks and blocks[0]["t"] == "Header":
        title, blocks = blocks[0]["c"][2], blocks[1:]
    shown = [ast.para([{"t": "Strong", "c": title}])] if title else []
    kept = [[key, value] for key, value in values if key != "title"]
    return {"t": "Div", "c": [[identifier, classes, kept], [*shown, *blocks]]}


#: How GitHub and Obsidian begin a quotation that is a callout.
_MARK = re.compile(r"\[!(?P<kind>[\w-]+)\][+-]?\Z")


def _marked_quotation(quotation: Node) -> list[Node] | None:
    """``> [!note] Title``: a callout; what stands on the line of the mark is its title."""
    first, *others = quotation["c"] or [{"t": ""}]
    words = first["c"] if first["t"] in ("Para", "Plain") else []
    mark = _MARK.match(words[0]["c"]) if words and words[0]["t"] == "Str" else None
    if mark is None:
        return None
    end = next((n for n, one in enumerate(words) if one["t"] in _BREAKS), len(words))
    title, text = words[1:end], words[end + 1 :]
    while title and title[0]["t"] == "Space":
        title = title[1:]
    shown = [ast.para([{"t": "Strong", "c": title}])] if title else []
    blocks = [*shown, *([ast.para(text)] if text else []), *others]
    return [ast.div(blocks, ast.attr("", [f"callout-{mark['kind'].lower()}"]))]


def _table(div: Node) -> list[Node] | None:
    (identifier, classes, _), blocks = div["c"]
    tables = [n for n, block in enumerate(blocks) if block["t"] == "Table"]
    if len(tables) != 1:
        return None
    table = blocks[tables[0]]
    (own, own_classes, values), (short, caption), *others = table["c"]
    if own:
        return None
    rest: list[Any] = [*blocks[: tables[0]], *blocks[tables[0] + 1 :]]
    if not caption and rest and rest[-1]["t"] == "Para" and len(blocks) - 1 != tables[0]:
        caption = [ast.plain(rest.pop()["c"])]
    attributes = [identifier, [*own_classes, *classes], values]
    named = {"t": "Table", "c": [attributes, [short, caption], *others]}
    return [*rest[: tables[0]], named, *rest[tables[0] :]]
