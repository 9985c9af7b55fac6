"""Marks of the folds of a sheet, outside of where it is trimmed."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from nashr.print_settings import MM

#: The length of a mark, the width of its line, and its dashes and gaps, in points.
_LENGTH, _LINE, _DASH = 5 * MM, 0.25, 2.0


def mark_folds(pdf: pikepdf.Pdf, folds: Sequence[float]) -> None:
    """Draw a dashed line above and below each fold on all pages, in registration colour, which the
    crop marks have as well. ``folds`` are in points from the left edge of the trimmed sheet.
    """
    for page in pdf.pages:
        left = float(page.TrimBox[0])
        height = float(page.MediaBox[3])
        drawn = [
            f"{left + fold:.3f} {low:.3f} m {left + fold:.3f} {low + _LENGTH:.3f} l"
            for fold in folds
            for low in (0.0, height - _LENGTH)
        ]
        content = ["q", f"/All CS 1 SCN {_LINE:g} w 0 J [{_DASH:g}] 0 d", *drawn, "S", "Q"]
        page.contents_add("\n".join(content).encode())
