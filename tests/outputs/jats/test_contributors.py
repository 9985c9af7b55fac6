"""The people of a JATS article, with names, ranks and affiliations in each language."""

from __future__ import annotations

from typing import Any

import edition_kit
import front_kit
import pytest
from jats_kit import LANG, XLINK, xml
from lxml import etree

from nashr.checking.validators import tools
from nashr.outputs.jats import render as jats


@pytest.fixture(scope="module")
def article() -> Any:
    made = edition_kit.edition(front_kit.article(), "Mətn.", journal=front_kit.journal())
    artifact, *_ = jats.render(made, edition_kit.ENGINES).value
    return etree.fromstring(artifact.data)


def shown(element: Any, path: str) -> list[str]:
    return ["".join(one.itertext()) for one in element.iterfind(path)]


def test_the_file_is_valid(article: Any) -> None:
    if tools.jats_dtd() is None or not tools.jats_dtd().is_file():
        pytest.skip("the DTD of JATS is not here")
    rules = etree.DTD(file=str(tools.jats_dtd()))
    assert rules.validate(article), rules.error_log


def test_a_name_stands_in_each_language(article: Any) -> None:
    first, second = article.findall(".//contrib[@contrib-type='author']")
    assert [(one.get(LANG), "".join(one.itertext()).split()) for one in first.iter("name")] == [
        ("az", ["Sınaqova", "Aynur", "Sınaq", "qızı"]),
        ("ru", ["Сынагова", "Айнур", "Сынаг", "гызы"]),
    ]
    assert [one.get(LANG) for one in second.iter("name")] == ["az", "ru"]


def test_degrees_stand_before_titles_and_positions(article: Any) -> None:
    first = article.find(".//contrib")
    assert [(e.get(LANG), e.text) for e in first.findall("degrees")] == [
        ("az", "sənətşünaslıq üzrə fəlsəfə doktoru"),
        ("en", "PhD in Art Studies"),
        ("ru", "доктор философии"),
    ]
    assert [(e.get("content-type"), e.text) for e in first.findall("role")[:4]] == [
        ("academic-title", "dosent"),
        ("academic-title", "Associate Professor"),
        ("position", "kafedra müdiri"),
        ("position", "Head"),
    ]


def test_affiliations_are_alternatives_of_each_other(article: Any) -> None:
    first, second = article.findall(".//aff-alternatives")
    assert [(one.get(LANG), "".join(one.itertext())) for one in first] == [
        ("az", "1Muğam kafedrası, https://ror.org/00f54p054Sınaq Akademiyası, Bakı"),
        ("en", "1Department of Mugham, https://ror.org/00f54p054Trial Academy, Baku"),
        ("ru", "1https://ror.org/00f54p054Пробная академия"),
    ]
    assert [one.get(LANG) for one in second] == ["az", "en"]
    assert article.find(".//contrib/xref[@ref-type='aff']").get("rid") == first.get("id")


def test_editors_and_reviewers_have_groups_of_their_own(article: Any) -> None:
    (editor,) = article.findall(".//contrib-group[@content-type='editors']/contrib")
    assert xml(editor) == (
        '<contrib contrib-type="editor"><contrib-id contrib-id-type="orcid" authenticated="false">'
        "https://orcid.org/0000-0001-5109-3700</contrib-id>"
        '<name name-style="western"><surname>Redaktorlu</surname>'
        "<given-names>Lalə</given-names></name><role>Məsul redaktor</role><aff>Nəşr</aff></contrib>"
    )
    reviewers = article.find(".//contrib-group[@content-type='reviewers']")
    assert shown(reviewers, "contrib/string-name") == ["Birinci Oxucu"]
    assert shown(reviewers, "contrib/role") == ["Rəyçi", "Rəyçi"]


# --- the rest of the front -----------------------------------------------------------------


def test_classifications(article: Any) -> None:
    groups = article.findall(".//subj-group")[1:]
    assert [(g.get("subj-group-type"), shown(g, "subject")) for g in groups] == [
        ("UDC", ["78.01(479.24)"]),
        ("BBK", ["85.31(5Аз)"]),
        ("field", ["Sənətşünaslıq"]),
    ]
    groups = article.findall(".//kwd-group")[3:]
    assert [(g.get("kwd-group-type"), shown(g, "kwd")) for g in groups] == [
        ("JEL", ["Z11", "L82"]),
        ("MSC", ["00A65"]),
        ("PACS", ["43.75.Bc"]),
    ]


