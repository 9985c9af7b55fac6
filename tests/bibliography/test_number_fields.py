"""Volumes, issues and pages with words of their own."""

from __future__ import annotations

import pytest

from nashr.bibliography import number_fields
from nashr.bibliography.editions import number


@pytest.mark.parametrize(
    ("variable", "typed", "meant"),
    [
        ("volume", "Cilt 3", "3"),
        ("volume", "XII c.", "XII"),
        ("volume", "3-cü cild", "3"),
        ("volume", "Т. 3", "3"),
        ("volume", "Vol. A3", "A3"),
        ("volume", "12.", "12"),
        ("volume", "C 12", "C 12"),
        ("volume", "A3", "A3"),
        ("volume", "2 vols in 1", "2 vols in 1"),
        ("issue", "Sayı: 2", "2"),
        ("issue", "№ 4", "4"),
        ("issue", "№4", "4"),
        ("issue", "No. 3–4", "3–4"),
        ("issue", "Вып. 2", "2"),
        ("issue", "Özel Sayı 2", "Özel Sayı 2"),
        ("page", "s. 12-15", "12-15"),
        ("page", "səh. 5-9", "5-9"),
        ("page", "pp. 123--130", "123--130"),
        ("page", "С. 12–15", "12–15"),
        ("page", "pp. i–xii, 5", "i–xii, 5"),
        ("page", "12-15.", "12-15"),
        ("page", "S12-S15", "S12-S15"),
        ("page", "123ff", "123ff"),
        ("number", "№ 123-IVQ", "123-IVQ"),
        ("number", "US 381968", "US 381968"),
        ("number-of-pages", "350 s.", "350"),
        ("number-of-pages", "xii+350 p.", "xii+350"),
        ("collection-number", "Vol. 5", "5"),
    ],
)
def test_the_word_before_a_number_is_the_styles(variable: str, typed: str, meant: str) -> None:
    item = {"type": "article-journal", variable: typed}
    number_fields.settle(item)
    assert item[variable] == meant


@pytest.mark.parametrize("typed", ["350", "350 s.", "350 pp."])
def test_the_one_number_among_the_pages_of_a_book_is_how_many_it_has(typed: str) -> None:
    item = {"type": "book", "page": typed}
    number_fields.settle(item)
    assert item == {"type": "book", "number-of-pages": "350"}


def test_a_page_of_a_chapter_or_an_article_stays_a_page() -> None:
    for kind in ("chapter", "article-journal"):
        item = {"type": kind, "page": "350", "container-title": "X"}
        number_fields.settle(item)
        assert item["page"] == "350"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2nd", "2"),
        ("Second Edition", "2"),
        ("2-ci nəşr", "2"),
        ("İkinci nəşr", "2"),
        ("3. baskı", "3"),
        ("3. bs.", "3"),
        ("Üçüncü Baskı", "3"),
        ("2-е изд.", "2"),
        ("Четвёртое издание", "4"),
        ("5. Aufl.", "5"),
        ("2-е изд., испр. и доп.", "2-е изд., испр. и доп."),
        ("genişləndirilmiş", "genişləndirilmiş"),
        ("Rev. ed.", "Rev. ed."),
        ("2nd revised edition", "2nd revised edition"),
    ],
)
def test_an_edition_in_the_words_of_its_title_page_is_a_number(typed: str, meant: str) -> None:
    assert number(typed) == meant
