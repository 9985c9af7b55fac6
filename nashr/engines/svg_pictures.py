"""Drawings as pixels, by resvg: for pictures that have to be raster images, as covers of books.

resvg reads fonts from files alone. A drawing with text gets subsets of ours, in a temporary folder;
no font of the machine is used.
"""

from __future__ import annotations

from nashr.engines.fonts import shop
from nashr.outputs.typefaces import faces_behind
from nashr.ports import Face
from nashr.project.atomic import temporary_folder

_SANS, _SERIF = "Nashr Sans", "Nashr Serif"
#: The pixels of an inch in CSS. resvg is asked for it: without, millimetres and points are nothing.
_PIXELS_PER_INCH = 96
_FACES = tuple(Face(family, weight=weight) for family in ("sans", "serif") for weight in (400, 700))


def draw(svg: bytes, width: int, height: int) -> bytes:
    """A drawing in this many pixels, as a PNG with transparency. Raises ``ValueError`` for what is
    no drawing.
    """
    text = svg.decode()
    if "<text" not in text:
        return _drawn(text, width, height, [])
    letters = frozenset(text)
    faces = (*_FACES, *faces_behind(shop(), letters))
    with temporary_folder() as folder:
        files = [folder / f"{number}.ttf" for number in range(len(faces))]
        for file, face in zip(files, faces, strict=True):
            file.write_bytes(shop().subset(face, letters, "ttf"))
        return _drawn(text, width, height, [str(file) for file in files])


def _drawn(svg: str, width: int, height: int, fonts: list[str]) -> bytes:
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        height=height,
        dpi=_PIXELS_PER_INCH,
        skip_system_fonts=True,
        font_files=fonts,
        font_family=_SANS,
        sans_serif_family=_SANS,
        serif_family=_SERIF,
    )
