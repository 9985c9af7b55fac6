"""Raster images in the inks of a press.

What is grey goes to black ink alone. A photograph is converted by its own colour profile. In a
chart, and in other images that are drawn and not photographed, dark greys are black ink alone, as
they are in drawings. A JPEG stays a JPEG, so that the file stays small.
"""

from __future__ import annotations

import functools
import io
from typing import Any

from nashr.records import dataclass, field
from nashr.typesetting.standards import icc
from nashr.typesetting.standards.deflate import with_clear_end
from nashr.typesetting.standards.inks import DARK, NEUTRAL_CHROMA, Cmyk, Inks
from nashr.untrusted.rasters import QUALITY

#: Points along each side of the table by which colours of images are converted.
_GRID = 33
#: The most colours of an image whose colours are listed.
_LISTED = 256
#: A scan is grey where so small a part of it is coloured, and nothing is so much coloured, once
#: its noise has been averaged over squares of so many pixels.
_COLOURED_PART, _COLOURED, _SQUARE = 0.01, 2 * NEUTRAL_CHROMA, 4
#: In a chart, one light colour covers so much, and so few shades (of 4 bits) cover so much.
_GROUND, _LIGHT, _SHADES, _IN_SHADES = 0.3, 200, 8, 0.7
_SAMPLE = 400
_ATTEMPTS = 4
_LEAST_QUALITY = 80


@dataclass(frozen=True, slots=True)
class InkImage:
    """An image as a PDF has it: its coded pixels, its colour space, and the entries of its
    dictionary that say how it is coded. ``palette`` are the inks of listed colours, 4 bytes each.
    """

    data: bytes = field(repr=False)
    space: str
    entries: dict[str, Any]
    palette: bytes = b""
    #: The most ink of the three colours at one place, in parts of one ink.
    most_colour: float = 0.0


