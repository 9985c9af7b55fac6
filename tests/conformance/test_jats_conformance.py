"""JATS before its judges: the DTD of JATS 1.4 with MathML 3, and pandoc, which reads it back.

The DTD is looked for beside the repository, in ``../shared/schemas/jats-dtd-1.4``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from nashr import ast
from nashr.diagnostics import Severity
from nashr.engines import pandoc
from nashr.model import Document
from nashr.outputs.edition import Edition
from nashr.outputs.jats import render as jats
from nashr.pipeline.compose import Log, Request, compose
from nashr.pipeline.front_matter import load_journal
from nashr.project.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
KITCHEN_SINK = ROOT / "tests" / "projects" / "kitchen-sink"
DTD = ROOT.parent / "shared/schemas/jats-dtd-1.4/JATS-journalpublishing1-4-mathml3.dtd"

needs_dtd = pytest.mark.skipif(
    not DTD.is_file(), reason=f"the JATS 1.4 DTD is not at {DTD}: nothing was validated"
)


@dataclass(frozen=True)
class Reading:
    """An edition, its JATS, and what pandoc reads in it."""

    edition: Edition
    xml: bytes
    media: frozenset[str]
    meta: dict[str, Any]
    blocks: list[Any]

    @property
    def document(self) -> Document:
        return self.edition.document


@cache
def _reading(project: Path, slug: str) -> Reading:
    log, workspace = Log(strict=False), Workspace(project)
    journal = log.take(load_journal(workspace))
    assert journal is not None
    request = Request(environment={"SOURCE_DATE_EPOCH": "1774958400"})
    edition = compose(workspace, request, journal, slug, log)
    assert [d for d in log.found if d.severity is Severity.ERROR] == []
    artifact, *media = jats.render(edition, None).value  # type: ignore[arg-type]
    tree = json.loads(pandoc.run(["--from=jats", "--to=json"], artifact.data.decode()))
    names = frozenset(a.name for a in media)
    return Reading(edition, artifact.data, names, tree["meta"], tree["blocks"])


@pytest.fixture(params=["azerbaycan-turkiye", "kitchen-sink"])
def reading(request: pytest.FixtureRequest) -> Reading:
    slug: str = request.param
    return _reading(KITCHEN_SINK if slug == "kitchen-sink" else ROOT, slug)


@pytest.fixture
def everything() -> Reading:
    """The article that uses everything that a manuscript may use."""
    return _reading(KITCHEN_SINK, "kitchen-sink")


# --- the DTD -------------------------------------------------------------------------------


def faults(xml: bytes) -> list[str]:
    """What libxml2 finds, without the network; also what the namespaces recommendation asks."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    root = etree.fromstring(xml, parser)
    dtd = etree.DTD(file=str(DTD))
    dtd.validate(root)
    found = [f"line {e.line}: {e.message}" for e in (*parser.error_log, *dtd.error_log)]
    ids = [str(value) for value in root.xpath("//@id")]
    return [*found, *(f"id with a colon: {value}" for value in ids if ":" in value)]


@needs_dtd
def test_the_dtd_finds_nothing(reading: Reading) -> None:
    assert faults(reading.xml) == []


BROKEN = {
    "an element of no tag set": (b"<body>", b"<body><paragraph/>", "paragraph"),
    "an order that the DTD refuses": (b"<title-group>", b"<volume>1</volume><title-group>", "meta"),
    "a value that is not in the list": (b'ref-type="bibr"', b'ref-type="book"', "ref-type"),
    "a reference to no id": (b'rid="aff-', b'rid="no-', "IDREF"),
    "an id that stands twice": (b"<sec id=", b'<sec id="aff-rivers"><title/></sec><sec id=', "ID"),
    "a formula of no MathML": (b"<mml:mi>Q</mml:mi>", b"<mml:letter>Q</mml:letter>", "letter"),
}


@needs_dtd
@pytest.mark.parametrize("fault", BROKEN)
def test_the_dtd_refuses_a_broken_article(everything: Reading, fault: str) -> None:
    whole, broken, word = BROKEN[fault]
    assert whole in everything.xml
    messages = faults(everything.xml.replace(whole, broken, 1))
    assert any(word in message for message in messages), messages


