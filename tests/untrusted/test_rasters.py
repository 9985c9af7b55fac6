"""Raster images of every mode are shown as their authors saw them, without what cameras note."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from colour_kit import noise
from image_kit import pixels, saved, tiff
from PIL import Image, ImageCms, ImageOps

from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.image_metadata import png_chunk
from nashr.untrusted.rasters import MAX_PIXELS, for_products, inspect, most_wide, to_srgb

#: Four columns from black to white, 16 pixels wide.
GREY = Image.linear_gradient("L").rotate(90).resize((16, 8))


def shown(data: bytes, most: int | None = None) -> Image.Image:
    inspect(data)
    made, raster = for_products(data, most)
    image = Image.open(io.BytesIO(made))
    image.load()
    assert image.size == (raster.width, raster.height)
    assert Image.MIME[str(image.format)] == raster.media_type
    return image


def wide_greys(white: int = 65535) -> list[int]:
    return [round(white * x / 15) for _ in range(8) for x in range(16)]


def expected_greys() -> list[int]:
    return [round(255 * x / 15) for _ in range(8) for x in range(16)]


def png(colour_type: int, depth: int, size: tuple[int, int], rows: bytes, *chunks: bytes) -> bytes:
    import zlib

    head = struct.pack("!IIBBBBB", *size, depth, colour_type, 0, 0, 0)
    body = png_chunk(b"IHDR", head) + b"".join(chunks) + png_chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + body + png_chunk(b"IEND", b"")


# --- modes ---------------------------------------------------------------------------------


def test_a_png_of_16_bit_greys_runs_from_black_to_white() -> None:
    row = b"\0" + struct.pack("!16H", *wide_greys()[:16])
    image = shown(png(0, 16, (16, 8), row * 8))
    assert image.mode == "L"
    assert list(pixels(image)) == expected_greys()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("white_is_zero", [False, True])
def test_a_tiff_of_16_bit_greys(order: str, white_is_zero: bool) -> None:
    values = [65535 - v if white_is_zero else v for v in wide_greys()]
    data = tiff(struct.pack(f"{order}128H", *values), 16, 0 if white_is_zero else 1, order=order)
    if order == ">" and white_is_zero:
        # Pillow has no decoder for it.
        with pytest.raises(ImageError, match="is a TIFF of whole numbers of 16 bits"):
            shown(data)
        return
    image = shown(data)
    assert image.format == "PNG"
    assert list(pixels(image)) == expected_greys()


def test_a_tiff_of_12_bits_has_its_white_at_4095() -> None:
    values = wide_greys(4095)
    packed = bytearray()
    for first, second in zip(values[::2], values[1::2], strict=True):
        packed += bytes((first >> 4, (first & 15) << 4 | second >> 8, second & 255))
    assert list(pixels(shown(tiff(bytes(packed), 12)))) == pytest.approx(expected_greys(), abs=1)


@pytest.mark.parametrize("white_is_zero", [False, True])
def test_a_tiff_of_floats_from_0_to_1(white_is_zero: bool) -> None:
    values = [v / 65535 for v in wide_greys()]
    values = [1 - v for v in values] if white_is_zero else values
    data = tiff(struct.pack("<128f", *values), 32, 0 if white_is_zero else 1, sample_format=3)
    assert list(pixels(shown(data))) == pytest.approx(expected_greys(), abs=1)


@pytest.mark.parametrize(
    ("data", "clause"),
    [
        (tiff(struct.pack("<128f", *wide_greys()), 32, sample_format=3), "floating-point"),
        (tiff(struct.pack("<128i", *range(128)), 32, sample_format=2), "signed"),
        (tiff(struct.pack("<128h", *range(128)), 16, sample_format=2), "signed"),
        (tiff(struct.pack("<128d", *range(128)), 64, sample_format=3),
         "a TIFF of floating-point numbers of 64 bits"),
    ],
)  # fmt: skip
def test_values_without_an_agreed_white_stop_with_their_name(data: bytes, clause: str) -> None:
    with pytest.raises(ImageError) as caught:
        shown(data)
    assert caught.value.code == "image-unsupported"
    assert clause in caught.value.clause
    assert caught.value.hint == "Save it as a PNG of 8 bits a channel."


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_usual_modes_keep_their_pixels(kind: str, mode: str) -> None:
    original = GREY.convert("RGB").convert(mode)
    data = saved(original, kind)
    image = shown(data)
    assert image.format == "PNG"
    assert list(pixels(image.convert("RGBA"))) == list(pixels(original.convert("RGBA")))
    if kind == "PNG":
        assert for_products(data)[0] == data


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "LAB"])
def test_a_tiff_of_another_colour_space_becomes_rgb(mode: str) -> None:
    red = Image.new("RGB", (8, 8), (200, 30, 40))
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        original: Any = ImageCms.profileToProfile(red, srgb, lab, outputMode="LAB")
    else:
        original = red.convert(mode)
    image = shown(saved(original, "TIFF"))
    assert image.mode == "RGB"
    assert image.getpixel((4, 4)) == pytest.approx((200, 30, 40), abs=4)


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_one_transparent_grey_of_a_png_is_transparent_in_every_depth(depth: int) -> None:
    white = (1 << depth) - 1
    sample = white << (16 - depth) if depth < 16 else white
    row = b"\0" + struct.pack("!H", sample)[: 1 if depth <= 8 else 2] + (b"\0\0" * (depth // 8))
    width = 2 if depth >= 8 else 8 // depth
    row = row[: 1 + max(1, width * depth // 8)]
    data = png(0, depth, (width, 1), row, png_chunk(b"tRNS", struct.pack("!H", white)))
    image = shown(data).convert("RGBA")
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert image.getpixel((width - 1, 0)) == (0, 0, 0, 255)


def test_one_transparent_colour_of_a_png_of_16_bits() -> None:
    row = b"\0" + struct.pack("!6H", 65535, 0, 257, 0, 0, 0)
    data = png(2, 16, (2, 1), row, png_chunk(b"tRNS", struct.pack("!3H", 65535, 0, 257)))
    assert list(pixels(shown(data))) == [(255, 0, 1, 0), (0, 0, 0, 255)]


def test_a_palette_keeps_its_transparency() -> None:
    palette = Image.new("P", (4, 1))
    palette.putpalette([255, 0, 0, 0, 255, 0])
    palette.putpixel((1, 0), 1)
    data = saved(palette, "PNG", transparency=b"\x80\xff")
    assert for_products(data)[0] == data
    assert shown(data).convert("RGBA").getpixel((0, 0)) == (255, 0, 0, 128)


@pytest.mark.parametrize("with_profile", [False, True])
def test_a_jpeg_of_inks_becomes_rgb(with_profile: bool) -> None:
    original = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    image = shown(saved(original, "JPEG", quality=95))
    assert (image.mode, image.format) == ("RGB", "JPEG")
    red, green, blue = image.getpixel((8, 8))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60
    assert not with_profile or "icc_profile" not in image.info


def test_a_tiff_of_several_pages_is_refused_by_their_number() -> None:
    data = saved(GREY, "TIFF", save_all=True, append_images=[GREY, GREY])
    with pytest.raises(ImageError, match="is a TIFF of 3 pages; a figure has one"):
        inspect(data)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_image_moves_on(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "white")]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert shown(data, 10).n_frames == 3  # type: ignore[attr-defined]


# --- orientation ---------------------------------------------------------------------------


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_an_image_stands_as_it_was_seen(kind: str, turned: int) -> None:
    original = Image.new("RGB", (32, 16), "white")
    original.paste((200, 0, 0), (0, 0, 16, 8))
    exif = Image.Exif()
    exif[0x0112] = turned
    extra = {"lossless": True} if kind == "WEBP" else {}
    data = saved(original, kind, exif=exif.tobytes(), **extra)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert upright is not None
    found = inspect(data)
    assert (found.width, found.height) == upright.size
    image = shown(data)
    assert image.size == upright.size
    assert image.getexif().get(0x0112) is None
    for at in ((4, 4), (4, upright.height - 4), (upright.width - 4, 4)):
        want = upright.convert("RGB").getpixel(at)
        assert image.convert("RGB").getpixel(at) == pytest.approx(want, abs=20)


# --- size ----------------------------------------------------------------------------------


def photograph(size: tuple[int, int]) -> Image.Image:
    rough = noise((size[0] // 8, size[1] // 8)).resize(size)
    return Image.merge("RGB", (rough, Image.linear_gradient("L").resize(size), rough.rotate(180)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_photograph_is_brought_to_the_pixels_that_it_needs(kind: str) -> None:
    data = saved(photograph((1200, 800)), kind)
    image = shown(data, 300)
    assert image.size == (300, 200)
    small = photograph((1200, 800)).resize((300, 200), Image.Resampling.LANCZOS)
    at = (150, 100)
    assert image.convert("RGB").getpixel(at)[1] == pytest.approx(small.getpixel(at)[1], abs=30)  # type: ignore[index]


def test_a_photograph_of_few_pixels_keeps_its_bytes() -> None:
    data = saved(photograph((80, 80)), "JPEG")
    assert for_products(data, 300)[0] == data


@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_a_smaller_jpeg_keeps_its_sampling(subsampling: int) -> None:
    from PIL.JpegImagePlugin import get_sampling

    data = saved(photograph((800, 800)), "JPEG", subsampling=subsampling)
    assert get_sampling(shown(data, 200)) == subsampling


def test_line_art_keeps_its_edges() -> None:
    drawing = Image.new("1", (1200, 800))
    assert shown(saved(drawing, "PNG"), 300).size == (1200, 800)
    chart = Image.new("RGB", (1200, 800), "white")
    chart.paste((200, 0, 0), (10, 10, 500, 500))
    assert shown(saved(chart, "TIFF"), 300).size == (1200, 800)


def test_the_same_file_gives_the_same_bytes() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        data = saved(photograph((400, 300)), kind)
        assert for_products(data, 100) == for_products(data, 100)


def test_pixels_of_a_width_in_print() -> None:
    assert most_wide(72, 300) == 300
    assert most_wide(0.01, 300) == 1


def test_limits_hold_before_anything_is_decoded() -> None:
    head = struct.pack("!IIBBBBB", 30_000, MAX_PIXELS // 30_000 + 1, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", b"")
    with pytest.raises(ImageError, match="pixels"):
        for_products(data, 10)


# --- colour profiles -----------------------------------------------------------------------


def test_a_profile_stays_and_srgb_is_made_where_profiles_are_ignored() -> None:
    wide = _profile_with_swapped_primaries()
    for kind in ("JPEG", "PNG", "WEBP"):
        data = saved(photograph((80, 80)), kind, icc_profile=wide)
        made, _ = for_products(data, 40)
        assert Image.open(io.BytesIO(made)).info["icc_profile"] == wide
        plain = Image.open(io.BytesIO(to_srgb(made)))
        assert "icc_profile" not in plain.info
        assert plain.size == (40, 40)


def test_srgb_is_left_as_it_is() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(photograph((8, 8)), "PNG", icc_profile=srgb)
    assert to_srgb(data) == data
    assert to_srgb(saved(GREY, "PNG")) == saved(GREY, "PNG")


def _profile_with_swapped_primaries() -> bytes:
    """A profile of RGB whose red and blue change places: its pictures look unlike sRGB."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"s\0R\0G\0B", b"x\0x\0x\0x").replace(b"sRGB", b"xxxx")
    swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ")
    return swapped.replace(b"????", b"bXYZ")
