"""Drawings as pixels."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from nashr.engines.svg_pictures import draw

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" viewBox="0 0 80 40">{}</svg>'


def drawn(content: str) -> Image.Image:
    return Image.open(io.BytesIO(draw(_SVG.format(content).encode(), 160, 80))).convert("RGBA")


def dark(image: Image.Image) -> Iterator[tuple[int, int]]:
    """The pixels that are not transparent."""
    for x in range(image.width):
        for y in range(image.height):
            if image.getpixel((x, y))[3] > 100:  # type: ignore[index]
                yield x, y


def test_a_drawing_has_the_size_that_was_asked_for() -> None:
    image = drawn('<rect width="40" height="40" fill="#7a1a2b"/>')
    assert image.size == (160, 80)
    assert image.getpixel((40, 40)) == (0x7A, 0x1A, 0x2B, 255)
    assert image.getpixel((120, 40)) == (0, 0, 0, 0)


@pytest.mark.parametrize("family", ["Arial", "serif", "sans-serif", "No Such"])
@pytest.mark.parametrize("text", ["Nəşr", "نشر", "ნ"])
def test_text_is_drawn_with_our_fonts(family: str, text: str) -> None:
    image = drawn(f'<text x="10" y="30" font-family="{family}" font-size="20">{text}</text>')
    assert len(list(dark(image))) > 100


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="root"):
        draw(b"<svg", 10, 10)


@pytest.mark.parametrize("unit", ["px", "pt", "mm", "cm", "in", "pc"])
def test_lengths_may_have_any_unit(unit: str) -> None:
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="36{unit}" height="18{unit}"'
        f' viewBox="0 0 40 20"><rect width="20" height="20"/></svg>'
    )
    image = Image.open(io.BytesIO(draw(source.encode(), 160, 80))).convert("RGBA")
    assert image.size == (160, 80)
    assert max(dark(image)) == pytest.approx((80, 79), abs=4)