def test_every_file_that_is_named_is_there(reading: Reading) -> None:
    root = etree.fromstring(reading.xml)
    named = root.xpath(
        "//graphic/@x:href | //inline-graphic/@x:href",
        namespaces={"x": "http://www.w3.org/1999/xlink"},
    )
    assert {str(name) for name in named} == reading.media


def test_the_reference_list_is_that_of_the_other_outputs(reading: Reading) -> None:
    root = etree.fromstring(reading.xml)
    lines = ["".join(e.itertext()) for e in root.iterfind("back/ref-list/ref/mixed-citation")]
    assert lines == [ast.plain_text(e.inlines) for e in reading.document.references]
    assert len(list(root.iterfind("back/ref-list/ref/element-citation"))) == len(lines)


# --- back through pandoc -------------------------------------------------------------------

#: What the outputs number anew: JATS keeps it in ``label``, which pandoc's reader passes over.
_NUMBERS = {"caption-label", "heading-number", "equation-number"}


def text_of(tree: Any) -> str:
    """Everything that a reader meets, in its order: words, formulas, code, notes, images.

    Words and marks stand apart, since a change of face parts a word from its comma here.
    """
    return " ".join(re.findall(r"\w+|[^\w\s]", " ".join(_pieces(tree))))


def _pieces(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for item in tree:
            yield from _pieces(item)
    if not isinstance(tree, dict):
        return
    content = tree.get("c")
    match tree.get("t"):
        case "Str":
            yield content
        case "Code" | "CodeBlock":
            yield content[1]
        case "Math":
            yield f"${content[1]}$"
        case "Image":
            yield f"[{ast.plain_text(content[1])}: {content[2][0]}]"
        case "Note":
            yield "^["
            yield from _pieces(content)
            yield "]"
        case "Span" if _NUMBERS & set(content[0][1]):
            return
        case "HorizontalRule":
            yield "* * *"
        case "RawInline" | "RawBlock":
            return
        case _:
            yield from _pieces(content if "t" in tree else list(tree.values()))


def of_type(tree: Any, *tags: str) -> list[Any]:
    return [node for node in ast.nodes(tree) if node["t"] in tags]


def meta_text(value: Any) -> str:
    return ast.plain_text(value["c"])


def test_title_authors_and_abstract_come_back(reading: Reading) -> None:
    article, fields = reading.document.article, reading.document.fields
    assert meta_text(reading.meta["title"]) == ast.plain_text(fields[f"title.{article.lang}"])
    if article.text.subtitle:
        subtitle = meta_text(reading.meta["subtitle"]).removeprefix(": ")
        assert subtitle == ast.plain_text(fields[f"subtitle.{article.lang}"])
    authors = [meta_text(author) for author in reading.meta["author"]["c"]]
    # Pandoc's reader hangs the author notes on the last author's name.
    notes = etree.fromstring(reading.xml).find("front/article-meta/author-notes/corresp")
    assert notes is not None
    authors[-1] = authors[-1].removesuffix("".join(map(str, notes.itertext())))
    assert authors == [author.name for author in article.authors]
    assert text_of(reading.meta["abstract"]["c"]) == text_of(fields[f"abstract.{article.lang}"])
    assert article.dates.published is not None
    assert meta_text(reading.meta["date"]) == article.dates.published.isoformat()
    institutes = [meta_text(place) for place in reading.meta["institute"]["c"]]
    assert len(institutes) == len(article.affiliations)
    for institute, affiliation in zip(institutes, article.affiliations, strict=True):
        assert affiliation.name in institute


def test_the_whole_text_comes_back_in_its_order(reading: Reading) -> None:
    labels = reading.edition.language.labels
    expected = text_of(reading.document.blocks)
    thanks = reading.document.fields.get("acknowledgements")
    if thanks:
        expected += f" {labels.acknowledgements} {text_of(thanks)}"
    expected += f" {labels.references}"
    assert text_of(reading.blocks) == expected


def test_citations_come_back_with_their_keys(reading: Reading) -> None:
    links = of_type(reading.document.blocks, "Link")
    expected = [
        node["c"][2][0].removeprefix("#ref-")
        for node in links
        if "citation-link" in node["c"][0][1]
    ]
    found = [c["citationId"] for cite in of_type(reading.blocks, "Cite") for c in cite["c"][0]]
    assert found == expected
    assert expected


def test_references_come_back_as_entries(reading: Reading) -> None:
    entries = [
        {
            key: (value["c"] if value["t"] == "MetaString" else value)
            for key, value in e["c"].items()
        }
        for e in reading.meta["references"]["c"]
    ]
    assert [e["id"] for e in entries] == [r.key for r in reading.document.cited]
    for entry, reference in zip(entries, reading.document.cited, strict=True):
        item = reference.item
        if item.get("container-title") and item.get("title") and item["type"] != "chapter":
            title = re.sub(r"</?span[^>]*>", "", item["title"])  # what keeps its case
            assert text_of(entry["title"]["c"]) == text_of(ast.words(title))
            assert meta_text(entry["container-title"]) == item["container-title"]
        if item.get("DOI"):
            assert entry["DOI"] == item["DOI"]
        people = [name for name in item.get("author", []) if name.get("family")]
        if people:
            back = [meta_text(n["c"]["family"]) for n in entry["author"]["c"]]
            assert [name.split("-")[-1] for name in back] == [name["family"] for name in people]


def test_sections_come_back_with_their_titles_and_ids(reading: Reading) -> None:
    expected = [
        (ast.plain_text(node["c"][2]), node["c"][1][0].replace(":", "-"))
        for node in of_type(reading.document.blocks, "Header")
    ]
    found = [(ast.plain_text(n["c"][2]), n["c"][1][0]) for n in of_type(reading.blocks, "Header")]
    numbers = re.compile(r"^[\d.]+ ")
    assert found[: len(expected)] == [(numbers.sub("", title), id_) for title, id_ in expected]


def test_levels_of_sections_come_back(everything: Reading) -> None:
    expected = [node["c"][0] for node in of_type(everything.document.blocks, "Header")]
    found = [node["c"][0] for node in of_type(everything.blocks, "Header")]
    assert found[: len(expected)] == expected


def test_cross_references_come_back(everything: Reading) -> None:
    def links(blocks: Any) -> list[tuple[str, str]]:
        return [
            (ast.plain_text(node["c"][1]), node["c"][2][0].replace(":", "-"))
            for node in of_type(blocks, "Link")
            if node["c"][2][0].startswith("#") and "citation-link" not in node["c"][0][1]
        ]

    assert links(everything.blocks) == links(everything.document.blocks)
    assert len(links(everything.blocks)) > 10


def test_figures_come_back_with_captions_and_alternative_texts(everything: Reading) -> None:
    def figures(blocks: Any) -> list[tuple[str, str]]:
        return [
            (node["c"][0][0].replace(":", "-"), text_of(node["c"][1:]))
            for node in of_type(blocks, "Figure")
        ]

    assert figures(everything.blocks) == figures(everything.document.blocks)
    assert len(figures(everything.blocks)) == 3


def test_tables_come_back_cell_by_cell(everything: Reading) -> None:
    def tables(blocks: Any) -> list[list[list[str]]]:
        return [
            [
                [text_of(cell[4]) for cell in row[1]]
                for part in (table["c"][3], *table["c"][4], table["c"][5])
                for rows in part
                if isinstance(rows, list)
                for row in rows
                if isinstance(row, list) and len(row) == 2 and isinstance(row[1], list)
            ]
            for table in of_type(blocks, "Table")
        ]

    assert tables(everything.blocks) == tables(everything.document.blocks)
    assert [len(rows) for rows in tables(everything.blocks)] == [5, 5, 5, 54]


def test_notes_and_formulas_come_back(everything: Reading) -> None:
    for tag in ("Note", "Math"):
        found = [text_of(node) for node in of_type(everything.blocks, tag)]
        assert found == [text_of(node) for node in of_type(everything.document.blocks, tag)]
        assert found
    kinds = [node["c"][0]["t"] for node in of_type(everything.blocks, "Math")]
    assert kinds == [node["c"][0]["t"] for node in of_type(everything.document.blocks, "Math")]


def test_lists_quotations_and_code_come_back(everything: Reading) -> None:
    for tag in ("BulletList", "DefinitionList", "BlockQuote", "CodeBlock", "OrderedList"):
        found = [text_of(node) for node in of_type(everything.blocks, tag)]
        expected = [text_of(node) for node in of_type(everything.document.blocks, tag)]
        assert [text for text in found if text in expected] == expected, tag
        assert expected
