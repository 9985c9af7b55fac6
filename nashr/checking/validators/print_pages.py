"""What the pages of a print file paint: colours, lines, images and what they cover.

A content stream is followed with its forms, as ISO 32000-1 (8 and 11) says; a clip counts as the
rectangle around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import pikepdf

from nashr.records import dataclass, field, replace
from nashr.typesetting.standards.matrices import Matrix, product

Box: TypeAlias = tuple[float, float, float, float]

_EVERYWHERE: Box = (-1e6, -1e6, 1e6, 1e6)
_FILLS, _STROKES = frozenset("f F f* B B* b b*".split()), frozenset("S s B B* b b*".split())
_ENDS = _FILLS | _STROKES | {"n"}
_POINTS_OF = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}
_COLOURS = {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4}
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Painted:
    """Something that a page paints.

    ``kind`` is fill, stroke, image or shading, ``box`` what it covers on the page, in points;
    ``space`` names the colour space and ``inks`` the values of the colour, empty for images and
    patterns. ``width`` is that of a line, or of a filled rectangle that is as thin as one;
    ``alpha`` is below 1, or ``masked`` set, where what is below shows through.
    """

    kind: str
    box: Box
    space: str = ""
    inks: tuple[float, ...] = ()
    width: float | None = None
    alpha: float = 1.0
    masked: bool = False
    image: Any = field(default=None, repr=False)
    #: How many pixels an image has for an inch, where it has the fewest.
    resolution: float = 0.0


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix
    clip: Box = _EVERYWHERE
    fill: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    stroke: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    line: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    masked: bool = False


def painted(page: Any) -> Iterator[Painted]:
    """All that a page paints but text, in its order."""
    yield from _Reader().read(page, page.get("/Resources", pikepdf.Dictionary()), 0)


class _Reader:
    def __init__(self, matrix: Matrix = (1, 0, 0, 1, 0, 0)) -> None:
        self._state = _State(matrix)
        self._states: list[_State] = []
        self._path: list[tuple[float, float]] = []
        self._rectangles: list[tuple[float, float]] = []
        self._clips = False

    def read(self, stream: Any, resources: Any, depth: int) -> Iterator[Painted]:
        for one in pikepdf.parse_content_stream(stream):
            if isinstance(one, pikepdf.ContentStreamInstruction):
                operator, operands = str(one.operator), list(one.operands)
                yield from self._operator(operator, operands, resources, depth)

    def _operator(
        self, name: str, values: list[Any], resources: Any, depth: int
    ) -> Iterator[Painted]:
        state = self._state
        if name == "q":
            self._states.append(state)
        elif name == "Q":
            self._state = self._states.pop() if self._states else state
        elif name == "cm":
            self._state = replace(state, matrix=product(_numbers(values), state.matrix))
        elif name == "w":
            self._state = replace(state, line=float(values[0]))
        elif name == "gs":
            self._set(_entry(resources, "/ExtGState", values[0]))
        elif name in _COLOURS or name in ("cs", "CS", "sc", "SC", "scn", "SCN"):
            self._colour(name, values, resources)
        elif name in _POINTS_OF:
            self._path += _points(_numbers(values), state.matrix)
        elif name == "re":
            self._rectangle(_numbers(values))
        elif name in ("W", "W*"):
            self._clips = True
        elif name in _ENDS:
            yield from self._end(name)
        elif name == "sh":
            shading = _entry(resources, "/Shading", values[0])
            yield self._made("shading", state.clip, space_of(shading.get("/ColorSpace")))
        elif name == "Do":
            yield from self._object(_entry(resources, "/XObject", values[0]), resources, depth)

    # --- state -----------------------------------------------------------------------------

    def _set(self, entries: Any) -> None:
        if entries is None:
            return
        mask = entries.get("/SMask")
        self._state = replace(
            self._state,
            fill_alpha=float(entries.get("/ca", self._state.fill_alpha)),
            stroke_alpha=float(entries.get("/CA", self._state.stroke_alpha)),
            masked=self._state.masked if mask is None else isinstance(mask, pikepdf.Dictionary),
        )

    def _colour(self, name: str, values: list[Any], resources: Any) -> None:
        part = "stroke" if name.isupper() else "fill"
        if name in _COLOURS:
            space = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[_COLOURS[name]]
            chosen = (space, _numbers(values))
        elif name in ("cs", "CS"):
            named = str(values[0]).removeprefix("/")
            found = _entry(resources, "/ColorSpace", values[0])
            chosen = (space_of(found) if found is not None else named, ())
        else:
            before = self._state.stroke[0] if part == "stroke" else self._state.fill[0]
            chosen = (before, tuple(float(v) for v in values if not isinstance(v, pikepdf.Name)))
        if part == "stroke":
            self._state = replace(self._state, stroke=chosen)
        else:
            self._state = replace(self._state, fill=chosen)

    # --- paths -----------------------------------------------------------------------------

    def _rectangle(self, values: tuple[float, ...]) -> None:
        x, y, width, height = values
        corners = _points(
            (x, y, x + width, y, x + width, y + height, x, y + height), self._state.matrix
        )
        self._path += corners
        across = _distance(corners[0], corners[1])
        up = _distance(corners[1], corners[2])
        self._rectangles.append((across, up))

    def _end(self, name: str) -> Iterator[Painted]:
        state, box = self._state, around(self._path)
        thin = min((min(sides) for sides in self._rectangles), default=None)
        if box is not None and name in _FILLS:
            is_line = thin is not None and len(self._path) == 4 * len(self._rectangles)
            shown = both(box, state.clip)
            if shown is not None:
                width = thin if is_line else None
                yield self._made("fill", shown, *state.fill, width, state.fill_alpha)
        if box is not None and name in _STROKES:
            width = state.line * _scale(state.matrix)
            wide = (box[0] - width / 2, box[1] - width / 2, box[2] + width / 2, box[3] + width / 2)
            shown = both(wide, state.clip)
            if shown is not None:
                yield self._made("stroke", shown, *state.stroke, width, state.stroke_alpha)
        if self._clips and box is not None:
            clip = both(box, state.clip)
            self._state = replace(state, clip=clip or (0.0, 0.0, 0.0, 0.0))
        self._path, self._rectangles, self._clips = [], [], False

    def _made(
        self,
        kind: str,
        box: Box,
        space: str,
        inks: tuple[float, ...] = (),
        width: float | None = None,
        alpha: float | None = None,
    ) -> Painted:
        own = self._state.fill_alpha if alpha is None else alpha
        return Painted(kind, box, space, inks, width, own, self._state.masked)

    # --- images and forms ------------------------------------------------------------------

    def _object(self, found: Any, resources: Any, depth: int) -> Iterator[Painted]:
        if found is None or depth > _DEPTH:
            return
        state = self._state
        if found.get("/Subtype") == "/Image":
            corners = _points((0, 0, 1, 0, 1, 1, 0, 1), state.matrix)
            box = both(around(corners) or _EVERYWHERE, state.clip)
            if box is None:
                return
            across = int(found.Width) / max(_distance(corners[0], corners[1]) / 72, 1e-6)
            up = int(found.Height) / max(_distance(corners[1], corners[2]) / 72, 1e-6)
            masked = state.masked or "/SMask" in found
            space = space_of(found.get("/ColorSpace"))
            yield Painted(
                "image", box, space, (), None, state.fill_alpha, masked, found, min(across, up)
            )
        elif found.get("/Subtype") == "/Form":
            own = _numbers(list(found.get("/Matrix", [1, 0, 0, 1, 0, 0])))
            inner = _Reader(product(own, state.matrix))
            inner._state = replace(state, matrix=product(own, state.matrix))
            yield from inner.read(found, found.get("/Resources", resources), depth + 1)


def space_of(space: Any) -> str:
    """The colour space behind a name or an array: that of listed colours, ``ICCBased3`` for a
    profile of three components.
    """
    if not isinstance(space, pikepdf.Array):
        return str(space).removeprefix("/")
    kind = str(space[0]).removeprefix("/")
    if kind == "Indexed":
        return space_of(space[1])
    if kind == "ICCBased":
        return f"ICCBased{int(space[1].N)}"
    if kind == "Separation":
        return f"Separation {str(space[1]).removeprefix('/')}"
    return kind


# --- geometry ------------------------------------------------------------------------------


def around(points: list[tuple[float, float]]) -> Box | None:
    """The rectangle around points."""
    if not points:
        return None
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def both(one: Box, other: Box) -> Box | None:
    """What two rectangles share; None where that is nothing."""
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, high = min(one[2], other[2]), min(one[3], other[3])
    return (left, low, right, high) if left <= right and low <= high else None


def _points(values: tuple[float, ...], matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    pairs = zip(values[::2], values[1::2], strict=True)
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in pairs]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _scale(matrix: Matrix) -> float:
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def _numbers(values: list[Any]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _entry(resources: Any, kind: str, name: Any) -> Any:
    found = resources.get(kind)
    return None if found is None else found.get(str(name))
