"""Notes that are typed: raised numbers in the text, and the notes below a heading such as *Notes*,
numbered from 1 on. Where each of them is called once, in their order, they become notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing.captions import without_start
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_words import small_letters
from nashr.importing.marks import without_marks
from nashr.languages import language, lower, supported
from nashr.messages import plural
from nashr.model import Blocks, Inlines, Node

_MORE = (
    "notes endnotes footnotes qeydlər qeyd notlar dipnotlar sonnotlar açıklamalar примечания "
    "сноски izahlar şərhlər"
).split()
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\s*[.)]?\s*(?=\S)")
_CALL = re.compile(r"[\[(]?(\d{1,3})[\])]?")
#: What a call stands behind: a word or the sign that ends one, and no variable.
_BEHIND = re.compile(r"[^\W\d_]{2}$|[.,;:!?»”’\"')\]]$")


def take_typed_notes(draft: Draft) -> None:
    """Put typed notes in the places of their calls, and take their list out."""
    for place in range(len(draft.blocks) - 1, -1, -1):
        if not _names_notes(draft.blocks[place]):
            continue
        notes, end = _notes(draft.blocks, place + 1)
        if not notes or not _is_end(draft.blocks, end):
            continue
        rest = draft.blocks[:place] + draft.blocks[end:]
        placing = _Placing(notes)
        made = placing.walk(rest)
        if placing.count < len(notes) or placing.has_more:
            continue
        paragraph = draft.paragraph_of(draft.blocks[place])
        draft.blocks = made
        message = plural(
            "A typed note became a note of the text.",
            "{n} typed notes became notes of the text.",
            len(notes),
        )
        draft.add("notes-typed", Outcome.DONE, message, paragraph)
        return


@cache
def _headings() -> frozenset[str]:
    found = {lower(language(tag).labels.notes, tag) for tag in supported()}
    return frozenset({*found, *_MORE})


def _names_notes(block: Node) -> bool:
    if block["t"] not in ("Header", "Para", "Plain"):
        return False
    return small_letters(_text(block)).strip(" .:") in _headings()


def _text(tree: Any) -> str:
    return " ".join(without_marks(ast.plain_text([tree])).split())


def _notes(blocks: Blocks, start: int) -> tuple[list[Blocks], int]:
    """The notes from a place on, and where they end."""
    notes: list[Blocks] = []
    end = start
    while end < len(blocks):
        block = blocks[end]
        if block["t"] == "OrderedList" and block["c"][0][0] == len(notes) + 1:
            notes += block["c"][1]
        elif block["t"] in ("Para", "Plain") and (words := _numbered(block["c"], len(notes) + 1)):
            notes.append([ast.para(words)])
        elif _text(block) or block["t"] not in ("Para", "Plain"):
            break
        end += 1
    return notes, end


def _numbered(inlines: Inlines, number: int) -> Inlines:
    """The words of a paragraph behind the number of its note; nothing where it has another."""
    flat = ast.rewrite(inlines, lambda one: one["c"] if one["t"] == "Superscript" else None)
    found = _NUMBER.match(without_marks(ast.plain_text(flat)))
    if found is None or int(found[1]) != number:
        return []
    return without_start(flat, found.end())


def _is_end(blocks: Blocks, end: int) -> bool:
    if end == len(blocks) or blocks[end]["t"] == "Header":
        return True
    return names_references(_text(blocks[end]))


class _Placing:
    """Puts each note in the place of its call, in their order."""

    def __init__(self, notes: Sequence[Blocks]) -> None:
        self._notes = notes
        self.count = 0
        #: Whether a call follows that has no note.
        self.has_more = False

    def walk(self, tree: Any) -> Any:
        if isinstance(tree, dict):
            if tree.get("t") in ("Header", "Note"):
                return tree
            return {key: value if key == "t" else self.walk(value) for key, value in tree.items()}
        if not isinstance(tree, list):
            return tree
        made: list[Any] = []
        for one in tree:
            before = ast.plain_text(made) if _is_raised(one) else ""
            if _is_raised(one) and self._is_next(one, without_marks(before)):
                made.append({"t": "Note", "c": self._notes[self.count]})
                self.count += 1
            else:
                made.append(self.walk(one))
        return made

    def _is_next(self, node: Node, before: str) -> bool:
        found = _CALL.fullmatch(_text(node))
        if found is None or int(found[1]) != self.count + 1 or not _BEHIND.search(before):
            return False
        self.has_more |= self.count == len(self._notes)
        return not self.has_more


def _is_raised(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "Superscript"
