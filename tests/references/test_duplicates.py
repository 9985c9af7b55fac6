"""The same work under two keys is found, and works that are merely alike are not."""

from __future__ import annotations

import pytest
from references_kit import entry, works

from nashr.references.duplicates import duplicates

ORAN = {
    "author": "Oran, Baskın",
    "title": "Türk Dış Politikası",
    "publisher": "İletişim",
    "date": "2001",
}


def found(one: str, other: str) -> list[tuple[int, str]]:
    return [(f.span.line, f.message) for f in duplicates(works(one, other))]


@pytest.mark.parametrize(
    "other",
    [
        ORAN,
        ORAN | {"author": "ORAN, B."},
        ORAN | {"author": "Baskin Oran", "title": "Turk Dis Politikasi"},
        ORAN | {"title": "Türk Dış Politikası: Kurtuluş Savaşından Bugüne"},
        ORAN | {"title": "Türk dış politikası."},
    ],
    ids=["the same", "capitals and initials", "no accents", "subtitle", "full stop"],
)
def test_one_work_twice(other: dict[str, str]) -> None:
    [(line, message)] = found(entry("a", **ORAN), entry("b", **other))
    assert line == 2
    assert "“b” seems to be the work of “a”, which stands at bibliography/references.bib:1" in (
        message
    )


@pytest.mark.parametrize(
    "other",
    [
        ORAN | {"date": "2002"},
        ORAN | {"volume": "2"},
        ORAN | {"title": "Türk Dış Politikası II"},
        ORAN | {"author": "Uzgel, İlhan"},
        ORAN | {"author": "Oran, Zeki"},
        ORAN | {"title": "Türk İç Politikası ve Ekonomi"},
    ],
    ids=["edition", "volume", "part", "author", "namesake", "title"],
)
def test_two_works(other: dict[str, str]) -> None:
    first = ORAN | ({"volume": "1"} if "volume" in other else {})
    assert found(entry("a", **first), entry("b", **other)) == []


def test_short_titles_of_authors_with_like_names_are_not_one_work() -> None:
    one = entry("a", author="Ёлкин, И.", title="История", date="2001")
    assert found(one, entry("b", author="Елкина, И.", title="История", date="2001")) == []


def test_columns_of_one_day_after_another_are_two_works() -> None:
    column = {"entrysubtype": "newspaper", "author": "Sample, Ann", "title": "The Week in the City"}
    first = entry("a", "article", journaltitle="Daily", date="2001-02-03", **column)
    assert (
        found(first, entry("b", "article", journaltitle="Daily", date="2001-02-10", **column)) == []
    )


def test_a_doi_is_compared_without_its_address_and_its_capitals() -> None:
    one = entry("a", "article", title="On Things", doi="10.5555/ABC", date="2001")
    other = entry("b", "article", title="On things", doi="https://doi.org/10.5555/abc", date="2003")
    [(line, message)] = found(one, other)
    assert (line, message[:32]) == (2, "“b” has the DOI of “a”, which st")
    assert message.endswith("it is the same work twice.")


def test_a_doi_that_belongs_to_another_work_is_told_of_as_such() -> None:
    one = entry("a", "article", title="Pipelines of the Caspian", doi="10.5555/1", date="2001")
    other = entry("b", "article", title="Horses in Anatolia", doi="10.5555/1", date="2001")
    [(_, message)] = found(one, other)
    assert message.endswith("and is another work.")
