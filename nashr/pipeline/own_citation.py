"""The article itself as a reference, in the journal's style: for *Cite as*."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nashr.model import (
    LAST_PAGE,
    Citation,
    CiteItem,
    CslItem,
    Inlines,
    OwnCitation,
    RenderedCitations,
)
from nashr.outputs.catalogue import CatalogueRecord
from nashr.outputs.cite_this import csl_item

#: Cites one work: its item and the citation of it, as a style renders them.
Render = Callable[[CslItem, Citation], RenderedCitations | None]
#: A number of more digits than a page has, so that no style writes less than all of it.
_STAND_IN = 987654
#: What a style with numbers puts before an entry.
_NUMBER = re.compile(r"[\[(]?1[\])]?[.)]?")


def own_citation(record: CatalogueRecord, render: Render) -> OwnCitation:
    """The article as its readers may cite it: as far as it is known, and with a place for its last
    page, which is known when the pages are set.
    """
    item = csl_item(record)
    for name in ("abstract", "keyword", "number"):
        item.pop(name, None)
    known = _rendered(item, render)
    if not record.first_page or record.last_page:
        return OwnCitation(known, known)
    stand_in = _STAND_IN
    while str(stand_in) in str(item):
        stand_in -= 1
    ranged = _rendered({**item, "page": f"{record.first_page}-{stand_in}"}, render)
    return OwnCitation(known, _with_place(ranged, str(stand_in)))


def _rendered(item: CslItem, render: Render) -> Inlines:
    """The entry of the reference list, or the note of a style that has no such list."""
    found = render(item, Citation("cite-own", (CiteItem(item["id"]),)))
    if found is None:
        return []
    if not found.entries:
        return found.citations[0].inlines if found.citations else []
    inlines = found.entries[0].inlines
    first = inlines[0] if inlines else {}
    if len(inlines) > 1 and first.get("t") == "Str" and _NUMBER.fullmatch(first["c"]):
        return inlines[2:] if inlines[1].get("t") == "Space" else inlines[1:]
    return inlines


def _with_place(tree: Any, stand_in: str) -> Any:
    """The tree, with ``LAST_PAGE`` for a number that stands in for the last page."""
    if isinstance(tree, str):
        return tree.replace(stand_in, LAST_PAGE)
    if isinstance(tree, list):
        return [_with_place(item, stand_in) for item in tree]
    if isinstance(tree, dict):
        return {key: _with_place(value, stand_in) for key, value in tree.items()}
    return tree
