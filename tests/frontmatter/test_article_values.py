"""What journals in several languages ask of the front matter, as it is read and found wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from nashr.diagnostics import Diagnostic
from nashr.frontmatter.json_schema import json_schema
from nashr.frontmatter.load import parse_article, parse_journal, split_manuscript
from nashr.model import (
    Article,
    Classification,
    EthicsDecision,
    Journal,
    LocalAffiliation,
    LocalAuthor,
    Origin,
    Person,
    Publisher,
    Source,
)

JOURNAL = Journal("Jurnal", "az", copyright_holder=("Nəşriyyat",))

WHOLE = """\
title: Başlıq
lang: az
classification:
  udc: 327(479.24); 94(560)
  bbk: [63.3(5Аз)]
  jel: [f51, Q4]
  msc: 35Q30
  pacs: 42.25.Fx
  field: Tarix elmləri
extended-abstract: |
  # Giriş
  Mətn.
translations:
  ru:
    title: Заглавие
    extended-abstract: Резюме статьи.
    funding-statement: Без финансирования.
    ethics: {statement: Одобрено., committee: Комитет}
    peer-review: double-blind
  en: {title: Title, ethics: Approved., acknowledgements: Thanks.}
authors:
  - given: Ülviyyə
    patronymic: Rəhim qızı
    family: Əliyeva
    degree: tarix üzrə fəlsəfə doktoru
    academic-title: dosent
    position: kafedra müdiri
    affiliations: [u]
    translations:
      ru: {given: Ульвия, patronymic: Рагим гызы, family: Алиева, degree: доктор философии}
  - name: Tarix İnstitutu
    translations: {en: {name: Institute of History}}
affiliations:
  - {id: u, name: Universitet, city: Bakı, translations: {ru: {name: Университет, city: Баку}}}
dates:
  received: 2026-01-01
  sent: 2026-01-10
  reviewed: 2026-02-10
  revised: 2026-02-01
  resubmitted: 2026-02-20
  accepted: 2026-03-01
