"""PDF/X-4 for printing: every colour in the inks of the printing condition.

WeasyPrint lays out the pages in RGB. Here each colour becomes grey, in black ink alone, or a
mixture of the four inks by the ICC profile, and the page boxes tell where the sheet is trimmed
(ISO 15930-7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from nashr.ports import PrintingCondition
from nashr.typesetting.patching.apply import patched
from nashr.typesetting.standards import icc, ink_images, ink_streams
from nashr.typesetting.standards.ink_images import InkImage
from nashr.typesetting.standards.inks import Inks
from nashr.typesetting.standards.pdfa import producer_of, set_metadata, set_output_intent
from nashr.typesetting.standards.print_sheets import finish_pages, resources_of
from nashr.typesetting.standards.xmp import packet

_GET_IMAGE = "weasyprint.images:RasterImage.get_x_object"
_REGISTRY = "http://www.color.org"
#: What a printing condition is called that no registry has (ISO 32000-1, table 365).
_CUSTOM = "Custom"


class PrintFile:
    """Makes WeasyPrint's document a PDF/X-4 while it is written. ``coloured`` are then the pages,
    counted from 1, that need other inks than black.
    """

    def __init__(self, condition: PrintingCondition, identifier: str) -> None:
        self._condition = condition
        self._identifier = identifier
        self._inks = Inks(condition.profile, condition.settings)
        #: The most ink of colours of each image, by its object.
        self._images: dict[int, float] = {}
        self.coloured: tuple[int, ...] = ()

    def patch_images(self) -> AbstractContextManager[None]:
        """Let WeasyPrint write raster images in inks, by their own colour profiles."""
        return patched({_GET_IMAGE: lambda image, *_: self._image(image)})

    def _image(self, image: Any) -> Any:
        picture, mask = ink_images.in_inks(image.image_data.data, self._inks)
        stream = _as_object(picture, image.width, image.height)
        if mask is not None:
            stream.extra["SMask"] = _as_object(mask, image.width, image.height)
        self._images[id(stream)] = picture.most_colour
        return stream

    def finish(self, document: Any, pdf: Any) -> None:
        """The finisher: colours, boxes, marks, output intent and metadata."""
        most = 0.0
        for thing in pdf.objects:
            if "ShadingType" in getattr(thing, "keys", dict)():
                most = max(most, _convert_shading(thing, self._inks))
        streams = [one for one in pdf.objects if hasattr(one, "stream")]
        pages = [one for one in streams if not one.extra]
        others = [one for one in streams if one.extra and one.extra.get("Subtype") != "/Image"]
        painted = {id(one): self._convert(one) for one in others}
        most = max([most, *(found.most_colour for found in painted.values())])
        painted |= {id(one): self._convert(one, pdf) for one in pages}
        if most + 1 > self._inks.most:
            self._knock_out(pdf, pages, painted)
        self.coloured = _coloured_pages(pdf, painted, self._images)
        finish_pages(pdf, self._condition)
        for name in ("Names", "Outlines", "PageMode"):
            pdf.catalog.pop(name, None)
        self._declare(document, pdf)

    def _convert(self, stream: Any, pdf: Any = None) -> ink_streams.Painted:
        """Convert a stream that is no image. Pages alone, for which the file is given, overprint:
        a group is painted by itself before it is laid on the page.
        """
        images = None if pdf is None else self._add_overprint(pdf)
        stream.stream, painted = ink_streams.convert(stream.stream, self._inks, images)
        return painted

    def _knock_out(
        self, pdf: Any, pages: list[Any], painted: Mapping[int, ink_streams.Painted]
    ) -> None:
        """Let no text overprint on pages with forms, patterns or gradients, which may have so much
        ink that black on top would be more than the limit.
        """
        resources = _page_resources(pdf)
        heavy = {*resources.get("Pattern", {}), *resources.get("Shading", {})}
        for name, reference in resources.get("XObject", {}).items():
            if id(pdf.objects[int(reference.split()[0])]) not in self._images:
                heavy.add(name)
        for page in pages:
            if painted[id(page)].names & heavy:
                page.stream = ink_streams.without_overprint(page.stream)

    def _add_overprint(self, pdf: Any) -> Callable[[str], float]:
        """Add the graphics states of overprint to the pages' resources; gives the most ink of
        colours of an image by its name.
        """
        import pydyf

        resources = _page_resources(pdf)
        for name, entries in ink_streams.OVERPRINT_STATES.items():
            resources["ExtGState"].setdefault(name, pydyf.Dictionary(entries))
        images = resources.get("XObject", {})

        def most_colour_of(name: str) -> float:
            reference = images.get(name)
            if reference is None:
                return 0.0
            return self._images.get(id(pdf.objects[int(reference.split()[0])]), 0.0)

        return most_colour_of

    def _declare(self, document: Any, pdf: Any) -> None:
        import pydyf

        condition = self._condition
        name = condition.settings.condition or icc.registered_name(condition.profile)
        set_output_intent(pdf, "/GTS_PDFX", condition.profile, 4, name or _CUSTOM)
        (intent,) = pdf.catalog["OutputIntents"]
        intent["Info"] = pydyf.String(icc.description(condition.profile))
        if name is not None:
            intent["RegistryName"] = pydyf.String(_REGISTRY)
        standard = _standard(self._identifier, condition)
        set_metadata(pdf, packet(document.metadata, producer_of(pdf), standard))


def _standard(identifier: str, condition: PrintingCondition) -> str:
    """The standard that the file keeps to, and what it was made for: ``check`` reads it there."""
    settings = condition.settings
    return (
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion><pdf:Trapped>False</pdf:Trapped>"
        f"<xmpMM:DocumentID>urn:nashr:{identifier}</xmpMM:DocumentID>"
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
        f'<press:MaxInk xmlns:press="urn:nashr:print">{settings.max_ink}</press:MaxInk>'
        f'<press:Colour xmlns:press="urn:nashr:print">{settings.colour}</press:Colour>'
    )


# --- objects -------------------------------------------------------------------------------


def _as_object(image: InkImage, width: int, height: int) -> Any:
    import pydyf

    space: Any = f"/{image.space}"
    if image.palette:
        last = len(image.palette) // 4 - 1
        listed = f"<{image.palette.hex()}>"
        space = pydyf.Array(["/Indexed", "/DeviceCMYK", last, listed])
    entries = {
        name: pydyf.Dictionary(value)
        if isinstance(value, Mapping)
        else pydyf.Array(value)
        if isinstance(value, list)
        else value
        for name, value in image.entries.items()
    }
    extra = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": space,
        "BitsPerComponent": 8,
        **entries,
    }
    return pydyf.Stream([image.data], pydyf.Dictionary(extra))


def _page_resources(pdf: Any) -> Any:
    page = next(one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page")
    return resources_of(pdf, page["Resources"])


def _convert_shading(shading: Any, inks: Inks) -> float:
    """Convert a gradient; gives the most ink of the three colours that it has."""
    if not _convert_function(shading["Function"], inks):
        return 0.0
    shading["ColorSpace"] = "/DeviceCMYK"
    return max(sum(float(value) for value in end[:3]) for end in _ends(shading["Function"]))


def _ends(function: Any) -> Iterator[Any]:
    """The colours between which a gradient goes."""
    if function["FunctionType"] == 3:
        for part in function["Functions"]:
            yield from _ends(part)
    else:
        yield from (function["C0"], function["C1"])


def _convert_function(function: Any, inks: Inks) -> bool:
    """Convert the colours of a gradient; False where it is one of opacity or grey."""
    if function["FunctionType"] == 3:
        parts = [_convert_function(part, inks) for part in function["Functions"]]
        return all(parts)
    for name in ("C0", "C1"):
        if len(function[name]) != 3:
            return False
        red, green, blue = (float(value) for value in function[name])
        function[name][:] = inks.of((red, green, blue))
    return True


# --- which pages have colour ---------------------------------------------------------------


def _coloured_pages(
    pdf: Any, painted: Mapping[int, ink_streams.Painted], images: Mapping[int, float]
) -> tuple[int, ...]:
    """The pages, counted from 1, that paint in other inks than black."""

    def is_coloured(thing: Any, resources: Any, seen: frozenset[int]) -> bool:
        if id(thing) in images:
            return images[id(thing)] > 0
        if id(thing) not in painted or id(thing) in seen:
            return "ShadingType" in getattr(thing, "keys", dict)() and _shades_in_colour(thing)
        found = painted[id(thing)]
        own = thing.extra.get("Resources") if thing.extra else None
        used = resources if own is None else resources_of(pdf, own)
        inside = (
            pdf.objects[int(reference.split()[0])]
            for kind in ("XObject", "Pattern", "Shading")
            for name, reference in used.get(kind, {}).items()
            if name in found.names
        )
        return found.coloured or any(is_coloured(one, used, seen | {id(thing)}) for one in inside)

    pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
    contents = (pdf.objects[int(page["Contents"].split()[0])] for page in pages)
    resources = _page_resources(pdf)
    return tuple(
        number
        for number, content in enumerate(contents, 1)
        if is_coloured(content, resources, frozenset())
    )


def _shades_in_colour(shading: Any) -> bool:
    ends = _ends(shading["Function"])
    return any(len(end) == 4 and sum(float(value) for value in end[:3]) > 0 for end in ends)
