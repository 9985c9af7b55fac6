"""The pages of the PDF on which works are cited, for outputs that have only marks of pages."""

from __future__ import annotations

import re

from nashr.outputs import page_breaks
from nashr.outputs.edition import Edition

_PAGE_OR_PLACE = re.compile(
    r"""<[a-z]+[^>]*\b(?:role="(?P<mark>doc-pagebreak)"|id="(?P<place>cite-\d+|fnref\d+)")[^>]*>"""
)
_FOLIO = re.compile(r"""\btitle="([^"]*)\"""")


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
