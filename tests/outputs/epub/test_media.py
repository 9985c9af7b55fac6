"""The images of the book, as e-readers show them, and pictures of its formulas."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from nashr.model import Resource
from nashr.outputs.epub.media import for_e_readers, media
from nashr.outputs.epub.xhtml import page
from nashr.untrusted.book_images import MOST_PIXELS

RED, GREEN = (200, 30, 40), (20, 160, 60)


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)  # type: ignore[arg-type]
    return target.getvalue()


def resource(image: Image.Image, kind: str, **options: object) -> Resource:
    name = f"media/a.{kind.lower()}"
    return Resource(name, coded(image, kind, **options), f"image/{kind.lower()}", *image.size)


def shown(one: Resource) -> Image.Image:
    image = Image.open(io.BytesIO(for_e_readers(one).data))
    image.load()
    return image


def near(one: object, other: tuple[int, ...], within: int = 6) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def test_a_usual_image_stays_as_it_is() -> None:
    for kind in ("PNG", "JPEG", "GIF"):
        image = resource(Image.new("RGB", (40, 30), RED), kind)
        assert for_e_readers(image) is image
    drawing = Resource("media/a.svg", b"<svg/>", "image/svg+xml", 9000, 9000)
    assert for_e_readers(drawing) is drawing


@pytest.mark.parametrize(
    ("mode", "colour", "options", "name", "kind"),
    [
        ("RGB", RED, {"quality": 95}, "media/a-webp.jpg", "JPEG"),
        ("RGB", RED, {"lossless": True}, "media/a-webp.png", "PNG"),
        ("RGBA", (*RED, 90), {"quality": 95}, "media/a-webp.png", "PNG"),
    ],
)
def test_webp_becomes_what_every_e_reader_shows(
    mode: str, colour: tuple[int, ...], options: dict[str, object], name: str, kind: str
) -> None:
    one = resource(Image.new(mode, (40, 30), colour), "WEBP", **options)
    image = shown(one)
    assert (image.format, image.size, image.mode) == (kind, (40, 30), mode)
    assert near(image.getpixel((20, 15)), colour)
    changed = for_e_readers(one)
    assert (changed.name, changed.media_type) == (name, f"image/{kind.lower()}")


def test_an_animation_stays_one() -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, GREEN)]
    one = resource(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    image = shown(one)
    assert (image.format, getattr(image, "n_frames", 1)) == ("GIF", 2)
    assert near(image.convert("RGB").getpixel((20, 15)), RED)
    image.seek(1)
    assert near(image.convert("RGB").getpixel((20, 15)), GREEN)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(3000, 2000), (20000, 300)])
def test_an_image_has_no_more_pixels_than_e_readers_take(kind: str, size: tuple[int, int]) -> None:
    image = shown(resource(Image.new("RGB", size, RED), kind))
    assert 0.95 * MOST_PIXELS < image.width * image.height <= MOST_PIXELS
    assert abs(image.width / image.height / (size[0] / size[1]) - 1) < 0.01
    assert near(image.getpixel((5, 5)), RED)


def test_a_colour_profile_is_applied_and_not_kept() -> None:
    swapped = Image.new("RGB", (40, 30), RED)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    lab = resource(swapped, "PNG", icc_profile=profile)
    assert "icc_profile" in Image.open(io.BytesIO(lab.data)).info
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = shown(resource(swapped, "PNG", icc_profile=srgb))
    assert near(named.getpixel((5, 5)), RED)
    assert "icc_profile" not in named.info


@pytest.mark.parametrize(
    ("mode", "kind", "expected"),
    [("RGBA", "PNG", True), ("LA", "PNG", True), ("RGB", "PNG", False), ("RGB", "JPEG", False)],
)
def test_white_stands_behind_what_is_transparent(mode: str, kind: str, expected: bool) -> None:
    one = resource(Image.new(mode, (4, 3)), kind)
    files = media((one,), lambda _: None)
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f'<p><img src="{one.name}" alt="Ad"/></p></body></html>'
    )
    (image,) = files.show(page("text.xhtml", source, [one.name])).images
    assert (image.get("class") == "transparent") is expected


def test_pages_show_images_by_their_new_names_and_formulas_by_a_picture() -> None:
    webp = resource(Image.new("RGB", (40, 30), RED), "WEBP", lossless=True)
    mathml = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
    svg = b'<svg width="1.5em" height="1.2em" style="vertical-align:-0.2em"/>'
    files = media((webp,), lambda source: svg if "<mi>x</mi>" in source else None)
    source = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p><img src="media/a.webp" alt="Ad"/>'
        f"{mathml}{mathml}{mathml.replace('>x<', '>y<')}</p></body></html>"
    )
    made = files.show(page("text.xhtml", source, [webp.name]))
    assert [image.get("src") for image in made.images] == ["media/a-webp.png"]
    formulas = list(made.root.iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert [one.get("altimg") for one in formulas] == ["formulas/1.svg", "formulas/1.svg", None]
    assert formulas[0].get("altimg-width") == "1.5em"
    assert formulas[0].get("altimg-valign") == "-0.2em"
    assert [one.name for one in files.files] == ["media/a-webp.png", "formulas/1.svg"]
