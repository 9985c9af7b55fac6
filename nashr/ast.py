"""Functions on the Pandoc AST as JSON: build nodes, walk and rewrite trees, get their text.

The shapes are those of pandoc-types 1.23: ``Attr`` is ``[id, [class, …], [[key, value], …]]``,
a ``Target`` is ``[url, title]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nashr.model import Blocks, Inlines, Node

#: ``[identifier, classes, key-value pairs]``
Attr = list[Any]


def attr(
    identifier: str = "", classes: Sequence[str] = (), keyvals: Mapping[str, str] | None = None
) -> Attr:
    """An ``Attr``."""
    return [identifier, list(classes), [[k, v] for k, v in (keyvals or {}).items()]]


def text(value: str) -> Node:
    """A ``Str`` node."""
    return {"t": "Str", "c": value}


SPACE: Node = {"t": "Space"}


def words(value: str) -> Inlines:
    """Plain text as ``Str`` and ``Space`` nodes; no-break spaces stay inside their ``Str``."""
    inlines: Inlines = []
    for n, piece in enumerate(value.split(" ")):
        if n:
            inlines.append(SPACE)
        if piece:
            inlines.append(text(piece))
    return inlines


def inline_math(tex: str) -> Node:
    """A formula in a line."""
    return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}


def span(inlines: Inlines, attributes: Attr) -> Node:
    return {"t": "Span", "c": [attributes, inlines]}


def link(inlines: Inlines, target: str, attributes: Attr | None = None) -> Node:
    return {"t": "Link", "c": [attributes or attr(), inlines, [target, ""]]}


def para(inlines: Inlines) -> Node:
    return {"t": "Para", "c": inlines}


def plain(inlines: Inlines) -> Node:
    return {"t": "Plain", "c": inlines}


def div(blocks: Blocks, attributes: Attr) -> Node:
    return {"t": "Div", "c": [attributes, blocks]}


_ATTR_POSITION = {
    **dict.fromkeys(("Span", "Div", "Link", "Image", "Code", "CodeBlock", "Table", "Figure"), 0),
    "Header": 1,
}


def attr_of(node: Node) -> Attr | None:
    """The node's ``Attr``, or None for a node that has none."""
    position = _ATTR_POSITION.get(node.get("t", ""))
    return None if position is None else node["c"][position]


def keyvals(attributes: Attr) -> dict[str, str]:
    """The key-value pairs of an ``Attr``."""
    return dict(attributes[2])


#: Pandoc's names of HTML as the format of raw text.
_HTML_FORMATS = frozenset({"html", "html4", "html5"})


def raw_html(source: str) -> Node:
    """HTML in a line, as it is."""
    return {"t": "RawInline", "c": ["html", source]}


def raw_markdown(source: str) -> Node:
    """Markdown in a line, which pandoc's writer leaves as it is."""
    return {"t": "RawInline", "c": ["markdown", source]}


def is_html(form: str) -> bool:
    """Whether raw text of this format is HTML."""
    return form.lower() in _HTML_FORMATS


#: Nodes without children, most of a text: walks that do not need words skip them for speed.
LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})


def is_leaf(item: Any) -> bool:
    return type(item) is dict and item.get("t") in LEAVES


def nodes(tree: Any, *, leaves: bool = True) -> Iterator[Node]:
    """Every node of ``tree``, itself included, in document order; without ``leaves`` no leaves."""
    stack = [tree]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            if leaves:
                stack.extend(reversed(here))
            else:
                # What ``is_leaf`` tells, which would be called for every word.
                stack += [
                    i for i in reversed(here) if type(i) is not dict or i.get("t") not in LEAVES
                ]
        elif isinstance(here, dict):
            if "t" in here:
                yield here
                if "c" in here:
                    stack.append(here["c"])
            else:
                stack.extend(reversed(list(here.values())))


def first_nested_deeper(tree: Any, depth: int) -> Node | None:
    """The first node, in document order, that is nested in more than ``depth`` others."""
    stack = [(tree, 0)]
    while stack:
        here, around = stack.pop()
        if isinstance(here, list):
            too_deep = around > depth
            stack.extend((i, around) for i in reversed(here) if too_deep or not is_leaf(i))
        elif isinstance(here, dict):
            if "t" not in here:
                stack.extend((value, around) for value in reversed(list(here.values())))
            elif around > depth:
                return here
            elif "c" in here:
                stack.append((here["c"], around + 1))
    return None


#: Given a node, the nodes that replace it, or None to keep it.
Rewrite = Callable[[Node], "list[Node] | None"]


def rewrite(tree: Any, change: Rewrite) -> Any:
    """A copy of ``tree`` with ``change`` applied to all nodes except ``LEAVES``, children first."""
    if isinstance(tree, list):
        result: list[Any] = []
        for item in tree:
            kind = type(item)  # what ``is_leaf`` tells, and what stands in an ``Attr``
            if kind is str or (kind is dict and item.get("t") in LEAVES):
                result.append(item)
                continue
            done = rewrite(item, change)
            if isinstance(done, dict) and "t" in done:
                replacement = change(done)
                result.extend([done] if replacement is None else replacement)
            else:
                result.append(done)
        return result
    if isinstance(tree, dict):
        return {
            key: value if type(value) is str else rewrite(value, change)
            for key, value in tree.items()
        }
    return tree


