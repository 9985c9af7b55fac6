"""Numbers of paragraphs as their file has stored or counts them, which pandoc reads otherwise or
not at all: a mark with the label goes through it at the head of the paragraph, and becomes the
number with which a list begins, or text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.model import Blocks, Node

#: Around a label; and behind what its bytes are written as characters, so that they are no words.
_BEGIN, _END, _BYTES = "\ue0f6", "\ue0f7", 0xE800
_LABEL = re.compile(f"{_BEGIN}([\\ue800-\\ue8ff]*){_END}")
#: A label that pandoc's lists have as well: one number or letter, perhaps in brackets.
_PLAIN_LABEL = re.compile(r"\(?(\d+|[a-z]|[A-Z]|[ivxlc]+|[IVXLC]+)[.)–-]?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def label_mark(label: str) -> str:
    """The characters that stand for a label."""
    return f"{_BEGIN}{''.join(chr(_BYTES + byte) for byte in label.encode())}{_END}"


def _label_of(found: re.Match[str]) -> str:
    return bytes(ord(char) - _BYTES for char in found[1]).decode("utf-8", "replace")


def with_labels(blocks: Blocks) -> Blocks:
    """The blocks with the numbers of the file: lists begin with theirs and go on behind items of
    another level; items of several numbers, as 1.2., and numbers of paragraphs in no list are text.
    """
    changed: Blocks = ast.rewrite_strings(_settled(blocks), _with_label_as_text)
    return changed


def _with_label_as_text(text: str) -> list[Node] | None:
    """A label in a place where there are no lists, as in a note."""
    shown = _LABEL.sub(lambda found: f"{_label_of(found)} ", text)
    return None if shown == text else ast.words(shown)


def _settled(blocks: Blocks) -> Blocks:
    found: Blocks = []
    for block in blocks:
        for one in _labelled(block):
            last = found[-1] if found else None
            if last is not None and one["t"] == last["t"] == "OrderedList" and _goes_on(last, one):
                last["c"][1].extend(one["c"][1])
            else:
                found.append(one)
    return found


def _labelled(block: Node) -> Blocks:
    match block:
        case {"t": "OrderedList", "c": [[start, style, delimiter], items]}:
            around = [_is_around(item) for item in items]
            labels = [_take_label(item[0]) if item else "" for item in items]
            inside = [_settled(item) for item in items]
            if any(around):  # such an item shows no number of its own
                return list(_opened(block, labels, inside, around))
            if any(label and not _PLAIN_LABEL.fullmatch(label) for label in labels):
                pairs = zip(labels, inside, strict=True)
                return [one for label, item in pairs for one in _with_text(item, label)]
            return list(_runs(labels, inside, start, style, delimiter))
        case {"t": "BulletList", "c": items}:
            for item in items:
                _take_label(item[0]) if item else None
            return [{"t": "BulletList", "c": [_settled(item) for item in items]}]
        case {"t": "BlockQuote" | "Div" | "Table", "c": inside}:
            return [{"t": block["t"], "c": _within(inside)}]
        case {"t": "Para" | "Plain" | "Header"}:
            label = _take_label(block)
            is_bullet = block["t"] != "Header" and not any(c.isalnum() for c in label)
            shown = "•" if label and is_bullet else label
            return _with_text([block], shown) if is_bullet or label else [block]
    return [block]


def _within(tree: Any) -> Any:
    """The parts of a block, as the cells of a table, with the blocks in them settled."""
    if isinstance(tree, dict):
        return {key: _within(value) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    if tree and all(isinstance(one, dict) and one.get("t") in ast.BLOCKS for one in tree):
        return _settled(tree)
    return [_within(one) for one in tree]


def _is_around(item: Blocks) -> bool:
    """Whether an item has no words but those of a list in it that has numbers."""
    is_list = bool(item) and item[0]["t"] == "OrderedList"
    return is_list and any(
        _LABEL.search(node["c"]) for node in ast.nodes(item[0]) if node["t"] == "Str"
    )


def _opened(
    block: Node, labels: list[str], items: list[Blocks], around: list[bool]
) -> Iterator[Node]:
    """A list with the lists that items of it are alone in their places."""
    start, style, delimiter = block["c"][0]
    for is_around, group in itertools.groupby(range(len(items)), key=around.__getitem__):
        places = list(group)
        if is_around:
            yield from (one for place in places for one in items[place])
        else:
            own = [labels[place] for place in places]
            yield from _runs(own, [items[n] for n in places], start, style, delimiter)


def _runs(
    labels: list[str], items: list[Blocks], start: int, style: Node, delimiter: Node
) -> Iterator[Node]:
    """The items as lists in which each number is one more than that before it."""
    first = next(filter(None, labels), "")
    if first:
        style, delimiter = _style(first, style), {"t": _delimiter(first)}
    run: list[Blocks] = []
    for label, item in zip(labels, items, strict=True):
        number = _number(label, style["t"]) if label else start + len(run)
        if run and number != start + len(run):
            yield {"t": "OrderedList", "c": [[start, style, delimiter], run]}
            run = []
        start = number if not run else start
        run.append(item)
    yield {"t": "OrderedList", "c": [[start, style, delimiter], run]}


def _take_label(block: Node) -> str:
    """Take the label out of the first words of a paragraph."""
    if block["t"] not in ("Para", "Plain", "Header"):
        return ""
    label = ""

    def change(text: str) -> list[Node] | None:
        nonlocal label
        found = _LABEL.search(text)
        label = label or (_label_of(found) if found else "")
        rest = _LABEL.sub("", text)
        return None if found is None else [ast.text(rest)] if rest else []

    block["c"] = ast.rewrite_strings(block["c"], change)
    return label.strip()


def _with_text(blocks: Blocks, label: str) -> Blocks:
    if not label or not blocks or blocks[0]["t"] not in ("Para", "Plain", "Header"):
        return blocks
    first = blocks[0]
    inlines = first["c"][2] if first["t"] == "Header" else first["c"]
    inlines[:0] = [*ast.words(label), {"t": "Space"}]
    return [ast.para(inlines) if first["t"] == "Plain" else first, *blocks[1:]]


def _style(label: str, style: Node) -> Node:
    """The style of a list, or that of its first label where this shows another one."""
    if any(char.isdecimal() for char in label):
        return {"t": "Decimal"}
    if style["t"].endswith(("Alpha", "Roman")):
        return style
    return {"t": "LowerAlpha" if label == label.lower() else "UpperAlpha"}


def _delimiter(label: str) -> str:
    kinds = {".": "Period", ")": "TwoParens" if label[0] == "(" else "OneParen"}
    return kinds.get(label[-1], "DefaultDelim")


def _number(label: str, style: str) -> int:
    found = _PLAIN_LABEL.fullmatch(label)
    sign = found[1].lower() if found else "1"
    if sign.isdecimal():
        return int(sign)
    if style.endswith("Roman") and set(sign) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in sign]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-one if one < after else one for one, after in pairs)
    return ord(sign[0]) - ord("a") + 1


def _goes_on(before: Node, behind: Node) -> bool:
    (start, *look), items = before["c"]
    (number, *other), _ = behind["c"]
    return bool(look == other and number == start + len(items))
