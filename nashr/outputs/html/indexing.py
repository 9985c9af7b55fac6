"""What search engines and harvesters read in a page's head, as plain data for its template.

Three vocabularies say the same thing: the Highwire tags that Google Scholar asks for (Inclusion
Guidelines for Webmasters, "Indexing"), Dublin Core in ``meta`` (DC-HTML), and schema.org as
JSON-LD.
"""

from __future__ import annotations

import json
from typing import Any

from nashr.model import Affiliation, Person
from nashr.outputs.catalogue import (
    ORCID_REGISTRY,
    CatalogueRecord,
    Contributor,
    LocalRecord,
    affiliation_line,
    inverted_name,
)
from nashr.records import dataclass
from nashr.wording import shortened

DESCRIPTION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Meta:
    """A ``meta`` element: name, content, and the content's language where it is not the page's."""

    name: str
    content: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A ``meta`` element of RDFa, as the Open Graph protocol has it."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page and the PDF are published."""

    page: str
    pdf: str


def description(record: CatalogueRecord, length: int = DESCRIPTION_LENGTH) -> str:
    """The abstract's beginning, cut at a word; the title where there is no abstract."""
    text = record.text.abstract or record.title
    return shortened(text, length)


# --- Highwire ------------------------------------------------------------------------------


def highwire(record: CatalogueRecord, addresses: Addresses | None = None) -> tuple[Meta, ...]:
    """The ``citation_*`` tags; what belongs to an author follows him.

    The address of the PDF has to be a whole one, in the folder of the page.
    """
    date = record.published
    tags: list[tuple[str, str | None]] = [("title", record.title)]
    for contributor in record.contributors:
        tags += _highwire_author(contributor)
    tags += [
        ("publication_date", date.strftime("%Y/%m/%d") if date else _text(record.year)),
        ("journal_title", record.journal),
        ("journal_abbrev", record.journal_short),
        ("publisher", record.publisher),
        *(("issn", issn) for issn in record.issns),
        ("volume", record.volume),
        ("issue", record.issue),
        ("firstpage", record.first_page or record.article_number),
        ("lastpage", record.last_page),
        ("doi", record.doi),
        ("pdf_url", addresses.pdf if addresses else None),
        ("fulltext_html_url", addresses.page if addresses else None),
        ("language", record.lang),
        *(("keywords", keyword) for keyword in record.text.keywords),
    ]
    return tuple(Meta(f"citation_{name}", value) for name, value in tags if value)


def _highwire_author(contributor: Contributor) -> list[tuple[str, str | None]]:
    return [
        ("author", contributor.inverted_name),
        *(("author_institution", affiliation_line(place)) for place in contributor.affiliations),
        ("author_orcid", contributor.orcid_url),
    ]


# --- Dublin Core ---------------------------------------------------------------------------


def dublin_core(record: CatalogueRecord) -> tuple[Meta, ...]:
    """The ``DC.*`` tags; titles, subjects and abstracts in each of the article's languages."""
    date = record.published
    tags: list[tuple[str, str | None, str | None]] = [
        ("title", record.title, None),
        *(("title.alternative", text.full_title, text.lang) for text in record.texts[1:]),
        *(("creator", contributor.inverted_name, None) for contributor in record.contributors),
        *(
            ("creator.alternative", inverted_name(author), lang)
            for contributor in record.contributors
            for lang, author in contributor.other_names
        ),
        *(("contributor", inverted_name(editor), None) for editor in record.editors),
        *(("subject", f"{scheme} {code}", None) for scheme, code in record.codes),
        *(tag for text in record.texts for tag in _dublin_core_text(text, record.lang)),
        ("publisher", record.publisher, None),
        ("date", date.isoformat() if date else _text(record.year), None),
        ("type", "Text", None),
        ("format", "text/html", None),
        ("identifier", record.doi_url, None),
        ("language", record.lang, None),
        ("relation.isPartOf", _series(record), None),
        ("rights", record.license_url, None),
        *(("rightsHolder", holder, None) for holder in record.copyright_holder),
    ]
    return tuple(Meta(f"DC.{name}", value, lang) for name, value, lang in tags if value)


def _dublin_core_text(text: LocalRecord, own: str) -> list[tuple[str, str | None, str | None]]:
    lang = None if text.lang == own else text.lang
    subjects = [("subject", keyword, lang) for keyword in text.keywords]
    return [*subjects, ("description.abstract", text.abstract, lang)]


def _series(record: CatalogueRecord) -> str:
    return f"urn:ISSN:{record.issns[0]}" if record.issns else record.journal


# --- Open Graph ----------------------------------------------------------------------------


def open_graph(record: CatalogueRecord, addresses: Addresses | None = None) -> tuple[Property, ...]:
    """What a messenger or a social network shows of a link to the page (https://ogp.me/)."""
    date = record.published
    tags: list[tuple[str, str | None]] = [
        ("og:type", "article"),
        ("og:title", record.title),
        ("og:description", description(record)),
        ("og:site_name", record.journal),
        ("og:url", addresses.page if addresses else None),
        ("article:published_time", date.isoformat() if date else None),
        *(("article:author", contributor.author.name) for contributor in record.contributors),
        *(("article:tag", keyword) for keyword in record.text.keywords),
    ]
    return tuple(Property(name, value) for name, value in tags if value)


