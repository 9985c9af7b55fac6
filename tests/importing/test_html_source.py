"""What is done with the source of a page before pandoc reads it."""

from __future__ import annotations

from nashr import ast
from nashr.engines import pandoc
from nashr.importing.html_source import (
    readable,
    tex_extensions,
    without_page_parts,
    without_tex,
)
from nashr.importing.html_styles import without_hidden


def test_navigation_and_foot_of_a_page_are_no_text() -> None:
    page = (
        "<body><nav><a href='/'>Home</a></nav><main><p>Mətn.</p><blockquote>Söz"
        "<footer>Yazıçı</footer></blockquote></main><footer>© Jurnal &amp; Co</footer>"
        "<script>x</script></body></html>"
    )
    rest, parts = without_page_parts(page)
    assert parts == ["Home", "© Jurnal & Co"]
    assert "<p>Mətn.</p>" in rest
    assert "Yazıçı" in rest


def _formulas(page: str) -> list[str]:
    tree, _ = pandoc.read_document(page.encode(), f"html{tex_extensions(page)}")
    return [node["c"][1] for node in ast.nodes(tree["blocks"]) if node["t"] == "Math"]


def test_tex_of_pages_is_formulas() -> None:
    assert _formulas(r"<p>a \(b+c\) and \[d\] costs $5 or 6$.</p>") == ["b+c", "d"]
    assert _formulas('<script src="mathjax.js"></script><p>a $b+c$ costs $5.</p>') == ["b+c"]
    assert without_tex(r"<p>a \(b+c\) d</p>").split() == ["<p>a", "d</p>"]


def test_what_a_page_hides_by_an_attribute_is_left_out() -> None:
    tree, _ = pandoc.read_document(b"<p>a <span hidden>b</span> c</p>", "html")
    blocks, hidden = without_hidden(tree["blocks"])
    assert hidden == ["b"]
    assert ast.plain_text(blocks).split() == ["a", "c"]


def test_lists_of_google_docs_have_their_letters() -> None:
    page = (
        '<style>ol.lst-kix_a-0{list-style-type:none}.lst-kix_a-0>li:before{content:"" '
        'counter(lst-ctn-kix_a-0,lower-latin) ") "}.lst-kix_a-1>li:before{content:"" '
        'counter(lst-ctn-kix_a-1,upper-roman) ". "}</style><ol class="c6 lst-kix_a-0 start" '
        'start="1"><li>a</li></ol><ol class="lst-kix_a-1"><li>b</li></ol><ol><li>c</li></ol>'
    )
    tree, _ = pandoc.read_document(readable(page).encode(), "html")
    kinds = [one["c"][0][1]["t"] for one in tree["blocks"] if one["t"] == "OrderedList"]
    assert kinds == ["LowerAlpha", "UpperRoman", "DefaultStyle"]
