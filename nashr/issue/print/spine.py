"""The spine of an issue: its width, and the size of the text on it. Lengths are in points."""

from __future__ import annotations

import io

from nashr.diagnostics import Diagnostic, Outcome
from nashr.issue import listing
from nashr.issue.edition import IssueEdition
from nashr.issue.print.sheet_plan import SheetPlan
from nashr.issues import PRINTING
from nashr.messages import Message
from nashr.outputs import typefaces
from nashr.ports import Engines, Face
from nashr.print_settings import MM, IssuePrint, Paper
from nashr.records import dataclass

#: The paper of an issue that names none: uncoated, of 80 g/m² and 1.3 cm³/g.
USUAL_PAPER = Paper(weight=80, bulk=1.3)
#: What remains free on both sides of the text, since folds are not exact.
_FREE = 1 * MM
#: The smallest and the largest letters of the text.
_SMALLEST, _LARGEST = 6.0, 12.0
#: What remains free at the head and at the foot of the spine, and between its two texts.
_ENDS, _GAP = 12 * MM, 8 * MM
#: The typeface of the text, as ``cover-sheet.css`` names it, and its design size.
FAMILY, _DESIGN = "Nashr Serif Caption", 8.0


@dataclass(frozen=True, slots=True)
class SpineText:
    """The text of a spine: what stands at its beginning and at its end, the size of its letters,
    the length of its line, and by how many degrees it is turned clockwise.
    """

    title: str
    facts: str
    size: float
    length: float
    turn: int


def thickness(pages: int, paper: Paper | None) -> float:
    """How thick so many pages are, in mm, of the usual paper where it is not known."""
    leaf = (paper.leaf if paper is not None else None) or USUAL_PAPER.leaf or 0.0
    return pages / 2 * leaf / 1000


def spine_width(pages: int, settings: IssuePrint) -> float:
    """The width of the spine for an interior of so many pages.

    A leaf has two pages and is as thick in µm as the product of its grammage in g/m² and its
    specific volume in cm³/g (ISO 534), so that

        width in mm = pages / 2 × grammage × volume / 1000

    A width that the printing house gives goes before; what is stapled has none.
    """
    if settings.binding == "saddle":
        return 0.0
    if settings.spine is not None:
        return settings.spine * MM
    return thickness(pages, settings.paper) * MM


def spine_text(
    edition: IssueEdition, engines: Engines, plan: SheetPlan
) -> Outcome[SpineText | None]:
    """The text for the spine of a sheet; None where there is to be none, or where it has no room,
    which is a warning.
    """
    width = plan.spine
    settings, words = edition.printing, edition.words
    way = words.spine_text if settings.spine_text == "auto" else settings.spine_text
    if settings.binding == "saddle" or way == "none":
        return Outcome(None)
    place = edition.loaded.span(PRINTING, "spine")
    hint = Message("Write “spine-text: none” below “print”, and the spine has no text.")
    largest = min(width - 2 * _FREE, _LARGEST)
    if largest < _SMALLEST:
        message = Message(
            "The spine is {width:.1f} mm wide, and its text needs {least:.1f} mm: it has none.",
            width=width / MM,
            least=least_width() / MM,
        )
        return Outcome(None, (Diagnostic("spine-too-narrow", place, message, hint),))
    facts = " · ".join(listing.facts(edition.issue, words))
    length = min(plan.height, plan.width) - 2 * _ENDS
    journal = edition.journal
    for title in dict.fromkeys(filter(None, (journal.title, journal.short_title))):
        # Letters of the largest size, or as many times smaller as the line is too long for them.
        size = min(largest, (length - _GAP) / _width_of_em(edition, engines, title + facts))
        if size >= _SMALLEST:
            # A line that is read from the right begins at the head when it is turned to the left.
            turn = 90 if (way == "down") != (words.direction == "rtl") else -90
            return Outcome(SpineText(title, facts, size, length, turn))
    message = Message("The title of the journal is too long for the spine, which has no text.")
    hint = Message("Write a shorter one as “short-title” in journal.yaml.")
    return Outcome(None, (Diagnostic("spine-too-narrow", place, message, hint),))


def least_width() -> float:
    """The narrowest spine that has text."""
    return _SMALLEST + 2 * _FREE


def _width_of_em(edition: IssueEdition, engines: Engines, text: str) -> float:
    """How many times as long as its letters' size a text is in the typeface of spines."""
    from PIL import ImageFont

    cut = typefaces.Cut(FAMILY, Face("serif", weight=600, optical_size=_DESIGN))
    shop = engines.fonts.themed(edition.theme.typefaces)
    (font,) = typefaces.cut(shop, [cut], frozenset(text), "ttf")
    drawn = ImageFont.truetype(io.BytesIO(font.data), 100, layout_engine=ImageFont.Layout.BASIC)
    return max(float(drawn.getlength(text)) / 100, 1.0)
