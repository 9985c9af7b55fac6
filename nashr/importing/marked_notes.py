"""Notes of a page whose calls are links with a mark, as ¹ or [1] or *, to the place of a note: the
note need not lead back, and may be a paragraph, an item of a list, or a division.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing.html_notes import COMMENT
from nashr.importing.settling import query
from nashr.importing.unheaded_references import are_works
from nashr.model import Blocks, Inlines, Node
from nashr.records import dataclass

_MARK = re.compile(r"[\[({]?\s*(\d{1,3}|[*†‡§¶]{1,4}|[ivxl]{1,5}|[a-z])\s*[\])}]?[.:]?")
_LETTERS = re.compile(r"\W*[a-z]+\W*")
_STOP = re.compile(r"[.):\]]\s*(?!\.)")
#: What leads back from a note to its call.
_BACK = re.compile(
    r"[^\w]*|back|return|top|geri|qayıt|dön|yukarı|назад|вверх|наверх|jump up|zurück", re.IGNORECASE
)
#: What divisions of notes are called, as “footnotes”, “doc-endnotes”, “qeydler”.
_NOTES = re.compile(r"note|qeyd|dipnot", re.IGNORECASE)
_AROUND = frozenset("Superscript Span Strong Emph Link".split())
_SPACES = frozenset("Space SoftBreak LineBreak".split())


@dataclass(frozen=True, slots=True)
class _Body:
    """The blocks of a note, and where it stands among all places with an id."""

    blocks: Blocks
    order: int


def with_marked_notes(blocks: Blocks) -> Blocks:
    """The blocks with notes in the places of their first calls."""
    calls = dict(_calls(blocks))
    bodies = _bodies(blocks, {name: mark for name, (_, mark) in calls.items()})
    wanted = {name: body for name, body in bodies.items() if calls[name][0] < body.order}
    texts = [ast.plain_text(_bare(one.blocks, calls[name][1])) for name, one in wanted.items()]
    if not wanted or are_works(texts, wanted, _called_again(blocks, wanted)):
        return blocks
    rest = _without(blocks, frozenset(wanted))
    notes = {name: _bare(body.blocks, calls[name][1]) for name, body in wanted.items()}
    placed: set[str] = set()
    return list(ast.rewrite(rest, lambda node: _noted(node, notes, placed)))


def _called_again(blocks: Blocks, names: Collection[str]) -> bool:
    """Whether several marks lead to the same place."""
    targets = [
        name
        for node in ast.nodes(blocks)
        if (name := _target(node)) in names
        and _MARK.fullmatch(ast.plain_text(node["c"][1]).strip())
    ]
    return len(set(targets)) < len(targets)


def _calls(blocks: Blocks) -> Iterator[tuple[str, tuple[int, str]]]:
    """What links with a mark lead to, with their order among all nodes and the mark; the first."""
    seen: set[str] = set()
    raised = {
        id(link)
        for node in ast.nodes(blocks)
        if node["t"] == "Superscript"
        for link in ast.nodes(node["c"])
    }
    for order, node in enumerate(ast.nodes(blocks)):
        name = _target(node)
        if not name or name in seen:
            continue
        inside = node["c"][1]
        text = ast.plain_text(inside).strip()
        is_raised = id(node) in raised or [one["t"] for one in inside] == ["Superscript"]
        found = _MARK.fullmatch(text)
        if found and (is_raised or not _LETTERS.fullmatch(text)):
            seen.add(name)
            yield name, (order, found[1])
        elif COMMENT.search(name) and text:
            seen.add(name)
            yield name, (order, text)


def _target(node: Node) -> str:
    """The id that a link leads to within the page."""
    if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
        return ""
    return str(node["c"][2][0][1:])


def _bodies(blocks: Blocks, marks: Mapping[str, str]) -> dict[str, _Body]:
    """The notes of these ids, by the marks of their calls; a list of references has none."""
    orders = {id(node): order for order, node in enumerate(ast.nodes(blocks))}
    found: dict[str, _Body] = {}
    in_references = False
    for holder, is_item in _holders(blocks, marks):
        if holder[0]["t"] == "Header":
            in_references = names_references(ast.plain_text(holder[0]["c"][2]))
            continue
        in_references = in_references and holder[0]["t"] != "HorizontalRule"
        name = _name_of(holder)
        is_new = name in marks and name not in found and not in_references
        if is_new and (is_item or COMMENT.search(name) or _answers(holder, marks[name])):
            found[name] = _Body(holder, orders[id(holder[0])])
    return found


def _answers(blocks: Blocks, mark: str) -> bool:
    """Whether a paragraph begins with the mark of its call, or leads back: a caption that a
    cross-reference leads to does neither.
    """
    text = ast.plain_text(blocks).lstrip(" [({")
    begins = text.startswith(mark) and not text[len(mark) : len(mark) + 1].isdigit()
    links = (node for node in ast.nodes(blocks) if _target(node))
    return begins or any(_BACK.fullmatch(ast.plain_text(one["c"][1]).strip()) for one in links)


def _holders(blocks: Blocks, names: Collection[str]) -> Iterator[tuple[Blocks, bool]]:
    """What may be a note of these names: paragraphs, divisions, and items of lists, which are told
    apart. A line stands before a division of notes.
    """
    for block in blocks:
        if block["t"] in ("OrderedList", "BulletList"):
            items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
            for item in items:
                if item and _name_of(item) in names:
                    yield item, True
                else:
                    yield from _holders(item, names)
        elif block["t"] in ("Div", "BlockQuote"):
            inside = block["c"][1] if block["t"] == "Div" else block["c"]
            if block["t"] == "Div" and _is_note(block, names):
                yield [block], False
                continue
            if block["t"] == "Div" and _NOTES.search(json.dumps(block["c"][0])):
                yield [{"t": "HorizontalRule"}], False
            yield from _holders(inside, names)
        elif block["t"] == "DefinitionList":
            for _, meanings in block["c"]:
                for meaning in meanings:
                    yield from _holders(meaning, names)
        else:
            yield [block], False


def _holds_several(blocks: Blocks, names: Collection[str]) -> bool:
    return sum(1 for holder, _ in _holders(blocks, names) if _name_of(holder) in names) > 1


def _name_of(blocks: Blocks) -> str:
    """The id of a block, or of what a paragraph begins with."""
    first = blocks[0]
    if first["t"] == "Div":
        name, inside = first["c"][0][0], first["c"][1]
        return str(name) or (_name_of(inside) if inside else "")
    if first["t"] not in ("Para", "Plain"):
        return ""
    for node in first["c"]:
        if node["t"] in _SPACES:
            continue
        return _name_in(node)
    return ""


def _name_in(node: Node) -> str:
    while node["t"] in _AROUND:
        if node["t"] in ("Span", "Link") and node["c"][0][0]:
            return str(node["c"][0][0])
        inside = node["c"][1] if node["t"] in ("Span", "Link") else node["c"]
        if not inside:
            return ""
        node = inside[0]
    return ""


def _without(blocks: Blocks, names: frozenset[str]) -> Blocks:
    """The blocks without notes, and without the lines above them."""
    kept: Blocks = []
    for block in blocks:
        if block["t"] in ("OrderedList", "BulletList"):
            items = block["c"][1] if block["t"] == "OrderedList" else block["c"]
            rest = [one for one in items if not (one and _name_of(one) in names)]
            rest = [inner for one in rest if (inner := _without(one, names)) or not one]
            if not rest and items:
                _drop_rule(kept)
                continue
            contents = [block["c"][0], rest] if block["t"] == "OrderedList" else rest
            kept.append({"t": block["t"], "c": contents})
        elif block["t"] in ("Para", "Plain", "Div") and _is_note(block, names):
            _drop_rule(kept)
        elif block["t"] == "Div":
            attributes, inside = block["c"]
            if (rest := _without(inside, names)) or not inside:
                kept.append({"t": "Div", "c": [attributes, rest]})
            else:
                _drop_rule(kept)
        else:
            kept.append(block)
    return kept


def _is_note(block: Node, names: Collection[str]) -> bool:
    if _name_of([block]) not in names:
        return False
    return block["t"] != "Div" or not _holds_several(block["c"][1], names)


def _drop_rule(kept: Blocks) -> None:
    while kept and kept[-1]["t"] == "HorizontalRule":
        kept.pop()


def _bare(blocks: Blocks, mark: str) -> Blocks:
    """A note without its mark, and without the links that lead back."""

    def change(node: Node) -> list[Node] | None:
        if not _target(node):
            return None
        text = ast.plain_text(node["c"][1]).strip()
        found = _MARK.fullmatch(text)
        is_back = _BACK.fullmatch(text) or text == mark or (found and found[1] == mark)
        return [] if is_back else None

    inside = [one for block in blocks for one in (block["c"][1] if _is_div(block) else [block])]
    bare: Blocks = [_plain(one) for one in ast.rewrite(inside, change)]
    bare = [one for one in bare if one["t"] not in ("Para", "Plain") or one["c"]]
    if bare and bare[0]["t"] in ("Para", "Plain"):
        words = _without_mark(bare[0]["c"], mark)
        if words and words[0]["t"] == "Str" and (begin := _STOP.match(words[0]["c"])):
            rest = ast.text(words[0]["c"][begin.end() :])
            words = _without_mark([*([rest] if rest["c"] else []), *words[1:]], mark)
        bare[0] = {"t": bare[0]["t"], "c": words}
    return bare


def _is_div(block: Node) -> bool:
    return bool(block["t"] == "Div")


def _plain(block: Node) -> Node:
    if block["t"] not in ("Para", "Plain"):
        return block
    inlines: Inlines = list(block["c"])
    while inlines and (inlines[-1]["t"] in _SPACES or _is_blank(inlines[-1])):
        inlines.pop()
    return {"t": block["t"], "c": inlines}


def _is_blank(node: Node) -> bool:
    shown = ("Image", "Math", "Code", "Note", "Cite")
    return not ast.plain_text([node]).strip() and not any(
        one["t"] in shown for one in ast.nodes([node])
    )


def _without_mark(inlines: Inlines, mark: str) -> Inlines:
    """The inlines without a mark at their beginning, and the space around it."""
    kept = list(inlines)
    while kept and (kept[0]["t"] in _SPACES or _is_blank(kept[0])):
        kept.pop(0)
    if not kept:
        return kept
    first = kept[0]
    text = ast.plain_text([first]).strip()
    found = _MARK.fullmatch(text)
    if found is not None and found[1] == mark and (first["t"] in _AROUND or first["t"] == "Str"):
        kept.pop(0)
    elif first["t"] == "Span":
        inside = _without_mark(first["c"][1], mark)
        return [ast.span(inside, first["c"][0]), *kept[1:]]
    elif first["t"] == "Str" and (glued := re.match(rf"{re.escape(mark)}(?=[^\W\d])", first["c"])):
        kept[0] = ast.text(first["c"][glued.end() :])
    while kept and kept[0]["t"] in _SPACES:
        kept.pop(0)
    return kept


def _noted(node: Node, notes: dict[str, Blocks], placed: set[str]) -> list[Node] | None:
    name = _target(node)
    if name in notes and name not in placed:
        placed.add(name)
        if COMMENT.search(name):
            texts = (ast.plain_text([block]).strip() for block in notes[name])
            return [query(" / ".join(filter(None, texts)))]
        return [{"t": "Note", "c": notes[name]}]
    if node["t"] == "Superscript":
        inside: Any = [one for one in node["c"] if one["t"] == "Note" or not _is_blank(one)]
        return inside if inside and all(one["t"] == "Note" for one in inside) else None
    return None
