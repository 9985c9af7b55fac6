"""What harvesters find in the page's head."""

from __future__ import annotations

import json
from dataclasses import replace

import front_kit
from edition_kit import ARTICLE, JOURNAL, document, edition

from nashr.model import Article
from nashr.outputs.catalogue import catalogue_record
from nashr.outputs.html import indexing


def record(article: Article = ARTICLE):  # type: ignore[no-untyped-def]
    return catalogue_record(JOURNAL, document(article, "Mətn."))


def test_google_scholar_finds_each_author_with_what_is_his() -> None:
    tags = [(tag.name, tag.content) for tag in indexing.highwire(record())]
    authors = [tag for tag in tags if tag[0].startswith("citation_author")]
    assert authors == [
        ("citation_author", "Əliyeva, Ülviyyə"),
        ("citation_author_institution", "Optika, Sınaq Universiteti, Bakı, Azərbaycan"),
        ("citation_author_institution", "İnstitut"),
        ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("citation_author", "İsmayıl-zadə, Şahin"),
        ("citation_author_institution", "İnstitut"),
    ]
    assert tags[0] == ("citation_title", "İşıq və ölçü: 10 % & {qalan}")
    for tag in (
        ("citation_publication_date", "2026/03/31"),
        ("citation_journal_title", "Sınaq Jurnalı"),
        ("citation_issn", "8765-4326"),
        ("citation_volume", "3"),
        ("citation_issue", "2"),
        ("citation_firstpage", "17"),
        ("citation_doi", "10.5555/sinaq_1"),
        ("citation_language", "az"),
    ):
        assert tag in tags


def test_a_formula_is_a_line_of_text_and_not_its_tex() -> None:
    own, *others = ARTICLE.texts
    own = replace(own, title=r"$\alpha$-şüa və *H*~2~O", abstract=r"Burada $p < 0{,}05$ olur.")
    made = edition(replace(ARTICLE, texts=(own, *others)), "Mətn.").record
    assert made.text.title == "α-şüa və H2O"
    assert made.text.abstract == "Burada p < 0,05 olur."


def test_an_article_with_a_number_has_no_pages_to_cite() -> None:
    made = record(replace(ARTICLE, article_number="e12", last_page=19))
    assert (made.first_page, made.last_page, made.pages) == (None, None, None)
    tags = [(tag.name, tag.content) for tag in indexing.highwire(made)]
    assert ("citation_firstpage", "e12") in tags
    assert "citation_lastpage" not in dict(tags)


def test_the_pdf_has_a_whole_address_once_the_journal_says_where() -> None:
    where = indexing.Addresses("https://e.org/a/x/x.html", "https://e.org/a/x/x.pdf")
    tags = [(tag.name, tag.content) for tag in indexing.highwire(record(), where)]
    assert ("citation_pdf_url", where.pdf) in tags
    assert ("citation_fulltext_html_url", where.page) in tags
    assert not [tag for tag in indexing.highwire(record()) if tag.name.endswith("_url")]


def test_a_last_page_that_is_known_is_told() -> None:
    tags = [(t.name, t.content) for t in indexing.highwire(record(replace(ARTICLE, last_page=29)))]
    assert ("citation_lastpage", "29") in tags


def test_a_link_to_the_page_can_be_shown_with_title_and_beginning() -> None:
    where = indexing.Addresses("https://e.org/a/x/x.html", "https://e.org/a/x/x.pdf")
    tags = [(tag.name, tag.content) for tag in indexing.open_graph(record(), where)]
    assert tags[:6] == [
        ("og:type", "article"),
        ("og:title", "İşıq və ölçü: 10 % & {qalan}"),
        ("og:description", indexing.description(record())),
        ("og:site_name", "Sınaq Jurnalı"),
        ("og:url", where.page),
        ("article:published_time", "2026-03-31"),
    ]
    assert "og:url" not in [tag.name for tag in indexing.open_graph(record())]


def test_dublin_core_says_which_language_a_translation_is_in() -> None:
    tags = indexing.dublin_core(record())
    titles = [(tag.content, tag.lang) for tag in tags if tag.name == "DC.title.alternative"]
    assert titles == [("Light and measure", "en"), ("الضوء", "ar")]
    assert [tag.content for tag in tags if tag.name == "DC.language"] == ["az"]
    assert indexing.Meta("DC.rights", "https://creativecommons.org/licenses/by/4.0/") in tags
    assert indexing.Meta("DC.subject", "light", "en") in tags


def test_schema_org_nests_issue_volume_journal() -> None:
    data = json.loads(indexing.json_ld(record()))
    assert data["@type"] == "ScholarlyArticle"
    issue = data["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "2")
    assert issue["isPartOf"]["volumeNumber"] == "3"
    assert issue["isPartOf"]["isPartOf"]["issn"] == ["8765-4326", "1234-5679"]
    first = data["author"][0]
    assert first["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert first["affiliation"][0]["@id"] == "https://ror.org/1"
    assert data["datePublished"] == "2026-03-31"
    assert data["citation"] == ["Oran (1998).", "Kuzio (2000)."]


def test_without_an_issue_the_article_is_part_of_the_volume() -> None:
    data = indexing.schema_org(record(replace(ARTICLE, issue=None, doi=None)))
    assert data["isPartOf"]["@type"] == "PublicationVolume"
    assert "@id" not in data


def test_json_ld_cannot_end_its_script() -> None:
    text = replace(ARTICLE.text, title=r"\</script\>\<script\>x")
    made = indexing.json_ld(record(replace(ARTICLE, texts=(text,))))
    assert "<" not in made
    assert json.loads(made)["headline"].startswith("</script><script>x")


def test_the_description_ends_at_a_word() -> None:
    text = replace(ARTICLE.text, abstract="sözlük " * 80)
    made = indexing.description(record(replace(ARTICLE, texts=(text,))), 100)
    assert len(made) <= 100
    assert made.endswith("sözlük…")


def test_names_in_other_languages_and_terms_of_classifications() -> None:
    made = record(front_kit.article())
    core = [(tag.name, tag.content, tag.lang) for tag in indexing.dublin_core(made)]
    assert ("DC.creator.alternative", "Сынагова, Айнур", "ru") in core
    assert ("DC.subject", "UDC 78.01(479.24)", None) in core
    assert ("DC.contributor", "Redaktorlu, Lalə", None) in core
    assert ("DC.rightsHolder", "Sınaq Nəşriyyatı", None) in core
    data = indexing.schema_org(made)
    first = data["author"][0]
    assert first["alternateName"] == [
        {"@value": "Айнур Сынаг гызы Сынагова", "@language": "ru"},
    ]
    assert first["honorificSuffix"] == "sənətşünaslıq üzrə fəlsəfə doktoru"
    assert first["jobTitle"] == ["dosent", "kafedra müdiri"]
    assert {"@type": "DefinedTerm", "termCode": "Z11", "inDefinedTermSet": "JEL"} in data["about"]
    assert data["copyrightYear"] == 2025
    assert data["pagination"] == "e12"
    assert data["editor"][0]["@id"] == "https://orcid.org/0000-0001-5109-3700"


def test_the_number_of_an_article_stands_for_its_pages() -> None:
    tags = [(tag.name, tag.content) for tag in indexing.highwire(record(front_kit.article()))]
    assert ("citation_firstpage", "e12") in tags
