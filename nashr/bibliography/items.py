"""What holds for the items of every kind of bibliography: identifiers and editions in one form."""

from __future__ import annotations

from typing import Any

from nashr.bibliography import editions
from nashr.bibliography.entries import doi
from nashr.bibliography.latin_fields import with_latin_fields
from nashr.model import CslItem


def settled(item: dict[str, Any]) -> CslItem:
    """The item with its DOI alone, without the address before it, its edition as a number, and the
    fields for the list in Latin letters.
    """
    if isinstance(item.get("DOI"), str):
        item["DOI"] = doi(item["DOI"])
    if isinstance(item.get("edition"), str):
        item["edition"] = editions.number(item["edition"])
    return with_latin_fields(item)
