"""Pictures of the PDF's pages, compared with tolerance.

The pictures are small and grey: they catch a page that has moved, lost its notes or changed its
face, and forgive the rounding of another renderer. Take them anew with ``--update-golden`` and
look at each before it is committed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

PICTURES = Path(__file__).parent / "pages"
DPI = 45
#: Mean difference of grey, 0 to 255, after a slight blur. Another page's text differs by over 6.
TOLERANCE = 1.5


def pictures(pdf: Path, folder: Path) -> list[Path]:
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", str(pdf), str(folder / "page")]
    subprocess.run(command, check=True, timeout=120)
    return sorted(folder.glob("page-*.png"))


def difference(one: Path, other: Path) -> float:
    with Image.open(one) as a, Image.open(other) as b:
        if a.size != b.size:
            return 255.0
        soft = [i.convert("L").filter(ImageFilter.GaussianBlur(1)) for i in (a, b)]
    return float(ImageStat.Stat(ImageChops.difference(*soft)).mean[0])


@pytest.mark.parametrize("name", ["article", "kitchen_sink"])
def test_the_pages_look_as_they_did(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, update_golden: bool
) -> None:
    products = request.getfixturevalue(name)
    found = pictures(products.path("pdf"), tmp_path)
    expected = PICTURES / products.slug
    if update_golden:
        expected.mkdir(parents=True, exist_ok=True)
        for old in expected.glob("*.png"):
            old.unlink()
        for number, page in enumerate(found, start=1):
            with Image.open(page) as image:
                image.quantize(16).save(expected / f"{number:02}.png", optimize=True)
    assert len(found) == len(list(expected.glob("*.png")))
    off = {
        number: round(value, 2)
        for number, page in enumerate(found, start=1)
        if (value := difference(page, expected / f"{number:02}.png")) > TOLERANCE
    }
    assert off == {}, "pages that no longer look as they did, and by how much"


def test_a_page_of_other_text_is_seen(article, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    two, three = pictures(article.path("pdf"), tmp_path)[1:3]
    assert difference(two, three) > 2 * TOLERANCE
