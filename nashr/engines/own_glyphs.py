"""A glyph of its own for each character of a font, where one glyph stands for several.

A PDF has one text for each glyph of a font. Where ’ and ʼ are one glyph, as in the Source
families, all of both would be extracted as the first of them: the Uzbek oʻzbek as o‘zbek, or the
quotation marks of a text as letters. The same is true of forms: the small capitals of i and ı.
"""

from __future__ import annotations

import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

#: Spaces, hyphens and what shows nothing: their glyphs are told apart by what is drawn.
_UNTOUCHED = frozenset({"Zs", "Pd", "Cf"})
#: Types of substitutions (OpenType, GSUB).
_SINGLE, _EXTENSION = 1, 7


def shared(glyphs: Mapping[int, int], characters: Iterable[str]) -> list[tuple[int, int]]:
    """Those of the characters, with their glyph, that share it with another that keeps it: letters
    that modify others give way to punctuation, whose pairs are kerned. ``glyphs`` are by character.
    """
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for char in sorted(characters):
        glyph = glyphs.get(ord(char))
        if glyph and unicodedata.category(char) not in _UNTOUCHED:
            groups[glyph].append(char)
    found = []
    for glyph, chars in sorted(groups.items()):
        _, *others = sorted(chars, key=lambda char: unicodedata.category(char) == "Lm")
        found += [(ord(char), glyph) for char in others]
    return found


def with_own_glyphs(
    contents: Mapping[str, bytes], glyphs: Mapping[int, int], characters: Iterable[str]
) -> Mapping[str, bytes]:
    """The tables of a font with copies of the glyphs that several of the characters share. A font
    without TrueType outlines stays as it is.
    """
    if "glyf" not in contents:
        return contents
    more = shared(glyphs, characters)
    forms = bytearray(contents.get("GSUB", b""))
    letters = frozenset(glyphs.get(ord(char), 0) for char in characters)
    places = list(_shared_forms(forms, letters)) if forms else []
    if not more and not places:
        return contents
    font = _Outlines(contents)
    mapped = dict(glyphs)
    for char, glyph in more:
        mapped[char] = font.copy(glyph)
    for place in places:
        struct.pack_into(">H", forms, place, font.copy(struct.unpack_from(">H", forms, place)[0]))
    changed = {**contents, **font.tables()}
    if more:
        changed["cmap"] = _cmap(mapped)
    if places:
        changed["GSUB"] = bytes(forms)
    return changed


class _Outlines:
    """The outlines of a font, to which copies are added."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._head, self._hhea, self._maxp = (
            bytearray(contents[tag]) for tag in ("head", "hhea", "maxp")
        )
        (count,) = struct.unpack_from(">H", self._maxp, 4)
        is_long = struct.unpack_from(">h", self._head, 50)[0]
        form = f">{count + 1}{'L' if is_long else 'H'}"
        found = struct.unpack(form, contents["loca"])
        self._places = [place if is_long else 2 * place for place in found]
        self._outlines = bytearray(contents["glyf"][: self._places[-1]])
        number = struct.unpack_from(">H", self._hhea, 34)[0]
        self._metrics = _metrics(contents["hmtx"], number, count)

    def copy(self, glyph: int) -> int:
        """The number of a copy of a glyph."""
        outline = self._outlines[self._places[glyph] : self._places[glyph + 1]]
        self._outlines += bytes(-len(self._outlines) % 4)
        self._places[-1] = len(self._outlines)
        self._outlines += outline
        self._places.append(len(self._outlines))
        self._metrics.append(self._metrics[glyph])
        return len(self._metrics) - 1

    def tables(self) -> dict[str, bytes]:
        struct.pack_into(">H", self._maxp, 4, len(self._metrics))
        struct.pack_into(">H", self._hhea, 34, len(self._metrics))
        struct.pack_into(">h", self._head, 50, 1)
        return {
            "head": bytes(self._head),
            "hhea": bytes(self._hhea),
            "maxp": bytes(self._maxp),
            "glyf": bytes(self._outlines),
            "loca": struct.pack(f">{len(self._places)}L", *self._places),
            "hmtx": b"".join(struct.pack(">Hh", *row) for row in self._metrics),
        }


def _shared_forms(gsub: bytes | bytearray, letters: frozenset[int]) -> Iterator[int]:
    """Where a table of single substitutions (OpenType, GSUB, type 1, format 2) gives the form of
    one letter that another letter before it has.
    """

    def number(at: int) -> int:
        found: int = struct.unpack_from(">H", gsub, at)[0]
        return found

    lookups = number(8)
    seen: set[int] = set()
    for lookup in (lookups + number(lookups + 2 + 2 * n) for n in range(number(lookups))):
        for table in (lookup + number(lookup + 6 + 2 * n) for n in range(number(lookup + 4))):
            kind, at = number(lookup), table
            if kind == _EXTENSION:
                kind, at = number(table + 2), table + struct.unpack_from(">L", gsub, table + 4)[0]
            if kind != _SINGLE or number(at) != 2 or at in seen:
                continue
            seen.add(at)
            forms: set[int] = set()
            for n, letter in enumerate(_covered(gsub, at + number(at + 2))):
                form = number(at + 6 + 2 * n)
                if letter in letters and form in forms:
                    yield at + 6 + 2 * n
                elif letter in letters:
                    forms.add(form)


def _covered(gsub: bytes | bytearray, at: int) -> Iterator[int]:
    """The glyphs of a coverage table, in its order."""
    form, count = struct.unpack_from(">2H", gsub, at)
    if form == 1:
        yield from struct.unpack_from(f">{count}H", gsub, at + 4)
        return
    for n in range(count):
        first, last, _ = struct.unpack_from(">3H", gsub, at + 4 + 6 * n)
        yield from range(first, last + 1)


def _metrics(hmtx: bytes, number: int, count: int) -> list[tuple[int, int]]:
    """The advance and the left side bearing of each glyph (OpenType, hmtx)."""
    whole: list[tuple[int, int]] = list(struct.iter_unpack(">Hh", hmtx[: 4 * number]))
    bearings = struct.unpack_from(f">{count - number}h", hmtx, 4 * number)
    return whole + [(whole[-1][0], bearing) for bearing in bearings]


def _cmap(glyphs: Mapping[int, int]) -> bytes:
    """A table of all characters, each a group of its own (OpenType, cmap, format 12)."""
    groups = b"".join(struct.pack(">3L", char, char, glyphs[char]) for char in sorted(glyphs))
    subtable = struct.pack(">2H3L", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    return struct.pack(">2H2HL", 0, 1, 3, 10, 12) + subtable
