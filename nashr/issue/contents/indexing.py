"""What search engines and indexes read of an issue: ``citation_*`` tags and schema.org."""

from __future__ import annotations

import json
from typing import Any

from nashr.issue import listing
from nashr.issue.edition import IssueEdition, NumberedArticle
from nashr.outputs.html.indexing import schema_org
from nashr.records import replace


def highwire(edition: IssueEdition, lang: str) -> list[tuple[str, str]]:
    """The ``citation_*`` tags of the issue."""
    issue, journal = edition.issue, edition.journal
    date = issue.date.strftime("%Y/%m/%d") if issue.date else str(issue.year)
    tags = [
        ("journal_title", edition.journal_title(lang)),
        ("journal_abbrev", journal.short_title),
        ("publisher", journal.publisher.name if journal.publisher else None),
        ("issn", edition.issn.online),
        ("issn", edition.issn.print),
        ("volume", issue.volume),
        ("issue", issue.number),
        ("publication_date", date),
        ("doi", issue.doi),
        ("isbn", issue.isbn),
        ("language", lang),
    ]
    return [(f"citation_{name}", value) for name, value in tags if value]


def json_ld(edition: IssueEdition, lang: str) -> str:
    """A ``PublicationIssue`` with its articles, as text that may stand in a ``script``."""
    text = json.dumps(_issue(edition, lang), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _issue(edition: IssueEdition, lang: str) -> dict[str, Any]:
    issue, journal = edition.issue, edition.journal
    issns = [one for one in (edition.issn.online, edition.issn.print) if one]
    periodical = {
        "@type": "Periodical",
        "name": edition.journal_title(lang),
        "issn": issns,
        "url": journal.url,
        "publisher": {"@type": "Organization", "name": journal.publisher.name}
        if journal.publisher
        else None,
    }
    series: dict[str, Any] = _present(periodical)
    if issue.volume:
        volume = {"@type": "PublicationVolume", "volumeNumber": issue.volume}
        series = {**volume, "isPartOf": series}
    last = max((one.last_page for one in edition.articles), default=issue.first_page)
    return _present(
        {
            "@context": "https://schema.org",
            "@type": "PublicationIssue",
            "@id": f"https://doi.org/{issue.doi}" if issue.doi else None,
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("DOI", issue.doi), ("ISBN", issue.isbn))
                if value
            ],
            "issueNumber": issue.number,
            "name": listing.whole_title(edition, lang),
            "datePublished": issue.date.isoformat() if issue.date else str(issue.year),
            "pageStart": str(issue.first_page),
            "pageEnd": str(last),
            "editor": [{"@type": "Person", "name": one.name} for one in issue.editors],
            "isPartOf": series,
            "hasPart": [_article(one) for one in edition.articles],
        }
    )


#: What of an article the contents say; the article's own page says the rest.
_SAID = ("@type", "@id", "headline", "alternativeHeadline", "inLanguage", "author")


def _article(article: NumberedArticle) -> dict[str, Any]:
    first, last = str(article.first_page), str(article.last_page)
    record = replace(article.entry.record, first_page=first, last_page=last)
    whole = schema_org(record)
    names = (*_SAID, "pageStart", "pageEnd")
    return {name: whole[name] for name in names if name in whole}


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
