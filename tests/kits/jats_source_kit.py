"""JATS articles that are written for a test, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.engines import pandoc
from nashr.importing.draft import Draft
from nashr.importing.jats import parse_jats
from nashr.importing.other_formats import draft_of_jats, prepare_jats
from nashr.importing.writing import write

_HEAD = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en" '
    'xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta><title-group>'
    "<article-title>T</article-title></title-group></article-meta></front>"
)


def draft_of(body: str, files: Mapping[str, bytes] | None = None, back: str = "") -> Draft:
    """The draft of an article with this body; ``files`` are pictures beside it."""
    source = f"{_HEAD}<body>{body}</body><back>{back}</back></article>"
    prepared = prepare_jats(parse_jats(source.encode()))
    tree, _ = pandoc.read_document(prepared.data, "jats")
    return draft_of_jats(prepared, tree, files)


def body_of(body: str, files: Mapping[str, bytes] | None = None, back: str = "") -> str:
    """The text of the manuscript behind its front matter."""
    written = write(draft_of(body, files, back), pandoc.write_markdown)
    return written.text.split("---\n", 2)[2].strip()
