"""The sheets of a print file: boxes, marks, empty pages, and nothing that leads anywhere."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from nashr.outputs.page_geometry import print_css
from nashr.ports import PrintingCondition, Typeset
from nashr.print_settings import PrintSettings
from nashr.typesetting.weasyprint import typeset_for_print

MM = 72 / 25.4
HTML = (
    '<html lang="en"><title>T</title><h1 id="a">One</h1>'
    '<p><a href="#b" style="color:#000">to</a></p>'
    '<h1 id="b" style="break-before:page">Two</h1><p style="color:#c00">Red.</p>'
    '<h1 style="break-before:page">Three</h1>'
    '<p style="width:9pt;height:9pt;background:linear-gradient(#333,#ccc)"></p>'
)


def made(condition: PrintingCondition, **settings: Any) -> Typeset:
    own = replace(condition, settings=PrintSettings(**settings))
    return typeset_for_print(HTML, ["@page{size:100mm 150mm}", print_css(own)], {}, own)


def boxes(page: pikepdf.Page, name: str) -> list[float]:
    return [float(value) / MM for value in page[name]]


def operators(page: pikepdf.Page) -> list[tuple[str, list[Any]]]:
    return [(str(op), list(values)) for values, op in pikepdf.parse_content_stream(page)]


@pytest.mark.parametrize(
    ("settings", "margin", "bleed"),
    [({}, 10, 3), ({"bleed": 5 * MM}, 12, 5), ({"marks": "none"}, 3, 3)],
)
def test_the_media_box_begins_at_the_origin(
    condition: PrintingCondition, settings: dict[str, Any], margin: float, bleed: float
) -> None:
    with pikepdf.open(io.BytesIO(made(condition, **settings).pdf)) as file:
        for page in file.pages:
            assert boxes(page, "/MediaBox") == pytest.approx(
                [0, 0, 100 + 2 * margin, 150 + 2 * margin], abs=0.01
            )
            trim, outer = boxes(page, "/TrimBox"), boxes(page, "/BleedBox")
            assert trim == pytest.approx([margin, margin, margin + 100, margin + 150], abs=0.01)
            assert [a - b for a, b in zip(trim, outer, strict=True)] == pytest.approx(
                [bleed, bleed, -bleed, -bleed], abs=0.01
            )


def test_crop_marks_are_a_quarter_of_a_point_on_all_plates(condition: PrintingCondition) -> None:
    with pikepdf.open(io.BytesIO(made(condition).pdf)) as file:
        page = file.pages[0]
        space = page.Resources.ColorSpace["/All"]
        assert [str(space[0]), str(space[1])] == ["/Separation", "/All"]
        found = operators(page)
        start = found.index(("CS", [pikepdf.Name.All]))
        assert [op for op, _ in found[start - 2 : start]] == ["Q", "q"]
        marks = found[start:]
        assert sum(op == "l" for op, _ in marks) == 8
        assert [float(values[0]) for op, values in marks if op == "w"] == [0.25]
        assert not any(op == "gs" for op, _ in marks), "marks are not transparent"
    with pikepdf.open(io.BytesIO(made(condition, marks="none").pdf)) as file:
        assert ("CS", [pikepdf.Name.All]) not in operators(file.pages[0])


@pytest.mark.parametrize(("multiple", "pages"), [(1, 3), (4, 4), (8, 8)])
def test_empty_pages_fill_the_sheet(
    condition: PrintingCondition, multiple: int, pages: int
) -> None:
    done = made(condition, pages_multiple=multiple)
    assert done.pages == 3
    with pikepdf.open(io.BytesIO(done.pdf)) as file:
        assert len(file.pages) == pages
        assert boxes(file.pages[-1], "/TrimBox") == boxes(file.pages[0], "/TrimBox")
        shows = [any(op == "TJ" for op, _ in operators(page)) for page in file.pages]
        assert shows == [True] * 3 + [False] * (pages - 3)


def test_nothing_leads_anywhere(condition: PrintingCondition) -> None:
    with pikepdf.open(io.BytesIO(made(condition).pdf)) as file:
        assert not {"/Outlines", "/Names", "/Dests", "/PageMode"} & set(file.Root.keys())
        assert not any("/Annots" in page for page in file.pages)


def test_it_is_told_which_pages_have_colour(condition: PrintingCondition) -> None:
    assert made(condition).coloured == (2,)
    assert made(condition, colour="black").coloured == ()
