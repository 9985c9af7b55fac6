"""Manuscripts for the tests of the document stage, parsed by the real pandoc."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from typing import Any

from PIL import Image

from nashr import ast
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.document.citing import list_citations
from nashr.document.load import MARKDOWN_FORMAT, load_document
from nashr.engines import pandoc
from nashr.model import Article, Citation, Document, LocalText, Manuscript, Node, Reference, Source

PATH = "manuscript/trial/article.md"


def _png() -> bytes:
    target = io.BytesIO()
    Image.new("L", (2, 3)).save(target, "PNG")
    return target.getvalue()


PNG = _png()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"><rect/></svg>'


def manuscript(body: str, front_matter: str = "title: Trial") -> Manuscript:
    """``body`` begins on line 4, as under the shortest front matter."""
    lines = front_matter.count("\n") + 3
    text = f"---\n{front_matter}\n---\n{body}"
    return Manuscript(Source(PATH, text), front_matter, "\n" * lines + body)


def article(lang: str = "en", **values: Any) -> Article:
    texts = values.pop("texts", (LocalText(lang, "Trial"),))
    return Article(slug="trial", lang=lang, texts=texts, **values)


def loaded(
    body: str,
    lang: str = "en",
    *,
    files: Mapping[str, bytes] | None = None,
    proof: bool = False,
    front_matter: str = "title: Trial",
    measure: float | None = None,
    **values: Any,
) -> Outcome[Document | None]:
    def read(path: str, at: Span) -> Outcome[bytes | None]:
        if files is not None and path in files:
            return Outcome(files[path])
        return Outcome(None, (Diagnostic("file-missing", at, f"There is no file “{path}”."),))

    return load_document(
        manuscript(body, front_matter),
        article(lang, **values),
        partial(pandoc.parse_markdown, reader=MARKDOWN_FORMAT),
        partial(pandoc.parse_fields, reader=MARKDOWN_FORMAT),
        read,
        proof=proof,
        parse_latex=pandoc.parse_latex,
        measure=measure,
    )


def clean(body: str, lang: str = "en", **values: Any) -> Document:
    """The document of a manuscript in which nothing is wrong."""
    outcome = loaded(body, lang, **values)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def cited(
    body: str, keys: str = "", lang: str = "en"
) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
    """The citations of a body, with a bibliography of these keys."""
    outcome = loaded(body, lang)
    assert outcome.value is not None
    found = list_citations(outcome.value, references(keys), manuscript(body))
    return found.value, found.diagnostics


def references(keys: str) -> dict[str, Reference]:
    return {
        key: Reference(key, {"id": key, "type": "book"}, "bibliography/references.bib", n)
        for n, key in enumerate(keys.split(), start=1)
    }


def places(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    return [(d.code, d.span.line, d.span.column) for d in diagnostics]


def slips(body: str) -> list[tuple[int, int]]:
    """The lines and columns of what is typed nearly as Markdown asks."""
    found = places(loaded(body).diagnostics)
    return [(line, column) for code, line, column in found if code == "markdown-slip"]


def of_type(tree: Any, tag: str) -> list[Node]:
    return [node for node in ast.nodes(tree) if node["t"] == tag]


def of_class(tree: Any, name: str) -> list[str]:
    """What the spans and links of a class read."""
    found = (node for node in ast.nodes(tree) if name in (ast.attr_of(node) or ["", []])[1])
    return [ast.plain_text(node) for node in found]