volume: 1
article-number: e12
special-issue: Xəzərin enerjisi
derived-from: {text: Məqalə *dissertasiya* əsasındadır., kind: thesis, doi: 10.5555/t}
editor-in-charge: {given: Aynur, family: Nümunə, orcid: 0000-0002-1825-0097}
reviewers: [Kamran Sınaq, {given: B, family: C, affiliation: D}]
copyright-year: 2025
funding: {}
contribution-share: {Əliyeva: 60%, 2: 40}
funding-statement: Maliyyələşdirilməyib.
ethics: {committee: Etika komitəsi, date: 2025-12-01, number: 5}
consent: Alınıb.
data-availability: Açıqdır.
ai-use: İstifadə olunmayıb.
peer-review: Double blind
plagiarism-check: Yoxlanılıb.
""".replace("funding: {}\n", "")


def parsed(front: str) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    manuscript = split_manuscript(Source("a.md", f"---\n{front}\n---\nText.\n")).value
    assert manuscript is not None
    found = parse_article(manuscript, "a", JOURNAL)
    return found.value, found.diagnostics


def good(front: str) -> Article:
    article, diagnostics = parsed(front)
    assert article is not None, diagnostics
    assert not diagnostics
    return article


def test_what_the_rules_of_the_journals_ask_for() -> None:
    article = good(WHOLE)
    assert article.classification == Classification(
        udc=("327(479.24)", "94(560)"),
        bbk=("63.3(5Аз)",),
        jel=("F51", "Q4"),
        msc=("35Q30",),
        pacs=("42.25.Fx",),
        field=("Tarix elmləri",),
    )
    assert article.dates.sent == dt.date(2026, 1, 10)
    assert article.dates.resubmitted == dt.date(2026, 2, 20)
    assert (article.article_number, article.special_issue) == ("e12", "Xəzərin enerjisi")
    assert article.origin == Origin("thesis", "10.5555/t")
    assert article.derived_from == "Məqalə *dissertasiya* əsasındadır."
    assert article.editors == (Person("Nümunə", "Aynur", "0000-0002-1825-0097"),)
    assert article.reviewers == (Person("Kamran Sınaq"), Person("C", "B", None, "D"))
    assert (article.copyright_holder, article.copyright_year) == (("Nəşriyyat",), 2025)
    assert article.ethics_decision == EthicsDecision("Etika komitəsi", dt.date(2025, 12, 1), "5")
    assert article.ethics is None
    assert article.data_availability == "Açıqdır."


def test_authors_have_ranks_and_names_in_other_languages() -> None:
    first, second = good(WHOLE).authors
    assert first.name == "Ülviyyə Rəhim qızı Əliyeva"
    assert (first.short_name, second.short_name) == ("Ülviyyə Əliyeva", "Tarix İnstitutu")
    assert first.ranks == ("tarix üzrə fəlsəfə doktoru", "dosent", "kafedra müdiri")
    assert (first.share, second.share) == ("60", "40")
    assert first.translations == {
        "ru": LocalAuthor("Алиева", "Ульвия", "Рагим гызы", "доктор философии")
    }
    russian = first.in_language("ru")
    assert (russian.name, russian.ranks) == ("Ульвия Рагим гызы Алиева", ("доктор философии",))
    assert second.in_language("en").name == "Institute of History"
    assert first.in_language("en").name == first.name
    assert first.in_language("en").ranks == ()


def test_affiliations_have_names_in_other_languages() -> None:
    (place,) = good(WHOLE).affiliations
    assert place.translations == {"ru": LocalAffiliation("Университет", city="Баку")}
    assert place.in_language("ru").name == "Университет"
    assert place.in_language("en") == place


def test_statements_stand_in_each_language() -> None:
    article = good(WHOLE)
    own, russian, english = article.texts
    assert own.extended_abstract == "# Giriş\nMətn."
    assert russian.statements == {
        "funding-statement": "Без финансирования.",
        "ethics": "Одобрено.",
        "peer-review": "Двустороннее слепое.",
    }
    assert russian.ethics_committee == "Комитет"
    assert english.statements == {"ethics": "Approved.", "acknowledgements": "Thanks."}
    assert article.peer_review == "İkitərəfli anonim."


def test_a_peer_review_may_be_a_sentence() -> None:
    assert good("title: T\npeer-review: İki *rəyçi*.").peer_review == "İki *rəyçi*."


def test_contributions_may_be_a_sentence() -> None:
    article = good("title: T\nauthors: [{family: A}]\ncontribution-share: Hamısı birgə.")
    assert article.contribution_share == "Hamısı birgə."
    assert article.authors[0].share is None


def test_the_journal_has_a_publisher_in_several_languages() -> None:
    text = (
        "title: J\nlanguage: az\ndates-style: numbers\ncopyright-holder: [A, B]\n"
        "publisher: {name: N, translations: {en: {name: P, place: Baku}, ru: {name: И}}}\n"
    )
    journal = parse_journal(Source("j", text)).value
    assert journal is not None
    assert journal.publisher == Publisher(
        "N", translations={"en": ("P", "Baku"), "ru": ("И", None)}
    )
    assert (journal.dates_style, journal.copyright_holder) == ("numbers", ("A", "B"))


# --- what is wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "line", "message", "hint"),
    [
        ("classification: {udc: UOT 327}", 3, "begins with the name", "327(479.24)"),
        ("classification: {udc: tarix}", 3, "not a number of the UDC", "327(479.24)"),
        ("classification: {bbk: ББК 63.3}", 3, "begins with the name", "63.3"),
        ("classification: {bbk: tarix}", 3, "not an index of the BBK", "63.3"),
        ("classification: {jel: [F51, F512]}", 3, "“F512” is not a JEL code", "F51"),
        ("classification: {msc: 35q30}", 3, "not a code of the MSC", "35Q30"),
        ("classification: {pacs: 42.25}", 3, "not a code of the PACS", "42.25.Fx"),
        ("peer-review: duoble-blind", 3, "not a kind of peer review", "“double-blind”"),
        ("derived-from: {text: T, kind: tesis}", 3, "is not thesis", "“thesis”"),
        ("isbn: 978-0-306-40615-8", 3, "ISBN", ""),
        ("article-number: 3\nfirst-page: 5", 3, "begins on page 5", "Take out"),
        ("dates: {sent: 2026-02-01, revised: 2026-01-01}", 3, "before it was “sent”", "order"),
        (
            "dates: {reviewed: 2026-02-01, accepted: 2026-01-01}",
            3,
            "before it was “reviewed”",
            "reviewed or revised or resubmitted",
        ),
        ("authors: [{family: A}]\ncontribution-share: {Xyz: 100}", 4, "“Xyz” is not one", "number"),
        ("authors: [{family: A}]\ncontribution-share: {A: x}", 4, "not a share", "1 to 100"),
        ("authors: [{family: A}]\ncontribution-share: {A: 60}", 4, "make 60 percent", "sentence"),
        (
            "authors: [{family: A}]\ncontribution-share: {A: 50, 1: 50}",
            4,
            "has two shares",
            "Take one",
        ),
        (
            "authors: [{family: A, translations: {ru: {family: А}}}]",
            3,
            "“ru” is printed nowhere",
            "title in “ru”",
        ),
        (
            "affiliations: [{id: u, name: U, translations: {az: {name: V}}}]",
            3,
            "article's own language",
            "beside",
        ),
        ("funding: [{funder: F, translations: {tr: G}}]", 3, "“tr” is printed nowhere", "tr"),
        ("reviewers: [{name: A, family: B}]", 3, "A person has a “name”", "whole name"),
        ("ethics: {comittee: C}", 3, "“comittee” is not a key", "“committee”"),
        ("translations: {en: {title: T, ethics: {date: 2026-01-01}}}", 3, "“date” is not", ""),
    ],
)
def test_what_an_editor_is_told(front: str, line: int, message: str, hint: str) -> None:
    article, diagnostics = parsed(f"title: T\n{front}")
    assert article is None
    (only,) = diagnostics
    assert only.span.line == line
    assert message in only.message
    assert hint in (only.hint or "")


# --- what the documentation says -----------------------------------------------------------

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "writing.md"
_ROW = re.compile(r"^\| (`[^|]*`) \| `([^|`]*: [^|`]*)` \| ", re.M)
_ROWS = _ROW.findall(_PAGE.read_text("utf-8").partition("### All keys")[2].partition("\n###")[0])


def test_the_documentation_has_every_key() -> None:
    listed = [key for keys, _ in _ROWS for key in re.findall(r"`([\w-]+)`", keys)]
    assert sorted(listed) == sorted(json.loads(json_schema("article"))["properties"])


@pytest.mark.parametrize("example", [example for _, example in _ROWS])
def test_the_examples_of_the_documentation_are_right(example: str) -> None:
    title = "" if example.startswith("title:") else "title: T\n"
    two = "authors: [{family: A}, {family: B}]\n" if "share" in example else ""
    doi = "doi: 10.5555/x\n" if example.startswith("sample-values") else ""
    lang = "translations: {en: {title: T}}\n" if example.startswith("funding: ") else ""
    article, diagnostics = parsed(f"{title}{two}{lang}{doi}{example}")
    assert article is not None, diagnostics
    assert {found.code for found in diagnostics} <= {"value-sample"}
