"""Works that an author parts with commas in one citation, ``[@one, @two]``.

Pandoc parts works by semicolons alone, and takes a second key for words behind the first work.
"""

from __future__ import annotations

from typing import Any

from nashr import ast
from nashr.model import Inlines, Node

_SPACES = ("Space", "SoftBreak")
_PARTING = frozenset(",;،؛")


def with_separate_works(cite: Node) -> Node:
    """The citation with an item for each work; works between words stay where they stand."""
    items, source = cite["c"]
    if not any(one["t"] == "Cite" for item in items for one in item["citationSuffix"]):
        return cite
    return {"t": "Cite", "c": [[part for item in items for part in _parted(item)], source]}


def _parted(item: dict[str, Any]) -> list[dict[str, Any]]:
    suffix: Inlines = item["citationSuffix"]
    at = next((n for n, one in enumerate(suffix) if one["t"] == "Cite"), None)
    before = None if at is None else _without_mark(suffix[:at])
    if at is None or before is None:
        return [item]
    nested = suffix[at]["c"][0]
    mode = nested[0]["citationMode"]
    if mode["t"] == "AuthorInText":
        mode = {"t": "NormalCitation"}
    behind = [*nested[-1]["citationSuffix"], *suffix[at + 1 :]]
    found = [{**nested[0], "citationMode": mode}, *nested[1:]]
    last = {**found.pop(), "citationSuffix": behind}
    return [{**item, "citationSuffix": before}, *found, *_parted(last)]


def _without_mark(inlines: Inlines) -> Inlines | None:
    """What stands before the mark that parts two works; None where words part them."""
    kept = list(inlines)
    while kept and kept[-1]["t"] in _SPACES:
        kept.pop()
    if not kept:
        return kept
    last = kept[-1]
    if last["t"] != "Str" or last["c"][-1:] not in _PARTING:
        return None
    kept[-1:] = [ast.text(last["c"][:-1])] if last["c"][:-1] else []
    return kept
