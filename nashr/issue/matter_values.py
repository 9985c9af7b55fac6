"""What the parts before and behind the articles are filled with, in every product."""

from __future__ import annotations

from typing import Any

from nashr.issue import listing
from nashr.issue.edition import IssueEdition
from nashr.languages import language
from nashr.outputs.fragments import named_issns


def common_values(edition: IssueEdition) -> dict[str, Any]:
    """The values that the templates of these parts know in every product."""
    journal, issue, lang = edition.journal, edition.issue, edition.journal.language
    publisher = journal.publisher
    return {
        "edition": edition,
        "journal": journal,
        "issue": issue,
        "lang": lang,
        "words": edition.words,
        "words_of": language,
        "labels": edition.words.labels,
        "languages": edition.languages,
        "facts": lambda tag: listing.facts(issue, language(tag)),
        "title": listing.whole_title(edition, lang),
        "publisher_in": lambda tag: _publisher(publisher, tag),
        "issns": named_issns(edition.issn, edition.words),
        "people": [person.name for person in issue.editors],
    }


def _publisher(publisher: Any, tag: str) -> str:
    if publisher is None:
        return ""
    local = publisher.translations.get(tag) or (publisher.name, publisher.place)
    return language(tag).comma.join(filter(None, local))


def section_titles(edition: IssueEdition) -> list[list[tuple[str, str]]]:
    """The headings of the sections in each language of the journal that has one."""
    own = edition.journal.language
    return [
        [
            (tag, title)
            for tag in edition.languages
            if (title := one.titles.get(tag) if tag != own else one.title)
        ]
        for one in edition.issue.sections
    ]
