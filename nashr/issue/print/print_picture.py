"""The picture of the cover for its sheet, as large as it is printed."""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Outcome
from nashr.document.image_files import DOTS_PER_INCH, UnusableImage, measure_image
from nashr.issue.cover import cover_picture
from nashr.issue.edition import IssueEdition
from nashr.issue.print.sheet_plan import MARGIN, SheetPlan
from nashr.messages import Message
from nashr.model import Resource

#: The height of a picture in its place between title and number, as in ``matter.css``, in points.
_PLACE = 260.0
#: The part of the usual dots that rounding may take.
_ROUNDING = 0.99


def print_picture(edition: IssueEdition, plan: SheetPlan) -> Outcome[Resource | None]:
    """The picture; None where the issue has none, or after an error. One that has fewer dots than
    the printed size asks for is told of.
    """
    data = edition.loaded.picture
    measured = measure_image(data) if data is not None else None
    if measured is None or isinstance(measured, UnusableImage):
        return cover_picture(edition)
    across, down = measured.width or 1, measured.height or 1
    width = _printed_width(edition, plan, across / down)
    found = cover_picture(edition, width)
    dots = across / (width / 72)
    if measured.kind != "raster" or dots >= DOTS_PER_INCH * _ROUNDING:
        return found
    message = Message(
        "“{path}” has {dots:.0f} dots an inch at its size on the cover; print needs {usual}.",
        path=edition.issue.cover.picture or "",
        dots=dots,
        usual=DOTS_PER_INCH,
    )
    hint = Message(
        "Take a picture that is at least {pixels} pixels wide.",
        pixels=round(width / 72 * DOTS_PER_INCH),
    )
    at = edition.loaded.span("cover", "picture")
    coarse = Diagnostic("image-coarse", at, message, hint)
    return Outcome(found.value, (*found.diagnostics, coarse))


def _printed_width(edition: IssueEdition, plan: SheetPlan, proportion: float) -> float:
    """The width of the whole picture in points, of what is cut off as well. ``proportion`` is that
    of its width to its height.
    """
    if edition.issue.cover.fit == "page":
        bleed = plan.bleed
        return max(plan.page_width + bleed, (plan.height + 2 * bleed) * proportion)
    return min(plan.page_width - 2 * MARGIN, _PLACE * proportion)
