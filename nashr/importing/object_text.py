"""What a manuscript has of the charts, diagrams and objects of a Word file: their data as tables
and lists with a query, where they could be read, and in any case a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import number_of
from nashr.importing.objects import EmbeddedObject, Formula, ObjectKind, OldEquations
from nashr.importing.pictures import replaced, tell_outside
from nashr.importing.settling import query
from nashr.messages import Message, plural
from nashr.model import Blocks, Node

_NAMES: dict[ObjectKind, Message] = {
    "chart": Message("A chart"),
    "diagram": Message("A diagram (SmartArt)"),
    "equation": Message("A formula of MathType or of the old editor of equations"),
    "object": Message("An embedded object"),
    "shape": Message("A drawn shape"),
    "part": Message("A part of the file in another format"),
    "picture": Message("A picture outside of the file"),
}


def write_objects(draft: Draft, equations: OldEquations) -> None:
    """Put the data of charts and the texts of diagrams behind their paragraphs, and formulas in the
    places of objects that were read.
    """
    draft.blocks = list(_blocks(draft, _with_formulas(draft, draft.blocks), equations.hint))


def _with_formulas(draft: Draft, blocks: Blocks) -> Blocks:
    """The blocks with the formulas that were read; one that is a paragraph alone is set apart."""
    number_read = 0

    def put(text: str) -> list[Node] | None:
        nonlocal number_read
        number = number_of(text)
        thing = draft.things[number] if number is not None else None
        if not isinstance(thing, Formula):
            return None
        number_read += 1
        return [_math("InlineMath", thing.tex)]

    def set_apart(node: Node) -> list[Node] | None:
        if node["t"] != "Para":
            return None
        math = [n for n, one in enumerate(node["c"]) if one["t"] == "Math"]
        others = [one for one in node["c"] if one["t"] not in ("Math", "Space", "SoftBreak")]
        if len(math) != 1 or not all(
            one["t"] == "Str" and number_of(one["c"]) is not None for one in others
        ):
            return None
        inlines = list(node["c"])
        inlines[math[0]] = _math("DisplayMath", inlines[math[0]]["c"][1])
        return [ast.para(inlines)]

    written: Blocks = ast.rewrite_strings(blocks, put)
    if not number_read:
        return blocks
    draft.add(
        "equations-read",
        Outcome.DOUBTFUL,
        plural(
            "A formula that was an object was read by LibreOffice.",
            "{n} formulas that were objects were read by LibreOffice.",
            number_read,
        ),
        None,
        Message("hold them against the author's file: signs may differ."),
    )
    changed: Blocks = ast.rewrite(written, set_apart)
    return changed


def _math(kind: str, tex: str) -> Node:
    return {"t": "Math", "c": [{"t": kind}, tex]}


def _blocks(draft: Draft, blocks: Blocks, hint: str) -> Iterator[Node]:
    for block in blocks:
        found = [one for one in draft.things_in(block) if isinstance(one, EmbeddedObject)]
        yield _without_objects(draft, block) if found else block
        for one in found:
            if one.kind == "picture":
                yield _empty_frame(draft, block, one)
                continue
            _tell(draft, block, one, hint)
            if one.rows:
                yield from _written(one)


def _empty_frame(draft: Draft, block: Node, found: EmbeddedObject) -> Node:
    """The frame of a picture that the file only leads to."""
    tell_outside(draft, found.name, draft.paragraph_of(block))
    name = replaced(draft, found.name.replace("\\", "/").rpartition("/")[2], len(draft.files) + 1)
    return ast.para([{"t": "Image", "c": [ast.attr(), [], [name, ""]]}])


def _without_objects(draft: Draft, block: Node) -> Node:
    def change(text: str) -> list[Node] | None:
        number = number_of(text)
        is_object = number is not None and isinstance(draft.things[number], EmbeddedObject)
        return [] if is_object else None

    kept: Node = ast.rewrite_strings(block, change)
    return kept


def _tell(draft: Draft, block: Node, found: EmbeddedObject, equation_hint: str) -> None:
    thing = _NAMES[found.kind]
    if found.name:
        thing = Message("{thing} ({program})", thing=thing, program=found.name)
    if found.rows:
        outcome = Outcome.DOUBTFUL
        message = Message("{thing}: only its texts and numbers are in the manuscript.", thing=thing)
    elif found.has_picture:
        outcome = Outcome.DOUBTFUL
        message = Message("{thing}: it stands as its picture.", thing=thing)
    else:
        outcome = Outcome.LOST
        message = Message("{thing}: it is not in the manuscript.", thing=thing)
    hint: str = Message("ask the author for it as a picture, in PNG, SVG or PDF.")
    if found.kind == "equation":
        hint = equation_hint or Message("type the formula as TeX, between dollar signs.")
    draft.add(f"{found.kind}-lost", outcome, message, draft.paragraph_of(block), hint)


def _written(found: EmbeddedObject) -> Iterator[Node]:
    if found.kind == "chart":
        yield _table(found.rows)
        named = f" ({found.title})" if found.title else ""
        yield ast.para([query(f"the data of a chart{named}; a picture of it is missing")])
        return
    if found.kind == "shape":
        yield from (ast.para(ast.words(row[0])) for row in found.rows)
        return
    items = [[ast.plain(ast.words(" ".join(row)))] for row in found.rows]
    yield {"t": "BulletList", "c": items}
    yield ast.para([query("the texts of a diagram; a picture of it is missing")])


def _table(rows: tuple[tuple[str, ...], ...]) -> Node:
    def row(cells: tuple[str, ...]) -> list[Any]:
        return [
            ast.attr(),
            [[ast.attr(), {"t": "AlignDefault"}, 1, 1, [ast.plain(ast.words(c))]] for c in cells],
        ]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in rows[0]]
    body = [ast.attr(), 0, [], [row(cells) for cells in rows[1:]]]
    head, foot = [ast.attr(), [row(rows[0])]], [ast.attr(), []]
    return {"t": "Table", "c": [ast.attr(), [None, []], columns, head, [body], foot]}
