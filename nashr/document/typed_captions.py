"""Captions that are typed as paragraphs beside tables and figures, *Table 1. Population*.

They become the captions, with the numbers that are typed. As paragraphs nothing could refer to
them, and where the table goes to the head of the next page, they would stay behind.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.document.numbering import Kind, label_words, picture_words
from nashr.document.subfigures import figure_of_image
from nashr.languages import language, lower
from nashr.model import Blocks, Inlines, Node

#: What is longer is a paragraph of the text.
_LONGEST, _LONGEST_TITLE = 500, 200
_BREAKS = ("SoftBreak", "LineBreak")
_ALT = ("alt", "fig-alt")


def with_typed_captions(blocks: Blocks, tag: str) -> Blocks:
    """The blocks with such paragraphs as captions of the tables and figures beside them."""
    blocks = [part for block in blocks for part in _on_lines(_with_inside(block, tag), tag)]
    done: Blocks = []
    here = 0
    while here < len(blocks):
        block = blocks[here]
        here += 1
        kind = _without_caption(block, tag)
        if kind is None:
            done.append(block)
            continue
        above, length = _caption_above(done, kind, tag)
        below = blocks[here] if here < len(blocks) else None
        is_below = below is not None and _is_caption(below, kind, tag)
        if is_below and below is not None and (above is None or kind == "figure"):
            # A figure's own stands below it; what stands above belongs to the one before.
            done.append(_captioned(block, below["c"], kind, tag))
            here += 1
        elif above is not None:
            done[len(done) - length :] = [_captioned(block, above, kind, tag)]
        else:
            done.append(block)
    return done


def _with_inside(block: Node, tag: str) -> Node:
    """A list, a quotation or a div with the captions of what it holds; the parts of a figure or a
    table are gathered elsewhere.
    """
    content: Any = block.get("c")
    match block["t"]:
        case "BlockQuote":
            content = with_typed_captions(content, tag)
        case "BulletList":
            content = [with_typed_captions(item, tag) for item in content]
        case "OrderedList":
            content = [content[0], [with_typed_captions(item, tag) for item in content[1]]]
        case "Div" if not content[0][0].startswith(("fig:", "tbl:")):
            content = [content[0], with_typed_captions(content[1], tag)]
        case _:
            return block
    return {"t": block["t"], "c": content}


def _on_lines(block: Node, tag: str) -> list[Node]:
    """A paragraph of an image and its caption, one below the other, as two."""
    if block["t"] != "Para" or not any(one["t"] == "Image" for one in block["c"]):
        return [block]
    lines: list[Inlines] = [[]]
    for one in block["c"]:
        if one["t"] in ("SoftBreak", "LineBreak"):
            lines.append([])
        else:
            lines[-1].append(one)
    pictures = [n for n, line in enumerate(lines) if ast.images_alone(ast.para(line))]
    if len(pictures) != 1 or len(lines) < 2 or pictures[0] not in (0, len(lines) - 1):
        return [block]
    others = [line for n, line in enumerate(lines) if n != pictures[0]]
    words = ast.para([part for line in others for part in (*line, ast.SPACE)][:-1])
    if not _is_caption(words, "figure", tag):
        return [block]
    picture = ast.para(lines[pictures[0]])
    return [words, picture] if pictures[0] else [picture, words]


def _without_caption(block: Node, tag: str) -> Kind | None:
    """What the block is, where it has no caption; words in brackets that say what an image shows,
    and have neither a label nor an id of figures behind them, are none where a paragraph beside it
    is one.
    """
    if block["t"] == "Table":
        return None if block["c"][1][1] else "table"
    image = _image_of(block)
    if image is None:
        return None
    attributes, words, _ = image["c"]
    if not words:
        return "figure"
    if any(one and one[0].startswith("fig:") for one in (attributes, ast.attr_of(block))):
        return None  # what has an id of figures is one, and its words are its caption
    is_described = any(name in ast.keyvals(attributes) for name in _ALT)
    if block["t"] == "Figure":
        # Pandoc makes the image of a figure say what ``alt`` says, and else its caption.
        caption = block["c"][1][1]
        is_described = is_described or ast.plain_text(caption) != ast.plain_text(words)
    labelled = _is_caption(ast.para(words), "figure", tag)
    return None if is_described or labelled else "figure"


def _image_of(block: Node) -> Node | None:
    """The image of a figure, or of a paragraph that holds nothing else."""
    if block["t"] == "Figure":
        inside = block["c"][2]
        images = ast.images_alone(inside[0]) if len(inside) == 1 else None
    else:
        images = ast.images_alone(block)
    return images[0] if images and len(images) == 1 else None


def _captioned(block: Node, caption: Inlines, kind: Kind, tag: str) -> Node:
    while len(caption) == 1 and caption[0]["t"] in ("Emph", "Strong"):
        caption = caption[0]["c"]
    caption = _without_word(caption, kind, tag)
    if block["t"] == "Table":
        attributes, (short, _), *others = block["c"]
        return {"t": "Table", "c": [attributes, [short, [ast.plain(caption)]], *others]}
    image = _image_of(block)
    assert image is not None
    attributes, words, target = image["c"]
    identifier, classes, values = attributes
    if block["t"] == "Figure" and not identifier:
        identifier = block["c"][0][0]
    if words:
        values = [*values, ["alt", ast.plain_text(words)]]
    return figure_of_image({"t": "Image", "c": [[identifier, classes, values], caption, target]})


_NUMBER = r"[\s\u00a0]*(?:№[\s\u00a0]*)?\d{1,3}(?:\.\d{1,3}){0,2}[\s\u00a0]*"
_BEHIND = r"(?:[.:)–—|]|-(?!\w)|\Z)"


def _is_caption(block: Node, kind: Kind, tag: str) -> bool:
    """Whether a paragraph begins with a label and its number, or with the word and a colon."""
    if block["t"] not in ("Para", "Plain") or ast.images_alone(block):
        return False
    words = ast.plain_text(block["c"])
    begins = rf"{_words(kind, tag)}(?:\.?{_NUMBER}{_BEHIND}|\s?:\s)"
    if language(tag).labels.figure.startswith("{n}"):
        begins = rf"(?:{begins}|\d{{1,3}}[-–\s]{_words(kind, tag)}\s?{_BEHIND})"
    return len(words) <= _LONGEST and re.match(begins, lower(words[:60], tag)) is not None


def _words(kind: Kind, tag: str) -> str:
    """The words that a caption may begin with; pictures have others beside those of figures."""
    pictures = picture_words(tag) if kind == "figure" else ""
    words = label_words(kind, tag)
    return f"(?:{words}|{pictures})" if pictures else words


def _is_label(block: Node, kind: Kind, tag: str) -> bool:
    """Whether a paragraph is a label and nothing else."""
    if block["t"] not in ("Para", "Plain"):
        return False
    words = lower(ast.plain_text(block["c"])[:60], tag)
    return re.fullmatch(rf"{label_words(kind, tag)}\.?{_NUMBER}\.?", words) is not None


def _caption_above(blocks: Blocks, kind: Kind, tag: str) -> tuple[Inlines | None, int]:
    """The caption that ends these blocks, and how many of them it takes: a label may stand in a
    paragraph or a line of its own above its title.
    """
    last = blocks[-1] if blocks else None
    if last is None or last["t"] not in ("Para", "Plain"):
        return None, 0
    if _is_caption(last, kind, tag):
        return last["c"], 1
    before, taken = blocks[-2] if len(blocks) > 1 else None, 2
    at = next((n for n, one in enumerate(last["c"]) if one["t"] in _BREAKS), 0)
    if at and _is_label(ast.para(last["c"][:at]), kind, tag):
        before, last, taken = ast.para(last["c"][:at]), ast.para(last["c"][at + 1 :]), 1
    title = ast.plain_text(last["c"])
    is_title = len(title) <= _LONGEST_TITLE and not title.endswith((".", ":", ";", "!", "?"))
    if before is None or kind != "table" or not is_title or not _is_label(before, kind, tag):
        return None, 0
    label = ast.plain_text(before["c"]).rstrip(".")
    inside = last["c"]
    while len(inside) == 1 and inside[0]["t"] in ("Emph", "Strong"):
        inside = inside[0]["c"]
    return [*ast.words(f"{label}."), ast.SPACE, *inside], taken


def _without_word(caption: Inlines, kind: Kind, tag: str) -> Inlines:
    """The caption without a word that no number follows: *Table: Population*."""
    for n in (1, 2):
        begin = lower(ast.plain_text(caption[:n]), tag)
        if re.fullmatch(rf"{label_words(kind, tag)}\s?:", begin):
            rest = caption[n:]
            return rest[1:] if rest and rest[0]["t"] == "Space" else rest
    return caption
