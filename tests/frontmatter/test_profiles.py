"""Profiles: what an index or a commission asks a journal and its articles to have."""

from __future__ import annotations

from pathlib import Path

import pytest

from nashr.frontmatter.load import parse_article, parse_journal, split_manuscript
from nashr.frontmatter.profiles import profile
from nashr.frontmatter.value_types import PROFILES
from nashr.model import Journal, Source

ROOT = Path(__file__).resolve().parents[2]
JOURNAL = """title: Nümunə jurnalı
language: az
issn: {online: 1234-5679}
publisher: {name: Nümunə nəşriyyatı}
license: CC-BY-4.0
profile: [aak, vak, tr-dizin, dergipark, doaj, pmc]
references-latin: true
"""
ARTICLE = """title: Başlıq
abstract: Qısa mətn.
keywords: [bir, iki, üç]
translations:
  en: {title: T, abstract: A, keywords: [a, b, c]}
  ru: {title: Т, abstract: А, keywords: [а, б, в]}
  tr: {title: B, abstract: Ö, keywords: [a, b, c]}
classification: {udc: "327"}
authors:
  - given: Nümunə
    family: Müəllif
    orcid: 0000-0000-0000-0001
    degree: fəlsəfə doktoru
    affiliations: [u]
    roles: [conceptualization]
affiliations:
  - {id: u, name: Nümunə Universiteti}
dates: {received: 2026-01-05, accepted: 2026-02-05, published: 2026-03-05}
doi: 10.5555/sample
volume: 1
issue: 1
year: 2026
first-page: 5
ethics: Yoxdur.
conflict-of-interest: Yoxdur.
"""


def _journal(text: str = JOURNAL) -> tuple[Journal, list[str]]:
    found = parse_journal(Source("manuscript/journal.yaml", text))
    assert found.value is not None
    return found.value, [str(one.message) for one in found.diagnostics]


def _findings(article: str, journal: str = JOURNAL) -> list[tuple[int, str]]:
    source = Source("manuscript/a/article.md", f"---\n{article}---\n\nMətn.\n")
    manuscript = split_manuscript(source).value
    assert manuscript is not None
    found = parse_article(manuscript, "a", _journal(journal)[0])
    assert {one.code for one in found.diagnostics} <= {"profile-unmet"}
    return [(one.span.line, str(one.message)) for one in found.diagnostics]


def test_an_article_that_has_everything_meets_all_profiles() -> None:
    assert _journal()[1] == []
    assert _findings(ARTICLE) == []


@pytest.mark.parametrize(
    ("line", "profiles"),
    [
        ("classification: {udc: \"327\"}\n", {"Ali Attestasiya Komissiyası", "ВАК"}),
        ("ethics: Yoxdur.\n", {"TR Dizin"}),
        ("conflict-of-interest: Yoxdur.\n", {"ВАК", "TR Dizin", "PubMed Central"}),
        ("    orcid: 0000-0000-0000-0001\n",
         {"Ali Attestasiya Komissiyası", "TR Dizin", "DergiPark"}),
        ("    degree: fəlsəfə doktoru\n", {"Ali Attestasiya Komissiyası"}),
        ("doi: 10.5555/sample\n", {"DOAJ", "PubMed Central"}),
        ("  ru: {title: Т, abstract: А, keywords: [а, б, в]}\n",
         {"Ali Attestasiya Komissiyası", "ВАК"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_by_its_profiles(line: str, profiles: set[str]) -> None:
    assert line in ARTICLE
    found = _findings(ARTICLE.replace(line, ""))
    assert {message.partition(" asks for ")[0] for _, message in found} == profiles


def test_a_finding_stands_where_the_value_is() -> None:
    [(line, message)] = _findings(
        ARTICLE.replace("[a, b, c]}\n  ru", "[a, b]}\n  ru"), JOURNAL.replace(
            "[aak, vak, tr-dizin, dergipark, doaj, pmc]", "aak")
    )  # fmt: skip
    assert line == 6
    assert message.endswith("in the language “en” there are 2.")


def test_a_list_of_references_in_latin_letters_is_asked_for() -> None:
    for journal, article in (
        (JOURNAL.replace("references-latin: true\n", ""), ARTICLE),
        (JOURNAL, f"{ARTICLE}references-latin: false\n"),
    ):
        found = [message for _, message in _findings(article, journal)]
        assert found == [
            f"{one} asks for “references-latin”."
            for one in ("Ali Attestasiya Komissiyası", "ВАК")
        ]  # fmt: skip


def test_the_address_of_the_full_text_does_for_a_doi() -> None:
    article = ARTICLE.replace("doi: 10.5555/sample\n", "")
    assert any(message.startswith("DOAJ") for _, message in _findings(article))
    journal = f"{JOURNAL}articles-url: https://example.org/articles\n"
    assert not any(message.startswith("DOAJ") for _, message in _findings(article, journal))


def test_an_editorial_needs_none_of_it() -> None:
    assert _findings("title: Ön söz\ntype: editorial\n") == []


@pytest.mark.parametrize(
    ("project", "profiles"), [("azerbaijan", ("aak",)), ("turkiye", ("tr-dizin", "dergipark"))]
)
def test_the_sample_journals_meet_the_profiles_that_they_name(
    project: str, profiles: tuple[str, ...]
) -> None:
    folder = ROOT / "tests" / "projects" / project / "manuscript"
    journal, said = _journal((folder / "journal.yaml").read_text("utf-8"))
    assert (journal.profiles, [one[:14] for one in said]) == (profiles, ["Still samples:"])
    for path in folder.glob("*/article.md"):
        manuscript = split_manuscript(Source("a.md", path.read_text("utf-8"))).value
        assert manuscript is not None
        found = parse_article(manuscript, path.parent.name, journal).diagnostics
        assert {one.code for one in found} == {"value-sample"}, "they are marked as samples"


def test_a_journal_lacks_things_too() -> None:
    _, said = _journal("title: A\nlanguage: az\nprofile: doaj\n")
    assert said == [
        "DOAJ asks for “issn”.",
        "DOAJ asks for “license”.",
        "DOAJ asks for “publisher”.",
    ]


@pytest.mark.parametrize("name", PROFILES)
def test_each_rule_has_its_source_and_stands_in_the_docs(name: str) -> None:
    one = profile(name)
    page = (ROOT / "docs" / "profiles.md").read_text("utf-8")
    assert f"## {one.title}: `{name}`" in page
    for rule in (*one.journal, *one.article):
        assert len(rule.source) > 10
        assert rule.source in page
