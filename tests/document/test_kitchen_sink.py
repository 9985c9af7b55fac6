"""The second article: it uses everything, and nothing in it is wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from document_kit import of_class, of_type

from nashr import ast
from nashr.diagnostics import Severity
from nashr.document.citing import list_citations
from nashr.document.load import MARKDOWN_FORMAT, load_document
from nashr.engines import pandoc
from nashr.frontmatter.load import (
    parse_article,
    parse_journal,
    split_manuscript,
)
from nashr.model import Citation, Document
from nashr.project.workspace import Workspace

PROJECT = Path(__file__).parents[1] / "projects" / "kitchen-sink"
SLUG = "kitchen-sink"


@pytest.fixture(scope="module")
def found() -> tuple[Document, tuple[Citation, ...]]:
    workspace = Workspace(PROJECT)
    source = workspace.read_text("manuscript/journal.yaml").value
    text = workspace.read_text(f"manuscript/{SLUG}/article.md").value
    assert source is not None
    assert text is not None
    the_journal = parse_journal(source).value
    manuscript = split_manuscript(text).value
    assert the_journal is not None
    assert manuscript is not None
    article = parse_article(manuscript, SLUG, the_journal)
    assert article.value is not None
    assert {d.severity for d in article.diagnostics} == {Severity.NOTICE}
    outcome = load_document(
        manuscript,
        article.value,
        partial(pandoc.parse_markdown, reader=MARKDOWN_FORMAT),
        partial(pandoc.parse_fields, reader=MARKDOWN_FORMAT),
        lambda path, at: workspace.read_bytes(f"manuscript/{SLUG}/{path}", at=at),
    )
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    cited = list_citations(outcome.value, {}, manuscript)
    assert {d.code for d in cited.diagnostics} == {"citation-unknown-key"}
    return outcome.value, cited.value


Found = tuple[Document, tuple[Citation, ...]]


@pytest.mark.parametrize(
    "tag",
    [
        "BlockQuote", "BulletList", "Cite", "Code", "CodeBlock", "DefinitionList", "Div", "Emph",
        "Figure", "Header", "HorizontalRule", "Image", "LineBlock", "Link", "Math", "Note",
        "OrderedList", "RawInline", "Span", "Superscript", "Table",
    ],
)  # fmt: skip
def test_it_has_every_element(found: Found, tag: str) -> None:
    assert of_type(found[0].blocks, tag)


def test_its_captions_and_numbers(found: Found) -> None:
    blocks = found[0].blocks
    labels = of_class(blocks, "caption-label")
    assert labels == ["Figure 1.", "Figure 2.", "Table 1.", "Figure 3."] + [
        f"Table {n}." for n in (2, 3, 4)
    ]
    assert of_class(blocks, "equation-number") == ["(1)", "(2)", "(3)", "(4)"]
    assert of_class(blocks, "heading-number")[:4] == ["1", "1.1", "1.1.1", "2"]


def test_every_cross_reference_leads_somewhere(found: Found) -> None:
    ids = {(ast.attr_of(node) or [""])[0] for node in ast.nodes(found[0].blocks)}
    targets = [
        node["c"][2][0]
        for node in of_type(found[0].blocks, "Link")
        if "cross-reference" in node["c"][0][1]
    ]
    assert len(targets) > 15
    assert {target.removeprefix("#") for target in targets} <= ids
    assert {target.split(":")[0] for target in targets} == {"#fig", "#tbl", "#sec", "#eq"}


def test_it_cites_in_every_form(found: Found) -> None:
    items = [item for citation in found[1] for item in citation.items]
    assert any(item.prefix for item in items)
    assert any(item.suffix for item in items)
    assert any(item.author_in_text for item in items)
    assert any(item.suppress_author for item in items)
    assert {"page", "chapter", "volume", "table"} <= {item.label for item in items}
    assert any(len(citation.items) > 1 for citation in found[1])
    assert any(citation.note_number for citation in found[1])


def test_its_languages_and_images(found: Found) -> None:
    tags = {
        ast.keyvals(attributes).get("lang")
        for node in ast.nodes(found[0].blocks)
        if (attributes := ast.attr_of(node)) is not None
    }
    assert {"tr", "ru", "ar", "az"} <= tags
    kinds = {resource.media_type for resource in found[0].resources}
    assert kinds == {"image/png", "image/jpeg", "image/svg+xml"}
    assert "abstract.ar" in found[0].fields
