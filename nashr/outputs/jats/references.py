"""References as JATS: what a machine reads beside what a reader sees.

Each ``ref`` holds an ``element-citation`` made from the bibliography's entry and the
``mixed-citation`` with the text of the reference list. They stand side by side and not in
``citation-alternatives``, where pandoc and others that read JATS do not look for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nashr import ast
from nashr.model import CslItem, Document, Reference, ReferenceEntry
from nashr.outputs.directions import entry_language
from nashr.outputs.jats.inlines import Prose
from nashr.outputs.jats.xml import Element, add, make, write

#: CSL types by the values that JATS suggests for ``publication-type``.
_TYPES: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "bill": "legislation",
    "book": "book",
    "chapter": "book",
    "classic": "book",
    "collection": "book",
    "dataset": "data",
    "entry": "book",
    "entry-dictionary": "book",
    "entry-encyclopedia": "book",
    "legal_case": "legal",
    "legislation": "legislation",
    "map": "map",
    "pamphlet": "book",
    "paper-conference": "confproc",
    "patent": "patent",
    "periodical": "journal",
    "personal_communication": "commun",
    "post": "website",
    "post-weblog": "website",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legislation",
    "webpage": "website",
}
#: The ``content-type`` of the list in Latin letters.
ROMANIZED = "romanized"
_CHAPTERS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
#: CSL name variables by ``person-group-type``.
_GROUPS = (
    ("author", "author"),
    ("director", "director"),
    ("compiler", "compiler"),
    ("illustrator", "illustrator"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("holder", "assignee"),
)
#: Elements of one field each, in the order in which they are written.
_BEFORE_DATE = (
    ("collection-title", "series"),
    ("event-title", "conf-name"),
    ("event-place", "conf-loc"),
    ("edition", "edition"),
    ("version", "version"),
    ("publisher-place", "publisher-loc"),
    ("publisher", "publisher-name"),
)
_AFTER_DATE = (("volume", "volume"), ("issue", "issue"), ("issue-title", "issue-title"))
_NUMBERS = (("ISBN", "isbn"), ("ISSN", "issn"))
_IDS = (("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid"))
#: Marks of CSL JSON's rich text (data schema, "HTML-like formatting tags").
_MARKS: Mapping[str, str] = {"i": "italic", "b": "bold", "sub": "sub", "sup": "sup", "sc": "sc"}
_MARK = re.compile(r"<(/?)(i|b|sub|sup|sc|span)\b([^>]*)>", re.IGNORECASE)
_RICH = frozenset(
    {"article-title", "chapter-title", "data-title", "source", "series", "issue-title"}
)


def reference_list(document: Document, prose: Prose, title: str) -> Element | None:
    """The ``ref-list``; None for an article without references."""
    if not document.references:
        return None
    entries = {reference.key: reference for reference in document.cited}
    element = make("ref-list")
    add(element, "title", title)
    for entry in document.references:
        element.append(_reference(entry, entries.get(entry.key), prose))
    return element


def latin_list(document: Document, prose: Prose, title: str) -> Element | None:
    """The ``ref-list`` in Latin letters; None where there is none.

    Its entries have no ``element-citation``: those who count the citations of a work read that of
    the first list.
    """
    latin = document.latin
    if latin is None:
        return None
    works = {work.key: work.item for work in latin.works}
    element = make("ref-list", content_type=ROMANIZED, lang=latin.lang)
    add(element, "title", title)
    for entry in latin.entries:
        ref = add(element, "ref", id=prose.ids.claim(f"ref-{entry.key}"))
        item = works.get(entry.key, {})
        named = entry_language(entry.inlines, item)
        kind = _TYPES.get(str(item.get("type", "")), "other")
        mixed = add(ref, "mixed-citation", publication_type=kind, lang=named.lang)
        prose.write(mixed, entry.inlines)
    return element


#: The number of an article in the place of its pages.
_ARTICLE_NUMBER = re.compile(r"[eE]\d[\d.]{2,}")


def _reference(entry: ReferenceEntry, reference: Reference | None, prose: Prose) -> Element:
    ref = make("ref", id=prose.ids.claim(f"ref-{entry.key}"))
    kind = "other"
    if reference is not None:
        citation = element_citation(reference.item, prose)
        kind = citation.get("publication-type", kind)
        if len(citation):
            ref.append(citation)
    named = entry_language(entry.inlines, reference.item if reference else {})
    mixed = add(ref, "mixed-citation", publication_type=kind, lang=named.lang)
    prose.write(mixed, entry.inlines)
    return ref


def element_citation(item: CslItem, prose: Prose | None = None) -> Element:
    """A CSL JSON item in the elements of JATS; it is empty when the item says nothing.

    ``prose`` writes the formulas; without it their TeX stands alone.
    """
    kind = str(item.get("type", ""))
    citation = make(
        "element-citation", publication_type=_TYPES.get(kind, "other"), lang=_language(item)
    )
    for variable, group in _GROUPS:
        _persons(citation, item.get(variable), group)
    _titles(citation, item, kind, prose)
    _fields(citation, item, _BEFORE_DATE, prose)
    _date(citation, item.get("issued"))
    _fields(citation, item, _AFTER_DATE, prose)
    pages = _text(item.get("page"))
    if pages and (item.get("eid") or _ARTICLE_NUMBER.fullmatch(pages)):
        add(citation, "elocation-id", pages)
    else:
        _pages(citation, pages)
    if number := _text(item.get("number")):
        kind = "std-designation" if kind == "standard" else "publisher-id"
        add(citation, "pub-id", number, pub_id_type=kind)
    _fields(citation, item, _NUMBERS)
    for variable, kind in _IDS:
        if identifier := _text(item.get(variable)):
            add(citation, "pub-id", identifier, pub_id_type=kind)
    if url := _text(item.get("URL")):
        add(citation, "ext-link", url, ext_link_type="uri", href=url)
    _accessed(citation, item.get("accessed"))
    return citation


def _titles(citation: Element, item: CslItem, kind: str, prose: Prose | None) -> None:
    title, container = _text(item.get("title")), _text(item.get("container-title"))
    if kind in _CHAPTERS and container:
        tag = "chapter-title"
    elif kind == "dataset":
        tag = "data-title"
    elif container or kind.startswith("article"):
        tag = "article-title"
    else:
        tag = "source"
    if title:
        _rich(add(citation, tag), title, prose)
        _translated(citation, item, "title", _TRANSLATED[tag])
    if container:
        _rich(add(citation, "source"), container, prose)
        _translated(citation, item, "container-title", "trans-source")


#: The elements of titles, and those of their translations; a chapter's has none of its own.
_TRANSLATED = {
    "article-title": "trans-title",
    "chapter-title": "trans-title",
    "data-title": "trans-title",
    "source": "trans-source",
}


def _translated(citation: Element, item: CslItem, variable: str, tag: str) -> None:
    if translated := _text(item.get(f"{variable}-translated")):
        _rich(add(citation, tag), translated)


def _fields(
    citation: Element,
    item: CslItem,
    table: Iterable[tuple[str, str]],
    prose: Prose | None = None,
) -> None:
    for variable, tag in table:
        text = _text(item.get(variable))
        if text and tag in _RICH:
            _rich(add(citation, tag), text, prose)
        elif text:
            add(citation, tag, _plain(text))


# --- persons -------------------------------------------------------------------------------


def _persons(citation: Element, names: object, kind: str) -> None:
    if not isinstance(names, Sequence) or isinstance(names, str):
        return
    group = make("person-group", person_group_type=kind)
    for name in names:
        if isinstance(name, Mapping):
            _person(group, name)
    if len(group):
        citation.append(group)


def _person(group: Element, name: Mapping[str, Any]) -> None:
    parts = {key: _text(value) for key, value in name.items()}
    literal = parts.get("literal", "")
    family = " ".join(
        p for p in (parts.get("non-dropping-particle"), parts.get("family")) if p
    ).replace("- ", "-")
    given = " ".join(p for p in (parts.get("given"), parts.get("dropping-particle")) if p)
    if literal == "others":
        add(group, "etal")
    elif literal:
        add(group, "collab", _plain(literal))
    elif family or given:
        person = add(group, "name", name_style="western")
        if family:
            add(person, "surname", _plain(family))
        if given:
            add(person, "given-names", _plain(given))
        if suffix := parts.get("suffix"):
            add(person, "suffix", suffix)


# --- dates and pages -----------------------------------------------------------------------


def _parts(date: object) -> list[int]:
    """Year, month and day of a CSL date as far as they are known."""
    if not isinstance(date, Mapping):
        return []
    ranges = date.get("date-parts")
    if isinstance(ranges, Sequence) and ranges and isinstance(ranges[0], Sequence):
        numbers = [_text(part) for part in ranges[0]]
    else:
        numbers = _text(date.get("raw") or date.get("literal")).split("-")
    if not all(re.fullmatch(r"\d+", number) for number in numbers):
        return []
    return [int(number) for number in numbers][:3]


def _iso(parts: Sequence[int]) -> str:
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _date(citation: Element, date: object) -> None:
    parts = _parts(date)
    if not parts:
        words = _text(date.get("literal") or date.get("raw")) if isinstance(date, Mapping) else ""
        if words:
            add(citation, "string-date", words)
        return
    for tag, number in reversed(list(zip(("year", "month", "day"), parts, strict=False))):
        iso = _iso(parts) if tag == "year" else None
        add(citation, tag, str(number), iso_8601_date=iso)


def _accessed(citation: Element, date: object) -> None:
    parts = _parts(date)
    if parts:
        iso = _iso(parts)
        access = add(citation, "date-in-citation", content_type="access-date", iso_8601_date=iso)
        write(access, iso)


def _pages(citation: Element, pages: str) -> None:
    if not pages:
        return
    found = re.fullmatch(r"\s*([^\s,;–-]+)\s*(?:[–-]\s*([^\s,;–-]+)\s*)?", pages)
    if found is None:
        add(citation, "page-range", pages)
        return
    first, last = found[1], found[2]
    add(citation, "fpage", first)
    if last:
        add(citation, "lpage", last)
        add(citation, "page-range", f"{first}–{last}")


# --- text ----------------------------------------------------------------------------------


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _language(item: CslItem) -> str | None:
    tag = _text(item.get("language"))
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", tag) else None


def _plain(text: str) -> str:
    return _MARK.sub("", text)


def _rich(parent: Element, text: str, prose: Prose | None = None) -> None:
    """CSL's rich text as elements; a mark that is not closed ends with the text."""
    open_: list[tuple[str, Element]] = [("", parent)]
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() < end:
            continue
        write(open_[-1][1], text[end : mark.start()])
        end = mark.end()
        name = mark[2].lower()
        if name == "span" and 'class="math"' in mark[3]:
            close = text.find("</span>", end)
            tex, end = text[end:close], close + len("</span>")
            if prose is not None:
                prose.write(open_[-1][1], [ast.inline_math(tex)])
            else:
                add(add(open_[-1][1], "inline-formula"), "tex-math", tex)
            continue
        if mark[1]:
            if len(open_) > 1 and open_[-1][0] == name:
                open_.pop()
            continue
        tag = _MARKS.get(name, "sc" if "small-caps" in mark[3] else "")
        open_.append((name, add(open_[-1][1], tag) if tag else open_[-1][1]))
    write(open_[-1][1], text[end:])
