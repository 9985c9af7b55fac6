"""Images lose what their files tell of place, people and camera, and keep how they look."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from image_kit import pixels, saved
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.image_metadata import png_chunk, without_metadata

PICTURE = Image.merge("RGB", [Image.linear_gradient("L").resize((40, 30))] * 3)
SECRET = b"Bayil 7, Baku"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif() -> bytes:
    found = Image.Exif()
    found[0x013B] = SECRET.decode()  # the artist
    found[0x0112] = 1
    found.get_ifd(0x8825)[2] = (40.0, 22.0, 0.0)  # the latitude
    return found.tobytes()


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack("!H", len(body) + 2) + body


def same_picture(one: bytes, other: bytes) -> bool:
    first, second = (Image.open(io.BytesIO(data)) for data in (one, other))
    return list(pixels(first.convert("RGBA"))) == list(pixels(second.convert("RGBA")))


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg(progressive: bool) -> None:
    options = {"progressive": progressive, "icc_profile": SRGB, "restart_marker_blocks": 2}
    plain = saved(PICTURE, "JPEG", **options)
    full = saved(PICTURE, "JPEG", **options, exif=exif(), comment=SECRET, xmp=b"<x>" + SECRET)
    full = full[:2] + segment(0xED, b"Photoshop 3.0\0" + SECRET) + full[2:]
    full += saved(Image.new("RGB", (9, 9)), "JPEG", comment=SECRET)
    assert full.count(SECRET) == 5
    made = without_metadata(full, "image/jpeg")
    assert SECRET not in made
    assert made == plain == without_metadata(plain, "image/jpeg")
    assert Image.open(io.BytesIO(made)).info["icc_profile"] == SRGB


def test_a_thumbnail_in_a_jfif_header() -> None:
    plain = saved(PICTURE, "JPEG")
    assert plain[2:4] == b"\xff\xe0"
    header = b"JFIF\0\1\1\0\0\1\0\1\2\2" + SECRET[:12]
    full = plain[:2] + segment(0xE0, header) + segment(0xE0, b"JFXX\0" + SECRET) + plain[20:]
    assert without_metadata(full, "image/jpeg") == plain


def test_inks_keep_the_mark_that_tells_how_they_are_stored() -> None:
    plain = saved(PICTURE.convert("CMYK"), "JPEG")
    assert b"Adobe" in plain
    assert without_metadata(plain, "image/jpeg") == plain


def test_a_png() -> None:
    plain = saved(PICTURE, "PNG", icc_profile=SRGB, dpi=(300, 300))
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_text("Comment", SECRET.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    full = saved(PICTURE, "PNG", icc_profile=SRGB, dpi=(300, 300), pnginfo=info, exif=exif())
    full = full[:-12] + png_chunk(b"tIME", b"\7\xea\1\1\1\1\1") + full[-12:] + SECRET
    made = without_metadata(full, "image/png")
    assert made == plain
    assert same_picture(made, full)


@pytest.mark.parametrize("lossless", [False, True])
def test_a_webp(lossless: bool) -> None:
    full = saved(PICTURE, "WEBP", lossless=lossless, exif=exif(), xmp=SECRET, icc_profile=SRGB)
    assert SECRET in full
    made = without_metadata(full, "image/webp")
    assert SECRET not in made
    assert made == saved(PICTURE, "WEBP", lossless=lossless, icc_profile=SRGB)


def test_a_gif_that_moves() -> None:
    frames = [PICTURE.convert("P"), Image.new("P", (40, 30), 3)]
    options = {"save_all": True, "append_images": frames[1:], "duration": 100, "loop": 0}
    full = saved(frames[0], "GIF", **options, comment=SECRET)
    assert SECRET in full
    made = without_metadata(full + SECRET, "image/gif")
    assert SECRET not in made
    image = Image.open(io.BytesIO(made))
    assert (image.n_frames, image.info["loop"]) == (2, 0)  # type: ignore[attr-defined]
    assert same_picture(made, full)


def test_the_frames_of_a_moving_png_stay() -> None:
    frames = [PICTURE, Image.new("RGB", (40, 30))]
    full = saved(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100)
    assert without_metadata(full, "image/png") == full


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_that_ends_early_is_damaged(kind: str) -> None:
    data = saved(PICTURE, kind)
    for end in range(0, len(data) - 4, 7):
        try:
            without_metadata(data[:end], Image.MIME[kind])
        except ImageError as error:
            assert error.code == "image-unreadable"


def test_a_chunk_has_its_checksum() -> None:
    assert png_chunk(b"IEND", b"")[-4:] == struct.pack("!I", zlib.crc32(b"IEND"))
