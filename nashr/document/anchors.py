"""Links to places inside the article, and whether there is such a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from nashr import ast
from nashr.diagnostics import Diagnostic, nearest
from nashr.document.positions import Places
from nashr.messages import Message
from nashr.model import Node

_HTML_ID = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s<>]+)""")


def ids(trees: Iterable[Any]) -> set[str]:
    """Every id in the trees, those of raw HTML too."""
    found: set[str] = set()
    for node in ast.nodes(list(trees), leaves=False):
        if node["t"] in ("RawInline", "RawBlock"):
            found.update(_HTML_ID.findall(node["c"][1]))
        else:
            found.add((ast.attr_of(node) or [""])[0])
    return found - {""}


def without_broken_links(
    tree: Any, known: set[str], places: Places, aliases: Mapping[str, str] | None = None
) -> tuple[Any, list[Diagnostic]]:
    """A copy of the tree in which a link to an id that is not there is its words alone.

    A link to one of the ``aliases`` leads to the id that the alias stands for.
    """
    diagnostics: list[Diagnostic] = []

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
            return None
        target = node["c"][2][0]
        name = unquote(target[1:])
        if name in known or target[1:] in known:
            return None
        meant = (aliases or {}).get(name)
        if meant in known:
            attributes, inlines, (_, title) = node["c"]
            return [{"t": "Link", "c": [attributes, inlines, [f"#{meant}", title]]}]
        near = nearest(name, known)
        hint = (
            Message("Did you mean #{near}?", near=near)
            if near
            else Message("Give its goal the id {#…}, or mend the link.")
        )
        message = Message(
            "Nothing in the article has the id “{name}” that this link leads to.", name=name
        )
        place = places.of_name(target)
        place = place if place.line else places.of_text(name)
        diagnostics.append(Diagnostic("link-broken", place, message, hint))
        return [ast.span(node["c"][1], ast.attr())]

    return ast.rewrite(tree, change), diagnostics
