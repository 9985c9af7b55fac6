"""What a work lacks is what the journal's style would print of it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from references_kit import entry, works

from nashr.model import CslItem
from nashr.references.lacking import lacking, likely_dois

ARTICLE = {
    "author": "Sample, Ann",
    "title": "A Sample",
    "journaltitle": "Sample Studies",
    "volume": "9",
    "pages": "81--114",
    "date": "2010",
    "langid": "english",
}


def everything(items: Mapping[str, CslItem]) -> dict[str, str]:
    """A style that prints all that an item has."""
    return {key: str(dict(item)) for key, item in items.items()}


def without_place(items: Mapping[str, CslItem]) -> dict[str, str]:
    """A style that prints no place, as APA's."""
    return {
        key: str({name: value for name, value in item.items() if name != "publisher-place"})
        for key, item in items.items()
    }


def messages(*entries: str) -> list[str]:
    return [finding.message for finding in lacking(works(*entries), everything)]


@pytest.mark.parametrize(
    ("written", "lacks"),
    [
        (entry("a", "article", **ARTICLE), None),
        (entry("a", "article", **{**ARTICLE, "pages": ""}), "no pages"),
        (
            entry("a", "article", **{**ARTICLE, "date": "", "journaltitle": ""}),
            "no journal or year",
        ),
        (
            entry("a", title="T", author="A, B", date="2001", publisher="P"),
            "no place of publication",
        ),
        (
            entry("a", title="T", author="A, B", date="2001"),
            "no publisher or place of publication",
        ),
        (entry("a", title="T", editor="A, B", date="2001", publisher="P", location="Q"), None),
        (entry("a", "thesis", title="T", author="A, B", date="2001"), "no university"),
        (entry("a", "online", title="T", author="A, B", date="2001"), "no address"),
        (entry("a", "online", title="T", url="https://example.org", urldate="2020-01-02"), None),
    ],
)
def test_what_is_missing(written: str, lacks: str | None) -> None:
    found = messages(written)
    if lacks is None:
        assert found == []
    else:
        assert found[0].split(") has ")[1] == f"{lacks}."


def test_what_the_style_does_not_print_is_not_missed() -> None:
    book = works(entry("a", title="T", author="A, B", date="2001", publisher="P"))
    assert list(lacking(book, without_place)) == []


@pytest.mark.parametrize(
    "more", [{"pubstate": "inpress"}, {"date": "in press"}, {"date": "yakında"}]
)
def test_a_work_in_press_has_no_year_and_pages_yet(more: dict[str, str]) -> None:
    waiting = {**ARTICLE, "volume": "", "pages": "", "date": "", **more}
    assert messages(entry("a", "article", **waiting)) == []


def test_a_preprint_stands_in_no_journal() -> None:
    fields = {"title": "T", "author": "A, B", "eprint": "2101.00001", "eprinttype": "arxiv"}
    assert messages(entry("a", "article", date="2021", **fields)) == []


def test_a_day_that_is_in_no_calendar_is_not_a_year_that_is_missing() -> None:
    fields = {"title": "T", "author": "A, B", "publisher": "P", "location": "Q"}
    assert messages(entry("a", date="2021-02-30", **fields)) == []


def test_an_author_who_was_asked_is_not_asked_again() -> None:
    asked = works("@book{a, author = {A, B}, date = {2001}, nashr-query = {Which?}}")
    [finding] = lacking(asked, everything)
    assert finding.hint == "The author is asked for it: see nashr-query."


def dois(*entries: str) -> list[str]:
    return [f"{f.entry}: {f.hint}" for f in likely_dois(works(*entries), everything)]


def test_a_doi_that_stands_in_the_address_is_told() -> None:
    url = "https://www.tandfonline.com/doi/abs/10.5555/0123?tab=x"
    written = {**ARTICLE, "langid": "turkish", "url": url}
    assert dois(entry("a", "article", **written)) == ["a: Write doi = {10.5555/0123}."]


def test_a_doi_is_likely_where_the_journal_has_some() -> None:
    known = entry("a", "article", **ARTICLE, doi="10.5555/1")
    near = {**ARTICLE, "langid": "turkish", "date": "2008"}
    old = {**ARTICLE, "langid": "turkish", "date": "1950"}
    found = dois(known, entry("b", "article", **near), entry("c", "article", **old))
    assert [line[:2] for line in found] == ["b:"]


def test_no_doi_is_likely_for_old_articles_and_for_journals_that_nobody_knows() -> None:
    assert dois(entry("a", "article", **{**ARTICLE, "date": "1970"})) == []
    assert dois(entry("a", "article", **{**ARTICLE, "langid": "azerbaijani"})) == []
    assert dois(entry("a", "article", **ARTICLE)) != []
