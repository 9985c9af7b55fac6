"""Notes and comments of a page of HTML, which are links to and fro there: as word processors write
them, the call leads to the note, and the note back to the call.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from nashr import ast
from nashr.importing.settling import query
from nashr.importing.unheaded_references import are_works
from nashr.model import Blocks, Inlines, Node

#: Ids of comments, as Google Docs and Word call them.
COMMENT = re.compile(r"cmnt|msocom|msoanchor", re.IGNORECASE)
_BLOCKS = ("Para", "Plain")
_AROUND = ("Superscript", "Span", "Strong", "Emph")


def with_notes(blocks: Blocks) -> Blocks:
    """The blocks with notes in the places of their calls, and with queries in those of comments."""
    links = _links(blocks)
    pairs = {
        name: target
        for name, target in links.items()
        if links.get(target) == name and list(links).index(name) < list(links).index(target)
    }
    if not pairs:
        return blocks
    bodies: dict[str, Blocks] = {}
    rest = _without_bodies(blocks, frozenset(pairs.values()), bodies)
    calls = {name: bodies[target] for name, target in pairs.items() if target in bodies}
    texts = [ast.plain_text(body).strip() for body in bodies.values()]
    if are_works(texts, bodies):
        return _without_links(blocks, bodies)
    changed: Blocks = ast.rewrite(rest, lambda node: _call(node, calls))
    return changed


def _links(blocks: Blocks) -> dict[str, str]:
    """What the links lead to that have an id and lead into the page, by their ids, in order."""
    found: dict[str, str] = {}
    for node in ast.nodes(blocks):
        if node["t"] == "Link" and node["c"][2][0].startswith("#"):
            name = str(node["c"][0][0])
            if name:
                found.setdefault(name, node["c"][2][0][1:])
    return found


def _without_bodies(blocks: Blocks, names: frozenset[str], bodies: dict[str, Blocks]) -> Blocks:
    """The blocks without those of notes, which are put among ``bodies`` by the id of their link:
    a division with one such link, else a paragraph that begins with it.
    """
    kept: Blocks = []
    for block in blocks:
        inside = [name for name in _links([block]) if name in names]
        if len(inside) == 1 and _begins_with_link(block):
            own = block["c"][1] if block["t"] == "Div" else [block]
            bodies[inside[0]] = _without_link(own, inside[0])
            while kept and kept[-1]["t"] == "HorizontalRule":
                kept.pop()
        elif block["t"] == "Div" and inside:
            attributes, own = block["c"]
            if rest := _without_bodies(own, names, bodies):
                kept.append({"t": "Div", "c": [attributes, rest]})
        else:
            kept.append(block)
    return kept


def _begins_with_link(block: Node) -> bool:
    """Whether the first of a paragraph, or of the first one of a division, is a link."""
    if block["t"] == "Div":
        return bool(block["c"][1]) and _begins_with_link(block["c"][1][0])
    if block["t"] not in _BLOCKS:
        return False
    first = next((one for one in block["c"] if one["t"] not in ("Space", "SoftBreak")), None)
    while first is not None and first["t"] in _AROUND:
        inside = first["c"][1] if first["t"] == "Span" else first["c"]
        first = inside[0] if inside else None
    return first is not None and first["t"] == "Link"


def _without_link(blocks: Blocks, name: str) -> Blocks:
    def change(node: Node) -> list[Node] | None:
        return [] if node["t"] == "Link" and node["c"][0][0] == name else None

    changed: Blocks = ast.rewrite(blocks, change)
    return [_trimmed(block) for block in changed]


def _without_links(blocks: Blocks, names: Collection[str]) -> Blocks:
    """The blocks without the links by which works of a list lead back to where they are cited."""

    def change(node: Node) -> list[Node] | None:
        return [] if node["t"] == "Link" and node["c"][0][0] in names else None

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _trimmed(block: Node) -> Node:
    """A paragraph without space at its beginning, and without what has become empty there."""
    if block["t"] not in _BLOCKS:
        return block
    inlines: Inlines = list(block["c"])
    while inlines and not ast.plain_text([inlines[0]]).strip() and _is_empty(inlines[0]):
        inlines.pop(0)
    return {"t": block["t"], "c": _without_space(inlines)}


def _without_space(inlines: Inlines) -> Inlines:
    """The inlines without the space that the first word begins with."""
    match inlines:
        case [{"t": "Str", "c": str(text)}, *rest]:
            return [*([ast.text(text.lstrip())] if text.strip() else []), *rest]
        case [{"t": "Span", "c": [attributes, list(inside)]}, *rest]:
            return [ast.span(_without_space(inside), attributes), *rest]
    return inlines


def _is_empty(node: Node) -> bool:
    return not any(one["t"] in ("Image", "Math", "Note") for one in ast.nodes([node]))


def _call(node: Node, calls: dict[str, Blocks]) -> list[Node] | None:
    if node["t"] in ("Superscript", "Span"):
        inside: Any = node["c"][1] if node["t"] == "Span" else node["c"]
        if len(inside) == 1 and inside[0]["t"] in ("Note", "RawInline"):
            return list(inside)
        return None
    name = str(node["c"][0][0]) if node["t"] == "Link" else ""
    if name not in calls:
        return None
    if COMMENT.search(name):
        texts = (ast.plain_text([block]).strip() for block in calls[name])
        return [query(" / ".join(filter(None, texts)))]
    return [{"t": "Note", "c": calls[name]}]
