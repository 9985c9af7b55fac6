"""Formulas in a line and the marks around them, on the web page and in the book."""

from __future__ import annotations

import lxml.html
import pytest
from edition_kit import ENGINES, edition

from nashr.outputs.formula_marks import keep_marks
from nashr.outputs.html.render import render


@pytest.mark.parametrize(
    ("before", "behind", "kept_before", "kept_behind"),
    [
        ("a ", ", b", "", ","),
        ("a ", ".", "", "."),
        ("a (", ") b", "(", ")"),
        ("a «", "»; b", "«", "»;"),
        ("(", "", "(", ""),
        ("a ", "، b", "", "،"),
    ],
)
def test_marks_go_with_the_formula(
    before: str, behind: str, kept_before: str, kept_behind: str
) -> None:
    for first in ("", "<i>w</i>"):
        root = lxml.html.fromstring(f"<p>{first}{before}<math><mi>x</mi></math>{behind}</p>")
        words = root.text_content()
        keep_marks(root.find(".//math"))
        assert root.text_content() == words
        (span,) = root.xpath(".//span[@class='keep']")
        assert (span.text or "", span[0].tail or "") == (kept_before, kept_behind)


@pytest.mark.parametrize(("before", "behind"), [("a ", " b"), ("", ""), ("a) ", " (b")])
def test_without_marks_nothing_is_changed(before: str, behind: str) -> None:
    root = lxml.html.fromstring(f"<p>{before}<math><mi>x</mi></math>{behind}</p>")
    keep_marks(root.find(".//math"))
    assert not root.xpath(".//span")


def test_the_web_page_keeps_a_comma_behind_a_formula() -> None:
    page = render(edition(text="Above $h$, where ($x$) is."), ENGINES).value[0].data.decode()
    root = lxml.html.fromstring(page)
    kept = [span.xpath("string(.)") for span in root.xpath("//main//span[@class='keep']")]
    assert [text[0] + text[-1] for text in kept] == [kept[0][0] + ",", "()"]
