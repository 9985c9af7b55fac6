"""The words that products print from the front matter and from ``journal.yaml``.

A product has them in its head, in the imprint or at the end, without their being passages of the
text: an affiliation, a funder, the publisher, the sentence of the licence. A passage that has the
same words is not there twice because of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from nashr.languages import Language
from nashr.model import Article, Document, Journal
from nashr.outputs.account.passages import key_of
from nashr.records import names_of


class _Edition(Protocol):
    @property
    def document(self) -> Document: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def language(self) -> Language: ...


def printed_values(edition: _Edition) -> frozenset[str]:
    """The keys (``key_of``) of the values, each by itself. How products join them, ``is_made_of``
    allows for.
    """
    article, journal = edition.document.article, edition.journal
    values = [_of_article(article), _of_journal(journal), edition.language.license_statements]
    return frozenset(key for text in _texts(values) if (key := key_of(text)))


def is_made_of(run: str, values: frozenset[str]) -> bool:
    """Whether a run of letters is a part of a value, or of values that follow each other."""
    if any(run in value for value in values):
        return True
    ends = {0} | {at for at in range(1, len(run)) if any(one.endswith(run[:at]) for one in values)}
    for at in range(len(run)):
        if at not in ends:
            continue
        if at and any(one.startswith(run[at:]) for one in values):
            return True
        ends.update(at + len(one) for one in values if run.startswith(one, at))
    return len(run) in ends


def _of_article(article: Article) -> list[Any]:
    return [
        article.authors,
        article.affiliations,
        article.funding,
        article.editors,
        article.reviewers,
        article.copyright_holder,
        article.ethics_decision,
        article.origin,
        article.classification,
        article.special_issue,
        article.short_title,
        [
            (one.title, one.keywords, one.ethics_committee, one.special_issue)
            for one in article.texts
        ],
    ]


def _of_journal(journal: Journal) -> list[Any]:
    return [
        journal.title,
        journal.titles,
        journal.short_title,
        journal.publisher,
        journal.copyright_holder,
    ]


def _texts(value: Any) -> Iterator[str]:
    """The strings in a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
    else:
        yield from _texts([getattr(value, name) for name in names_of(value)])
