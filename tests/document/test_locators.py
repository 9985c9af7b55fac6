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


@pytest.mark.parametrize(
    ("written", "lang", "found"),
    [
        (", c. 2, s. 15-20", "az", [("volume", "2"), ("page", "15-20")]),
        (", cild 2, səh. 15", "az", [("volume", "2"), ("page", "15")]),
        (", Т. II. С. 15", "ru", [("volume", "II"), ("page", "15")]),
        (", s. 25, dn. 4", "tr", [("page", "25"), ("note", "4")]),
        (", vol. 2, chap. 3, p. 7", "en", [("volume", "2"), ("chapter", "3"), ("page", "7")]),
        (", s. 25, c. 2", "az", [("page", "25"), ("volume", "2")]),
        (", ج. 2، ص. 15", "fa", [("volume", "2"), ("page", "15")]),
        # The number before the word.
        (", II cild, s. 15", "az", [("volume", "II"), ("page", "15")]),
        (", 2. cilt, s. 15", "tr", [("volume", "2"), ("page", "15")]),
        (", 25-ci səhifə", "az", [("page", "25")]),
        (", 25-bet", "uz", [("page", "25")]),
        (", 25 б.", "kk", [("page", "25")]),
        (", 25-30-bet", "uz", [("page", "25-30")]),
    ],
)
def test_several_locators(written: str, lang: str, found: list[tuple[str, str]]) -> None:
    one = parse_locator(ast.words(written), lang)
    assert [(one.label, one.locator), *((label, number) for label, number, _ in one.more)] == found
    assert ast.plain_text(one.suffix) == ""


@pytest.mark.parametrize(
    ("written", "lang", "locator", "rest"),
    [
        (", s. 15, 20", "az", "15, 20", ""),
        (", s. 25 və d.", "az", "25", " və d."),
        (", s. 25, c. 2-də", "az", "25", ", c. 2-də"),
        (", 25 s. sonra", "az", "25", " s. sonra"),
        (", s. 12, vol. 2 of the edition", "en", None, ", s. 12, vol. 2 of the edition"),
    ],
)
def test_words_behind_a_locator_stay(
    written: str, lang: str, locator: str | None, rest: str
) -> None:
    one = parse_locator(ast.words(written), lang)
    assert (one.locator, one.more) == (locator, ())
    assert ast.plain_text([ast.text("|"), *one.suffix]).replace("\u00a0", " ") == f"|{rest}"
