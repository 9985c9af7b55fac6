"""What pandoc makes of an RTF file: its blocks with the queries of changes and comments, characters
that were written by their numbers, and the names of its pictures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from nashr import ast
from nashr.importing.query_marks import with_queries
from nashr.importing.rtf import BEGIN, BEGIN_LABEL, END, END_LABEL, PARTING, TOKEN, RtfText
from nashr.model import Blocks, Node

#: Kinds of pictures (1.9.1, “Pictures”).
_BLIPS: Mapping[bytes, str] = {
    b"pngblip": "png", b"jpegblip": "jpg", b"emfblip": "emf", b"wmetafile": "wmf",
}  # fmt: skip
_LABEL = re.compile(f"{BEGIN_LABEL}(.*?){END_LABEL}")
#: A label that pandoc's lists have as well: one number or letter, perhaps in brackets.
_PLAIN_LABEL = re.compile(r"\(?(\d+|[a-z]|[A-Z]|[ivxlc]+|[IVXLC]+)[.)]?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
#: Nodes that pandoc parts at characters written by their numbers.
_PARTED = ("Span", "Link", "SmallCaps", "Underline", "Superscript", "Subscript", "Strikeout")
_NUMBERED = re.compile(f"{BEGIN}([0-9a-f]{{5,6}}){END}")


def pictures_of(data: bytes) -> dict[str, bytes]:
    """The pictures of a file by the names that pandoc gives them: the SHA-1 of their bytes."""
    found: dict[str, bytes] = {}
    for start in re.finditer(rb"\{\s*\\pict(?![a-zA-Z])", data):
        own, kind, depth = [], "", 0
        place = start.start()
        while token := TOKEN.match(data, place):
            place = token.end()
            if token[2] == b"bin" and token[3]:
                length = max(0, int(token[3]))
                own.append(data[place : place + length].hex().encode())
                place += length
            elif token[6] is not None:
                depth += 1 if token[6] == b"{" else -1
                if depth == 0:
                    break
            elif depth == 1 and token[2] is not None:
                kind = _BLIPS.get(token[2], kind)
            elif depth == 1 and token[8] is not None:
                own.append(token[8])
        digits = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(own))
        if kind and len(digits) % 2 == 0 and digits:
            picture = bytes.fromhex(digits.decode("ascii"))
            digest = hashlib.sha1(picture, usedforsecurity=False).hexdigest()
            found[f"{digest}.{kind}"] = picture
    return found


def blocks_of_rtf(blocks: Blocks, read: RtfText) -> Blocks:
    """Pandoc's blocks of a file with the queries of its changes and comments. It reads a note in a
    cell with a table without columns before its words.
    """
    whole = ast.rewrite(_with_whole_strings(blocks), _without_empty_tables)
    kept = [block for block in whole if ast.plain_text([block]) != PARTING]
    settled = ast.rewrite_strings(_with_labels(kept), _with_label_as_text)
    return with_queries(settled, read.queries)


def _with_label_as_text(text: str) -> list[Node] | None:
    """A label in a place where there are no lists, as in a note."""
    shown = _LABEL.sub(lambda found: f"{found[1]} ", text)
    return None if shown == text else ast.words(shown)


def _with_labels(blocks: Blocks) -> Blocks:
    """The blocks with the numbers that the file has stored: lists begin with theirs and go on
    behind items of another level; items of several numbers, as 1.2., and numbers of paragraphs in
    no list are text.
    """
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
            labels = [_take_label(item[0]) if item else "" for item in items]
            inside = [_with_labels(item) for item in items]
            if any(label and not _PLAIN_LABEL.fullmatch(label) for label in labels):
                pairs = zip(labels, inside, strict=True)
                return [one for label, item in pairs for one in _with_text(item, label)]
            number = start
            if labels and labels[0]:
                number = _number(labels[0], style["t"])
                delimiter = {"t": _delimiter(labels[0])}
            return [{"t": "OrderedList", "c": [[number, style, delimiter], inside]}]
        case {"t": "BulletList", "c": items}:
            for item in items:
                _take_label(item[0]) if item else None
            return [{"t": "BulletList", "c": [_with_labels(item) for item in items]}]
        case {"t": "BlockQuote", "c": inside}:
            return [{"t": "BlockQuote", "c": _with_labels(inside)}]
        case {"t": "Para" | "Plain" | "Header"}:
            label = _take_label(block)
            is_bullet = block["t"] != "Header" and not any(c.isalnum() for c in label)
            shown = "•" if label and is_bullet else label
            return _with_text([block], shown) if is_bullet or label else [block]
    return [block]


def _take_label(block: Node) -> str:
    """Take the label out of the first words of a paragraph."""
    if block["t"] not in ("Para", "Plain", "Header"):
        return ""
    label = ""

    def change(text: str) -> list[Node] | None:
        nonlocal label
        found = _LABEL.search(text)
        label = label or (found[1] if found else "")
        rest = _LABEL.sub("", text)
        return None if found is None else [ast.text(rest)] if rest else []

    block["c"] = ast.rewrite_strings(block["c"], change)
    return label.replace("\u00a0", " ").strip()


def _with_text(blocks: Blocks, label: str) -> Blocks:
    if not label or not blocks or blocks[0]["t"] not in ("Para", "Plain", "Header"):
        return blocks
    first = blocks[0]
    inlines = first["c"][2] if first["t"] == "Header" else first["c"]
    inlines[:0] = [*ast.words(label), {"t": "Space"}]
    return [ast.para(inlines) if first["t"] == "Plain" else first, *blocks[1:]]


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


def _without_empty_tables(node: Node) -> list[Node] | None:
    return [] if node["t"] == "Table" and not node["c"][2] else None


def _with_whole_strings(tree: Any) -> Any:
    """A copy of a tree in which texts side by side are one: within bold letters and the like,
    pandoc parts them at every character that is written by its number.
    """
    if isinstance(tree, dict):
        return {key: _with_whole_strings(value) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    whole: list[Any] = []
    for one in map(_with_whole_strings, tree):
        if whole and _is_string(one) and _is_string(whole[-1]):
            whole[-1] = ast.text(whole[-1]["c"] + one["c"])
        elif whole and _are_one(whole[-1], one):
            *look, words = _parts(whole[-1])
            inside = _with_whole_strings([*words, *_parts(one)[-1]])
            whole[-1] = {"t": one["t"], "c": _put_together(one, look, inside)}
        else:
            whole.append(one)
    return whole


def _are_one(before: Any, behind: Any) -> bool:
    """Whether two nodes look alike, and lead to the same place."""
    if not isinstance(before, dict) or not isinstance(behind, dict):
        return False
    kind = before.get("t")
    return (
        kind in _PARTED and kind == behind.get("t") and _parts(before)[:-1] == _parts(behind)[:-1]
    )


def _parts(node: Node) -> list[Any]:
    """What a node has beside its words, and these last."""
    if node["t"] == "Link":
        attributes, words, target = node["c"]
        return [attributes, target, words]
    return list(node["c"]) if node["t"] == "Span" else [node["c"]]


def _put_together(node: Node, look: list[Any], words: list[Any]) -> Any:
    if node["t"] == "Link":
        return [look[0], words, look[1]]
    return [*look, words] if node["t"] == "Span" else words


def _is_string(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Str"


def with_characters(text: str) -> str:
    """A text of pandoc's with the characters that ``read_rtf`` has written by their numbers."""
    return _NUMBERED.sub(lambda found: chr(int(found[1], 16)), text)
