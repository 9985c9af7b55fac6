"""On which pages works are cited, told by the marks of pages in the text."""

from __future__ import annotations

from dataclasses import replace

from edition_kit import ARTICLE, edition
from markupsafe import Markup

from nashr.model import PageStart
from nashr.outputs.cited_pages import cited_pages, in_reading_order
from nashr.outputs.fragments import BackLink, ReferenceLine
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


def test_what_stands_behind_the_list_leads_back_last() -> None:
    own, other, *_ = ARTICLE.texts
    cited = "It says so [one]{#cite-1 .citation}."
    article = replace(ARTICLE, texts=(own, replace(other, abstract=cited)))
    made = edition(article, text="First [two]{#cite-2 .citation}.")
    backs = (BackLink("#cite-1", "1", 1), BackLink("#cite-2", "2", 2))
    lines = [ReferenceLine("ref-a", Markup("A."), backs, None)]
    orders = []
    for place in ("end", "front"):
        moved = replace(made.document, article=replace(article, abstracts_at=place))
        (line,) = in_reading_order(replace(made, document=moved), lines)
        orders.append([back.href for back in line.back_links])
    assert orders == [["#cite-2", "#cite-1"], ["#cite-1", "#cite-2"]]


def test_without_pages_nothing_is_said() -> None:
    assert cited_pages(edition(text=TEXT_OF_TWO_PAGES)) == {}
