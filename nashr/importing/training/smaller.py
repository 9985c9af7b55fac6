"""A model of CRFsuite made smaller, for the package: weights are rounded, and the whole is packed.

A weight is a number of 8 bytes, most of which are noise. With eight binary digits the labels are
the same but for some in ten thousand, and half as many bytes are left when it is packed.
"""

from __future__ import annotations

import lzma
from struct import Struct

#: The start of a model: its magic and size, type and version, how many features, labels and
#: attributes there are, and where the features are.
_HEAD = Struct("<4sI4sIIIII")
#: The start of its features: their magic and size, and how many there are.
_FEATURES = Struct("<4sII")
#: One feature: its type, what it goes from and to, and its weight, as bits.
_FEATURE = Struct("<IIIQ")
_MANTISSA = 52
_KEPT = 8


def packed(model: bytes) -> bytes:
    """A model as it is kept in the package."""
    return lzma.compress(rounded(model), preset=9)


def rounded(model: bytes) -> bytes:
    """A model whose weights have few digits."""
    magic, *_, start = _HEAD.unpack_from(model)
    name, _, count = _FEATURES.unpack_from(model, start)
    if (magic, name) != (b"lCRF", b"FEAT"):
        raise ValueError("is no model of CRFsuite")
    dropped = _MANTISSA - _KEPT
    found = bytearray(model)
    first = start + _FEATURES.size
    for place in range(first, first + count * _FEATURE.size, _FEATURE.size):
        *others, weight = _FEATURE.unpack_from(found, place)
        weight = (weight + (1 << (dropped - 1))) >> dropped << dropped
        _FEATURE.pack_into(found, place, *others, weight)
    return bytes(found)
