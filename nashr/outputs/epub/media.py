"""The images of the book, as e-readers show them, and pictures of its formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import lxml.etree

from nashr.model import Resource
from nashr.outputs.epub.xhtml import XhtmlPage
from nashr.outputs.markup import MATHML
from nashr.ports import MathDrawer
from nashr.records import dataclass, field
from nashr.untrusted import book_images
from nashr.untrusted.image_errors import ImageError

SVG = "image/svg+xml"
_MATH = f"{{{MATHML}}}math"
_IMAGE = "{http://www.w3.org/1999/xhtml}img"
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
#: The size of a drawn formula, and how far it stands above the line, in em.
_SIZE = re.compile(rb'width="([\d.]+em)" height="([\d.]+em)"')
_SHIFT = re.compile(rb"vertical-align:(-?[\d.]+em)")


@dataclass(slots=True)
class Media:
    """The files that the pages show, and their names where these are not those of the article.

    Formulas are drawn as pages are shown them; reading systems that know no MathML show the picture
    (MathML 3, section 2.2.1, ``altimg``).
    """

    images: tuple[Resource, ...]
    renamed: Mapping[str, str]
    #: The names of images that have transparent pixels, or may have.
    transparent: frozenset[str]
    draw_math: MathDrawer
    _formulas: dict[str, Resource | None] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Resource, ...]:
        """All files, in an order that depends on the article alone."""
        drawn = (one for one in self._formulas.values() if one is not None)
        return (*self.images, *drawn)

    def show(self, page: XhtmlPage) -> XhtmlPage:
        """Let a page show its images and formulas by these files; in place."""
        for image in page.root.iter(_IMAGE):
            source = image.get("src", "")
            source = self.renamed.get(source, source)
            image.set("src", source)
            if source in self.transparent:
                image.set("class", f"{image.get('class', '')} transparent".strip())
        for formula in page.root.iter(_MATH):
            self._give_picture(formula)
        return page

    def _give_picture(self, formula: lxml.etree._Element) -> None:
        source = lxml.etree.tostring(formula, encoding="unicode", with_tail=False)
        if source not in self._formulas:
            svg = self.draw_math(source)
            name = f"formulas/{len(self._formulas) + 1}.svg"
            self._formulas[source] = Resource(name, svg, SVG) if svg is not None else None
        drawn = self._formulas[source]
        if drawn is None:
            return
        formula.set("altimg", drawn.name)
        size, shift = _SIZE.search(drawn.data), _SHIFT.search(drawn.data)
        if size is not None:
            formula.set("altimg-width", size[1].decode())
            formula.set("altimg-height", size[2].decode())
        if shift is not None:
            formula.set("altimg-valign", shift[1].decode())


def media(resources: Sequence[Resource], draw_math: MathDrawer) -> Media:
    """The files of the book for these images of the article."""
    images = [for_e_readers(resource) for resource in resources]
    renamed = {old.name: new.name for old, new in zip(resources, images, strict=True)}
    transparent = (
        one.name for one in images if book_images.may_be_transparent(one.data, one.media_type)
    )
    return Media(tuple(images), renamed, frozenset(transparent), draw_math)


def for_e_readers(resource: Resource) -> Resource:
    """An image as e-readers show it, under a name with the ending of its type."""
    is_raster = resource.media_type != SVG
    if not is_raster or not book_images.needs_change(
        resource.data, resource.media_type, resource.width, resource.height
    ):
        return resource
    try:
        data, shown = book_images.for_e_readers(resource.data)
    except ImageError:  # an image that its stage took, and that cannot be written otherwise
        return resource
    stem = resource.name.rpartition(".")[0] if "." in resource.name else resource.name
    ending = _ENDINGS[shown.media_type]
    same = shown.media_type == resource.media_type
    name = resource.name if same else f"{stem}-{resource.name.rpartition('.')[2]}{ending}"
    return Resource(name, data, shown.media_type, shown.width, shown.height)
