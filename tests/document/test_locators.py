"""Locators: a table or figure that is numbered by chapter is one, and no range."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.document.locators import parse_locator


@pytest.mark.parametrize(
    ("written", "lang", "label", "locator"),
    [
        (", Table 5-6", "en", "table", r"5\-6"),
        (", tables 5-6", "en", "table", "5-6"),
        (", table 5–6", "en", "table", "5–6"),
        (", fig. 2-3", "en", "figure", r"2\-3"),
        (", figs. 2-3", "en", "figure", "2-3"),
        (", cədvəl 5-6", "az", "table", r"5\-6"),
        (", tablo 2-1", "tr", "table", r"2\-1"),
        (", pp. 5-6", "en", "page", "5-6"),
    ],
)
def test_a_number_of_chapter_and_table_is_no_range(
    written: str, lang: str, label: str, locator: str
) -> None:
    found = parse_locator(ast.words(written), lang)
    assert (found.label, found.locator) == (label, locator)


@pytest.mark.parametrize(
    ("written", "label", "sign"),
    [
        (", § 15", "section", "§"),
        (", §§ 15–17", "section", "§§"),
        (" {§ 15}", "section", "§"),
        (", böl. 15", "section", ""),
        (", s. 15", "page", ""),
        (", 15", "page", ""),
    ],
)
def test_a_sign_for_a_label_is_kept(written: str, label: str, sign: str) -> None:
    """§ 15 of a judgment is no *section*."""
    found = parse_locator(ast.words(written), "az")
    assert (found.label, found.sign) == (label, sign)


def test_the_leaf_of_a_manuscript_is_no_verse_in_turkish() -> None:
    assert parse_locator(ast.words(", v. 12a"), "tr").label == "folio"
    assert parse_locator(ast.words(", v. 12"), "en").label == "verse"
