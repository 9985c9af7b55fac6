"""Articles that claim the same DOI or the same pages are told of, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from nashr.pipeline.recorded import with_pages
from nashr.project.conflicts import conflicts
from nashr.project.ledger import BuildRecord


def record(
    slug: str, *, doi: str = "", pages: tuple[int, int] | None = None, issue: Any = (1, 2)
) -> BuildRecord:
    claims: dict[str, Any] = {}
    place = (f"manuscript/{slug}/article.md", 4, None)
    if doi:
        claims["doi"] = (doi, *place)
    if pages is not None:
        claims |= {"pages": (*pages, *place), "issue": issue}
    return BuildRecord(slug, {"claims": claims})


def told(*records: BuildRecord) -> list[tuple[str, str, str]]:
    return [(one.code, one.file or "", one.hint or "") for one in conflicts(records)]


def test_the_same_doi_in_other_letters() -> None:
    found = conflicts([record("b", doi="10.5555/ABC"), record("a", doi="10.5555/abc")])
    assert [(one.code, one.file, one.line) for one in found] == [
        ("doi-duplicate", "manuscript/b/article.md", 4)
    ]
    assert "“a”" in found[0].message


def test_every_further_article_with_a_doi_is_told_of() -> None:
    files = [file for _, file, _ in told(*(record(slug, doi="10.5555/x") for slug in "abc"))]
    assert files == ["manuscript/b/article.md", "manuscript/c/article.md"]


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ((1, 4), (5, 9), False),
        ((1, 5), (5, 9), True),
        ((5, 9), (1, 5), True),
        ((1, 20), (5, 6), True),
        ((3, 3), (3, 3), True),
        ((3, 3), (4, 4), False),
    ],
)
def test_pages_overlap(first: tuple[int, int], second: tuple[int, int], overlap: bool) -> None:
    found = told(record("a", pages=first), record("b", pages=second))
    assert [code for code, _, _ in found] == (["pages-overlapping"] if overlap else [])


def test_an_article_inside_another_does_not_hide_the_next() -> None:
    pages = {"a": (1, 20), "b": (5, 6), "c": (10, 12)}
    found = told(*(record(slug, pages=own) for slug, own in pages.items()))
    assert [file for _, file, _ in found] == [f"manuscript/{slug}/article.md" for slug in "bc"]
    assert all("first-page: 21" in hint for _, _, hint in found)


def test_other_issues_have_pages_of_their_own() -> None:
    assert told(record("a", pages=(1, 9)), record("b", pages=(1, 9), issue=(1, 3))) == []
    assert told(record("a"), record("b")) == []


def test_the_last_page_is_that_of_the_pdf() -> None:
    claims = {"pages": (5, 5, "f", 1, None), "issue": (1, 2)}
    assert with_pages(claims, 3)["pages"] == (5, 7, "f", 1, None)
    assert with_pages(claims, None)["pages"] == (5, 5, "f", 1, None)
    assert with_pages({}, 3) == {}


def test_an_article_that_is_built_alone_is_compared_with_the_others() -> None:
    others = [
        record("b", doi="10.5555/x"),
        record("c", doi="10.5555/y"),
        record("d", doi="10.5555/y"),
    ]
    found = conflicts([record("a", doi="10.5555/x")], others)
    assert [(one.code, one.file) for one in found] == [("doi-duplicate", "manuscript/b/article.md")]
