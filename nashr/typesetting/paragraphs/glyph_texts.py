"""What each glyph stands for where several glyphs are one letter with its marks.

A PDF has one text for each glyph of a font. WeasyPrint takes it from the first place at which the
glyph is used, and gives the whole of a letter and its marks to one of their glyphs and nothing to
the others: from the first ``s̱`` on, every ``s`` of that font would be lost to search, to copying
and to screen readers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from nashr.typesetting.paragraphs.pango import GLYPH_FIELDS, GlyphRun

#: Gives the glyph that a font has for a character, None for none.
Nominal = Callable[[str], int | None]
#: Letters whose dot gives way to a mark: their glyph is that of another letter.
_DOTLESS = "ıȷ"


class GlyphTexts:
    """Notes the texts of glyphs in the fonts of one document."""

    def __init__(self) -> None:
        self._nominal: dict[int, Nominal] = {}

    def note(self, font: Any, run: GlyphRun, data: bytes) -> None:
        """Note in ``font`` what the glyphs of a run stand for that share a cluster with others, but
        for those that are noted already; ``data`` is the text of the run's line.
        """
        for text, glyphs in _shared_clusters(run, data):
            if all(glyph in font.to_unicode for glyph in glyphs):
                continue
            nominal = self._nominal.get(id(font))
            if nominal is None:
                nominal = self._nominal[id(font)] = _nominal_glyphs(font)
            for glyph, part in zip(glyphs, parts_of(text, glyphs, nominal), strict=True):
                font.to_unicode.setdefault(glyph, part)


def parts_of(text: str, glyphs: Sequence[int], nominal: Nominal) -> list[str]:
    """The part of ``text``, a letter with its marks, for which each of its glyphs stands."""
    composed, split = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    letters = {nominal(char): char for char in (*_DOTLESS, *split, *composed, *text)}
    parts = [letters.get(glyph, "") for glyph in glyphs]
    left = list(split)
    for part in parts:
        for char in unicodedata.normalize("NFD", part):
            if char in left:
                left.remove(char)
    if left and "" in parts:
        parts[parts.index("")] = unicodedata.normalize("NFC", "".join(left))
    return parts


def _shared_clusters(run: GlyphRun, data: bytes) -> Iterator[tuple[str, list[int]]]:
    """The clusters of a run that have several glyphs: their text, and the glyphs."""
    clusters: dict[int, list[int]] = {}
    numbers = memoryview(run.glyphs).cast("i")
    for byte, glyph in zip(run.clusters, numbers[::GLYPH_FIELDS], strict=True):
        clusters.setdefault(byte, []).append(glyph)
    starts = [*sorted(clusters), run.end]
    for start, end in pairwise(starts):
        if len(clusters[start]) > 1:
            yield data[start:end].decode(), clusters[start]


def _nominal_glyphs(font: Any) -> Nominal:
    import uharfbuzz

    face = uharfbuzz.Face(bytes(font.file_content), font.index)
    known = uharfbuzz.Font(face)
    return lambda char: known.get_nominal_glyph(ord(char))
