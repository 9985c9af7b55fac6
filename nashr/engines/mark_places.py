"""Whether a font puts the marks of a letter where they belong.

A mark that a font lacks comes from another one, which knows nothing of the letter, and stands
beside it; so does a mark for which the font has no place at this letter.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb


def puts_together(source: Path | bytes, cluster: str) -> bool:
    """Whether a font has a letter with its marks, each in a place that it has for it."""
    font = _opened(source)
    buffer = hb.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return all(
        info.codepoint and (place.x_advance or place.x_offset or place.y_offset)
        for info, place in glyphs
    )


def has_all(characters: frozenset[str], cluster: str) -> bool:
    """Whether a font with these characters has a letter with its marks, composed or not."""
    forms = (cluster, unicodedata.normalize("NFC", cluster))
    return any(characters.issuperset(form) for form in forms)


@cache
def _opened(source: Path | bytes) -> Any:
    blob = hb.Blob(source) if isinstance(source, bytes) else hb.Blob.from_file_path(str(source))
    return hb.Font(hb.Face(blob))
