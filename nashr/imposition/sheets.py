"""The sheets of a plan, as a PDF: pages at their places, with crop and fold marks."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from nashr.imposition.plan import Placed, Side, columns_and_rows
from nashr.records import dataclass

Box = tuple[float, float, float, float]
#: Points: the length of a mark, its distance from the trimmed pages, the width of its line.
_MARK, _GAP, _LINE = 12.0, 4.0, 0.25
#: Pages that differ by less are of the same size.
_ROUNDING = 0.5


class DoesNotFit(ValueError):
    """The pages do not fit on the sheet: how large they are together and how large the sheet is,
    in points.
    """

    def __init__(self, needed: tuple[float, float], sheet: tuple[float, float]) -> None:
        super().__init__("the pages do not fit on the sheet")
        self.needed = needed
        self.sheet = sheet


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the pages stand on a sheet, in points: their size, and the corner of them all."""

    width: float
    height: float
    columns: int
    rows: int
    sheet: tuple[float, float]

    @property
    def left(self) -> float:
        return (self.sheet[0] - self.columns * self.width) / 2

    @property
    def low(self) -> float:
        return (self.sheet[1] - self.rows * self.height) / 2

    def cell(self, placed: Placed) -> Box:
        left = self.left + placed.column * self.width
        low = self.low + (self.rows - 1 - placed.row) * self.height
        return left, low, left + self.width, low + self.height


