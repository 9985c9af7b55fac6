"""Raster images in inks: grey ones, charts and photographs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from colour_kit import encoded, noise
from PIL import Image, ImageDraw

from nashr.ports import PrintingCondition
from nashr.print_settings import PrintSettings
from nashr.typesetting.standards import icc
from nashr.typesetting.standards.ink_images import in_inks
from nashr.typesetting.standards.inks import Inks


def photograph(size: tuple[int, int] = (240, 180)) -> Image.Image:
    """Many colours without a ground, dark and light."""
    across = Image.linear_gradient("L").resize(size)
    down = Image.linear_gradient("L").rotate(90).resize(size)
    return Image.merge("RGB", (across, down, noise(size)))


def chart(size: tuple[int, int] = (240, 180)) -> Image.Image:
    """A white ground, black axes, and coloured parts of many shades."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 150, 220, 154), fill="black")
    for step in range(60):
        shade = (200 + step // 2, 30 + step * 3, 20 + step)
        draw.line((60 + step, 60, 60 + step, 148), fill=shade)
        for x in range(10):
            draw.point((150 + x, 20 + step), fill=(180 - x, step * 4, 255 - step))
    return image


def inks_at(data: bytes, place: tuple[int, int], inks: Inks) -> tuple[int, ...]:
    picture, _ = in_inks(data, inks)
    return tuple(decoded(picture, data).getpixel(place))


def decoded(picture: Any, data: bytes) -> Image.Image:
    """The inks of a picture, as an image; ``data`` is the file that it was made of."""
    if picture.entries["Filter"] == "/DCTDecode":
        with Image.open(io.BytesIO(picture.data)) as image:
            return image.copy()
    parameters = {f"/{name}": value for name, value in picture.entries["DecodeParms"].items()}
    file = pikepdf.new()
    stream = pikepdf.Stream(file, b"")
    stream.write(
        picture.data,
        filter=pikepdf.Name.FlateDecode,
        decode_parms=pikepdf.Dictionary(parameters),
    )
    pixels = stream.read_bytes()
    if picture.palette:
        pixels = b"".join(picture.palette[4 * one : 4 * one + 4] for one in pixels)
    with Image.open(io.BytesIO(data)) as given:
        mode = "L" if picture.space == "DeviceGray" else "CMYK"
        return Image.frombytes(mode, given.size, pixels)


def most_ink(picture: Any, data: bytes) -> float:
    """The most ink at one pixel, in percent of one ink."""
    pixels = decoded(picture, data).tobytes()
    return max(map(sum, zip(*(pixels[n::4] for n in range(4)), strict=True))) / 2.55


def test_a_grey_scan_with_noise_is_black_ink_alone(condition: PrintingCondition) -> None:
    grey = noise((200, 160))
    noisy = [Image.blend(grey, noise(grey.size, seed), 0.1) for seed in range(3)]
    inks = Inks(condition.profile)
    for kind in ("PNG", "JPEG"):
        picture, _ = in_inks(encoded(Image.merge("RGB", noisy), kind), inks)
        assert picture.space == "DeviceGray", kind
    coloured = Image.merge("RGB", noisy)
    ImageDraw.Draw(coloured).rectangle((20, 20, 60, 60), fill=(200, 40, 30))
    assert in_inks(encoded(coloured), inks)[0].space == "DeviceCMYK", "the control"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_black_of_a_chart_is_black_ink_alone(condition: PrintingCondition, kind: str) -> None:
    inks = Inks(condition.profile)
    data = encoded(chart(), kind, **({"quality": 90} if kind == "JPEG" else {}))
    cyan, magenta, yellow, black = inks_at(data, (30, 152), inks)
    assert (cyan, magenta, yellow) == (0, 0, 0) and black > 235
    assert inks_at(data, (230, 10), inks)[:3] == (0, 0, 0), "the paper stays white"
    assert sum(inks_at(data, (70, 100), inks)[:3]) > 150, "the bar keeps its colour"


def test_a_drawing_of_few_colours_lists_them(condition: PrintingCondition) -> None:
    flat = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(flat).rectangle((50, 50, 200, 150), fill=(30, 90, 200))
    ImageDraw.Draw(flat).line((0, 10, 300, 10), fill=(3, 3, 3))
    picture, _ = in_inks(encoded(flat), Inks(condition.profile))
    assert picture.space == "Indexed" and len(picture.palette) == 12
    shown = decoded(picture, encoded(flat))
    assert shown.getpixel((100, 10)) == (0, 0, 0, 252)
    assert shown.getpixel((10, 100)) == (0, 0, 0, 0)
    assert shown.getpixel((100, 100))[0] > 150


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("most", [220, 300])
def test_a_photograph_keeps_to_the_limit_of_ink(
    condition: PrintingCondition, kind: str, most: int
) -> None:
    data = encoded(photograph(), kind, **({"quality": 90} if kind == "JPEG" else {}))
    picture, _ = in_inks(data, Inks(condition.profile, PrintSettings(max_ink=most)))
    assert most_ink(picture, data) <= most
    free, _ = in_inks(data, Inks(condition.profile, PrintSettings(max_ink=400)))
    assert most_ink(free, data) > 220, "the control"


def test_a_photograph_stays_about_as_large_as_it_was(condition: PrintingCondition) -> None:
    data = encoded(photograph((800, 600)).resize((1600, 1200)), "JPEG", quality=85)
    picture, _ = in_inks(data, Inks(condition.profile))
    assert picture.entries["Filter"] == "/DCTDecode"
    assert len(picture.data) < 4 * len(data)


def test_in_one_ink_an_image_is_grey(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile, PrintSettings(colour="black"))
    for image in (photograph(), chart(), photograph().convert("CMYK")):
        assert in_inks(encoded(image, "JPEG"), inks)[0].space == "DeviceGray"


def test_an_image_in_the_inks_of_the_press_keeps_them(condition: PrintingCondition) -> None:
    inks = Inks(condition.profile)
    image = Image.new("CMYK", (64, 64), (200, 40, 0, 10))
    data = encoded(image, "JPEG", quality=95, icc_profile=condition.profile)
    assert inks_at(data, (30, 30), inks) == pytest.approx((200, 40, 0, 10), abs=3)


def test_what_shows_the_page_through_has_a_mask(condition: PrintingCondition) -> None:
    clear = encoded(Image.new("RGBA", (9, 9), (200, 0, 0, 60)))
    picture, mask = in_inks(clear, Inks(condition.profile))
    assert picture.space == "Indexed" and mask is not None and mask.space == "DeviceGray"


@pytest.mark.parametrize("count", [1, 400])
def test_colours_beyond_srgb_are_not_lost(condition: PrintingCondition, count: int) -> None:
    """A green of Adobe RGB has more ink than the nearest one of sRGB."""
    wide = Path("/usr/share/color/icc/ghostscript/a98.icc")
    if not wide.is_file():
        pytest.skip("Debian's libgs-common is not installed")
    image = Image.new("RGB", (40, 40), (120, 242, 90))
    for n in range(count - 1):
        image.putpixel((n % 20, n // 20), (n % 200, 40, n // 2))
    data = encoded(image, icc_profile=wide.read_bytes())
    cyan, magenta, yellow, black = inks_at(data, (30, 30), Inks(condition.profile))
    direct = icc.transform(wide.read_bytes(), condition.profile)
    expected = icc.converted(image, direct, "CMYK").getpixel((30, 30))
    assert (cyan, magenta, yellow, black) == pytest.approx(expected, abs=4)
    plain = inks_at(encoded(image), (30, 30), Inks(condition.profile))
    assert cyan > plain[0] + 30, "the control: without its profile"
