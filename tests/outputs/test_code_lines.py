"""Code of the markup: a span for each line, numbers that are no text, parts told apart or not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from nashr.document.code_blocks import set_code
from nashr.engines import pandoc
from nashr.model import CodeStyle
from nashr.outputs.account.shown_html import shown
from nashr.outputs.code_lines import set_code_lines, unknown_language
from nashr.outputs.markup import clean, parse

CODE = 'def f(x):\n\n    """Doc."""\n    return x  # done'
TEMPLATES = Path(__file__).parents[2] / "templates"


def written(classes: list[str], text: str = CODE, **keyvals: str) -> HtmlElement:
    given = ["", classes, [[key, value] for key, value in keyvals.items()]]
    blocks = set_code([{"t": "CodeBlock", "c": [given, text]}], CodeStyle())
    root = parse(clean(pandoc.write_html(blocks)))
    set_code_lines(root)
    return root


def numbers(root: HtmlElement) -> list[str]:
    return [mark.get("data-number", "") for mark in root.find_class("line-number")]


@pytest.mark.parametrize("classes", [["python"], [], ["pyhton"]])
@pytest.mark.parametrize("start", ["", "9"])
def test_each_line_has_its_number_and_no_more_text(classes: list[str], start: str) -> None:
    more = {"startFrom": start} if start else {}
    root = written([*classes, "numberLines"], **more)
    first = int(start or 1)
    assert numbers(root) == [str(n) for n in range(first, first + 4)]
    assert root.text_content().strip() == CODE
    assert shown([root]) == re.sub(r"\W|_", "", CODE)
    assert not root.xpath(".//a")
    assert all(mark.get("aria-hidden") == "true" for mark in root.find_class("line-number"))


def test_code_without_numbers_has_lines_and_no_marks() -> None:
    root = written([], "a\n\nb\n")
    assert [line.text for line in root.find_class("line")] == ["a", "", "b"]
    assert root.text_content().strip() == "a\n\nb"
    assert not numbers(root)


def test_parts_of_code_are_told_apart_on_request() -> None:
    assert written(["python"]).find_class("kw")
    bare = written(["python"], colours="false")
    assert not bare.find_class("kw")
    assert not bare.find_class("uncoloured")
    assert bare.text_content().strip() == CODE


@pytest.mark.parametrize(
    ("classes", "unknown"),
    [
        (["python"], None),
        (["pyhton"], "pyhton"),
        (["pyhton", "numberLines"], "pyhton"),
        (["numberLines"], None),
        ([], None),
    ],
)
def test_an_unknown_language_is_seen(classes: list[str], unknown: str | None) -> None:
    assert unknown_language(next(written(classes).iter("pre"))) == unknown


# --- legible by day and by night ------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, section 1.4.3."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("token", ["--code-word", "--code-text", "--soft", "--ink"])
@pytest.mark.parametrize("scheme", [1, 2])
def test_colours_of_code_stand_out_on_its_ground(token: str, scheme: int) -> None:
    names = ("html/colours.css", "html/article.css")
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in names)

    def colour(name: str) -> str:
        found = re.search(rf"{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", style)
        assert found is not None, name
        return found[scheme]

    assert contrast(colour(token), colour("--panel")) >= 4.5


def test_tints_of_print_stand_out_on_paper() -> None:
    style = (TEMPLATES / "pdf/article.css").read_text("utf-8")
    tints = re.findall(r"\.sourceCode[^{]*\{[^}]*color: #(\w)(\w)(\w) ", style)
    assert len(tints) == 2
    for red, green, blue in tints:
        assert red == green == blue, "a tint of black has no hue"
        assert contrast(f"#{red * 2}{green * 2}{blue * 2}", "#ffffff") >= 4.5
