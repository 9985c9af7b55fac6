"""Images: read beside the manuscript, told apart by their bytes, described for all readers."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pikepdf
import pytest
from document_kit import PNG, SVG, clean, loaded, of_type, places
from image_kit import tiff
from PIL import Image

from nashr import ast
from nashr.document.image_files import MeasuredImage, UnusableImage, measure_image
from nashr.model import LocalText


def image(kind: str, size: tuple[int, int] = (4, 3)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size).save(target, kind)
    return target.getvalue()


def test_an_image_names_its_resource() -> None:
    done = clean('![Cap](Şəkil%20Ə1.PNG){#fig:a alt="A map"}', files={"Şəkil Ə1.PNG": PNG})
    (resource,) = done.resources
    assert (resource.name, resource.media_type) == ("media/sekil-e1.png", "image/png")
    assert (resource.width, resource.height, resource.data) == (2, 3, PNG)
    (node,) = of_type(done.blocks, "Image")
    assert node["c"][2][0] == "media/sekil-e1.png"
    assert ast.plain_text(node) == "A map"


def test_one_file_is_one_resource_and_two_files_are_two() -> None:
    body = "![a](m.png) ![b](./m.png) ![c](x/m.png) ![d](карта.png)"
    done = clean(body, files={"m.png": PNG, "x/m.png": SVG, "карта.png": PNG})
    assert [r.name for r in done.resources] == ["media/m.png", "media/m.svg", "media/image.png"]


def test_the_suffix_is_that_of_the_bytes() -> None:
    done = clean(
        "![a](photo.png) ![b](photo.jpg)",
        files=dict.fromkeys(["photo.png"], PNG) | {"photo.jpg": image("PNG")},
    )
    assert [r.name for r in done.resources] == ["media/photo.png", "media/photo-2.png"]


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (image("PNG"), "image/png", (4, 3)),
        (image("JPEG"), "image/jpeg", (4, 3)),
        (image("GIF"), "image/gif", (4, 3)),
        (image("WEBP"), "image/webp", (4, 3)),
        (SVG, "image/svg+xml", (300, 150)),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg width="1in" height="2cm"/>',
         "image/svg+xml", (96, 76)),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n'
         b'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="10%"/>',
         "image/svg+xml", (None, None)),
        ('<?xml version="1.0" encoding="utf-16"?><svg width="9" height="8"/>'.encode("utf-16"),
         "image/svg+xml", (9, 8)),
    ],
)  # fmt: skip
def test_measures(data: bytes, media_type: str, size: tuple[int | None, int | None]) -> None:
    measured = measure_image(data)
    assert isinstance(measured, MeasuredImage)
    assert (measured.media_type, (measured.width, measured.height)) == (media_type, size)


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (image("BMP"), "unsupported", "is of the type BMP, which not all outputs can show"),
        (b"II*\0", "unreadable", "is not an image, or a damaged one"),
        (b"%PDF-1.7", "unreadable", "is a damaged PDF"),
        (image("ICO"), "unsupported", "is of the type ICO, which not all outputs can show"),
        (b"Mm", "unreadable", "is not an image, or a damaged one"),
        (b"", "unreadable", "is not an image, or a damaged one"),
        (b"<html><svg></svg></html>", "unreadable", "is not an image, or a damaged one"),
        (image("PNG", (200, 200))[:-30], "unreadable", "is damaged ("),
    ],
)
def test_an_unsupported_image(data: bytes, code: str, reason: str) -> None:
    outcome = loaded("Ə: ![a](a.png)", files={"a.png": data})
    assert places(outcome.diagnostics) == [(f"image-{code}", 4, 9)]
    assert outcome.diagnostics[0].message.startswith(f"“a.png” {reason}")


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (1, 1_000_000)])
def test_an_image_of_too_many_pixels(size: tuple[int, int]) -> None:
    head = b"IHDR" + size[0].to_bytes(4) + size[1].to_bytes(4) + PNG[24:29]
    header = PNG[:12] + head + zlib.crc32(head).to_bytes(4) + PNG[33:]
    measured = measure_image(header)
    assert isinstance(measured, UnusableImage)
    assert measured.code == "image-too-large"


def test_what_runs_in_a_drawing_is_left_behind_and_told() -> None:
    data = SVG.replace(b"</svg>", b"<script>x</script></svg>")
    outcome = loaded("Ə: ![a](a.svg)", files={"a.svg": data})
    assert places(outcome.diagnostics) == [("content-dropped", 4, 9)]
    assert "<script>" in outcome.diagnostics[0].message
    assert outcome.value is not None
    assert b"script" not in outcome.value.resources[0].data


def test_a_missing_image() -> None:
    outcome = loaded("Əvvəl\n\n![ç](yox.png){#fig:a alt=x}\n")
    assert places(outcome.diagnostics) == [("image-missing", 6, 6)]
    assert "yox.png" in outcome.diagnostics[0].message


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        (["plot.png"], "media/plot.png"),
        (["plot.svg", "plot.jpg"], "media/plot.png"),
        (["plot-2.png", "plot.gif"], "media/plot.png"),
        (["plot", "plot.png"], "media/plot.svg"),
    ],
)
def test_an_ending_that_latex_leaves_out_is_found(files: list[str], taken: str) -> None:
    held = {name: SVG if name in ("plot", "plot.svg") else PNG for name in files}
    (resource,) = clean("A ![map](plot).", files=held).resources
    assert resource.name == taken


@pytest.mark.parametrize(
    "target", ["https://example.org/a.png", "//example.org/a.png", "data:image/png;base64,AAAA"]
)
def test_an_image_from_elsewhere_is_missing(target: str) -> None:
    outcome = loaded(f"ə ![a]({target})")
    assert places(outcome.diagnostics) == [("image-missing", 4, 8)]
    assert outcome.diagnostics[0].hint == "Put the image beside article.md."


def test_a_figure_whose_caption_is_its_only_text_lacks_alt() -> None:
    outcome = loaded("Ə\n\n![Cap *it* [x]{.y}](a.png){#fig:a}\n", files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("image-without-alt", 6, 1)]


def test_an_inline_image_without_text_lacks_alt() -> None:
    outcome = loaded("Ə ![](a.png) end", files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("image-without-alt", 4, 3)]


@pytest.mark.parametrize(
    "body",
    [
        'x ![](a.png){alt=""} y',
        '![Caption](a.png){alt=""}',
        '![Caption](a.png){fig-alt="A tree"}',
        '![A tree](a.png){#fig:a alt="A tree"}',
        '![A tree](a.png "Title"){#fig:a alt="A tree"}',
        "x ![A tree](a.png) y",
        '![Caption with [@oran1998]](a.png){alt="A tree"}',
    ],
)
def test_alt_is_given_or_the_image_is_an_ornament(body: str) -> None:
    done = clean(body, files={"a.png": PNG})
    (node,) = of_type(done.blocks, "Image")
    assert ast.plain_text(node) in ("", "A tree")
    assert "alt" not in str(node["c"][0])


def test_a_citation_in_a_caption_is_counted_once() -> None:
    outcome = loaded("![Map by @oran1998](a.png)", files={"a.png": PNG})
    assert outcome.value is not None
    assert len(of_type(outcome.value.blocks, "Cite")) == 1


def test_an_image_in_an_abstract() -> None:
    texts = (LocalText("en", "T", abstract="See ![plan](a.png)."),)
    done = clean("Text.", files={"a.png": PNG}, texts=texts)
    assert [r.name for r in done.resources] == ["media/a.png"]


# --- as products need them -----------------------------------------------------------------

#: The measure of a page in points: 3 inches, 900 dots.
MEASURE = 216.0


def pdf_figure(width: float, height: float) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        pdf.save(target)
    return target.getvalue()


def photograph(size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    ramp = Image.linear_gradient("L")
    Image.merge("RGB", (ramp, ramp.rotate(90), ramp)).resize(size).save(target, "JPEG")
    return target.getvalue()


def test_a_tiff_is_a_png_in_products() -> None:
    (resource,) = clean("x ![a](a.tif)", files={"a.tif": image("TIFF")}).resources
    assert (resource.name, resource.media_type) == ("media/a.png", "image/png")
    assert resource.data.startswith(b"\x89PNG")


def test_a_pdf_of_one_page_has_the_size_of_its_page() -> None:
    done = clean("x ![a](a.pdf)", files={"a.pdf": pdf_figure(144, 72)}, measure=MEASURE)
    (node,) = of_type(done.blocks, "Image")
    assert node["c"][0][2] == [["width", "144pt"]]
    (resource,) = done.resources
    assert (resource.name, resource.width, resource.height) == ("media/a.png", 600, 300)


@pytest.mark.parametrize(
    ("attributes", "width"), [("{width=50%}", 450), ("{height=36pt}", 300), ("", 900)]
)
def test_a_pdf_is_drawn_with_the_dots_that_its_place_needs(attributes: str, width: int) -> None:
    files = {"a.pdf": pdf_figure(1440, 720)}
    (resource,) = clean(f"x ![a](a.pdf){attributes}", files=files, measure=MEASURE).resources
    assert resource.width == width


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("", (900, 600)),
        ("{width=50%}", (450, 300)),
        ("{width=1in}", (300, 200)),
        ("{width=96}", (300, 200)),
        ("{height=1in}", (450, 300)),
        ("{width=1in height=1in}", (450, 300)),
        ("{width=40em}", (900, 600)),
        ("{width=9000px}", (900, 600)),
    ],
)
def test_a_photograph_has_300_dots_an_inch_in_print(attributes: str, size: tuple[int, int]) -> None:
    files = {"a.jpg": photograph((1800, 1200))}
    (resource,) = clean(f"x ![a](a.jpg){attributes}", files=files, measure=MEASURE).resources
    assert (resource.width, resource.height) == size


def test_a_photograph_that_is_shown_twice_has_the_dots_of_the_larger() -> None:
    files = {"a.jpg": photograph((1800, 1200))}
    body = "![a](a.jpg){width=10%} ![b](a.jpg){width=50%} ![c](./a.jpg){width=20%}"
    (resource,) = clean(body, files=files, measure=MEASURE).resources
    assert resource.width == 450


def test_values_without_an_agreed_white_are_reported_at_their_place() -> None:
    data = tiff(struct.pack("<128f", *range(128)), 32, sample_format=3)
    outcome = loaded("Ə: ![a](a.tif)", files={"a.tif": data})
    assert places(outcome.diagnostics) == [("image-unsupported", 4, 9)]
    assert "floating-point values from 0 to 127" in outcome.diagnostics[0].message


def test_a_picture_inside_a_drawing_loses_its_metadata() -> None:
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "JPEG", comment=b"Bayil 7, Baku")
    held = base64.b64encode(target.getvalue()).decode()
    svg = SVG.replace(b"<rect/>", f'<image href="data:image/jpeg;base64,{held}"/>'.encode())
    (resource,) = clean("x ![a](a.svg)", files={"a.svg": svg}).resources
    found = base64.b64decode(resource.data.partition(b"base64,")[2].partition(b'"')[0])
    assert b"Bayil" not in found
    assert found.startswith(b"\xff\xd8")


def test_an_image_in_inks_keeps_the_authors_file_for_print() -> None:
    """The products of the screen have it in RGB; whoever prints it has its inks."""
    for mode in ("CMYK", "RGB"):
        file = io.BytesIO()
        Image.new(mode, (8, 6)).save(file, "JPEG")
        measured = measure_image(file.getvalue())
        assert isinstance(measured, MeasuredImage) and measured.in_inks == (mode == "CMYK")


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("figs\\a.png", "Write figs/a.png"),
        ("..\\figs\\a.png", "Write ../figs/a.png"),
        ("D:\\Ayşe\\a.png", "Put the file beside article.md and write its name: a.png"),
        ("D:/Ayşe/a.png", "Put the file beside article.md and write its name: a.png"),
        ("\\\\\\\\server\\a.png", "Put the file beside article.md and write its name: a.png"),
        ("/volumes/my%20a.png", "Put the file beside article.md and write its name: my a.png"),
    ],
)
def test_a_path_of_another_computer_is_told_of_with_a_hint(target: str, hint: str) -> None:
    [found] = loaded(f'![C]({target}){{alt="x"}}', files={"a.png": PNG}).diagnostics
    assert (found.code, found.hint) == ("image-missing", hint)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width=300px", {"width": "225pt"}),
        ("width=300", {"width": "225pt"}),
        ("height=40px", {"height": "30pt"}),
        ('width="3 cm" height=2in', {"width": "3cm", "height": "2in"}),
        ("width=3,5cm", {"width": "3.5cm"}),
        ('width="2.5 inches"', {"width": "2.5in"}),
        (r"width=0.5\textwidth", {"width": "50%"}),
        (r"width=\linewidth", {"width": "100%"}),
        ("width=auto", {}),
    ],
)
def test_an_image_has_the_size_that_its_author_gives_it(
    attributes: str, size: dict[str, str]
) -> None:
    body = f"A ![b](a.png){{{attributes}}} c."
    (node,) = of_type(clean(body, files={"a.png": PNG}).blocks, "Image")
    assert ast.keyvals(node["c"][0]) == size


@pytest.mark.parametrize("attributes", ["width=wide", "height=0", "width=-5cm", "width=50vw"])
def test_what_is_no_size_is_told_of(attributes: str) -> None:
    outcome = loaded(f"![b](a.png){{{attributes} alt=c}}", files={"a.png": PNG})
    assert places(outcome.diagnostics) == [("markdown-slip", 4, 1)]
