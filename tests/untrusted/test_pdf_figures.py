"""PDF figures of one page are drawn; what is no figure is refused by what it is."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from nashr.untrusted.image_errors import ImageError
from nashr.untrusted.pdf_figures import draw, page_size


def figure(
    content: bytes,
    size: tuple[float, float] = (144, 72),
    *,
    pages: int = 1,
    font: str = "",
    glyph: str = "minus",
) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=size)
        page.contents_coalesce()
        page.obj.Contents = pdf.make_stream(content)
        if font:
            kind = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name(f"/{font}"),
                Encoding=pikepdf.Dictionary(
                    Type=pikepdf.Name.Encoding,
                    BaseEncoding=pikepdf.Name.WinAnsiEncoding,
                    Differences=pikepdf.Array([128, pikepdf.Name(f"/{glyph}")]),
                ),
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=kind))
    return pdf


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id="encryption" not in options, **options)
    return target.getvalue()


RED_LEFT = b"1 0 0 rg 0 0 72 72 re f"


def test_a_figure_is_drawn_on_white_at_the_width_that_is_asked() -> None:
    data = saved(figure(RED_LEFT))
    assert page_size(data) == (144, 72)
    png, width, height = draw(data, 600)
    image = Image.open(io.BytesIO(png))
    assert (image.format, image.size, (width, height)) == ("PNG", (600, 300), (600, 300))
    assert image.getpixel((100, 150)) == (255, 0, 0)
    assert image.getpixel((500, 150)) == (255, 255, 255)
    assert draw(data, 600)[0] == png


def test_a_grey_figure_is_grey() -> None:
    png, _, _ = draw(saved(figure(b"0.5 g 0 0 72 72 re f")), 60)
    assert Image.open(io.BytesIO(png)).mode == "L"


def test_a_turned_and_cropped_page_has_the_size_that_is_seen() -> None:
    pdf = figure(RED_LEFT)
    pdf.pages[0].obj.Rotate = 90
    pdf.pages[0].obj.CropBox = pikepdf.Array([0, 0, 100, 72])
    data = saved(pdf)
    assert page_size(data) == (72, 100)
    assert draw(data, 72)[1:] == (72, 100)


def test_letters_in_a_font_that_every_reader_has() -> None:
    data = saved(figure(b"BT /F1 40 Tf 5 20 Td (Axis \\200) Tj ET", font="Helvetica"))
    image = Image.open(io.BytesIO(draw(data, 288)[0])).convert("L")
    assert min(image.get_flattened_data()) < 60


@pytest.mark.parametrize("options", [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}])
def test_letters_that_would_not_be_drawn_are_refused(options: dict[str, object]) -> None:
    content = b"BT /F1 40 Tf 5 20 Td (\\200) Tj ET"
    data = saved(figure(content, font="Helvetica", glyph="scedilla"), **options)
    with pytest.raises(ImageError, match="may write “ş” in a font that it does not hold") as caught:
        page_size(data)
    assert caught.value.code == "image-external"


@pytest.mark.parametrize(
    ("data", "code", "clause"),
    [
        (saved(figure(RED_LEFT, pages=3)), "unsupported", "is a PDF of 3 pages; a figure has one"),
        (saved(pikepdf.new()), "unsupported", "is a PDF of 0 pages; a figure has one"),
        (saved(figure(RED_LEFT), encryption=pikepdf.Encryption(owner="a", user="b")),
         "unsupported", "is an encrypted PDF"),
        (saved(figure(RED_LEFT), encryption=pikepdf.Encryption(owner="a", user="")),
         "unsupported", "is an encrypted PDF"),
        (b"%PDF-1.7\n" + b"x" * 200, "unreadable", "is a damaged PDF"),
    ],
    # The bytes of an encrypted PDF are others each time, and workers must know a test by one name.
    ids=["three pages", "no page", "encrypted", "encrypted, open to all", "damaged"],
)  # fmt: skip
def test_what_is_no_figure(data: bytes, code: str, clause: str) -> None:
    with pytest.raises(ImageError) as caught:
        page_size(data)
    assert (caught.value.code, caught.value.clause) == (f"image-{code}", clause)


def test_a_page_of_too_many_pixels() -> None:
    with pytest.raises(ImageError) as caught:
        draw(saved(figure(RED_LEFT, (10, 14_000))), 1000)
    assert caught.value.code == "image-too-large"
