"""What authors write in place of the keys of front matter: keys of other tools, other words."""

from __future__ import annotations

from nashr.messages import Message

_OF_PRODUCTS = Message(
    "It is a key of another program (Quarto, R Markdown, pandoc, Jekyll, Obsidian …): take it out; "
    "journal.yaml says how articles look."
)
_AT_THE_TOP = """
    format execute editor output header-includes link-citations toc number-sections knitr jupyter
    engine crossref documentclass params geometry fontsize mainfont papersize classoption linkcolor
    filters toc-depth colorlinks include-in-header runtime site project theme layout draft
    kernelspec jupytext exports code-fold css template
    toc-title toc-location lof lot numbersections secnumdepth linestretch indent pagestyle
    sansfont monofont romanfont mathfont CJKmainfont mainfontoptions sansfontoptions monofontoptions
    romanfontoptions fontfamily citecolor urlcolor toccolor link-bibliography standalone from to
    titlepage reference-section-title suppress-bibliography polyglossia-lang polyglossia-otherlangs
    babel-lang babel-otherlangs biblatex biblatexoptions figureTitle tableTitle listingTitle
    lofTitle lotTitle lolTitle figPrefix tblPrefix eqnPrefix secPrefix chapters autoSectionLabels
    title-block-banner abstract-title fig-cap-location tbl-cap-location cap-location
    reference-location appendix-style lightbox freeze cache embed-resources self-contained
    html-math-method pdf-engine keep-tex keep-md latex_engine listing website book image image-alt
    citation number_sections link_citations date-modified date-format
    numbering abbreviations downloads thumbnail github open_access venue banner parts site-url
    permalink slug url aliases weight menu comments published excerpt cover featured mathjax katex
    series share lastmod cssclass cssclasses publish created updated modified up related status
    journal repository
"""
#: Keys that other tools have at the top of a manuscript.
HINTS = {
    **dict.fromkeys(_AT_THE_TOP.split(), _OF_PRODUCTS),
    **dict.fromkeys(
        ("math", "macros"),
        Message("Define them at the top of the text: $$\\newcommand{\\R}{\\mathbb{R}}$$"),
    ),
    **dict.fromkeys(
        ("csl", "biblio-style", "citation-style", "cite-method", "natbiboptions"),
        Message("Take it out; the citation style is that of the journal: “style” in journal.yaml."),
    ),
    "author": Message(
        "Write “authors”, and for each a line “- given: …” and below it “family: …”."
    ),
    "date": Message("Write “dates: {published: 2026-03-31}”, or leave it out."),
}

#: Other words for keys, in small letters and with hyphens.
KEYS = {
    **dict.fromkeys(
        ("surname", "last-name", "lastname", "last", "family-name", "soyad", "soyadı", "фамилия"),
        "family",
    ),
    **dict.fromkeys(
        ("first-name", "firstname", "first", "forename", "given-name", "given-names", "ad", "adı"),
        "given",
    ),
    **dict.fromkeys(("имя", "isim"), "given"),
    **dict.fromkeys(("institution", "institute", "organization", "university"), "affiliations"),
    **dict.fromkeys(("tags", "categories", "keyword", "tag"), "keywords"),
    **dict.fromkeys(("summary", "description"), "abstract"),
    **dict.fromkeys(("shorttitle", "running-head"), "short-title"),
    **dict.fromkeys(("thanks", "acknowledgments"), "acknowledgements"),
    **dict.fromkeys(("rights", "licence"), "license"),
    **dict.fromkeys(("copyright", "copyright-holders"), "copyright-holder"),
    **dict.fromkeys(("index", "key", "ref"), "id"),
    **dict.fromkeys(("affiliation", "institutes", "institutions"), "affiliations"),
    **dict.fromkeys(("correspondence", "corresponding-author"), "corresponding"),
    **dict.fromkeys(("pages", "page", "firstpage", "start-page", "səhifə", "sayfa"), "first-page"),
    **dict.fromkeys(("number", "no"), "issue"),
    **dict.fromkeys(("başlıq", "başlık", "заглавие", "название"), "title"),
    **dict.fromkeys(("müəllif", "müəlliflər", "yazar", "yazarlar", "авторы", "автор"), "authors"),
    **dict.fromkeys(("xülasə", "annotasiya", "özet", "öz", "аннотация"), "abstract"),
    **dict.fromkeys(("açar-sözlər", "anahtar-kelimeler", "ключевые-слова"), "keywords"),
    **dict.fromkeys(("dil", "язык"), "lang"),
    **dict.fromkeys(("pubdate", "publication-date", "tarix", "tarih"), "dates"),
}

#: What stands in place of keys where an author names an affiliation.
AN_ID = Message("Write the id of one that stands under the article's “affiliations”.")
#: The first keys of the items of a list, where an author writes texts instead.
ITEMS = {
    "authors": ("given", "family"),
    "affiliations": ("id", "name"),
    "sections": ("title", "articles"),
    "board": ("title", "members"),
    "members": ("given", "family"),
    "funding": ("funder", "award"),
}
