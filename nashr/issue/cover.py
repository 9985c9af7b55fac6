"""The picture of an issue's cover, as it may stand in products."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.image_files import (
    SUFFIXES,
    MeasuredImage,
    UnusableImage,
    for_products,
    measure_image,
)
from nashr.issue.edition import IssueEdition
from nashr.messages import Message
from nashr.model import Resource

#: Points of width in which the picture is sharp in print.
_WIDEST = 600.0


def cover_picture(edition: IssueEdition, print_width: float = _WIDEST) -> Outcome[Resource | None]:
    """The picture, with the dots that it needs at a width in print (points); None where the issue
    has none, or after an error.
    """
    data, path = edition.loaded.picture, edition.issue.cover.picture
    if data is None or path is None:
        return Outcome(None)
    place = edition.loaded.span("cover", "picture")
    measured = measure_image(data)
    image = measured if isinstance(measured, UnusableImage) else for_products(measured, print_width)
    if isinstance(image, UnusableImage):
        message = Message("“{path}” {clause}.", path=path, clause=image.clause)
        return Outcome(None, (Diagnostic(image.code, place, message, image.hint),))
    name = f"cover{SUFFIXES[image.media_type]}"
    inks = measured.data if isinstance(measured, MeasuredImage) and measured.in_inks else None
    picture = Resource(name, image.data, image.media_type, image.width, image.height, inks)
    return Outcome(picture, tuple(_unknown_inks(measured, path, place)))


def _unknown_inks(
    measured: MeasuredImage | UnusableImage, path: str, place: Span
) -> Iterator[Diagnostic]:
    if isinstance(measured, MeasuredImage) and measured.unknown_inks:
        message = Message(
            "“{path}” is in CMYK, and no profile says what colours its inks are.", path=path
        )
        hint = Message("Save it with the profile of the press that it was made for, or in RGB.")
        yield Diagnostic("image-inks-unknown", place, message, hint)
