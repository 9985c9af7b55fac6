"""The cover: a template writes it as a small SVG, and it is drawn with the embedded typefaces.

Shelves show a picture and know no fonts, so the picture is made here. Of SVG a cover may use
``rect``, ``text`` and ``image``, with the attributes that ``_rect`` and ``Drawer`` read; lengths
are pixels, and a text or an image stands on one colour. The image ``href="logo"`` is the journal's.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

import lxml.etree
from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from nashr.outputs.epub.cover_pieces import Piece, pieces
from nashr.outputs.typefaces import faces_behind
from nashr.ports import Face, FontShop
from nashr.records import dataclass, field, replace
from nashr.untrusted.xml import XmlError, parse_xml

Element = lxml.etree._Element

SVG = "{http://www.w3.org/2000/svg}"
#: Letters of this size and more are drawn with the shapes made for display.
_DISPLAY_SIZE = 60.0
#: The faces that the cover which ships sets, beside those of a screen.
FACES = tuple(
    Face("serif", weight=weight, optical_size=_DISPLAY_SIZE, plain=True)
    for weight in (400, 500, 600)
)
#: The length of a text in pixels.
Measure = Callable[[str], float]
#: Shades between the colour of the ground and that of a letter.
_STEPS = 15
#: The step of each value of a mask, and whether it is seen.
_STEP_OF = tuple(round(value * _STEPS / 255) for value in range(256))
_TOUCHED = [255 if value * _STEPS >= 128 else 0 for value in range(256)]
_MOST_WORDS = 60
_LONGEST_WORD = 60
_SHORT_WORD = 3
#: Pixels of a length; shelves ask for 2560 at most.
_LARGEST = 5000
#: What ``href`` of an image names, and how many colours the image may have.
_LOGO, _LOGO_COLOURS = "logo", 120
#: How much of a text's length lies before its place.
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class CoverError(Exception):
    """The cover's template writes what cannot be drawn. The text says what."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines, and the size in pixels at which they fit."""

    lines: tuple[str, ...]
    size: int


@dataclass(slots=True)
class Drawer:
    """Measures and draws a cover's texts. ``characters`` are all that it may have to set, ``logo``
    is the journal's sign as an image that has its size on the cover.
    """

    shop: FontShop
    characters: frozenset[str]
    language: str
    logo: Image.Image | None = None
    _files: dict[Face, bytes] = field(default_factory=dict)
    _fonts: dict[tuple[Face, int], ImageFont.FreeTypeFont] = field(default_factory=dict)

    def fit(
        self,
        text: str,
        *,
        width: int,
        height: int,
        largest: int,
        smallest: int,
        family: str = "serif",
        weight: int = 400,
        leading: float = 1.12,
    ) -> Fitted:
        """The text in balanced lines, as large as the room allows and never below ``smallest``.

        Of a text that no cover has room for, such as four hundred authors, the beginning.
        """
        words = _beginning(text.split())
        # Measured once, at the largest size; the shapes of letters do not change below it.
        known: dict[str, float] = {}

        def measure(line: str) -> float:
            if line not in known:
                found = self._pieces(line, self._faces(line, family, weight, smallest))
                known[line] = sum(self._length(one, largest) for one in found)
            return known[line]

        lines: tuple[str, ...] = ()
        for size in range(largest, smallest - 1, -2):
            room = width * largest / size
            lines = balanced(words, room, measure)
            high = size * leading * len(lines)
            if high <= height and all(measure(line) <= room for line in lines):
                return Fitted(lines, size)
        return Fitted(lines, smallest)

    def draw(self, svg: str) -> bytes:
        """The cover as a PNG. Raises ``CoverError`` for SVG that it does not know."""
        try:
            root = parse_xml(svg)
        except XmlError as error:
            raise CoverError(f"the cover is not XML: {error}") from error
        sheet = _Sheet(_pixels(root, "width"), _pixels(root, "height"))
        for element in root.iter(lxml.etree.Element):
            if element.tag == f"{SVG}rect":
                _rect(sheet, element)
            elif element.tag == f"{SVG}text":
                self._text(sheet, element)
            elif element.tag == f"{SVG}image" and element.get("href") == _LOGO and self.logo:
                sheet.picture(self.logo, (_pixels(element, "x"), _pixels(element, "y")))
            elif element.tag not in (f"{SVG}svg", f"{SVG}g", f"{SVG}title"):
                raise CoverError(f"a cover cannot have the element {element.tag}")
        return sheet.png()

    def _text(self, sheet: _Sheet, element: Element) -> None:
        text = " ".join((element.text or "").split())
        size = _pixels(element, "font-size")
        family = element.get("font-family", "serif")
        weight = int(element.get("font-weight", "400"))
        found = self._pieces(text, self._faces(text, family, weight, size))
        length = sum(self._length(one, size) for one in found)
        part = _ANCHORS[element.get("text-anchor", "start")]
        x, y = _pixels(element, "x") - length * part, _pixels(element, "y")
        mask = Image.new("L", (round(length) + 2 * size, 3 * size))
        draw, at = ImageDraw.Draw(mask), float(size)
        for face, piece in found:
            font = self._font(face, size)
            draw.text((at, 2 * size), piece, 255, font, "ls", language=self._tag())
            at += self._length((face, piece), size)
        sheet.ink(mask, (round(x) - size, y - 2 * size), element.get("fill", "black"))

    def _faces(self, text: str, family: str, weight: int, size: int) -> tuple[Face, ...]:
        """The faces of a text: that for Latin letters, and those for what it lacks."""
        behind = (
            face if face.family == "broad" else replace(face, weight=weight)
            for face in faces_behind(self.shop, frozenset(text))
        )
        if family == "sans":
            return Face("sans", weight=weight, plain=True), *behind
        optical_size = _DISPLAY_SIZE if size >= _DISPLAY_SIZE / 2 else None
        return Face("serif", weight=weight, optical_size=optical_size, plain=True), *behind

    def _pieces(self, text: str, faces: tuple[Face, ...]) -> list[Piece]:
        return pieces(text, faces, self.shop.lacking)

    def _length(self, piece: Piece, size: int) -> float:
        face, text = piece
        return self._font(face, size).getlength(text, language=self._tag())

    def _font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        if face not in self._files:
            self._files[face] = self.shop.subset(face, self.characters, "ttf")
        if (face, size) not in self._fonts:
            file = io.BytesIO(self._files[face])
            self._fonts[face, size] = ImageFont.truetype(file, size)
        return self._fonts[face, size]

    def _tag(self) -> str | None:
        """The language, for the letter forms that depend on it; needs Raqm, as kerning does."""
        return self.language if features.check_feature("raqm") else None


