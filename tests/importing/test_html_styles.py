"""Bold type and the like by the styles of a page."""

from __future__ import annotations

import pytest

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.html_styles import looks_of_classes, without_page_attributes
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
        (
            'Məqalədə <span style="text-transform:uppercase">iki <b>söz</b></span>',
            "Məqalədə İKİ **SÖZ**",
        ),
        ('<span style="letter-spacing:3.0pt">söz</span> var', "*söz* var"),
        ('<span style="letter-spacing:.1pt">söz</span> var', "söz var"),
        ('<span class="c1"> </span>söz', "söz"),
    ],
)
def test_looks_are_kept(span: str, made: str) -> None:
    assert _body(f"<p>{span}</p>") == made


def test_a_heading_is_not_bold_besides() -> None:
    assert _body('<h1><span class="c1">Giriş</span></h1><p>Mətn.</p>') == "# Giriş\n\nMətn."


def test_a_page_leaves_no_classes_and_attributes() -> None:
    source = (
        '<p><a class="c7" href="https://www.google.com/url?q=https://x.org/a?b%3D1&amp;sa=D">A</a> '
        '<img src="a.png" id="i" class="b" width="40" style="x" v:shapes="p"></p>'
        '<table class="T" border="1"><tr><td>a</td></tr></table>'
    )
    tree, _ = pandoc.read_document(source.encode(), "html")
    made = without_page_attributes(tree["blocks"], "az")
    nodes = {one["t"]: one.get("c") for one in ast.nodes(made)}
    assert nodes["Link"][0] == ["", [], []]
    assert nodes["Link"][2][0] == "https://x.org/a?b=1"
    assert nodes["Image"][0] == ["", [], [["width", "40"]]]
    assert nodes["Table"][0] == ["", [], []]


def test_words_in_the_language_of_the_page_have_no_mark_of_it() -> None:
    source = '<p><span lang="AZ-Latn">bir</span> <span lang="en">two</span></p>'
    tree, _ = pandoc.read_document(source.encode(), "html")
    made = without_page_attributes(tree["blocks"], "az")
    spans = [one["c"][0][2] for one in ast.nodes(made) if one["t"] == "Span"]
    assert spans == [[], [["lang", "en"]]]


@pytest.mark.parametrize("style", ["display:none;mso-hide:all", "mso-hide: all", "DISPLAY: none"])
def test_what_a_page_does_not_show_is_left_out_and_told(style: str) -> None:
    source = f"<p>Söz <span style='{style}'>gizli söz</span> qalır.</p>"
    tree, _ = pandoc.read_document(source.encode(), "html")
    draft = draft_of_tree(tree, {}, "a.html")
    assert "gizli" not in write(draft, pandoc.write_markdown).text
    [found] = [one for one in draft.findings if one.kind == "hidden-text"]
    assert "gizli söz" in str(found.message)