def page_count(data: bytes) -> int:
    """The number of a PDF's pages. Raises ``pikepdf.PdfError``."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return len(file.pages)


def is_flipped_on_short_edge(data: bytes, on_a_side: int, sheet: tuple[float, float]) -> bool:
    """Whether the back of a sheet is right when the printer flips it on its short edge: backs are
    planned as if the sheet were turned over like the page of a book.
    """
    with pikepdf.open(io.BytesIO(data)) as file:
        across, up = _grid(file, on_a_side, sheet).sheet
    return across >= up


def impose(
    data: bytes, sides: tuple[Side, ...], on_a_side: int, sheet: tuple[float, float], paper: float
) -> bytes:
    """The sheets of a plan, a page of the result for each side.

    ``sheet`` is its size in points, which is turned where the pages fit only so; ``paper`` is how
    thick the paper is, in points: pages that are folded within others move towards the spine by as
    much for each sheet around them, so that all margins are the same once the booklet is trimmed.
    Raises ``DoesNotFit`` and ``pikepdf.PdfError``.
    """
    with pikepdf.open(io.BytesIO(data)) as file, pikepdf.new() as made:
        grid = _grid(file, on_a_side, sheet)
        forms = [_Form(made, page) for page in file.pages]
        for side in sides:
            _add_side(made, side, forms, grid, paper)
        if "/OutputIntents" in file.Root:
            intents = file.Root["/OutputIntents"]
            held = intents if intents.is_indirect else file.make_indirect(intents)
            made.Root["/OutputIntents"] = made.copy_foreign(held)
        if "/Title" in file.docinfo:
            made.docinfo["/Title"] = str(file.docinfo["/Title"])
        target = io.BytesIO()
        made.save(target, deterministic_id=True, min_version=file.pdf_version)
    return target.getvalue()


def _grid(file: pikepdf.Pdf, on_a_side: int, sheet: tuple[float, float]) -> _Grid:
    width, height = _shown_size(_box(file.pages[0], "/TrimBox"), _rotation(file.pages[0]))
    columns, rows = columns_and_rows(on_a_side)
    needed = columns * width, rows * height
    for across, up in (sheet, sheet[::-1]):
        if needed[0] <= across + _ROUNDING and needed[1] <= up + _ROUNDING:
            return _Grid(width, height, columns, rows, (across, up))
    raise DoesNotFit(needed, sheet)


def _box(page: Any, name: str) -> Box:
    """A box of a page; the media box where it has none."""
    found = page.get(name) or page.get("/CropBox") or page.mediabox
    left, low, right, high = (float(value) for value in found)
    return min(left, right), min(low, high), max(left, right), max(low, high)


def _rotation(page: Any) -> int:
    """By how many degrees a page is turned clockwise when it is shown (ISO 32000-1, 7.7.3.3)."""
    return int(page.get("/Rotate", 0)) % 360


def _shown_size(box: Box, rotation: int) -> tuple[float, float]:
    width, height = box[2] - box[0], box[3] - box[1]
    return (height, width) if rotation in (90, 270) else (width, height)


class _Form:
    """A page as a form that other pages draw."""

    def __init__(self, target: pikepdf.Pdf, page: Any) -> None:
        self.trim, self.bleed = _box(page, "/TrimBox"), _box(page, "/BleedBox")
        if "/BleedBox" not in page:
            self.bleed = self.trim
        self.rotation = _rotation(page)
        form = page.as_form_xobject(handle_transformations=False)
        self.object = target.copy_foreign(form)
        self.object["/BBox"] = pikepdf.Array(self.bleed)


def _add_side(made: pikepdf.Pdf, side: Side, forms: list[_Form], grid: _Grid, paper: float) -> None:
    across, up = grid.sheet
    used: dict[str, Any] = {}
    content: list[str] = []
    for placed in side.pages:
        if placed.page is not None:
            form = forms[placed.page - 1]
            name = f"P{placed.page}"
            used[f"/{name}"] = form.object
            content += _drawn(name, form, placed, grid, paper)
    content += _marks(grid)
    made.add_blank_page(page_size=(across, up))
    page = made.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(used))
    page.Contents = made.make_stream("\n".join(content).encode())
    trim = (grid.left, grid.low, across - grid.left, up - grid.low)
    page["/TrimBox"] = pikepdf.Array([round(value, 3) for value in trim])


def _drawn(name: str, form: _Form, placed: Placed, grid: _Grid, paper: float) -> list[str]:
    """The operators that draw a page: clipped to its place and its bleed at the outer edges."""
    left, low, right, high = grid.cell(placed)
    spine_is_left = (placed.spine == "left") != placed.is_turned
    towards = -paper * placed.depth if spine_is_left else paper * placed.depth
    a, b, c, d, e, f = _matrix(form, (left, low, right, high), placed.is_turned, grid)
    room = max(form.trim[n] - form.bleed[n] for n in (0, 1))
    clip = (
        left - (room if placed.column == 0 else 0),
        low - (room if placed.row == grid.rows - 1 else 0),
        right + (room if placed.column == grid.columns - 1 else 0),
        high + (room if placed.row == 0 else 0),
    )
    x, y, x2, y2 = clip
    return [
        "q",
        f"{x:.3f} {y:.3f} {x2 - x:.3f} {y2 - y:.3f} re W n",
        f"{a:g} {b:g} {c:g} {d:g} {e + towards:.4f} {f:.4f} cm",
        f"/{name} Do",
        "Q",
    ]


def _matrix(
    form: _Form, cell: Box, is_turned: bool, grid: _Grid
) -> tuple[float, float, float, float, float, float]:
    """From the page's space to its place. A page that lies on its side is turned upright."""
    trim = form.trim
    width, height = _shown_size(trim, form.rotation)
    lies = abs(width - grid.width) > _ROUNDING and abs(height - grid.width) <= _ROUNDING
    angle = (90 if lies else 0) + (180 if is_turned else 0) - form.rotation
    a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle % 360]
    c, d = -b, a
    centre = (trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2
    goal = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    e = goal[0] - a * centre[0] - c * centre[1]
    f = goal[1] - b * centre[0] - d * centre[1]
    return a, b, c, d, e, f


def _marks(grid: _Grid) -> list[str]:
    """Where the sheet is cut, and, with broken lines, where it is folded."""
    across, up = grid.sheet
    cuts_x, cuts_y = (grid.left, across - grid.left), (grid.low, up - grid.low)
    folds_x = [grid.left + n * grid.width for n in range(1, grid.columns)]
    folds_y = [grid.low + n * grid.height for n in range(1, grid.rows)]
    lines = [f"q 0 0 0 1 K {_LINE:g} w"]
    for xs, ys, dash in ((cuts_x, cuts_y, "[] 0 d"), (folds_x, folds_y, "[2 2] 0 d")):
        lines.append(dash)
        for x in xs:
            lines.append(f"{x:.3f} {grid.low - _GAP:.3f} m {x:.3f} {grid.low - _GAP - _MARK:.3f} l")
            top = up - grid.low + _GAP
            lines.append(f"{x:.3f} {top:.3f} m {x:.3f} {top + _MARK:.3f} l")
        for y in ys:
            lines.append(
                f"{grid.left - _GAP:.3f} {y:.3f} m {grid.left - _GAP - _MARK:.3f} {y:.3f} l"
            )
            end = across - grid.left + _GAP
            lines.append(f"{end:.3f} {y:.3f} m {end + _MARK:.3f} {y:.3f} l")
        lines.append("S")
    return [*lines, "Q"]
