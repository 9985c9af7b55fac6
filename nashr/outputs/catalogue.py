"""What a catalogue knows about an article, as plain text: the ground of its indexing tags and of
the records that "cite this article" offers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from nashr import ast
from nashr.model import (
    Affiliation,
    Article,
    Author,
    Classification,
    Document,
    Funding,
    Journal,
    LocalText,
    Person,
)
from nashr.records import dataclass

DOI_RESOLVER = "https://doi.org/"
ORCID_REGISTRY = "https://orcid.org/"

#: The deeds of the licences that ``nashr.languages.LICENSES`` names, by SPDX identifier.
_DEEDS = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class Contributor:
    """An author with the affiliations that the article's front matter gives him."""

    author: Author
    affiliations: tuple[Affiliation, ...]

    @property
    def orcid_url(self) -> str | None:
        return f"{ORCID_REGISTRY}{self.author.orcid}" if self.author.orcid else None

    @property
    def inverted_name(self) -> str:
        """Family name first, as catalogues file it."""
        return inverted_name(self.author)

    @property
    def other_names(self) -> tuple[tuple[str, Author], ...]:
        """The author by the names of other languages, each with its tag."""
        return tuple(
            (lang, self.author.in_language(lang))
            for lang, local in self.author.translations.items()
            if local.family or local.given
        )


def inverted_name(author: Author | Person) -> str:
    """Family name first, as catalogues file it."""
    return f"{author.family}, {author.given}" if author.given else author.family


@dataclass(frozen=True, slots=True)
class LocalRecord:
    """Title, abstract and keywords in one language, without markup."""

    lang: str
    title: str
    subtitle: str
    abstract: str
    keywords: tuple[str, ...]

    @property
    def full_title(self) -> str:
        """Title and subtitle in one line."""
        return f"{self.title}{self.joint}{self.subtitle}" if self.subtitle else self.title

    @property
    def joint(self) -> str:
        """What stands between title and subtitle. A title that ends in ? or ! takes no colon."""
        return " " if self.title.endswith(("?", "!", "…", ":")) else ": "


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """The article as a bibliography would list it."""

    slug: str
    lang: str
    type: str
    texts: tuple[LocalRecord, ...]
    contributors: tuple[Contributor, ...]
    journal: str
    journal_short: str | None
    publisher: str | None
    publisher_place: str | None
    journal_url: str | None
    issn_print: str | None
    issn_online: str | None
    volume: str | None
    issue: str | None
    year: int | None
    published: dt.date | None
    first_page: str | None
    #: None where it is not known, and where there is no first page.
    last_page: str | None
    doi: str | None
    license_url: str | None
    article_number: str | None
    #: Of the e-book, in thirteen digits.
    isbn: str | None
    editors: tuple[Person, ...]
    #: What the article is about, by the name of the classification and the code.
    codes: tuple[tuple[str, str], ...]
    funders: tuple[Funding, ...]
    #: Whom the copyright belongs to, where they are not the authors, and since when.
    copyright_holder: tuple[str, ...]
    copyright_year: int | None
    #: The reference list, an entry a line.
    references: tuple[str, ...]

    @property
    def text(self) -> LocalRecord:
        return self.texts[0]

    @property
    def title(self) -> str:
        return self.text.full_title

    @property
    def doi_url(self) -> str | None:
        return f"{DOI_RESOLVER}{self.doi}" if self.doi else None

    @property
    def pages(self) -> str | None:
        """The pages with an en dash; the first alone where there is one, or the last is unknown."""
        if self.last_page in (None, self.first_page):
            return self.first_page
        return f"{self.first_page}–{self.last_page}"

    @property
    def issns(self) -> tuple[str, ...]:
        return tuple(issn for issn in (self.issn_online, self.issn_print) if issn)


def catalogue_record(
    journal: Journal,
    document: Document,
    last_page: int | None = None,
    formulas: Mapping[str, str] | None = None,
) -> CatalogueRecord:
    """The article's record, its Markdown read as text. ``last_page`` is the one that was set,
    ``formulas`` are lines of text by the TeX of formulas.
    """
    article = document.article
    # An article with a number has no pages to cite, also where an issue sets it on some.
    first = None if article.article_number else article.first_page
    last = (last_page or article.last_page) if first else None
    publisher = journal.publisher
    return CatalogueRecord(
        slug=article.slug,
        lang=article.lang,
        type=article.type,
        texts=tuple(_local(document, text, formulas) for text in article.texts),
        contributors=contributors(article),
        journal=journal.title,
        journal_short=journal.short_title,
        publisher=publisher.name if publisher else None,
        publisher_place=publisher.place if publisher else None,
        journal_url=journal.url,
        issn_print=journal.issn.print,
        issn_online=journal.issn.online,
        volume=article.volume,
        issue=article.issue,
        year=year_of(article),
        published=article.dates.published,
        first_page=str(first) if first else None,
        last_page=str(last) if last else None,
        doi=article.doi,
        license_url=license_url(license_of(journal, article)),
        article_number=article.article_number,
        isbn=article.isbn,
        editors=article.editors,
        codes=_codes(article.classification),
        funders=article.funding,
        copyright_holder=article.copyright_holder,
        copyright_year=copyright_year(article),
        references=tuple(ast.plain_text(one.inlines, formulas) for one in document.references),
    )


def _codes(about: Classification) -> tuple[tuple[str, str], ...]:
    schemes = ("udc", "bbk", "jel", "msc", "pacs")
    return tuple((name.upper(), code) for name in schemes for code in getattr(about, name))


def contributors(article: Article) -> tuple[Contributor, ...]:
    """The authors in their order, each with his affiliations in the order that he gives them."""
    by_id = {affiliation.id: affiliation for affiliation in article.affiliations}
    return tuple(
        Contributor(author, tuple(by_id[i] for i in author.affiliations if i in by_id))
        for author in article.authors
    )


def license_of(journal: Journal, article: Article) -> str | None:
    """The SPDX identifier of the article's licence, or else of the journal's."""
    return article.license or journal.license


def copyright_holders(article: Article) -> tuple[str, ...]:
    """Whom the copyright belongs to: as it is said, or else to the authors."""
    return article.copyright_holder or tuple(author.name for author in article.authors)


def copyright_year(article: Article) -> int | None:
    """The year of the copyright: as it is said, or else of the volume, or of publication."""
    return article.copyright_year or year_of(article)


def year_of(article: Article) -> int | None:
    """The year of the volume, or else that of publication."""
    published = article.dates.published
    return article.year or (published.year if published else None)


def license_url(license_id: str | None) -> str | None:
    """Where the licence's deed stands; None for a licence that has none known here."""
    return _DEEDS.get(license_id) if license_id else None


def _local(document: Document, text: LocalText, formulas: Mapping[str, str] | None) -> LocalRecord:
    def field(name: str, source: str | None) -> str:
        blocks = document.fields.get(f"{name}.{text.lang}")
        if not blocks:
            return " ".join((source or "").split())
        return ast.plain_text(blocks, formulas)

    return LocalRecord(
        lang=text.lang,
        title=field("title", text.title),
        subtitle=field("subtitle", text.subtitle),
        abstract=field("abstract", text.abstract),
        keywords=text.keywords,
    )


def affiliation_line(affiliation: Affiliation, comma: str = ", ") -> str:
    """Department, institution, city, country, with the comma of a language between them."""
    parts = (affiliation.department, affiliation.name, affiliation.city, affiliation.country)
    return comma.join(part for part in parts if part)
