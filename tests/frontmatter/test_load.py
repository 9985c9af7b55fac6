"""journal.yaml and front matter: what is read, and what an editor is told."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from nashr import identifiers
from nashr.diagnostics import Diagnostic, Outcome, Severity, Span
from nashr.frontmatter.json_schema import json_schema
from nashr.frontmatter.keys import Keys
from nashr.frontmatter.load import (
    parse_article,
    parse_journal,
    preload_models,
    split_manuscript,
)
from nashr.frontmatter.models import model_of
from nashr.frontmatter.new_manuscript import new_manuscript
from nashr.frontmatter.starter_words import starter_words
from nashr.model import (
    Affiliation,
    Article,
    Author,
    Funding,
    Issn,
    Journal,
    Manuscript,
    Source,
)
from nashr.print_settings import Paper, PrintSettings

ROOT = Path(__file__).resolve().parents[2]
JOURNAL = Journal("Jurnal", "az", license="CC-BY-4.0")


def manuscript(front: str, body: str = "Text.\n") -> Manuscript:
    found = split_manuscript(Source("a.md", f"---\n{front}\n---\n{body}"))
    assert found.value is not None
    return found.value


def article(front: str) -> Outcome[Article | None]:
    return parse_article(manuscript(front), "an-article", JOURNAL)


def good(front: str) -> Article:
    found = article(f"title: T\n{front}")
    assert found.value is not None, found.diagnostics
    assert not found.diagnostics
    return found.value


def fault(front: str) -> Diagnostic:
    """The one finding of a front matter whose first line is ``title: T``."""
    found = article(f"title: T\n{front}")
    (only,) = found.diagnostics
    assert (found.value is None) == (only.severity is Severity.ERROR)
    return only


# --- the manuscript's two parts ------------------------------------------------------------


def test_the_body_keeps_the_line_numbers_of_the_file() -> None:
    found = manuscript("title: T", "\n# One\n")
    assert found.front_matter == "title: T\n"
    assert found.body.split("\n").index("# One") + 1 == 5
    assert found.source.text.split("\n")[4] == "# One"


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_ends_with_hyphens_or_dots(end: str) -> None:
    found = split_manuscript(Source("a.md", f"--- \ntitle: T\n{end}\nText\n"))
    assert found.value is not None
    assert found.value.front_matter == "title: T\n"


@pytest.mark.parametrize(
    "text", ["", "Text", "\nText\n---\ntitle: T\n---\n", "---\ntitle: T\n", "--"]
)
def test_front_matter_is_missing(text: str) -> None:
    found = split_manuscript(Source("a.md", text))
    assert found.value is None
    assert [(d.code, d.span) for d in found.diagnostics] == [
        ("front-matter-missing", Span("a.md", 1, 1))
    ]


@pytest.mark.parametrize("body", ["", "\n \n", "<!-- a\nremark -->\n", "<!-- a --> <!-- b"])
def test_a_manuscript_without_text_is_empty_but_its_front_matter_can_be_checked(body: str) -> None:
    found = split_manuscript(Source("a.md", f"---\ntitle: T\n---\n{body}"))
    assert found.value is not None
    assert [(d.code, d.span.line) for d in found.diagnostics] == [("manuscript-empty", 3)]


# --- what is read --------------------------------------------------------------------------

EVERYTHING = """\
title: Başlıq
subtitle: Alt başlıq
short-title: Qısa
lang: az
type: review-article
keywords: [bir, iki]
abstract: |
  Birinci sətir.
  *İkinci* sətir.
translations:
  EN-gb: {title: Title, subtitle: Sub, abstract: Abstract, keywords: [one]}
authors:
  - given: Ad
    family: Soyad
    orcid: https://orcid.org/0000-0002-1825-0097
    email: a@example.org
    corresponding: true
    affiliations: [uni]
    roles: [software, Writing – review & editing]
  - {family: Tək}
affiliations:
  - {id: uni, name: U, department: D, city: C, country: AZ, ror: 00f54p054}
