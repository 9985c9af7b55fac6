"""What an author writes behind a formula in braces: ``$x^2${say="x squared"}``.

Pandoc knows no attributes of formulas and leaves them as text. Those that hold ``say`` become a
span around the formula; ``numbering`` reads an equation's id where there is nothing else.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.document.positions import Placed, offset_of
from nashr.model import Inlines, Node

#: How many nodes the braces may consist of, a quotation counted as one.
_MOST_NODES = 40
_ATTRIBUTES = re.compile(
    r"\{\s*(?P<before>(?:[#.][^\s{}#.]\S*\s+)*)say=\ufffc(?P<after>(?:\s+[#.][^\s{}#.\}]*)*)\s*\}(?P<rest>.*)",
    re.DOTALL,
)


def with_spoken_formulas(tree: Any) -> Any:
    """A copy of the tree in which a formula with words to be said is in a span that has them."""
    if isinstance(tree, dict):
        return {k: v if k == "t" else with_spoken_formulas(v) for k, v in tree.items()}
    if not isinstance(tree, list):
        return tree
    done: list[Any] = []
    after = 0
    for number, node in enumerate(tree):
        if number < after:
            continue
        if not isinstance(node, dict) or node.get("t") != "Math":
            done.append(node if ast.is_leaf(node) else with_spoken_formulas(node))
            continue
        found, used = _spoken(node, tree[number + 1 : number + 1 + _MOST_NODES])
        after = number + 1 + used
        done += found
    return done


def _spoken(formula: Node, after: Inlines) -> tuple[Inlines, int]:
    """The formula, in a span where words are given behind it, and the nodes that gave them."""
    text, said, offset = "", "", None
    for number, node in enumerate(after):
        match node["t"]:
            case "Space" | "SoftBreak":
                text += " "
            case "Quoted" if text.endswith("say=") and not said:
                said = " ".join(ast.plain_text(node["c"][1]).split())
                text += "\ufffc"
            case "Str":
                if offset is None and "#" in node["c"]:
                    offset = offset_of(node["c"])
                text += node["c"]
            case _:
                break
        if not text.lstrip().startswith("{") and text.strip():
            break
        found = _ATTRIBUTES.fullmatch(text.lstrip())
        if found:
            rest = [ast.text(found["rest"])] if found["rest"] else []
            marks = f"{found['before']} {found['after']}".split()
            return [_span(formula, marks, said, offset), *rest], number + 1
    return [formula], 0


def _span(formula: Node, marks: list[str], said: str, offset: int | None) -> Node:
    identifier = next((mark[1:] for mark in marks if mark.startswith("#")), "")
    if identifier and offset is not None:
        identifier = Placed(identifier, offset)
    classes = [mark[1:] for mark in marks if mark.startswith(".")]
    if formula["c"][0]["t"] == "DisplayMath":
        classes.append("equation")
    return ast.span([formula], ast.attr(identifier, classes, {"say": said}))
