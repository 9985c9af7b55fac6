"""From an identifier to the record of the registry that knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from nashr.messages import Message
from nashr.references.records import Record
from nashr.registries import arxiv, crossref, csl_json, datacite, openlibrary
from nashr.registries.client import Client, NotFound
from nashr.registries.services import Services

_JSON = "application/json"


def resolve(scheme: str, identifier: str, client: Client, services: Services) -> Record:
    """Ask the registries for a work, one after the other. Raises ``RegistryError``: ``NotFound``
    where none of them knows it.
    """
    if scheme == "doi":
        return _first(
            [
                lambda: _crossref(identifier, client, services),
                lambda: _datacite(identifier, client, services),
                lambda: _negotiated(identifier, client, services),
            ],
            Message("Neither Crossref nor DataCite nor doi.org knows it."),
        )
    if scheme == "isbn":
        data = client.get(services.openlibrary, _JSON, openlibrary.parameters(identifier))
        return openlibrary.read(data, identifier)
    if scheme == "arxiv":
        data = client.get(services.arxiv, "application/atom+xml", arxiv.parameters(identifier))
        return arxiv.read(data, identifier)
    data = client.get(services.ncbi, _JSON, {"format": "csl", "id": identifier})
    return csl_json.read(data, "pmid", identifier, csl_json.NCBI)


def _first(asked: Sequence[Callable[[], Record]], nobody: Message) -> Record:
    for ask in asked:
        try:
            return ask()
        except NotFound:
            continue
    raise NotFound(nobody)


def _crossref(doi: str, client: Client, services: Services) -> Record:
    return crossref.read(client.get(f"{services.crossref}{quote(doi, safe='')}", _JSON), doi)


def _datacite(doi: str, client: Client, services: Services) -> Record:
    address = f"{services.datacite}{quote(doi, safe='')}"
    return datacite.read(client.get(address, "application/vnd.api+json"), doi)


def _negotiated(doi: str, client: Client, services: Services) -> Record:
    data = client.get(f"{services.doi}{quote(doi, safe='/')}", csl_json.MEDIA_TYPE)
    return csl_json.read(data, "doi", doi, csl_json.DOI_ORG)
