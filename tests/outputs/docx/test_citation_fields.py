"""Citations as Zotero writes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nashr import ast
from nashr.model import Citation, CitationStyle, CiteItem, Inlines, Reference
from nashr.outputs.docx.citation_fields import CitationFields, plain_words, rtf
from nashr.word_files import CITED_AUTHOR

WORKS = {"a": Reference("a", {"type": "book", "title": "Ölçü"}, "r.bib", 1)}
LINKED = ast.link(ast.words("1998: 4"), "#ref-a")


def field(inlines: Inlines, **asked: Any) -> tuple[Inlines, dict[str, Any]]:
    """What is written for a citation of one work, and the data of its field."""
    item = CiteItem("a", **asked)
    fields = CitationFields({"cite-1": Citation("cite-1", (item,))}, WORKS, CitationStyle(), "s")
    written = fields.citation("cite-1", inlines)
    (begin,) = (n["c"][1] for n in written if "instrText" in str(n))
    text = begin.partition("CSL_CITATION ")[2].partition(" </w:instrText>")[0]
    return written, json.loads(text.replace("&lt;", "<").replace("&amp;", "&"))


def test_a_name_in_the_sentence_stands_before_the_field() -> None:
    written, data = field(
        [ast.text("Oran"), ast.SPACE, ast.text("("), LINKED, ast.text(")")], author_in_text=True
    )
    assert written[0]["c"][0][2] == [["custom-style", CITED_AUTHOR]]
    assert plain_words(written[:1]) == "Oran"
    assert data["properties"]["plainCitation"] == "(1998: 4)"
    assert data["citationItems"][0]["suppress-author"] is True


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"label": "page", "locator": "4"}, {"label": "page", "locator": "4"}),
        ({"label": "table", "locator": "5\\-6"}, {"label": "table", "locator": "5-6"}),
        ({"prefix": ast.words("see")}, {"prefix": "see"}),
        ({"suffix": ast.words(", too")}, {"suffix": ", too"}),
        ({"suppress_author": True}, {"suppress-author": True}),
    ],
)
def test_what_an_author_asked_for_is_in_the_field(
    asked: dict[str, Any], expected: dict[str, Any]
) -> None:
    _, data = field([ast.text("("), LINKED, ast.text(")")], **asked)
    (item,) = data["citationItems"]
    assert {name: item.get(name) for name in expected} == expected
    assert item["itemData"] == {"type": "book", "title": "Ölçü", "id": "a", "citation-key": "a"}


def test_a_citation_of_an_unknown_work_is_text() -> None:
    fields = CitationFields({}, WORKS, CitationStyle(), "s")
    assert fields.citation("cite-1", [LINKED]) == ast.words("1998: 4")


def test_formats_are_those_of_rtf() -> None:
    inlines = [ast.text("Əsər {1}"), {"t": "Emph", "c": [ast.text("ad")]}]
    assert rtf(inlines) == "\\uc0\\u399{}s\\uc0\\u601{}r \\{1\\}{\\i{}ad}"


def test_several_locators_are_one_for_zotero() -> None:
    item = CiteItem("a", label="volume", locator="2", more=(("page", "15–20", ""),))
    cited = {"cite-1": Citation("cite-1", (item,))}
    terms = {"page": ("səhifə", "s.")}
    fields = CitationFields(cited, WORKS, CitationStyle(), "s", terms)
    written = str(fields.citation("cite-1", [ast.text("("), LINKED, ast.text(")")]))
    assert '"locator":"2, s. 15–20","label":"volume"' in written
