"""Lines of verse as elements of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition_kit import TEMPLATES

from nashr.cli.main import main
from nashr.outputs.markup import parse
from nashr.outputs.verse_lines import mark_typed_lines, set_verse_lines


def _lines(html: str) -> list[str]:
    root = parse(f'<div class="line-block">{html}</div>')
    before = " ".join(root.text_content().split())
    set_verse_lines(root)
    assert " ".join(root.text_content().split()) == before
    return [line.text_content().rstrip(" ") for line in root.find_class("verse-line")]


def test_each_line_is_an_element() -> None:
    assert _lines("one <em>two</em> three<br>\n\u00a0four<br>\n<br>\nfive<sup>1</sup>") == [
        *("one two three", "\u00a0four", "", "five1")
    ]


def test_a_line_that_ends_inside_an_element_stays_as_it_is() -> None:
    assert _lines("one <em>two<br>three</em>") == []


def test_what_a_page_turns_over_is_indented_in_every_style_sheet() -> None:
    for name in ("pdf", "html", "epub"):
        style = (TEMPLATES / name / "article.css").read_text("utf-8")
        rule = re.search(r"\.verse-line \{([^}]*)\}", style)
        assert rule and "text-indent: -2em" in rule[1], name


@pytest.mark.parametrize(
    ("lang", "div"), [("fa", ""), ("az", "{lang=ar}"), ("az", "{lang=fa dir=rtl}")]
)
def test_lines_from_right_to_left_stand_below_one_another(
    project: Path, capsys: pytest.CaptureFixture[str], lang: str, div: str
) -> None:
    verse = "| رابطه یک سیاست\n| برای همکاری\n| کشور\n"
    body = f"::: {div}\n{verse}:::\n" if div else verse
    article = project / "manuscript" / "a" / "article.md"
    article.write_text(f"---\ntitle: T\nlang: {lang}\n---\n\n{body}", "utf-8")
    code = main(["build", "--project", str(project), "--format", "pdf", "--jobs", "0"])
    assert code == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("html", "is_typed"),
    [
        ("<p>ev-ler-den<br>house-PL-ABL<br>from the houses</p>", True),
        ("<p>one<br>two<span class='footnote'>" + "note " * 60 + "</span></p>", True),
        ("<p>" + "Words of a paragraph. " * 9 + "<br>And its end.</p>", False),
        ("<p>No line ends here.</p>", False),
        ("<p>" + "line<br>" * 9 + "</p>", False),
    ],
)
def test_short_lines_of_a_paragraph_are_not_filled(html: str, is_typed: bool) -> None:
    root = parse(html)
    mark_typed_lines(root)
    assert bool(root.find_class("typed-lines")) == is_typed
