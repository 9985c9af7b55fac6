"""arXiv: the Atom feed of its API as a record of the store."""

from __future__ import annotations

from typing import Any

from nashr.identifiers import Invalid
from nashr.messages import Message
from nashr.references.records import Record, clean_item, comparable
from nashr.registries.client import NotFound, RegistryError
from nashr.registries.openlibrary import person
from nashr.registries.parsing import date, text, years
from nashr.untrusted.xml import XmlError, parse_xml

NAME = "arXiv"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def parameters(identifier: str) -> dict[str, str]:
    """The parameters of the question for an identifier."""
    return {"id_list": identifier, "max_results": "1"}


def read(data: bytes, identifier: str) -> Record:
    """The record of an answer. Raises ``RegistryError``."""
    try:
        feed = parse_xml(data)
    except (XmlError, ValueError):
        message = Message("{registry} gives an answer that is no XML.", registry=NAME)
        raise RegistryError(message) from None
    entry = feed.find(f"{_ATOM}entry")
    if entry is None or not _is_same(_text(entry, f"{_ATOM}id"), identifier):
        raise NotFound(Message("{host} does not know it.", host=NAME))
    issued = date(_text(entry, f"{_ATOM}published"))
    names = (one.findtext(f"{_ATOM}name") or "" for one in entry.iterfind(f"{_ATOM}author"))
    item: dict[str, Any] = {
        "type": "article",
        "title": _text(entry, f"{_ATOM}title"),
        "author": [person(text(name)) for name in names],
        "issued": issued,
        "number": f"arXiv:{identifier}",
        "publisher": "arXiv",
        "URL": f"https://arxiv.org/abs/{identifier}",
        "DOI": _text(entry, f"{_ARXIV}doi"),
    }
    return Record("arxiv", identifier, NAME, clean_item(item), (), years(issued))


def _text(entry: Any, name: str) -> str:
    return text(entry.findtext(name) or "")


def _is_same(address: str, identifier: str) -> bool:
    try:
        return comparable("arxiv", address) == identifier
    except Invalid:
        return False
