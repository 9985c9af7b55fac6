"""The matrices of a PDF's content (ISO 32000-2, 8.3.3)."""

from __future__ import annotations

from typing import Any, TypeAlias

#: ``a b c d e f`` of a transformation.
Matrix: TypeAlias = tuple[float, float, float, float, float, float]


def product(one: Any, other: Any) -> Matrix:
    """The matrix that applies one and then the other."""
    a, b, c, d, e, f = one
    a2, b2, c2, d2, e2, f2 = other
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )
