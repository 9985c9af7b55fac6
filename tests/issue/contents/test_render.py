"""The contents of an issue as a web page, in each language of the journal."""

from __future__ import annotations

import json
from urllib.parse import unquote

import lxml.html
import pytest
from issue_kit import ISSUES, MadeIssue, made_issues

from nashr.checking.validators import html as judges

LANGUAGES = {"az": "", "en": ".en", "tr": ".tr", "ru": ".ru"}


@pytest.fixture(scope="module")
def issues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MadeIssue]:
    return {one.name: one for one in made_issues(tmp_path_factory)}


def page(issue: MadeIssue, lang: str) -> lxml.html.HtmlElement:
    path = issue.folder / f"{issue.name}{LANGUAGES[lang]}.html"
    return lxml.html.document_fromstring(path.read_bytes())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ISSUES)
def test_each_article_stands_with_its_pages_and_links_that_lead_to_files(
    name: str, lang: str, issues: dict[str, MadeIssue]
) -> None:
    issue, tree = issues[name], page(issues[name], lang)
    assert tree.get("lang") == lang
    rows = tree.xpath("//li[@class='article']")
    assert [row.get("id") for row in rows] == list(issue.folios)
    for row in rows:
        first, last = issue.folios[row.get("id")]
        shown = f"{first}–{last}" if first < last else str(first)
        assert row.xpath("string(.//*[@class='pages'])").endswith(f" {shown}")
        links = row.xpath(".//a/@href")
        assert len(links) == 4
        for link in links:
            assert (issue.folder / unquote(link)).is_file(), link
    for link in tree.xpath("//header//a[not(starts-with(@href, 'https://doi.org/'))]/@href"):
        assert (issue.folder / unquote(link)).is_file(), link


def test_sections_and_titles_are_in_the_language_of_the_page(issues: dict[str, MadeIssue]) -> None:
    issue = issues["2026-1"]
    headings = {
        lang: page(issue, lang).xpath("//h2[starts-with(@id,'section')]/text()")
        for lang in LANGUAGES
    }
    assert headings["az"][1:] == ["Məqalələr", "Rəylər"]
    assert headings["en"][1:] == ["Articles", "Reviews"]
    assert headings["ru"][1:] == ["Статьи", "Рецензии"]
    russian = page(issue, "ru")
    title = russian.xpath("//li[@id='katalog']/h3")[0]
    assert (title.get("lang"), title.text_content()[:7]) == ("ru", "Каталог")
    english = page(issue, "en").xpath("//li[@id='katalog']/h3")[0]
    assert english.get("lang") == "en"
    arabic = russian.xpath("//li[@id='fahras']//*[@lang='ar']")
    assert {one.get("dir") for one in arabic if one.tag in ("h3", "div")} == {"rtl"}


def test_abstracts_are_folded_and_that_of_the_language_comes_first(
    issues: dict[str, MadeIssue],
) -> None:
    details = page(issues["2026-1"], "en").xpath("//li[@id='kitab-fondu']/details")
    assert [one.get("open") for one in details] == [None]
    assert details[0].xpath("./div/@lang") == ["en", "az"]


@pytest.mark.parametrize("name", ISSUES)
def test_indexes_read_the_issue_and_the_pages_of_its_articles(
    name: str, issues: dict[str, MadeIssue]
) -> None:
    issue, tree = issues[name], page(issues[name], "en")
    tags = {one.get("name"): one.get("content") for one in tree.xpath("//meta[@name]")}
    assert tags["citation_volume"] == "12"
    assert tags["citation_issue"] == name[-1]
    assert tags["citation_journal_title"] == "Sample Library Studies"
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    assert (data["@type"], data["issueNumber"]) == ("PublicationIssue", name[-1])
    pages = [(int(one["pageStart"]), int(one["pageEnd"])) for one in data["hasPart"]]
    assert pages == list(issue.folios.values())


def test_the_judges_find_nothing(issues: dict[str, MadeIssue]) -> None:
    for suffix in ("", ".ru"):
        path = issues["2026-1"].folder / f"2026-1{suffix}.html"
        assert not judges.nu(path).findings
        assert not judges.axe(path).findings
