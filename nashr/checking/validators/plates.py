"""Ghostscript's plates of a print file: one for each ink, measured as a printing plate would be."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from nashr.checking.validators import own_process
from nashr.checking.validators.base import JudgeFailed, ValidatorFinding, Verdict, run, scratch
from nashr.messages import Message

#: Dots of a plate for an inch. Ink is measured over areas, so a plate may be coarse.
_DOTS = 100
_INKS = ("Cyan", "Magenta", "Yellow", "Black")
#: Percent of ink that rounding and the edges of dots may add.
_ROUNDING = 1.0
#: A plate is printed on where it is darker than this, of 255.
_PRINTS = 16
_PLATE = re.compile(r"p(\d+)\((\w+)\)\.tif")


def plates(pdf: Path) -> Verdict:
    """The plates of every page: the most ink at one place, no ink but black where that was asked
    for, and marks on all plates.
    """
    with scratch() as (folder, environment):
        command: list[str | Path] = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]
        command += ["-sDEVICE=tiffsep", f"-r{_DOTS}", "-dMaxSeparations=8"]
        target = folder / "plates"
        target.mkdir()
        answer = run([*command, f"-sOutputFile={target}/p%d.tif", pdf], environment=environment)
        if answer.code:
            raise JudgeFailed(answer.last_words())
        version = run(["gs", "--version"]).out.strip()
        said = [line for line in answer.err.splitlines() if "Error" in line]
        found = own_process.examine("plates.measure_here", pdf, str(target))
    findings = (*(ValidatorFinding("drawing", line) for line in said), *found.findings)
    return Verdict(version, found.scope, findings)


def measure_here(pdf: Path, folder: str) -> Verdict:
    """The findings on the plates of a folder, in this process."""
    import pikepdf

    from nashr.checking.validators.print_file import purpose_of

    most = 0.0
    findings: list[ValidatorFinding] = []
    with pikepdf.open(pdf) as file:
        purpose = purpose_of(file)
        for number, page in enumerate(file.pages, 1):
            inks = _opened(Path(folder), number)
            bleed = _pixels(page, "/BleedBox")
            ink, coloured = _most_ink(inks, bleed), _is_coloured(inks, bleed)
            most = max(most, ink)
            if ink > purpose.max_ink + _ROUNDING:
                message = (
                    f"Page {number} has {ink:.0f}% ink at one place; {purpose.max_ink}% may be."
                )
                findings.append(ValidatorFinding("ink", message))
            if purpose.is_black and coloured:
                message = f"Page {number} prints other inks than black."
                findings.append(ValidatorFinding("not-black", message))
            if not _marks_agree(inks, bleed):
                message = f"The marks of page {number} are not on all four plates."
                findings.append(ValidatorFinding("marks", message))
            others = _other_plates(Path(folder), number)
            if others:
                message = f"Page {number} has plates of other inks: {', '.join(others)}."
                findings.append(ValidatorFinding("plates", message))
        pages = len(file.pages)
    return Verdict(
        "",
        Message("{pages} pages, at most {most:.0f}% ink", pages=pages, most=most),
        tuple(findings),
    )


def _opened(folder: Path, number: int) -> list[Any]:
    """The four plates of a page, as ink: 255 is full."""
    from PIL import Image, ImageOps

    found = []
    for name in _INKS:
        with Image.open(folder / f"p{number}({name}).tif") as plate:
            found.append(ImageOps.invert(plate.convert("L")))
    return found


def _other_plates(folder: Path, number: int) -> list[str]:
    names = (_PLATE.fullmatch(path.name) for path in folder.iterdir())
    return sorted(n[2] for n in names if n and int(n[1]) == number and n[2] not in _INKS)


def _pixels(page: Any, name: str) -> tuple[int, int, int, int]:
    """A box of a page in pixels of its plates, from the top left corner: all that it touches, for
    what ends at its edge paints those pixels as well.
    """
    left, low, right, high = (float(value) for value in page[name])
    top = float(page.MediaBox[3])
    scale = _DOTS / 72
    return (
        math.floor(left * scale),
        math.floor((top - high) * scale),
        math.ceil(right * scale),
        math.ceil((top - low) * scale),
    )


def _most_ink(inks: list[Any], box: tuple[int, int, int, int]) -> float:
    """The most ink at one pixel, in percent of one ink."""
    from PIL import ImageMath

    parts = {f"i{n}": plate.crop(box).convert("I") for n, plate in enumerate(inks)}
    total = ImageMath.lambda_eval(
        lambda args: args["i0"] + args["i1"] + args["i2"] + args["i3"], **parts
    )
    return float(total.getextrema()[1]) / 2.55


def _is_coloured(inks: list[Any], box: tuple[int, int, int, int]) -> bool:
    return any(plate.crop(box).getextrema()[1] > 0 for plate in inks[:3])


def _marks_agree(inks: list[Any], box: tuple[int, int, int, int]) -> bool:
    """Whether what stands outside of the bleed stands on all plates, or on none."""
    marks = []
    for plate in inks:
        outside = plate.copy()
        outside.paste(0, box)
        marks.append(
            outside.point([255 if value >= _PRINTS else 0 for value in range(256)]).tobytes()
        )
    return all(one == marks[0] for one in marks[1:])
