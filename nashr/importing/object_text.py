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
from nashr.importing.objects import EmbeddedObject, ObjectKind
from nashr.importing.settling import query
from nashr.messages import Message
from nashr.model import Blocks, Node

_NAMES: dict[ObjectKind, Message] = {
    "chart": Message("A chart"),
    "diagram": Message("A diagram (SmartArt)"),
    "equation": Message("A formula of MathType or of the old editor of equations"),
    "object": Message("An embedded object"),
    "shape": Message("A drawn shape"),
    "part": Message("A part of the file in another format"),
}


def write_objects(draft: Draft) -> None:
    """Put the data of charts and the texts of diagrams behind their paragraphs."""
    draft.blocks = list(_blocks(draft, draft.blocks))


def _blocks(draft: Draft, blocks: Blocks) -> Iterator[Node]:
    for block in blocks:
        found = [one for one in draft.things_in(block) if isinstance(one, EmbeddedObject)]
        yield _without_objects(draft, block) if found else block
        for one in found:
            _tell(draft, block, one)
            if one.rows:
                yield from _written(one)


def _without_objects(draft: Draft, block: Node) -> Node:
    def change(text: str) -> list[Node] | None:
        number = number_of(text)
        is_object = number is not None and isinstance(draft.things[number], EmbeddedObject)
        return [] if is_object else None

    kept: Node = ast.rewrite_strings(block, change)
    return kept


def _tell(draft: Draft, block: Node, found: EmbeddedObject) -> None:
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
    hint = Message("ask the author for it as a picture, in PNG, SVG or PDF.")
    if found.kind == "equation":
        hint = Message("type the formula as TeX, between dollar signs.")
    draft.add(f"{found.kind}-lost", outcome, message, draft.paragraph_of(block), hint)


def _written(found: EmbeddedObject) -> Iterator[Node]:
    if found.kind == "chart":
        yield _table(found.rows)
        yield ast.para([query("the data of a chart; a picture of it is missing")])
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
