"""Content streams in inks: what a page, a form or a pattern paints.

WeasyPrint writes one operator an item. Those that choose a colour are replaced; black text on a
page gets overprint, so that no white seam shows where a tint under it is not printed quite in
register.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from nashr.records import dataclass, field, replace
from nashr.typesetting.css_colours import for_d50
from nashr.typesetting.standards.inks import Cmyk, Inks
from nashr.typesetting.standards.matrices import Matrix, product

#: The names of the graphics states that turn overprint on and off (ISO 32000-1, 8.6.7): in the
#: mode 1, an ink of which the text has none leaves what is under it.
OVERPRINT, KNOCK_OUT = "Over", "Knock"
OVERPRINT_STATES: dict[str, dict[str, Any]] = {
    OVERPRINT: {"Type": "/ExtGState", "OP": "true", "op": "true", "OPM": 1},
    KNOCK_OUT: {"Type": "/ExtGState", "OP": "false", "op": "false", "OPM": 0},
}
_BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
_SETS_COLOUR = re.compile(rb"^((?:[-+.\deE]+ )+)(rg|RG|scn|SCN)$")
_SETS_SPACE = re.compile(rb"^/(lab-d50|lab-d65|DeviceCMYK) (cs|CS)$")
_NAMED = re.compile(rb"^/(\S+) (Do|scn|SCN|sh)$")
_MATRIX = re.compile(rb"^((?:[-+.\deE]+ ){6})(cm|Tm)$")
_SHOWS_TEXT = re.compile(rb"(?:TJ|Tj|'|\")$")
_PAINTS = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"])


@dataclass(slots=True)
class Painted:
    """What a stream paints: whether it sets other inks than black, the most ink of the three
    colours together that it sets, in parts of one ink, and the names of the images, forms,
    patterns and shadings that it uses.
    """

    coloured: bool = False
    most_colour: float = 0.0
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _State:
    fill: Cmyk = _BLACK
    fill_space: str = ""
    stroke_space: str = ""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    overprints: bool = False


def convert(
    items: list[Any],
    inks: Inks,
    most_colour_of: Callable[[str], float] | None = None,
) -> tuple[list[Any], Painted]:
    """The items of a content stream in inks, and what it paints.

    Given the most ink of colours that an image of a name has, black text is overprinted; not on
    images where black on top would be more ink than the limit.
    """
    converter = _Converter(inks, most_colour_of)
    made = [one for item in items for one in converter.converted(item)]
    if most_colour_of is None or converter.painted.most_colour + 1 > inks.most:
        made = without_overprint(made)
    return made, converter.painted


def without_overprint(items: list[Any]) -> list[Any]:
    """The items of a stream that overprints nothing."""
    return [one for one in items if one not in (_OVER, _KNOCK)]


_OVER, _KNOCK = f"/{OVERPRINT} gs".encode(), f"/{KNOCK_OUT} gs".encode()


class _Converter:
    def __init__(self, inks: Inks, most_colour_of: Callable[[str], float] | None) -> None:
        self._inks = inks
        self._most_colour_of = most_colour_of
        self._state = _State()
        self._states: list[_State] = []
        self._heavy: list[tuple[float, float, float, float]] = []
        self._at = (0.0, 0.0)
        self.painted = Painted()

    def converted(self, item: Any) -> Iterator[Any]:
        """What stands in place of an item; tags of marked content are text and stay."""
        if not isinstance(item, bytes):
            yield item
            return
        if item == b"q":
            self._states.append(self._state)
        elif item == b"Q" and self._states:
            self._state = self._states.pop()
        elif found := _SETS_SPACE.match(item):
            self._set_space(found[1].decode(), is_stroke=found[2] == b"CS")
            return
        elif found := _SETS_COLOUR.match(item):
            yield self._coloured(found)
            return
        elif found := _MATRIX.match(item):
            self._move(found)
        elif found := _NAMED.match(item):
            yield from self._named(found[1].decode(), found[2])
        elif _SHOWS_TEXT.search(item):
            yield from self._overprinting(self._is_black_text())
        elif item in _PAINTS:
            yield from self._overprinting(False)
        yield item

    # --- colours ---------------------------------------------------------------------------

    def _set_space(self, space: str, *, is_stroke: bool) -> None:
        if is_stroke:
            self._state = replace(self._state, stroke_space=space)
        else:
            self._state = replace(self._state, fill_space=space)

    def _coloured(self, found: re.Match[bytes]) -> bytes:
        values, operator = [float(value) for value in found[1].split()], found[2]
        is_stroke = operator in (b"RG", b"SCN")
        inked = self._inked(values, operator, is_stroke)
        cyan, magenta, yellow, _ = inked
        self.painted.coloured |= cyan + magenta + yellow > 0
        self.painted.most_colour = max(self.painted.most_colour, cyan + magenta + yellow)
        if not is_stroke:
            self._state = replace(self._state, fill=inked)
        numbers = " ".join(f"{value:g}" for value in inked)
        return f"{numbers} {'K' if is_stroke else 'k'}".encode()

    def _inked(self, values: list[float], operator: bytes, is_stroke: bool) -> Cmyk:
        if operator in (b"rg", b"RG"):
            return self._inks.of((values[0], values[1], values[2]))
        space = self._state.stroke_space if is_stroke else self._state.fill_space
        if space == "DeviceCMYK" and len(values) == 4:
            return self._inks.of_inks((values[0], values[1], values[2], values[3]))
        lab = (values[0], values[1], values[2])
        return self._inks.of_lab(for_d50(lab) if space == "lab-d65" else lab)

    # --- overprint -------------------------------------------------------------------------

    def _overprinting(self, wanted: bool) -> Iterator[bytes]:
        if self._state.overprints != wanted:
            self._state = replace(self._state, overprints=wanted)
            yield _OVER if wanted else _KNOCK

    def _is_black_text(self) -> bool:
        x, y = self._at
        on_image = any(
            left <= x <= right and low <= y <= high for left, low, right, high in self._heavy
        )
        return self._state.fill == _BLACK and not on_image

    def _move(self, found: re.Match[bytes]) -> None:
        a, b, c, d, e, f = (float(value) for value in found[1].split())
        made = product((a, b, c, d, e, f), self._state.matrix)
        if found[2] == b"cm":
            self._state = replace(self._state, matrix=made)
        else:
            self._at = made[4], made[5]

    def _named(self, name: str, operator: bytes) -> Iterator[bytes]:
        self.painted.names.add(name)
        if operator in (b"scn", b"SCN"):
            if operator == b"scn":
                self._state = replace(self._state, fill=(0.0, 0.0, 0.0, 0.0))
            return
        yield from self._overprinting(False)
        most = self._most_colour_of(name) if self._most_colour_of and operator == b"Do" else 0.0
        if most + 1 > self._inks.most:
            self._heavy.append(_unit_square(self._state.matrix))


def _unit_square(matrix: Matrix) -> tuple[float, float, float, float]:
    """The rectangle around the place of an image: left, low, right, high."""
    a, b, c, d, e, f = matrix
    across = sorted((e, e + a, e + c, e + a + c))
    up = sorted((f, f + b, f + d, f + b + d))
    return across[0], up[0], across[-1], up[-1]
