"""The journal's sign on the cover of the book."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import edition_kit as kit
import pytest
from PIL import Image

from nashr.engines import svg_pictures
from nashr.engines.fonts import shop
from nashr.model import Resource
from nashr.outputs.epub import render as epub
from nashr.outputs.epub.cover_logo import cover_logo
from nashr.ports import Engines

GREEN = (0x11, 0x88, 0x33)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="15">'
    b'<rect width="30" height="15" fill="#118833"/></svg>'
)
ENGINES = Engines(shop(), kit.ENGINES.typeset, kit.ENGINES.draw_math, svg_pictures.draw)


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (width, height), (*GREEN, 255)).save(file, "PNG")
    return file.getvalue()


SIGNS = [
    Resource("logo.svg", SVG, "image/svg+xml", 30, 15),
    Resource("logo.png", png(300, 150), "image/png", 300, 150),
]


def cover(sign: Resource | None, **changes: object) -> Image.Image:
    edition = replace(kit.edition(), logo=sign, **changes)  # type: ignore[arg-type]
    (book,) = epub.render(edition, ENGINES).value
    with zipfile.ZipFile(io.BytesIO(book.data)) as files:
        return Image.open(io.BytesIO(files.read("EPUB/images/cover.png"))).convert("RGB")


@pytest.mark.parametrize("sign", SIGNS, ids=["svg", "png"])
def test_it_stands_above_the_colour_in_its_shape(sign: Resource) -> None:
    image = cover(sign)
    places = [(x, y) for y in range(0, 2240, 5) for x in range(0, 1400, 5)]
    green = [place for place in places if image.getpixel(place) == GREEN]
    assert green, "the sign is on the cover"
    (left, top), (right, bottom) = min(green), max(green)
    assert left == 140
    assert bottom < 380, "it stands on paper, not on the colour"
    assert (right - left) / (bottom - top) == pytest.approx(2, abs=0.2)


def test_a_cover_without_one_keeps_its_colour_to_the_edge() -> None:
    image = cover(None)
    assert image.getpixel((700, 5)) == image.getpixel((700, 1500))
    assert cover(SIGNS[0]).getpixel((700, 5)) != image.getpixel((700, 5))


def test_a_wide_or_high_sign_stays_in_its_room() -> None:
    for width, height in ((4000, 10), (10, 4000), (8, 8)):
        sign = Resource("logo.png", png(width, height), "image/png", width, height)
        found = cover_logo(sign, svg_pictures.draw)
        assert found.width <= 460 and found.height <= 190
    assert found.size == (16, 16), "a small image is not enlarged until it is blurred"
