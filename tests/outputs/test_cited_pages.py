"""On which pages works are cited, told by the marks of pages in the text."""

from __future__ import annotations

from dataclasses import replace

from edition_kit import edition

from nashr.model import PageStart
from nashr.outputs.cited_pages import cited_pages
from nashr.outputs.page_breaks import TEXT, page_breaks

TEXT_OF_TWO_PAGES = """
First [one]{#cite-1 .citation}.[^1]

Second [two]{#cite-2 .citation}, and [three]{#cite-3 .citation}.

[^1]: In a note [four]{#cite-4 .citation}.
"""


def test_a_citation_is_on_the_page_that_began_before_it() -> None:
    starts = (PageStart("", 0), PageStart(TEXT, len("Firstone")))
    made = replace(edition(text=TEXT_OF_TWO_PAGES), page_breaks=page_breaks(starts, 17))
    pages = cited_pages(made)
    assert pages["cite-1"] == "17"
    assert (pages["cite-2"], pages["cite-3"]) == ("18", "18")
    assert pages["cite-4"] == pages["fnref1"]  # a note is on the page of its call


def test_without_pages_nothing_is_said() -> None:
    assert cited_pages(edition(text=TEXT_OF_TWO_PAGES)) == {}
