"""Open Library: the Books API's record of an ISBN as a record of the store (``jscmd=data``)."""

from __future__ import annotations

import re
from typing import Any

from nashr.bibliography import dates
from nashr.messages import Message
from nashr.references.records import Record, clean_item
from nashr.registries.client import NotFound
from nashr.registries.parsing import joined, json_object, mapping, objects, text, years

NAME = "Open Library"
_PARTICLES = frozenset("van von de der den del della di da dos du la le el al bin ibn".split())


def parameters(identifier: str) -> dict[str, str]:
    """The parameters of the question for an ISBN."""
    return {"bibkeys": f"ISBN:{identifier}", "format": "json", "jscmd": "data"}


def read(data: bytes, identifier: str) -> Record:
    """The record of an answer. Raises ``RegistryError``."""
    book = mapping(json_object(data, NAME).get(f"ISBN:{identifier}"))
    if not book:
        raise NotFound(Message("{host} does not know it.", host=NAME))
    item: dict[str, Any] = {
        "type": "book",
        "title": joined(text(book.get("title")), text(book.get("subtitle"))),
        "author": [person(text(one.get("name"))) for one in objects(book.get("authors"))],
        "publisher": _first_name(book.get("publishers")),
        "publisher-place": _first_name(book.get("publish_places")),
        "number-of-pages": text(book.get("number_of_pages")),
        "ISBN": identifier,
        "issued": _date(text(book.get("publish_date"))),
    }
    return Record("isbn", identifier, NAME, clean_item(item), (), years(item["issued"]))


def _first_name(value: Any) -> str:
    found = objects(value)
    return text(found[0].get("name")) if found else ""


def _date(written: str) -> dict[str, Any]:
    """The day, month or year; publishers' dates are English."""
    try:
        return dates.read(written, ["en"]) if written else {}
    except (dates.NoDate, dates.NoSuchDate):
        found = re.search(r"\b(1[4-9]\d\d|20\d\d)\b", written)
        return {"date-parts": [[int(found[1])]]} if found else {}


def person(name: str) -> dict[str, str]:
    """A name whose family name stands last, with the particles before it."""
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        return {"family": family, "given": given}
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if start < 1:
        return {"literal": name}
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}
