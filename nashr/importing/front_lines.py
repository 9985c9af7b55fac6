"""The lines of a manuscript in which front matter is sought: their words, how they look, and the
notes to them.
"""

from __future__ import annotations

import itertools
from itertools import takewhile

from nashr import ast
from nashr.importing.comments import Comment
from nashr.importing.draft import Draft
from nashr.importing.fields import ReferenceField
from nashr.importing.font_letters import UnknownSign, UnreadableText
from nashr.importing.front_people import note_sign
from nashr.importing.front_title import Line
from nashr.importing.marks import number_of, without_marks
from nashr.importing.open_changes import without_deleted
from nashr.importing.paragraphs import Paragraph
from nashr.importing.plain_fields import FieldWithoutText
from nashr.importing.unread_markup import HiddenText
from nashr.model import Inlines, Node

#: How far the front of a manuscript reaches at most, in blocks.
_LONGEST_FRONT = 80
#: What a label is set in.
_LEADING = frozenset({"Strong", "Emph", "Underline", "SmallCaps", "Space"})
#: What is asked or told of where its mark stands.
_TOLD = (Comment, HiddenText, FieldWithoutText, UnreadableText, UnknownSign)


def _comments(draft: Draft, inlines: Inlines) -> Inlines:
    """The marks of the comments in a line, and of what else is told of it; those in its notes stay
    there.
    """
    own = ast.rewrite(inlines, lambda node: [] if node["t"] == "Note" else None)
    marks = [node for node in ast.nodes(own) if node["t"] == "Str"]
    numbers = ((node, number_of(node["c"])) for node in marks)
    return [node for node, n in numbers if n is not None and isinstance(draft.things[n], _TOLD)]


def front_lines(draft: Draft) -> list[Line]:
    """The lines at the head of the text, up to what is no paragraph."""
    found = []
    count = 0
    for place, block in enumerate(draft.blocks[:_LONGEST_FRONT]):
        if block["t"] not in ("Para", "Plain", "Header"):
            break
        inlines: Inlines = block["c"][2] if block["t"] == "Header" else block["c"]
        kept: Inlines = without_deleted(draft, inlines)
        text = without_marks(ast.plain_text(kept)).strip()
        if text and not _has_more_than_words(draft, inlines):
            raised = without_marks(ast.plain_text(_with_raised(kept, count))).strip()
            notes = [node for node in ast.nodes(inlines) if node["t"] == "Note"]
            first_note, count = count, count + len(notes)
            plain = tuple(_is_plain(draft, note) for note in notes)
            notes += _comments(draft, inlines)
            one = draft.paragraph_of(inlines)
            shown = block["t"] == "Header" or _is_bold(kept) or text == text.upper()
            found.append(
                Line(place, text, raised, one, notes, shown, _lead(kept), first_note, plain, kept)
            )
    return found


def _is_plain(draft: Draft, note: Node) -> bool:
    """Whether a note has words alone: no comments, and no changes, of which one is asked."""
    return all(isinstance(thing, Paragraph) for thing in draft.things_in(note))


def _is_bold(inlines: Inlines) -> bool:
    words = [node for node in inlines if node["t"] not in ("Space", "SoftBreak", "LineBreak")]
    return bool(words) and all(node["t"] == "Strong" for node in words)


def _has_more_than_words(draft: Draft, inlines: Inlines) -> bool:
    """Whether there is what front matter cannot hold: a citation, a picture, a reference to
    something. A note can be put elsewhere.
    """
    if any(isinstance(thing, ReferenceField) for thing in draft.things_in(inlines)):
        return True
    return any(node["t"] in ("Cite", "Image") for node in ast.nodes(inlines))


def _lead(inlines: Inlines) -> str:
    """The words that a line begins with and that look otherwise than the rest, or stand on a line
    of their own: a label, perhaps.
    """
    kept = [node for node in inlines if node["t"] != "Str" or number_of(node["c"]) is None]
    styled = list(takewhile(lambda node: node["t"] in _LEADING, kept))
    line = next(iter(ast.lines(kept)), [])
    lead = next((one for one in (styled, line) if 0 < len(one) < len(kept)), [])
    return without_marks(ast.plain_text(lead)).strip()


def _with_raised(inlines: Inlines, count: int) -> Inlines:
    """The inlines with ``^…^`` around what is raised, and around a sign for each note; ``count`` is
    how many notes were before.
    """
    numbers = itertools.count(count)

    def change(node: Node) -> list[Node] | None:
        if node["t"] == "Note":
            return [ast.text(f"^{note_sign(next(numbers))}^")]
        if node["t"] != "Superscript":
            return None
        inside = ast.plain_text(node["c"]).replace("^", "")
        return [ast.text(f"^{inside}^")]

    changed: Inlines = ast.rewrite(inlines, change)
    return changed
