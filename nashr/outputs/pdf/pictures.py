"""The pictures of an edition as the PDF and the printer's PDF need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nashr.model import Resource
from nashr.outputs.edition import Edition
from nashr.untrusted import book_images
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.rasters import inks_for_print

_WORDS = re.compile(r"<(?:text|tspan|textPath|a)\b[^>]*>([^<]+)|</(?:tspan|textPath|a)>([^<]+)")
#: From how many times their height on pictures stand across the columns of a page.
_WIDE = 2.0


def wide_pictures(edition: Edition) -> frozenset[str]:
    """The pictures that are so wide for their height that a column would make them small."""
    if (edition.theme.settings.columns or 1) < 2:
        return frozenset()
    sized = (one for one in edition.document.resources if one.width and one.height)
    return frozenset(one.name for one in sized if (one.width or 0) >= _WIDE * (one.height or 0))


def pictures_of(edition: Edition) -> tuple[Resource, ...]:
    """The pictures that stand in the pages of an edition."""
    return (*edition.document.resources, *filter(None, (edition.logo,)))


def texts_of_drawings(pictures: Iterable[Resource | None]) -> str:
    """The words in the drawings, between tags: the typefaces are cut for their letters as well."""
    drawn = (one.data.decode() for one in pictures if one and one.media_type == "image/svg+xml")
    return "".join("".join(words) for one in drawn for words in _WORDS.findall(one))


def in_srgb(image: Resource) -> tuple[str, tuple[str, bytes]]:
    """The image's name and file, in sRGB where it has a colour profile, which WeasyPrint ignores;
    that of a drawing is for the drawing.
    """
    is_drawing = image.media_type == "image/svg+xml"
    data = image.data if is_drawing else book_images.in_srgb(image.data)
    return image.name, (image.media_type, data)


def original_images(edition: Edition) -> Mapping[str, tuple[str, bytes]]:
    """The raster images with their own colour profiles, and in inks where they were, for a
    typesetter that heeds both.
    """
    images = pictures_of(edition)
    return {image.name: (image.media_type, original(image)) for image in images}


def original(image: Resource) -> bytes:
    """The bytes of an image, in its own inks where the author's file is in inks."""
    if image.inks is None or not image.width or not image.height:
        return image.data
    try:
        return inks_for_print(image.inks, (image.width, image.height))
    except ImageError:
        return image.data
