"""Each registry's form, from its answer on this machine to a record."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from registry_kit import CROSSREF, DOI, Answer, Registries, as_json, ask_without_proxies, serving

from nashr.project.cache import Cache
from nashr.references.records import Record, Update
from nashr.registries.client import Client, NotFound, RegistryError
from nashr.registries.resolve import resolve


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_without_proxies(monkeypatch)


@pytest.fixture
def registries() -> Iterator[Registries]:
    with serving() as found:
        yield found


def record(registries: Registries, scheme: str, identifier: str) -> Record:
    services = registries.services
    with Client(services.origins, Cache(None)) as client:
        return resolve(scheme, identifier, client, services)


def test_crossref(registries: Registries) -> None:
    found = record(registries, "doi", DOI)
    assert found.registry == "Crossref"
    assert found.item == {
        "type": "article-journal",
        "title": "A Sample of <i>Pipelines</i> & Politics: The Second Line",
        "container-title": "Sample European Studies",
        "container-title-short": "Sample Eur Stud",
        "author": [{"family": "Örnək", "given": "Ann"}, {"literal": "Sample Institute"}],
        "volume": "9",
        "issue": "2",
        "page": "81-114",
        "language": "en",
        "issued": {"date-parts": [[2000, 6]]},
        "ISSN": "0378-5955",
        "DOI": "10.5555/SAMPLE.1",
    }
    assert found.updates == (Update("retraction", "10.5555/sample.notice", "2015-03-12"),)
    assert found.years == (1999, 2000)
    assert [path for path, _ in registries.asked] == ["/crossref/works/10.5555%2Fsample.1"]


def test_datacite_is_asked_where_crossref_does_not_know(registries: Registries) -> None:
    found = record(registries, "doi", "10.5555/sample.data")
    assert found.registry == "DataCite"
    assert found.item["title"] == "A Sample Data Set: Tables"
    assert found.item["type"] == "dataset"
    assert found.item["author"] == [
        {"family": "Sample", "given": "Ann"},
        {"literal": "Sample Institute"},
    ]
    assert found.item["publisher"] == "Sample Archive"
    assert found.item["issued"] == {"date-parts": [[2021, 5, 12]]}


def test_doi_org_is_asked_last(registries: Registries) -> None:
    found = record(registries, "doi", "10.5555/sample.other")
    assert found.registry == "doi.org"
    assert found.item["container-title"] == "Sample Notes"
    assert found.years == (2011,)
    accepted = dict(registries.asked)
    assert accepted["/doi/moved"] == "application/vnd.citationstyles.csl+json"
    assert [path.split("/")[1] for path, _ in registries.asked] == [
        *("crossref", "datacite", "doi", "doi"),
    ]


def test_open_library(registries: Registries) -> None:
    found = record(registries, "isbn", "9780306406157")
    assert found.item["title"] == "A Sample of Books: With Tables"
    assert found.item["author"] == [{"family": "van der Sample", "given": "Ann"}]
    assert found.item["publisher-place"] == "Bakı"
    assert found.item["issued"] == {"date-parts": [[2009, 3]]}


def test_pubmed(registries: Registries) -> None:
    found = record(registries, "pmid", "12345678")
    assert (found.registry, found.item["PMID"]) == ("PubMed", "12345678")
    assert found.item["author"] == [{"family": "Sample", "given": "Ann B"}]


def test_arxiv(registries: Registries) -> None:
    found = record(registries, "arxiv", "2101.00001")
    assert found.item["title"] == "A Sample of Preprints"
    assert found.item["URL"] == "https://arxiv.org/abs/2101.00001"
    assert found.item["issued"] == {"date-parts": [[2021, 1, 1]]}
    assert [name["family"] for name in found.item["author"]] == ["Sample", "Collaboration"]


@pytest.mark.parametrize(
    ("scheme", "identifier"),
    [("doi", "10.5555/nothing"), ("isbn", "9780804429573"), ("arxiv", "2101.00002"), ("pmid", "9")],
)
def test_what_nobody_knows(registries: Registries, scheme: str, identifier: str) -> None:
    with pytest.raises(NotFound):
        record(registries, scheme, identifier)


def changed(**message: object) -> dict[str, object]:
    return {**CROSSREF, "message": {**CROSSREF["message"], **message}}


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>"),
        Answer(b"[" * 100_000),
        Answer(b"[]"),
        Answer(b"\xff\xfe"),
        as_json({}),
        as_json(changed(DOI="10.5555/another")),
    ],
)
def test_an_answer_of_another_form(registries: Registries, answer: Answer) -> None:
    registries.answer("/crossref/works/10.5555%2Fsample.1", answer)
    with pytest.raises(RegistryError):
        record(registries, "doi", DOI)


@pytest.mark.parametrize("name", sorted(CROSSREF["message"].keys() - {"DOI"}))
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [None], [[]], {"x": [{}]}], ids=json.dumps)
def test_any_value_in_any_place(registries: Registries, name: str, value: object) -> None:
    registries.answer("/crossref/works/10.5555%2Fsample.1", as_json(changed(**{name: value})))
    assert record(registries, "doi", DOI).item["type"]
