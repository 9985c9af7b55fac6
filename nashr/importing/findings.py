"""What an import has to say of the author's file: what was lost, is doubtful, or was changed."""

from __future__ import annotations

from enum import Enum

from nashr.importing.paragraphs import Paragraph
from nashr.records import dataclass


class Outcome(Enum):
    """What became of a thing: ``LOST`` is not in the manuscript, ``DOUBTFUL`` is there as nashr
    guessed, and an editor has to look at it; ``DONE`` is there as it was meant.
    """

    LOST = "lost"
    DOUBTFUL = "doubtful"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: ``kind`` is stable, as ``chart-lost``; ``message`` is one sentence,
    in English; where it is a ``Message`` it can be told in other languages."""

    kind: str
    outcome: Outcome
    message: str
    #: Where it stands in the author's file, and the number of its mark in the Markdown.
    paragraph: Paragraph | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its line in ``article.md``, 0 where it has none there."""

    finding: Finding
    line: int = 0