# --- schema.org ----------------------------------------------------------------------------


def schema_org(record: CatalogueRecord) -> dict[str, Any]:
    """A ``ScholarlyArticle`` with its authors, issue, volume and journal."""
    translations = record.texts[1:]
    return _present(
        {
            "@context": "https://schema.org",
            "@type": "ScholarlyArticle",
            "@id": record.doi_url,
            "headline": record.title,
            "name": record.title,
            "alternativeHeadline": _in_languages([(t.full_title, t.lang) for t in translations]),
            "inLanguage": record.lang,
            "author": [_person(contributor) for contributor in record.contributors],
            "datePublished": record.published.isoformat()
            if record.published
            else _text(record.year),
            "abstract": _in_languages([(t.abstract, t.lang) for t in record.texts]),
            "keywords": [keyword for text in record.texts for keyword in text.keywords],
            "license": record.license_url,
            "identifier": _identifier("DOI", record.doi),
            "sameAs": record.doi_url,
            "pageStart": record.first_page,
            "pageEnd": record.last_page,
            "pagination": record.article_number,
            "about": [_term(scheme, code) for scheme, code in record.codes],
            "editor": [_editor(person) for person in record.editors],
            "funder": [
                _present({"@type": "Organization", "@id": funding.id, "name": funding.funder})
                for funding in record.funders
            ],
            "copyrightHolder": [
                {"@type": "Organization", "name": holder} for holder in record.copyright_holder
            ],
            "copyrightYear": record.copyright_year,
            "publisher": _publisher(record),
            "isPartOf": _issue(record),
            "isAccessibleForFree": True if record.license_url else None,
            "citation": list(record.references),
        }
    )


def json_ld(record: CatalogueRecord) -> str:
    """``schema_org`` as text that may stand in a ``script``: no ``<`` that could end it."""
    text = json.dumps(schema_org(record), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _person(contributor: Contributor) -> dict[str, Any]:
    author = contributor.author
    if author.is_body:
        places = [_organization(place) for place in contributor.affiliations]
        body = {"@type": "Organization", "name": author.name, "parentOrganization": places}
        return _present(body)
    return _present(
        {
            "@type": "Person",
            "@id": contributor.orcid_url,
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "alternateName": [_worded(one.name, lang) for lang, one in contributor.other_names],
            "honorificSuffix": author.degree,
            "jobTitle": [title for title in (author.academic_title, author.position) if title],
            "identifier": _identifier("ORCID", contributor.orcid_url),
            "affiliation": [_organization(place) for place in contributor.affiliations],
        }
    )


def _editor(person: Person) -> dict[str, Any]:
    url = f"{ORCID_REGISTRY}{person.orcid}" if person.orcid else None
    place = {"@type": "Organization", "name": person.affiliation} if person.affiliation else None
    return _present({"@type": "Person", "@id": url, "name": person.name, "affiliation": place})


def _term(scheme: str, code: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "termCode": code, "inDefinedTermSet": scheme}


def _organization(affiliation: Affiliation) -> dict[str, Any]:
    address = _present(
        {
            "@type": "PostalAddress",
            "addressLocality": affiliation.city,
            "addressCountry": affiliation.country,
        }
    )
    return _present(
        {
            "@type": "Organization",
            "@id": affiliation.ror,
            "name": affiliation.name,
            "alternateName": [
                _worded(local.name, lang)
                for lang, local in affiliation.translations.items()
                if local.name
            ],
            "department": _present({"@type": "Organization", "name": affiliation.department})
            if affiliation.department
            else None,
            "address": address if len(address) > 1 else None,
            "sameAs": affiliation.ror,
        }
    )


def _publisher(record: CatalogueRecord) -> dict[str, Any] | None:
    if not record.publisher:
        return None
    return {"@type": "Organization", "name": record.publisher}


def _issue(record: CatalogueRecord) -> dict[str, Any]:
    series = _present(
        {
            "@type": "Periodical",
            "name": record.journal,
            "alternateName": record.journal_short,
            "issn": list(record.issns),
            "url": record.journal_url,
            "publisher": _publisher(record),
        }
    )
    if record.volume:
        series = {
            "@type": "PublicationVolume",
            "volumeNumber": record.volume,
            "isPartOf": series,
        }
    if record.issue:
        series = {"@type": "PublicationIssue", "issueNumber": record.issue, "isPartOf": series}
    return series


def _identifier(kind: str, value: str | None) -> dict[str, Any] | None:
    if not value:
        return None
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _worded(text: str, lang: str) -> dict[str, str]:
    return {"@value": text, "@language": lang}


def _in_languages(texts: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [_worded(text, lang) for text, lang in texts if text]


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _text(year: int | None) -> str | None:
    return str(year) if year else None
