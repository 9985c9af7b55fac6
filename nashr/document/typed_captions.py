"""Captions that are typed as paragraphs beside tables and figures.

Such a paragraph is none of the table's: it is not numbered, nothing can refer to it, and where the
table goes to the head of the next page, it stays behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.document.numbering import Kind, label_words
from nashr.document.positions import Places
from nashr.languages import lower
from nashr.messages import Message
from nashr.model import Blocks, Node


def typed_captions(blocks: Blocks, tag: str, places: Places) -> Iterator[Diagnostic]:
    """A warning for each table and figure without a caption that has a typed one beside it."""
    for n, block in enumerate(blocks):
        kind = _without_caption(block)
        if kind is None:
            continue
        beside = (n - 1, n + 1) if kind == "table" else (n + 1, n - 1)
        for place in beside:
            other = blocks[place] if 0 <= place < len(blocks) else {"t": ""}
            if other["t"] in ("Para", "Plain") and _is_caption(other, kind, tag):
                yield _told(ast.plain_text(other["c"]), kind, places)
                break


def _without_caption(block: Node) -> Kind | None:
    if block["t"] == "Table":
        return None if block["c"][1][1] else "table"
    if block["t"] == "Figure":
        return None if block["c"][1][1] else "figure"
    images = ast.images_alone(block)
    return "figure" if images and not any(image["c"][1] for image in images) else None


def _is_caption(paragraph: Node, kind: Kind, tag: str) -> bool:
    words = lower(ast.plain_text(paragraph["c"])[:60], tag)
    number = r"[\s\u00a0]*(?:№[\s\u00a0]*)?\d+(?:\.\d+)*[\s\u00a0]*"
    return bool(re.match(rf"{label_words(kind, tag)}\.?{number}(?:[.:)–—-]|\Z)", words))


def _told(words: str, kind: Kind, places: Places) -> Diagnostic:
    shown = words if len(words) <= 50 else f"{words[:50]}…"
    place = places.of_words(re.findall(r"\w+", words)[:6])
    if kind == "table":
        message = Message("“{shown}” is a paragraph, and no caption of the table.", shown=shown)
        hint = Message("Write the caption below the table, without its number: “: Words”.")
    else:
        message = Message("“{shown}” is a paragraph, and no caption of the figure.", shown=shown)
        hint = Message("Write the caption in the brackets, without its number: ![Words](file.png)")
    return Diagnostic("markdown-slip", place, message, hint)
