"""Pictures in Windows' bitmaps (BMP), which Word files have, as PNG; and what kind of picture some
bytes are, whatever their name says.
"""

from __future__ import annotations

import io

from nashr.messages import Message
from nashr.untrusted.metafiles import MetafileFault
from nashr.untrusted.rasters import MAX_PIXELS

#: How files begin, with the endings that they should have.
_BEGINNINGS = tuple(
    zip(
        (
            *(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"%PDF-"),
            *(b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0\0\x03", b"BM"),
        ),
        "png jpg gif tif tif pdf wmf wmf bmp".split(),
        strict=True,
    )
)


def kind_of(data: bytes) -> str:
    """The ending that a file of these bytes should have; empty where they are no picture known."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF":
        return "emf"
    return next((ending for begin, ending in _BEGINNINGS if data.startswith(begin)), "")


def bitmap_as_png(data: bytes) -> bytes:
    """A bitmap as PNG. Raises ``MetafileFault``."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("BMP",)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise MetafileFault(Message("it has too many pixels"))
            into = io.BytesIO()
            image.convert("RGB" if image.mode not in ("1", "L", "P") else image.mode).save(
                into, "PNG", dpi=image.info.get("dpi", (96, 96))
            )
            return into.getvalue()
    except MetafileFault:
        raise
    except Exception as error:
        raise MetafileFault(Message("it is damaged, or of a kind that is not known")) from error
