"""Find the headings of a manuscript whose author made them by bold type or capitals."""

from __future__ import annotations

import re

from nashr import ast
from nashr.document.reference_heading import names_references
from nashr.importing.captions import is_caption, is_label_alone
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.front_words import names_section
from nashr.importing.paragraphs import Paragraph
from nashr.messages import Message
from nashr.model import Inlines, Node

#: A heading is no longer than this, in characters and words.
_LONGEST, _MOST_WORDS = 120, 16
#: The share of a text behind which a list of references stands.
_LATE = 0.5
#: How many levels are told apart by their looks.
_MOST_LOOKS = 3
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+\D|([IVX]{1,5})\.\s+\D|([A-Z])[.)]\s+\D")
_SENTENCE_END = re.compile(r"[.;:,!…]\s*$")
_Look = tuple[float, bool, bool, bool]


def find_headings(draft: Draft) -> None:
    """Make headings of paragraphs that have a level of Word's outline, and of those that look like
    headings; of these it is told.
    """
    looks: dict[_Look, int] = {}
    for place, block in enumerate(draft.blocks):
        if block["t"] != "Para":
            continue
        paragraph = draft.paragraph_of(block)
        if paragraph is None or paragraph.in_table or not _is_plain(block["c"]):
            continue
        if paragraph.outline:
            draft.blocks[place] = _heading(paragraph.outline, block["c"])
            continue
        if place and is_label_alone(draft, draft.blocks[place - 1]):
            continue  # the title of a table below its label
        following = draft.blocks[place + 1] if place + 1 < len(draft.blocks) else None
        if not _looks_like_one(draft, block, paragraph) or not (
            _may_follow(draft, following) or names_section(paragraph.text)
        ):
            continue
        level = _level(paragraph, looks, is_late=place > _LATE * len(draft.blocks))
        draft.blocks[place] = _heading(level, block["c"])
        draft.add(
            "heading-guessed",
            Outcome.DOUBTFUL,
            Message(
                "“{text}” was taken for a heading of level {level} by its looks.",
                text=paragraph.excerpt,
                level=level,
            ),
            paragraph,
            Message("change the number of # before it, or remove them."),
        )


def _looks_like_one(draft: Draft, block: Node, paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not 2 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if not re.search(r"[^\W\d_]{2}", text) or paragraph.right or is_caption(draft, block):
        return False
    if _SENTENCE_END.search(text) and not (paragraph.bold and text.endswith((".", ":"))):
        return False
    in_capitals = paragraph.capitals or (text == text.upper() and text != text.lower())
    return (
        paragraph.bold
        or (in_capitals and len(text) > 3)
        or (paragraph.centred and bool(_NUMBERED.match(text)))
    )


def _may_follow(draft: Draft, following: Node | None) -> bool:
    """Whether a heading may stand before a block: text, a list, a table, another heading."""
    if following is None:
        return False
    if following["t"] != "Para":
        return bool(following["t"] != "HorizontalRule")
    paragraph = draft.paragraph_of(following)
    return paragraph is None or len(paragraph.text) > _LONGEST // 3 or paragraph.bold


def _level(paragraph: Paragraph, looks: dict[_Look, int], is_late: bool) -> int:
    """By its number, as 1.2 for the second level; else by the order in which looks come first, the
    first one for sections that many articles have. “Sources” are the list of references late.
    """
    numbered = _NUMBERED.match(paragraph.text)
    if numbered and numbered[1]:
        return min(numbered[1].count(".") + 1, 6)
    in_capitals = paragraph.capitals or paragraph.text == paragraph.text.upper()
    look = (paragraph.size, in_capitals, paragraph.bold, paragraph.centred)
    if names_section(paragraph.text) or (is_late and names_references(paragraph.text)):
        looks.setdefault(look, 1)
        return 1
    looks.setdefault(look, min(len(looks) + 1, _MOST_LOOKS))
    return looks[look]


def _is_plain(inlines: Inlines) -> bool:
    return not any(node["t"] in ("Image", "Math", "LineBreak") for node in ast.nodes(inlines))


def _heading(level: int, inlines: Inlines) -> Node:
    """A heading of the inlines, without the bold type around all of them."""

    def change(node: Node) -> list[Node] | None:
        return list(node["c"]) if node["t"] in ("Strong", "Underline") else None

    return {"t": "Header", "c": [level, ast.attr(), ast.rewrite(inlines, change)]}
