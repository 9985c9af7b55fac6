"""Letters that a page of HTML sets in bold type and the like by its styles, which pandoc passes
over: rules for one class, as Google Docs writes them, and styles of one element (CSS 2.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from nashr import ast
from nashr.model import Blocks, Node

_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"(?<![\w>.-])(?:span)?\.([\w-]+)\s*\{([^{}]*)\}")
_LOOKS: Mapping[str, re.Pattern[str]] = {
    "Strong": re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"),
    "Emph": re.compile(r"font-style\s*:\s*(?:italic|oblique)"),
    "Strikeout": re.compile(r"text-decoration[^;]*line-through"),
    "SmallCaps": re.compile(r"font-variant[^;]*small-caps"),
    "Superscript": re.compile(r"vertical-align\s*:\s*super"),
    "Subscript": re.compile(r"vertical-align\s*:\s*sub\b(?!er)"),
}


def looks_of_classes(source: str) -> dict[str, tuple[str, ...]]:
    """The nodes that stand for the looks of each class, of those that have any."""
    sheets = " ".join(_SHEET.findall(source))
    found = {name: _looks(rule) for name, rule in _RULE.findall(sheets)}
    return {name: looks for name, looks in found.items() if looks}


def _looks(declarations: str) -> tuple[str, ...]:
    small = declarations.lower()
    return tuple(kind for kind, pattern in _LOOKS.items() if pattern.search(small))


def with_looks(blocks: Blocks, classes: Mapping[str, tuple[str, ...]]) -> Blocks:
    """The blocks with the looks of spans as nodes; those of headings stay as they are."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Header":
            return [{"t": "Header", "c": [*node["c"][:2], _plain(node["c"][2])]}]
        if node["t"] != "Span":
            return None
        (_, names, pairs), inside = node["c"]
        style = next((value for key, value in pairs if key == "style"), "")
        looks = dict.fromkeys(look for name in names for look in classes.get(name, ()))
        looks |= dict.fromkeys(_looks(style))
        if not looks or not ast.plain_text(inside).strip():
            return None
        wrapped = list(inside)
        for look in looks:
            wrapped = [{"t": look, "c": wrapped}]
        return [{"t": "Span", "c": [node["c"][0], wrapped]}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _plain(inlines: list[Node]) -> list[Node]:
    """The inlines of a heading without bold type."""

    def change(node: Node) -> list[Node] | None:
        return list(node["c"]) if node["t"] == "Strong" else None

    changed: list[Node] = ast.rewrite(inlines, change)
    return changed
