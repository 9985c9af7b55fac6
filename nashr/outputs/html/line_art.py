"""Which pictures are drawings: black and colours on white, as charts and plans are.

In the dark, a drawing is shown with light and dark exchanged, so that it has no white box. A
photograph must not be: it would be its own negative.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from nashr.model import Resource

if TYPE_CHECKING:
    from PIL.Image import Image

#: The side in pixels of the sample that is looked at.
_SAMPLE = 300
#: What is white: each part of the colour is so light at least.
_WHITE = 0xF0
#: The colours of the sample, in 4 bits a part, that a drawing has at most; a photograph has more.
_MOST_COLOURS = 160
#: What part of a drawing, and of its edge, is white at least.
_LEAST_WHITE, _LEAST_WHITE_EDGE = 0.55, 0.97


def is_drawing(image: Resource) -> bool:
    """Whether light and dark of a picture may be exchanged. SVG is always a drawing."""
    if image.media_type == "image/svg+xml":
        return True
    from PIL import Image as images
    from PIL import ImageOps

    try:
        with images.open(io.BytesIO(image.data)) as opened:
            shown = opened.convert("RGBA")
    except (OSError, ValueError):
        return False
    shown.thumbnail((_SAMPLE, _SAMPLE), images.Resampling.NEAREST)
    sample = images.new("RGB", shown.size, "white")
    sample.paste(shown, mask=shown)
    if ImageOps.posterize(sample, 4).getcolors(_MOST_COLOURS) is None:
        return False
    width, height = sample.size
    edge = [sample.crop(box) for box in ((0, 0, width, 1), (0, height - 1, width, height))]
    edge += [sample.crop(box) for box in ((0, 0, 1, height), (width - 1, 0, width, height))]
    whites = sum(_whites(one) for one in edge) / (2 * (width + height))
    return _whites(sample) >= _LEAST_WHITE * width * height and whites >= _LEAST_WHITE_EDGE


def _whites(image: Image) -> int:
    found = image.getcolors(image.width * image.height) or []
    return sum(
        count for count, colour in found if isinstance(colour, tuple) and min(colour) >= _WHITE
    )
