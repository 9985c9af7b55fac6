"""The printer's PDF: made of the same pages, with images in their own inks and colours."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from colour_kit import encoded
from pdf_kit import ENGINES, SENTENCE, make
from PIL import Image

from nashr.model import Artifact, PageSize, Resource
from nashr.outputs import page_geometry
from nashr.outputs.edition import Edition
from nashr.outputs.pdf import printer
from nashr.outputs.pdf.pictures import original_images
from nashr.ports import PrintingCondition
from nashr.print_settings import PrintSettings
from nashr.typesetting.standards.icc import default_cmyk_profile
from nashr.typesetting.weasyprint import typeset_for_print


def printed(edition: Edition, **settings: Any) -> Artifact:
    profile = default_cmyk_profile()
    assert profile is not None
    condition = PrintingCondition(profile, PrintSettings(**settings))
    engines = replace(ENGINES, typeset_for_print=typeset_for_print)
    (artifact,) = printer.render(replace(edition, printing_condition=condition), engines).value
    return artifact


def in_inks(edition: Edition) -> Edition:
    """The edition with a picture that is cyan on the left and black on the right, in inks."""
    image = Image.new("CMYK", (120, 60), (255, 0, 0, 0))
    image.paste((0, 0, 0, 255), (60, 0, 120, 60))
    profile = default_cmyk_profile()
    inks = encoded(image, "JPEG", quality=98, icc_profile=profile)
    shown = encoded(image.convert("RGB"), "JPEG")
    resource = Resource("media/square.svg", shown, "image/jpeg", 80, 40, inks)
    return replace(edition, document=replace(edition.document, resources=(resource,)))


def test_an_image_in_the_inks_of_the_press_is_printed_in_them() -> None:
    edition = in_inks(make("![Kvadrat](media/square.svg)"))
    with pikepdf.open(io.BytesIO(printed(edition).data)) as file:
        (image,) = (
            one
            for page in file.pages
            for one in page.Resources.XObject.values()
            if one.get("/Subtype") == "/Image"
        )
        assert (int(image.Width), int(image.Height)) == (80, 40)
        with Image.open(io.BytesIO(image.read_raw_bytes())) as decoded:
            assert decoded.getpixel((10, 20)) == pytest.approx((255, 0, 0, 0), abs=6)
            assert decoded.getpixel((70, 20)) == pytest.approx((0, 0, 0, 255), abs=6)


def test_an_image_in_inks_that_is_damaged_is_printed_as_it_is_shown() -> None:
    edition = in_inks(make("Mətn."))
    (resource,) = edition.document.resources
    broken = replace(resource, inks=b"damaged")
    edition = replace(edition, document=replace(edition.document, resources=(broken,)))
    assert original_images(edition)[resource.name] == ("image/jpeg", resource.data)


def test_the_file_has_as_many_pages_as_the_sheets() -> None:
    artifact = printed(make(SENTENCE * 10), pages_multiple=4)
    assert artifact.pages == 4 and artifact.coloured == (1,)
    with pikepdf.open(io.BytesIO(artifact.data)) as file:
        assert len(file.pages) == 4


def test_the_inner_margin_leaves_room_for_the_binding() -> None:
    """On a right page it is at the left, on a left page at the right, in both PDFs."""
    usual = page_geometry.sheet(PageSize())
    bound = page_geometry.sheet(PageSize(inner=usual.inner + 20, outer=usual.outer))
    assert bound.inner == usual.inner + 20 and bound.measure == usual.measure - 20
    css = page_geometry.page_css(bound, 1)
    inner, outer = f"{bound.inner:.3f}pt", f"{bound.outer:.3f}pt"
    right, left = css.partition("@page:right{")[2], css.partition("@page:left{")[2]
    assert right.partition("}")[0].endswith(inner)
    assert f" {inner} " in left.partition("}")[0] and left.partition("}")[0].endswith(outer)
