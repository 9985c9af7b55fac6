"""Find the front matter of a manuscript in the paragraphs that come before its text."""

from __future__ import annotations

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.marks import without_marks
from nashr.model import Inlines

_LONGEST_TITLE = 300


def take_front(draft: Draft) -> None:
    """Move what front matter has out of the text."""
    for place, block in enumerate(draft.blocks):
        if block["t"] not in ("Para", "Header"):
            continue
        inlines = block["c"] if block["t"] == "Para" else block["c"][2]
        title = without_marks(ast.plain_text(inlines)).strip()
        paragraph = draft.paragraph_of(block)
        is_named = paragraph is not None and paragraph.style == "title"
        if title and len(title) <= _LONGEST_TITLE and not _has_more_than_words(inlines):
            draft.front["title"] = title
            del draft.blocks[place]
            if not is_named:
                draft.add(
                    "title-guessed",
                    Outcome.DOUBTFUL,
                    "The first paragraph was taken for the title.",
                    paragraph,
                )
        return


def _has_more_than_words(inlines: Inlines) -> bool:
    """Whether there is what front matter cannot hold: a citation, a note, a picture."""
    return any(node["t"] in ("Cite", "Note", "Image") for node in ast.nodes(inlines))
