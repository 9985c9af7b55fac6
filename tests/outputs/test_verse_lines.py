"""Lines of verse as elements of their own."""

from __future__ import annotations

import re

from edition_kit import TEMPLATES

from nashr.outputs.markup import parse
from nashr.outputs.verse_lines import set_verse_lines


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
