"""Gradients of drawings are seen in readers that draw with poppler."""

from __future__ import annotations

import io
import subprocess

import pypdfium2
import pytest
from PIL import Image

from nashr.typesetting.weasyprint import typeset

_STOPS = '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/>'
_SHAPE = '<rect width="240" height="160" fill="url(#g)"/>'


@pytest.mark.parametrize("width", [77.3, 103, 120])
@pytest.mark.parametrize("kind", ["linearGradient", "radialGradient"])
def test_a_gradient_is_drawn_whole(kind: str, width: float) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160">'
        f'<defs><{kind} id="g">{_STOPS}</{kind}></defs>{_SHAPE}</svg>'
    )
    html = '<html lang="en"><head><title>t</title></head><body><img src="g.svg" alt="x">'
    sheet = f"@page {{ size: 200pt 120pt; margin: 10pt }} img {{ width: {width}pt }}"
    files = {"g.svg": ("image/svg+xml", drawing.encode())}
    pdf = typeset(html, [sheet], files).pdf
    command = ["pdftoppm", "-r", "72", "-png", "-"]
    png = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    page = Image.open(io.BytesIO(png)).convert("RGB")
    middle = round(10 + width / 3)
    colours = [page.getpixel((10 + round(width * part), middle)) for part in (0.1, 0.5, 0.9)]
    assert all(green < 30 for _, green, _ in colours), colours
    reds = [red for red, _, _ in colours]
    assert reds[0] > reds[1] > reds[2] if kind == "linearGradient" else reds[1] > reds[0]


def test_gradients_mix_colours_of_all_spaces() -> None:
    """The red of sRGB, written in four ways, is the same red in drawings and backgrounds."""
    reds = ("#f00", "lab(54.29 80.8 69.89)", "oklch(0.628 0.2577 29.23)", "lch(54.29 106.8 40.86)")
    for red in reds:
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><linearGradient id="g">'
            f'<stop stop-color="{red}"/><stop offset="1" stop-color="{red}"/></linearGradient>'
            '<rect width="60" height="40" fill="url(#g)"/></svg>'
        )
        html = (
            '<html lang="en"><title>T</title><p><img src="a.svg" alt="x">'
            f'<div style="width:60px;height:40px;background:linear-gradient({red},{red} 50%,red)">'
        )
        sheet = "@page{size:60px 100px;margin:0}body,p{margin:0;line-height:1}img{display:block}"
        done = typeset(html, [sheet], {"a.svg": ("image/svg+xml", drawing.encode())})
        assert done.warnings == ()
        with pypdfium2.PdfDocument(done.pdf) as document:
            page = document[0].render().to_pil().convert("RGB")
        for place in ((20, 15), (20, 40)):
            found = page.getpixel(place)
            assert found[0] > 250 and max(found[1:]) < 12, (red, place, found)
