"""The pictures of an article in a Word file: their drawings (DrawingML), files and sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from nashr import ast
from nashr.model import Node, Resource
from nashr.outputs.docx.fields import raw
from nashr.ports import SvgDrawer
from nashr.records import dataclass, field

_EMU = 12_700  # English metric units of a point
#: Pixels of a drawing for each point, for readers of Word that show no SVG.
_DENSITY = 4
_MOST_PIXELS = 4000
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|[a-z]*)")
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_SVG = "image/svg+xml"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SVG_EXTENSION = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a picture in points, and the size of the text around it."""

    width: float
    height: float
    size: float


@dataclass(slots=True)
class Pictures:
    """Draws pictures, and collects their files."""

    resources: Mapping[str, Resource]
    room: Room
    draw_svg: SvgDrawer
    #: The files by their names in the folder ``word``, and the ids by which drawings name them.
    files: dict[str, bytes] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    #: What authors asked for by the names of the files: ``width`` and the like.
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    _count: int = 0

    def drawing(self, image: Node, *, in_line: bool, more: str = "") -> Node | None:
        """The drawing of an image; None where its file is not there. ``more`` is said behind its
        alternative text.
        """
        (_, _, keyvals), alternative, (target, title) = image["c"]
        resource = self.resources.get(target)
        if resource is None:
            return None
        self._count += 1
        width, height = self._size(resource, dict(keyvals), in_line=in_line)
        said = " ".join(filter(None, (ast.plain_text(alternative), more)))
        name = target.rpartition("/")[2]
        self.attributes.setdefault(name, dict(keyvals))
        extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
        properties = (
            f'id="{200_000 + self._count}" name={_attribute(name)} descr={_attribute(said)}'
            + (f" title={_attribute(title)}" if title else "")
        )
        blip = self._blip(resource, width, height)
        return raw(
            "<w:r><w:drawing>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f"<wp:docPr {properties}/>"
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_MAIN}" noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_MAIN}">'
            f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
            f'<pic:cNvPr id="0" name={_attribute(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
            f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _blip(self, resource: Resource, width: float, height: float) -> str:
        """The reference to the picture's file; a drawing has its pixels beside it."""
        name = f"media/{resource.name.rpartition('/')[2]}"
        if resource.media_type != _SVG:
            return f'<a:blip r:embed="{self._id(name, resource.data)}"/>'
        scale = min(_DENSITY, _MOST_PIXELS / max(width, height, 1))
        pixels = max(1, round(width * scale)), max(1, round(height * scale))
        drawn = self.draw_svg(resource.data, *pixels)
        fallback = self._id(f"{name.rpartition('.')[0]}-svg.png", drawn)
        vector = self._id(name, resource.data)
        return (
            f'<a:blip r:embed="{fallback}"><a:extLst>'
            '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_EXTENSION}" r:embed="{vector}"/></a:ext>'
            "</a:extLst></a:blip>"
        )

    def _id(self, name: str, data: bytes) -> str:
        if name not in self.ids:
            self.files[name] = data
            self.ids[name] = f"rIdPicture{len(self.ids) + 1}"
        return self.ids[name]

    def _size(
        self, resource: Resource, asked: Mapping[str, str], *, in_line: bool
    ) -> tuple[float, float]:
        """Width and height in points: as they are asked for, and no larger than the room."""
        natural_width = (resource.width or 300) * _POINTS["px"]
        natural_height = (resource.height or 200) * _POINTS["px"]
        ratio = natural_height / natural_width
        width = self._points(asked.get("width", ""), self.room.width)
        height = self._points(asked.get("height", ""), self.room.height)
        if width is None and height is None:
            width = natural_width
            if in_line and natural_height > self.room.height / 3:
                width = natural_width * self.room.height / 3 / natural_height
        if width is None:
            width = (height or 0) / ratio
        if height is None:
            height = width * ratio
        least = min(1.0, self.room.width / max(width, 1), self.room.height / max(height, 1))
        return width * least, height * least

    def _points(self, length: str, whole: float) -> float | None:
        found = _LENGTH.fullmatch(length.strip().lower())
        if found is None:
            return None
        if found[2] == "%":
            return float(found[1]) / 100 * whole
        unit = self.room.size if found[2] in ("em", "rem") else _POINTS.get(found[2])
        return float(found[1]) * unit if unit else None


def _attribute(value: str) -> str:
    return quoteattr(" ".join(value.split()))
