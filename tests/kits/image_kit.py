"""Images for tests: saved by Pillow, TIFFs of unusual samples written by hand."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

from PIL import Image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def pixels(image: Image.Image) -> Sequence[Any]:
    found: Sequence[Any] = image.get_flattened_data()
    return found


def tiff(
    samples: bytes,
    bits: int,
    photometric: int = 1,
    *,
    sample_format: int = 1,
    size: tuple[int, int] = (16, 8),
    order: str = "<",
) -> bytes:
    """An uncompressed TIFF of one channel. ``order`` is that of ``struct``."""
    entries = [
        *((256, 4, size[0]), (257, 4, size[1]), (258, 3, bits), (259, 3, 1)),
        *((262, 3, photometric), (273, 4, 8), (277, 3, 1), (278, 4, size[1])),
        *((279, 4, len(samples)), (339, 3, sample_format)),
    ]
    directory = struct.pack(f"{order}H", len(entries))
    for tag, kind, value in entries:
        packed = (
            struct.pack(f"{order}HH", value, 0) if kind == 3 else struct.pack(f"{order}I", value)
        )
        directory += struct.pack(f"{order}HHI", tag, kind, 1) + packed
    mark = b"II" if order == "<" else b"MM"
    head = mark + struct.pack(f"{order}HI", 42, 8 + len(samples))
    return head + samples + directory + struct.pack(f"{order}I", 0)