def rewrite_strings(tree: Any, change: Callable[[str], list[Node] | None]) -> Any:
    """A copy of ``tree`` with what ``change`` gives for the text of each ``Str`` in its place; None
    keeps it.
    """
    if isinstance(tree, list):
        result: list[Any] = []
        for item in tree:
            is_string = isinstance(item, dict) and item.get("t") == "Str"
            replacement = change(item["c"]) if is_string else None
            if replacement is not None:
                result.extend(replacement)
            else:
                result.append(item if is_string else rewrite_strings(item, change))
        return result
    if isinstance(tree, dict):
        return {k: rewrite_strings(v, change) if k != "t" else v for k, v in tree.items()}
    return tree


#: The kinds of nodes that are blocks.
BLOCKS = frozenset(
    "Plain Para LineBlock CodeBlock RawBlock BlockQuote OrderedList BulletList DefinitionList "
    "Header HorizontalRule Table Figure Div".split()
)
_BLANK = frozenset({"Space", "SoftBreak"})
#: Pandoc's writer recognizes a task by a ``Str`` with only the box; it is not merged.
_TASK_BOXES = frozenset("☐☒")


def merge_strings(tree: Any) -> Any:
    """A copy of ``tree`` in which words and the spaces between them are one ``Str``.

    Equivalent for a writer that does not wrap lines, with a quarter of the JSON. Links are not
    changed: pandoc recognizes an autolink by its text being one ``Str``.
    """
    if isinstance(tree, list):
        result: list[Any] = []
        words: list[str] = []
        for item in tree:
            tag = item.get("t") if isinstance(item, dict) else None
            if tag == "Str" and item["c"] not in _TASK_BOXES:
                words.append(item["c"])
            elif tag in _BLANK and words:
                words.append(" ")
            else:
                if words:
                    result.append(text("".join(words)))
                    words = []
                result.append(item if tag == "Link" else merge_strings(item))
        if words:
            result.append(text("".join(words)))
        return result
    if isinstance(tree, dict):
        return {key: merge_strings(value) if key != "t" else value for key, value in tree.items()}
    return tree


def plain_text(tree: Any, formulas: Mapping[str, str] | None = None) -> str:
    """The text of inlines or blocks without notes, with spaces for breaks and between blocks.

    ``formulas`` are lines of text by the TeX of formulas, which otherwise stand as their TeX.
    """
    pieces: list[str] = []
    _collect(tree, pieces, formulas or {})
    return re.sub(" +", " ", "".join(pieces)).strip()


def _collect(tree: Any, pieces: list[str], formulas: Mapping[str, str]) -> None:
    if isinstance(tree, list):
        for item in tree:
            if type(item) is dict and item.get("t") == "Str":
                pieces.append(item["c"])
            else:
                _collect(item, pieces, formulas)
        return
    if not isinstance(tree, dict):
        return
    match tree.get("t"):
        case "Str":
            pieces.append(tree["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            pieces.append(" ")
        case "Math":
            tex = tree["c"][1]
            pieces.append(formulas.get(" ".join(tex.split()), tex))
        case "Code" | "CodeBlock":
            pieces.append(tree["c"][1])
        case "Quoted":
            opening, closing = ("“", "”") if tree["c"][0]["t"] == "DoubleQuote" else ("‘", "’")
            pieces.append(opening)
            _collect(tree["c"][1], pieces, formulas)
            pieces.append(closing)
        case "Note" | "RawInline" | "RawBlock":
            pass
        case "Para" | "Plain" | "Header":
            _collect(tree["c"], pieces, formulas)
            pieces.append(" ")
        case _:
            _collect(tree.get("c"), pieces, formulas)


def inlines_of(blocks: Iterable[Node]) -> Inlines:
    """The inlines of paragraphs, joined by spaces, for fields that are set in one line."""
    result: Inlines = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            if result:
                result.append(SPACE)
            result.extend(block["c"])
    return result


def lines(inlines: Iterable[Node]) -> list[Inlines]:
    """The inlines cut at their line breaks, which are left out."""
    result: list[Inlines] = [[]]
    for node in inlines:
        if node["t"] == "LineBreak":
            result.append([])
        else:
            result[-1].append(node)
    return result


def images_alone(block: Node) -> list[Node] | None:
    """The images of a paragraph that holds nothing else, or None."""
    if block["t"] not in ("Plain", "Para"):
        return None
    nodes = [n for n in block["c"] if n["t"] not in ("Space", "SoftBreak", "LineBreak")]
    return nodes if nodes and all(n["t"] == "Image" for n in nodes) else None


def is_equation(node: Node) -> bool:
    """Whether it is a display formula, or the span of one with its number."""
    if node["t"] == "Span":
        return "equation" in node["c"][0][1]
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def closing_tag(name: str, inlines: Sequence[Node]) -> int | None:
    """Where in the inlines the tag of raw HTML stands that closes the element ``name``."""
    for n, node in enumerate(inlines):
        if node["t"] == "RawInline" and re.fullmatch(rf"</\s*{name}\s*>", node["c"][1], re.I):
            return n
    return None


def share_strings(tree: Any) -> None:
    """Let equal strings in a tree of lists and mappings be one object, as ``"Str"`` and each word.

    The tree of a book of 600 pages has half a million strings, of which 15,000 differ.
    """
    known: dict[str, str] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for place, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(value, str):
                node[place] = known.setdefault(value, value)
            elif isinstance(value, dict | list):
                waiting.append(value)
