"""Image files: told apart by their bytes, checked and measured, made fit for products."""

from __future__ import annotations

import re
from typing import Literal

from nashr.messages import Message
from nashr.records import dataclass, field
from nashr.untrusted import pdf_figures, rasters, svg
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.rasters import MAX_BYTES, MAX_PIXELS

#: Image types that browsers, EPUB 3.3 readers (its core media types) and the PDF engine show.
SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
#: Dots an inch to which images are brought at the size at which they print.
DOTS_PER_INCH = 300
_HINTS = {
    "image-unsupported": Message(
        "Save it as PNG, JPEG, TIFF, SVG, GIF, WebP or a PDF of one page."
    ),
    "image-unreadable": Message("Open it in the program that it was made with, and save it again."),
    "image-too-large": Message(
        "Save it as a PNG of the size that it has in print, at 300 dots an inch."
    ),
    "image-external": Message(
        "Embed the pictures and fonts that it uses, or turn its text into outlines."
    ),
}


@dataclass(frozen=True, slots=True)
class MeasuredImage:
    """A usable image: its type in products, its size in (CSS) pixels if it has one, its bytes."""

    media_type: str
    width: int | None
    height: int | None
    #: A drawing as it may stand in a product, with nothing that runs or calls out; of other kinds
    #: the author's file, which ``for_products`` makes fit.
    data: bytes = field(repr=False)
    kind: Literal["drawing", "raster", "page"] = "raster"
    removed: tuple[str, ...] = ()
    #: The width of a PDF's page, in points.
    page_width: float | None = None
    #: Whether it is in the inks of a press, and whether no profile says what colours these are.
    in_inks: bool = False
    unknown_inks: bool = False


@dataclass(frozen=True, slots=True)
class UnusableImage:
    """An image that cannot be shown: a diagnostic code, a clause on what is wrong, a hint."""

    code: str
    clause: Message
    hint: Message

    @classmethod
    def of(cls, error: ImageError) -> UnusableImage:
        return cls(error.code, error.clause, error.hint or _HINTS[error.code])


def measure_image(data: bytes) -> MeasuredImage | UnusableImage:
    """Check and measure an image; limits are checked before it is decoded."""
    try:
        return _measured(data)
    except ImageError as error:
        return UnusableImage.of(error)


def for_products(
    image: MeasuredImage, print_width: float | None = None
) -> MeasuredImage | UnusableImage:
    """The image as it stands in all products: without metadata, in a mode that each of them shows,
    and of no more dots than it needs at its width in print (points; None where that is not known).
    """
    try:
        if image.kind == "page":
            return _drawn(image, print_width)
        if image.kind == "drawing":
            return image
        most = None if print_width is None else rasters.most_wide(print_width, DOTS_PER_INCH)
        data, found = rasters.for_products(image.data, most)
    except ImageError as error:
        return UnusableImage.of(error)
    return MeasuredImage(found.media_type, found.width, found.height, data)


def _measured(data: bytes) -> MeasuredImage:
    if len(data) > MAX_BYTES:
        raise ImageError(
            "image-too-large",
            Message("has more than {most} megabytes", most=MAX_BYTES // 1_000_000),
        )
    if is_svg(data):
        return _measured_drawing(data)
    if _PDF.match(data):
        width, height = pdf_figures.page_size(data)
        across, down = (round(side * 96 / 72) for side in (width, height))
        return MeasuredImage("image/png", across, down, data, "page", page_width=width)
    for signature, kind in _UNSUPPORTED.items():
        if re.match(signature, data, re.DOTALL):
            clause = Message("is of the type {kind}, which not all outputs can show", kind=kind)
            raise ImageError("image-unsupported", clause)
    found = rasters.inspect(data)
    return MeasuredImage(
        found.media_type,
        found.width,
        found.height,
        data,
        in_inks=found.in_inks,
        unknown_inks=found.unknown_inks,
    )


def _drawn(image: MeasuredImage, print_width: float | None) -> MeasuredImage:
    width = image.page_width or 0.0
    shown = width if print_width is None else min(width, print_width)
    pixels = rasters.most_wide(shown, DOTS_PER_INCH)
    data, across, down = pdf_figures.draw(image.data, pixels)
    return MeasuredImage("image/png", across, down, data)


def _measured_drawing(data: bytes) -> MeasuredImage:
    pixels = 0

    def take(picture: bytes) -> tuple[bytes, str]:
        nonlocal pixels
        try:
            found = rasters.inspect(picture)
            pixels += found.width * found.height
            if pixels > MAX_PIXELS:
                raise ImageError("image-too-large", Message("has too many pixels"))
            shown, made = rasters.for_products(picture)
        except ImageError as error:
            raise ImageError(
                error.code, Message("holds a picture that {clause}", clause=error.clause)
            ) from None
        return shown, made.media_type

    drawing = svg.make_static(data, take)
    return MeasuredImage(
        "image/svg+xml", drawing.width, drawing.height, drawing.data, "drawing", drawing.removed
    )


#: A PDF may have up to a kilobyte of something else before its header.
_PDF = re.compile(rb"(?:.{0,1024}?[\s\0])?%PDF-\d", re.DOTALL)
#: Signatures of file types that authors send and not every output can show.
_UNSUPPORTED = {
    rb"%!PS|\xc5\xd0\xd3\xc6": "EPS",
    rb"BM": "BMP",
    rb"....ftypavi[fs]": "AVIF",
    rb"....ftyp(?:hei|mif)": "HEIC",
    rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51": "JPEG 2000",
    rb"\0\0\0\x0cJXL |\xff\x0a": "JPEG XL",
    rb"(?:II|MM)(?:\x2b\0|\0\x2b)": "BigTIFF",
    rb"\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF": "EMF or WMF",
    rb"8BPS": "PSD",
    rb"\0\0\x01\0": "ICO",
    rb"\x1f\x8b": "SVGZ (compressed)",
}

_PROLOGUE = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*", re.DOTALL)
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s/>]")


def is_svg(data: bytes) -> bool:
    """Whether the root element of an XML text is ``svg``."""
    head = data[:65536]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    prologue = _PROLOGUE.match(head)
    return _SVG.match(head, prologue.end() if prologue else 0) is not None
