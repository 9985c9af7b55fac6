"""PDF/X-4 for printing: every colour in the inks of the printing condition.

WeasyPrint lays out the pages in RGB. Here each colour becomes grey, in black ink alone, or a
mixture of the four inks by the ICC profile, and the page boxes tell where the sheet is trimmed
(ISO 15930-7).
"""

from __future__ import annotations

import functools
import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nashr.ports import BLEED, PrintingCondition
from nashr.typesetting.standards.deflate import deflate
from nashr.typesetting.standards.pdfa import producer_of, set_metadata, set_output_intent
from nashr.typesetting.standards.xmp import packet

#: Ghostscript's own CMYK profile, as Debian's libgs-common installs it.
_MACHINE_PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
_RGB = re.compile(rb"^([-\d.]+) ([-\d.]+) ([-\d.]+) (rg|RG)$")
_RELATIVE, _BLACK_POINT = 1, 0x2000
_Rgb = tuple[float, float, float]
_Cmyk = tuple[float, float, float, float]


def default_cmyk_profile() -> bytes | None:
    """The CMYK profile installed on the machine, None where there is none."""
    return _MACHINE_PROFILE.read_bytes() if _MACHINE_PROFILE.is_file() else None


def is_cmyk_profile(profile: bytes) -> bool:
    """Whether an ICC profile is one of a four-colour output device (ICC.1, 7.2), and can be used:
    a header alone does not make a profile.
    """
    if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
        return False
    from PIL import ImageCms

    try:
        Inks(profile).of((0.2, 0.4, 0.6))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


def finisher(condition: PrintingCondition, identifier: str) -> Callable[[Any, Any], None]:
    """The function that makes WeasyPrint's document a PDF/X-4 before it is written."""

    def finish(document: Any, pdf: Any) -> None:
        inks = Inks(condition.profile)
        for thing in pdf.objects:
            if hasattr(thing, "stream"):
                _convert_stream(thing, inks)
            if "ShadingType" in getattr(thing, "keys", dict)():
                _convert_shading(thing, inks)
            if isinstance(thing, dict) and thing.get("Type") == "/Page":
                _set_bleed(thing)
        set_output_intent(pdf, "/GTS_PDFX", condition.profile, 4, inks.name)
        set_metadata(pdf, packet(document.metadata, producer_of(pdf), _standard(identifier)))

    return finish


def _standard(identifier: str) -> str:
    return (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>"
        f"<xmpMM:DocumentID>urn:nashr:{identifier}</xmpMM:DocumentID>"
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
    )


class Inks:
    """Converts sRGB to CMYK. Grey is black ink alone, so that text prints sharp."""

    def __init__(self, profile: bytes) -> None:
        from PIL import ImageCms

        output = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        self.name = (ImageCms.getProfileDescription(output) or "CMYK").strip()
        self._transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            output,
            "RGB",
            "CMYK",
            ImageCms.Intent(_RELATIVE),
            ImageCms.Flags(_BLACK_POINT),
        )
        self.of = functools.cache(self._of)

    def _of(self, colour: _Rgb) -> _Cmyk:
        red, green, blue = (min(max(value, 0.0), 1.0) for value in colour)
        if max(red, green, blue) - min(red, green, blue) < 1 / 512:
            return (0.0, 0.0, 0.0, round(1 - red, 4))
        from PIL import Image

        dot = Image.new("RGB", (1, 1), (round(red * 255), round(green * 255), round(blue * 255)))
        inks = self.image(dot).tobytes()
        cyan, magenta, yellow, black = (round(value / 255, 4) for value in inks)
        return (cyan, magenta, yellow, black)

    def image(self, image: Any) -> Any:
        """An RGB image in CMYK."""
        from PIL import ImageCms

        return ImageCms.applyTransform(image, self._transform)


# --- pages ---------------------------------------------------------------------------------


def _convert_stream(stream: Any, inks: Inks) -> None:
    if stream.extra.get("Subtype") == "/Image":
        if stream.extra["ColorSpace"] == "/DeviceRGB":
            _convert_image(stream, inks)
        return
    stream.stream = [_converted(item, inks) for item in stream.stream]


def _converted(item: Any, inks: Inks) -> Any:
    found = _RGB.match(item) if isinstance(item, bytes) else None
    if found is None:
        return item
    red, green, blue = (float(value) for value in found.groups()[:3])
    values = " ".join(f"{value:g}" for value in inks.of((red, green, blue)))
    return f"{values} {'k' if found[4] == b'rg' else 'K'}".encode()


def _convert_shading(shading: Any, inks: Inks) -> None:
    if _convert_function(shading["Function"], inks):
        shading["ColorSpace"] = "/DeviceCMYK"


def _convert_function(function: Any, inks: Inks) -> bool:
    """Convert the colours of a gradient; False where it is one of opacity or grey."""
    if function["FunctionType"] == 3:
        parts = [_convert_function(part, inks) for part in function["Functions"]]
        return all(parts)
    for name in ("C0", "C1"):
        if len(function[name]) != 3:
            return False
        red, green, blue = (float(value) for value in function[name])
        function[name][:] = inks.of((red, green, blue))
    return True


def _set_bleed(page: Any) -> None:
    left, bottom, right, top = (float(value) for value in page["TrimBox"])
    page["BleedBox"][:] = (left - BLEED, bottom - BLEED, right + BLEED, top + BLEED)


# --- images --------------------------------------------------------------------------------


def _convert_image(stream: Any, inks: Inks) -> None:
    """Convert an image to CMYK, or to grey where it is grey."""
    image = _opened(stream).convert("RGB")
    is_grey = _is_grey(image)
    image, space = (image.convert("L"), "Gray") if is_grey else (inks.image(image), "CMYK")
    stream.stream, stream.compress = [deflate(image.tobytes())], False
    for name in ("DecodeParms", "Decode"):
        stream.extra.pop(name, None)
    stream.extra["Filter"] = "/FlateDecode"
    stream.extra["ColorSpace"] = f"/Device{space}"


def _is_grey(image: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return all(ImageChops.difference(red, other).getbbox() is None for other in (green, blue))


def _opened(stream: Any) -> Any:
    from PIL import Image

    data = b"".join(_bytes(item) for item in stream.stream)
    if stream.extra["Filter"] == "/DCTDecode":
        return Image.open(io.BytesIO(data))
    size = (stream.extra["Width"], stream.extra["Height"])
    head = struct.pack("!IIBBBBB", *size, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", data), (b"IEND", b"")]
    png = b"".join(
        struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + png))


def _bytes(item: Any) -> bytes:
    data: bytes = item if isinstance(item, bytes) else item.data
    return data
