"""DataCite: the REST API's record of a DOI as a record of the store (Metadata Schema 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nashr.references.records import Record, clean_item
from nashr.registries.parsing import (
    check_identifier,
    date,
    json_object,
    mapping,
    objects,
    text,
    years,
)

NAME = "DataCite"

#: The general types of resources by those of CSL.
TYPES: Mapping[str, str] = {
    "JournalArticle": "article-journal",
    "DataPaper": "article-journal",
    "Preprint": "article",
    "Book": "book",
    "BookChapter": "chapter",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "Dissertation": "thesis",
    "Report": "report",
    "Dataset": "dataset",
    "Collection": "collection",
    "Software": "software",
    "ComputationalNotebook": "software",
    "Standard": "standard",
    "PeerReview": "review",
    "Image": "graphic",
    "Audiovisual": "motion_picture",
    "Sound": "song",
}
_DATES = ("Issued", "Available", "Created")


def read(data: bytes, identifier: str) -> Record:
    """The record of an answer. Raises ``RegistryError``."""
    attributes = mapping(mapping(json_object(data, NAME).get("data")).get("attributes"))
    found = text(attributes.get("doi")).lower()
    check_identifier(NAME, found, identifier)
    types = mapping(attributes.get("types"))
    container = mapping(attributes.get("container"))
    publisher = attributes.get("publisher")
    item: dict[str, Any] = {
        "type": TYPES.get(text(types.get("resourceTypeGeneral")), "document"),
        "title": _title(objects(attributes.get("titles"))),
        "author": [_name(one) for one in objects(attributes.get("creators"))],
        "publisher": text(mapping(publisher).get("name")) or text(publisher),
        "container-title": text(container.get("title")),
        "volume": text(container.get("volume")),
        "issue": text(container.get("issue")),
        "page": _pages(container),
        "version": text(attributes.get("version")),
        "language": text(attributes.get("language")),
        "URL": text(attributes.get("url")),
        "DOI": found,
    }
    issued = date(attributes.get("publicationYear"))
    dated = {
        text(one.get("dateType")): date(one.get("date")) for one in objects(attributes.get("dates"))
    }
    named = [dated[name] for name in _DATES if dated.get(name)]
    same_year = [one for one in named if years(one) == years(issued)]
    item["issued"] = same_year[0] if same_year else issued or (named[0] if named else {})
    return Record("doi", identifier, NAME, clean_item(item), (), years(issued, *named))


def _title(titles: list[Mapping[str, Any]]) -> str:
    """The main title with its subtitle; translations and other titles are left out."""
    main = next((text(one.get("title")) for one in titles if not one.get("titleType")), "")
    subtitle = next(
        (text(one.get("title")) for one in titles if one.get("titleType") == "Subtitle"), ""
    )
    main = main or text(titles[0].get("title") if titles else "")
    return f"{main}: {subtitle}" if subtitle and subtitle not in main else main


def _name(value: Mapping[str, Any]) -> dict[str, str]:
    family, given = text(value.get("familyName")), text(value.get("givenName"))
    name = text(value.get("name"))
    if family and value.get("nameType") != "Organizational":
        return {"family": family, "given": given}
    if "," in name and value.get("nameType") == "Personal":
        family, _, given = (part.strip() for part in name.partition(","))
        return {"family": family, "given": given}
    return {"literal": name}


def _pages(container: Mapping[str, Any]) -> str:
    pages = text(container.get("firstPage")), text(container.get("lastPage"))
    return "-".join(dict.fromkeys(filter(None, pages)))
