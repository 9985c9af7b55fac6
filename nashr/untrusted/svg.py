"""Make SVG drawings static: copy only the elements and attributes of an allowlist.

Scripts, event handlers, animations and ``foreignObject`` are removed. A drawing is refused if it
refers to a file or address outside of it, refers to itself in a circle, or repeats parts until
drawing them takes too long. The result keeps to the secure static mode of SVG 2, section 2.7.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from nashr.messages import Message, reason_of
from nashr.records import dataclass, field
from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.xml import XmlError, parse_xml

#: Limits: bytes of a file, levels of nested elements.
MAX_BYTES = 4_000_000
MAX_DEPTH = 100
#: The cost of drawing, repetitions included: an element, a letter and about fifty characters of a
#: path cost 1 each. WeasyPrint needs about 0.4 ms for a cost of 1.
MAX_COST = 100_000
_CHARACTERS_PER_PATH_COST, _CHARACTERS_PER_VERTEX = 50, 8
MAX_SIDE = 30_000

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HREF, _XLINK_HREF = "href", f"{{{_XLINK}}}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ELEMENTS = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask path pattern polygon polyline radialGradient rect stop style svg
    switch symbol text textPath title tspan use
    """.split()
)
#: Elements that draw nothing: they are removed without being reported.
_INVISIBLE = frozenset("metadata view cursor".split())
_ATTRIBUTES = frozenset(
    """
    amplitude azimuth baseFrequency baseProfile bias class clipPathUnits color cx cy d
    diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy
    gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4 kernelMatrix
    kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
    maskContentUnits maskUnits media method mode numOctaves offset operator order orient origin
    pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY
    pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result rotate rx
    ry scale seed side slope spacing specularConstant specularExponent spreadMethod startOffset
    stdDeviation stitchTiles style surfaceScale systemLanguage tableValues targetX targetY
    textLength transform type values version viewBox width x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z

    alignment-baseline baseline-shift clip clip-path clip-rule color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-size font-size-adjust font-stretch font-style
    font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical
    image-rendering kerning letter-spacing lighting-color line-height marker marker-end
    marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-rendering transform-origin unicode-bidi vector-effect visibility
    white-space word-spacing writing-mode
    """.split()
)
#: Elements whose ``href`` draws, or loads, what it refers to.
_REFERRING = frozenset(
    "use textPath linearGradient radialGradient pattern filter image mask".split()
)
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
#: CSS that loads files by other means than ``url()``, and CSS that is active content.
_FETCHING_CSS = re.compile(r"@import|(?:image-set|image|src|cross-fade|element)\(", re.IGNORECASE)
_ACTIVE_CSS = re.compile(r"\\|expression\(|javascript:|-moz-binding|behavior\s*:|<", re.IGNORECASE)
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_AT_RULE = re.compile(r"@(?!media\b|charset\b|namespace\b|supports\b)", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,", re.IGNORECASE)
_COORDINATE = re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?", re.IGNORECASE)
_LENGTH = re.compile(r"(\d*\.?\d+|\d+\.)(?:e([-+]?\d{1,3}))?(px|pt|pc|mm|cm|in)?", re.IGNORECASE)
#: Numbers that are not finite or too large to draw. Colours and ids (``#…``) are not checked.
_UNDRAWABLE_NUMBER = re.compile(
    r"(?<![a-z])(?:nan|inf|infinity)(?![a-z])|\de\+?\d{2,}|(?<![\d.])\d{10,}", re.IGNORECASE
)
_HASH = re.compile(r"#[\w.-]+")
_NOT_NUMERIC = frozenset("class font font-family id in in2 lang result systemLanguage".split())
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}

