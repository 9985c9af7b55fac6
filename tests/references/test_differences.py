"""What differs from the registry's record is told of, other ways of writing the same are not."""

from __future__ import annotations

from typing import Any

import pytest
from references_kit import entry, works

from nashr.references.differences import differences, record_of
from nashr.references.records import Record

ITEM: dict[str, Any] = {
    "type": "article-journal",
    "title": "Geopolitical Pluralism: A Sample of Subtitles",
    "author": [{"family": "Örnək", "given": "Əli"}],
    "container-title": "Sample European Studies",
    "container-title-short": "Sample Eur Stud",
    "volume": "9",
    "issue": "2",
    "page": "81-114",
    "issued": {"date-parts": [[2000, 6]]},
}
RECORD = Record("doi", "10.5555/sample.1", "Crossref", ITEM, (), (1999, 2000))
FIELDS = {
    "author": "Örnək, Əli",
    "title": "Geopolitical Pluralism: A Sample of Subtitles",
    "journaltitle": "Sample European Studies",
    "volume": "9",
    "number": "2",
    "pages": "81--114",
    "date": "2000",
    "doi": "10.5555/SAMPLE.1",
}


def found(**fields: str) -> list[str]:
    [work] = works(entry("a", "article", **{**FIELDS, **fields}))
    record = record_of(work, {("doi", "10.5555/sample.1"): RECORD})
    assert record is RECORD
    return [finding.message for finding in differences(work, record)]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "Horses in Anatolia"}, "the title “Horses in Anatolia”"),
        ({"author": "Müəllif, Başqa"}, "the author “Müəllif”, Crossref “Örnək”"),
        ({"date": "2010"}, "the year “2010”, Crossref “1999, 2000”"),
        ({"journaltitle": "Journal of Veterinary Science"}, "the journal"),
        ({"volume": "19"}, "the volume “19”, Crossref “9”"),
        ({"number": "3"}, "the number “3”, Crossref “2”"),
        ({"pages": "82--114"}, "the pages “82-114”, Crossref “81-114”"),
    ],
)
def test_what_differs(fields: dict[str, str], told: str) -> None:
    [message] = found(**fields)
    assert told in message


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "GEOPOLITICAL PLURALISM"},
        {"title": "Geopolitical pluralism – a sample of subtitles."},
        {"author": "Ornek, A."},
        {"date": "1999"},
        {"journaltitle": "Sample Eur. Stud."},
        {"volume": "09"},
        {"volume": "Vol. 9"},
        {"pages": "81--114"},
        {"pages": "", "number": "", "volume": ""},
    ],
)
def test_what_is_the_same(fields: dict[str, str]) -> None:
    assert found(**fields) == []


def test_a_record_is_found_by_any_identifier() -> None:
    pairs = [("isbn", "9780306406157"), ("pmid", "12"), ("arxiv", "2101.00001")]
    store = dict.fromkeys(pairs, RECORD)
    for fields in (
        {"isbn": "0-306-40615-2"},
        {"pmid": "12"},
        {"eprint": "2101.00001v2", "eprinttype": "arxiv"},
    ):
        [work] = works(entry("a", title="T", **fields))
        assert record_of(work, store) is RECORD


def test_the_isbn_of_a_book_is_not_that_of_its_chapters() -> None:
    [work] = works(entry("a", "incollection", title="T", booktitle="B", isbn="0-306-40615-2"))
    assert record_of(work, {("isbn", "9780306406157"): RECORD}) is None
