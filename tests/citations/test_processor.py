"""The journal's own style: what a reader sees in the text and in the list, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nashr import ast, citations
from nashr.citations import format_citations
from nashr.model import Citation, CiteItem, CslItem, Inlines, RenderedCitations

BIBLIOGRAPHY = Path(__file__).parents[2] / "bibliography"
STYLE = (BIBLIOGRAPHY / "styles" / "nashr-author-date.csl").read_text(encoding="utf-8")


def issued(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


WORKS: dict[str, CslItem] = {
    "oran1998": {"type": "book", "author": [{"family": "Oran"}], "issued": issued(1998)},
    "cornell2001": {
        "type": "book",
        "language": "en",
        "author": [{"family": "Cornell", "given": "Svante E."}],
        "title": "Small Nations and Great Powers: "
        "A Study of Ethnopolitical Conflict in the Caucasus",
        "publisher": "Curzon",
        "publisher-place": "Richmond",
        "issued": issued(2001),
    },
    "kuzio2000": {
        "type": "article-journal",
        "language": "en",
        "author": [{"family": "Kuzio", "given": "Taras"}],
        "title": "Geopolitical Pluralism in the CIS: The Emergence of GUUAM",
        "container-title": "European Security",
        "volume": "9",
        "issue": "2",
        "page": "81-114",
        "issued": issued(2000),
    },
    "radikal2000": {
        "type": "article-newspaper",
        "container-title": "Radikal",
        "page": "10",
        "issued": issued(2000, 2, 1),
    },
    "cumhuriyet1997": {
        "type": "article-newspaper",
        "container-title": "Cumhuriyet",
        "issued": issued(1997, 5, 6),
    },
    "turkishdailynews1999": {
        "type": "article-newspaper",
        "container-title": "Turkish Daily News",
        "issued": issued(1999, 12, 16),
    },
    "faiqov2016": {
        "type": "article-newspaper",
        "author": [{"family": "Faiqov"}],
        "issued": issued(2016, 4, 19),
    },
}


def project_locale(tag: str) -> str | None:
    path = BIBLIOGRAPHY / "locales" / f"locales-{tag}.xml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def cite(
    *items: CiteItem,
    works: Mapping[str, CslItem] = WORKS,
    lang: str = "az",
    style: str = STYLE,
) -> RenderedCitations:
    return format_citations(style, project_locale, works, [Citation("cite-1", items)], lang)


def read(*items: CiteItem, **options: Any) -> str:
    return ast.plain_text(cite(*items, **options).citations[0].inlines)


def page(key: str, locator: str, **options: Any) -> CiteItem:
    return CiteItem(key, label="page", locator=locator, **options)


def links(inlines: Inlines) -> list[tuple[str, str]]:
    found = [node for node in ast.nodes(inlines) if node["t"] == "Link"]
    return [(ast.plain_text(node["c"][1]), node["c"][2][0]) for node in found]


def book(**fields: Any) -> dict[str, CslItem]:
    return {
        "b": {"type": "book", "author": [{"family": "Əliyev"}], "issued": issued(1999)} | fields
    }


def entry(works: Mapping[str, CslItem], **options: Any) -> Inlines:
    return cite(CiteItem(next(iter(works))), works=works, **options).entries[0].inlines


# --- in the text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (page("oran1998", "463"), "(Oran, 1998: 463)"),
        (page("oran1998", "455-467"), "(Oran, 1998: 455–467)"),
        (page("oran1998", "455–467"), "(Oran, 1998: 455–467)"),
        (page("radikal2000", "10"), "(Radikal, 01.02.2000: 10)"),
        (CiteItem("cumhuriyet1997"), "(Cumhuriyet, 06.05.1997)"),
        (page("kuzio2000", "104"), "(Kuzio, 2000: 104)"),
        (CiteItem("faiqov2016"), "(Faiqov, 19.04.2016)"),
        (CiteItem("turkishdailynews1999"), "(Turkish Daily News, 16.12.1999)"),
        (CiteItem("cornell2001"), "(Cornell, 2001)"),
    ],
)
def test_the_forms_of_the_journal(item: CiteItem, text: str) -> None:
    assert read(item) == text


def test_a_group_of_two_works() -> None:
    assert read(page("oran1998", "463"), CiteItem("kuzio2000")) == "(Oran, 1998: 463; Kuzio, 2000)"


def test_the_name_already_given_in_the_sentence_is_left_out() -> None:
    assert read(page("kuzio2000", "104", suppress_author=True)) == "(2000: 104)"


def test_the_name_as_a_word_of_the_sentence() -> None:
    assert read(page("kuzio2000", "104", author_in_text=True)) == "Kuzio (2000: 104)"


def test_a_newspaper_as_a_word_of_the_sentence() -> None:
    assert read(page("radikal2000", "10", author_in_text=True)) == "Radikal (01.02.2000: 10)"


def test_a_locator_that_is_not_a_page_has_its_label() -> None:
    text = read(CiteItem("cornell2001", label="chapter", locator="3"))
    assert text == "(Cornell, 2001: fəs. 3)"


def test_only_the_item_is_the_link_and_it_leads_to_its_entry() -> None:
    rendered = cite(page("oran1998", "463"), CiteItem("kuzio2000")).citations[0].inlines
    assert links(rendered) == [
        ("Oran, 1998: 463", "#ref-oran1998"),
        ("Kuzio, 2000", "#ref-kuzio2000"),
    ]
    assert [node for node in rendered if node["t"] != "Link"] == [
        ast.text("("),
        ast.text(";"),
        ast.SPACE,
        ast.text(")"),
    ]


def test_the_link_says_what_it_is() -> None:
    (link,) = [
        n for n in ast.nodes(cite(CiteItem("oran1998")).citations[0].inlines) if n["t"] == "Link"
    ]
    attributes = ast.attr_of(link)
    assert attributes is not None
    assert attributes[1] == ["citation-link"]
    assert ast.keyvals(attributes) == {"role": "doc-biblioref"}


def test_with_the_name_in_the_sentence_the_parenthesis_is_the_link() -> None:
    rendered = cite(page("kuzio2000", "104", author_in_text=True)).citations[0].inlines
    assert links(rendered) == [("2000: 104", "#ref-kuzio2000")]


@pytest.mark.parametrize(
    ("prefix", "suffix", "text"),
    [
        ("bax:", "", "(bax: Oran, 1998)"),
        ("", "və sonrası", "(Oran, 1998 və sonrası)"),
        ("", ", qeyd 3", "(Oran, 1998, qeyd 3)"),
        ("", "; tərcümə bizimdir", "(Oran, 1998; tərcümə bizimdir)"),
        ("«", "»", "(«Oran, 1998»)"),
    ],
)
def test_spaces_around_prefix_and_suffix(prefix: str, suffix: str, text: str) -> None:
    item = CiteItem("oran1998", prefix=ast.words(prefix), suffix=ast.words(suffix))
    assert read(item) == text


def test_prefix_and_suffix_stay_inlines() -> None:
    emphasis = {"t": "Emph", "c": [ast.text("sic")]}
    formula = {"t": "Math", "c": [{"t": "InlineMath"}, "x < y"]}
    item = CiteItem("oran1998", prefix=[emphasis], suffix=[ast.text(","), ast.SPACE, formula])
    inlines = cite(item).citations[0].inlines
    assert emphasis in inlines
    assert formula in inlines
    assert ast.plain_text(inlines) == "(sic Oran, 1998, x < y)"
    assert links(inlines) == [("Oran, 1998", "#ref-oran1998")]


def test_two_works_of_one_author_and_year_are_told_apart() -> None:
    works = {
        "z": book(title="Zəfər yolu")["b"],
        "a": book(title="Azadlıq yolu")["b"],
    }
    rendered = cite(CiteItem("z"), CiteItem("a"), works=works)
    assert ast.plain_text(rendered.citations[0].inlines) == "(Əliyev, 1999b; Əliyev, 1999a)"
    assert [ast.plain_text(e.inlines) for e in rendered.entries] == [
        "Əliyev (1999a). Azadlıq yolu.",
        "Əliyev (1999b). Zəfər yolu.",
    ]


def test_two_authors_of_one_family_name_are_told_apart() -> None:
    works = {
        given: book(author=[{"family": "Məmmədov", "given": given}])["b"]
        for given in ("Anar", "Babək")
    }
    text = read(*(CiteItem(key) for key in works), works=works)
    assert text == "(A. Məmmədov, 1999; B. Məmmədov, 1999)"


def test_keys_that_differ_in_case_are_two_works() -> None:
    works = {"AB": book(title="Bir")["b"], "ab": book(title="İki", issued=issued(2001))["b"]}
    assert read(CiteItem("AB"), CiteItem("ab"), works=works) == "(Əliyev, 1999; Əliyev, 2001)"


def test_an_unknown_key_is_shown_and_does_no_harm() -> None:
    assert read(CiteItem("oran1998"), CiteItem("nobody")) == "(Oran, 1998; nobody?)"


# --- the reference list --------------------------------------------------------------------


def test_the_list_of_the_article() -> None:
    rendered = cite(*(CiteItem(key) for key in WORKS))
    assert [ast.plain_text(e.inlines) for e in rendered.entries] == [
        "Cornell, S. E. (2001). Small Nations and Great Powers: "
        "A Study of Ethnopolitical Conflict in the Caucasus. Richmond: Curzon.",
        "Cumhuriyet (06.05.1997).",
        "Faiqov (19.04.2016).",
        "Kuzio, T. (2000). Geopolitical Pluralism in the CIS: The Emergence of GUUAM. "
        "European Security, 9(2), 81–114.",
        "Oran (1998).",
        "Radikal (01.02.2000). S. 10.",
        "Turkish Daily News (16.12.1999).",
    ]
    assert rendered.hanging_indent
    assert not rendered.in_notes


def test_the_alphabet_of_the_article_orders_the_list() -> None:
    families = [
        "Xəlilov",
        "Hacıyev",
        "İsmayılov",
        "Ibadov",
        "Əliyev",
        "Eminov",
        "Qasımov",
        "Kərimov",
    ]
    works = {f: book(author=[{"family": f}])["b"] for f in families}
    rendered = cite(*(CiteItem(f) for f in families), works=works)
    assert [e.key for e in rendered.entries] == [
        "Eminov",
        "Əliyev",
        "Hacıyev",
        "Xəlilov",
        "Ibadov",
        "İsmayılov",
        "Kərimov",
        "Qasımov",
    ]


def test_entries_know_who_names_them_and_uncited_works_are_left_out() -> None:
    citations = [
        Citation("cite-1", (CiteItem("oran1998"), CiteItem("kuzio2000"))),
        Citation("cite-2", (CiteItem("oran1998"),)),
        Citation("nocite-1", (CiteItem("faiqov2016"),)),
    ]
    rendered = format_citations(STYLE, project_locale, WORKS, citations, "az")
    assert [c.id for c in rendered.citations] == ["cite-1", "cite-2"]
    assert {e.key: e.citation_ids for e in rendered.entries} == {
        "faiqov2016": (),
        "kuzio2000": ("cite-1",),
        "oran1998": ("cite-1", "cite-2"),
    }


def test_characters_of_markup_are_text() -> None:
    assert ast.plain_text(entry(book(title="A & B < C > D"))) == "Əliyev (1999). A & B < C > D."


def test_rich_text_of_a_field_becomes_inlines() -> None:
    title = (
        'H<sub>2</sub>O, <b>E</b> = mc<sup>2</sup> <span style="font-variant:small-caps">bc</span>'
    )
    nodes = {n["t"]: n["c"] for n in ast.nodes(entry(book(title=title))) if "c" in n}
    assert ast.plain_text(nodes["Subscript"]) == "2"
    assert ast.plain_text(nodes["Superscript"]) == "2"
    assert ast.plain_text(nodes["Strong"]) == "E"
    assert ast.plain_text(nodes["SmallCaps"]) == "bc"


def test_italics_inside_an_italic_title_are_upright() -> None:
    inlines = entry(book(title="Qərb <i>Dədə Qorqud</i> haqqında"))
    italic = [ast.plain_text(n["c"]) for n in inlines if n["t"] == "Emph"]
    assert italic == ["Qərb", "haqqında"]
    assert "Dədə Qorqud" in ast.plain_text(inlines)


def test_straight_apostrophes_and_quotes_become_typographic() -> None:
    text = ast.plain_text(entry(book(title='Türkiye\'nin "yeni" siyasəti')))
    assert "Türkiye’nin" in text
    assert '"' not in text


def test_doi_and_url_are_links() -> None:
    assert links(entry(book(title="Kitab", DOI="https://doi.org/10.1000/a<b>"))) == [
        ("https://doi.org/10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E")
    ]
    assert links(entry(book(title="Kitab", URL="https://example.org/?a=1&b=2"))) == [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2")
    ]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    assert links(entry(book(title="Kitab", URL="javascript:alert(1)"))) == []


def test_the_capital_of_i_follows_the_language_of_the_entry() -> None:
    edition = {"edition": "ikinci, yenidən işlənmiş nəşr", "title": "Kitab"}
    assert "İkinci" in ast.plain_text(entry(book(**edition)))
    assert "Ikinci" in ast.plain_text(entry(book(**edition, language="en")))


def _in_iso_notes(*items: CiteItem, **work: Any) -> tuple[str, str]:
    """The name in the sentence and the note of a citation of one or two books."""
    book = {"type": "book", "title": "Kitab", "issued": {"date-parts": [[2001]]}, **work}
    text = citations.style_text("iso690-full-note-en") or ""
    works = {key: {"id": key, **book} for key in "ab"}
    done = citations.process(text, lambda _: None, works, [Citation("c", items, 1)], "en")
    name = done.citations[0].author_in_text
    return citations.as_plain(name) if name else "", citations.as_plain(done.citations[0].text)


def test_a_sentence_names_the_author_as_sentences_do() -> None:
    author = [{"family": "Weber", "given": "Max"}]
    assert _in_iso_notes(CiteItem("a", author_in_text=True), author=author)[0] == "Weber"
    assert _in_iso_notes(CiteItem("a", author_in_text=True))[0] == "“Kitab”"


def test_no_stop_of_the_style_stands_before_a_comma_or_semicolon() -> None:
    assert "2001; " in _in_iso_notes(CiteItem("a"), CiteItem("b"))[1]
    suffix = ast.words(", passim")
    assert "2001, passim" in _in_iso_notes(CiteItem("a", suffix=suffix))[1]


def test_a_place_behind_a_name_in_the_sentence_has_its_comma() -> None:
    suffix = ast.words("s. 40")
    note = _in_iso_notes(CiteItem("a", suffix=suffix, author_in_text=True))[1]
    assert note.endswith(", s. 40"), note
