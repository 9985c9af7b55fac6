"""Findings and places in the form of the ledger, which knows no dataclass."""

from __future__ import annotations

from collections.abc import Mapping

from nashr.diagnostics import Diagnostic, Span
from nashr.project.ledger import RecordedFinding


def places(works: Mapping[str, Span]) -> dict[str, tuple[str, int, int]]:
    """The file, line and column of each work."""
    return {key: (at.file, at.line, at.column) for key, at in works.items()}


def row(found: Diagnostic) -> RecordedFinding:
    """A finding for the ledger."""
    at = found.span
    return RecordedFinding(
        found.severity.value, found.code, at.file, at.line, at.column, found.message, found.hint
    )


def diagnostic(found: RecordedFinding) -> Diagnostic:
    """A finding of the ledger."""
    place = Span(found.file, found.line, found.column)
    return Diagnostic(found.code, place, found.message, found.hint)
