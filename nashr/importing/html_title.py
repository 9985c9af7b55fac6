"""The title of a page: its first heading, where that stands above all others or is marked as one.
The page's own name (``<title>``) is often that of a file, or has that of the site with it.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.importing.front_text import FrontText, front_text
from nashr.importing.front_words import begins_text
from nashr.model import Blocks, Node

#: The class of headings that were paragraphs of the style of titles.
TITLE_CLASS = "MsoTitle"
#: So much text may stand before the title.
_LONGEST_BEFORE = 600
_TITLED = re.compile(
    r"""<(?P<tag>p|h[1-6])\b(?P<before>[^<>]*?\sclass\s*=\s*)(?P<names>"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
    r"(?P<behind>[^<>]*)>(?P<inside>.*?)</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)


def with_title_heading(source: str) -> str:
    """A page whose first paragraph of the style of titles, as word processors write it, is a
    heading.
    """
    for found in _TITLED.finditer(source):
        names = found["names"].strip("\"'").lower().split()
        if not {"title", TITLE_CLASS.lower()}.isdisjoint(names):
            inside = f'<h1 class="{TITLE_CLASS}">{found["inside"]}</h1>'
            return source[: found.start()] + inside + source[found.end() :]
    return source


def take_title(blocks: Blocks, name: str, is_book: bool = False) -> tuple[FrontText | None, Blocks]:
    """The title among the headings, and the blocks without it, with their headings a level higher
    each where none is of the first level then; ``name`` is the page's own. That of a book (EPUB)
    is its title.
    """
    nodes = list(ast.nodes(blocks))
    headings = [node for node in nodes if node["t"] == "Header"]
    if not headings or _text_before(nodes, headings[0]) > _LONGEST_BEFORE:
        return None, blocks
    first, *others = headings
    level, (_, classes, _), inlines = first["c"]
    text = ast.plain_text(inlines).strip()
    is_above = bool(others) and all(one["c"][0] > level for one in others)
    is_above = is_above and not (is_book and name) and not begins_text(text)
    if not text or not (TITLE_CLASS in classes or is_above or text == name.strip()):
        return None, blocks
    notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
    up = min((one["c"][0] for one in others), default=1) - 1
    is_taken = False

    def change(node: Node) -> list[Node] | None:
        nonlocal is_taken
        if node["t"] != "Header":
            return None
        if not is_taken and node["c"] == first["c"]:
            is_taken = True
            return []
        return [{"t": "Header", "c": [node["c"][0] - up, *node["c"][1:]]}]

    rest: Any = ast.rewrite(blocks, change)
    return front_text(ast.plain_text(inlines), inlines, 0, notes), rest


def _text_before(nodes: list[Node], heading: Node) -> int:
    """How many characters stand before a heading."""
    count = 0
    for node in nodes:
        if node is heading:
            break
        if node["t"] == "Str":
            count += len(node["c"])
    return count
