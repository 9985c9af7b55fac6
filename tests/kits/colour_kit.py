"""Colour profiles and pictures for tests of colours in print."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageCms


def with_red_and_green_swapped() -> bytes:
    """sRGB's profile, in which the values called red are green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(size: tuple[int, int], seed: int = 7) -> Image.Image:
    """Grey values of all kinds without order, the same for the same seed."""
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))
