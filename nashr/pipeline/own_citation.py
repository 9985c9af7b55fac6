"""The article itself as a reference, in the journal's style: for *Cite as*."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nashr import ast
from nashr.document.citation_marks import entry_with_marks, with_marks
from nashr.issues import FIRST_PAGE
from nashr.languages import language
from nashr.model import (
    LAST_PAGE,
    Citation,
    CiteItem,
    CslItem,
    Document,
    Inlines,
    Node,
    OwnCitation,
    RenderedCitations,
)
from nashr.outputs.catalogue import CatalogueRecord
from nashr.outputs.cite_this import csl_item

#: Cites one work: its item and the citation of it, as a style renders them.
Render = Callable[[CslItem, Citation], RenderedCitations | None]
#: Numbers of more digits than a page has, which begin with different ones, so that no style writes
#: less than all of them.
_STAND_IN, _FIRST_STAND_IN = 987654, 123456
#: What a style with numbers puts before an entry.
_NUMBER = re.compile(r"[\[(]?1[\])]?[.)]?")
#: The tags of CSL JSON, by the nodes of pandoc.
_TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}


def own_citation(
    record: CatalogueRecord, title: str, render: Render, *, is_first_known: bool = True
) -> OwnCitation:
    """The article as its readers may cite it: as far as it is known, and with a place for its last
    page, which is known when the pages are set. ``is_first_known`` is false where its first page
    is known no sooner, and has a place too. ``title`` has the markup of CSL JSON.
    """
    item = csl_item(record) | {"title": title}
    for name in ("abstract", "keyword", "number"):
        item.pop(name, None)
    has_pages = record.first_page or not (is_first_known or record.article_number)
    if not has_pages or (is_first_known and record.last_page):
        known = _rendered(item, render)
        return OwnCitation(known, known)
    first = record.first_page if is_first_known else str(_unlike(_FIRST_STAND_IN, item))
    last = str(_unlike(_STAND_IN, item))
    digits = language(str(item.get("language", ""))).in_digits
    known = _rendered({**item, "page": first}, render)
    ranged = _rendered({**item, "page": f"{first}-{last}"}, render)
    places = {digits(last): LAST_PAGE}
    if not is_first_known:
        places[digits(str(first))] = FIRST_PAGE
    return OwnCitation(_with_places(known, places), _with_places(ranged, places))


def title_in_csl(document: Document, record: CatalogueRecord) -> str:
    """Title and subtitle with the markup of CSL JSON, which the record has as plain text."""
    own = record.text
    title, subtitle = (
        in_csl(ast.inlines_of(document.fields.get(f"{name}.{own.lang}", []))) or plain
        for name, plain in (("title", own.title), ("subtitle", own.subtitle))
    )
    return f"{title}{own.joint}{subtitle}" if subtitle else title


def in_csl(inlines: Inlines) -> str:
    """Inlines in the markup of CSL JSON, with that of ``nashr.bibliography.tex`` for formulas."""
    return "".join(map(_in_csl, inlines))


def _in_csl(node: Node) -> str:
    kind, content = node["t"], node.get("c", [])
    if kind == "Math":
        tex = content[1].replace("<", "\\lt ").replace(">", "\\gt ")
        return f'<span class="math">{" ".join(tex.split())}</span>'
    if kind in _TAGS:
        opening, closing = _TAGS[kind]
        return f"{opening}{in_csl(content)}{closing}"
    if kind in ("Underline", "Strikeout"):
        return in_csl(content)
    if kind in ("Span", "Link"):
        return in_csl(content[1])
    if kind == "Quoted":
        return f"“{in_csl(content[1])}”"
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else ast.plain_text(node)


def _unlike(number: int, item: CslItem) -> int:
    """The number, or the next lower one that does not stand in the item."""
    while str(number) in str(item):
        number -= 1
    return number


def _rendered(item: CslItem, render: Render) -> Inlines:
    """The entry of the reference list, or the note of a style that has no such list."""
    found = render(item, Citation("cite-own", (CiteItem(item["id"]),)))
    if found is None:
        return []
    lang = str(item.get("language", ""))
    if not found.entries:
        return with_marks(found.citations[0].inlines, lang) if found.citations else []
    inlines = entry_with_marks(found.entries[0], lang)
    first = inlines[0] if inlines else {}
    if len(inlines) > 1 and first.get("t") == "Str" and _NUMBER.fullmatch(first["c"]):
        return inlines[2:] if inlines[1].get("t") == "Space" else inlines[1:]
    return inlines


def _with_places(tree: Any, places: Mapping[str, str]) -> Any:
    """The tree, with signs for numbers that stand in for pages."""
    if isinstance(tree, str):
        for stand_in, sign in places.items():
            tree = tree.replace(stand_in, sign)
        return tree
    if isinstance(tree, list):
        return [_with_places(item, places) for item in tree]
    if isinstance(tree, dict):
        return {key: _with_places(value, places) for key, value in tree.items()}
    return tree
