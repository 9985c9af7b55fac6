"""Marked content in the content streams of the pages.

The marked-content sequences get their MCIDs in reading order, running heads and folios become
artifacts, hyphens of divided words are read as soft hyphens, a word that ends at the end of a
line gets a space behind it, and a formula, which is drawn as outlines, gets its text to be copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nashr.languages.digits import LOWERED, RAISED
from nashr.records import dataclass
from nashr.typesetting.tagging.misread import said
from nashr.typesetting.tagging.structure import Piece, Place

_SOFT_HYPHEN = "\u00ad"
_FIGURES = {"sup": RAISED, "sub": LOWERED}
_FONT = re.compile(rb"/(\S+) (\S+) Tf$")
_LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>[^<]*(?:<>[^<]*)*\] TJ$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The new properties of marked content: ``number`` is the MCID, None for an artifact."""

    number: int | None
    piece: Piece
    properties: Any = None


class Streams:
    """Rewrites the content streams of a document's pages, in place."""

    def __init__(self, marks: Mapping[tuple[int, int], Mark], fonts: Mapping[str, Any]) -> None:
        self._marks = marks
        self._spaces: dict[bytes, bytes] = {}
        self._advances: dict[bytes, float] = {}
        for name, font in fonts.items():
            for glyph, text in font.to_unicode.items():
                if text == " " and not font.bitmap:
                    self._spaces[str(name).encode()] = b"%04x" % glyph
                    self._advances[str(name).encode()] = font.widths.get(glyph, 0) / 1000

    def rewrite(self, streams: list[Any]) -> None:
        for page, stream in enumerate(streams):
            stream.stream = self._rewritten(page, stream.stream)

    def _rewritten(self, page: int, items: list[Any]) -> list[Any]:
        done: list[Any] = []
        number = 0
        while number < len(items):
            item = items[number]
            mark = self._marks.get((page, item["MCID"])) if _is_mark(item) else None
            if mark is None:
                done.append(item)
                number += 1
                continue
            end = _end(items, number + 2)
            done[-1:] = self._opening(mark)
            done.extend(self._content(mark, items[number + 2 : end]))
            number = end
        return done

    def _opening(self, mark: Mark) -> list[Any]:
        import pydyf

        if mark.number is None:
            if mark.properties is None:
                return [b"/Artifact", b"BMC"]
            return [b"/Artifact", mark.properties, b"BDC"]
        properties = pydyf.Dictionary({"MCID": mark.number})
        piece = mark.piece
        actual = _figures(piece) or _formula(piece) or _indented(piece)
        actual = actual or said(piece.text, hyphen=piece.hyphen)
        if actual:
            space = " " * (piece.space and not actual.endswith(" "))
            properties["ActualText"] = pydyf.String(actual + space)
        return [b"/Span", properties, b"BDC"]

    def _content(self, mark: Mark, items: list[Any]) -> list[Any]:
        if mark.number is not None and _formula(mark.piece):
            return [*self._unseen_space(mark.piece.place), *items]
        if mark.number is None or not (mark.piece.hyphen or mark.piece.space):
            return items
        if said(mark.piece.text, hyphen=mark.piece.hyphen):  # with the hyphen and the space
            return items
        shows = [n for n, item in enumerate(items) if _shows(item)]
        if not shows:
            return items
        last = shows[-1]
        if mark.piece.hyphen:
            return [*items[:last], *_with_soft_hyphen(items[last]), *items[last + 1 :]]
        font = next(found for item in reversed(items[:last]) if (found := _font(item)))
        glyph = _LAST_GLYPH.search(items[last])
        if glyph is not None and glyph[1] == self._spaces.get(font[0]):
            return items
        return [*items[: last + 1], *self._space(*font), *items[last + 1 :]]

    def _unseen_space(self, place: Place) -> list[bytes]:
        """A space as large as the box that is not painted (ISO 32000-1, 9.3.6, mode 3): text is
        selected and copied only where there are glyphs.
        """
        font = next((name for name, advance in self._advances.items() if advance), None)
        if font is None:
            return []
        x, y, width, height = place.content_box
        values = (width / self._advances[font], 0, 0, -height, x, y + height)
        matrix = " ".join(f"{value:.3f}" for value in values)
        show = b"[<%s>] TJ" % self._spaces[font]
        start = [b"q", b"BT", b"/%s 1 Tf" % font, b"3 Tr", f"{matrix} Tm".encode()]
        return [*start, show, b"ET", b"Q"]

    def _space(self, font: bytes, size: bytes) -> list[bytes]:
        """A space in the font, or in another one where it has none."""
        if font in self._spaces:
            return [b"[<%s>] TJ" % self._spaces[font]]
        for other, glyph in self._spaces.items():
            return [b"/%s %s Tf" % (other, size), b"[<%s>] TJ" % glyph]
        return []


def _figures(piece: Piece) -> str:
    """The text of a raised or lowered number, whose glyphs are those of plain figures."""
    figures = _FIGURES.get(piece.place.tag)
    is_number = piece.text.isdigit() and piece.text.isascii()
    return piece.text.translate(figures) if figures and is_number else ""


def _indented(piece: Piece) -> str:
    """The text of the beginning of a line of code with its blanks."""
    return piece.indent + piece.text if piece.indent else ""


def _formula(piece: Piece) -> str:
    """A formula's text, as it is copied; empty for other pieces."""
    element = piece.place.element
    return (element.get("data-text") or "") if element is not None else ""


def _is_mark(item: Any) -> bool:
    return isinstance(item, dict) and "MCID" in item


def _end(items: list[Any], start: int) -> int:
    """The index of the operator that ends the marked-content sequence."""
    depth = 1
    for number in range(start, len(items)):
        if items[number] in (b"BDC", b"BMC"):
            depth += 1
        elif items[number] == b"EMC":
            depth -= 1
            if not depth:
                return number
    raise ValueError("marked content without an end")


def _shows(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b"] TJ")


def _font(item: Any) -> tuple[bytes, bytes] | None:
    found = _FONT.match(item) if isinstance(item, bytes) else None
    return (found[1], found[2]) if found else None


def _with_soft_hyphen(item: bytes) -> list[Any]:
    """The last glyph in a span of its own, as a soft hyphen (ISO 32000-1, 14.8.2.2.3)."""
    import pydyf

    found = _LAST_GLYPH.search(item)
    if found is None:
        return [item]
    properties = pydyf.Dictionary({"ActualText": pydyf.String(_SOFT_HYPHEN)})
    head, tail = item[: found.start()] + b">] TJ", b"[<" + item[found.start() :]
    return [head, b"/Span", properties, b"BDC", tail, b"EMC"]
