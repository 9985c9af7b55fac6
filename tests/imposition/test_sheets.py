"""Sheets as PDFs: each page at its place, moved by the paper around it."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from nashr.imposition.plan import plan
from nashr.imposition.sheets import DoesNotFit, impose, is_flipped_on_short_edge

A3 = (297 * 72 / 25.4, 420 * 72 / 25.4)
#: Pages of 200 by 300 points with a margin of 30, as print files have.
WIDTH, HEIGHT, MARGIN = 200.0, 300.0, 30.0


def pages(number: int) -> bytes:
    """A file whose pages are grey tones of their own, with a black bar at the left edge."""
    made = pikepdf.new()
    for n in range(number):
        made.add_blank_page(page_size=(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN))
        page = made.pages[-1]
        box = [MARGIN, MARGIN, MARGIN + WIDTH, MARGIN + HEIGHT]
        page["/TrimBox"] = pikepdf.Array(box)
        page["/BleedBox"] = pikepdf.Array([20, 20, 240, 340])
        tone = tone_of(n + 1)
        bar = f"0 g {MARGIN} {MARGIN + HEIGHT - 20} 10 20 re f"
        page.Contents = made.make_stream(f"{tone} g 0 0 260 360 re f {bar}".encode())
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def tone_of(page: int) -> float:
    return 0.3 + 0.04 * page


def drawn(data: bytes, number: int) -> Any:
    with pypdfium2.PdfDocument(data) as document:
        return document[number].render().to_pil().convert("L")


def tone_at(image: Any, place: tuple[float, float]) -> int:
    return int(image.getpixel((round(place[0]), round(place[1]))))


def test_pages_stand_where_they_are_planned() -> None:
    sides = plan(8, None)
    made = impose(pages(8), sides, 2, A3, 0.0)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert len(file.pages) == len(sides) == 4
        across, up = (float(value) for value in file.pages[0].mediabox[2:])
    assert (across, up) == pytest.approx(A3[::-1], abs=0.1) or (across, up) == pytest.approx(
        A3, abs=0.1
    )
    for number, side in enumerate(sides):
        image = drawn(made, number)
        for placed in side.pages:
            x = (across - 2 * WIDTH) / 2 + (placed.column + 0.5) * WIDTH
            assert placed.page is not None
            expected = round(tone_of(placed.page) * 255)
            assert tone_at(image, (x, up / 2)) == pytest.approx(expected, abs=2), placed


def test_pages_that_stand_on_their_heads_are_turned() -> None:
    """The bar at the upper left is at the lower right there."""
    sides = plan(8, 8, 4)
    made = impose(pages(8), sides, 4, (700.0, 700.0), 0.0)
    image = drawn(made, 0)
    left, top = (700 - 2 * WIDTH) / 2, (700 - 2 * HEIGHT) / 2
    assert tone_at(image, (left + WIDTH - 5, top + HEIGHT - 10)) == 0
    assert tone_at(image, (left + 5, top + HEIGHT + 10)) == 0
    assert tone_at(image, (left + 5, top + 10)) > 50, "the control"


def test_inner_pages_move_to_the_spine_by_the_paper() -> None:
    sides = plan(16, None)
    still, moved = (impose(pages(16), sides, 2, A3, paper) for paper in (0.0, 5.0))
    for made, shift in ((still, 0.0), (moved, 15.0)):
        with pikepdf.open(io.BytesIO(made)) as file:
            centre = float(file.pages[0].mediabox[2]) / 2
            top = (float(file.pages[0].mediabox[3]) - HEIGHT) / 2
        image = drawn(made, 7)  # the innermost spread: pages 8 and 9
        bar_of_8 = centre - WIDTH + 5 + shift
        assert tone_at(image, (bar_of_8, top + 10)) == 0
        assert tone_at(image, (centre + 5, top + 10)) == (
            0 if shift == 0 else pytest.approx(168, abs=3)
        )


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(DoesNotFit) as refused:
        impose(pages(8), plan(8, 8, 4), 4, (297.0, 420.0), 0.0)
    assert refused.value.needed == (400.0, 600.0)


def test_the_printer_is_told_the_edge() -> None:
    assert is_flipped_on_short_edge(pages(4), 2, (420.0, 310.0))
    assert not is_flipped_on_short_edge(pages(4), 2, (420.0, 600.0))


def test_the_same_pages_give_the_same_sheets() -> None:
    data, sides = pages(8), plan(8, None)
    assert impose(data, sides, 2, A3, 0.3) == impose(data, sides, 2, A3, 0.3)


def test_pages_that_are_shown_turned_stand_upright() -> None:
    """A file whose pages lie on their side and are turned when they are shown."""
    file = pikepdf.open(io.BytesIO(pages(4)))
    for page in file.pages:
        page.mediabox = [0, 0, HEIGHT, WIDTH]
        for name in ("/TrimBox", "/BleedBox"):
            del page[name]
        # The bar is at the lower left of what is drawn, which is the upper left of what is shown.
        page.Contents = file.make_stream(b"0.5 g 0 0 300 200 re f 0 g 0 0 20 10 re f")
        page["/Rotate"] = 90
    target = io.BytesIO()
    file.save(target)
    made = impose(target.getvalue(), plan(4, None), 2, A3, 0.0)
    image = drawn(made, 0)
    left, top = image.width / 2, (image.height - HEIGHT) / 2
    assert tone_at(image, (left + 5, top + 10)) == 0
    assert tone_at(image, (left + WIDTH / 2, top + HEIGHT / 2)) == pytest.approx(128, abs=3)
    assert tone_at(image, (left + WIDTH - 5, top + 10)) > 100, "the control"
