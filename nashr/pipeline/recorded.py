"""Findings and places in the form of the ledger, which knows no dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nashr import messages
from nashr.diagnostics import Diagnostic, Span
from nashr.outputs.edition import Edition
from nashr.project.ledger import RecordedFinding


def places(works: Mapping[str, Span]) -> dict[str, tuple[str, int, int]]:
    """The file, line and column of each work."""
    return {key: (at.file, at.line, at.column) for key, at in works.items()}


def claims(edition: Edition) -> dict[str, Any]:
    """What an article has for itself alone, as ``project.conflicts`` compares it."""
    article = edition.document.article
    found: dict[str, Any] = {}
    if article.doi:
        found["doi"] = (article.doi, *_place(edition.place_of("doi")))
    if article.first_page:
        last = article.last_page or article.first_page
        found["pages"] = (article.first_page, last, *_place(edition.place_of("first-page")))
        in_issue = article.volume or article.issue
        found["issue"] = (article.volume, article.issue) if in_issue else (article.year,)
    return found


def with_pages(claimed: Mapping[str, Any], pages: int | None) -> Mapping[str, Any]:
    """The claims of an article that was set on so many pages."""
    if not pages or "pages" not in claimed:
        return claimed
    first, _, *place = claimed["pages"]
    return {**claimed, "pages": (first, first + pages - 1, *place)}


def _place(at: Span) -> tuple[str, int | None, int | None]:
    return at.file, at.line, at.column


def row(found: Diagnostic) -> RecordedFinding:
    """A finding for the ledger."""
    at = found.span
    return RecordedFinding(
        found.severity.value,
        found.code,
        at.file,
        at.line,
        at.column,
        messages.as_data(found.message),
        messages.as_data(found.hint),
    )


def diagnostic(found: RecordedFinding) -> Diagnostic:
    """A finding of the ledger."""
    place = Span(found.file, found.line, found.column)
    return Diagnostic(found.code, place, found.message, found.hint)
