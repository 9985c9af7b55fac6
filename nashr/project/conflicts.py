"""Articles that claim the same DOI or the same pages. Light: see ``ledger``.

The claims of an article are a mapping: ``doi`` and ``pages`` are absent, or have the place (file,
line, column) behind their value; ``issue`` is what its pages are counted in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nashr.messages import Message
from nashr.project.ledger import BuildRecord, RecordedFinding

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import Any


def conflicts(
    records: Iterable[BuildRecord], others: Iterable[BuildRecord] = ()
) -> list[RecordedFinding]:
    """An error for each article with the DOI, or pages, of another one.

    ``others`` are articles that are not built now: what they have in common is not told.
    """
    others = list(others)
    found = _of_all([*records, *others])
    known = _of_all(others) if others else []
    return [finding for finding in found if finding not in known]


def _of_all(records: Iterable[BuildRecord]) -> list[RecordedFinding]:
    listed = sorted(records, key=lambda record: record.slug)
    return [*_of_dois(listed), *_of_pages(listed)]


def _of_dois(records: list[BuildRecord]) -> Iterator[RecordedFinding]:
    first: dict[str, str] = {}
    for record in records:
        claim = record.facts["claims"].get("doi")
        if claim is None:
            continue
        doi, *place = claim
        other = first.setdefault(doi.casefold(), record.slug)
        if other != record.slug:
            message = Message("The article “{other}” has the same DOI.", other=other)
            yield _error(
                "doi-duplicate", place, message, Message("Give each article a DOI of its own.")
            )


def _of_pages(records: list[BuildRecord]) -> Iterator[RecordedFinding]:
    issues: dict[tuple[Any, ...], list[tuple[int, int, str, list[Any]]]] = {}
    for record in records:
        claim = record.facts["claims"].get("pages")
        if claim is not None:
            first, last, *place = claim
            issue = tuple(record.facts["claims"]["issue"])
            issues.setdefault(issue, []).append((first, last, record.slug, place))
    for articles in issues.values():
        articles.sort(key=lambda article: article[:3])
        _, reached, before, _ = articles[0]
        for first, last, slug, place in articles[1:]:
            if first <= reached:
                message = Message(
                    "The article “{before}” in the same issue goes to page {reached}.",
                    before=before,
                    reached=reached,
                )
                hint = Message(
                    "Write “first-page: {reached}”, or change that of the other.",
                    reached=reached + 1,
                )
                yield _error("pages-overlapping", place, message, hint)
            if last > reached:
                reached, before = last, slug


def _error(code: str, place: list[Any], message: Message, hint: Message) -> RecordedFinding:
    file, line, column = place
    return RecordedFinding("error", code, file, line, column, message, hint)
