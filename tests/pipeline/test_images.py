"""Images from the author's file to each product: how they look, and what they no longer tell."""

from __future__ import annotations

import base64
import io
import re
import struct
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from image_kit import saved, tiff
from PIL import Image

from nashr.cli import main as cli

SECRET = b"Sample Street 7"
ARTICLE = """---
title: Images
authors:
  - given: Sample
    family: Author
---

![Greys](greys.tif){alt="From black to white"}

![A photograph](photo.jpg){alt="A photograph"}

![A plane](plane.pdf){alt="A plane"}

![A sign](sign.png){alt="A sign"}
"""


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = SECRET.decode(), 6
    exif.get_ifd(0x8825)[2] = (40.0, 22.0, 0.0)
    ramp = Image.linear_gradient("L")
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), ramp)).resize((3000, 2000))
    return saved(picture, "JPEG", exif=exif.tobytes(), comment=SECRET, xmp=b"<x>" + SECRET)


def plane() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(144, 72))
        page.obj.Contents = pdf.make_stream(b"0 0 1 rg 0 0 144 72 re f")
        pdf.docinfo["/Author"] = SECRET.decode()
        pdf.save(target)
    return target.getvalue()


def sign() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    return saved(Image.new("RGB", (40, 40), "red"), "PNG", pnginfo=info)


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("images")
    folder = project / "manuscript" / "a"
    folder.mkdir(parents=True)
    (project / "bibliography").mkdir()
    (project / "bibliography" / "references.bib").touch()
    (project / "manuscript" / "journal.yaml").write_text("title: Sample Journal\nlanguage: en\n")
    (folder / "article.md").write_text(ARTICLE)
    greys = [round(65535 * x / 255) for _ in range(64) for x in range(256)]
    size = (256, 64)
    (folder / "greys.tif").write_bytes(tiff(struct.pack(f"<{64 * 256}H", *greys), 16, size=size))
    for name, data in (("photo.jpg", photograph()), ("plane.pdf", plane()), ("sign.png", sign())):
        assert SECRET in data or name == "plane.pdf"
        (folder / name).write_bytes(data)
    assert cli.main(["--project", str(project), "--print", "--jobs", "0"]) == 0
    return project / "output" / "a"


def pictures(products: Path, where: str) -> dict[str, bytes]:
    """The images of a product by their stems; those of the web page by their order."""
    names = ("greys", "photo", "plane", "sign")
    if where == "web page":
        html = (products / "a.html").read_text("utf-8")
        found = re.findall(r'<img[^>]* src="data:image/\w+;base64,([^"]+)"', html)
        return dict(zip(names, map(base64.b64decode, found), strict=True))
    if where == "media":
        return {path.stem: path.read_bytes() for path in (products / "media").iterdir()}
    with zipfile.ZipFile(products / "a.epub") as epub:
        return {
            Path(name).stem: epub.read(name) for name in epub.namelist() if "/media/" in f"/{name}"
        }


@pytest.mark.parametrize("where", ["web page", "EPUB", "media"])
def test_images_tell_nothing_of_place_people_or_camera(products: Path, where: str) -> None:
    for data in pictures(products, where).values():
        assert SECRET not in data
        image = Image.open(io.BytesIO(data))
        assert not image.getexif()
        assert not {"exif", "comment", "xmp", "Author", "photoshop"} & image.info.keys()


@pytest.mark.parametrize("name", ["a.pdf", "a-print.pdf"])
def test_the_pdf_tells_nothing_of_them_either(products: Path, name: str) -> None:
    with pikepdf.open(products / name) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                assert SECRET not in thing.read_raw_bytes()


@pytest.mark.parametrize("where", ["web page", "EPUB", "media"])
def test_greys_run_from_black_to_white(products: Path, where: str) -> None:
    image = Image.open(io.BytesIO(pictures(products, where)["greys"]))
    assert (image.format, image.mode, image.size) == ("PNG", "L", (256, 64))
    assert [image.getpixel((x, 32)) for x in (0, 64, 128, 255)] == [0, 64, 128, 255]


@pytest.mark.parametrize("name", ["a.pdf", "a-print.pdf"])
def test_greys_run_from_black_to_white_on_the_page(products: Path, name: str) -> None:
    run = ["pdftoppm", "-r", "100", "-png", "-gray", "-f", "1", "-l", "1", str(products / name)]
    drawn = subprocess.run(run, capture_output=True, check=True).stdout
    page = Image.open(io.BytesIO(drawn)).convert("L")
    rows = (page.crop((0, y, page.width, y + 1)).tobytes() for y in range(page.height))
    best = max(rows, key=lambda row: len(set(row)))
    dark = best.index(min(best))
    ramp = best[dark : dark + round(256 / 96 * 100)]
    assert min(ramp) < 6
    assert max(ramp) > 249
    assert list(ramp) == sorted(ramp)
    assert len(set(ramp)) > 200


def test_a_photograph_has_300_dots_an_inch_and_stands_upright(products: Path) -> None:
    image = Image.open(io.BytesIO(pictures(products, "web page")["photo"]))
    measure = 170 / 25.4 * (1 - 0.132 - 0.150)
    assert image.format == "JPEG"
    assert image.width == int(measure * 300)
    assert image.height == pytest.approx(image.width * 3 / 2, abs=1)


def test_a_pdf_figure_prints_at_the_size_of_its_page(products: Path) -> None:
    image = Image.open(io.BytesIO(pictures(products, "media")["plane"]))
    assert (image.format, image.size) == ("PNG", (600, 300))
    assert "{width:144pt}" in (products / "a.html").read_text("utf-8")
