"""Signs of an author's text that Markdown would read as its own."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.document.load import MARKDOWN_FORMAT
from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.marks import encode
from nashr.importing.writing import write


def _read_again(*lines: str) -> list[tuple[str, str]]:
    """The kind and the words of each block that nashr reads in what is written of paragraphs."""
    blocks = [ast.para(ast.words(line)) for line in lines]
    text = write(Draft(blocks, {}), pandoc.write_markdown).text.partition("---\n\n")[2]
    tree = pandoc.parse_markdown(text, reader=MARKDOWN_FORMAT)
    return [(one["t"], ast.plain_text([one])) for one in tree["blocks"]]


@pytest.mark.parametrize(
    "line",
    [
        *("::: üç nöqtə", ":::", "#1 nömrə", ": iki nöqtə", "Table: deyil", "table: x"),
        *("&amp; və &lt; və &#65;", "A&B; C", "[@key] deyil", "(bax @key)", "x[@b]", "a@b.az"),
        *("{#id} mətn", "{.cls}", "{{x}}", "{% raw %}", "{a}", "C++ və C++11", "a==b", "==a=="),
        *("1)", "a.", "(a)", "iv.", "1.", "+===", "=", "===", "Müəllif. 2."),
    ],
)
def test_a_line_reads_as_it_was_typed(line: str) -> None:
    assert _read_again("Mətn.", line, "Son.") == [
        ("Para", "Mətn."),
        ("Para", line),
        ("Para", "Son."),
    ]


@pytest.mark.parametrize("line", ["---", "-----", "--"])
def test_a_line_of_hyphens_is_neither_a_rule_nor_a_dash(line: str) -> None:
    assert _read_again("Mətn.", line)[1] == ("Para", line)


def test_hyphens_before_words_are_a_dash_as_in_any_manuscript() -> None:
    assert _read_again("-- Salam.") == [("Para", "– Salam.")]


def test_a_line_of_signs_below_another_makes_no_heading_of_it() -> None:
    line = {"t": "LineBreak"}
    block = ast.para([ast.text("Ad"), line, ast.text("---"), line, ast.text("===")])
    mark = ast.text(encode(1))
    marked = ast.para([mark, ast.text(":::"), ast.SPACE, ast.text("a")])
    draft = Draft([block, marked], {1: object()})
    text = write(draft, pandoc.write_markdown).text.partition("---\n\n")[2]
    tree = pandoc.parse_markdown(text, reader=MARKDOWN_FORMAT)
    assert [one["t"] for one in tree["blocks"]] == ["Para", "Para"]
    assert ast.plain_text([tree["blocks"][1]]) == "::: a"
