"""The sheets of a print file: boxes, crop marks, empty pages at the end (ISO 15930-7, 6.13)."""

from __future__ import annotations

from typing import Any

from nashr.ports import PrintingCondition
from nashr.print_settings import PrintSettings

#: The length of a crop mark and the width of its line, in points.
_MARK, _LINE = 5 * 72 / 25.4, 0.25
#: The colour space of registration colour, which all plates print (ISO 32000-1, 8.6.6.4).
_ALL = "All"
Box = tuple[float, float, float, float]


def finish_pages(pdf: Any, condition: PrintingCondition) -> int:
    """Move each page's media box to the origin, set the other boxes, draw crop marks, and add
    empty pages. Gives how many pages the article itself has.
    """
    pages = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"]
    _prepare_resources(pdf, pages[0])
    _move_patterns(pdf, pages[0], condition.margin)
    for page in pages:
        _finish(pdf, page, condition)
    for _ in range(-len(pages) % condition.settings.pages_multiple):
        _add_empty(pdf, pages[-1], condition)
    return len(pages)


def _finish(pdf: Any, page: Any, condition: PrintingCondition) -> None:
    left, low, right, high = (float(value) for value in page["TrimBox"])
    width, height = right - left, high - low
    margin, settings = condition.margin, condition.settings
    page["MediaBox"][:] = (0, 0, _short(width + 2 * margin), _short(height + 2 * margin))
    trim = (margin, margin, margin + width, margin + height)
    page["TrimBox"][:] = map(_short, trim)
    bleed = _bleed_box(trim, settings)
    page["BleedBox"][:] = map(_short, bleed)
    content = pdf.objects[_number(page["Contents"])]
    moved = f"1 0 0 1 {margin:.4f} {margin:.4f} cm".encode()
    content.stream = [b"q", moved, *content.stream, b"Q", *_marks(trim, settings)]


def _bleed_box(trim: Box, settings: PrintSettings) -> Box:
    left, low, right, high = trim
    bleed = settings.bleed
    return left - bleed, low - bleed, right + bleed, high + bleed


def _marks(trim: Box, settings: PrintSettings) -> list[bytes]:
    """Lines that show where the sheet is cut, from its edge to short of the bleed."""
    if settings.marks == "none":
        return []
    left, low, right, high = trim
    margin = left
    width, height = right + margin, high + margin
    lines = [(0.0, y, _MARK, y) for y in (low, high)]
    lines += [(width - _MARK, y, width, y) for y in (low, high)]
    lines += [(x, 0.0, x, _MARK) for x in (left, right)]
    lines += [(x, height - _MARK, x, height) for x in (left, right)]
    drawn = [f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l".encode() for x1, y1, x2, y2 in lines]
    return [b"q", f"/{_ALL} CS 1 SCN {_LINE:g} w 0 J".encode(), *drawn, b"S", b"Q"]


def _add_empty(pdf: Any, last: Any, condition: PrintingCondition) -> None:
    import pydyf

    boxes = {name: pydyf.Array(list(last[name])) for name in ("MediaBox", "TrimBox", "BleedBox")}
    left, low, right, high = (float(value) for value in last["TrimBox"])
    content = pydyf.Stream(_marks((left, low, right, high), condition.settings), compress=True)
    pdf.add_object(content)
    page = {
        "Type": "/Page",
        "Parent": pdf.pages.reference,
        **boxes,
        "Contents": content.reference,
        "Resources": last["Resources"],
    }
    pdf.add_page(pydyf.Dictionary(page))


def _prepare_resources(pdf: Any, page: Any) -> None:
    """Registration colour in place of the colour spaces that no stream uses any more."""
    import pydyf

    spaces = pdf.objects[_number(resources_of(pdf, page["Resources"])["ColorSpace"])]
    for name in ("lab-d50", "lab-d65"):
        spaces.pop(name, None)
    tint = pydyf.Dictionary(
        {
            "FunctionType": 2,
            "Domain": pydyf.Array([0, 1]),
            "C0": pydyf.Array([0, 0, 0, 0]),
            "C1": pydyf.Array([1, 1, 1, 1]),
            "N": 1,
        }
    )
    spaces[_ALL] = pydyf.Array(["/Separation", f"/{_ALL}", "/DeviceCMYK", tint])


def _move_patterns(pdf: Any, page: Any, margin: float) -> None:
    """Move the patterns of pages with the pages: a pattern's matrix leads to the space of the
    page as it begins, whatever moves its content (ISO 32000-1, 8.7.3.1).
    """
    for reference in resources_of(pdf, page["Resources"]).get("Pattern", {}).values():
        matrix = pdf.objects[_number(reference)].extra["Matrix"]
        matrix[4], matrix[5] = matrix[4] + margin, matrix[5] + margin


def resources_of(pdf: Any, resources: Any) -> Any:
    """The dictionary of resources that a page or a form refers to."""
    return resources if isinstance(resources, dict) else pdf.objects[_number(resources)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _short(value: float) -> float:
    return round(value, 4)