dates: {received: 2024-01-31, revised: 2024-02-29, accepted: 2024-02-29, published: 2024-06-01}
doi: https://doi.org/10.5555/ABC.1
volume: 05
issue: 1-2
year: 2024
first-page: 17
license: cc-by-sa-4.0
funding:
  - {funder: F, award: 12, id: 10.13039/501100000780}
  - {funder: G}
acknowledgements: Thanks
conflict-of-interest: None
bibliography: own.bib
"""


def test_everything_that_front_matter_can_say() -> None:
    found = article(EVERYTHING)
    assert not found.diagnostics
    read = found.value
    assert read is not None
    assert read.slug == "an-article"
    assert (read.text.title, read.text.subtitle, read.short_title) == (
        "Başlıq",
        "Alt başlıq",
        "Qısa",
    )
    assert read.text.abstract == "Birinci sətir.\n*İkinci* sətir."
    assert [(t.lang, t.title, t.keywords) for t in read.texts] == [
        ("az", "Başlıq", ("bir", "iki")),
        ("en-GB", "Title", ("one",)),
    ]
    assert read.authors == (
        Author(
            "Soyad",
            "Ad",
            "0000-0002-1825-0097",
            "a@example.org",
            True,
            ("uni",),
            ("software", "writing-review-editing"),
        ),
        Author("Tək"),
    )
    assert read.affiliations == (
        Affiliation("uni", "U", "D", "C", "AZ", "https://ror.org/00f54p054"),
    )
    assert read.dates.received == dt.date(2024, 1, 31)
    assert (read.doi, read.volume, read.issue) == ("10.5555/ABC.1", "05", "1-2")
    assert (read.year, read.first_page, read.type) == (2024, 17, "review-article")
    assert read.license == "CC-BY-SA-4.0"
    assert read.funding == (
        Funding("F", "12", "https://doi.org/10.13039/501100000780"),
        Funding("G"),
    )
    assert (read.acknowledgements, read.conflict_of_interest) == ("Thanks", "None")
    assert read.bibliography == ("own.bib",)


def test_an_article_has_language_and_licence_of_its_journal() -> None:
    read = good("")
    assert (read.lang, read.license, read.short_title, read.first_page) == (
        "az",
        "CC-BY-4.0",
        "",
        None,
    )
    assert read.authors == ()


def test_a_key_without_a_value_is_as_if_it_did_not_stand() -> None:
    assert good("subtitle:\nauthors:\ndates:\n  received:\nfunding: ~\n") == good("")


@pytest.mark.parametrize("title", ["1984", "010", "1.10", "true", "No", '"x: y"', "2024-01-01"])
def test_what_looks_like_a_number_is_still_a_title(title: str) -> None:
    found = article(f"title: {title}")
    assert found.value is not None
    assert found.value.text.title == title.strip('"')


def test_funding_may_be_one_name() -> None:
    assert good("funding: The Fund").funding == (Funding("The Fund"),)


def test_a_whole_journal() -> None:
    text = """\
