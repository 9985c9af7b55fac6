"""The contents of an issue as a web page in each of the journal's languages.

A page is one file, with its fonts inside, and leads to the products of the articles beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from nashr.diagnostics import Diagnostic, Outcome
from nashr.issue import listing
from nashr.issue.account import findings, text_of_page
from nashr.issue.contents import indexing
from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.issue.wanted import IssueWords
from nashr.languages import language
from nashr.messages import Message
from nashr.model import Artifact
from nashr.outputs import typefaces
from nashr.outputs.account import shown_html
from nashr.outputs.fragments import named_issns
from nashr.outputs.html import theme_style
from nashr.outputs.html.render import COLOURS, font_rules, policy
from nashr.outputs.shells import environment
from nashr.outputs.table import outputs
from nashr.ports import Engines
from nashr.records import dataclass

MEDIA_TYPE = "text/html"
TEMPLATE, SHEET = "issue/contents.html.j2", "issue/contents.css"


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract, and its language."""

    lang: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Links:
    """What the contents lead to: the article's page, its other files with their labels, and its
    abstracts, that in the language of the contents first.
    """

    page: str
    files: tuple[tuple[str, str], ...]
    abstracts: tuple[Abstract, ...]


def render(edition: IssueEdition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
    """A page for each language of the journal: ``ISSUE.html``, and others such as
    ``ISSUE.en.html``.
    """
    pages = [_page(edition, engines, lang) for lang in edition.languages]
    found = tuple(one for _, findings in pages for one in findings)
    return Outcome(tuple(artifact for artifact, _ in pages), found)


def file_of(edition: IssueEdition, lang: str) -> str:
    """The name of the page in a language; that in the journal's own has no tag."""
    own = edition.journal.language
    return edition.file_name(".html" if lang == own else f".{lang}.html")


def _page(
    edition: IssueEdition, engines: Engines, lang: str
) -> tuple[Artifact, tuple[Diagnostic, ...]]:
    words = language(lang)
    links = {one.slug: _links(one, lang) for one in edition.articles}
    values: dict[str, Any] = {
        "page": _values(edition, lang),
        "links": links,
        "words": words,
        "words_of": language,
        "labels": words.labels,
        "policy": "",
        "style": Markup(""),
    }
    template = environment(edition.templates).get_template(TEMPLATE)
    bare = template.render(values)
    faces = edition.theme.typefaces
    more = typefaces.SCREEN_HEADINGS if "headings" in faces else ()
    fonts = font_rules(engines.fonts.themed(faces), bare, words, more)
    own = (theme_style.style(edition.theme.settings), edition.theme.sheets.get("issue", ""))
    sheets = (edition.templates[COLOURS], edition.templates[SHEET], *filter(None, own))
    style = "\n".join((fonts, *sheets)).strip()
    json_ld = values["page"]["json_ld"]
    values |= {"style": Markup(style), "policy": policy([style], [json_ld], images=False)}
    data = template.render(values).encode()
    found = (*_unnamed(edition, lang), *_account(edition, lang, data))
    return Artifact(file_of(edition, lang), data, MEDIA_TYPE), found


def _account(edition: IssueEdition, lang: str, page: bytes) -> tuple[Diagnostic, ...]:
    """What of the words of the contents the page does not show."""
    wanted = IssueWords(edition).page_of_contents(lang)
    product = Message("the contents page {file}", file=file_of(edition, lang))
    return findings(product, wanted, text_of_page(shown_html.parsed(page)))


def _values(edition: IssueEdition, lang: str) -> Mapping[str, Any]:
    """What the template shows beside the articles."""
    journal, issue = edition.journal, edition.issue
    words = language(lang)
    publisher = journal.publisher
    local = publisher.translations.get(lang) if publisher else None
    names = local or ((publisher.name, publisher.place) if publisher else ())
    title = listing.whole_title(edition, lang)
    number = len(edition.articles)
    return {
        "lang": lang,
        "title": title,
        "description": f"{title}. {words.labels.contents}: {number}",
        "journal": edition.journal_title(lang),
        "facts": listing.facts(issue, words),
        "special": issue.title_in(lang),
        "special_lang": lang if lang in issue.titles else journal.language,
        "issns": named_issns(edition.issn, words),
        "doi": issue.doi,
        "isbn": issue.isbn,
        "versions": [(tag, quote(file_of(edition, tag))) for tag in edition.languages],
        "names": " · ".join(language(tag).endonym for tag in edition.languages),
        "whole": quote(edition.file_name(".pdf")),
        "book": quote(edition.file_name(".epub")),
        "sections": listing.sections(edition, lang),
        "publisher": words.comma.join(filter(None, names)),
        "tags": indexing.highwire(edition, lang),
        "json_ld": Markup(indexing.json_ld(edition, lang)),
    }


def _links(article: NumberedArticle, lang: str) -> Links:
    folder = quote(article.slug)
    files = {
        name: f"{folder}/{quote(artifact.name)}" for name, artifact in article.products.items()
    }
    shown = [row for row in outputs() if row.name in files]
    page = next((files[row.name] for row in shown if row.view == "page"), "")
    others = tuple((row.button, files[row.name]) for row in shown if row.button)
    own = article.entry.record.lang
    ordered = sorted(article.entry.abstracts, key=lambda tag: (tag != lang, tag != own))
    abstracts = tuple(Abstract(tag, Markup(article.entry.abstracts[tag])) for tag in ordered)
    return Links(page, others, abstracts)


def _unnamed(edition: IssueEdition, lang: str) -> list[Diagnostic]:
    """The sections that have no heading in a language: that of the journal stands in its place."""
    if lang == edition.journal.language:
        return []
    return [
        Diagnostic(
            "issue-heading-untranslated",
            edition.loaded.span("sections", number, "title"),
            Message(
                "The heading “{title}” has no translation: {lang}.", title=one.title, lang=lang
            ),
            Message("Add it below “titles”."),
        )
        for number, one in enumerate(edition.issue.sections)
        if one.title and lang not in one.titles
    ]
