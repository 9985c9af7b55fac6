"""Titles in the contents of an issue."""

from __future__ import annotations

from formula_kit import formulas_of
from lxml import etree
from markupsafe import Markup

from nashr.issue.listing import Title


def test_a_formula_is_printed_once_and_not_with_its_tex_behind_it() -> None:
    (formula,) = formulas_of("$x^2 < 1{,}5$")
    html = f"<em>Ölçü</em> {etree.tostring(formula, encoding='unicode', with_tail=False)} üçün"
    title = Title("az", "ltr", Markup(html))
    assert title.text == "Ölçü x^2 < 1,5 üçün"
    assert title.printed.startswith("<em>Ölçü</em> <span>x^2 &lt; 1,5</span>")
    assert Title("az", "ltr", Markup("<em>A</em> &amp; B")).text == "A & B"
