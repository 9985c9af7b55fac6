"""The journal's sign: the picture that ``logo`` of ``journal.yaml`` names, or that the theme
brings, checked as all are.
"""

from __future__ import annotations

from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.image_files import (
    SUFFIXES,
    MeasuredImage,
    UnusableImage,
    for_products,
    measure_image,
)
from nashr.messages import Message
from nashr.model import Journal, Resource
from nashr.pipeline.references import journal_place
from nashr.project.workspace import JOURNAL, Workspace
from nashr.records import dataclass, replace

#: Points at which a raster image is as wide as any output needs it.
_WIDEST = 180.0
#: The media types that are taken: a sign has few colours and sharp edges.
_TYPES = ("image/svg+xml", "image/png")


@dataclass(frozen=True, slots=True)
class LogoFile:
    """The file of a sign, its name, and where it is named."""

    path: str
    data: bytes
    place: Span


def load_logo(
    workspace: Workspace, journal: Journal, of_theme: LogoFile | None = None
) -> Outcome[Resource | None]:
    """The sign as it may stand in every product; None where there is none, or after an error."""
    if journal.logo is None:
        return _checked(of_theme) if of_theme else Outcome(None)
    somewhere = Span(JOURNAL)
    found = workspace.read_bytes(journal.logo, at=somewhere)
    sign: Outcome[Resource | None] = Outcome(None, found.diagnostics)
    if found.value is not None:
        sign = _checked(LogoFile(journal.logo, found.value, somewhere))
    if not sign.diagnostics:
        return sign
    place = journal_place(workspace, "logo")
    if place == journal_place(workspace):  # it is not named there
        place = journal_place(workspace, "theme", "logo")
    return replace(sign, diagnostics=tuple(replace(d, span=place) for d in sign.diagnostics))


def _checked(file: LogoFile) -> Outcome[Resource | None]:
    path, place = file.path, file.place
    image = _image(file.data)
    if isinstance(image, UnusableImage):
        message = Message("“{path}” {clause}.", path=path, clause=image.clause)
        return Outcome(None, (Diagnostic(image.code, place, message, image.hint),))
    name = f"logo{SUFFIXES[image.media_type]}"
    sign = Resource(name, image.data, image.media_type, image.width, image.height)
    if not image.removed:
        return Outcome(sign)
    message = Message(
        "“{path}” has parts that run, move or are no drawing: {removed}.",
        path=path,
        removed=tuple(image.removed[:10]),
    )
    hint = Message("They are left out; look whether the sign is still what it should be.")
    return Outcome(sign, (Diagnostic("content-dropped", place, message, hint),))


def _image(data: bytes) -> MeasuredImage | UnusableImage:
    measured = measure_image(data)
    if isinstance(measured, UnusableImage):
        return measured
    if measured.media_type not in _TYPES:
        hint = Message("Save it as an SVG or PNG file.")
        return UnusableImage("image-unsupported", Message("is neither an SVG nor a PNG"), hint)
    return for_products(measured, _WIDEST)
