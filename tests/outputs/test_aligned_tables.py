"""Tables of the markup: numbers of a column are equally wide from the decimal sign on."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from nashr.outputs.account.shown_html import shown
from nashr.outputs.aligned_tables import set_tables


def table(cells: list[str], attributes: str = "", *, sign: str = ",") -> HtmlElement:
    rows = "".join(f"<tr><td>x</td><td{attributes}>{cell}</td></tr>" for cell in cells)
    root: HtmlElement = lxml.html.fragment_fromstring(
        f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>",
        create_parent="div",
    )
    set_tables(root, sign)
    return root


def pads(cell: HtmlElement) -> str:
    return "".join(f"[{pad.get('data-pad')}]" for pad in cell.find_class("pad"))


def test_shorter_fractions_are_padded_behind() -> None:
    root = table(["1,25", "120,5", "3", "–"])
    cells = root.xpath(".//tbody/tr/td[2]")
    assert [pads(cell) for cell in cells] == ["", "[0]", "[,00]", "[,00]"]
    assert all("numbers" in cell.get("class") for cell in cells)
    assert "numbers" in root.xpath(".//th[2]")[0].get("class")
    assert root.xpath(".//td[1]")[0].get("class") is None


def test_raised_marks_are_padded_by_raised_ones() -> None:
    cells = table(
        ["1,5<sup>a</sup>", "2,5", '3<a role="doc-noteref" href="#fn1"><sup>1</sup></a>', "4**"]
    ).xpath(".//td[2]")
    assert [[pad.tag for pad in cell.find_class("pad")] for cell in cells] == [
        ["span"],
        ["span", "sup"],
        ["span"],
        ["span", "sup"],
    ]


def test_pads_are_no_text_and_not_read_aloud() -> None:
    plain = table(["Bakı", "5", "6"])
    root = table(["1,25", "120,5", "n/a"])
    assert root.text_content() == "AB" + "x1,25x120,5xn/a"
    assert "0" not in shown([root]).replace("120", "")
    assert all(pad.get("aria-hidden") == "true" for pad in root.find_class("pad"))
    assert not plain.find_class("pad")


def test_what_the_author_aligned_stays_and_is_padded_on_both_sides() -> None:
    cells = table(["1,25", "120,5"], ' style="text-align: center"').xpath(".//td[2]")
    assert [pads(cell) for cell in cells] == ["[00]", "[0]"]
    assert cells[0].get("class") is None
    assert cells[0].text_content() == "1,25"


def test_a_paragraph_in_a_cell_is_padded_inside() -> None:
    cells = table(["<p>1,25</p>", "<p><strong>7</strong></p>"]).xpath(".//td[2]")
    assert cells[1][0][-1].get("data-pad") == ",00"


@pytest.mark.parametrize("other", ["<br>", "<ul><li>1</li></ul>", "<math><mn>1</mn></math>"])
def test_cells_of_more_than_a_number_are_left_alone(other: str) -> None:
    assert not table(["1,25", f"1{other}", "3"]).find_class("pad")


def test_joined_rows_do_not_shift_columns() -> None:
    root = lxml.html.fragment_fromstring(
        '<table><tbody><tr><td rowspan="2">a</td><td>1,5</td></tr><tr><td>2,25</td></tr>'
        '<tr><td colspan="2">5,125</td></tr></tbody></table>',
        create_parent="div",
    )
    set_tables(root, ",")
    assert [pads(cell) for cell in root.iter("td")] == ["", "[0]", "", ""]


@pytest.mark.parametrize(
    ("rows", "marked"), [(10, []), (11, [5, 10]), (15, [5, 10]), (16, [5, 10, 15])]
)
def test_a_long_table_has_a_gap_behind_each_fifth_row(rows: int, marked: list[int]) -> None:
    found = table(["a"] * rows).xpath(".//tbody/tr")
    assert [n for n, row in enumerate(found, 1) if row.get("class") == "fifth"] == marked


def test_numbers_read_from_left_to_right_in_arabic_too() -> None:
    root = lxml.html.fragment_fromstring(
        "<table><tbody><tr><td>واحد</td><td>۱۲٫۵</td></tr><tr><td>اثنان</td><td>۴</td></tr>"
        "</tbody></table>",
        create_parent="div",
    )
    set_tables(root, "٫", rtl=True)
    assert [cell.get("dir") for cell in root.iter("td")] == [None, "ltr", None, "ltr"]
    assert all("text-align: right" in cell.get("style") for cell in root.xpath("//td[@dir]"))
    assert root.xpath("//td[4]/span/@data-pad | //tr[2]/td[2]/span/@data-pad")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("within 2 %", "within 2\u00a0%"),
        ("of 3 000 000", "of 3\u00a0000\u00a0000"),
        ("<p>3 km and <em>5 kq</em> or 7 °C</p>", "3\u00a0km and 5\u00a0kq or 7\u00a0°C"),
        ("<code>2 %</code> 4 apples", "2 % 4 apples"),
    ],
)
def test_a_number_and_its_unit_stay_on_a_line(written: str, said: str) -> None:
    made = table([written])
    assert made.xpath("string(.//tbody//td[last()])") == said
