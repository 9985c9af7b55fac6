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
from nashr.importing.rtf import BEGIN, END, PARTING, TOKEN, RtfText
from nashr.importing.stored_labels import with_labels
from nashr.model import Blocks, Node

#: Kinds of pictures (1.9.1, “Pictures”).
_BLIPS: Mapping[bytes, str] = {
    b"pngblip": "png", b"jpegblip": "jpg", b"emfblip": "emf", b"wmetafile": "wmf",
}  # fmt: skip
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
    return with_queries(with_labels(kept), read.queries)


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