title: Jurnal
short-title: J.
titles: {en: Journal}
publisher: {name: N, place: Bakı, url: https://example.org}
issn: {print: 0378-5955, online: 2434561x}
url: https://example.org/journal
articles-url: https://example.org/articles/
language: az
style: apa
reference-language: Item
bibliography: [a.bib, b.json]
license: CC0-1.0
page: {width: 6.5in, height: 240 mm}
logo: art/sign.svg
colour: "#7A1A2B"
abstracts-at: front
"""
    found = parse_journal(Source("journal.yaml", text))
    assert not found.diagnostics
    read = found.value
    assert read is not None
    assert read.issn == Issn("0378-5955", "2434-561X")
    assert (read.page.width, read.page.height) == ("6.5in", "240mm")
    assert (read.titles, read.style) == ({"en": "Journal"}, "apa")
    assert (read.url, read.articles_url) == (
        "https://example.org/journal",
        "https://example.org/articles/",
    )
    assert read.reference_language == "item"
    assert read.bibliography == ("a.bib", "b.json")
    assert read.publisher is not None
    assert read.publisher.place == "Bakı"
    assert (read.logo, read.colour, read.theme.accent) == ("art/sign.svg", "#7a1a2b", "#7a1a2b")
    assert read.abstracts_at == "front"


def test_the_accent_of_the_theme_comes_before_the_journals_colour() -> None:
    text = "title: J\nlanguage: az\ncolour: 036\ntheme: {colours: {accent: '#111111'}}\n"
    read = parse_journal(Source("journal.yaml", text)).value
    assert read is not None
    assert (read.colour, read.theme.accent) == ("#003366", "#111111")


def test_an_article_has_its_abstracts_where_its_journal_has_them() -> None:
    journal = Journal("J", "az", abstracts_at="front")
    for front, place in (("title: T", "front"), ("title: T\nabstracts-at: end", "end")):
        manuscript = split_manuscript(Source("a.md", f"---\n{front}\n---\n\nMətn.\n")).value
        assert manuscript is not None
        read = parse_article(manuscript, "a", journal).value
        assert read is not None
        assert read.abstracts_at == place


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [
        ("A4", "210mm", "297mm"),
        ("a5", "148mm", "210mm"),
        ("B5", "176mm", "250mm"),
        ("letter", "8.5in", "11in"),
        ("170x240", "170mm", "240mm"),
        ("170 × 240 mm", "170mm", "240mm"),
        ("16,5 x 23.5cm", "16.5cm", "23.5cm"),
        ("6inx24cm", "6in", "24cm"),
        ("А4", "210mm", "297mm"),  # with a Cyrillic letter
        ("120х190", "120mm", "190mm"),  # with a Cyrillic letter
    ],
)
def test_the_size_of_a_page_may_be_one_text(written: str, width: str, height: str) -> None:
    text = f"title: J\nlanguage: az\npage: {written}\n"
    found = parse_journal(Source("journal.yaml", text))
    assert not found.diagnostics
    assert found.value is not None
    assert (found.value.page.width, found.value.page.height) == (width, height)


def test_what_the_printer_is_given() -> None:
    text = (
        "title: J\nlanguage: az\npage: {width: 160mm, height: 230mm, inner: 25mm, outer: 15mm}\n"
        "print: {profile: a.icc, condition: fogra 39, max-ink: 280, colour: black, marks: none, "
        "bleed: 5mm, pages-multiple: 16, binding: saddle, paper: {weight: 90, bulk: 1.1}}\n"
    )
    found = parse_journal(Source("journal.yaml", text))
    assert not found.diagnostics and found.value is not None
    page, settings = found.value.page, found.value.print
    assert (page.inner, page.outer) == pytest.approx((70.866, 42.52), abs=0.01)
    assert settings.bleed == pytest.approx(14.173, abs=0.01)
    assert replace(settings, bleed=0.0) == PrintSettings(
        "a.icc", "FOGRA39", 280, "black", "none", 0.0, 16, "saddle", Paper(90, 1.1)
    )


def test_bare_centimetres_are_asked_about() -> None:
    found = parse_journal(Source("journal.yaml", "title: J\nlanguage: az\npage: 17x24\n"))
    assert found.diagnostics[0].hint is not None
    assert "did you mean “17x24cm”" in found.diagnostics[0].hint


def test_a_journal_needs_its_title_and_language_alone() -> None:
    found = parse_journal(Source("journal.yaml", "title: J\nlanguage: az\n"))
    assert found == Outcome(Journal("J", "az"))


# --- what an editor is told ----------------------------------------------------------------


def test_an_unknown_key_is_one_finding_with_the_key_that_was_meant() -> None:
    found = fault("keyword: [a]")
    assert (found.code, found.span) == ("key-unknown", Span("a.md", 3, 1))
    assert found.hint == "Did you mean “keywords”?"


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("format: html", "pandoc"),
        ("execute: {echo: false}", "pandoc"),
        ("csl: apa.csl", "journal.yaml"),
        ("author: A", "“authors”"),
    ],
)
def test_a_key_of_another_tool_is_told_as_such(key: str, hint: str) -> None:
    found = fault(key)
    assert found.code == "key-unknown"
    assert hint in str(found.hint)
    assert "The keys are" not in str(found.hint)


def test_an_unknown_key_inside_another() -> None:
    found = fault("authors:\n  - family: F\n    orcidd: x")
    assert (found.code, found.span) == ("key-unknown", Span("a.md", 5, 5))
    assert "“authors”" in found.message
    assert found.hint == "Did you mean “orcid”?"


def test_a_key_that_stands_too_far_out_is_told_its_home() -> None:
    assert fault("received: 2024-01-01").hint == "“received” belongs under “dates”."


def test_a_misspelt_required_key_is_not_missing_as_well() -> None:
    found = article("titel: T")
    assert [(d.code, d.hint) for d in found.diagnostics] == [
        ("key-unknown", "Did you mean “title”?")
    ]


def test_a_missing_key() -> None:
    (found,) = article("lang: az").diagnostics
    assert (found.code, found.span) == ("key-missing", Span("a.md", 2, 1))
    assert "“title”" in found.message
    found = fault("translations:\n  en:\n    subtitle: A")
    assert (found.code, found.span) == ("key-missing", Span("a.md", 4, 3))


@pytest.mark.parametrize("line", ["abstract: A sentence.", "keywords: [one, two]"])
def test_an_abstract_without_a_title_is_printed_with_a_warning(line: str) -> None:
    found = article(f"title: T\ntranslations:\n  en:\n    {line}")
    assert found.value is not None
    (warning,) = found.diagnostics
    assert (warning.code, warning.span) == ("title-untranslated", Span("a.md", 4, 3))


def test_a_language_without_anything_to_print_misses_its_title() -> None:
    found = fault("translations:\n  en:\n    special-issue: A")
    assert found.code == "key-missing"


def test_empty_front_matter_misses_its_title() -> None:
    (found,) = article("").diagnostics
    assert (found.code, found.span.line) == ("key-missing", 2)


def test_an_empty_journal_misses_title_and_language() -> None:
    found = parse_journal(Source("journal.yaml", ""))
    assert found.value is None
    assert [d.code for d in found.diagnostics] == ["key-missing", "key-missing"]


@pytest.mark.parametrize("text", ["- a", "word"])
def test_front_matter_without_keys(text: str) -> None:
    (found,) = article(text).diagnostics
    assert (found.code, found.span.line) == ("value-invalid", 2)


@pytest.mark.parametrize(
    ("front", "column", "says"),
    [
        ("keywords: one, two", 11, "takes a list"),
        ("subtitle: [a, b]", 11, "takes a text, not a list"),
        ("subtitle: {a: b}", 11, "takes a text, not keys"),
        ("subtitle: ''", 11, "no value"),
        ("keywords: [a, ]\nlang: azerbaijani", 7, "not a language tag"),
        ("lang: a", 7, "not a language tag"),
        ("authors: Someone", 10, "takes a list"),
        ("authors: [Someone]", 11, "keys of its own"),
        ("authors: [{family: F, orcid: 0000-0002-1825-0098}]", 30, "mistyped"),
        ("authors: [{family: F, orcid: 0000-0002-1825}]", 30, "not an ORCID"),
        ("authors: [{family: F, email: f at example.org}]", 30, "not an e-mail"),
        ("authors: [{family: F, corresponding: yes}]", 38, "neither true nor false"),
        ("authors: [{family: F, roles: [sofware]}]", 31, "not a CRediT role"),
        ("affiliations: [{id: a, name: A, ror: 00f54p055}]", 38, "mistyped"),
        ("dates: {received: 2023-02-29}", 19, "not a day of the calendar"),
        ("dates: {received: 31.01.2023}", 19, "not a date"),
        ("dates: {received: 20230131}", 19, "not a date"),
        ("dates: {received: 2023-02-01, accepted: 2023-01-01}", 41, "before"),
        ("dates: {received: 2023-02-01, published: 2022-01-01}", 42, "before"),
        ("dates: yesterday", 8, "keys of its own"),
        ("doi: 10.5555/a b", 6, "not a DOI"),
        ("doi: https://example.org/10.5555/a", 6, "not a DOI"),
        ("year: MMXX", 7, "not a whole number"),
        ("year: 24", 7, "out of range"),
        ("first-page: 0", 13, "out of range"),
        ("first-page: e5", 13, "not a whole number"),
        ("license: CC-BY", 10, "not a licence"),
        ("type: research", 7, "not an article type"),
        ("funding: [{funder: F, id: 10.5555/x}]", 27, "id of a funder"),
        ("translations: {english: {title: T}}", 16, "not a language tag"),
        ("translations: {az: {title: T}}", 16, "own language"),
        ("affiliations: [{id: a, name: A}, {id: a, name: B}]", 39, "listed twice"),
        ("sample-values: [authors]", 17, "not given a value"),
        ("sample-values: [titel]", 17, "not a key"),
    ],
)
def test_a_value_of_the_wrong_form(front: str, column: int, says: str) -> None:
    found = fault(front)
    assert found.code == "value-invalid"
    assert found.span == Span("a.md", front.count("\n") + 3, column)
    assert says in found.message
    assert found.message.endswith((".", "?"))
    assert "{key}" not in f"{found.message}{found.hint}"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("issn: {print: 0378-5954}", "mistyped"),
        ("issn: {print: 378-5955}", "not an ISSN"),
        ("page: {width: 170}", "not a length"),
        ("page: A9", "not the size of a page"),
        ("page: 170", "not the size of a page"),
        ("page: 17x24", "not the size of a page"),
        ("page: 170x240x3", "not the size of a page"),
        ("page: 40x240", "not the side of a page"),
        ("page: [A4]", "takes keys of its own"),
        ("page: {width: 170px}", "not a length"),
        ("page: {width: 49mm}", "printed"),
        ("page: {height: 60.1cm}", "printed"),
        ("url: example.org", "not a web address"),
        ("license: MIT", "not a licence"),
        ("bibliography: {a: b}", "takes a list"),
        ("reference-language: reader", "neither article nor item"),
        ("colour: crimson", "not a colour"),
        ("colour: #7a1a2b", "has no value"),
        ("abstracts-at: back", "not front or end"),
        ("page: {inner: 50mm, outer: 40mm}", "more than half of the page's width"),
        ("page: {inner: wide}", "not a length"),
        ("print: {max-ink: 450}", "out of range"),
        ("print: {max-ink: much}", "not a whole number"),
        ("print: {colour: red}", "not inks or black"),
        ("print: {marks: stars}", "not crop or none"),
        ("print: {bleed: 3 miles}", "not a length"),
        ("print: {bleed: 20mm}", "out of range"),
        ("print: {pages-multiple: 3}", "no number of pages that sheets are folded to"),
        ("print: {condition: FOGRA}", "no printing condition"),
        ("print: {binding: glued}", "not perfect or saddle"),
        ("print: {paper: {weight: 80}}", "The paper has no “bulk”"),
    ],
)
def test_a_value_of_journal_yaml_of_the_wrong_form(line: str, says: str) -> None:
    found = parse_journal(Source("journal.yaml", f"title: J\nlanguage: az\n{line}\n"))
    assert found.value is None
    (only,) = found.diagnostics
    assert (only.code, only.span.line) == ("value-invalid", 3)
    assert says in only.message


def test_hints_name_what_was_meant() -> None:
    assert fault("license: CC-BY").hint == "Did you mean “CC-BY-4.0”?"
    assert fault("type: research").hint == "Did you mean “research-article”?"
    assert fault("sample-values: [titel]").hint == "Did you mean “title”?"


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("pages: 5", "Did you mean “first-page”?"),
        ("Açar sözlər: [a]", "Did you mean “keywords”?"),
        ("authors:\n  - {family: F, first_name: G}", "Did you mean “given”?"),
        ("title-en: A", "translations: {en: {title: …}}"),
        ("abstract: {az: A, en: B}", "“translations”"),
        ("authors: [Someone]", "“- given: …”"),
        ("affiliations: [Somewhere]", "“- id: …”"),
        ("authors:\n  - {family: F, affiliations: [{name: A}]}", "Write the id"),
        ("subtitle: ' '", "Give it one"),
        ("dates: yesterday", "dates: {received: …}"),
        ("affiliations:\n  - {id: a, name: N, translations: X}", "translations: {name: …}"),
        ("lang: tr_TR", "Did you mean “tr-TR”?"),
        ("lang: aze-Latn", "Did you mean “az-Latn”?"),
        ("type: Original article", "Did you mean “research-article”?"),
    ],
)
def test_a_hint_is_right_as_it_stands(front: str, hint: str) -> None:
    assert hint in str(fault(front).hint)


def test_a_key_in_the_authors_language_is_not_missing_as_well() -> None:
    found = article("başlıq: T")
    assert [d.hint for d in found.diagnostics] == ["Did you mean “title”?"]


def test_an_affiliation_that_is_not_listed() -> None:
    found = fault(
        "authors:\n  - {family: F, affiliations: [home, hme]}\n"
        "affiliations:\n  - {id: home, name: H}"
    )
    assert (found.code, found.span) == ("affiliation-unknown", Span("a.md", 4, 38))
    assert found.hint == "Did you mean “home”?"


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    found = article(
        "titel: T\nlang: azerbaijani\ndates: {received: 2024-02-30, accepted: 2023-01-01, "
        "published: 2022-01-01}\nauthors:\n  - {family: F, affiliations: [x]}\nyear: x"
    )
    assert [(d.span.line, d.code) for d in found.diagnostics] == [
        (2, "key-unknown"),
        (3, "value-invalid"),
        (4, "value-invalid"),
        (4, "value-invalid"),
        (6, "affiliation-unknown"),
        (7, "value-invalid"),
    ]


def test_a_duplicate_key_stops_the_article() -> None:
    found = article("title: A\ntitle: B")
    assert found.value is None
    assert [(d.code, d.span.line) for d in found.diagnostics] == [("yaml-duplicate-key", 3)]


def test_broken_yaml_is_placed_in_the_manuscript() -> None:
    (found,) = article("title: A: B").diagnostics
    assert (found.code, found.span) == ("yaml-syntax", Span("a.md", 2, 9))


def test_samples_are_noticed_with_their_lines() -> None:
    found = article(
        "title: T\nauthors:\n  - family: F\n    orcid: 0000-0002-1825-0097\ndoi: 10.5555/a\n"
        "sample-values: [doi, authors.0.orcid]"
    )
    assert found.value is not None
    assert found.value.sample_values == ("doi", "authors.0.orcid")
    (notice,) = found.diagnostics
    assert (notice.code, notice.span) == ("value-sample", Span("a.md", 7, 16))
    assert notice.message == "Still samples: doi (line 6), authors.0.orcid (line 5)."


# --- identifiers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("AZ", "az"),
        ("az-latn-az", "az-Latn-AZ"),
        ("en-gb", "en-GB"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("es-419", "es-419"),
        ("zh-hant", "zh-Hant"),
        ("crh", "crh"),
    ],
)
def test_language_tags(written: str, tag: str) -> None:
    assert identifiers.language(written) == tag


@pytest.mark.parametrize(
    "text", ["", "a", "azeri", "az_AZ", "az-", "az-AZ-Latn", "türk", "az\n", "tur"]
)
def test_what_is_no_language_tag(text: str) -> None:
    with pytest.raises(identifiers.Invalid):
        identifiers.language(text)


@pytest.mark.parametrize(
    "text",
    [
        "0000-0002-1694-233X",
        "http://orcid.org/000000021694233x/",
        "orcid.org/0000-0002-1694-233x",
        "ORCID: 0000–0002–1694–233X",
        "0000 0002 1694 233X",
    ],
)
def test_an_orcid_may_end_in_x(text: str) -> None:
    assert identifiers.orcid(text) == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("creativecommons.org/licenses/by/4.0/deed.az", "CC-BY-4.0"),
        ("http://www.creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
    ],
)
def test_a_licence_may_be_named_by_its_address(written: str, licence: str) -> None:
    assert identifiers.licence(written) == licence


@pytest.mark.parametrize("text", ["https://ror.org/052gg0110", "ROR.org/052gg0110", "052GG0110"])
def test_a_ror_becomes_its_address(text: str) -> None:
    assert identifiers.ror(text) == "https://ror.org/052gg0110"


def test_the_tables_are_whole() -> None:
    assert len(set(identifiers.CREDIT_ROLES)) == 14
    assert len(identifiers.LICENCES) == 7
    assert "research-article" in identifiers.ARTICLE_TYPES


# --- the schema and the new_manuscript ------------------------------------------------------------


@pytest.mark.parametrize("which", ["journal", "article", "issue"])
def test_the_saved_schema_is_up_to_date(which: Literal["journal", "article", "issue"]) -> None:
    """``NASHR_UPDATE=1 pytest tests/frontmatter/test_load.py`` writes the schemas anew."""
    file = ROOT / "docs" / "schema" / f"{which}.schema.json"
    if os.environ.get("NASHR_UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json_schema(which), encoding="utf-8")
    assert file.read_text(encoding="utf-8") == json_schema(which)


@pytest.mark.parametrize("which", ["journal", "article", "issue"])
def test_every_key_of_the_schema_is_described(
    which: Literal["journal", "article", "issue"],
) -> None:
    schema = json.loads(json_schema(which))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        for key, described in part["properties"].items():
            assert key == key.lower().replace("_", "-")
            assert described["description"].endswith("."), key


def test_the_schema_asks_for_what_the_program_asks_for() -> None:
    assert json.loads(json_schema("journal"))["required"] == ["title", "language"]
    assert json.loads(json_schema("article"))["required"] == ["title"]
    keys = json.loads(json_schema("article"))["properties"]
    assert list(keys)[:4] == ["title", "subtitle", "short-title", "lang"]
    assert {"conflict-of-interest", "first-page", "sample-values"} <= set(keys)


@pytest.mark.parametrize("slug", ["baku-tbilisi", "x", 'quote"s: [and] {more}', "ə"])
@pytest.mark.parametrize("language", ["az", "en-GB"])
def test_a_starter_loads_with_nothing_but_its_samples(slug: str, language: str) -> None:
    journal = Journal("J", language)
    split = split_manuscript(Source("a.md", new_manuscript(slug, journal)))
    assert split.value is not None
    assert not split.diagnostics
    found = parse_article(split.value, slug, journal)
    assert found.value is not None
    assert {d.code for d in found.diagnostics} == {"value-sample"}
    assert found.value.lang == language
    assert "[@key, 12]" in split.value.body
    assert split.value.body.count("\n# ") == 2
    assert starter_words(language).introduction in split.value.body


def test_a_starter_is_right_with_its_remarks_taken_away() -> None:
    """What the remarks show must be keys that exist."""
    lines = new_manuscript("x", JOURNAL).split("---\n")[1].split("\n")
    shown = [line.split(":")[0].lstrip("# ") for line in lines if line.startswith("# ")]
    known = json.loads(json_schema("article"))["properties"]
    assert {"doi", "funding", "dates", "translations", "acknowledgements"} <= set(shown) & set(
        known
    )


def test_the_projects_own_journal_and_articles_load() -> None:
    source = Source("j", (ROOT / "manuscript/journal.yaml").read_text(encoding="utf-8"))
    journal = parse_journal(source)
    assert journal.value is not None, journal.diagnostics
    for file in sorted((ROOT / "manuscript").glob("*/article.md")):
        split = split_manuscript(Source(file.name, file.read_text(encoding="utf-8")))
        assert split.value is not None
        found = parse_article(split.value, file.parent.name, journal.value)
        assert found.value is not None, found.diagnostics
        assert {d.code for d in found.diagnostics} <= {"value-sample"}


def test_validators_of_all_parts_can_be_built_beforehand() -> None:
    preload_models(every=True)
    known = Keys.__subclasses__()
    for keys in known:  # grows while it is walked
        known += keys.__subclasses__()
    assert len(known) > 10
    assert all(model_of(keys).__pydantic_complete__ for keys in known)


@pytest.mark.parametrize("above", ["", "\n", "\n \n\n"])
def test_front_matter_may_stand_below_empty_lines(above: str) -> None:
    text = f"{above}---\ntitle: T\nwrong: x\n---\n\nBody.\n"
    manuscript = split_manuscript(Source("a.md", text)).value
    assert manuscript is not None
    assert manuscript.body.count("\n") == text.count("\n")
    (found,) = parse_article(manuscript, "a", JOURNAL).diagnostics
    assert found.span == Span("a.md", above.count("\n") + 3, 1)