#: Gives back an embedded raster image as it may stand in a product, and its media type. Raises
#: ``ImageError`` for one that may not be shown.
TakePicture = Callable[[bytes], tuple[bytes, str]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A static drawing, its size in CSS pixels, and the names of what was removed."""

    data: bytes
    width: int | None
    height: int | None
    removed: tuple[str, ...] = ()


def make_static(data: bytes, take_picture: TakePicture) -> Drawing:
    """A copy of the drawing with allowed content only; ``take_picture`` gets embedded images.

    Raises ``ImageError`` with ``image-unreadable``, ``image-external`` or ``image-too-large``.
    """
    if len(data) > MAX_BYTES:
        raise ImageError(
            "image-too-large",
            Message("has more than {most} megabytes", most=MAX_BYTES // 1_000_000),
        )
    try:
        root = parse_xml(data)
    except XmlError as error:
        clause = Message("cannot be read: {reason}", reason=reason_of(error))
        if error.line:
            clause = Message(
                "cannot be read: {reason} (line {line})", reason=reason_of(error), line=error.line
            )
        raise ImageError("image-unreadable", clause) from error
    copier = _Copier(take_picture)
    copy = copier.copy_element(root, 1)
    if copy is None:
        raise ImageError("image-unreadable", Message("is not a drawing"))
    _RenderingCost.of(copy).check()
    width, height = _size(copy)
    text: bytes = etree.tostring(copy, encoding="UTF-8", xml_declaration=True)
    return Drawing(text, width, height, tuple(copier.removed))


# --- copying -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Copier:
    take_picture: TakePicture
    removed: dict[str, None] = field(default_factory=dict)

    def copy_element(self, element: Any, depth: int) -> Any:
        """A copy of the element with allowed content; None if the element is not allowed."""
        if depth > MAX_DEPTH:
            raise ImageError(
                "image-too-large",
                Message("nests more than {most} levels deep", most=MAX_DEPTH),
            )
        name = etree.QName(element)
        if name.namespace not in (_SVG, None):
            return None
        if name.localname not in _ELEMENTS:
            if name.localname not in _INVISIBLE:
                self.removed[f"<{name.localname[:40]}>"] = None
            return None
        # Links in drawings are not followed by any output; their contents are drawn.
        tag = "g" if name.localname == "a" else name.localname
        nsmap: Any = {None: _SVG, "xlink": _XLINK} if depth == 1 else None
        copy = etree.Element(f"{{{_SVG}}}{tag}", nsmap=nsmap)
        for attribute, value in element.attrib.items():
            self._copy_attribute(copy, name.localname, str(attribute), str(value))
        if name.localname == "style":
            copy.text = self._style_sheet("".join(element.itertext()))
            return copy
        copy.text = element.text
        for child in element:
            self._copy_child(copy, child, depth)
        if name.localname == "image" and copy.get(_HREF, copy.get(_XLINK_HREF)) is None:
            return None
        return copy

    def _copy_child(self, copy: Any, child: Any, depth: int) -> None:
        kept = self.copy_element(child, depth + 1)
        if kept is not None:
            copy.append(kept)
            kept.tail = child.tail
        elif child.tail and len(copy):
            copy[-1].tail = (copy[-1].tail or "") + child.tail
        elif child.tail:
            copy.text = (copy.text or "") + child.tail

    def _copy_attribute(self, copy: Any, element: str, attribute: str, value: str) -> None:
        if attribute in (_HREF, _XLINK_HREF):
            target = self._target(element, value.strip()) if element in _REFERRING else None
            if target is not None:
                copy.set(attribute, target)
        elif attribute.lower().startswith("on"):
            self.removed[attribute[:40]] = None
        elif attribute in _ATTRIBUTES or attribute in (_SPACE, _LANG):
            _refuse_external(value)
            if not _ACTIVE_CSS.search(value) and (
                attribute in _NOT_NUMERIC or _has_drawable_numbers(value)
            ):
                copy.set(attribute, value)

    def _target(self, element: str, target: str) -> str | None:
        """What the element may refer to: a part of the drawing, or the picture that it holds."""
        if target.startswith("#"):
            return None if element == "image" else target
        if not target:
            return None
        if element != "image" or not target[:5].lower() == "data:":
            raise _external(target)
        match = _DATA.match(target)
        if match is None:
            self.removed["<image>"] = None
            return None
        try:
            held = base64.b64decode(re.sub(r"\s+", "", target[match.end() :]), validate=True)
        except (binascii.Error, ValueError):
            raise ImageError("image-unreadable", Message("holds a damaged picture")) from None
        data, media_type = self.take_picture(held)
        return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"

    def _style_sheet(self, css: str) -> str:
        """A style sheet without embedded fonts; empty if it contains active content."""
        without = _FONT_FACE.sub(lambda face: "" if _refers_inside(face[0]) else face[0], css)
        _refuse_external(without)
        active = _ACTIVE_CSS.search(without) or _AT_RULE.search(_COMMENT.sub("", without))
        if active or not _has_drawable_numbers(without):
            self.removed["<style>"] = None
            return ""
        return without


def _has_drawable_numbers(value: str) -> bool:
    """Whether every number in the value can be drawn."""
    return _UNDRAWABLE_NUMBER.search(_HASH.sub("", value)) is None


def _refers_inside(css: str) -> bool:
    return all(url.lower().startswith(("#", "data:")) for url in _URL.findall(css))


def _refuse_external(value: str) -> None:
    if "(" not in value and "@" not in value:
        return
    for url in _URL.findall(value):
        if not url.startswith("#"):
            raise _external(url.strip())
    if _FETCHING_CSS.search(value):
        raise _external(value.strip())


def _external(target: str) -> ImageError:
    shown = target if len(target) <= 60 else f"{target[:60]}…"
    return ImageError(
        "image-external", Message("asks for “{shown}”, which is not part of it", shown=shown)
    )


# --- references inside the drawing ---------------------------------------------------------


@dataclass(slots=True)
class _RenderingCost:
    """Computes the cost of drawing when every reference is followed."""

    root: Any
    by_id: Mapping[str, Any]
    _costs: dict[Any, int] = field(default_factory=dict)
    _open: set[Any] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> _RenderingCost:
        by_id: dict[str, Any] = {}
        for element in root.iter():
            if element.get("id"):
                by_id.setdefault(element.get("id"), element)
        return cls(root, by_id)

    def check(self) -> None:
        """Raise ``ImageError`` for circular references, or if the cost is too high."""
        referred = [self.by_id[key] for key in self.by_id]
        for element in referred:
            self._cost(element, 0)
        if self._cost(self.root, 0) > MAX_COST:
            raise ImageError("image-too-large", Message("has more to draw than a figure can show"))

    def _cost(self, element: Any, depth: int) -> int:
        if element in self._costs:
            return self._costs[element]
        if element in self._open:
            raise ImageError("image-unreadable", Message("has a part that refers to itself"))
        if depth > 2 * MAX_DEPTH:
            raise ImageError(
                "image-too-large",
                Message("nests more than {most} levels deep", most=MAX_DEPTH),
            )
        self._open.add(element)
        path_length = len(element.get("d", "")) + len(element.get("points", ""))
        cost = 1 + path_length // _CHARACTERS_PER_PATH_COST + len((element.text or "").strip())
        for child in element:
            cost += self._cost(child, depth + 1) + len((child.tail or "").strip())
        for attribute, target in self._targets(element):
            times = (
                1 + path_length // _CHARACTERS_PER_VERTEX if attribute.startswith("marker") else 1
            )
            cost += times * self._cost(target, depth + 1)
        self._open.discard(element)
        self._costs[element] = min(cost, MAX_COST + 1)
        return self._costs[element]

    def _targets(self, element: Any) -> Iterator[tuple[str, Any]]:
        for attribute, value in element.attrib.items():
            if attribute in (_HREF, _XLINK_HREF):
                names = [value[1:]] if value.startswith("#") else []
            else:
                names = [url[1:].strip() for url in _URL.findall(value)]
            yield from ((attribute, self.by_id[name]) for name in names if name in self.by_id)


# --- size ----------------------------------------------------------------------------------


def _size(root: Any) -> tuple[int | None, int | None]:
    """Width and height, or those of the ``viewBox`` (SVG 2, section 8.2); removes a broken one."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    is_box = len(box) == 4 and all(_COORDINATE.fullmatch(value) for value in box)
    sides = [_length(value) for value in box[2:]] if is_box else [None, None]
    if None in sides and "viewBox" in root.attrib:
        del root.attrib["viewBox"]
    if width is None or height is None:
        width, height = sides
    if max(width or 0, height or 0) > MAX_SIDE:
        raise ImageError(
            "image-too-large",
            Message("is more than {most:,} pixels wide or high", most=MAX_SIDE),
        )
    return width, height


def _length(value: str) -> int | None:
    found = _LENGTH.fullmatch(value.strip())
    if not found or len(found[1]) > 40:
        return None
    number = float(f"{found[1]}e{found[2] or 0}")
    return round(min(number, 1e9) * _UNITS[(found[3] or "").lower()]) or None
