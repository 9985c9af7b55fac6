"""Sections of a text that are its extended abstract, which journals print behind the references, as
the keys that front matter has for it.
"""

from __future__ import annotations

from typing import Any

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_text import FrontText
from nashr.importing.front_words import begins_statement, is_extended_abstract
from nashr.importing.marks import without_marks
from nashr.importing.text_language import main_language
from nashr.messages import Message
from nashr.model import Blocks, Node

#: What the text of a key cannot have: what is numbered, and what is asked.
_NOT_THERE = frozenset({"Figure", "Table", "Image", "Note", "RawInline", "RawBlock", "CodeBlock"})
_KEY = "extended-abstract"


def take_extended_abstracts(draft: Draft) -> None:
    """Move each such section into the front matter, where there is a title in its language."""
    place = 0
    while place < len(draft.blocks):
        end = _end(draft.blocks, place)
        if end is None or not _take(draft, place, end):
            place += 1


def _end(blocks: Blocks, place: int) -> int | None:
    """Where the section ends that begins with the heading of an extended abstract: at the next
    heading, or before a statement of the authors.
    """
    block = blocks[place]
    if block["t"] != "Header" or not is_extended_abstract(_words(block["c"][2])):
        return None
    level = block["c"][0]
    following = range(place + 1, len(blocks))
    return next(
        (n for n in following if _ends(blocks[n], level)),
        len(blocks),
    )


def _ends(block: Node, level: int) -> bool:
    if block["t"] == "Header":
        return bool(block["c"][0] <= level)
    return block["t"] == "Para" and begins_statement(_words(block["c"]))


def _words(tree: Any) -> str:
    return without_marks(ast.plain_text(tree)).strip()


def _take(draft: Draft, place: int, end: int) -> bool:
    inside = draft.blocks[place + 1 : end]
    tag = main_language(inside)
    front = draft.front if tag == draft.front.get("lang") else _translation(draft, tag)
    if front is None or not front.get("title") or _KEY in front or not _words(inside):
        return False
    if any(node["t"] in _NOT_THERE for node in ast.nodes(inside)):
        return False
    heading, paragraph = _words(draft.blocks[place]["c"][2]), draft.paragraph_of(inside)
    plain: Blocks = ast.rewrite_strings(inside, _bare)
    front[_KEY] = FrontText(_words(inside), plain)
    draft.blocks = [*draft.blocks[:place], *draft.blocks[end:]]
    draft.add(
        "extended-abstract",
        Outcome.DOUBTFUL,
        Message(
            "“{heading}” was taken for the extended abstract in “{language}”, which is printed "
            "behind the references.",
            heading=heading,
            language=tag,
        ),
        paragraph,
    )
    return True


def _translation(draft: Draft, tag: str) -> Any:
    return draft.front.get("translations", {}).get(tag) if tag else None


def _bare(text: str) -> list[Node] | None:
    bare = without_marks(text)
    return None if bare == text else [ast.text(bare)] if bare else []
