"""Works that an author parts with commas or words in one citation, ``[@one, @two]``, ``[@one and
@two]``.

Pandoc parts works by semicolons alone, and takes a second key for words behind the first work.
"""

from __future__ import annotations

import re
from typing import Any

from nashr import ast
from nashr.model import Inlines, Node

_SPACES = ("Space", "SoftBreak")
_PARTING = frozenset(",;،؛")
#: What ends the words that belong to the first of two works.
_BELONGS = re.compile(r"[,;،؛]\Z|\d")
_ELEMENT = re.compile(r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|cor|prp|def|exm)[:-]", re.I)


def with_separate_works(cite: Node, conjunction: str) -> Node:
    """The citation with an item for each work. Words between two works lead to the second one, as
    those behind a semicolon do; ``conjunction``, the *and* of the language, goes with the mark.
    """
    items, source = cite["c"]
    if not any(one["t"] == "Cite" for item in items for one in item["citationSuffix"]):
        return cite
    words = frozenset((conjunction, "and", "&"))
    return {"t": "Cite", "c": [[part for item in items for part in _parted(item, words)], source]}


def _parted(item: dict[str, Any], conjunctions: frozenset[str]) -> list[dict[str, Any]]:
    suffix: Inlines = item["citationSuffix"]
    at = next((n for n, one in enumerate(suffix) if one["t"] == "Cite"), None)
    if at is None:
        return [item]
    prefix: Inlines = []
    before = _without_mark(suffix[:at])
    nested = suffix[at]["c"][0]
    if before is None:
        if any(map(_is_of_element, (item, *nested))):
            return [item]
        before, prefix = _of_both(suffix[:at], conjunctions)
    mode = nested[0]["citationMode"]
    if mode["t"] == "AuthorInText":
        mode = {"t": "NormalCitation"}
    behind = [*nested[-1]["citationSuffix"], *suffix[at + 1 :]]
    prefix = [*prefix, *nested[0]["citationPrefix"]]
    found = [{**nested[0], "citationMode": mode, "citationPrefix": prefix}, *nested[1:]]
    last = {**found.pop(), "citationSuffix": behind}
    return [{**item, "citationSuffix": before}, *found, *_parted(last, conjunctions)]


def _is_of_element(item: dict[str, Any]) -> bool:
    """Whether an item is a cross-reference, whose words stand as they are typed."""
    return _ELEMENT.match(str(item["citationId"])) is not None


def _of_both(inlines: Inlines, conjunctions: frozenset[str]) -> tuple[Inlines, Inlines]:
    """Of the words between two works those that belong to the first, and those that lead to the
    second: what stands behind the last comma and the last number.
    """
    ends = [
        n + 1
        for n, one in enumerate(inlines)
        if one["t"] not in _SPACES and _BELONGS.search(ast.plain_text([one]))
    ]
    end = ends[-1] if ends else 0
    before, prefix = inlines[:end], inlines[end:]
    while prefix and prefix[0]["t"] in _SPACES:
        prefix = prefix[1:]
    while prefix and prefix[-1]["t"] in _SPACES:
        prefix = prefix[:-1]
    if ast.plain_text(prefix) in conjunctions:
        prefix = []
    without = _without_mark(before) if before else None
    return before if without is None else without, prefix


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
