"""The picture of an issue's cover, as it may stand in products."""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Outcome
from nashr.document.image_files import SUFFIXES, UnusableImage, for_products, measure_image
from nashr.issue.edition import IssueEdition
from nashr.messages import Message
from nashr.model import Resource

#: Points of width in which the picture is sharp in print.
_WIDEST = 600.0


def cover_picture(edition: IssueEdition) -> Outcome[Resource | None]:
    """The picture; None where the issue has none, or after an error."""
    data, path = edition.loaded.picture, edition.issue.cover.picture
    if data is None or path is None:
        return Outcome(None)
    place = edition.loaded.span("cover", "picture")
    measured = measure_image(data)
    image = measured if isinstance(measured, UnusableImage) else for_products(measured, _WIDEST)
    if isinstance(image, UnusableImage):
        message = Message("“{path}” {clause}.", path=path, clause=image.clause)
        return Outcome(None, (Diagnostic(image.code, place, message, image.hint),))
    name = f"cover{SUFFIXES[image.media_type]}"
    return Outcome(Resource(name, image.data, image.media_type, image.width, image.height))
