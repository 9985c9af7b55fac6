"""What holds for the items of every kind of bibliography: identifiers and editions in one form."""

from __future__ import annotations

from typing import Any

from nashr.bibliography import editions
from nashr.bibliography.entries import doi
from nashr.model import CslItem


def settled(item: dict[str, Any]) -> CslItem:
    """The item with its DOI alone, without the address before it, and its edition as a number."""
    if isinstance(item.get("DOI"), str):
        item["DOI"] = doi(item["DOI"])
    if isinstance(item.get("edition"), str):
        item["edition"] = editions.number(item["edition"])
    return item
