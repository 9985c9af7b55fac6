"""Letters that a page of HTML sets in bold type and the like by its styles, which pandoc passes
over: rules for one class, as Google Docs writes them, and styles of one element (CSS 2.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qs, urlsplit

from nashr import ast
from nashr.importing.text_language import language_of
from nashr.languages import is_supported, upper
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
    "Capitals": re.compile(r"text-transform\s*:\s*uppercase"),
}
_SPACING = re.compile(r"letter-spacing\s*:\s*(\d*\.?\d+)(pt|px|em|cm|mm)")
#: So much space between letters is meant to be seen, in each unit.
_LEAST: Mapping[str, float] = {"pt": 1.5, "px": 2, "em": 0.12, "cm": 0.05, "mm": 0.5}


_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
#: The attributes of nodes that a manuscript has, and classes that pandoc gives.
_KEPT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("Span", "Div", "Header", "Link"), frozenset({"lang", "dir"})),
    "Image": frozenset({"width", "lang"}),
    "Table": frozenset(),
    "Figure": frozenset(),
}
_KEPT_CLASSES = frozenset("smallcaps underline mark unnumbered line-block".split())


def looks_of_classes(source: str) -> dict[str, tuple[str, ...]]:
    """The nodes that stand for the looks of each class, of those that have any."""
    sheets = " ".join(_SHEET.findall(source))
    found = {name: _looks(rule) for name, rule in _RULE.findall(sheets)}
    return {name: looks for name, looks in found.items() if looks}


def _looks(declarations: str) -> tuple[str, ...]:
    small = declarations.lower()
    found = dict.fromkeys(kind for kind, pattern in _LOOKS.items() if pattern.search(small))
    spacing = _SPACING.search(small)
    if spacing and float(spacing[1]) >= _LEAST[spacing[2]]:
        found["Emph"] = None  # as print stresses letterspaced words
    return tuple(found)


def without_hidden(blocks: Blocks) -> tuple[Blocks, list[str]]:
    """The blocks without what the page does not show, and the words of each such part."""
    found: list[str] = []

    def change(node: Node) -> list[Node] | None:
        if node["t"] not in ("Span", "Div"):
            return None
        _, _, pairs = node["c"][0]
        if not any(_is_hidden(*pair) for pair in pairs):
            return None
        if words := " ".join(ast.plain_text(node["c"][1]).split()):
            found.append(words)
        return []

    return ast.rewrite(blocks, change), found


def _is_hidden(key: str, value: str) -> bool:
    return key == "hidden" or (key == "style" and bool(_HIDDEN.search(value)))


def with_looks(blocks: Blocks, classes: Mapping[str, tuple[str, ...]]) -> Blocks:
    """The blocks with the looks of spans as nodes; those of headings stay as they are. Words that
    the page shows in capitals are written in them.
    """
    tag = language_of(ast.plain_text(blocks))
    capitals = partial(upper, tag=tag if is_supported(tag) else "en")

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
            if look == "Capitals":
                wrapped = ast.rewrite_strings(wrapped, lambda text: [ast.text(capitals(text))])
            else:
                wrapped = [{"t": look, "c": wrapped}]
        return [{"t": "Span", "c": [node["c"][0], wrapped]}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def without_page_attributes(blocks: Blocks, language: str) -> Blocks:
    """The blocks without the classes and attributes of a page, marks of its own ``language``
    included, and with addresses that Google Docs leads through its own as what they are.
    """

    targets = {one["c"][2][0][1:] for one in ast.nodes(blocks) if one["t"] == "Link"}

    def change(node: Node) -> list[Node] | None:
        kept = _KEPT.get(node["t"])
        if kept is None:
            return None
        place = 1 if node["t"] == "Header" else 0
        contents = list(node["c"])
        name, classes, pairs = contents[place]
        classes = [one for one in classes if one in _KEPT_CLASSES]
        pairs = [
            pair
            for pair in pairs
            if pair[0] in kept
            and not (pair[0] == "lang" and pair[1].lower().partition("-")[0] == language)
        ]
        name = "" if node["t"] == "Image" and name not in targets else name
        contents[place] = [name, classes, pairs]
        if node["t"] == "Link":
            target, title = contents[2]
            contents[2] = [_direct(target), title]
        return [{"t": node["t"], "c": contents}]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def _direct(address: str) -> str:
    found = urlsplit(address)
    if found.hostname in ("www.google.com", "google.com") and found.path == "/url":
        return parse_qs(found.query).get("q", [address])[0]
    return address


def _plain(inlines: list[Node]) -> list[Node]:
    """The inlines of a heading without bold type."""

    def change(node: Node) -> list[Node] | None:
        return list(node["c"]) if node["t"] == "Strong" else None

    changed: list[Node] = ast.rewrite(inlines, change)
    return changed
