"""Short articles as editions for the PDF, and the PDF of one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from nashr import ast
from nashr.diagnostics import Diagnostic
from nashr.engines import pandoc, svg_pictures
from nashr.engines.fonts import shop
from nashr.engines.mathml import draw
from nashr.languages import language
from nashr.model import (
    Affiliation,
    Article,
    Author,
    Dates,
    Document,
    Issn,
    Journal,
    LocalText,
    OwnCitation,
    Reference,
    ReferenceEntry,
    Resource,
)
from nashr.outputs import markup
from nashr.outputs.edition import Edition
from nashr.outputs.pdf import render as pdf
from nashr.ports import Engines
from nashr.typesetting.weasyprint import typeset

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = {
    f"pdf/{path.name}": path.read_text("utf-8") for path in (ROOT / "templates/pdf").iterdir()
}
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
    b'<rect width="60" height="40"/></svg>'
)
ENGINES = Engines(fonts=shop(), typeset=typeset, draw_math=draw, draw_svg=svg_pictures.draw)

SENTENCE = (
    "Türkiyə ilə Azərbaycan arasındakı münasibətlər tarixi, mədəni və dini bağlara əsaslanan "
    "köklü keçmişə malikdir və iki ölkənin əməkdaşlığı 1991-ci ildən bəri genişlənməkdədir. "
)


def make(body: str, *, lang: str = "az", proof: bool = False, **changes: Any) -> Edition:
    """An edition of a short article with the given Markdown as its text.

    It has no first page: with one, an article of a single page would be typeset twice.
    """
    article = Article(
        slug="sinaq",
        lang=lang,
        texts=(
            LocalText(lang, "İki *ölkə* haqqında", None, "Qısa xülasə.", ("siyasət", "tarix")),
            LocalText("en", "On two *countries*", None, "A short abstract.", ("history",)),
        ),
        authors=(
            Author("İsmayılov", "İlqar", "0000-0002-1825-0097", "a@example.org", True, ("u",)),
        ),
        affiliations=(Affiliation("u", "Sample University", city="Bakı"),),
        short_title="İki ölkə",
        dates=Dates(received=dt.date(2026, 1, 12)),
        doi="10.5555/sample.1",
        volume="3",
        issue="1",
        year=2026,
        license="CC-BY-4.0",
    )
    article = replace(article, **changes)
    fields = pandoc.parse_fields(
        {
            f"{name}.{text.lang}": value
            for text in article.texts
            for name, value in (("title", text.title), ("abstract", text.abstract))
            if value
        }
    )
    entry = ReferenceEntry("oran1998", ast.words("Oran, B. (1998). Bir əsər."), _cited(body))
    item = Reference("oran1998", {"id": "oran1998"}, "a.bib", 1, query="Hansı əsərdir?")
    document = Document(
        article=article,
        blocks=pandoc.parse_markdown(body)["blocks"],
        fields=fields,
        resources=(Resource("media/square.svg", SQUARE, "image/svg+xml"),),
        references=(entry,) if entry.citation_ids else (),
        cited=(item,) if entry.citation_ids else (),
        own_citation=OwnCitation(*2 * [ast.words("İsmayılov, İ. (2026). Öz yazısı.")]),
    )
    return Edition(
        journal=Journal("Nümunə Jurnalı", "az", issn=Issn("0000-0000", "9999-9994")),
        document=document,
        markup=markup.to_markup(document, pandoc.write_html),
        language=language(lang),
        templates=TEMPLATES,
        date=dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC),
        proof=proof,
    )


def _cited(body: str) -> tuple[str, ...]:
    return tuple(re.findall(r"#(cite-\d+)", body))


def cite(number: int) -> str:
    return f"[([Oran, 1998](#ref-oran1998){{.citation-link}})]{{#cite-{number} .citation}}"


def build(body: str, **options: Any) -> tuple[bytes, int, tuple[Diagnostic, ...]]:
    outcome = pdf.render(make(body, **options), ENGINES)
    artifact = outcome.value[0]
    assert artifact.pages is not None
    return artifact.data, artifact.pages, outcome.diagnostics
