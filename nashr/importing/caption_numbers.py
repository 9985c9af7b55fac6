"""The numbers of captions as they were typed, beside those that nashr gives: figures are counted in
one row, whatever they were called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from nashr import ast
from nashr.importing.draft import Draft
from nashr.importing.findings import Outcome
from nashr.importing.paragraphs import Paragraph
from nashr.messages import Message
from nashr.model import Node
from nashr.records import dataclass

Kind = Literal["figure", "table"]
#: Words of captions that many manuscripts count apart from figures, by their beginnings.
_OTHER_ROWS = (
    "gra qra chart diaqr diagr diyag map xəri hari kart plan sxem şema schem fot phot resim "
    "rəsm plate граф диаг схем карт фото"
).split()
#: So many letters tell words apart, as “fig” and “figure” are one.
_TELLING = 3
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class BoundCaption:
    """A caption that stands at its figure or table: its word in small letters, its number as it was
    typed, and the id that it has now.
    """

    kind: Kind
    word: str
    number: str
    identifier: str
    paragraph: Paragraph | None = None


class CaptionTargets:
    """The figures and tables that calls in the text lead to."""

    def __init__(self, bound: Iterable[BoundCaption]) -> None:
        self._of: dict[tuple[Kind, str], list[BoundCaption]] = {}
        for one in bound:
            self._of.setdefault((one.kind, one.number), []).append(one)

    def named(self, kind: Kind, word: str, number: str) -> str | None:
        """The id of what a call names, as “Qrafik 1”. Where several have the number, it is the one
        that is called by the same word; none, where that is not one.
        """
        found = self._of.get((kind, number), [])
        if len(found) > 1:
            found = [one for one in found if _row(one.word) == _row(word)]
        return found[0].identifier if len(found) == 1 else None


def _row(word: str) -> str:
    """What is the same of a word and its short forms, in both spellings of Azerbaijani."""
    return word.replace("q", "g").strip(". ")[:_TELLING]


def tell_numbers(draft: Draft, bound: Sequence[BoundCaption]) -> None:
    """Tell of captions that get another number, or were counted in a row of their own."""
    counted: dict[Kind, int] = {}
    changed: list[BoundCaption] = []
    for one in bound:
        counted[one.kind] = counted.get(one.kind, 0) + 1
        is_other = one.kind == "figure" and one.word.startswith(tuple(_OTHER_ROWS))
        if is_other or one.number != str(counted[one.kind]):
            changed.append(one)
    if not changed:
        return
    labels = [f"{one.word.capitalize()} {one.number}" for one in changed[:_MOST_SHOWN]]
    shown = ", ".join(labels) + (" …" if len(changed) > _MOST_SHOWN else "")
    draft.add(
        "labels-changed",
        Outcome.DOUBTFUL,
        Message("Figures and tables are numbered anew; these were called: {labels}.", labels=shown),
        changed[0].paragraph,
        Message("see that the words before their numbers in the text still fit."),
    )


def cross_reference(identifier: str, shown: str) -> Node:
    """The number of a figure, table or section as a cross-reference; ``shown`` is the number as it
    was typed.
    """
    cited = {
        "citationId": identifier,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "SuppressAuthor"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[cited], [ast.text(shown)]]}
