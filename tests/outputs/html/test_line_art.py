"""Which pictures change light and dark in the dark: drawings, never photographs."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageDraw

from nashr.model import Resource
from nashr.outputs.html.line_art import is_drawing


def resource(image: Image.Image, kind: str = "PNG") -> Resource:
    file = io.BytesIO()
    image.save(file, kind)
    return Resource(f"media/a.{kind.lower()}", file.getvalue(), f"image/{kind.lower()}")


def chart(mode: str = "RGB", ground: str | int | tuple[int, ...] = "white") -> Image.Image:
    image = Image.new(mode, (640, 400), ground)
    pen = ImageDraw.Draw(image)
    pen.line((40, 20, 40, 360, 620, 360), fill=0 if mode in ("L", "1") else "black", width=3)
    if mode not in ("L", "1"):
        pen.rectangle((80, 200, 140, 358), fill="#1f77b4")
        pen.rectangle((180, 120, 240, 358), fill="#d62728")
    return image


def photograph(ground: str = "") -> Image.Image:
    chance = random.Random(7)
    image = Image.new("RGB", (64, 48))
    image.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(64 * 48)])
    image = image.resize((640, 480), Image.Resampling.BICUBIC)
    if ground:
        framed = Image.new("RGB", (1600, 1200), ground)
        framed.paste(image, (480, 360))
        return framed
    return image


@pytest.mark.parametrize(
    "image",
    [
        resource(chart()),
        resource(chart("L", 255)),
        resource(chart("1", 1)),
        resource(chart("RGBA", (0, 0, 0, 0))),
        resource(chart().convert("P")),
        resource(chart(), "JPEG"),
        Resource("media/a.svg", b"<svg/>", "image/svg+xml"),
    ],
    ids=["colours", "greys", "black", "transparent", "palette", "jpeg", "svg"],
)
def test_charts_are_drawings(image: Resource) -> None:
    assert is_drawing(image)


@pytest.mark.parametrize(
    "image",
    [
        resource(photograph()),
        resource(photograph("white")),
        resource(photograph(), "JPEG"),
        resource(chart(ground="#204060")),
        resource(Image.new("RGB", (300, 300), "#7a1a2b")),
        Resource("media/a.png", b"no image", "image/png"),
    ],
    ids=["photograph", "on white", "jpeg", "dark ground", "plain", "broken"],
)
def test_photographs_and_dark_pictures_are_not(image: Resource) -> None:
    assert not is_drawing(image)
