"""Raster images (PNG, JPEG, GIF, WebP, TIFF) in the modes that every output shows alike.

Browsers, reading systems and the typesetter do not agree on greys of 16 bits, inks, floating-point
values, or the orientation that a camera notes. Such images are decoded and written anew, in 8 bits
and as RGB or grey; all others keep their coded picture and lose only their metadata.
"""

from __future__ import annotations

import contextlib
import io
import math
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nashr.messages import Message
from nashr.records import dataclass
from nashr.untrusted import image_modes
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.image_metadata import jpeg_frame, webp_is_lossless, without_metadata

if TYPE_CHECKING:
    from PIL.Image import Image

#: Limits: pixels of an image, pixels of its longer side, bytes of its file.
MAX_PIXELS = 60_000_000
MAX_SIDE = 30_000
MAX_BYTES = 40_000_000

#: The only decoders of Pillow that are tried.
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
_MEDIA_TYPES = {
    "PNG": "image/png",
    "TIFF": "image/png",  # browsers and reading systems do not show TIFF
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG that others follow
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
#: Kinds of JPEG that everything shows: baseline, extended sequential, progressive.
_USUAL_JPEG = frozenset([0xC0, 0xC1, 0xC2])
#: Compression of what is written anew: above 90, JPEG's losses are not seen in print.
QUALITY = 92
#: Images in inks are coded once more when they are printed.
_INK_QUALITY = 98
#: Drawings have few colours. They are not made smaller, since their edges would blur.
_COLOURS_OF_DRAWING, _GREYS_OF_DRAWING = 256, 32


@dataclass(frozen=True, slots=True)
class Raster:
    """A raster image that can be decoded: its type in products, its size as it is shown, whether
    it is in the inks of a press, and whether no profile says what colours these are.
    """

    media_type: str
    width: int
    height: int
    in_inks: bool = False
    unknown_inks: bool = False


def inspect(data: bytes) -> Raster:
    """Check and measure an image; limits are checked before it is decoded.

    Raises ``ImageError`` with ``image-too-large``, ``image-unsupported`` or ``image-unreadable``.
    """
    with opened(data) as image:
        _check_pages(image)
        media_type = _MEDIA_TYPES[str(image.format)]
        width, height = image.size
        # Decode a JPEG at an eighth of its size; other formats ignore this.
        image.draft(image.mode, (width // 8 or 1, height // 8 or 1))
        image.load()
        if image_modes.orientation(image) >= 5:
            width, height = height, width
        unknown = image_modes.has_unknown_inks(image)
        return Raster(media_type, width, height, image.mode == "CMYK", unknown)


def for_products(data: bytes, most_pixels_wide: int | None = None) -> tuple[bytes, Raster]:
    """The image as it stands in products: without metadata, in a mode that all outputs show.

    An image of many colours is brought to ``most_pixels_wide``. Raises what ``inspect`` raises.
    """
    with opened(data) as image:
        width, height = image.size
        media_type = _MEDIA_TYPES[str(image.format)]
        turned = image_modes.orientation(image)
        if turned >= 5:
            width, height = height, width
        target = (width, height)
        if most_pixels_wide is not None and width > most_pixels_wide:
            target = (most_pixels_wide, max(1, round(height * most_pixels_wide / width)))
        if is_moving(image) or not (
            target != (width, height) or _must_be_written_anew(image, data)
        ):
            with contextlib.suppress(ImageError):
                return without_metadata(data, media_type), Raster(media_type, width, height)
        return _written_anew(image, data, target, turned)


def is_moving(image: Image) -> bool:
    """Whether an image is an animation."""
    return getattr(image, "n_frames", 1) > 1 and image.format not in ("MPO", "TIFF")


def inks_for_print(data: bytes, size: tuple[int, int]) -> bytes:
    """An image in inks as a JPEG of that size, upright, in its inks and with their profile. Raises
    ``ImageError``.
    """
    with opened(data) as image:
        image.load()
        shown = image_modes.upright(image, image_modes.orientation(image))
        profile = image.info.get("icc_profile")
        if shown.size != size:
            from PIL.Image import Resampling

            shown = shown.resize(size, Resampling.LANCZOS)
        target = io.BytesIO()
        options = {"icc_profile": profile} if isinstance(profile, bytes) else {}
        shown.save(target, "JPEG", quality=_INK_QUALITY, **options)
        return target.getvalue()


def to_srgb(data: bytes) -> bytes:
    """The image in sRGB where it has another colour profile, for outputs that ignore profiles."""
    with opened(data) as image:
        profile = image.info.get("icc_profile")
        if not profile or getattr(image, "n_frames", 1) > 1:
            return data
        shown = image_modes.to_srgb(image, profile)
        return data if shown is None else encoded(shown, image, data, None)


# --- reading -------------------------------------------------------------------------------

#: What Pillow says of a file of which the end is missing.
_ENDS_EARLY = re.compile(r"truncated|unexpected end|end of file|\bEOF\b", re.IGNORECASE)


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """The image, not yet decoded. Whatever is wrong with it is raised as ``ImageError``."""
    # Slow to import, and not every article needs it.
    from PIL import Image, ImageFile, UnidentifiedImageError

    # WeasyPrint sets this flag, and with it Pillow accepts damaged images.
    load_truncated, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # Large images, for which there are limits here, and oddities of metadata.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                width, height = image.size
                if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                    raise ImageError(
                        "image-too-large",
                        Message("has {width:,} × {height:,} pixels", width=width, height=height),
                    )
                yield image
    except ImageError:
        raise
    except UnidentifiedImageError:
        raise image_modes.unidentified(data) from None
    except Image.DecompressionBombError:
        raise ImageError("image-too-large", Message("has too many pixels")) from None
    except Exception as error:  # noqa: BLE001 - decoders raise all kinds of exceptions
        reason = str(error)[:100] or type(error).__name__
        if _ENDS_EARLY.search(reason):
            message = Message("is damaged (it ends early)")
            raise ImageError("image-unreadable", message) from None
        raise ImageError(
            "image-unreadable", Message("is damaged ({reason})", reason=reason)
        ) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = load_truncated


def _check_pages(image: Image) -> None:
    """Refuse a TIFF of several pages; smaller copies of the same page do not count."""
    if image.format != "TIFF":
        return
    pages = 0
    for number in range(min(getattr(image, "n_frames", 1), 100)):
        image.seek(number)
        pages += not int(getattr(image, "tag_v2", {}).get(254, 0)) & 1
    image.seek(0)
    if pages > 1:
        clause = Message("is a TIFF of {pages} pages; a figure has one", pages=pages)
        hint = Message("Save the page that is the figure as a file of its own.")
        raise ImageError("image-unsupported", clause, hint)


def _must_be_written_anew(image: Image, data: bytes) -> bool:
    if image.format == "TIFF" or image_modes.orientation(image) != 1:
        return True
    if image.format in ("JPEG", "MPO"):
        frame = jpeg_frame(data)
        return image.mode == "CMYK" or frame is None or frame[0] not in _USUAL_JPEG
    if image.format == "PNG":
        return image.mode not in image_modes.USUAL or (
            image.mode != "P" and "transparency" in image.info
        )
    return False


# --- writing -------------------------------------------------------------------------------


def _written_anew(
    image: Image, data: bytes, target: tuple[int, int], turned: int
) -> tuple[bytes, Raster]:
    if image.format in ("JPEG", "MPO"):
        # Decoded at twice the size that is wanted at least, which saves time and memory.
        stored = target if turned < 5 else target[::-1]
        image.draft(image.mode, (stored[0] * 2, stored[1] * 2))
    shown = image_modes.usual(image, data)
    profile = image_modes.profile_of(image, shown.mode)
    shown = image_modes.upright(shown, turned)
    # A JPEG may have been decoded at a smaller size; that of other images is the original one.
    if shown.size != target and (image.format in ("JPEG", "MPO") or not _is_drawing(shown)):
        from PIL.Image import Resampling

        shown = shown.resize(target, Resampling.LANCZOS)
    media_type = _MEDIA_TYPES[str(image.format)]
    return encoded(shown, image, data, profile), Raster(media_type, *shown.size)


def _is_drawing(image: Image) -> bool:
    if image.mode in ("1", "P"):
        return True
    most = _GREYS_OF_DRAWING if image.mode in ("L", "LA") else _COLOURS_OF_DRAWING
    return image.getcolors(most) is not None


def encoded(shown: Image, original: Image, data: bytes, profile: bytes | None) -> bytes:
    """The pixels in the format of the original; nothing else of it goes along."""
    transparency = shown.info.get("transparency") if shown.mode == "P" else None
    shown.info = {}
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    kind = str(original.format)
    if kind in ("JPEG", "MPO"):
        from PIL.JpegImagePlugin import get_sampling

        kind = "JPEG"
        sampling = get_sampling(original) if shown.mode == "RGB" else -1
        options |= {"quality": QUALITY, "optimize": True}
        options |= {"subsampling": sampling} if sampling >= 0 else {}
        options |= {"progressive": True} if original.info.get("progressive") else {}
    elif kind == "WEBP":
        options |= {"lossless": webp_is_lossless(data), "quality": QUALITY, "exact": True}
    else:
        kind = "PNG"
        options |= {"transparency": transparency} if transparency is not None else {}
    target = io.BytesIO()
    shown.save(target, kind, **options)
    return target.getvalue()


def most_wide(points: float, dots_per_inch: int) -> int:
    """The pixels of a width in print."""
    return max(1, math.floor(points / 72 * dots_per_inch + 1e-6))
