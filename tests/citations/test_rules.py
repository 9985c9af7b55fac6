"""The rules of CSL one by one, each in a style of a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from nashr import ast
from nashr.citations import as_html, as_inlines, as_plain, process, read_citation
from nashr.citations.processed import Processed

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
AUTHOR = '<names variable="author"><name form="short" initialize-with=". "/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
CITE = f'<group delimiter=" ">{AUTHOR}{YEAR}</group>'


def person(text: str) -> dict[str, str]:
    given, _, family = text.rpartition(" ")
    return {"family": family, "given": given}


def work(authors: str = "", year: int = 2000, **fields: Any) -> dict[str, Any]:
    people = [person(name.strip()) for name in authors.split(",") if name.strip()]
    base: dict[str, Any] = {"type": "book", "issued": {"date-parts": [[year]]}}
    return base | ({"author": people} if people else {}) | fields


def done(
    works: Sequence[dict[str, Any]],
    *,
    citation: str = "",
    layout: str = CITE,
    bibliography: str = "",
    entry: str = '<text variable="title"/>',
    groups: Sequence[Any] | None = None,
    kind: str = "in-text",
    root: str = "",
) -> Processed:
    style = f"""<style {NAMESPACE} class="{kind}" {root}>
      <citation {citation}><layout delimiter="; ">{layout}</layout></citation>
      <bibliography {bibliography}><layout>{entry}</layout></bibliography>
    </style>"""
    items = {str(n): value for n, value in enumerate(works, 1)}
    asked = groups or [{"citationItems": [{"id": key} for key in items]}]
    cited = [read_citation(group, f"c{n}") for n, group in enumerate(asked)]
    return process(style, lambda _tag: None, items, cited, "en-US", listed=list(items))


def text(*args: Any, **options: Any) -> str:
    return as_plain(done(*args, **options).citations[0].text)


# --- telling works apart -------------------------------------------------------------------

MORE_NAMES = 'et-al-min="2" et-al-use-first="1" disambiguate-add-names="true"'
GIVEN = 'disambiguate-add-givenname="true"'


@pytest.mark.parametrize(
    ("options", "works", "result"),
    [
        (
            MORE_NAMES,
            ["A Oran, B Quliyev, C Kaya", "A Oran, D Demir, C Kaya", "E Kuzio, F Lee"],
            "Oran, Quliyev, et al. 2000; Oran, Demir, et al. 2000; Kuzio et al. 2000",
        ),
        (GIVEN, ["Anar Oran", "Babək Oran"], "A. Oran 2000; B. Oran 2000"),
        (GIVEN, ["Anar Oran", "Adil Oran"], "Anar Oran 2000; Adil Oran 2000"),
        (
            f'{GIVEN} givenname-disambiguation-rule="all-names-with-initials"',
            ["Anar Oran", "Babək Oran", "Adil Kuzio, Anar Oran"],
            "A. Oran 2000; B. Oran 2000; Kuzio, A. Oran 2000",
        ),
        (
            f'{GIVEN} givenname-disambiguation-rule="primary-name"',
            ["Anar Oran", "Adil Kuzio, Babək Oran"],
            "Oran 2000; Kuzio, Oran 2000",
        ),
        (
            'disambiguate-add-year-suffix="true"',
            ["A Oran", "A Oran", "B Kuzio"],
            "Oran 2000a; Oran 2000b; Kuzio 2000",
        ),
    ],
)
def test_works_are_told_apart(options: str, works: list[str], result: str) -> None:
    assert text([work(authors) for authors in works], citation=options) == result


def test_a_condition_holds_only_where_it_is_needed() -> None:
    title = '<if disambiguate="true"><text variable="title" prefix=", "/></if>'
    layout = f"{AUTHOR}<choose>{title}</choose>"
    works = [work("A Oran", title="Bir"), work("A Oran", title="İki"), work("B Kuzio", title="Üç")]
    assert text(works, layout=layout) == "Oran, Bir; Oran, İki; Kuzio"


# --- drawing cites together ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "result"),
    [
        ('collapse="year"', "Oran 2000a, 2000b, 2000c, 2001; Kuzio 2000"),
        (
            'collapse="year" cite-group-delimiter=" + "',
            "Oran 2000a + 2000b + 2000c + 2001; Kuzio 2000",
        ),
        (
            'collapse="year-suffix" year-suffix-delimiter=","',
            "Oran 2000a,b,c, 2001; Kuzio 2000",
        ),
        ('collapse="year-suffix-ranged"', "Oran 2000a–c, 2001; Kuzio 2000"),
        (
            'collapse="year" after-collapse-delimiter=" | "',
            "Oran 2000a, 2000b, 2000c, 2001 | Kuzio 2000",
        ),
    ],
)
def test_years_of_one_author_are_drawn_together(options: str, result: str) -> None:
    works = [
        work("A Oran"),
        work("B Kuzio"),
        work("A Oran"),
        work("A Oran"),
        work("A Oran", 2001),
    ]
    assert text(works, citation=f'{options} disambiguate-add-year-suffix="true"') == result


def test_runs_of_numbers_become_ranges() -> None:
    ids = [{"id": str(n)} for n in (1, 2, 3, 5, 6)]
    result = text(
        [work() for _ in range(6)],
        citation='collapse="citation-number"',
        layout='<text variable="citation-number" prefix="[" suffix="]"/>',
        groups=[{"citationItems": ids}],
    )
    assert result == "[1]–[3]; [5]; [6]"


# --- positions -----------------------------------------------------------------------------


def test_notes_know_what_was_cited_before() -> None:
    def condition(name: str) -> str:
        return f'if position="{name}"><text value="{name}"/></'

    layout = "<choose>" + "".join(
        f"<{'else-' if n else ''}{condition(name)}{'else-' if n else ''}if>"
        for n, name in enumerate(("ibid-with-locator", "ibid", "near-note", "subsequent", "first"))
    )
    notes = [("1", ""), ("1", ""), ("1", "5"), ("2", ""), ("1", ""), ("1", "5")]
    groups = [
        {
            "citationItems": [{"id": key, "locator": locator}],
            "properties": {"noteIndex": n if n < 6 else 20},
        }
        for n, (key, locator) in enumerate(notes, 1)
    ]
    result = done(
        [work("A Oran"), work("B Kuzio")],
        layout=f"{layout}</choose>",
        groups=groups,
        kind="note",
    )
    assert [as_plain(c.text) for c in result.citations] == [
        "first",
        "ibid",
        "ibid-with-locator",
        "first",
        "near-note",
        # The style has no place for a locator, and its author's page is printed all the same.
        "subsequent, p.\u00a05",
    ]


# --- the list ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "result"),
    [
        ("complete-all", "———"),
        ("complete-each", "———, ———"),
        ("partial-each", "———, ———"),
        ("partial-first", "———, Kuzio"),
    ],
)
def test_names_that_repeat_are_replaced(rule: str, result: str) -> None:
    options = f'subsequent-author-substitute="———" subsequent-author-substitute-rule="{rule}"'
    works = [work("A Oran, B Kuzio"), work("A Oran, B Kuzio"), work("A Oran, C Lee")]
    entries = done(works, bibliography=options, entry=AUTHOR).bibliography
    assert [as_plain(e.text) for e in entries][:2] == ["Oran, Kuzio", result]
    third = {"partial-each": "———, Lee", "partial-first": "———, Lee"}.get(rule, "Oran, Lee")
    assert as_plain(entries[2].text) == third


def test_the_number_of_an_entry_stands_in_the_margin() -> None:
    entry = '<text variable="citation-number" suffix="."/><text variable="title" prefix=" "/>'
    result = done([work(title="Bir")], bibliography='second-field-align="flush"', entry=entry)
    assert result.second_field_align == "flush"
    html = as_html(result.bibliography[0].text)
    assert '<div class="csl-left-margin">1.</div><div class="csl-right-inline"> Bir</div>' in html
    assert ast.plain_text(as_inlines(result.bibliography[0].text)) == "1. Bir"


# --- rich text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("a <i>b</i>", '<i>a <span style="font-style:normal;">b</span></i>'),
        ("a & <b>b", "<i>a &#38; &#60;b&#62;b</i>"),
        ("H<sub>2</sub>O", "<i>H<sub>2</sub>O</i>"),
        ('the "x"', "<i>the “x”</i>"),
        ("x²", "<i>x<sup>2</sup></i>"),
    ],
)
def test_rich_text_in_a_field(title: str, html: str) -> None:
    entry = '<text variable="title" font-style="italic"/>'
    assert as_html(done([work(title=title)], entry=entry).bibliography[0].text) == html


def test_what_an_author_punctuates_stays_as_it_is() -> None:
    items = [{"id": "1", "prefix": 'as "it", <i>says</i> ', "suffix": ", n. 3"}]
    result = done([work("A Oran")], groups=[{"citationItems": items}]).citations[0].text
    assert as_html(result) == "as “it”, <i>says</i> Oran 2000, n. 3"
    assert ast.plain_text(as_inlines(result)) == "as “it”, says Oran 2000, n. 3"


def test_abbreviations_shorten_what_a_style_wants_short() -> None:
    style = f"""<style {NAMESPACE}><citation>
      <layout><text variable="container-title" form="short"/></layout></citation></style>"""
    works = {"a": work(**{"container-title": "European Security"})}
    lists = {"default": {"container-title": {"European Security": "Eur. Secur."}}}
    asked = [read_citation({"citationItems": [{"id": "a"}]}, "c")]
    result = process(style, lambda _tag: None, works, asked, "en-US", abbreviations=lists)
    assert as_plain(result.citations[0].text) == "Eur. Secur."


def test_variables_in_the_note_count_as_fields() -> None:
    note = "original-date: 1894\ntranslator: Quliyev || Anar\nand a remark"
    entry = (
        '<group delimiter=", "><names variable="translator"/><date variable="original-date">'
        '<date-part name="year"/></date><text variable="note"/></group>'
    )
    (only,) = done([work(note=note)], entry=entry).bibliography
    assert as_plain(only.text) == "Anar Quliyev, 1894, and a remark"


def test_what_is_no_csl_is_said_once() -> None:
    layout = '<choose><if jurisdiction="us"><text value="a"/></if></choose><bogus/><bogus/>'
    warnings = done([work("A Oran")], layout=f"{layout}{CITE}").warnings
    assert len(warnings) == 2
    assert any("jurisdiction" in warning for warning in warnings)
    assert any("<bogus>" in warning for warning in warnings)
