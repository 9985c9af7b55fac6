"""Pixel modes of raster images, brought to those that every output shows alike.

The names of modes are Pillow's: ``L`` is grey of 8 bits, ``I;16`` grey of 16, ``F`` floating-point.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING, Any

from nashr.messages import Message
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.image_metadata import jpeg_frame

if TYPE_CHECKING:
    from PIL.Image import Image

#: Modes that every output shows.
USUAL = frozenset(["1", "L", "LA", "P", "RGB", "RGBA"])
_ALPHA_MODES = {"PA": "RGBA", "La": "LA", "RGBa": "RGBA", "RGBX": "RGB", "HSV": "RGB"}
_COLOUR_SPACES = {"RGB": b"RGB ", "RGBA": b"RGB ", "P": b"RGB ", "L": b"GRAY", "LA": b"GRAY"}
#: The primaries of sRGB as profiles have them, adapted to D50 (IEC 61966-2-1).
_SRGB_PRIMARIES = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
#: Tags of TIFF 6.0.
_BITS, _PHOTOMETRIC, _SAMPLE_FORMAT, _SMALLEST, _GREATEST = 258, 262, 339, 340, 341
_WHITE_IS_ZERO = 0
_ORIENTATION = 0x0112
_SAMPLE_FORMATS = {2: "signed whole numbers", 3: "floating-point numbers", 5: "complex numbers"}
_HINT = Message("Save it as a PNG of 8 bits a channel.")


def orientation(image: Image) -> int:
    """How the camera was held, by Exif (1 is upright); 1 for TIFF, which Pillow turns itself."""
    from PIL import Image as pillow

    packed = image.info.get("exif")
    if not packed or image.format == "TIFF":
        return 1
    exif = pillow.Exif()
    try:
        exif.load(packed)
        found = exif.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - metadata that cannot be read says nothing
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def upright(image: Image, turned: int) -> Image:
    """The image as it was seen, from how the camera was held."""
    from PIL.Image import Transpose

    steps = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(steps[turned]) if turned in steps else image


def usual(image: Image, data: bytes) -> Image:
    """The decoded image in one of the ``USUAL`` modes.

    Raises ``ImageError`` for values of which no one can say what is black and what white.
    """
    image.load()
    mode = image.mode
    if mode.startswith("I;16"):
        return _from_16_bits(image)
    if mode == "F":
        return _from_floats(image)
    if mode == "I":
        clause = Message(
            "has whole numbers that are signed or of 32 bits, with no agreed black and white"
        )
        raise ImageError("image-unsupported", clause, _HINT)
    if mode in ("CMYK", "YCbCr", "LAB"):
        return _to_rgb(image)
    if mode in _ALPHA_MODES:
        return image.convert(_ALPHA_MODES[mode])
    if mode not in USUAL:
        raise ImageError(
            "image-unsupported", Message("has pixels of the mode {mode}", mode=mode), _HINT
        )
    if mode != "P" and "transparency" in image.info:
        return _with_alpha(image, data)
    copy = image.copy()
    copy.format = image.format
    return copy


def _from_16_bits(image: Image) -> Image:
    """Grey of 8 bits, the greatest value of the file's depth being white."""
    from PIL import Image as pillow

    tags: Any = getattr(image, "tag_v2", {})
    bits = _first(tags.get(_BITS), 16)
    white = (1 << min(max(bits, 1), 16)) - 1
    table = [min(255, (value * 255 + white // 2) // white) for value in range(1 << 16)]
    if tags and _first(tags.get(_PHOTOMETRIC), 1) == _WHITE_IS_ZERO:
        table = [255 - value for value in table]
    wide = image.convert("I")
    grey = wide.point(table, "L")
    transparent = image.info.get("transparency")
    if not isinstance(transparent, int):
        return grey
    alpha = wide.point([0 if value == transparent else 255 for value in range(1 << 16)], "L")
    return pillow.merge("LA", (grey, alpha))


def _from_floats(image: Image) -> Image:
    """Grey of 8 bits from the range that the file names, or from 0 (black) to 1 (white)."""
    tags: Any = getattr(image, "tag_v2", {})
    low, high = (float(_first(tags.get(tag), n)) for n, tag in enumerate((_SMALLEST, _GREATEST)))
    least, most = (float(value) for value in image.getextrema())  # type: ignore[arg-type]
    if not (low <= least <= most <= high and low < high):
        clause = Message(
            "has floating-point values from {least:g} to {most:g}, not from 0 to 1",
            least=least,
            most=most,
        )
        raise ImageError("image-unsupported", clause, _HINT)
    scale = 255 / (high - low)
    grey = image.point(lambda value: value * scale + (0.5 - low * scale)).convert("L")
    if _first(tags.get(_PHOTOMETRIC), 1) == _WHITE_IS_ZERO:
        grey = grey.point([255 - value for value in range(256)])
    return grey


def _first(value: Any, default: Any) -> Any:
    found = value[0] if isinstance(value, tuple) and value else value
    return default if found is None or found == () else found


def _with_alpha(image: Image, data: bytes) -> Image:
    """An image with an alpha channel in place of one transparent colour (PNG 3, 11.3.1.1).

    The colour is given in the depth of the file, from which Pillow has scaled the pixels.
    """
    from PIL import Image as pillow

    transparent, depth = image.info["transparency"], data[24] if image.format == "PNG" else 8
    if image.mode in ("1", "L") and isinstance(transparent, int):
        # Pillow scales that of one bit itself.
        value = transparent if depth == 1 else transparent * 255 // ((1 << min(depth, 8)) - 1)
        grey = image.convert("L")
        alpha = grey.point([0 if grey_value == value else 255 for grey_value in range(256)])
        return pillow.merge("LA", (grey, alpha))
    if depth == 16 and isinstance(transparent, tuple):
        image.info["transparency"] = tuple(value >> 8 for value in transparent)
    return image.convert("RGBA")


# --- colour --------------------------------------------------------------------------------


def _to_rgb(image: Image) -> Image:
    """sRGB by the image's profile; without one, by the plain reckoning of its mode."""
    from PIL import ImageCms

    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        return _by_profile(image, lab) or image.convert("RGB")
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK" and profile and profile[16:20] == b"CMYK":
        return _by_profile(image, io.BytesIO(profile)) or image.convert("RGB")
    return image.convert("RGB")


def has_unknown_inks(image: Image) -> bool:
    """Whether an image is in inks, and has no profile that says what colours they are."""
    profile = image.info.get("icc_profile")
    return image.mode == "CMYK" and not (profile and profile[16:20] == b"CMYK")


def _by_profile(image: Image, profile: Any) -> Image | None:
    """The image in sRGB, relative colorimetric; None where the profile cannot be used."""
    from PIL import ImageCms

    try:
        return ImageCms.profileToProfile(
            image,
            profile,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def profile_of(image: Image, mode: str) -> bytes | None:
    """The colour profile, where it is one for pixels of the mode that is written."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes):
        return None
    return profile if profile[16:20] == _COLOUR_SPACES.get(mode) else None


def to_srgb(image: Image, profile: bytes) -> Image | None:
    """An image of RGB in sRGB; None for one that is so already, or is grey."""
    if image.mode not in ("RGB", "RGBA", "P") or profile[16:20] != b"RGB ":
        return None
    if _is_srgb(profile):
        return None
    has_alpha = image.mode == "RGBA" or "transparency" in image.info
    colours = image.convert("RGBA") if has_alpha else image.convert("RGB")
    shown = _by_profile(colours.convert("RGB"), io.BytesIO(profile))
    if shown is not None and has_alpha:
        shown.putalpha(colours.getchannel("A"))
    return shown


def _is_srgb(profile: bytes) -> bool:
    """Whether a profile is sRGB's, by its name and by its primaries: a name alone proves nothing.
    Primaries are tags of XYZ numbers with 16 bits behind the point (ICC.1, 9.2 and 10.31).
    """
    if b"sRGB" not in profile and b"s\0R\0G\0B" not in profile:
        return False
    tags = {profile[at : at + 4]: at for at in range(132, min(len(profile), 132 + 12 * 64), 12)}
    for name, primary in _SRGB_PRIMARIES.items():
        start = int.from_bytes(profile[tags[name] + 4 : tags[name] + 8]) if name in tags else 0
        numbers = profile[start + 8 : start + 20]
        if not start or len(numbers) != 12:
            return False
        found = (number / 65536 for number in struct.unpack(">3i", numbers))
        if any(abs(a - b) > 0.003 for a, b in zip(found, primary, strict=True)):
            return False
    return True


# --- what cannot be read -------------------------------------------------------------------


def unidentified(data: bytes) -> ImageError:
    """What a file is that no decoder takes, by its name where its signature tells it."""
    if data[:4] in (b"II*\0", b"MM\0*"):
        described = _described_tiff(data)
        if described:
            return ImageError(
                "image-unsupported", Message("is a TIFF of {described}", described=described), _HINT
            )
    frame = jpeg_frame(data) if data[:2] == b"\xff\xd8" else None
    if frame is not None and frame[1] != 8:
        return ImageError(
            "image-unsupported",
            Message("is a JPEG of {frame} bits a channel", frame=frame[1]),
            _HINT,
        )
    return ImageError("image-unreadable", Message("is not an image, or a damaged one"))


def _described_tiff(data: bytes) -> str | None:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    try:
        tags = ImageFileDirectory_v2(data[:8])
        file = io.BytesIO(data)
        file.seek(tags.next)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tags.load(file)
        bits = tags.get(_BITS, ())
        sample_format = _first(tags.get(_SAMPLE_FORMAT), 1)
        photometric = tags.get(_PHOTOMETRIC)
    except (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError, IndexError):
        return None
    if not bits or photometric is None:
        return None
    depth = " + ".join(str(one) for one in (bits if isinstance(bits, tuple) else (bits,))[:8])
    numbers = _SAMPLE_FORMATS.get(sample_format, "whole numbers")
    return f"{numbers} of {depth} bits in the colour space {photometric}"
