"""What authors type into a Word file for its looks, counted before pandoc drops it: empty
paragraphs, repeated spaces, tabs. Letters that are raised by hand become what they look like.
"""

from __future__ import annotations

import re

from lxml import etree

from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.ooxml import WordPackage, find_all, paragraph_text, tag, value
from nashr.importing.paragraphs import has_content
from nashr.messages import plural
from nashr.records import dataclass

_SPACES = re.compile(r"[ \u00a0]{2,}")
#: From how many half points on letters are raised or lowered for more than their fit.
_RAISED = 4


@dataclass(frozen=True, slots=True)
class Habits:
    """How many there are of each."""

    empty_paragraphs: int = 0
    spaces: int = 0
    tabs: int = 0


def count_habits(package: WordPackage) -> Habits:
    """Count what stands for the looks of a text, and change letters that are raised by hand."""
    empty = spaces = tabs = 0
    for kind, story in package.stories():
        for paragraph in story.iter(tag("w:p")):
            if not has_content(paragraph):
                in_cell = paragraph.getparent().tag == tag("w:tc")
                empty += kind == "document" and not in_cell
                continue
            text = paragraph_text(paragraph)
            spaces += len(_SPACES.findall(text))
            tabs += text.count("\t")
        # Word moves the objects of formulas, too, to set them on the line.
        for position in find_all(story, ".//w:r[w:t]/w:rPr/w:position"):
            _raise(position)
    return Habits(empty, spaces, tabs)


def _raise(position: etree._Element) -> None:
    half_points = value(position)
    properties = position.getparent()
    is_number = half_points.removeprefix("-").isdigit()
    if not is_number or properties is None or find_all(properties, "./w:vertAlign"):
        return
    if abs(int(half_points)) >= _RAISED:
        position.tag = tag("w:vertAlign")
        kind = "superscript" if int(half_points) > 0 else "subscript"
        position.set(tag("w:val"), kind)


def tell_habits(draft: Draft, habits: Habits) -> None:
    """A finding for each kind that there is."""
    if habits.empty_paragraphs:
        message = plural(
            "An empty paragraph was left out.",
            "{n} empty paragraphs were left out.",
            habits.empty_paragraphs,
        )
        draft.add("empty-paragraphs", Outcome.DONE, message)
    if habits.spaces:
        message = plural(
            "Repeated spaces became one: {n} place.",
            "Repeated spaces became one: {n} places.",
            habits.spaces,
        )
        draft.add("repeated-spaces", Outcome.DONE, message)
    if habits.tabs:
        message = plural("A tab became a space.", "{n} tabs became spaces.", habits.tabs)
        draft.add("tabs", Outcome.DONE, message)
