"""Marks of pages before and behind the articles, where these begin in the book."""

from __future__ import annotations

from typing import Any

import lxml.etree

from nashr.issue.epub.page_list import mark_contents, mark_pages
from nashr.issue.pdf.matter import Matter
from nashr.issues import MatterPart
from nashr.model import PageStart
from nashr.outputs.epub.xhtml import XhtmlPage

BODY = "<h1>Authors</h1><ul><li>Aa, 1</li><li>Bb, <a>2</a></li><li>Cc, 3</li></ul>"


def page(name: str, body: str = BODY) -> XhtmlPage:
    source = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'
    return XhtmlPage(name, lxml.etree.fromstring(source))


def marked(one: XhtmlPage) -> dict[str, str]:
    """The marks of a page, with the words that stand behind each in its element."""
    spans: Any = one.root.iter("{http://www.w3.org/1999/xhtml}span")
    return {
        span.get("aria-label"): span.tail
        or "".join(next(iter(span.itersiblings()), span).itertext())
        for span in spans
    }


def test_pages_are_marked_in_the_line_in_which_they_begin() -> None:
    parts = [MatterPart("cover"), MatterPart("contents"), MatterPart("authors")]
    starts = (PageStart(), PageStart("front-3"), PageStart("front-3", 11), PageStart("front-3", 99))
    covers = Matter(b"", 1, 1, True, (), ("front-1",), (PageStart(),))
    others = Matter(b"", 4, 2, False, (), ("front-2", "front-3"), starts)
    pages = {one.name: one for one in (page("cover.xhtml", "<p>C</p>"), page("front-3.xhtml"))}
    lines = mark_pages(parts, (covers, others), "front", pages, in_roman=True)
    assert [(line.folio, line.href) for line in lines] == [
        ("i", "cover.xhtml#nashr-page-i"),
        ("ii", "nav.xhtml#nashr-page-ii"),
        ("iii", "front-3.xhtml#nashr-page-iii"),
        ("iv", "front-3.xhtml#nashr-page-iv"),
        ("v", "front-3.xhtml#nashr-page-v"),
    ]
    assert marked(pages["cover.xhtml"]) == {"i": "C"}
    contents = page("nav.xhtml", "<nav><h1>Contents</h1></nav>")
    mark_contents(contents, lines)
    assert marked(contents) == {"ii": "Contents"}
    found = marked(pages["front-3.xhtml"])
    assert (found["iii"], found["iv"]) == ("Authors", "Bb, ")


def test_a_back_cover_is_no_page_of_the_book() -> None:
    back = Matter(b"", 1, 9, True, (), ("back-1",), (PageStart(),))
    assert mark_pages([MatterPart("back-cover")], [back], "back", {}, in_roman=False) == ()
