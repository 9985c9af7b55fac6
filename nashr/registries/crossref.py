"""Crossref: the REST API's record of a work as a record of the store.

The form is that of Crossref's documentation of its REST API (``/works/{doi}``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nashr.references.records import Record, Update, clean_date, clean_item
from nashr.registries.parsing import (
    check_identifier,
    first,
    joined,
    json_object,
    mapping,
    objects,
    text,
    years,
)

NAME = "Crossref"

#: The types of Crossref by those of CSL.
TYPES: Mapping[str, str] = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "posted-content": "article",
    "dataset": "dataset",
    "standard": "standard",
    "reference-entry": "entry",
    "peer-review": "review",
    "journal": "periodical",
    "journal-issue": "periodical",
}
_TEXTS = ("volume", "issue", "page", "publisher", "publisher-location", "language", "DOI")
_ROLES = ("author", "editor", "translator", "chair")
_DATES = ("published-print", "published-online", "published", "issued")


def read(data: bytes, identifier: str) -> Record:
    """The record of an answer. Raises ``RegistryError``."""
    message = mapping(json_object(data, NAME).get("message"))
    found = text(message.get("DOI")).lower()
    check_identifier(NAME, found, identifier)
    item: dict[str, Any] = {"type": TYPES.get(text(message.get("type")), "document")}
    item["title"] = joined(first(message.get("title")), first(message.get("subtitle")))
    item["container-title"] = first(message.get("container-title"))
    item["container-title-short"] = first(message.get("short-container-title"))
    item |= {name: text(message.get(name)) for name in _TEXTS}
    item["publisher-place"] = item.pop("publisher-location")
    if not item["page"]:
        item["page"] = text(message.get("article-number"))
    item["ISSN"] = first(message.get("ISSN"))
    item["ISBN"] = first(message.get("ISBN"))
    item["event-title"] = text(mapping(message.get("event")).get("name"))
    if item["type"] == "article-journal":
        item["publisher"] = ""  # no style prints that of a journal
    for role in _ROLES:
        item[role] = [_name(one) for one in objects(message.get(role))]
    dates = [clean_date(message.get(name)) for name in _DATES]
    item["issued"] = next((one for one in dates if one), {})
    updates = tuple(_updates(message))
    return Record("doi", identifier, NAME, clean_item(item), updates, years(*dates))


def _name(value: Mapping[str, Any]) -> dict[str, str]:
    if text(value.get("name")):
        return {"literal": text(value.get("name"))}
    return {part: text(value.get(part)) for part in ("family", "given", "suffix")}


def _updates(message: Mapping[str, Any]) -> Iterator[Update]:
    """What was published about the work since (``updated-by``)."""
    for one in objects(message.get("updated-by")):
        kind = text(one.get("type")).replace("_", "-")
        parts = clean_date(one.get("updated")).get("date-parts", [[]])[0]
        day = "-".join(f"{part:02}" for part in parts)
        if kind:
            yield Update(kind, text(one.get("DOI")).lower(), day)
