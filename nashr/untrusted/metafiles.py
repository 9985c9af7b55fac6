"""Pictures in Windows' metafiles (WMF, EMF), which Word files have, as PNG.

They are drawings that name the fonts of the author's computer. Letters in another font can be read;
but what a symbol font had is another sign in any other font, so such a picture is refused.
"""

from __future__ import annotations

import io

from nashr.messages import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from PIL import Image


class MetafileFault(ValueError):
    """The metafile cannot be shown: a message says why."""


#: Dots an inch, as far as a side has no more pixels than the most: those of 17 cm in print.
_DPI, _LOW_DPI, _MOST_PIXELS = 300, 24, 2000
#: Fonts whose characters are not those that they are stored as.
_SYMBOL_FONTS = ("Symbol", "MT Extra", "Wingdings", "Webdings", "Euclid", "Fences", "Marlett")


def metafile_as_png(data: bytes) -> bytes:
    """A PNG of 300 dpi, fewer for large ones, on a white ground. Raises ``MetafileFault``."""
    font = next((name for name in _SYMBOL_FONTS if _names(data, name)), None)
    if font is not None:
        raise MetafileFault(
            Message("it has signs of the font {font}, which is not here", font=font)
        )
    from PIL import Image

    # How long it takes depends on the pixels, for each line and letter of it.
    longest = max(_rendered(data, _LOW_DPI).size)
    dpi = max(_LOW_DPI, min(_DPI, _LOW_DPI * _MOST_PIXELS // max(longest, 1)))
    shown = _rendered(data, dpi)
    ground = Image.new("RGB", shown.size, "white")
    ground.paste(shown, mask=shown.getchannel("A"))
    into = io.BytesIO()
    ground.save(into, "PNG", dpi=(dpi, dpi))
    return into.getvalue()


def _rendered(data: bytes, dpi: int) -> Image.Image:
    from metafile_render import MetafileError, render_metafile
    from PIL import Image

    try:
        rendered = render_metafile(data, output_format="png", dpi=dpi, backend="replay")
    except MetafileError as error:
        raise MetafileFault(Message("it is damaged, or of a kind that is not known")) from error
    with Image.open(io.BytesIO(rendered.data)) as image:
        return image.convert("RGBA")


def _names(data: bytes, font: str) -> bool:
    """Whether a metafile names a font: in one byte a letter (WMF), or in two (EMF)."""
    return font.encode("ascii") + b"\0" in data or font.encode("utf-16-le") + b"\0\0" in data
