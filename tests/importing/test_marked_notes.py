"""Notes of pages that are called by links with a mark, in all the ways that programs write them."""

from __future__ import annotations

import pytest

from nashr.engines import pandoc
from nashr.importing.html_source import readable, readable_epub
from nashr.importing.other_formats import draft_of_tree
from nashr.importing.source_words import passages_of
from nashr.importing.writing import write
from nashr.untrusted.archives import Archive


def _body(source: str) -> str:
    page = f"<h1>Title</h1>{source}"
    tree, _ = pandoc.read_document(readable(page).encode(), "html")
    passages = passages_of("html", page.encode(), {})
    draft = draft_of_tree(tree, {}, "a.html", passages)
    assert [one.kind for one in draft.findings if one.kind == "words-lost"] == []
    return write(draft, pandoc.write_markdown).text.split("---\n", 2)[2].strip()


@pytest.mark.parametrize(
    "source",
    [
        '<p>Söz<sup><a href="#n">12</a></sup>.</p><p id="n"><sup>12</sup> Qeyd.</p>',
        '<p>Söz<sup id="c"><a href="#n">[12]</a></sup>.</p><hr>'
        '<p id="n">[12] Qeyd. <a href="#c">↩</a></p>',
        '<p>Söz<a href="#n"><sup>12</sup></a>.</p><ol><li id="n"><p>Qeyd.</p></li></ol>',
        '<p>Söz<a href="#n">*</a>.</p><div id="n"><p>* Qeyd.</p></div>',
        '<p>Söz<a href="#n">12</a>.</p><p><a name="n"></a>12. Qeyd.</p>',
        '<p>Söz<a href="#n" id="c">12</a>.</p><p id="n"><a href="#c">12</a>. Qeyd.</p>',
        '<p>Söz<sup id="r"><a href="#n">12</a></sup>.</p><ul><li id="n"><b><a href="#r">^</a></b> '
        "Qeyd.</li></ul>",
        '<p>Söz<sup><a href="#n">a</a></sup>.</p><div><p id="n"><a href="#c">a</a> Qeyd.</p></div>',
    ],
)
def test_a_link_with_a_mark_is_a_note(source: str) -> None:
    assert _body(source) == "Söz[^1].\n\n[^1]: Qeyd."


@pytest.mark.parametrize(
    "between", ["<hr>", '<div class="footnotes">', '<section role="doc-endnotes">']
)
def test_notes_may_stand_below_the_list_of_references(between: str) -> None:
    made = _body(
        '<p>A<sup><a href="#n">1</a></sup></p><h2>References</h2><p>Oran 1998, A book of works.</p>'
        f'{between}<ol><li id="n">Qeyd.</li></ol>'
    )
    assert made.startswith("A[^1]")
    assert "[^1]: Qeyd." in made


def test_a_comment_of_word_is_a_query() -> None:
    made = _body(
        '<p>Son<a href="#_msocom_1" name="_msoanchor_1">[AQ1]</a>.</p><div id="_com_1"><p>'
        '<a name="_msocom_1"></a><a href="#_msoanchor_1">[AQ1]</a>Şərh</p></div>'
    )
    assert made == "Son<!-- query: Şərh -->."


@pytest.mark.parametrize(
    ("source", "there"),
    [
        # A cross-reference to a caption, to a heading, and a word.
        ('<p>Fig. <a href="#f">1</a></p><p id="f">Figure 1. Map</p>', "Figure 1. Map"),
        ('<p>See <a href="#f">2</a></p><h2 id="f">2 Two</h2><p>Text.</p>', "# 2 Two"),
        ('<p>See <a href="#f">a</a></p><p id="f">a Words.</p>', "a Words."),
        # What stands before its call, and a list of works.
        ('<p id="f">1 Words.</p><p>See <a href="#f">1</a></p>', "1 Words."),
        ('<p>A <a href="#f">[1]</a></p><h2>References</h2><p id="f">[1] Work.</p>', "Work."),
    ],
)
def test_other_links_are_no_notes(source: str, there: str) -> None:
    made = _body(source)
    assert "[^1]" not in made
    assert there in made


def test_a_note_that_is_called_twice_stands_once() -> None:
    call = '<sup><a href="#n">1</a></sup>'
    made = _body(f'<p>A{call} B{call}</p><p id="n">1 Q</p>')
    assert made.count("[^1]") == 2
    assert made.count("Q") == 1
    assert made.startswith("A[^1] B^1^")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('<p class=a ID="x">', '<p class=a ID="x"><span id="x"></span>'),
        ("<sup id=x>1</sup>", '<sup id=x><span id="x"></span>1</sup>'),
        ('<pre id="x"><p data-id="y">', '<pre id="x"><p data-id="y">'),
        ('<p title="<p id=x>">', '<p title="<p id=x><span id="x"></span>">'),
        ("<table><colgroup><COL span=2></colgroup><tr>", "<table><tr>"),
    ],
)
def test_a_page_for_pandoc(source: str, made: str) -> None:
    assert readable(source) == made


def test_the_pages_of_an_epub_are_read_so_too() -> None:
    files = {"a.xhtml": b'<p id="x">A</p>', "mimetype": b"application/epub+zip", "i.png": b"\xff"}
    made = Archive(readable_epub(files))
    assert made["a.xhtml"] == b'<p id="x"><span id="x"></span>A</p>'
    assert made["i.png"] == b"\xff"
    assert next(iter(made)) == "mimetype"


_WORKS = (
    "Nümunə, A. (2001). <i>Kitabın adı</i>. Bakı: Elm.",
    "Örnək, B. (2005). Məqalənin adı. <i>Jurnal</i>, 12(3), 45–67.",
)


@pytest.mark.parametrize(
    "page",
    [
        '<p>Söz<sup><a href="#r1">1</a></sup> və söz<sup><a href="#r2">2</a></sup>.</p>'
        f'<ol><li id="r1">{_WORKS[0]}</li><li id="r2">{_WORKS[1]}</li></ol>',
        '<p>Söz [<a href="#r1" id="c1">1</a>] və söz [<a href="#r2" id="c2">2</a>].</p>'
        f'<p id="r1"><a href="#c1">1.</a> {_WORKS[0]}</p>'
        f'<p id="r2"><a href="#c2">2.</a> {_WORKS[1]}</p>',
        f"<p>Söz [1] və söz [2].</p><ol><li>{_WORKS[0]}</li><li>{_WORKS[1]}</li></ol>",
    ],
    ids=["links", "back", "typed"],
)
def test_a_list_of_works_without_a_heading_has_no_notes(page: str) -> None:
    assert _body(page) == "Söz [@numune2001] və söz [@ornek2005]."


@pytest.mark.parametrize("name", ["fn", "r"])
def test_notes_that_name_works_and_places_in_them_are_notes(name: str) -> None:
    made = _body(
        f'<p>Söz<sup><a href="#{name}1">1</a></sup> və<sup><a href="#{name}2">2</a></sup>.</p>'
        f'<ol><li id="{name}1">Nümunə A., Kitabın adı, Bakı: Elm, 2001, s. 12.</li>'
        f'<li id="{name}2">Nümunə, a.g.e., s. 15.</li></ol>'
    )
    assert made.startswith("Söz[^1] və[^2].")


def test_numbered_items_with_years_that_nothing_cites_stay_a_list() -> None:
    made = _body(f"<p>Söz.</p><ol><li>{_WORKS[0]}</li><li>{_WORKS[1]}</li></ol>")
    assert made.startswith("Söz.\n\n1.  Nümunə")
