"""The preflight, each check with a control: a sound print file that is spoilt in one way."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from print_kit import made, painting

from nashr.checking.validators.base import ValidatorFinding
from nashr.checking.validators.print_file import preflight, preflight_here
from nashr.outputs.page_geometry import print_css
from nashr.ports import PrintingCondition
from nashr.typesetting.standards.icc import default_cmyk_profile
from nashr.typesetting.weasyprint import typeset_for_print


@pytest.fixture(scope="module")
def sound() -> bytes:
    return made()


def findings(
    data: bytes, folder: Path, change: Callable[[pikepdf.Pdf], None]
) -> list[ValidatorFinding]:
    path = folder / "a-print.pdf"
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(path)
    return list(preflight_here(path).findings)


def without_trim(file: pikepdf.Pdf) -> None:
    del file.pages[0]["/TrimBox"]


def with_trim_beyond_the_bleed(file: pikepdf.Pdf) -> None:
    file.pages[0]["/TrimBox"] = pikepdf.Array([0, 0, 300, 400])


def away_from_the_origin(file: pikepdf.Pdf) -> None:
    file.pages[0]["/MediaBox"] = pikepdf.Array([-10, -10, 400, 500])


def without_intent(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"]


def without_metadata(file: pikepdf.Pdf) -> None:
    del file.Root["/Metadata"]


def without_profile(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"][0]["/DestOutputProfile"]


def with_bookmarks(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))


def with_a_link(file: pikepdf.Pdf) -> None:
    file.pages[0]["/Annots"] = pikepdf.Array([])


def with_a_foreign_font(file: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    file.pages[0].Resources.Font.Strange = file.make_indirect(font)


def blending_in_rgb(file: pikepdf.Pdf) -> None:
    file.pages[0]["/Group"] = pikepdf.Dictionary(
        S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB
    )


def with_transparent_marks(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.ExtGState.Half = pikepdf.Dictionary(CA=0.5)
    painting("/Half gs /All CS 1 SCN 0.25 w 0 0 m 9 0 l S")(file)


def with_image_pixels(across: int, points: float) -> Callable[[pikepdf.Pdf], None]:
    """With one more image: so many pixels across so many points."""

    def add(file: pikepdf.Pdf) -> None:
        pixels = bytes(range(256)) * across
        image = file.make_stream(
            pixels[: across * across],
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=across,
            Height=across,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        file.pages[0].Resources.XObject.Added = image
        painting(f"{points} 0 0 {points} 100 100 cm /Added Do")(file)

    return add


def with_line_art(file: pikepdf.Pdf) -> None:
    with_image_pixels(100, 18)(file)
    image = file.pages[0].Resources.XObject.Added
    image.write(b"\0\377" * 5000)


CONTROLS = [
    (painting("0.8 0 0 rg 100 100 20 20 re f"), "colour-space", False),
    (painting("/DeviceRGB CS 1 0 0 SC 9 w 100 100 m 120 120 l S"), "colour-space", False),
    (painting("1 1 0.9 0.5 k 100 100 20 20 re f"), "ink", False),
    (painting("0 0 0 1 K 0.1 w 100 100 m 150 100 l S"), "line-thin", True),
    (painting("0.1 0 0 0.1 0 0 cm 0 0 0 1 K 2 w 1000 1000 m 1500 1000 l S"), "line-thin", True),
    (painting("0 0 0 1 K 0 w 100 100 m 150 100 l S"), "line-thin", False),
    (painting("0 0 0 1 k 100 100 50 0.1 re f"), "line-thin", True),
    (with_image_pixels(100, 72), "resolution", False),
    (with_image_pixels(100, 30), "resolution-low", True),
    (with_line_art, "resolution-low", True),
    (painting("0 0 0 0.3 k 20 100 40 40 re f"), "bleed", False),
    (without_trim, "boxes", False),
    (with_trim_beyond_the_bleed, "boxes", False),
    (away_from_the_origin, "boxes", False),
    (without_intent, "output-intent", False),
    (without_profile, "output-intent", False),
    (without_metadata, "standard", False),
    (with_bookmarks, "navigation", False),
    (with_a_link, "navigation", False),
    (with_a_foreign_font, "font", False),
    (blending_in_rgb, "transparency", False),
    (with_transparent_marks, "transparency", False),
]


@pytest.mark.parametrize(
    ("spoil", "rule", "remark"), CONTROLS, ids=[f"{n}-{row[1]}" for n, row in enumerate(CONTROLS)]
)
def test_what_is_wrong_is_found(
    sound: bytes, tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], rule: str, remark: bool
) -> None:
    found = findings(sound, tmp_path, spoil)
    assert rule in {one.rule for one in found}, found
    assert all(one.remark == remark for one in found if one.rule == rule), found


def test_a_sound_file_has_nothing(sound: bytes, tmp_path: Path) -> None:
    assert findings(sound, tmp_path, lambda _: None) == []
    path = tmp_path / "a-print.pdf"
    assert preflight(path).findings == (), "the same in a process of its own"


def test_what_reaches_behind_the_bleed_may_cross_the_trim(sound: bytes, tmp_path: Path) -> None:
    band = "0 0 0 0.3 k 0 100 400 40 re f"
    assert findings(sound, tmp_path, painting(band)) == []
    inside = "q 40 40 200 200 re W n 0 0 0 0.3 k 10 100 300 40 re f Q"
    assert findings(sound, tmp_path, painting(inside)) == [], "a clip counts"


def test_letters_beyond_the_trimmed_page_are_found(tmp_path: Path) -> None:
    profile = default_cmyk_profile()
    assert profile is not None
    condition = PrintingCondition(profile)
    html = '<html lang="en"><title>T</title><p style="margin-left:-20mm">Cut off at the left.'
    sheets = ["@page{size:100mm 150mm;margin:10mm}", print_css(condition)]
    path = tmp_path / "a-print.pdf"
    path.write_bytes(typeset_for_print(html, sheets, {}, condition).pdf)
    assert "text-trimmed" in {one.rule for one in preflight_here(path).findings}


def test_a_file_for_one_ink_may_have_no_other(tmp_path: Path) -> None:
    black = made(colour="black")
    assert findings(black, tmp_path, lambda _: None) == []
    (found,) = findings(black, tmp_path, painting("0.3 0 0 0 k 100 100 20 20 re f"))
    assert found.rule == "not-black"


def test_the_limit_is_that_of_the_file(tmp_path: Path) -> None:
    low = made(max_ink=220)
    assert findings(low, tmp_path, lambda _: None) == []
    (found,) = findings(low, tmp_path, painting("0.9 0.8 0.7 0 k 100 100 20 20 re f"))
    assert found.rule == "ink" and "220%" in found.message


def test_narrow_bleed_is_remarked(tmp_path: Path) -> None:
    (found,) = findings(made(bleed=1.0), tmp_path, lambda _: None)
    assert (found.rule, found.remark) == ("bleed-narrow", True)


def test_what_is_no_pdf_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a-print.pdf"
    path.write_bytes(b"no PDF")
    assert [one.rule for one in preflight_here(path).findings] == ["unreadable"]