def in_inks(data: bytes, inks: Inks) -> tuple[InkImage, InkImage | None]:
    """The picture of an image file in inks, and its mask where it has one."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        image.load()
        has_alpha = "A" in image.getbands() or "transparency" in image.info
        mask = _lossless(image.convert("RGBA").getchannel("A")) if has_alpha else None
        profile = image.info.get("icc_profile")
        is_jpeg = image.format in ("JPEG", "MPO") and not has_alpha
        quality = _quality(image) if is_jpeg else None
        given = profile if isinstance(profile, bytes) else None
        return _picture(image, given, inks, quality), mask


def _quality(jpeg: Any) -> int:
    """About the quality that a JPEG was saved with, within bounds: its first divisor is 16 at 50,
    and shrinks to 1 at 100 (ITU-T T.81, annex K.1, as libjpeg scales it).
    """
    divisors = getattr(jpeg, "quantization", None) or {0: [1]}
    return min(max(100 - round(int(divisors[0][0]) * 100 / 32), _LEAST_QUALITY), QUALITY)


def _picture(image: Any, profile: bytes | None, inks: Inks, quality: int | None) -> InkImage:
    if image.mode == "CMYK":
        return _from_inks(image, profile, inks, quality)
    grey, colours = _split(image, profile)
    if grey is not None:
        return _coded(grey, quality)
    shown = _in_srgb(colours, profile)
    if inks.is_black or is_grey(shown):
        return _coded(shown.convert("L"), quality)
    own = profile if _is_rgb(profile) else None
    listed = colours.getcolors(_LISTED)
    if listed is not None:
        return _listed(colours, [colour for _, colour in listed], own, inks)
    by_table = colours.filter(_table(own, inks))
    if is_chart(shown):
        return _lossless(_with_black_neutrals(by_table, shown))
    return _photograph(by_table, inks, quality) if quality else _lossless(by_table)


def _split(image: Any, profile: bytes | None) -> tuple[Any, Any]:
    """The image as grey, or as RGB."""
    if image.mode in ("L", "LA", "1"):
        grey = image.convert("L")
        if profile is not None and profile[16:20] == b"GRAY":
            grey = _grey_in_srgb(grey, profile)
        return grey, None
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return None, (image.convert("RGBA") if has_alpha else image).convert("RGB")


def _is_rgb(profile: bytes | None) -> bool:
    return profile is not None and profile[16:20] == b"RGB "


def _grey_in_srgb(grey: Any, profile: bytes) -> Any:
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(
            grey, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return grey
    return grey if made is None else made.convert("L")


def _in_srgb(image: Any, profile: bytes | None) -> Any:
    """The image in sRGB by its own profile; as it is where that cannot be used."""
    from nashr.untrusted.image_modes import to_srgb

    shown = to_srgb(image, profile) if profile is not None else None
    return image if shown is None else shown


# --- what an image is ----------------------------------------------------------------------


def is_grey(image: Any) -> bool:
    """Whether an RGB image is grey but for noise."""
    small = image.reduce(_SQUARE) if min(image.size) >= 8 * _SQUARE else image
    _, a, b = icc.converted(small, icc.to_lab(), "LAB").split()
    chroma = _squared_chroma(a, b)
    histogram = chroma.histogram()
    coloured = sum(histogram[_squared(NEUTRAL_CHROMA) + 1 :])
    most = sum(histogram[_squared(_COLOURED) + 1 :])
    return not most and coloured <= _COLOURED_PART * small.width * small.height


def _squared(chroma: float) -> int:
    """The value of a pixel of ``_squared_chroma``: chroma up to 31 is told apart."""
    return min(round(chroma * chroma / 4), 255)


def _squared_chroma(a: Any, b: Any) -> Any:
    from PIL import ImageChops

    table = [min(round((value - 128) ** 2 / 4), 255) for value in range(256)]
    return ImageChops.add(a.point(table), b.point(table))


def is_chart(image: Any) -> bool:
    """Whether an RGB image was drawn and not photographed: a light ground, and few shades."""
    from PIL import Image

    sample = image.copy()
    if max(sample.size) > _SAMPLE:
        scale = _SAMPLE / max(sample.size)
        size = tuple(max(1, round(side * scale)) for side in sample.size)
        sample = sample.resize(size, Image.Resampling.NEAREST)
    pixels = sample.width * sample.height
    exact = max(sample.getcolors(pixels) or [(0, (0, 0, 0))])
    shades = sample.point([value & 0xF0 for value in range(256)] * 3).getcolors(4096) or []
    usual = sum(sorted((count for count, _ in shades), reverse=True)[:_SHADES])
    has_ground = exact[0] >= _GROUND * pixels and min(exact[1]) >= _LIGHT
    return bool(has_ground and usual >= _IN_SHADES * pixels)


# --- inks ----------------------------------------------------------------------------------


def _table(profile: bytes | None, inks: Inks) -> Any:
    """The table that converts RGB pixels of a profile (None for sRGB) into inks."""
    return _tables(profile, inks.profile, inks.most)


@functools.lru_cache(maxsize=4)
def _tables(profile: bytes | None, press: bytes, most: float) -> Any:
    from PIL import Image, ImageCms, ImageFilter

    from nashr.print_settings import PrintSettings

    steps = [round(step * 255 / (_GRID - 1)) for step in range(_GRID)]
    corners = bytes(
        v for blue in steps for green in steps for red in steps for v in (red, green, blue)
    )
    grid = Image.frombytes("RGB", (_GRID * _GRID, _GRID), corners)
    try:
        converted = icc.converted(grid, icc.transform(profile, press), "CMYK").tobytes()
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = icc.converted(grid, icc.transform(None, press), "CMYK").tobytes()
    limited = Inks(press, PrintSettings(max_ink=round(most * 100))).limited
    table: list[float] = []
    for at in range(0, len(converted), 4):
        cyan, magenta, yellow, black = converted[at : at + 4]
        table += limited((cyan / 255, magenta / 255, yellow / 255, black / 255))
    return ImageFilter.Color3DLUT(_GRID, table, channels=4, target_mode="CMYK")


def _with_black_neutrals(inked: Any, shown: Any) -> Any:
    """The inks with what is dark and nearly grey in black alone."""
    from PIL import Image, ImageChops

    light, a, b = icc.converted(shown, icc.to_lab(), "LAB").split()
    neutral, grey = _squared(NEUTRAL_CHROMA), 0
    dark = round(DARK * 2.55)
    is_neutral = _squared_chroma(a, b).point([255 if v <= neutral else 0 for v in range(256)])
    is_dark = light.point([255 if v < dark else 0 for v in range(256)])
    is_grey_pixel = _squared_chroma(a, b).point([255 if v <= grey else 0 for v in range(256)])
    mask = ImageChops.lighter(ImageChops.darker(is_neutral, is_dark), is_grey_pixel)
    none = Image.new("L", shown.size)
    black = ImageChops.invert(shown.convert("L"))
    return Image.composite(Image.merge("CMYK", (none, none, none, black)), inked, mask)


def _listed(
    image: Any, colours: list[tuple[int, int, int]], profile: bytes | None, inks: Inks
) -> InkImage:
    """An image of few colours: each pixel is the number of a colour."""
    from PIL import Image

    colours.sort()
    number_of = {colour: number for number, colour in enumerate(colours)}
    pixels = image.tobytes()
    each = map(number_of.__getitem__, zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    coded = _lossless(Image.frombytes("L", image.size, bytes(each)))
    inked = _inks_of(colours, profile, inks)
    most = max(sum(one[:3]) for one in inked)
    listed = bytes(round(value * 255) for one in inked for value in one)
    return InkImage(coded.data, "Indexed", coded.entries, listed, most)


def _inks_of(colours: list[tuple[int, int, int]], profile: bytes | None, inks: Inks) -> list[Cmyk]:
    """The inks of colours of a profile (None for sRGB): black alone where they are nearly grey."""
    from PIL import Image, ImageCms

    strip = Image.frombytes("RGB", (len(colours), 1), bytes(v for one in colours for v in one))
    shown = _in_srgb(strip, profile).tobytes()
    found = [
        inks.of((shown[at] / 255, shown[at + 1] / 255, shown[at + 2] / 255))
        for at in range(0, len(shown), 3)
    ]
    if profile is None:
        return found
    try:
        by = icc.transform(profile, inks.profile)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return found
    direct = icc.converted(strip, by, "CMYK").tobytes()
    for number, by_srgb in enumerate(found):
        if sum(by_srgb[:3]) > 0:
            cyan, magenta, yellow, black = (v / 255 for v in direct[4 * number : 4 * number + 4])
            found[number] = inks.limited((cyan, magenta, yellow, black))
    return found


# --- coding --------------------------------------------------------------------------------


def _from_inks(image: Any, profile: bytes | None, inks: Inks, quality: int | None) -> InkImage:
    """An image that is in inks already: those of its own press become those of this one."""
    from PIL import ImageCms

    if inks.is_black:
        return _coded(image.convert("RGB").convert("L"), quality)
    if profile is not None and profile[16:20] == b"CMYK" and profile != inks.profile:
        try:
            by = icc.transform(profile, inks.profile, "CMYK")
            image = icc.converted(image, by, "CMYK")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    image = _thinned(image, inks.most - 0.01)
    return _photograph(image, inks, quality) if quality else _lossless(image)


def _coded(grey: Any, quality: int | None) -> InkImage:
    if quality is None:
        return _lossless(grey)
    file = io.BytesIO()
    grey.save(file, "JPEG", quality=quality, optimize=True)
    return InkImage(file.getvalue(), "DeviceGray", {"Filter": "/DCTDecode"})


def _lossless(image: Any) -> InkImage:
    """Grey or inks as the pixels of a PNG (ISO 32000-1, 7.4.4.4). PNG has no inks, so they are
    given to its encoder as red, green, blue and opacity.
    """
    from PIL import Image

    is_grey_image = image.mode == "L"
    stored = image if is_grey_image else Image.frombytes("RGBA", image.size, image.tobytes())
    file = io.BytesIO()
    stored.save(file, "PNG")
    channels = 1 if is_grey_image else 4
    parameters = {"Predictor": 15, "Columns": image.width, "Colors": channels}
    entries = {"Filter": "/FlateDecode", "DecodeParms": parameters}
    data = with_clear_end(_png_pixels(file.getvalue()))
    if is_grey_image:
        return InkImage(data, "DeviceGray", entries)
    return InkImage(data, "DeviceCMYK", entries, most_colour=_most(image, "CMY"))


def _png_pixels(png: bytes) -> bytes:
    """The compressed pixels of a PNG: all that its IDAT chunks have."""
    at, found = 8, []
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            found.append(png[at + 8 : at + 8 + size])
        at += size + 12
    return b"".join(found)


def _photograph(inked: Any, inks: Inks, quality: int) -> InkImage:
    """A JPEG of inks. What JPEG changes may go beyond the limit of ink: then the darkest places
    are made lighter, and at the last the image is kept without loss.
    """
    from PIL import Image

    thinner, aim = inked, inks.most
    for _ in range(_ATTEMPTS):
        file = io.BytesIO()
        thinner.save(file, "JPEG", quality=quality)
        with Image.open(io.BytesIO(file.getvalue())) as decoded:
            most = _most(decoded)
            if most <= inks.most:
                # Adobe's JPEGs have inks the other way round, which Pillow writes (and undoes).
                decode = [1, 0] * 4
                entries = {"Filter": "/DCTDecode", "Decode": decode}
                colour = _most(decoded, "CMY")
                return InkImage(file.getvalue(), "DeviceCMYK", entries, most_colour=colour)
        aim -= (most - inks.most) * 1.2 + 0.04
        thinner = _thinned(inked, aim)
    return _lossless(inked)


def _thinned(inked: Any, most: float) -> Any:
    """The inks with the colours thinned where all together are more than that."""
    from PIL import Image, ImageMath

    limit = round(most * 255)

    def thinned(args: Any) -> Any:
        room = args["max"](limit - args["K"], 0)
        colours = args["max"](args["C"] + args["M"] + args["Y"], 1)
        return args["min"](args["one"], args["one"] * room / colours)

    parts = {band: inked.getchannel(band).convert("I") for band in "CMYK"}
    thin = [ImageMath.lambda_eval(thinned, one=parts[band], **parts).convert("L") for band in "CMY"]
    return Image.merge("CMYK", (*thin, inked.getchannel("K")))


def _most(inked: Any, bands: str = "CMYK") -> float:
    """The most ink of these bands at one pixel, in parts of one ink."""
    from PIL import ImageMath

    def total(args: Any) -> Any:
        first, *others = (args[band] for band in bands)
        return sum(others, first)

    parts = {band: inked.getchannel(band).convert("I") for band in bands}
    return float(ImageMath.lambda_eval(total, **parts).getextrema()[1]) / 255
