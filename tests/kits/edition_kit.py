"""A small article in Azerbaijani for the tests of the outputs: one of everything, no files."""

# The stand-ins take what the real engines take.
# ruff: noqa: ARG001, ARG002, ARG005

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from nashr import ast
from nashr.document.load import front_matter_texts
from nashr.engines import pandoc, svg_pictures
from nashr.languages import language
from nashr.model import (
    LAST_PAGE,
    Affiliation,
    Article,
    Author,
    Dates,
    Document,
    Funding,
    Issn,
    Journal,
    LocalText,
    Node,
    OwnCitation,
    Publisher,
    Reference,
    ReferenceEntry,
    Resource,
)
from nashr.outputs import markup
from nashr.outputs.edition import Edition
from nashr.ports import Engines, Face, FontSource, Typeset

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

JOURNAL = Journal(
    title="Sınaq Jurnalı",
    short_title="Sınaq J.",
    language="az",
    publisher=Publisher("Sınaq & Oğulları", "Bakı", "https://example.org/nashir"),
    issn=Issn(print="1234-5679", online="8765-4326"),
    url="https://example.org/jurnal",
    license="CC-BY-4.0",
)

ARTICLE = Article(
    slug="sinaq",
    lang="az",
    texts=(
        LocalText(
            "az",
            "İşıq *və* ölçü",
            "10 % & {qalan}",
            'Birinci "xülasə" <b>qalın</b>.',
            ("işıq", "ölçü"),
        ),
        LocalText("en", "Light and measure", None, "The second abstract.", ("light",)),
        LocalText("ar", "الضوء", None, "الملخص الثالث", ("ضوء", "قياس")),
    ),
    authors=(
        Author("Əliyeva", "Ülviyyə", "0000-0002-1825-0097", "u@example.org", True, ("a", "b")),
        Author("İsmayıl-zadə", "Şahin", None, "s@example.org", False, ("b",), ("software",)),
    ),
    affiliations=(
        Affiliation("a", "Sınaq Universiteti", "Optika", "Bakı", "Azərbaycan", "https://ror.org/1"),
        Affiliation("b", "İnstitut"),
    ),
    dates=Dates(received=dt.date(2026, 1, 12), published=dt.date(2026, 3, 31)),
    doi="10.5555/sinaq_1",
    volume="3",
    issue="2",
    year=2026,
    first_page=17,
    funding=(Funding("Fond", "A-1", "https://ror.org/2"),),
    acknowledgements="Sağ olun.",
)

TEXT = """
Giriş [bax]{#cite-1 .citation}.[^1]

[^1]: Qeydin *mətni*.

# Birinci {#birinci}

Mətn, [العربية]{lang=ar}, `kod`.

## Alt bölmə {#alt}

| A | B |
|---|--:|
| 1 | 2 |

: Cədvəl. {#tbl:a}

![Şəkil](media/a.png){#fig:a}

# Son {#son}

$$E = mc^2$$

[Bunu yoxlayın]{.query}
"""

ENTRIES = (
    ReferenceEntry("oran1998", ast.words("Oran (1998)."), ("cite-1", "cite-2")),
    ReferenceEntry("kuzio2000", ast.words("Kuzio (2000)."), ("cite-3",)),
)
CITED = (
    Reference("oran1998", {"id": "oran1998"}, "r.bib", 1, query="Hansı əsər?"),
    Reference("kuzio2000", {"id": "kuzio2000"}, "r.bib", 2),
)


class Letters:
    """A font shop whose fonts name what was asked of it."""

    def themed(self, sources: Mapping[str, tuple[FontSource, ...]]) -> Letters:
        return self

    def subset(
        self, face: Face, characters: Collection[str], flavor: Literal["ttf", "woff2"]
    ) -> bytes:
        return f"{face.family} {face.style} {face.weight} {''.join(sorted(characters))}".encode()

    def rare(
        self, characters: Collection[str], family: Literal["arabic", "broad", "further"] = "broad"
    ) -> frozenset[str]:
        return frozenset()

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        return frozenset()

    def versions(self) -> Mapping[str, str]:
        return {}


def _typeset(html: str, sheets: Sequence[str], files: Mapping[str, tuple[str, bytes]]) -> Typeset:
    raise AssertionError("no PDF is made here")


ENGINES = Engines(
    fonts=Letters(), typeset=_typeset, draw_math=lambda mathml: None, draw_svg=svg_pictures.draw
)


def document(article: Article = ARTICLE, text: str = TEXT) -> Document:
    return Document(
        article=article,
        blocks=ast.rewrite(_marked(pandoc.parse_markdown(text)["blocks"]), _cited),
        fields=_marked(pandoc.parse_fields(front_matter_texts(article))),
        resources=(Resource("media/a.png", b"\x89PNG", "image/png", 40, 20),),
        references=ENTRIES,
        cited=CITED,
        own_citation=OwnCitation(
            ast.words("Əliyeva, Ü. (2026). İşıq. 81."),
            ast.words(f"Əliyeva, Ü. (2026). İşıq. 81–{LAST_PAGE}."),
        ),
    )


def _marked(tree: Any) -> Any:
    """With the quotation marks of the language, as the document stage leaves them."""
    return ast.rewrite(tree, _with_marks)


def _with_marks(node: Node) -> list[Node] | None:
    if node["t"] != "Quoted":
        return None
    kind, inlines = node["c"]
    opening, closing = ("“", "”") if kind["t"] == "DoubleQuote" else ("‘", "’")
    marks: list[list[Node]] = [[{"t": "Str", "c": mark}] for mark in (opening, closing)]
    return [*marks[0], *_marked(inlines), *marks[1]]


def _cited(node: Node) -> list[Node] | None:
    """The word of a citation as the link that the citation stage makes of it."""
    attributes = ast.attr_of(node)
    if node["t"] != "Span" or attributes is None or "citation" not in attributes[1]:
        return None
    role = ast.attr("", ["citation-link"], {"role": "doc-biblioref"})
    return [ast.span([ast.link(node["c"][1], "#ref-oran1998", role)], attributes)]


def edition(
    article: Article = ARTICLE,
    text: str = TEXT,
    *,
    journal: Journal = JOURNAL,
    proof: bool = False,
) -> Edition:
    made = document(article, text)
    if not proof:  # as the document stage does
        made = replace(made, blocks=ast.rewrite(made.blocks, _without_query))
    return Edition(
        journal=journal,
        document=made,
        markup=markup.to_markup(made, pandoc.write_html),
        language=language(article.lang),
        templates={
            path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
            for path in TEMPLATES.rglob("*.*")
        },
        date=dt.datetime(2026, 3, 31, tzinfo=dt.UTC),
        proof=proof,
    )


def _without_query(node: Node) -> list[Node] | None:
    attributes = ast.attr_of(node) or ["", []]
    return [] if "query" in attributes[1] else None
