"""Bold type and the like by the styles of a page."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.html_styles import looks_of_classes
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.writing import write

_SHEET = (
    "<style>.c1{font-weight:700}.c2{font-style:italic;color:#000}span.c3{vertical-align:super}"
    ".c4{text-decoration:line-through}.c5{font-variant:small-caps}.c6{font-weight:400}"
    "p.c7{font-weight:700}</style>"
)


def _body(inside: str) -> str:
    source = f"<html><head><title>T</title>{_SHEET}</head><body>{inside}</body></html>"
    tree, _ = pandoc.read_document(source.encode(), "html")
    draft = draft_of_tree(tree, {}, "a.html", looks=looks_of_classes(source))
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("span", "made"),
    [
        ('<span class="c1">söz</span>', "**söz**"),
        ('<span class="c0 c2">söz</span>', "*söz*"),
        ('x<span class="c3">2</span>', "x^2^"),
        ('<span class="c4">söz</span>', "~~söz~~"),
        ('<span class="c5">söz</span>', "[söz]{.smallcaps}"),
        ('<span style="font-weight: bold">söz</span>', "**söz**"),
        ('<span class="c6 c7">söz</span>', "söz"),
        ('<span class="c1"> </span>söz', "söz"),
    ],
)
def test_looks_are_kept(span: str, made: str) -> None:
    assert _body(f"<p>{span}</p>") == made


def test_a_heading_is_not_bold_besides() -> None:
    assert _body('<h1><span class="c1">Giriş</span></h1><p>Mətn.</p>') == "# Giriş\n\nMətn."
