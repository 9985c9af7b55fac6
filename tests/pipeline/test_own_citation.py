"""The article as a reference: in the journal's style, and with the pages that are known."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from edition_kit import ARTICLE, edition

from nashr import ast, citations
from nashr.model import (
    LAST_PAGE,
    Citation,
    CslItem,
    Journal,
    ReferenceEntry,
    RenderedCitations,
)
from nashr.outputs.catalogue import CatalogueRecord
from nashr.pipeline.compose import find_style
from nashr.pipeline.own_citation import Render, own_citation, title_in_csl
from nashr.project.workspace import Workspace


@pytest.fixture(scope="module")
def record() -> CatalogueRecord:
    return replace(edition().record, first_page="17", last_page=None)


def rendering(style: str) -> Render:
    source = find_style(Workspace(Path()), Journal("J", "az", style=style)).value
    assert source is not None
    formatted = partial(citations.format_citations, source.text, lambda _: None)

    def render(item: CslItem, citation: Citation) -> RenderedCitations | None:
        return formatted({citation.items[0].key: item}, [citation], "en", item_language=False)

    return render


def cited(record: CatalogueRecord, style: str) -> tuple[str, str]:
    """The article in a style, as text: as far as it is known, and with both pages."""
    made = own_citation(record, record.title, rendering(style))
    return ast.plain_text(made.known), ast.plain_text(made.ranged)


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "chicago-notes-bibliography"])
def test_it_is_written_in_the_style_without_a_number(record: CatalogueRecord, style: str) -> None:
    known, ranged = cited(record, style)
    for text in (known, ranged):
        assert "Əliyeva" in text and "İşıq" in text
        assert not text.startswith(("1", "[1"))


def test_the_last_page_has_a_place_where_it_is_not_known(record: CatalogueRecord) -> None:
    known, ranged = cited(record, "apa")
    assert LAST_PAGE not in known
    assert f"17–{LAST_PAGE}" in ranged


def test_a_page_that_is_known_is_written(record: CatalogueRecord) -> None:
    known, ranged = cited(replace(record, last_page="21"), "apa")
    assert known == ranged
    assert "17–21" in known


def test_a_title_with_the_number_that_stands_in_keeps_it(record: CatalogueRecord) -> None:
    title = replace(record.text, title="987654 sətir")
    _, ranged = cited(replace(record, texts=(title,)), "apa")
    assert "987654 sətir" in ranged
    assert f"17–{LAST_PAGE}" in ranged


def test_its_marks_are_those_of_its_script(record: CatalogueRecord) -> None:
    entry = ReferenceEntry("a", [ast.text("رضایی,"), {"t": "Space"}, ast.text("علی")])
    made = own_citation(
        replace(record, last_page="21"),
        record.title,
        lambda _item, _citation: RenderedCitations((), (entry,)),
    )
    assert ast.plain_text(made.known) == "رضایی، علی"


def test_the_title_is_cited_as_it_is_printed() -> None:
    own, *others = ARTICLE.texts
    title = '*Homo sapiens*, CO~2~, $x < 1$ və "mavi" [söz]{.smallcaps}?'
    article = replace(ARTICLE, texts=(replace(own, title=title, subtitle="İki **dövr**"), *others))
    made = edition(article)
    known = own_citation(
        made.record, title_in_csl(made.document, made.record), rendering("apa")
    ).known
    kinds = [node["t"] for node in known]
    assert "Subscript" in kinds
    assert "SmallCaps" in kinds
    assert {"t": "Math", "c": [{"t": "InlineMath"}, r"x \lt 1"]} in known
    assert {"t": "Emph", "c": [ast.text("Homo"), ast.SPACE, ast.text("sapiens")]} in known
    assert "“mavi” söz? İki dövr." in ast.plain_text(known)
