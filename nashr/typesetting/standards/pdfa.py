"""PDF/UA-1 and PDF/A-2a in one file: what WeasyPrint's PDF/UA-1 lacks to be PDF/A-2a too.

The profile of the output intent is the sRGB profile that comes with WeasyPrint.
"""

from __future__ import annotations

import functools
import io
from importlib.resources import files
from typing import Any

from nashr.typesetting.standards.deflate import deflate, with_clear_end
from nashr.typesetting.standards.xmp import (
    ACCESSIBLE_ARCHIVE,
    ACCESSIBLE_ARCHIVE_2,
    WITH_FILES,
    packet,
)

_PRINTED = 4


def declare(document: Any, pdf: Any) -> None:
    """Finish a PDF before it is written: the declaration of both standards, the output intent,
    images that conform to PDF/A, annotations that are printed, pages that are called by their
    folios.
    """
    set_metadata(pdf, packet(document.metadata, producer_of(pdf), ACCESSIBLE_ARCHIVE))
    set_output_intent(pdf, "/GTS_PDFA1", _srgb(), 3, "sRGB IEC61966-2.1")
    conform_images(pdf)
    label_pages(document, pdf)
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Type") == "/Annot":
            thing["F"] = _PRINTED


def declare_2(document: Any, pdf: Any) -> None:
    """The same for PDF/UA-2 and PDF/A-4, which is PDF/A-4f where files are attached. PDF 2.0 has
    its metadata in XMP alone.
    """
    has_files = "EmbeddedFiles" in (pdf.catalog.get("Names") or {})
    standard = ACCESSIBLE_ARCHIVE_2.format(conformance=WITH_FILES if has_files else "")
    producer = producer_of(pdf)
    declare(document, pdf)
    set_metadata(pdf, packet(document.metadata, producer, standard))
    pdf.info.clear()


def set_metadata(pdf: Any, xmp: bytes) -> None:
    """Replace WeasyPrint's XMP packet, uncompressed (ISO 19005-2, 6.6.2.1)."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    stream.stream, stream.compress = [xmp], False
    stream.extra = {"Type": "/Metadata", "Subtype": "/XML"}


def set_output_intent(pdf: Any, subtype: str, profile: bytes, components: int, name: str) -> None:
    """Name the printing or viewing condition, with its ICC profile (ISO 32000-1, 14.11.5)."""
    import pydyf

    stream = pydyf.Stream([profile], {"N": components}, compress=True)
    pdf.add_object(stream)
    intent = {
        "Type": "/OutputIntent",
        "S": subtype,
        "OutputConditionIdentifier": pydyf.String(name),
        "Info": pydyf.String(name),
        "DestOutputProfile": stream.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


def label_pages(document: Any, pdf: Any) -> None:
    """Call the pages by their folios, so that a reader goes to page 119 by that number (ISO
    32000-1, 12.4.2). The style sheet sets the first one.
    """
    import pydyf

    resets = document.pages[0]._page_box.style["counter_reset"]
    first = next((value for name, value in resets if name == "page"), 1)
    label = pydyf.Dictionary({"S": "/D", "St": max(1, first)})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, label])})


def _make_rgb(image: Any) -> None:
    """Convert a CMYK image to RGB, which is the colour space of the output intent."""
    from PIL import Image

    data = b"".join(part if isinstance(part, bytes) else part.data for part in image.stream)
    with Image.open(io.BytesIO(data)) as inks:
        image.stream = [deflate(inks.convert("RGB").tobytes())]
    image.extra.pop("Decode", None)
    image.extra["Filter"], image.extra["ColorSpace"] = "/FlateDecode", "/DeviceRGB"


def conform_images(pdf: Any) -> None:
    """Make images conform to PDF/A: not interpolated (ISO 19005-2, 6.2.8), in the colour space
    of the output intent, with an end that a reader can find.
    """
    for thing in pdf.objects:
        if "Interpolate" not in getattr(thing, "extra", {}):
            continue
        thing.extra["Interpolate"] = "false"
        if thing.extra["ColorSpace"] == "/DeviceCMYK":
            _make_rgb(thing)
        if thing.extra["Filter"] == "/FlateDecode":
            parts = (i if isinstance(i, bytes) else i.data for i in thing.stream)
            thing.stream = [with_clear_end(b"".join(parts))]


def producer_of(pdf: Any) -> str:
    return str(pdf.info["Producer"].string)


@functools.cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
