"""A statement is a row: every output prints it under its label, and every stage knows its key."""

from __future__ import annotations

import json
import zipfile
from dataclasses import fields, replace
from io import BytesIO
from typing import Any

import edition_kit
import pytest
from lxml import etree

from nashr import ast, statements
from nashr.document.load import front_matter_texts
from nashr.engines import pandoc
from nashr.engines.fonts import shop
from nashr.frontmatter.json_schema import json_schema
from nashr.frontmatter.new_manuscript import new_manuscript
from nashr.languages import Labels, language, supported
from nashr.model import Article
from nashr.outputs import markup
from nashr.outputs.declarations import declarations
from nashr.outputs.edition import Edition
from nashr.outputs.epub import render as epub
from nashr.outputs.html import render as html
from nashr.outputs.jats.render import article_element
from nashr.records import dataclass
from nashr.statements import STATEMENTS, Statement

ROW = Statement("author-remark", "sec:author-remark", "doc-endnote", "endnote")
KEYS = [statement.key for statement in STATEMENTS]


@dataclass(frozen=True, slots=True)
class MoreLabels(Labels):
    author_remark: str = "Məlumatlar"


@pytest.fixture
def edition(monkeypatch: pytest.MonkeyPatch) -> Edition:
    """An edition with a statement more, by a row and by its label."""
    monkeypatch.setattr(statements, "STATEMENTS", (*STATEMENTS, ROW))
    made = edition_kit.edition()
    blocks = pandoc.parse_fields({ROW.key: "Bütün *məlumatlar* açıqdır."})
    document = replace(made.document, fields={**made.document.fields, **blocks})
    labels = MoreLabels(**{f.name: getattr(made.language.labels, f.name) for f in fields(Labels)})
    return replace(
        made,
        document=document,
        markup=markup.to_markup(document, pandoc.write_html),
        language=replace(made.language, labels=labels),
    )


def test_the_web_page_and_the_pdf_print_an_added_statement(edition: Edition) -> None:
    """Both ask for the declarations and print what they get."""
    last = declarations(edition)[-1]
    assert (last.id, last.heading) == ("author-remark", "Məlumatlar")
    (page,) = html.render(edition, edition_kit.ENGINES).value
    assert "<em>məlumatlar</em> açıqdır" in page.data.decode()
    assert ">Məlumatlar</h2>" in page.data.decode()


def test_the_book_prints_an_added_statement_with_its_role(edition: Edition) -> None:
    (book,) = epub.render(edition, replace(edition_kit.ENGINES, fonts=shop())).value
    with zipfile.ZipFile(BytesIO(book.data)) as archive:
        text = archive.read("EPUB/text.xhtml").decode()
    assert 'role="doc-endnote"' in text and 'type="endnote"' in text
    assert "Məlumatlar" in text and "<em>məlumatlar</em> açıqdır" in text


def test_jats_has_an_added_statement_in_its_element(edition: Edition) -> None:
    article = article_element(edition)
    (section,) = article.findall("back/sec[@sec-type='author-remark']")
    assert section.findtext("title") == "Məlumatlar"
    assert "açıqdır" in etree.tostring(section, encoding="unicode")


def test_a_statement_among_the_notes_of_the_author(monkeypatch: pytest.MonkeyPatch) -> None:
    made = edition_kit.edition()
    row = Statement("acknowledgements", "fn:other")
    monkeypatch.setattr(statements, "STATEMENTS", (row,))
    note = article_element(made).find(".//author-notes/fn[@fn-type='other']")
    assert note is not None and "Sağ olun" in etree.tostring(note, encoding="unicode")


# --- what a row needs beside it ------------------------------------------------------------


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.key)
def test_the_places_of_a_statement(statement: Statement) -> None:
    assert statement.name in {field.name for field in fields(Article)}
    assert statement.key in json.loads(json_schema("article"))["properties"]
    for tag in supported():
        assert getattr(language(tag).labels, statement.label_name)


def test_statements_are_read_as_markdown() -> None:
    given: dict[str, Any] = {statement.name: "Text *one*." for statement in STATEMENTS}
    texts = front_matter_texts(replace(edition_kit.ARTICLE, **given))
    assert [key for key in texts if key in KEYS] == KEYS
    parsed = pandoc.parse_fields({key: texts[key] for key in KEYS})
    assert all(ast.plain_text(blocks) == "Text one." for blocks in parsed.values())


def test_a_new_manuscript_offers_the_statements() -> None:
    lines = new_manuscript("a", edition_kit.JOURNAL).splitlines()
    assert [key for key in KEYS if f"# {key}: …" in lines] == KEYS
