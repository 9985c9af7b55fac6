"""Raster images as e-readers show them: JPEG, PNG or GIF, in sRGB, of few enough pixels.

Reading systems before EPUB 3.3 know no WebP, many of them no colour profiles, and Apple Books takes
no image of more than 5.6 megapixels.
"""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING

from nashr.messages import Message
from nashr.untrusted import image_modes
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.image_metadata import webp_is_lossless
from nashr.untrusted.rasters import QUALITY, Raster, encoded, is_moving, opened, to_srgb

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 5_000_000
WEBP = "image/webp"
#: Where files of images announce a colour profile: in JPEG, PNG and WebP.
PROFILE = re.compile(rb"ICC_PROFILE\0|iCCP|ICCP")


def needs_change(data: bytes, media_type: str, width: int | None, height: int | None) -> bool:
    """Whether e-readers may show an image otherwise than it is; quick, without decoding it."""
    too_large = (width or 0) * (height or 0) > MOST_PIXELS
    return media_type == WEBP or too_large or PROFILE.search(data) is not None


def may_be_transparent(data: bytes, media_type: str) -> bool:
    """Whether an image may let the page show through: a PNG says it before its pixels."""
    if media_type == "image/png":
        return data[25:26] in (b"\4", b"\6") or b"tRNS" in data[: data.find(b"IDAT")]
    return media_type in ("image/gif", WEBP)


def in_srgb(data: bytes) -> bytes:
    """The image's bytes in sRGB, for outputs that ignore profiles; as they are where it has no
    other profile, or cannot be read.
    """
    if not PROFILE.search(data):
        return data
    try:
        return to_srgb(data)
    except ImageError:
        return data


def for_e_readers(data: bytes) -> tuple[bytes, Raster]:
    """The image as e-readers show it, and its type and size. Raises ``ImageError``."""
    with opened(data) as image:
        kind = str(image.format)
        if is_moving(image):
            return _moving(image, data)
        profile = image.info.get("icc_profile")
        shown = image_modes.to_srgb(image, profile) if isinstance(profile, bytes) else None
        shown = shown or image_modes.usual(image, data)
        kept = image_modes.profile_of(image, shown.mode) if shown.mode in ("L", "LA") else None
        shown = _small(shown)
        if kind != "WEBP":
            media_type = "image/jpeg" if kind in ("JPEG", "MPO") else "image/png"
            return encoded(shown, image, data, kept), Raster(media_type, *shown.size)
        is_photograph = "A" not in shown.mode and shown.mode != "P" and not webp_is_lossless(data)
        return _written(shown, "JPEG" if is_photograph else "PNG")


def _small(shown: Image) -> Image:
    """The image with at most ``MOST_PIXELS``."""
    width, height = shown.size
    scale = math.sqrt(MOST_PIXELS / (width * height))
    if scale >= 1:
        return shown
    from PIL.Image import Resampling

    if shown.mode in ("1", "P"):
        shown = shown.convert("RGBA" if "transparency" in shown.info else "RGB")
    size = max(1, math.floor(width * scale)), max(1, math.floor(height * scale))
    return shown.resize(size, Resampling.LANCZOS)


def _written(shown: Image, kind: str) -> tuple[bytes, Raster]:
    shown.info = {}
    target = io.BytesIO()
    shown.save(target, kind, **({"quality": QUALITY, "optimize": True} if kind == "JPEG" else {}))
    return target.getvalue(), Raster(f"image/{kind.lower()}", *shown.size)


def _moving(image: Image, data: bytes) -> tuple[bytes, Raster]:
    """An animation as GIF, the only one that e-readers show."""
    if image.format != "WEBP":
        return data, Raster(f"image/{str(image.format).lower()}", *image.size)
    frames, durations = [], []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frames.append(_small(image.convert("RGBA")))
        durations.append(int(image.info.get("duration", 100)))
    if not frames:
        raise ImageError("image-unreadable", Message("is damaged (it has no picture)"))
    target = io.BytesIO()
    frames[0].save(
        target, "GIF", save_all=True, append_images=frames[1:], duration=durations, loop=0
    )
    return target.getvalue(), Raster("image/gif", *frames[0].size)
