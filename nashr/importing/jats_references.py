"""The references of a JATS article as items of CSL JSON: those that are cited by their parts, and
those that are a text with some of its parts marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nashr.importing.ooxml import one_line

Element = Any
_LINK = "{http://www.w3.org/1999/xlink}href"
_CITATIONS = "element-citation mixed-citation nlm-citation citation".split()
_TYPES: Mapping[str, str] = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "bookchapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "newspaper": "article-newspaper",
    "preprint": "article",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "legal-doc": "legislation",
}
_TEXTS: Mapping[str, str] = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "conf-name": "event-title",
    "series": "collection-title",
    "version": "version",
}
#: Suffixes that stand behind the given name: “Jr.”, “III”, “2nd”.
_SUFFIX = re.compile(r"(?:jr|sr|esq)\.?|[ivx]+\.?|\d+(?:st|nd|rd|th)\.?", re.IGNORECASE)
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}


def references_of(root: Element) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The id of each reference, its item, and its text as it stands."""
    for ref in root.iter("ref"):
        found = next((one for name in _CITATIONS for one in ref.iter(name)), None)
        if found is not None:
            yield str(ref.get("id", "")), _item(found), one_line("".join(found.itertext()))


def _item(citation: Element) -> dict[str, Any]:
    def text(*names: str) -> str:
        for name in names:
            one = citation.find(f".//{name}")
            if one is not None and (found := one_line("".join(one.itertext()))):
                return found.strip(" ,;")
        return ""

    kind = str(citation.get("publication-type") or citation.get("citation-type") or "").lower()
    item: dict[str, Any] = {"type": _TYPES.get(kind, "document")}
    title, source = text("article-title", "data-title", "part-title"), text("source")
    chapter = text("chapter-title")
    if chapter:
        item |= {"title": chapter, "container-title": source, "type": "chapter"}
    elif title:
        item |= {"title": title, "container-title": source}
        if item["type"] == "book":
            item["type"] = "chapter"
    else:
        item["title"] = source
    for name, variable in _TEXTS.items():
        item[variable] = text(name)
    first, last = text("fpage"), text("lpage")
    pages = f"{first}-{last}" if first and last else first
    item["page"] = pages or text("page-range", "elocation-id")
    item |= _identifiers(citation)
    for role, names in _names(citation).items():
        item[role] = names
    year = text("year")
    if found := re.match(r"\d{4}", year):
        item["issued"] = {"date-parts": [[int(found[0])]]}
    elif year:
        item["issued"] = {"literal": year}
    return {name: value for name, value in item.items() if value}


def _identifiers(citation: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in citation.iter("pub-id", "ext-link", "uri"):
        text = one_line("".join(one.itertext()))
        address = str(one.get(_LINK, "")) or text
        kind = str(one.get("pub-id-type") or one.get("ext-link-type") or "")
        if doi := re.search(r"10\.\d{4,9}/\S+", text if kind == "doi" else address):
            found.setdefault("DOI", doi[0].rstrip(".,;"))
        elif kind == "pmid":
            found.setdefault("PMID", text)
        elif kind == "isbn":
            found.setdefault("ISBN", text)
        elif address.startswith("http"):
            found.setdefault("URL", address)
    return found


def _names(citation: Element) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for one in citation.iter("name", "string-name", "collab"):
        group = next(one.iterancestors("person-group"), None)
        kind = "author" if group is None else str(group.get("person-group-type", "author"))
        role = _ROLES.get(kind)
        name = _name(one)
        if role and name:
            found.setdefault(role, []).append(name)
    return found


def _name(element: Element) -> dict[str, str]:
    def text(name: str) -> str:
        return one_line("".join(element.findtext(name) or "")).strip(" ,")

    family = text("surname")
    if family:
        suffix = text("suffix")
        if suffix and not _SUFFIX.fullmatch(suffix):
            # “Filho”, “Neto”: a part of the family name that is written with it.
            family, suffix = f"{family} {suffix}", ""
        parts = {"family": family, "given": text("given-names"), "suffix": suffix}
        return {name: value for name, value in parts.items() if value}
    literal = one_line("".join(element.itertext())).strip(" ,;")
    return {"literal": literal} if literal else {}
