"""Where footnotes stand in laid-out pages, and where they are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nashr.records import dataclass


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a footnote stands: its element, and pages from 1; ``call`` is 0 without a call.

    ``pages`` are those of the note in order, more than one where it was cut.
    """

    element: Any
    call: int
    pages: tuple[int, ...]


def note_places(document: Any) -> tuple[NotePlace, ...]:
    """The footnotes of a laid-out document in the order of their calls, each with its pages.

    A note that is on no page has none, and a note without a call comes last.
    """
    calls: dict[Any, int] = {}
    shown: dict[Any, list[int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for note in notes_at_foot(page._page_box):
            shown.setdefault(note.element, []).append(number)
        for child in page._page_box.children:
            for note in called_notes(child):
                calls.setdefault(note.element, number)
    elements = [*calls, *(element for element in shown if element not in calls)]
    return tuple(
        NotePlace(element, calls.get(element, 0), tuple(shown.get(element, ())))
        for element in elements
    )


def notes_at_foot(box: Any) -> Iterator[Any]:
    """The notes in the areas at the foot of a page, given by its box, and of its columns."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.FootnoteAreaBox):
            yield from notes_at_foot(child)
        elif isinstance(box, boxes.FootnoteAreaBox):
            yield child


def called_notes(box: Any) -> list[Any]:
    """The notes that are called in a box."""
    return [found.footnote for found in box.descendants(placeholders=True) if found.footnote]
