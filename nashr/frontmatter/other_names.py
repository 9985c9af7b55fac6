"""What authors write in place of the keys of front matter: keys of other tools, other words."""

from __future__ import annotations

from nashr.messages import Message

_OF_PRODUCTS = Message(
    "It is a key of Quarto, R Markdown or pandoc: take it out; journal.yaml says how articles look."
)
#: Keys that other tools have at the top of a manuscript.
HINTS = {
    **dict.fromkeys(
        (
            *("format", "execute", "editor", "output", "header-includes", "link-citations", "toc"),
            *(
                "number-sections",
                "knitr",
                "jupyter",
                "engine",
                "crossref",
                "documentclass",
                "params",
            ),
            *(
                "geometry",
                "fontsize",
                "mainfont",
                "papersize",
                "classoption",
                "linkcolor",
                "filters",
            ),
            *(
                "toc-depth",
                "colorlinks",
                "include-in-header",
                "runtime",
                "site",
                "project",
                "theme",
            ),
            *(
                "layout",
                "draft",
                "kernelspec",
                "jupytext",
                "exports",
                "code-fold",
                "css",
                "template",
            ),
        ),
        _OF_PRODUCTS,
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
#: What an item of a list is to be that is written as a text and has keys.
ITEMS = {
    "authors": Message("Write for each a line “- given: …” and below it “family: …”."),
    "affiliations": Message("Write for each a line “- id: …” and below it “name: …”."),
}
