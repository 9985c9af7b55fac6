"""Editions for the tests of the JATS output, made by hand from Markdown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from document_kit import article, loaded, manuscript
from lxml import etree

from nashr import ast
from nashr.document.citing import insert_citations, list_citations
from nashr.engines import pandoc
from nashr.languages import language
from nashr.model import (
    CslItem,
    Document,
    Journal,
    LocalText,
    Reference,
    ReferenceEntry,
    RenderedCitation,
    RenderedCitations,
)
from nashr.outputs import markup
from nashr.outputs.edition import Edition
from nashr.outputs.jats import render as jats

XLINK = "{http://www.w3.org/1999/xlink}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MML = "{http://www.w3.org/1998/Math/MathML}"
ALI = "{http://www.niso.org/schemas/ali/1.0/}"

etree.register_namespace("xlink", XLINK[1:-1])


def edition(
    body: str,
    lang: str = "en",
    *,
    journal: Journal | None = None,
    works: Mapping[str, CslItem] | None = None,
    files: Mapping[str, bytes] | None = None,
    **values: Any,
) -> Edition:
    """The edition of an article with this body; each citation is rendered as its keys."""
    values.setdefault("texts", (LocalText(lang, "Trial"),))
    found = loaded(body, lang, files=files, **values).value
    assert found is not None
    cited = _cited(found, body, works or {})
    return Edition(
        journal=journal or Journal("The Trial", lang),
        document=cited,
        markup=markup.to_markup(cited, pandoc.write_html),
        language=language(article(lang).lang),
        templates={},
        date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


def _cited(loaded_: Document, body: str, works: Mapping[str, CslItem]) -> Document:
    references = {
        key: Reference(key, item, "bibliography/references.bib", n)
        for n, (key, item) in enumerate(works.items(), start=1)
    }
    wanted = list_citations(loaded_, references, manuscript(body)).value
    citations = tuple(
        RenderedCitation(
            one.id,
            [
                ast.link([ast.text(i.key)], f"#ref-{i.key}", ast.attr("", ["citation-link"]))
                for i in one.items
            ],
        )
        for one in wanted
    )
    entries = tuple(
        ReferenceEntry(key, [*ast.words(f"Entry of {key},"), ast.SPACE, _emphasised("in full.")])
        for key in works
    )
    rendered = RenderedCitations(citations, entries)
    return replace(insert_citations(loaded_, wanted, rendered, references), hanging_indent=True)


def _emphasised(text: str) -> dict[str, Any]:
    return {"t": "Emph", "c": ast.words(text)}


def written(body: str, lang: str = "en", **values: Any) -> etree._Element:
    """The ``article`` of the XML file that is made of such an edition."""
    artifact, *_ = jats.render(edition(body, lang, **values), None).value  # type: ignore[arg-type]
    return etree.fromstring(artifact.data)


def xml(element: etree._Element | None) -> str:
    """An element as XML without its indents and the declarations of namespaces."""
    assert element is not None
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r"\n *", "", re.sub(r' xmlns:\w+="[^"]*"', "", text))