def _rect(sheet: _Sheet, element: Element) -> None:
    x, y = _pixels(element, "x"), _pixels(element, "y")
    right = x + _pixels(element, "width") - 1
    bottom = y + _pixels(element, "height") - 1
    sheet.fill((x, y, right, bottom), element.get("fill", "black"))


def _pixels(element: Element, name: str) -> int:
    value = element.get(name, "0")
    try:
        found = round(float(value))
    except (ValueError, OverflowError):
        raise CoverError(f"{name}=“{value}” is not a number of pixels") from None
    if abs(found) > _LARGEST:
        raise CoverError(f"{name}=“{value}” is more than {_LARGEST} pixels")
    return found


# --- paper and ink -------------------------------------------------------------------------

Colour = tuple[int, int, int]


class _Sheet:
    """An image of few colours. The soft edges of letters are steps between ink and ground."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("P", (width, height))
        self._pen = ImageDraw.Draw(self._image)
        self._palette: list[Colour] = [(255, 255, 255)]

    def fill(self, box: tuple[int, int, int, int], colour: str) -> None:
        self._pen.rectangle(box, fill=self._index(_colour(colour)))

    def ink(self, mask: Image.Image, place: tuple[int, int], colour: str) -> None:
        """Colour through a mask, over the one colour that is the ground of its first pixel."""
        size = self._image.size
        at = (min(max(place[0], 0), size[0] - 1), min(max(place[1], 0), size[1] - 1))
        ground = self._palette[int(self._image.getpixel(at))]  # type: ignore[arg-type]
        ramp = [self._index(_mixed(ground, _colour(colour), n / _STEPS)) for n in range(_STEPS + 1)]
        indexes = mask.point([ramp[step] for step in _STEP_OF])
        self._image.paste(indexes, place, mask.point(_TOUCHED))

    def picture(self, picture: Image.Image, place: tuple[int, int]) -> None:
        """A picture with transparency, in few colours, over the colour that is its ground."""
        ground = self._palette[int(self._image.getpixel(place))]  # type: ignore[arg-type]
        flat = Image.new("RGB", picture.size, ground)
        flat.paste(picture, (0, 0), picture)
        few = flat.quantize(_LOGO_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        colours = few.getpalette() or []
        own = [self._index(_triple(colours[n : n + 3])) for n in range(0, len(colours), 3)]
        self._image.paste(few.point([*own, *[0] * (256 - len(own))]), place)

    def png(self) -> bytes:
        self._image.putpalette([part for colour in self._palette for part in colour])
        buffer = io.BytesIO()
        # Large plain areas: as small as with all the art of zlib, in half the time.
        self._image.save(buffer, "PNG", compress_type=zlib.Z_RLE)
        return buffer.getvalue()

    def _index(self, colour: Colour) -> int:
        if colour not in self._palette:
            if len(self._palette) == 256:
                raise CoverError("a cover cannot have so many colours")
            self._palette.append(colour)
        return self._palette.index(colour)


def _triple(parts: Sequence[int]) -> Colour:
    red, green, blue = parts
    return red, green, blue


def _colour(name: str) -> Colour:
    try:
        found = ImageColor.getrgb(name)
    except ValueError:
        raise CoverError(f"“{name}” is not a colour") from None
    return found[0], found[1], found[2]


def _mixed(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return red, green, blue


# --- lines ---------------------------------------------------------------------------------


def _beginning(words: Sequence[str]) -> list[str]:
    short = [word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in words]
    return short if len(short) <= _MOST_WORDS else [*short[:_MOST_WORDS], "…"]


def balanced(words: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    """The words in as few lines as they need, the lines as equal in length as can be."""
    least: list[tuple[int, float]] = [(0, 0.0)]
    breaks: list[int] = [0]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(end):
            length = measure(" ".join(words[start:end]))
            if length > width and start < end - 1:
                continue
            lines, badness = least[start]
            # A short word, such as a conjunction, belongs with the word after it.
            dangling = end < len(words) and len(words[end - 1]) <= _SHORT_WORD
            badness += (width - length) ** 2 + (width**2 / 4 if dangling else 0)
            options.append(((lines + 1, badness), start))
        best, start = min(options)
        least.append(best)
        breaks.append(start)
    lines_found: list[str] = []
    end = len(words)
    while end:
        lines_found.append(" ".join(words[breaks[end] : end]))
        end = breaks[end]
    return tuple(reversed(lines_found))
