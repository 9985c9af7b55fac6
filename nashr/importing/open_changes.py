"""What tracked changes that are asked of leave in a draft: the text that is deleted stands between
marks until it becomes a query (``settling``), and is no text to any other step.
"""

from __future__ import annotations

from typing import Any

from nashr.importing.changes import ChangeBegin, ChangeEnd, ParagraphChange
from nashr.importing.comments import Comment
from nashr.importing.draft import Draft
from nashr.importing.marks import number_of
from nashr.model import Inlines


def hidden(draft: Draft, inlines: Inlines) -> frozenset[int]:
    """The places, among inlines, of marks of changes and comments, and of what is deleted."""
    found: set[int] = set()
    deleted = False
    for place, node in enumerate(inlines):
        number = number_of(node["c"]) if node["t"] == "Str" else None
        thing = draft.things.get(number) if number is not None else None
        if isinstance(thing, ChangeBegin | ChangeEnd):
            deleted = isinstance(thing, ChangeBegin) and thing.kind == "deletion"
        if deleted or isinstance(thing, ChangeBegin | ChangeEnd | ParagraphChange | Comment):
            found.add(place)
    return frozenset(found)


def without_deleted(draft: Draft, tree: Any) -> Any:
    """A copy of a tree without the text that is deleted, and without marks of changes."""
    if isinstance(tree, list):
        is_inlines = bool(tree) and all(isinstance(one, dict) and "t" in one for one in tree)
        gone = hidden(draft, tree) if is_inlines else frozenset()
        return [without_deleted(draft, one) for n, one in enumerate(tree) if n not in gone]
    if isinstance(tree, dict):
        return {
            key: without_deleted(draft, value) if key != "t" else value
            for key, value in tree.items()
        }
    return tree
