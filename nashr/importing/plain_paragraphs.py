"""The paragraphs of a file that is not Word's, marked as those of Word are, so that the same steps
find captions and headings; captions that the file has bound already are paragraphs beside what
they belong to, for they have typed labels, and nashr gives labels of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from nashr import ast
from nashr.importing.captions import begins_as_caption
from nashr.importing.draft import Draft
from nashr.importing.marks import Marks
from nashr.importing.paragraphs import Paragraph
from nashr.model import Blocks, Inlines, Node

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})


def mark_plain_paragraphs(draft: Draft) -> None:
    """Put a mark at the head of each paragraph that is not within another block."""
    marks = Marks()
    draft.blocks = [_marked(block, marks) for block in _opened(draft.blocks)]
    draft.things = marks.things


def with_tables_before(blocks: Blocks) -> Blocks:
    """The blocks with tables out of notes, before what these stand in: pandoc gives a table of an
    RTF file to the paragraph that ends next, which may be that of a note.
    """
    placed: Blocks = []
    for block in blocks:
        tables: Blocks = []

        def change(node: Node, tables: Blocks = tables) -> list[Node] | None:
            if node["t"] != "Note" or node["c"][:1] == [] or node["c"][0]["t"] != "Table":
                return None
            tables.append(node["c"][0])
            return [{"t": "Note", "c": node["c"][1:]}]

        changed = ast.rewrite([block], change)
        placed += [*tables, *changed]
    return placed


def _marked(block: Node, marks: Marks) -> Node:
    if block["t"] not in ("Para", "Plain"):
        return block
    inlines: Inlines = block["c"]
    text = " ".join(ast.plain_text(inlines).split())
    words = [one for one in inlines if one["t"] not in _SPACES]
    is_bold = bool(text) and all(one["t"] == "Strong" for one in words)
    thing = Paragraph(len(marks.things) + 1, "document", text, bold=is_bold)
    return {"t": block["t"], "c": [ast.text(marks.add(thing)), *inlines]}


def _opened(blocks: Blocks) -> Iterator[Node]:
    """The blocks with captions as paragraphs of their own, where they begin with a label."""
    for block in blocks:
        match block:
            case {"t": "Figure", "c": [[name, *_], [_, caption], inside]} if _is_labelled(caption):
                images = [one for one in ast.nodes(inside) if one["t"] == "Image"]
                tables = [one for one in inside if one["t"] == "Table"]
                words = [ast.para(_anchored(name, one["c"])) for one in caption]
                if images and not tables:
                    yield ast.para(images)
                    yield from words
                else:
                    yield from words
                    yield from inside
            case {"t": "Table", "c": [[name, *rest], [_, caption], *others]} if _is_labelled(
                caption
            ):
                yield from (ast.para(_anchored(name, one["c"])) for one in caption)
                yield {"t": "Table", "c": [["", *rest], [None, []], *others]}
            case {"t": "Para" | "Plain", "c": inlines}:
                yield from _parted(block, inlines)
            case _:
                yield block


def _is_labelled(caption: Blocks) -> bool:
    return (
        bool(caption)
        and all(one["t"] in ("Para", "Plain") for one in caption)
        and begins_as_caption(ast.plain_text(caption[0]["c"]))
    )


def _anchored(name: str, words: Inlines) -> Inlines:
    """The words with the place that links to the figure or the table lead to."""
    return [*words, ast.span([], ast.attr(name))] if name else list(words)


def _parted(block: Node, inlines: Inlines) -> Iterator[Node]:
    """A paragraph of pictures and their caption as two."""
    last = max((n for n, one in enumerate(inlines) if _is_picture(one)), default=-1)
    first = next((n for n, one in enumerate(inlines) if _is_picture(one)), -1)
    before, behind = inlines[:first], inlines[last + 1 :]
    blank = not ast.plain_text(inlines[max(first, 0) : last + 1]).strip()
    if last < 0 or not blank:
        yield block
    elif not _text(before) and begins_as_caption(_text(behind)):
        yield ast.para([one for one in inlines[: last + 1] if one["t"] not in _SPACES])
        yield ast.para(_trimmed(behind))
    elif not _text(behind) and begins_as_caption(_text(before)):
        yield ast.para([one for one in inlines[first:] if one["t"] not in _SPACES])
        yield ast.para(_trimmed(before))
    else:
        yield block


def _is_picture(node: Node) -> bool:
    return any(one["t"] == "Image" for one in ast.nodes([node]))


def _text(inlines: Inlines) -> str:
    return ast.plain_text(inlines).strip()


def _trimmed(inlines: Inlines) -> Inlines:
    kept = list(inlines)
    while kept and kept[0]["t"] in _SPACES:
        kept.pop(0)
    while kept and kept[-1]["t"] in _SPACES:
        kept.pop()
    return kept
