"""Formulas parted: where they are cut, and the space that is left at a cut."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from nashr.engines.mathml import draw
from nashr.outputs.pdf import formula_lines


def formula(inside: str, display: str = "") -> HtmlElement:
    shown = f' display="{display}"' if display else ""
    root: HtmlElement = lxml.html.fromstring(
        f"<math{shown}><semantics><mrow>{inside}</mrow></semantics></math>"
    )
    return root


def width(inside: str) -> float:
    return drawn_width(formula(inside))


def drawn_width(math: HtmlElement) -> float:
    svg = draw(lxml.html.tostring(math, encoding="unicode"))
    assert svg is not None
    return float(lxml.html.fromstring(svg).get("width", "").removesuffix("em"))


def test_a_relation_at_the_end_of_a_line_leaves_no_hole() -> None:
    first, _ = formula_lines.parts(formula("<mn>1</mn><mo>=</mo><mn>2</mn>"), before=False)
    sides = width("<mn>1</mn>") + width("<mo>=</mo>")
    assert drawn_width(first) == pytest.approx(sides + 5 / 18, abs=0.06)


def test_an_operator_at_a_cut_keeps_its_space_and_no_other() -> None:
    first, second = formula_lines.parts(formula("<mn>1</mn><mo>−</mo><mn>2</mn>"), before=False)
    assert drawn_width(first) - width("<mn>1</mn>") == pytest.approx(
        width("<mo>−</mo>") + 4 / 18, abs=0.06
    )
    assert drawn_width(second) == pytest.approx(width("<mn>2</mn>"), abs=0.001)


@pytest.mark.parametrize("before", [True, False])
def test_a_sign_that_begins_a_formula_or_follows_a_relation_has_no_space(before: bool) -> None:
    inside = "<mo>−</mo><mn>1</mn><mo>=</mo><mo>−</mo><mn>2</mn>"
    for part in formula_lines.parts(formula(inside), before=before):
        for sign in part.iter("mo"):
            if sign.text == "−":
                assert sign.get("form") is None


def test_parts_of_a_displayed_formula_are_displayed() -> None:
    inside = "<mi>a</mi><mo>=</mo><mfrac><mi>b</mi><mi>c</mi></mfrac>"
    parts = formula_lines.parts(formula(inside, "block"), before=True)
    assert [part.get("display") for part in parts] == ["block", "block"]
    assert formula_lines.joined(parts).get("display") == "block"
    assert formula_lines.parts(formula(inside), before=False)[0].get("display") is None


def cut(inside: str, cuts: formula_lines.Cuts) -> list[str]:
    found = formula_lines.parts(formula(inside), before=False, cuts=cuts)
    return [part.text_content() for part in found]


def test_a_formula_in_the_text_is_cut_at_relations_before_operators() -> None:
    inside = "".join(
        f"<mo>{sign}</mo>" if sign in "()+=,≤" else f"<mi>{sign}</mi>" for sign in "f(x,y=1)=a+b≤c"
    )
    assert cut(inside, "relations") == ["f(x,y=1)=", "a+b≤", "c"]
    assert cut(inside, "terms") == ["f(x,y=1)=", "a+", "b≤", "c"]
    assert cut(inside, "all") == ["f(x,", "y=", "1)=", "a+", "b≤", "c"]


def test_formulas_apart_by_a_wide_space_are_cut_there() -> None:
    inside = "<mi>a</mi><mspace width='2.0em'></mspace><mi>b</mi><mspace width='0.2em'></mspace>"
    found = formula_lines.parts(formula(f"{inside}<mi>c</mi>"), before=True)
    assert [part.text_content() for part in found] == ["a", "bc"]
    assert [formula_lines.starts_with_space(part) for part in found] == [False, True]


def test_a_formula_behind_a_wide_space_begins_a_line_rather_than_being_parted() -> None:
    widths = [2.0, 8.0, 4.0, 8.0]
    assert formula_lines.in_lines(widths, 16.0, 1.0) == [[0, 1, 2], [3]]
    assert formula_lines.in_lines(widths, 16.0, 1.0, apart=[2]) == [[0, 1], [2, 3]]
    assert formula_lines.in_lines(widths, 12.0, 1.0, apart=[2]) == [[0, 1], [2], [3]]


@pytest.mark.parametrize("style", ["", "font-size:0.900em"])
def test_a_formula_in_lines_takes_whole_lines_of_text(style: str) -> None:
    whole = lxml.html.fromstring(f'<span style="{style}"></span>')
    room = formula_lines.room_around([2.0, 1.5], whole, 10.0, 13.0)
    drawn = 35.0 * (0.9 if style else 1.0) + 3 * 3.0
    assert room >= 0
    assert (drawn + 2 * room) / 13.0 == pytest.approx(round((drawn + 2 * room) / 13.0))
