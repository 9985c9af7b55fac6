"""Pictures in Windows' bitmaps, and what kind of picture some bytes are."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from nashr.untrusted.bitmaps import bitmap_as_png, kind_of
from nashr.untrusted.metafiles import MetafileFault


def _picture(kind: str, mode: str = "RGB") -> bytes:
    into = io.BytesIO()
    Image.new(mode, (4, 3), 1).save(into, kind)
    return into.getvalue()


@pytest.mark.parametrize("kind", ["png", "gif", "webp", "bmp"])
def test_pictures_are_known_by_their_bytes(kind: str) -> None:
    assert kind_of(_picture(kind.upper())) == kind


def test_other_names_of_formats() -> None:
    assert kind_of(_picture("JPEG")) == "jpg"
    assert kind_of(_picture("TIFF")) == "tif"
    assert kind_of(b"text") == ""


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P"])
def test_a_bitmap_becomes_a_png_of_its_size(mode: str) -> None:
    with Image.open(io.BytesIO(bitmap_as_png(_picture("BMP", mode)))) as made:
        assert (made.format, made.size) == ("PNG", (4, 3))


@pytest.mark.parametrize("data", [b"BM", _picture("BMP")[:30], b""])
def test_a_damaged_bitmap_says_so(data: bytes) -> None:
    with pytest.raises(MetafileFault):
        bitmap_as_png(data)
