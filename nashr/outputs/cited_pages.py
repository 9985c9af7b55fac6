"""The pages of the PDF on which works are cited, for outputs that have only marks of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nashr.outputs import page_breaks
from nashr.outputs.edition import Edition
from nashr.outputs.fragments import ReferenceLine
from nashr.records import replace

_PAGE_OR_PLACE = re.compile(
    r"""<[a-z]+[^>]*\b(?:role="(?P<mark>doc-pagebreak)"|id="(?P<place>cite-\d+|fnref\d+)")[^>]*>"""
)
_FOLIO = re.compile(r"""\btitle="([^"]*)\"""")


_CITATION = re.compile(r"\bid=\"(cite-\d+)\"")


def in_reading_order(edition: Edition, lines: Iterable[ReferenceLine]) -> tuple[ReferenceLine, ...]:
    """The reference list, the ways back of each work in the order of the pages: what stands behind
    the list, as abstracts in other languages may, comes last.
    """
    article, fields = edition.document.article, edition.markup.fields
    behind = [f"extended-abstract.{text.lang}" for text in article.texts]
    if article.abstracts_at == "end":
        behind += [f"abstract.{text.lang}" for text in article.texts[1:]]
    late = {f"#{one}" for name in behind for one in _CITATION.findall(fields.get(name, ""))}
    return tuple(
        replace(line, back_links=tuple(sorted(line.back_links, key=lambda back: back.href in late)))
        for line in lines
    )


def cited_pages(edition: Edition) -> dict[str, str]:
    """The page of each citation by its id. Citations in notes are on the page of the note's call;
    without pages the mapping is empty.
    """
    if not edition.page_breaks:
        return {}
    markup = edition.markup
    parts = {page_breaks.TEXT: markup.body}
    for text in edition.document.article.texts:
        name = f"abstract.{text.lang}"
        parts[page_breaks.abstract_part(text.lang)] = markup.fields.get(name, "")
    found: dict[str, str] = {}
    for part, html in parts.items():
        marks = edition.page_marks
        whole = marks.within(part, html, beginning=part == page_breaks.TEXT)
        found |= _pages(whole, marks.page_at(part))
    for note in markup.notes:
        page = found.get(note.call_id, "")
        found |= dict.fromkeys(_pages(note.html, page), page)
    return {place: page for place, page in found.items() if page}


def _pages(marked: str, first: str) -> dict[str, str]:
    """The page of each place in a text that has the marks of its pages and begins on ``first``."""
    found: dict[str, str] = {}
    page = first
    for tag in _PAGE_OR_PLACE.finditer(marked):
        if tag["place"] is not None:
            found[tag["place"]] = page
        elif folio := _FOLIO.search(tag[0]):
            page = folio[1]
    return found
