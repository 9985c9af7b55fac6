"""The article's own record, as reference managers will read it."""

from __future__ import annotations

import json
from dataclasses import replace

import front_kit
import pytest
from edition_kit import ARTICLE, JOURNAL, document

from nashr.model import Article, Author, Dates
from nashr.outputs import cite_this
from nashr.outputs.catalogue import CatalogueRecord, catalogue_record


def record(article: Article = ARTICLE) -> CatalogueRecord:
    return catalogue_record(JOURNAL, document(article, "Mətn."))


def test_bibtex_keeps_the_letters_and_guards_the_title() -> None:
    text = cite_this.bibtex(record())
    assert text.startswith("@article{eliyeva2026,\n")
    assert "author    = {Əliyeva, Ülviyyə and İsmayıl-zadə, Şahin}," in text
    assert r"title     = {{İşıq və ölçü: 10 \% \& \textbraceleft{}qalan\textbraceright{}}}," in text
    assert "year      = {2026},\n  month     = mar," in text
    assert r"publisher = {Sınaq \& Oğulları}," in text


def test_bibtex_leaves_the_underscore_of_a_doi_alone() -> None:
    text = cite_this.bibtex(record())
    assert "doi       = {10.5555/sinaq_1}," in text
    assert "url       = {https://doi.org/10.5555/sinaq_1}," in text


def test_bibtex_braces_balance_whatever_the_title() -> None:
    text = cite_this.bibtex(record(replace(ARTICLE, texts=(_titled(r"a } b \{ c \\ d ~ e ^ f"),))))
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert r"\textbackslash{} d \textasciitilde{}" in text


def test_an_institution_is_not_taken_apart() -> None:
    article = replace(ARTICLE, authors=(Author("Energetika and Su Nazirliyi"),))
    assert "author    = {{Energetika and Su Nazirliyi}}," in cite_this.bibtex(record(article))
    (item,) = json.loads(cite_this.csl_json(record(article)))
    assert item["author"] == [{"literal": "Energetika and Su Nazirliyi"}]


@pytest.mark.parametrize(
    ("family", "key"),
    [("Əhmədov", "ehmedov2026"), ("Işık", "isik2026"), ("Ağayev-Çələbi", "agayevcelebi2026")],
)
def test_the_key_is_plain(family: str, key: str) -> None:
    assert cite_this.key(record(replace(ARTICLE, authors=(Author(family),)))) == key


def test_a_name_in_another_script_gives_the_slug() -> None:
    assert cite_this.key(record(replace(ARTICLE, authors=(Author("Быков"),)))) == "sinaq2026"


def test_ris_is_a_tag_a_line_and_ends() -> None:
    text = cite_this.ris(record())
    lines = text.split("\r\n")
    assert lines[0] == "TY  - JOUR"
    assert lines[-2:] == ["ER  - ", ""]
    assert "\n" not in text.replace("\r\n", "")
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert lines.count("AU  - Əliyeva, Ülviyyə") == 1
    for line in ("DA  - 2026/03/31", "SN  - 8765-4326", "KW  - ölçü", "SP  - 17", "LA  - az"):
        assert line in lines


def test_csl_json_is_an_item_that_a_processor_takes() -> None:
    (item,) = json.loads(cite_this.csl_json(record()))
    assert item["type"] == "article-journal"
    assert item["author"][0] == {"family": "Əliyeva", "given": "Ülviyyə"}
    assert item["issued"] == {"date-parts": [[2026, 3, 31]]}
    assert item["title"] == "İşıq və ölçü: 10 % & {qalan}"
    assert item["container-title"] == "Sınaq Jurnalı"
    assert "Ə" in cite_this.csl_json(record())


def test_what_is_not_known_is_left_out() -> None:
    bare = Article("a", "az", (_titled("Ad"),), dates=Dates(), first_page=0)
    made = record(bare)
    assert json.loads(cite_this.csl_json(made))[0].keys() <= {
        *("id", "type", "title", "container-title", "container-title-short", "publisher"),
        *("publisher-place", "ISSN", "language"),
    }
    assert "year" not in cite_this.bibtex(made)
    assert "PY" not in cite_this.ris(made)


def test_the_suggestion_reads_as_a_reference() -> None:
    made = cite_this.suggestion(record())
    assert made.authors == "Əliyeva, Ülviyyə; İsmayıl-zadə, Şahin"
    assert (made.year, made.journal, made.issue) == ("2026", "Sınaq Jurnalı", "3(2)")


def _titled(title: str):  # type: ignore[no-untyped-def]
    return replace(ARTICLE.text, title=title, subtitle=None, abstract=None, keywords=())


def test_an_article_without_pages_has_a_number() -> None:
    made = record(front_kit.article())
    assert "eid       = {e12}," in cite_this.bibtex(made)
    assert "C7  - e12\r\n" in cite_this.ris(made)
    item = cite_this.csl_item(made)
    assert (item["page"], item["number"]) == ("e12", "e12")
