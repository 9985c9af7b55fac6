"""An article that says all that front matter can say, in three languages; its names are samples."""

from __future__ import annotations

from nashr.frontmatter.load import parse_article, parse_journal, split_manuscript
from nashr.model import Article, Journal, Source

JOURNAL_YAML = """\
title: Sınaq Jurnalı
titles: {en: The Trial Journal, ru: Пробный журнал}
publisher:
  name: Sınaq Nəşriyyatı
  place: Bakı
  translations: {en: {name: Trial Press, place: Baku}, ru: {name: Пробное издательство}}
issn: {online: 8765-4326}
language: az
license: CC-BY-4.0
"""

FRONT_MATTER = """\
title: Muğamın notları
lang: az
classification:
  udc: 78.01(479.24)
  bbk: 85.31(5Аз)
  jel: [Z11, L82]
  msc: 00A65
  pacs: 43.75.Bc
  field: Sənətşünaslıq
abstract: Birinci xülasə.
keywords: [muğam, not]
extended-abstract: |
  # Uzun giriş

  Geniş xülasənin mətni.
translations:
  en:
    title: The Notes of Mugham
    abstract: The second abstract.
    keywords: [mugham, note]
    extended-abstract: The text of the *extended* one.
    contribution-share: Both did half.
    funding-statement: Paid by a trial fund.
    conflict-of-interest: There is none.
    ethics: {statement: The interviews were allowed., committee: Trial Committee}
    data-availability: All data are open.
    peer-review: double-blind
    special-issue: The Music of the Caspian
    derived-from: The article is based on the *dissertation*.
    acknowledgements: Thanks to all.
  ru:
    title: Ноты мугама
    keywords: [мугам, нота]
authors:
  - given: Aynur
    patronymic: Sınaq qızı
    family: Sınaqova
    orcid: 0000-0002-1825-0097
    email: a@example.org
    corresponding: true
    affiliations: [a]
    degree: sənətşünaslıq üzrə fəlsəfə doktoru
    academic-title: dosent
    position: kafedra müdiri
    roles: [methodology]
    translations:
      en: {degree: PhD in Art Studies, academic-title: Associate Professor, position: Head}
      ru: {given: Айнур, patronymic: Сынаг гызы, family: Сынагова, degree: доктор философии}
  - given: Kamran
    family: Nümunəli
    affiliations: [b]
    position: baş müəllim
    translations: {ru: {given: Кямран, family: Нюмунели}}
affiliations:
  - id: a
    name: Sınaq Akademiyası
    department: Muğam kafedrası
    city: Bakı
    ror: 00f54p054
    translations:
      en: {name: Trial Academy, department: Department of Mugham, city: Baku}
      ru: {name: Пробная академия}
  - {id: b, name: Sınaq Universiteti, translations: {en: {name: Trial University}}}
dates:
  received: 2026-01-12
  sent: 2026-01-15
  reviewed: 2026-02-10
  revised: 2026-02-16
  resubmitted: 2026-02-18
  accepted: 2026-03-02
  published: 2026-03-31
volume: 1
issue: 1
year: 2026
article-number: e12
isbn: 978-0-306-40615-7
special-issue: Xəzərin musiqisi
derived-from:
  text: Məqalə *Muğam və not* dissertasiyası əsasındadır.
  kind: thesis
  url: https://example.org/thesis
editor-in-charge: {given: Lalə, family: Redaktorlu, orcid: 0000-0001-5109-3700, affiliation: Nəşr}
reviewers: [Birinci Oxucu, {given: İkinci, family: Oxucu}]
copyright-holder: Sınaq Nəşriyyatı
copyright-year: 2025
funding:
  - {funder: Sınaq Fondu, award: N-1, translations: {en: Trial Fund}}
contribution-share: {Sınaqova: 60, Nümunəli: 40}
funding-statement: İşə fond kömək edib.
conflict-of-interest: Toqquşma yoxdur.
ethics:
  statement: Müsahibələrə icazə verilib.
  committee: Sınaq Komitəsi
  date: 2025-12-01
  number: 2025/17
consent: İştirakçılar razıdır.
data-availability: Məlumatlar açıqdır.
ai-use: İstifadə olunmayıb.
peer-review: single-blind
plagiarism-check: Oxşarlıq dörd faizdir.
acknowledgements: Arxivə təşəkkürlər.
"""

#: What the front matter above gives every product to show, once at least, beside its titles.
SHOWN = (
    *("78.01(479.24)", "85.31(5Аз)", "Z11", "L82", "00A65", "43.75.Bc", "Sənətşünaslıq"),
    *("Geniş xülasə", "Uzun giriş", "Geniş xülasənin mətni.", "Extended abstract"),
    *("Both did half.", "Paid by a trial fund.", "There is none.", "All data are open."),
    *("The interviews were allowed.", "Trial Committee", "Double-blind", "Thanks to all."),
    *("Aynur Sınaq qızı Sınaqova", "sənətşünaslıq üzrə fəlsəfə doktoru", "dosent"),
    *("kafedra müdiri", "PhD in Art Studies", "Associate Professor", "Head"),
    *("Айнур Сынаг гызы Сынагова", "доктор философии", "Кямран Нюмунели", "baş müəllim"),
    *("Trial Academy", "Department of Mugham", "Baku", "Пробная академия", "Trial University"),
    *("The Trial Journal", "Trial Press", "Пробный журнал", "Пробное издательство"),
    *("The Music of the Caspian", "The article is based on the"),
    *("e12", "Xəzərin musiqisi", "dissertasiyası əsasındadır.", "https://example.org/thesis"),
    *("Lalə Redaktorlu", "Birinci Oxucu", "İkinci Oxucu", "Məsul redaktor"),
    *("2025", "Sınaq Nəşriyyatı", "Trial Fund", "60%", "40%", "İşə fond kömək edib."),
    *("Toqquşma yoxdur.", "Müsahibələrə icazə verilib.", "Sınaq Komitəsi", "2025/17"),
    *("İştirakçılar razıdır.", "Məlumatlar açıqdır.", "İstifadə olunmayıb."),
    *("Birtərəfli anonim", "Oxşarlıq dörd faizdir.", "Arxivə təşəkkürlər."),
)

#: The dates of the front matter as Azerbaijani writes them, and what it calls each.
DATED = (
    ("Redaksiyaya daxil olub", "12 yanvar 2026"),
    ("Rəyə göndərilib", "15 yanvar 2026"),
    ("Rəy verilib", "10 fevral 2026"),
    ("Təkrar işlənib", "16 fevral 2026"),
    ("Təkrar daxil olub", "18 fevral 2026"),
    ("Çapa qəbul edilib", "2 mart 2026"),
    ("Dərc olunub", "31 mart 2026"),
)


def journal() -> Journal:
    found = parse_journal(Source("journal.yaml", JOURNAL_YAML))
    assert found.value is not None, found.diagnostics
    return found.value


def article(front_matter: str = FRONT_MATTER) -> Article:
    split = split_manuscript(Source("a.md", f"---\n{front_matter}---\nText.\n")).value
    assert split is not None
    found = parse_article(split, "sinaq", journal())
    assert found.value is not None, found.diagnostics
    return found.value
