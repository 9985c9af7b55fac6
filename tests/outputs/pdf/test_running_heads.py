"""The running heads of the PDF are a line each, whoever wrote the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nashr.model import Author, PageSize
from nashr.outputs.pdf.running_heads import findings, running_heads
from tests.kits.pdf_kit import make

AUTHORS = tuple(Author(f"Soyadı{n}", "Adı") for n in range(1, 9))


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [
        ("az", 1, "Adı Soyadı1"),
        ("az", 2, "Adı Soyadı1 və Adı Soyadı2"),
        ("az", 3, "Adı Soyadı1 və b."),
        ("tr", 8, "Adı Soyadı1 vd."),
        ("ru", 8, "Adı Soyadı1 и др."),
    ],
)
def test_two_authors_are_named_and_of_more_the_first(lang: str, count: int, expected: str) -> None:
    edition = make("Mətn.", lang=lang, authors=AUTHORS[:count])
    assert running_heads(edition).authors == expected


def test_a_title_that_is_too_long_is_shortened_with_a_warning() -> None:
    edition = make("Mətn.", short_title="Uzun başlıq " * 12)
    head = running_heads(edition).title
    assert head.endswith("…") and len(head) < 60
    assert [found.code for found in findings(edition)] == ["running-head-shortened"]
    assert list(findings(make("Mətn."))) == []


def test_without_authors_the_title_stands_on_both_pages() -> None:
    heads = running_heads(make("Mətn.", authors=()))
    assert heads.authors == heads.title == "İki ölkə"


def test_markup_of_the_title_is_not_in_the_head() -> None:
    assert running_heads(make("Mətn.", short_title="")).title == "İki ölkə haqqında"


def test_the_head_of_a_narrow_page_is_shorter() -> None:
    wide = make("Mətn.", short_title="Bir başlıq bir sətirdən uzun deyil")
    narrow = replace(wide, journal=replace(wide.journal, page=PageSize(width="110mm")))
    assert len(running_heads(narrow).title) < len(running_heads(wide).title)
