"""Brackets beside the numbers of lists."""

from __future__ import annotations

import re

import pytest

from nashr.engines import pandoc
from nashr.model import Article, Document, LocalText
from nashr.outputs import markup


def _opened(text: str) -> list[str]:
    """The tags of the ordered lists of a text."""
    document = Document(
        article=Article("a", "az", (LocalText("az", "t"),)),
        blocks=pandoc.parse_markdown(text)["blocks"],
        fields={},
    )
    body = markup.to_markup(document, pandoc.write_html).body
    assert "nashr-list-marks" not in body
    return re.findall("<ol[^>]*>", body)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("a) one\nb) two", ['<ol type="a" class="one-paren">']),
        ("(1) one\n(2) two", ['<ol type="1" class="two-parens">']),
        ("1. one\n2. two", ['<ol type="1">']),
        ("1. one\n    a) two", ['<ol type="1">', '<ol type="a" class="one-paren">']),
        ("> (i) one\n> (ii) two", ['<ol type="i" class="two-parens">']),
    ],
)
def test_a_list_says_what_stands_beside_its_numbers(text: str, tags: list[str]) -> None:
    assert _opened(text) == tags
