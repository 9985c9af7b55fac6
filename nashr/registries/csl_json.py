"""Answers that are items of CSL JSON: those of doi.org and of the NCBI."""

from __future__ import annotations

from typing import Any

from nashr.bibliography.csl_items import OTHER_TYPES
from nashr.messages import Message
from nashr.references.records import Record, clean_item, comparable
from nashr.registries.client import RegistryError
from nashr.registries.parsing import first, json_object, mapping, years

DOI_ORG, NCBI = "doi.org", "PubMed"
#: Asks doi.org for a record in place of the work's page (DOI content negotiation).
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def read(data: bytes, scheme: str, identifier: str, registry: str) -> Record:
    """The record of an answer about a work. Raises ``RegistryError``."""
    value = dict(json_object(data, registry))
    found = value.get("DOI" if scheme == "doi" else "PMID")
    if not _is_same(scheme, identifier, found):
        message = Message(
            "{registry} gives the record of another work than “{identifier}”.",
            registry=registry,
            identifier=identifier,
        )
        raise RegistryError(message)
    kind = str(value.get("type", ""))
    item: dict[str, Any] = {**value, "type": OTHER_TYPES.get(kind, kind)}
    for name in ("title", "container-title", "ISSN", "ISBN"):
        if name in value:
            item[name] = first(value[name])
    if kind in ("article-journal", "journal-article"):
        item.pop("publisher", None)
    dates = [mapping(value.get(name)) for name in ("issued", "published-print", "published-online")]
    item["issued"] = next((one for one in dates if one), {})
    return Record(scheme, identifier, registry, clean_item(item), (), years(*dates))


def _is_same(scheme: str, identifier: str, found: Any) -> bool:
    """Whether an answer is about the work; one that does not say so is believed."""
    return found is None or comparable(scheme, str(found)) == identifier