def test_place_history_and_rights(article: Any) -> None:
    meta = article.find("front/article-meta")
    assert meta.findtext("issue-title[@content-type='special-issue']") == "Xəzərin musiqisi"
    assert meta.findtext("elocation-id") == "e12"
    assert meta.findtext("isbn") == "9780306406157"
    assert [(d.get("date-type"), d.get("iso-8601-date")) for d in meta.find("history")] == [
        ("received", "2026-01-12"),
        ("sent-to-review", "2026-01-15"),
        ("reviewed", "2026-02-10"),
        ("rev-recd", "2026-02-16"),
        ("resubmitted", "2026-02-18"),
        ("accepted", "2026-03-02"),
    ]
    rights = meta.find("permissions")
    assert [e.text for e in rights][:3] == ["© 2025 Sınaq Nəşriyyatı", "2025", "Sınaq Nəşriyyatı"]


def test_where_the_article_comes_from(article: Any) -> None:
    origin = article.find(".//related-object")
    assert origin.get("document-type") == "thesis"
    assert origin.get(f"{XLINK}href") == "https://example.org/thesis"
    assert "".join(origin.itertext()) == "Məqalə Muğam və not dissertasiyası əsasındadır."


def test_a_preprint_is_an_article() -> None:
    front = (
        "title: T\nderived-from: {text: Əvvəl *preprint* idi., kind: preprint, doi: 10.5555/p}\n"
    )
    made = edition_kit.edition(front_kit.article(front), "Mətn.", journal=front_kit.journal())
    artifact, *_ = jats.render(made, edition_kit.ENGINES).value
    (related,) = etree.fromstring(artifact.data).iter("related-article")
    assert xml(related).startswith(
        '<related-article related-article-type="preprint" ext-link-type="doi" '
        'xlink:href="https://doi.org/10.5555/p">'
    )


def test_extended_abstracts(article: Any) -> None:
    found = article.findall(".//*[@abstract-type='extended']")
    assert [(e.tag, e.get(LANG), e.findtext("title")) for e in found] == [
        ("abstract", "az", "Geniş xülasə"),
        ("trans-abstract", "en", "Extended abstract"),
    ]
    assert found[0].findtext("sec/title") == "Uzun giriş"


def test_funders_and_statements_in_each_language(article: Any) -> None:
    group = article.find(".//funding-group")
    # One element for each funder: who counts them must not count its names.
    (source,) = group.iter("funding-source")
    assert [(e.get(LANG), e.text) for e in source.iter("institution")] == [
        ("az", "Sınaq Fondu"),
        ("en", "Trial Fund"),
    ]
    assert [e.get(LANG) for e in group.iter("funding-statement")] == ["az", "en"]
    assert article.find(".//sec[@sec-type='data-availability']").get(LANG) is None
    assert [e.get(LANG) for e in article.iter("ack")] == [None, "en"]
    notes = article.findall(".//author-notes/fn")
    assert [(n.get("custom-type") or n.get("fn-type"), n.get(LANG)) for n in notes] == [
        ("con", None),
        ("coi-statement", None),
        ("ethics", None),
        ("consent", None),
        ("ai-use", None),
        ("peer-review", None),
        ("plagiarism-check", None),
        ("con", "en"),
        ("coi-statement", "en"),
        ("ethics", "en"),
        ("peer-review", "en"),
    ]
    assert shown(notes[0], "p") == ["Aynur Sınaq qızı Sınaqova: 60%; Kamran Nümunəli: 40%."]
    assert shown(notes[2], "p") == [
        "Etika komitəsi: Sınaq Komitəsi; qərarın tarixi: 1 dekabr 2025; qərarın nömrəsi: 2025/17.",
        "Müsahibələrə icazə verilib.",
    ]


def test_the_publisher_in_each_language(article: Any) -> None:
    publisher = article.find(".//publisher")
    assert [(e.get(LANG), e.text) for e in publisher] == [
        (None, "Sınaq Nəşriyyatı"),
        (None, "Bakı"),
        ("en", "Trial Press"),
        ("en", "Baku"),
        ("ru", "Пробное издательство"),
    ]
