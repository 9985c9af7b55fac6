"""Ghostscript's plates, measured: a sound file, and one that is wrong in each way."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from print_kit import made, painting

from nashr.checking.validators.plates import plates

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
