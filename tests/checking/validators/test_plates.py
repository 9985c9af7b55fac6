"""Ghostscript's plates, measured: a sound file, and one that is wrong in each way."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from print_kit import made, painting

from nashr.checking.validators.plates import plates
from nashr.engines.fonts import shop
from nashr.outputs.page_geometry import print_css
from nashr.ports import Face, PrintingCondition
from nashr.typesetting.standards.icc import default_cmyk_profile
from nashr.typesetting.weasyprint import typeset_for_print

pytestmark = pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")


def rules(data: bytes, folder: Path, content: str = "") -> list[str]:
    path = folder / "a-print.pdf"
    with pikepdf.open(io.BytesIO(data)) as file:
        if content:
            painting(content)(file)
        file.save(path)
    return [one.rule for one in plates(path).findings]


def test_the_plates_of_a_sound_file(tmp_path: Path) -> None:
    assert rules(made(), tmp_path) == []


@pytest.mark.parametrize("most", [220, 280])
def test_the_limit_of_ink_holds_on_the_plates(tmp_path: Path, most: int) -> None:
    data = made(max_ink=most)
    assert rules(data, tmp_path) == []
    over = (most - 190) / 100
    assert rules(data, tmp_path, f"1 1 0 {over:g} k 100 100 30 30 re f") == ["ink"]


def test_one_ink_is_one_plate(tmp_path: Path) -> None:
    black = made(colour="black")
    assert rules(black, tmp_path) == []
    assert rules(black, tmp_path, "0.2 0 0 0 k 100 100 30 30 re f") == ["not-black"]


def test_marks_are_on_all_plates(tmp_path: Path) -> None:
    assert rules(made(), tmp_path, "0 0 0 1 K 1 w 5 200 m 12 200 l S") == ["marks"]
    assert rules(made(marks="none"), tmp_path) == []


def test_a_ground_that_ends_with_the_bleed_is_no_mark(tmp_path: Path) -> None:
    data = made()
    with pikepdf.open(io.BytesIO(data)) as file:
        left, low, right, high = (float(side) for side in file.pages[0].BleedBox)
    ground = f"0 0 1 0 k {left} {low} {right - left:.4f} {high - low:.4f} re f"
    assert rules(data, tmp_path, ground) == []


def test_a_plate_too_many_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a-print.pdf"
    with pikepdf.open(io.BytesIO(made())) as file:
        page = file.pages[0]
        tint = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1
        )
        page.Resources.ColorSpace.Spot = pikepdf.Array(
            [pikepdf.Name.Separation, pikepdf.Name.Gold, pikepdf.Name.DeviceCMYK, tint]
        )
        painting("/Spot cs 1 scn 100 100 30 30 re f")(file)
        file.save(path)
    assert "plates" in [one.rule for one in plates(path).findings]


def test_black_text_does_not_cut_the_tint_under_it(tmp_path: Path) -> None:
    """On the cyan plate the tint is whole; black that does not overprint would leave holes."""
    profile = default_cmyk_profile()
    assert profile is not None
    condition = PrintingCondition(profile)
    html = '<html lang="en"><title>T</title><p style="background:#9cd;color:{};font:60pt/1 M">mmmm'
    files = {"m.ttf": ("font/ttf", shop().subset(Face("serif"), "m", "ttf"))}
    face = "@font-face{font-family:M;src:url(m.ttf)}"
    holes = []
    for colour in ("#000", "#fff"):
        sheets = [face, "@page{size:100mm 150mm;margin:10mm}", print_css(condition)]
        done = typeset_for_print(html.format(colour), sheets, files, condition)
        path = tmp_path / f"{colour[1:]}.pdf"
        path.write_bytes(done.pdf)
        command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r50"]
        subprocess.run([*command, f"-sOutputFile={tmp_path}/p%d.tif", path], check=True, timeout=60)
        with Image.open(tmp_path / "p1(Cyan).tif") as plate:
            # The tint has no gaps, so each row of it has one value where nothing is cut out.
            rows = [plate.crop((80, row, 140, row + 1)).getextrema() for row in range(plate.height)]
        tinted = [(low, high) for low, high in rows if low < 255]
        assert len(tinted) > 20
        holes.append(any(low != high for low, high in tinted))
    assert holes == [False, True], "white text is the control"
