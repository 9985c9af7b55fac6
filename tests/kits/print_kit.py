"""Print files for tests, and what spoils them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from colour_kit import encoded, noise
from PIL import Image

from nashr.outputs.page_geometry import print_css
from nashr.ports import PrintingCondition
from nashr.print_settings import PrintSettings
from nashr.typesetting.standards.icc import default_cmyk_profile
from nashr.typesetting.weasyprint import typeset_for_print

HTML = (
    '<html lang="en"><title>T</title><p>Some text on a page of 100 by 150 mm, with '
    '<span style="color:#c00">red</span> words and a picture.'
    '<p><img src="a.png" alt="x" style="width:30mm">'
)


def made(**settings: Any) -> bytes:
    """A sound print file of a page with text and a photograph of 300 pixels an inch."""
    profile = default_cmyk_profile()
    assert profile is not None
    condition = PrintingCondition(profile, PrintSettings(**settings))
    slope = Image.linear_gradient("L").resize((360, 240))
    rough = noise((360, 240))
    picture = encoded(Image.merge("RGB", (slope, rough, slope.rotate(180))))
    sheets = ["@page{size:100mm 150mm;margin:15mm}", print_css(condition)]
    return typeset_for_print(HTML, sheets, {"a.png": ("image/png", picture)}, condition).pdf


def painting(content: str) -> Callable[[pikepdf.Pdf], None]:
    """A change of a file: its first page paints the content too."""

    def paint(file: pikepdf.Pdf) -> None:
        drawn = file.make_stream(f"q {content} Q".encode())
        file.pages[0].Contents = pikepdf.Array([file.pages[0].Contents, drawn])

    return paint
