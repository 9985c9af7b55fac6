"""Titles and abstracts of a manuscript: their words, and what in them is raised, slanted or a
formula, which front matter has in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.importing.cleaning import trimmed
from nashr.importing.marks import number_of, without_marks
from nashr.languages.digits import LOWERED, RAISED
from nashr.model import Blocks, Inlines, Node
from nashr.untrusted.links import link_address

#: Emphasis that is that of a whole title or abstract: its looks.
_EMPHASIS = frozenset({"Strong", "Emph", "Underline", "SmallCaps"})
_BLANK = ("Space", "SoftBreak", "LineBreak")
_SOFT_HYPHEN = "\u00ad"
#: A paragraph between two texts, so that all are written at once.
_BETWEEN = "\ue8ff"


class FrontText(str):
    """A text of the front matter as plain words, with the paragraphs that it was read from, and
    those of the author's notes that it has.
    """

    __slots__ = ("blocks", "notes")

    blocks: Blocks
    notes: tuple[Node, ...]

    def __new__(cls, words: str, blocks: Blocks, notes: Sequence[Node] = ()) -> FrontText:
        made = str.__new__(cls, words)
        made.blocks = blocks
        made.notes = tuple(notes)
        return made


def front_text(
    words: str, inlines: Inlines, start: int = 0, notes: Sequence[Node] = ()
) -> FrontText:
    """The text of a line from its character ``start`` on; ``words`` are all of its plain words,
    ``notes`` those of its notes that have words alone. Of these it keeps those of one paragraph.
    """
    there = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
    own = [note for note in notes if note in there and _is_one_paragraph(note)]
    kept = list(_kept(inlines, own))
    while kept and kept[0]["t"] in _BLANK:
        kept.pop(0)
    rest, _ = _dropped(kept, start)
    whole = _without_outer(rest)
    return FrontText(words[start:].strip(), [ast.para(whole)] if whole else [], own)


def joined(texts: Sequence[FrontText]) -> FrontText:
    """Texts as the paragraphs of one."""
    filled = [text for text in texts if text]
    return FrontText(
        "\n\n".join(filled),
        [block for text in filled for block in text.blocks],
        [note for text in filled for note in text.notes],
    )


def _is_one_paragraph(note: Node) -> bool:
    return [block["t"] for block in note["c"]] in (["Para"], ["Plain"])


def _kept(inlines: Inlines, notes: Sequence[Node] = ()) -> Iterator[Node]:
    """The inlines without marks, breaks, what Word sets by itself, and notes that are not among
    ``notes``.
    """
    for node in inlines:
        match node:
            case {"t": "Str", "c": str(text)}:
                bare = without_marks(text).replace(_SOFT_HYPHEN, "")
                if number_of(text) is None and bare:
                    yield ast.text(bare)
            case {"t": "Note", "c": blocks}:
                if node in notes:
                    yield {
                        "t": "Note",
                        "c": [ast.para(_without_outer(list(_kept(blocks[0]["c"]))))],
                    }
            case {"t": "RawInline"}:
                pass
            case {"t": "SoftBreak" | "LineBreak"}:
                yield {"t": "Space"}
            case {"t": "Math", "c": [kind, str(tex)]}:
                yield {"t": "Math", "c": [kind, trimmed(without_marks(tex))]}
            case {"t": "Underline", "c": inside}:
                yield {"t": "Emph", "c": list(_kept(inside, notes))}
            case {"t": "Link", "c": [attributes, inside, [target, title]]}:
                words = list(_kept(inside, notes))
                if link_address(target) is None:
                    yield from words
                else:
                    yield {"t": "Link", "c": [attributes, words, [target, title]]}
            case {"t": "Span", "c": [[_, _, pairs], inside]}:
                said = [pair for pair in pairs if pair[0] in ("lang", "dir")]
                words = list(_kept(inside, notes))
                yield from [ast.span(words, ["", [], said])] if said else words
            case {"t": _, "c": list(inside)} if all(isinstance(one, dict) for one in inside):
                yield {**node, "c": list(_kept(inside, notes))}
            case _:
                yield node


def _dropped(inlines: Inlines, count: int) -> tuple[Inlines, int]:
    """The inlines without their first characters, and how many of those are left to drop."""
    result: Inlines = []
    for node in inlines:
        if count <= 0:
            result.append(node)
            continue
        match node:
            case {"t": "Str", "c": str(text)}:
                if text[count:]:
                    result.append(ast.text(text[count:]))
                count -= len(text)
            case {"t": "Space"}:
                count -= 1
            case {"t": kind, "c": list(inside)} if kind in _EMPHASIS:
                rest, count = _dropped(inside, count)
                if ast.plain_text(rest):
                    result.append({"t": kind, "c": rest})
            case {"t": "Span", "c": [attributes, inside]}:
                rest, count = _dropped(inside, count)
                if rest:
                    result.append(ast.span(rest, attributes))
            case {"t": "Note"}:
                result.append(node)
            case _:
                count -= len(ast.plain_text([node]))
    return result, max(count, 0)


def _without_outer(inlines: Inlines) -> Inlines:
    """The inlines without spaces around them, and without emphasis of all of them."""
    kept = list(inlines)
    while kept and kept[0]["t"] in _BLANK:
        kept.pop(0)
    while kept and kept[-1]["t"] in _BLANK:
        kept.pop()
    words = [node for node in kept if node["t"] not in (*_BLANK, "Note")]
    kinds = {node["t"] for node in words if not _is_sign(node)}
    if len(kinds) == 1 and kinds <= _EMPHASIS:
        inside: Inlines = []
        for node in kept:
            inside += node["c"] if node["t"] in _EMPHASIS else [node]
        return _without_outer(inside)
    match words:
        case [{"t": "Span", "c": [[_, _, pairs], inside]}] if all(p[0] == "dir" for p in pairs):
            return _without_outer(inside)
    return kept


def _is_sign(node: Node) -> bool:
    """Whether a node is a raised sign of a note, as of a title in bold letters: it is bold or not
    without any meaning.
    """
    return node["t"] == "Superscript" and not re.search(r"[^\W\d]", ast.plain_text(node["c"]))


def in_markdown(front: Mapping[str, Any], to_markdown: Callable[[Blocks], str]) -> dict[str, Any]:
    """Front matter with its texts in Markdown."""
    texts = list(texts_of(front))
    if not texts:
        return dict(front)
    blocks: Blocks = []
    for text in texts:
        blocks += [*_with_notes_inside(text.blocks), ast.para([ast.text(_BETWEEN)])]
    written = to_markdown(blocks).split(_BETWEEN)
    by_text = {id(text): one.strip() for text, one in zip(texts, written, strict=False)}

    def change(value: Any) -> Any:
        if isinstance(value, FrontText):
            return by_text[id(value)]
        if isinstance(value, Mapping):
            return {name: change(one) for name, one in value.items()}
        return [change(one) for one in value] if isinstance(value, list) else value

    changed: dict[str, Any] = change(front)
    return changed


def _with_notes_inside(blocks: Blocks) -> Blocks:
    """Blocks whose notes are written where they are called: a value has no lines below it."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Note":
            return None
        words: Inlines = []
        for block in node["c"]:
            inside = (
                block["c"]
                if block["t"] in ("Para", "Plain")
                else ast.words(ast.plain_text([block]))
            )
            words += [*([{"t": "Space"}] if words else []), *inside]
        return [ast.raw_markdown("^["), *words, ast.raw_markdown("]")]

    changed: Blocks = ast.rewrite(blocks, change)
    return changed


def with_characters(node: Node) -> list[Node] | None:
    """What is raised or lowered as characters of its own, where there are such: keywords, names and
    affiliations have no markup.
    """
    table = {"Superscript": RAISED, "Subscript": LOWERED}.get(node["t"])
    if table is None:
        return None
    words = ast.plain_text(node["c"])
    there = bool(words) and all(ord(sign) in table for sign in words)
    return [ast.text(words.translate(table))] if there else None


def blocks_of_front(front: Mapping[str, Any]) -> Blocks:
    """The paragraphs of all texts of front matter."""
    return [block for text in texts_of(front) for block in text.blocks]


def strings_of(value: Any) -> Iterator[str]:
    """All strings in front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)


def texts_of(value: Any) -> Iterator[FrontText]:
    """All texts in front matter."""
    if isinstance(value, FrontText):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_of(one)
