"""Words in spans of HTML whose style says what Markdown has signs for: bold, italic, underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr import ast
from nashr.model import Blocks, Inlines, Node

#: What a declaration of CSS says, and pandoc's element for it.
_ELEMENTS = (
    (re.compile(r"font-weight\s*:\s*(?:bold(?:er)?|[6-9]00)\b", re.I), "Strong"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)\b", re.I), "Emph"),
    (re.compile(r"font-variant(?:-caps)?\s*:\s*small-caps\b", re.I), "SmallCaps"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bunderline\b", re.I), "Underline"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.I), "Strikeout"),
    (re.compile(r"vertical-align\s*:\s*super\b", re.I), "Superscript"),
    (re.compile(r"vertical-align\s*:\s*sub\b", re.I), "Subscript"),
)


def with_styles(blocks: Blocks) -> Blocks:
    """The blocks with an element inside each span for what its style says."""
    done: Blocks = ast.rewrite(blocks, _styled)
    return done


def _styled(node: Node) -> list[Node] | None:
    if node["t"] != "Span" or not node["c"][1]:
        return None
    attributes, inlines = node["c"]
    style = ast.keyvals(attributes).get("style", "")
    elements = list(_elements(style)) if style else []
    if not elements:
        return None
    inside: Inlines = inlines
    for element in reversed(elements):
        inside = [{"t": element, "c": inside}]
    identifier, classes, values = attributes
    kept = [pair for pair in values if pair[0] != "style"]
    bare = not identifier and not classes and not kept
    return inside if bare else [ast.span(inside, [identifier, classes, kept])]


def _elements(style: str) -> Iterator[str]:
    for pattern, element in _ELEMENTS:
        if pattern.search(style):
            yield element
