"""The journal's sign, in the size that it has on the cover."""

from __future__ import annotations

import io

from PIL import Image

from nashr.model import Resource
from nashr.ports import SvgDrawer

#: The pixels that a sign may take: its width, its height.
_ROOM = 460, 190
#: How many times an image of pixels may be enlarged.
_ENLARGED = 2.0


def cover_logo(sign: Resource, draw_svg: SvgDrawer) -> Image.Image:
    """The sign as large as the room allows, as an image with transparency."""
    if sign.media_type == "image/svg+xml":
        width, height = _fitted(sign.width or 1.0, sign.height or 1.0)
        return _opened(draw_svg(sign.data, width, height)).resize((width, height))
    image = _opened(sign.data)
    size = _fitted(*image.size, most=_ENLARGED)
    return image.resize(size, Image.Resampling.LANCZOS)


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


def _fitted(width: float, height: float, most: float = float("inf")) -> tuple[int, int]:
    scale = min(_ROOM[0] / width, _ROOM[1] / height, most)
    return max(1, round(width * scale)), max(1, round(height * scale))
