"""The signs around the numbers of lists, ``a)`` and ``(1)``, which pandoc's HTML does not have."""

from __future__ import annotations

import lxml.html

from nashr import ast
from nashr.model import Blocks, Node

#: By what pandoc calls the signs: the class of such a list. The full stop is what all have.
_CLASSES = {"OneParen": "one-paren", "TwoParens": "two-parens"}


def with_list_marks(blocks: Blocks) -> Blocks:
    """The blocks with a ``Div`` around each list whose numbers stand beside brackets."""
    marked: Blocks = ast.rewrite(blocks, _marked)
    return marked


def _marked(node: Node) -> list[Node] | None:
    if node["t"] != "OrderedList":
        return None
    name = _CLASSES.get(node["c"][0][2]["t"])
    return [ast.div([node], ast.attr("", [name, _AROUND]))] if name else None


#: Of the ``Div`` alone, which no author's class is called.
_AROUND = "nashr-list-marks"


def set_list_marks(root: lxml.html.HtmlElement) -> None:
    """Give the class of each such ``div`` to its list."""
    for around in root.find_class(_AROUND):
        lists = [child for child in around if child.tag == "ol"]
        if len(lists) == 1:
            name = next(name for name in around.get("class").split() if name != _AROUND)
            lists[0].set("class", " ".join(filter(None, (lists[0].get("class"), name))))
            around.drop_tag()


#: From how many signs on the number of a list takes more room; the first long Roman numeral.
_WIDE, _EIGHT = 4, 8


def set_start(listed: lxml.html.HtmlElement) -> None:
    """A list that does not begin with its first number, and one whose last number is wide: the
    style sheet cannot see that.
    """
    start = listed.get("start", "1")
    if not start.isdigit():
        return
    if start != "1":
        listed.set("style", f"counter-reset:list-item {int(start) - 1}")
    last = int(start) + sum(child.tag == "li" for child in listed) - 1
    signs = len(str(last)) + 1 + ("two-parens" in listed.get("class", ""))
    if listed.get("type", "1") in "iI":
        signs += 3 if last >= _EIGHT else 1
    if signs >= _WIDE:
        name = "wide-numbers" if signs == _WIDE else "widest-numbers"
        listed.set("class", " ".join(filter(None, (listed.get("class"), name))))
